import { parseArgs } from 'node:util';
import { type Standing, startGrpcDataApi } from './data-api/grpc.ts';
import type { Model } from './data-api/model.ts';
import { customDimension } from './data-api/property.ts';

const dimension = 'customEvent:company_name';

/** A property whose every other row is the same name in the window before; rows are made as they are asked for. */
function manyRows(rows: number): Model {
  return {
    getMetadata: async () => ({ dimensions: [customDimension(dimension)] }),
    async runReport(_property, { offset, limit, metrics }) {
      const first = Number(offset ?? 0);
      const length = Math.max(0, Math.min(Number(limit), rows - first));
      const numbers = (metrics ?? []).map((_metric, at) => ({ value: String(9 - at) }));
      return {
        dimensionHeaders: [{ name: dimension }, { name: 'dateRange' }],
        metricHeaders: (metrics ?? []).map(({ name = '' }) => ({ name, type: 'TYPE_INTEGER' })),
        rows: Array.from({ length }, (_, at) => {
          const row = first + at;
          const range = row % 2 === 0 ? 'current' : 'previous';
          return {
            dimensionValues: [{ value: `Made Organisation No ${row >> 1} GmbH` }, { value: range }],
            metricValues: numbers,
          };
        }),
        rowCount: rows,
        metadata: { timeZone: 'Europe/Berlin', currencyCode: 'EUR' },
      };
    },
  };
}

export interface ManyRowsOptions {
  rows: number;
  port?: number;
}

/** A stand-in by gRPC with so many rows, for measuring: run it in a process of its own. */
export const startManyRows = ({ rows, port = 0 }: ManyRowsOptions): Promise<Standing> =>
  startGrpcDataApi({ model: manyRows(rows), port });

if (import.meta.main) {
  const { values } = parseArgs({
    options: { rows: { type: 'string', default: '1000000' }, port: { type: 'string', default: '0' } },
  });
  const { port } = await startManyRows({ rows: Number(values.rows), port: Number(values.port) });
  process.stdout.write(`${port}\n`);
}
