import { loadSettings } from '../config/load.ts';
import { openSink } from '../delivery/open.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { sinks } from '../sink/index.ts';
import { askSink } from './ask-sink.ts';
import { tellCheck, tellFact } from './check.ts';
import { sinkNamed } from './push/sink-names.ts';

/** `ga-leads check SINK`: who am I there, what may I do, are the fields there? Exit 0, or the first problem's. */
export async function checkSink(text: string, config: string | undefined, edge: Edge): Promise<number> {
  const name = sinkNamed(text);
  const { settings, file } = await loadSettings(edge.cwd, {}, config);
  const { enabled, baseUrl } = settings.sinks[name];
  tellFact(edge, 'settings', file ?? 'none found: defaults');
  tellFact(edge, 'sink', `${sinks[name].title}, ${enabled ? 'switched on' : 'not switched on'}`);
  // Its path may be a secret: a webhook's often is.
  tellFact(edge, 'address', baseUrl === undefined ? 'none yet' : new URL(baseUrl).origin);
  return tellCheck(edge, exitCodes.delivery, async () =>
    askSink(await openSink(name, settings, edge), (sink) => sink.check()),
  );
}
