import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import type { Source } from '../run-types.ts';

/** What a source is made from. `progress` tells people how far it is; `total` where it is known. */
export interface SourceContext {
  settings: Settings;
  edge: Edge;
  progress(message: string, done: number, total?: number): void;
}

type MakeSource = (context: SourceContext) => Promise<Source>;

/** Every source; heavy clients load only when theirs is asked for. */
export const sources = {
  sample: async (context) => (await import('./sample.ts')).sampleSource(context),
  file: async (context) => (await import('./file.ts')).fileSource(context),
  ga4: async (context) => (await import('./ga4.ts')).ga4Source(context),
} satisfies Record<string, MakeSource>;

export type SourceKind = keyof typeof sources;
export const sourceKinds = Object.keys(sources) as [SourceKind, ...SourceKind[]];
