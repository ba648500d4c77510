import { parseArgs } from 'node:util';
import type { Standing } from './data-api/grpc.ts';
import { startHttpDataApi } from './data-api/http.ts';
import { dataApiModel } from './data-api/model.ts';
import { madeProperty } from './data-api/property.ts';

export interface DataApiOptions {
  port?: number;
  /** The property id that it answers for. */
  property?: string;
  now?: () => Date;
}

/** A stand-in for the Data API with some weeks of made visits up to yesterday, as JSON over HTTP on loopback. */
export function startDataApi({
  port = 0,
  property = '123',
  now = () => new Date(),
}: DataApiOptions): Promise<Standing> {
  const model = dataApiModel({ property: madeProperty({ id: property, now: now() }), now });
  return startHttpDataApi({ model, port });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8085' }, property: { type: 'string', default: '123' } },
  });
  const { port } = await startDataApi({ port: Number(values.port), property: values.property });
  process.stdout.write(`a stand-in for the GA4 Data API, with made visits; Ctrl-C ends it. In another terminal:
ANALYTICS_EMULATOR_HOST=127.0.0.1:${port} npm run --silent ga-leads -- run --source ga4 --property ${values.property}
`);
}
