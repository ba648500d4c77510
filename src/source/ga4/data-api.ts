import type { BetaAnalyticsDataClient, protos } from '@google-analytics/data';

export type ReportRequest = protos.google.analytics.data.v1beta.IRunReportRequest;
export type Report = protos.google.analytics.data.v1beta.IRunReportResponse;
export type Metadata = protos.google.analytics.data.v1beta.IMetadata;
export type ClientOptions = NonNullable<ConstructorParameters<typeof BetaAnalyticsDataClient>[0]>;

/** All that ga-leads may do: read. */
export const readOnlyScope = 'https://www.googleapis.com/auth/analytics.readonly';

/** The two calls of the Data API that ga-leads makes, for one property; errors as the client throws them. */
export interface DataApi {
  runReport(request: ReportRequest, signal: AbortSignal): Promise<Report>;
  getMetadata(signal: AbortSignal): Promise<Metadata>;
}

/**
 * The Data API through its client, which loads here and is made once. Every report says what it cost.
 * Rejects if the client cannot be set up: the client's own calls would leave that rejection unhandled.
 */
export async function dataApi(propertyId: string, options: ClientOptions): Promise<DataApi> {
  const { BetaAnalyticsDataClient } = await import('@google-analytics/data');
  const client = new BetaAnalyticsDataClient({ ...options, scopes: [readOnlyScope] });
  await client.initialize();
  const property = `properties/${propertyId}`;
  return {
    async runReport(request, signal) {
      const [report] = await client.runReport(
        { ...request, property, returnPropertyQuota: true },
        { signal },
      );
      return report;
    },
    async getMetadata(signal) {
      const [metadata] = await client.getMetadata({ name: `${property}/metadata` }, { signal });
      return metadata;
    },
  };
}
