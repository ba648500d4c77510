import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../edge.ts';

const rules = `- id: telecom-words
  exclude: isp
  words: [telecom, cable]
  why: networks call themselves so
  matches: [Foo Telecom]
`;

/** Whoever came in all weeks, with sessions that go up and down; `Cable Works` is a company. */
const usual = [
  'Acme GmbH',
  'Bolt & Nut Ltd',
  'Carrier One Net',
  'Delta Foods Inc.',
  'Ember Energy AS',
  'Fjord Shipping AS',
  'Gamma Optics SA',
  'Harbour School',
  'Foo Telecom',
  'Cable Works GmbH',
];
const pages = ['/pricing', '/products/pumps', '/', '/demo', '/blog/how-pumps-are-made'];
const channels = ['Organic Search', 'Direct', 'Referral'];
const countries = ['Germany', 'Norway', 'United States'];

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A report of a week: who came, by what, from where, what they read; of four, each stays away once. */
function report(names: readonly string[], week: number): string {
  const lines = names.flatMap((name, n) =>
    Array.from({ length: n < usual.length && n % 4 === week ? 0 : 2 + (n % 3) }, (_, visit) => {
      const turn = n + visit + week;
      const sessions = 1 + ((turn * 7) % 9);
      return [
        cell(name),
        cell(pages[turn % pages.length] ?? ''),
        channels[turn % channels.length],
        countries[n % countries.length],
        sessions,
        Math.ceil(sessions / 2),
        sessions * 3,
      ].join(',');
    }),
  );
  return `Service Provider,Page,Default Channel Grouping,Country,Sessions,Engaged Sessions,Pageviews\n${lines.join('\n')}\n`;
}

/** A folder with settings, few rules and the history of four weeks; in the last one `more` came, too. */
export async function folderOfWeeks(more: readonly string[] = []): Promise<string> {
  const cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-story-'));
  writeFileSync(path.join(cwd, 'rules.yaml'), rules);
  writeFileSync(
    path.join(cwd, 'ga-leads.yaml'),
    'rules: [./rules.yaml]\nmodel: "off"\nminSessions: 1\nsegments:\n  nordic:\n    where:\n      country: [Norway]\n',
  );
  const weeks = ['2026-W43', '2026-W44', '2026-W45', '2026-W46'];
  for (const [index, week] of weeks.entries()) {
    const names = index === weeks.length - 1 ? [...usual, ...more] : usual;
    writeFileSync(path.join(cwd, 'week.csv'), report(names, index));
    const { code, stderr } = await runCli(['run', '--input', 'week.csv', '--week', week], { cwd });
    if (code !== 0) throw new Error(stderr);
  }
  return cwd;
}
