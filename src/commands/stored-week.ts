import type { Classifier } from '../classify/classifier.ts';
import type { History } from '../history/index.ts';
import type { StoredRun } from '../history/runs.ts';
import { standingList } from '../not-for-us.ts';
import { group } from '../organisation/group.ts';
import { isVisited } from '../pipeline.ts';
import type { Reading } from '../run-types.ts';
import type { Organisation } from '../types.ts';
import { changes, type Preview, withScores } from '../workshop/preview.ts';
import type { Prepared } from './prepare.ts';

/** What a source saw in one window, before any rule. */
export interface Week {
  reading: Reading;
  organisations: readonly Organisation[];
  /** YYYY-MM-DD: the standing list counts as it is on it. */
  lastDay: string;
}

/** What a stored run read, grouped anew by today's settings; undefined where its reading is not kept. */
export async function storedWeek(
  history: History,
  run: StoredRun,
  { settings, aliases }: Pick<Prepared, 'settings' | 'aliases'>,
): Promise<Week | undefined> {
  const reading = history.readings.of(run.id);
  if (!reading) return undefined;
  const { organisations } = await group(reading.rows(), { ...settings.organisations, aliases });
  return { reading, organisations: organisations.filter(isVisited), lastDay: run.days.to };
}

/** What changes if `then` decides in place of the rules in force; whoever is not for us is left out of account. */
export function previewOn(
  { reading, organisations, lastDay }: Week,
  { settings, classifier, notForUs }: Pick<Prepared, 'settings' | 'classifier' | 'notForUs'>,
  then: Classifier,
): Promise<Preview> {
  const onList = standingList(notForUs, lastDay);
  const ours = organisations.filter((organisation) => !onList(organisation));
  return withScores(changes(ours, classifier, then), reading, settings);
}
