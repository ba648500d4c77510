import type { QualityFlag, Quota } from '../../run-types.ts';
import { printable } from '../../text.ts';
import type { Report } from './data-api.ts';

type ReportMetadata = NonNullable<Report['metadata']>;

/** What the answers of a run say about themselves: each flag once, tokens summed. */
export interface QualityLog {
  note(report: Report): void;
  flag(flag: QualityFlag): void;
  flags(): QualityFlag[];
  /** Undefined until an answer told. */
  quota(): Quota | undefined;
}

export function qualityLog(): QualityLog {
  const flags = new Map<string, QualityFlag>();
  let quota: Quota | undefined;
  let leastRead = 1;

  const flag = (one: QualityFlag) => {
    flags.set(one.flag, one);
  };
  const note = ({ metadata, propertyQuota }: Report) => {
    leastRead = Math.min(leastRead, metadata ? readShare(metadata) : 1);
    if (leastRead < 1) flag(sampling(leastRead));
    if (metadata) for (const one of flagsOf(metadata)) flag(one);
    if (!propertyQuota) return;
    const { tokensPerHour, tokensPerProjectPerHour, tokensPerDay } = propertyQuota;
    const hourly = [tokensPerHour?.remaining, tokensPerProjectPerHour?.remaining].filter(
      (tokens) => typeof tokens === 'number',
    );
    quota = {
      consumed: (quota?.consumed ?? 0) + (tokensPerHour?.consumed ?? tokensPerDay?.consumed ?? 0),
      ...(hourly.length > 0 && { remainingThisHour: Math.min(...hourly) }),
      ...(typeof tokensPerDay?.remaining === 'number' && { remainingToday: tokensPerDay.remaining }),
    };
  };
  return { note, flag, flags: () => [...flags.values()], quota: () => quota };
}

/** The smallest part of the events that an answer was made from; 1 is all. */
const readShare = ({ samplingMetadatas }: ReportMetadata): number =>
  Math.min(
    1,
    ...(samplingMetadatas ?? []).map(
      ({ samplesReadCount, samplingSpaceSize }) =>
        Number(samplesReadCount) / (Number(samplingSpaceSize) || 1),
    ),
  );

const sampling = (share: number): QualityFlag => ({
  flag: 'sampling',
  message: `Google Analytics read only ${(100 * share).toFixed(1)} % of the events and extrapolated the rest; fewer days need no sampling`,
  serious: true,
});

function flagsOf(metadata: ReportMetadata): QualityFlag[] {
  const flags: QualityFlag[] = [];
  const serious = (flag: string, message: string) => flags.push({ flag, message, serious: true });
  if (metadata.dataLossFromOtherRow) {
    serious(
      'other-row',
      'the property has more network names than Google Analytics keeps: it put the rare ones into (other), so organisations are missing; fewer days help, and the BigQuery export has all',
    );
  }
  if (metadata.subjectToThresholding) {
    serious(
      'thresholding',
      'Google Analytics may have left out rows with few users (thresholding), so small organisations may be missing; Google signals in the reporting identity cause it',
    );
  }
  const restricted = metadata.schemaRestrictionResponse?.activeMetricRestrictions ?? [];
  if (restricted.length > 0) {
    const names = restricted.map(({ metricName }) => printable(metricName ?? '')).join(', ');
    serious('restricted-metrics', `the signed-in account may not see ${names}: counted as 0`);
  }
  const truncated = metadata.dataTruncationReasons ?? [];
  if (truncated.length > 0) {
    const why = truncated.map((one) => printable(one.dataTruncationMessage ?? '')).join('; ');
    serious('truncated', `Google Analytics no longer has all of these days: ${why}`);
  }
  if (metadata.emptyReason) {
    const message = `Google Analytics has no rows for one of the questions: ${printable(metadata.emptyReason)}`;
    flags.push({ flag: 'empty-reason', message, serious: false });
  }
  return flags;
}
