import { settingsSchema } from '../../src/config/schema.ts';
import { ga4Source } from '../../src/source/ga4.ts';
import { connectGrpc } from '../../test/stand-ins/connect-grpc.ts';

/** Reads every row of the gRPC stand-in on a port (first argument) and keeps none. */
const settings = settingsSchema.parse({
  source: 'ga4',
  property: '123',
  dimension: 'customEvent:company_name',
});
const source = await ga4Source(
  {
    settings,
    edge: {
      pid: process.pid,
      program: ['node', 'ga-leads'],
      env: {},
      cwd: process.cwd(),
      now: () => new Date(),
      sleep: () => Promise.resolve(),
      fetch,
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      signal: new AbortController().signal,
    },
    progress: () => undefined,
  },
  connectGrpc(Number(process.argv[2])),
);
const reading = await source.open();
let rows = 0;
for await (const list of reading.rows()) rows += list.length;
if (rows !== Number(process.argv[3])) throw new Error(`${rows} rows were read`);
process.exit(0);
