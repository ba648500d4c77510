import { readFileSync, writeFileSync } from 'node:fs';
import { settingsJsonSchema } from '../src/config/json-schema.ts';

/** `npm run schema` writes config/ga-leads.schema.json, for editors; `npm run schema -- --check` only looks. */
const file = new URL('../config/ga-leads.schema.json', import.meta.url);
const text = `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('config/ga-leads.schema.json is not current: npm run schema');
  process.exitCode = 1;
}
