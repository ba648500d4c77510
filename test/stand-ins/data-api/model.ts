import { setTimeout as sleep } from 'node:timers/promises';
import type { Metadata, Report, ReportRequest } from '../../../src/source/ga4/data-api.ts';
import { ApiError } from './api-error.ts';
import type { Property } from './property.ts';
import { reportOf } from './report.ts';

export interface Call {
  method: 'runReport' | 'getMetadata';
  request: ReportRequest;
}

/** What both servers answer from. */
export interface Model {
  runReport(property: string, request: ReportRequest): Promise<Report>;
  getMetadata(property: string): Promise<Metadata>;
}

/** A model in which a property is held, that tells what it was asked and fails when told to. */
export interface TestModel extends Model {
  /** Everything that was asked, refused or not. */
  calls: Call[];
  /** How many requests were open at the same time at most. */
  mostAtOnce: number;
  /** The next `times` calls that fit are refused. */
  fail(error: () => ApiError, times?: number, fits?: (call: Call) => boolean): void;
}

export interface ModelOptions {
  property: Property;
  now?: () => Date;
  /** Milliseconds that every answer takes. */
  delay?: number;
  tokensPerHour?: number;
}

const tokensADay = 200_000;

export function dataApiModel({ property, now, delay = 1, tokensPerHour = 40_000 }: ModelOptions): TestModel {
  const failures: { error: () => ApiError; times: number; fits: (call: Call) => boolean }[] = [];
  let open = 0;
  let consumed = 0;
  const model: TestModel = {
    calls: [],
    mostAtOnce: 0,
    fail(error, times = Number.POSITIVE_INFINITY, fits = () => true) {
      failures.push({ error, times, fits });
    },
    async runReport(id, request) {
      const report = await answer(id, { method: 'runReport', request }, () =>
        reportOf(property, request, now?.() ?? new Date(), model.calls.length),
      );
      if (!request.returnPropertyQuota) return report;
      const cost = 3 + (request.dimensions?.length ?? 0);
      consumed += cost;
      const bucket = (all: number) => ({ consumed: cost, remaining: all - consumed });
      return {
        ...report,
        propertyQuota: {
          tokensPerDay: bucket(tokensADay),
          tokensPerHour: bucket(tokensPerHour),
          tokensPerProjectPerHour: bucket(Math.round(0.35 * tokensPerHour)),
          concurrentRequests: { consumed: 0, remaining: 10 - open },
          serverErrorsPerProjectPerHour: { consumed: 0, remaining: 10 },
          potentiallyThresholdedRequestsPerHour: { consumed: 0, remaining: 120 },
        },
      };
    },
    getMetadata: (id) =>
      answer(id, { method: 'getMetadata', request: {} }, () => ({
        name: `properties/${property.id}/metadata`,
        dimensions: property.dimensions,
        metrics: [],
      })),
  };
  return model;

  async function answer<T>(id: string, call: Call, make: () => T): Promise<T> {
    model.calls.push(call);
    open++;
    model.mostAtOnce = Math.max(model.mostAtOnce, open);
    try {
      await sleep(delay);
      const failure = failures.find(({ times, fits }) => times > 0 && fits(call));
      if (failure) {
        failure.times--;
        throw failure.error();
      }
      if (id !== property.id)
        throw new ApiError(
          'PERMISSION_DENIED',
          'User does not have sufficient permissions for this property.',
        );
      return make();
    } finally {
      open--;
    }
  }
}
