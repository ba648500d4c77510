import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type History, openHistory } from '../../src/history/index.ts';
import type { StoredReading } from '../../src/history/readings.ts';
import { recordingOf } from '../../src/history/recorder.ts';
import type { Days, Row } from '../../src/types.ts';
import { fakeEdge, runCli } from '../edge.ts';
import { all, now, reading } from '../history/make.ts';

/** A working folder with a history, and commands in it as jo. */
export function remembering(fill: (history: History) => void, settings = '') {
  const { cwd } = fakeEdge().edge;
  if (settings !== '') writeFileSync(path.join(cwd, 'ga-leads.yaml'), settings);
  const file = path.join(cwd, 'ga-leads.sqlite');
  const history = openHistory(file, { now });
  fill(history);
  history.close();
  const ask = (...argv: string[]) => runCli(argv, { cwd, env: { USER: 'jo' } });
  return { cwd, file, ask, json: async (...argv: string[]) => JSON.parse((await ask(...argv)).stdout) };
}

/** What a source with these names (sessions by name) was read as. */
export async function readOf(sessions: Record<string, number>, days: Days): Promise<StoredReading> {
  const rows = Object.entries(sessions).map(
    ([name, n]): Row => ({ name, window: 'current', metrics: { sessions: n } }),
  );
  const recording = recordingOf(reading(rows, [], { days }), (text) => text);
  await all(recording.reading.rows());
  return recording.finish();
}
