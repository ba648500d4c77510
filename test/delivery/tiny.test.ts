import { sinkContract } from '../sink/contract.ts';
import { startTiny, type TinySettings, type TinyStandIn, tinyEnv } from './tiny.ts';

sinkContract<TinySettings, TinyStandIn>({
  name: 'tiny',
  module: new URL('./tiny.ts', import.meta.url).href,
  exported: 'tiny',
  start: startTiny,
  settings: ({ url }) => ({ enabled: true, baseUrl: url, fields: {} }),
  env: tinyEnv,
  refuse: (server, key) => server.refused.add(key),
});
