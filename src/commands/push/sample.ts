import type { Settings } from '../../config/schema.ts';
import { inputError } from '../../errors.ts';
import type { Site } from '../../history/runs.ts';
import { isLoopback } from '../../sink/host.ts';
import type { SinkName } from '../../sink/index.ts';

const isHere = (url: string | undefined): boolean => url !== undefined && isLoopback(new URL(url).hostname);

/** The sample's visits are made up: to a CRM outside this machine they go only where somebody says so. Exit 2. */
export function refuseSample(
  site: Site,
  asked: Site | undefined,
  sinks: readonly SinkName[],
  settings: Pick<Settings, 'sinks'>,
): void {
  if (site !== 'sample' || asked === 'sample') return;
  const outside = sinks.find((name) => !isHere(settings.sinks[name].baseUrl));
  if (outside === undefined) return;
  throw inputError(
    `${outside}: these leads are the sample's, which is made data; nothing was sent`,
    'Run ga-leads run on your own data first; to send the sample all the same: ga-leads push --site sample --write.',
  );
}
