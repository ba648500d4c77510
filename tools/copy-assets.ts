import { cpSync } from 'node:fs';
import path from 'node:path';

/** The last step of `npm run build`: what the review page sends as it is. */
const [from, to] = ['src/review/assets', 'dist/review/assets'].map((folder) =>
  path.join(import.meta.dirname, '..', folder),
);
if (from && to) cpSync(from, to, { recursive: true, filter: (file) => !file.endsWith('.json') });
