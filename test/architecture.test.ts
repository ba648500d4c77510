import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll(path.sep, '/'));
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

interface Import {
  target: string;
  typeOnly: boolean;
  lazy: boolean;
}

/** What a file imports: our own files by path from the root, libraries by name. */
function importsOf(file: string): Import[] {
  const text = withoutComments(textOf(file));
  const found = [
    ...text.matchAll(
      /(import|export)(\s+type)?\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(import)\(\s*['"]([^'"]+)['"]\s*\)|import\s+['"]([^'"]+)['"]/g,
    ),
  ];
  return found.map((match) => {
    const name = match[3] ?? match[5] ?? match[6] ?? '';
    const target = name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;
    return { target, typeOnly: match[2] !== undefined, lazy: match[4] !== undefined };
  });
}

/** The room that a file is in: its folder in src, or its own name. */
const roomOf = (file: string) => file.replace(/^src\//, '').split('/')[0] ?? '';

const everywhere = [
  'types.ts',
  'run-types.ts',
  'errors.ts',
  'text.ts',
  'numbers.ts',
  'alike.ts',
  'edge.ts',
  'legal-forms.ts',
];
/** Which rooms a room may import values from, besides itself; types of the settings are open to all. */
const mayImport: Record<string, string[]> = {
  'main.ts': ['cli'],
  cli: ['commands', 'review'],
  'pipeline.ts': ['organisation', 'classify', 'not-for-us.ts', 'rank'],
  'not-for-us.ts': ['organisation'],
  'segment.ts': ['organisation'],
  'http.ts': [],
  digest: ['report', 'history'],
  delivery: ['sink', 'history', 'http.ts'],
  schedule: [],
  commands: [
    'config',
    'source',
    'classify',
    'organisation',
    'history',
    'sink',
    'report',
    'digest',
    'delivery',
    'schedule',
    'http.ts',
    'workshop',
    'not-for-us.ts',
    'segment.ts',
    'pipeline.ts',
  ],
  review: [
    'commands',
    'config',
    'classify',
    'organisation',
    'history',
    'sink',
    'delivery',
    'report',
    'digest',
    'workshop',
    'not-for-us.ts',
    'segment.ts',
    'pipeline.ts',
  ],
  workshop: ['classify', 'organisation', 'rank', 'sink', 'report'],
  config: ['source', 'classify', 'organisation', 'history', 'sink', 'not-for-us.ts'],
  source: [],
  organisation: [],
  classify: [],
  rank: [],
  history: [],
  sink: ['http.ts'],
  report: [],
};
/** Node modules whose functions that we use are pure (a hash, isIP, domainToASCII). */
const pureModules = ['node:crypto', 'node:net', 'node:url'];
const stages = ['source', 'organisation', 'classify', 'rank', 'history', 'sink'];

describe('architecture', () => {
  it('has a place for every file', () => {
    const rooms = new Set(files.map(roomOf));
    const known = new Set([...Object.keys(mayImport), ...everywhere]);
    expect([...rooms].filter((room) => !known.has(room))).toEqual([]);
  });

  it('lets a room import only what lies behind it; no stage imports another', () => {
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target.startsWith('src/'))
        .filter(({ target, typeOnly }) => {
          const [from, to] = [roomOf(file), roomOf(target)];
          if (from === to || everywhere.includes(to)) return false;
          if (typeOnly && to === 'config') return false;
          return !(mayImport[from] ?? []).includes(to);
        })
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(strays).toEqual([]);
    for (const stage of stages)
      expect((mayImport[stage] ?? []).filter((to) => stages.includes(to))).toEqual([]);
  });

  it('lets only main.ts touch process, console, the clock and the global fetch', () => {
    const outside =
      /(?<![\w.'"`-])(process\.|console\.|Date\.now\(|new Date\(\)|performance\.|DateTime\.(now|local|utc)\(\)|setTimeout\(|setInterval\(|Math\.random\()|(?<![\w.'"`])fetch\(|from 'node:(process|timers)/;
    const strays = files.filter(
      (file) => file !== 'src/main.ts' && outside.test(withoutComments(textOf(file))),
    );
    expect(strays).toEqual([]);
  });

  it('keeps classify, rank and organisation pure: no file, no process', () => {
    const pure = files.filter((file) => ['classify', 'rank', 'organisation'].includes(roomOf(file)));
    const strays = pure.filter((file) =>
      importsOf(file).some(({ target }) => target.startsWith('node:') && !pureModules.includes(target)),
    );
    expect(strays).toEqual([]);
  });

  it('loads heavy clients only inside the connector that uses them', () => {
    const heavy = /^(@google-analytics\/data|google-auth-library|google-gax|googleapis)/;
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly, lazy }) => heavy.test(target) && !typeOnly && !lazy)
        .map(({ target }) => `${file} imports ${target} at start`),
    );
    // What is inside ga4/ is itself imported lazily, by ga4.ts through the registry.
    expect(strays.filter((stray) => !stray.startsWith('src/source/ga4/'))).toEqual([]);
  });

  it('keeps SQL in history/', () => {
    expect(files.filter((file) => /node:sqlite/.test(textOf(file)) && roomOf(file) !== 'history')).toEqual(
      [],
    );
  });
});
