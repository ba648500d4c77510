import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { commanderExit, program } from '../src/cli/index.ts';
import type { Edge } from '../src/edge.ts';
import { UserError } from '../src/errors.ts';
import { startHubSpot } from '../test/stand-ins/crm/hubspot.ts';
import { pipedriveToken, startPipedrive } from '../test/stand-ins/crm/pipedrive.ts';
import { startSalesforce } from '../test/stand-ins/crm/salesforce.ts';
import type { CrmStandIn } from '../test/stand-ins/crm/server.ts';
import { startSheets } from '../test/stand-ins/crm/sheets.ts';

/** `npm run demo:push`: the sample's leads into four CRMs that stand in for the real ones on this machine. */
const cwd = mkdtempSync(path.join(tmpdir(), 'ga-leads-demo-'));
const [hubspot, salesforce, pipedrive, sheets] = await Promise.all([
  startHubSpot({ searchLag: 0 }),
  startSalesforce(),
  startPipedrive(),
  startSheets(),
]);
const crms: Record<string, CrmStandIn> = { hubspot, salesforce, pipedrive, sheets };
const env = { ...salesforce.env, HUBSPOT_TOKEN: hubspot.token, PIPEDRIVE_TOKEN: pipedriveToken };
writeFileSync(
  path.join(cwd, 'ga-leads.yaml'),
  `source: sample
minSessions: 13
sinks:
  hubspot: { enabled: true, baseUrl: '${hubspot.url}' }
  salesforce: { enabled: true, baseUrl: '${salesforce.url}' }
  pipedrive: { enabled: true, baseUrl: '${pipedrive.url}' }
  sheets: { enabled: true, baseUrl: '${sheets.url}', spreadsheet: sheet-1 }
`,
);

const tell = (text: string) => process.stdout.write(`\n${text}\n`);

/** Runs a command as a person would type it, and shows what it says, the middle of long answers left out. */
async function ga(command: string, mostLines = 14): Promise<void> {
  let said = '';
  const output = () =>
    Object.assign(
      new Writable({
        write(piece, _encoding, done) {
          said += piece;
          done();
        },
      }),
      { columns: 110 },
    );
  const edge: Edge = {
    pid: process.pid,
    program: [process.execPath],
    env: { ...env },
    cwd,
    now: () => new Date(),
    sleep: async (milliseconds) => {
      await sleep(milliseconds);
    },
    fetch,
    stdin: Readable.from([]),
    stdout: output(),
    stderr: output(),
    signal: new AbortController().signal,
  };
  let code = 0;
  try {
    await program(edge, 'demo', (given) => {
      code = given;
    }).parseAsync(['node', 'ga-leads', ...command.split(' ')]);
  } catch (error) {
    if (error instanceof UserError) said += `${error.message}\n  ${error.next ?? ''}\n`;
    const known = commanderExit(error) ?? (error instanceof UserError ? error.exitCode : undefined);
    if (known === undefined) throw error;
    code = known;
  }
  const lines = said.trimEnd().split('\n');
  const hidden = lines.length - mostLines;
  const shown =
    hidden > 1 ? [...lines.slice(0, mostLines - 5), `… ${hidden} more lines …`, ...lines.slice(-5)] : lines;
  process.stdout.write(`\n$ ga-leads ${command}\n${shown.map((line) => `  ${line}\n`).join('')}`);
  if (code !== 0) process.stdout.write(`  (exit ${code})\n`);
}

/** What each CRM holds, and how many requests it got since it was last asked. */
function count(): void {
  for (const [name, crm] of Object.entries(crms)) {
    process.stdout.write(
      `  ${name.padEnd(10)}  ${crm.companies().length} in it, ${crm.requests.length} requests\n`,
    );
    crm.requests.length = 0;
  }
}

/** The first company there whose texts name it so. */
function find(crm: CrmStandIn, name: string) {
  const found = crm.companies().find(({ values }) => Object.values(values).includes(name));
  if (!found) throw new Error(`the demo expects ${name} among the leads`);
  return found;
}

try {
  tell('1. A week of made visits becomes a list of leads; the history remembers it.');
  await ga('run --week 2026-W45 --limit 5');

  tell('2. What do the CRMs need? First only told, then made.');
  await ga('setup hubspot');
  for (const name of Object.keys(crms)) await ga(`setup ${name} --write`);

  tell(
    '3. Somebody has Microsoft in HubSpot already, under a name of their own: it is to be adopted, not doubled.',
  );
  hubspot.add({ name: 'Microsoft (key account)', domain: 'microsoft.com' });
  await ga('push hubspot');
  await ga('push pipedrive');
  count();

  tell('4. The plan is fine: do it.');
  await ga('push --write');
  count();

  tell('5. The same again: there is nothing to do, and nobody is even asked.');
  await ga('push --write');
  count();

  tell(
    '6. In the CRMs people work on: a score is corrected in HubSpot, a company is deleted in Pipedrive.\n   Then the next week comes, recorded and pushed in one go.',
  );
  const edited = find(hubspot, 'Intel Corporation');
  hubspot.edit(edited.id, 'ga_leads_score', 99);
  pipedrive.remove(find(pipedrive, 'Biomerieux SA').id);
  await ga('run --week 2026-W46 --limit 1 --write', 30);
  count();

  tell('7. The correction stands, the deleted one stays deleted.');
  await ga('outbox show Intel --sink hubspot', 30);
  await ga('outbox show Biomerieux --sink pipedrive');

  tell('8. Unless somebody wants it back.');
  await ga('push pipedrive --recreate n:biomerieux --write');
  count();
} finally {
  for (const crm of Object.values(crms)) await crm.close();
  rmSync(cwd, { recursive: true, force: true });
}
