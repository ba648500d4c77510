import { openHistory } from '../../../src/history/index.ts';
import { recordingOf } from '../../../src/history/recorder.ts';
import type { StoredSighting } from '../../../src/history/sightings.ts';
import { all, manifest, reading, run, sighting, week } from '../make.ts';

/**
 * `record-loop.ts FILE [STEP]`: records a week again and again, its version in every part of it. With a step it
 * kills itself there in version 2, else it goes on until it is killed.
 */
const [file = '', step] = process.argv.slice(2);
const history = openHistory(file, { now: () => new Date('2026-11-22T08:00:00Z') });
const organisations = 120;

const suicide = () => process.kill(process.pid, 'SIGKILL');

/** The same, but reading its property `name` is the end. */
const deadly = <Some extends object>(some: Some, name: keyof Some): Some =>
  Object.defineProperty({ ...some }, name, { get: suicide, enumerable: true });

for (let version = 1; ; version++) {
  const dies = (at: string) => version === 2 && step === at;
  const recording = recordingOf(
    reading([{ name: `version ${version}`, window: 'current', metrics: {} }]),
    (text) => text,
  );
  await all(recording.reading.rows());
  const seen = Array.from({ length: organisations }, (_, n): StoredSighting => {
    const plain = sighting(`Organisation ${n}`, {
      metrics: { sessions: version },
      matched: `version ${version}`,
    });
    if (n === 0 && dies('first sighting')) return deadly(plain, 'metrics');
    if (n === organisations - 1 && dies('last sighting')) return deadly(plain, 'metrics');
    return n === organisations / 2 && dies('evidence') ? deadly(plain, 'matched') : plain;
  });
  const stored = recording.finish();
  if (dies('before')) suicide();
  history.record(
    run(week(9), { manifest: { ...manifest, version: String(version) } }),
    seen,
    dies('reading') ? { ...stored, parts: stored.parts.map((part) => deadly(part, 'bytes')) } : stored,
  );
  if (dies('after')) suicide();
  process.stdout.write(`${version}\n`);
}
