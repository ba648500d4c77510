import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitCodes } from '../../src/errors.ts';
import type { Source } from '../../src/run-types.ts';
import type { ReportRequest } from '../../src/source/ga4/data-api.ts';
import { networkDimensions } from '../../src/source/ga4/dimension.ts';
import { ga4Source } from '../../src/source/ga4.ts';
import type { Metrics, Row } from '../../src/types.ts';
import { connectGrpc } from '../stand-ins/connect-grpc.ts';
import { badRequest, faults } from '../stand-ins/data-api/api-error.ts';
import { type Standing, startGrpcDataApi } from '../stand-ins/data-api/grpc.ts';
import { startHttpDataApi } from '../stand-ins/data-api/http.ts';
import { dataApiModel, type ModelOptions, type TestModel } from '../stand-ins/data-api/model.ts';
import { customDimension, type Hit, madeProperty, type Property } from '../stand-ins/data-api/property.ts';
import { gather, now, refusalOf, rowsOf, type TestContext, testContext } from './ga4-context.ts';

const byUser = 'customUser:company_name';
const week = { current: ['2026-11-09', '2026-11-15'], previous: ['2026-11-02', '2026-11-08'] } as const;

/** Totals as a person would count them. */
function totals(hits: readonly Hit[]): Metrics {
  const sessions = new Set(hits.map((hit) => hit.session));
  const users = new Set(hits.map((hit) => hit.user));
  const some = (keys: Set<string>, fits: (hit: Hit) => boolean, keyOf: (hit: Hit) => string) =>
    [...keys].filter((key) => hits.some((hit) => keyOf(hit) === key && fits(hit))).length;
  return {
    sessions: sessions.size,
    engagedSessions: some(
      sessions,
      (hit) => hit.engaged,
      (hit) => hit.session,
    ),
    pageViews: hits.length,
    engagementSeconds: Math.round(hits.map((hit) => hit.seconds).reduce((a, b) => a + b, 0)),
    keyEvents: hits.filter((hit) => hit.keyEvents).length,
    users: users.size,
    newUsers: some(
      users,
      (hit) => hit.isNew,
      (hit) => hit.user,
    ),
  };
}

const nameOf = (hit: Hit, dimension = byUser) => hit.values[dimension] ?? '(not set)';

/** The rows that a property must give, in the order that was asked for. */
function expectedRows(property: Property): Row[] {
  return (['current', 'previous'] as const)
    .flatMap((window) => {
      const [from, to] = week[window];
      const hits = property.hits.filter((hit) => hit.day >= from && hit.day <= to);
      const names = [...new Set(hits.map((hit) => nameOf(hit)))];
      return names.map((name) => ({
        name,
        window,
        metrics: totals(hits.filter((hit) => nameOf(hit) === name)),
      }));
    })
    .sort(
      (a, b) =>
        (b.metrics.sessions ?? 0) - (a.metrics.sessions ?? 0) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
        a.window.localeCompare(b.window),
    );
}

const property = madeProperty({ now });

describe.each(['grpc', 'http'] as const)('a GA4 property by %s', (transport) => {
  let standing: Standing | undefined;
  let model: TestModel;
  let context: TestContext;
  let source: Source;

  async function stand(options: Partial<ModelOptions> = {}, settings: Record<string, unknown> = {}) {
    await standing?.close();
    model = dataApiModel({ property, now: () => now, ...options });
    standing = await (transport === 'grpc' ? startGrpcDataApi({ model }) : startHttpDataApi({ model }));
    const { port } = standing;
    if (transport === 'grpc') {
      context = testContext(settings);
      source = await ga4Source(context, connectGrpc(port));
    } else {
      context = testContext(settings, { ANALYTICS_EMULATOR_HOST: `127.0.0.1:${port}` });
      source = await ga4Source(context);
    }
  }
  const reports = () =>
    model.calls.filter(({ method }) => method === 'runReport').map(({ request }) => request);

  beforeEach(() => stand());
  afterEach(async () => {
    await standing?.close();
    standing = undefined;
  });

  it('gives every name’s totals in both windows, in a fixed order', async () => {
    const reading = await source.open();
    expect(await rowsOf(reading)).toEqual(expectedRows(property));
    expect(reading.label).toContain('GA4 property 123 by customUser:company_name');
    expect(reading).toMatchObject({
      days: { from: '2026-11-09', to: '2026-11-15' },
      timeZone: 'Europe/Berlin',
      query: { property: '123', dimension: byUser },
    });
  });

  it('asks for both windows in one report, with all metrics, a full order and the quota', async () => {
    const reading = await source.open();
    await rowsOf(reading);
    const [probe, asked] = reports();
    expect(asked).toMatchObject({
      property: 'properties/123',
      dateRanges: [
        { name: 'current', startDate: '2026-11-09', endDate: '2026-11-15' },
        { name: 'previous', startDate: '2026-11-02', endDate: '2026-11-08' },
      ],
      metrics: [
        { name: 'sessions' },
        { name: 'engagedSessions' },
        { name: 'screenPageViews' },
        { name: 'userEngagementDuration' },
        { name: 'keyEvents' },
        { name: 'totalUsers' },
        { name: 'newUsers' },
      ],
      orderBys: [
        { metric: { metricName: 'sessions' }, desc: true },
        { dimension: { dimensionName: byUser } },
        { dimension: { dimensionName: 'dateRange' } },
      ],
      limit: '25000',
      returnPropertyQuota: true,
    });
    expect(probe).toMatchObject({
      limit: '1',
      dateRanges: [{ startDate: 'yesterday' }, { startDate: '2daysAgo' }],
    });
  });

  const rowCount = expectedRows(property).length;
  it.each([1, 7, rowCount - 1, rowCount, rowCount + 1])(
    'gives the same rows in pages of %i',
    async (pageSize) => {
      await stand({}, { pageSize });
      const reading = await source.open();
      const opened = reports().length;
      expect(await rowsOf(reading)).toEqual(expectedRows(property));
      const offsets = reports()
        .slice(opened)
        .map(({ offset }) => Number(offset ?? 0));
      expect(offsets.sort((a, b) => a - b)).toEqual(
        Array.from({ length: Math.ceil(rowCount / pageSize) }, (_, at) => at * pageSize),
      );
      expect(context.told.at(-1)).toBe(`reading GA4 property 123, rows ${rowCount} of ${rowCount}`);
      expect(reading.outcome().flags.map(({ flag }) => flag)).not.toContain('rows-missing');
    },
  );

  it('asks at most 3 questions at once', async () => {
    await stand({ delay: 3 }, { pageSize: 7 });
    const reading = await source.open();
    const rows = await rowsOf(reading);
    await gather(reading.details(rows.map(({ name }) => name)));
    expect(model.mostAtOnce).toBeGreaterThanOrEqual(2);
    expect(model.mostAtOnce).toBeLessThanOrEqual(3);
  });

  it('counts tokens and requests, and says what is left', async () => {
    const reading = await source.open();
    await rowsOf(reading);
    const cost = reports().reduce((sum, { dimensions }) => sum + 3 + (dimensions?.length ?? 0), 0);
    expect(reading.outcome()).toMatchObject({
      quota: { consumed: cost, remainingThisHour: 14_000 - cost, remainingToday: 200_000 - cost },
      requests: model.calls.length,
    });
  });

  describe('details', () => {
    const names = ['Acme Precision Tools GmbH', 'telefonica de espana'];
    const inWeek = property.hits.filter((hit) => hit.day >= week.current[0] && hit.day <= week.current[1]);

    it('are exact for each page, day, channel, country, city and device of the names, and of them alone', async () => {
      const reading = await source.open();
      const details = await gather(reading.details([...names, names[0] ?? '']));
      const dimensions = {
        page: 'pagePath',
        channel: 'sessionDefaultChannelGroup',
        country: 'country',
        city: 'city',
        device: 'deviceCategory',
      };
      const kinds = { ...dimensions, day: undefined };
      for (const [about, dimension] of Object.entries(kinds)) {
        const read = (hit: Hit) => (dimension ? (hit.values[dimension] ?? '') : hit.day);
        const ofKind = details.filter((detail) => detail.about === about);
        const expected = names.flatMap((name) => {
          const hits = inWeek.filter((hit) => nameOf(hit) === name);
          return [...new Set(hits.map(read))].map((value) => {
            const { users: _u, newUsers: _n, ...metrics } = totals(hits.filter((hit) => read(hit) === value));
            return { name, about, value, metrics };
          });
        });
        expect(ofKind).toHaveLength(expected.length);
        expect(ofKind).toEqual(expect.arrayContaining(expected));
      }
    });

    it('filter by the exact name, case included', async () => {
      const reading = await source.open();
      expect(await gather(reading.details(['ACME precision tools gmbh']))).toEqual([]);
      const { filter } = reports().at(-1)?.dimensionFilter ?? {};
      expect(filter).toMatchObject({ fieldName: byUser, inListFilter: { caseSensitive: true } });
    });

    it('are asked for in filters of at most 200 names, and not at all without names', async () => {
      const reading = await source.open();
      const before = model.calls.length;
      await gather(reading.details([]));
      expect(model.calls.length).toBe(before);
      const many = Array.from({ length: 450 }, (_, at) => `made name ${at}`);
      await gather(reading.details([...many, ...names, ...names]));
      const listOf = ({ dimensionFilter }: ReportRequest) =>
        dimensionFilter?.filter?.inListFilter?.values ?? [];
      expect(Math.max(...reports().map((request) => listOf(request).length))).toBe(200);
      const forPages = reports().filter(({ dimensions }) => dimensions?.[1]?.name === 'pagePath');
      expect(forPages.flatMap(listOf).sort()).toEqual([...many, ...names].sort());
    });

    it('come in pages, too', async () => {
      const reading = await source.open();
      const whole = await gather(reading.details(names));
      await stand({}, { pageSize: 2 });
      expect(await gather((await source.open()).details(names))).toEqual(whole);
    });

    it('leave out city and device when the hourly tokens are scarce, and say so', async () => {
      await stand({ tokensPerHour: 100 });
      const reading = await source.open();
      const details = await gather(reading.details(names));
      expect(new Set(details.map(({ about }) => about))).toEqual(
        new Set(['page', 'day', 'channel', 'country']),
      );
      expect(reading.outcome().flags).toContainEqual(
        expect.objectContaining({ flag: 'details-left-out', serious: false }),
      );
    });
  });

  describe('what Google refuses', () => {
    const open = async () => (await source.open()).rows();
    const cases: [fault: keyof typeof faults, tries: number, message: RegExp, next: RegExp][] = [
      ['concurrent', 3, /123 has too many requests at once, also after 3 tries/, /in a minute/],
      [
        'tokensPerHour',
        1,
        /the hourly tokens of GA4 property 123 are spent; this run has consumed 0/,
        /within an hour.*--wait/,
      ],
      ['tokensPerProjectPerHour', 1, /hourly tokens of this project for GA4 property 123/, /within an hour/],
      [
        'tokensPerDay',
        1,
        /the daily tokens of GA4 property 123 are spent/,
        /midnight Pacific time, 2026-11-23 08:00 UTC/,
      ],
      ['thresholded', 1, /no potentially thresholded requests left/, /in an hour/],
      ['serverErrors', 1, /too many server errors this hour/, /in an hour/],
      ['internal', 3, /failed for GA4 property 123, also after 3 tries.*Internal error/, /in a few minutes/],
      ['unavailable', 3, /failed for GA4 property 123, also after 3 tries/, /in a few minutes/],
      ['deadline', 1, /did not answer for GA4 property 123 in time/, /smaller pageSize/],
      ['unauthenticated', 1, /does not accept the sign-in/, /keyFile|gcloud/],
      ['noAccess', 1, /has no access to GA4 property 123/, /Property access management.*Viewer/],
      [
        'apiDisabled',
        1,
        /not enabled in project 424242/,
        /services enable analyticsdata\.googleapis\.com --project=424242/,
      ],
      ['scope', 1, /no permission to read Google Analytics \(scope analytics.readonly\)/, /--scopes=/],
      ['quotaProject', 1, /names no project/, /set-quota-project/],
    ];
    it.each(cases)('%s: %i tries, then it stops and says why', async (fault, tries, message, next) => {
      await stand({}, { dimension: byUser });
      model.fail(faults[fault]);
      const error = await refusalOf(open());
      expect(error.message).toMatch(message);
      expect(error.next).toMatch(next);
      expect(error.exitCode).toBe(exitCodes.source);
      expect(model.calls).toHaveLength(tries);
      expect(context.slept).toHaveLength(tries - 1);
    });

    it.each(['concurrent', 'internal', 'unavailable'] as const)(
      '%s twice, then an answer: the reader notices nothing',
      async (fault) => {
        await stand({}, { pageSize: 7 });
        const reading = await source.open();
        const before = model.calls.length;
        model.fail(faults[fault], 2, ({ request }) => Number(request.offset) === 7);
        expect(await rowsOf(reading)).toEqual(expectedRows(property));
        expect(model.calls.length - before).toBe(Math.ceil(rowCount / 7) + 2);
        expect(reading.outcome().requests).toBe(model.calls.length);
        const [first = 0, second = 0] = context.slept;
        expect(first).toBeGreaterThanOrEqual(500);
        expect(first).toBeLessThan(1000);
        expect(second).toBeGreaterThanOrEqual(1000);
        expect(second).toBeLessThan(2000);
      },
    );

    it('says in the middle of the rows what was consumed before', async () => {
      const reading = await source.open();
      model.fail(faults.tokensPerDay);
      expect((await refusalOf(rowsOf(reading))).message).toContain('this run has consumed 5.');
    });

    it('does not try again what fails in another way', async () => {
      model.fail(() => badRequest('The request is odd.'));
      const error = await refusalOf(open());
      expect(error.message).toContain('The request is odd.');
      expect(model.calls).toHaveLength(1);
    });

    it('shows a stranger’s words without control characters, and not endlessly', async () => {
      model.fail(() => badRequest(`\u001b[31mred\u0007 ${'x'.repeat(5000)}`));
      const { message } = await refusalOf(open());
      expect(message).not.toMatch(/[\u0000-\u001f]/);
      expect(message.length).toBeLessThan(500);
    });
  });

  describe('with --wait', () => {
    it('waits for the hourly tokens, telling so, and goes on', async () => {
      await stand({}, { wait: true });
      model.fail(faults.tokensPerProjectPerHour, 2);
      const reading = await source.open();
      expect(await rowsOf(reading)).toEqual(expectedRows(property));
      expect(context.slept).toEqual(Array(20).fill(60_000));
      expect(context.told[0]).toContain('waiting for the hourly tokens of GA4 property 123');
    });

    it('waits once for all questions that met the empty bucket', async () => {
      await stand({}, { wait: true, pageSize: 3 });
      const rows = (await source.open()).rows();
      let refused = 0;
      const refusal = () => {
        refused++;
        return faults.tokensPerHour();
      };
      model.fail(refusal, 2, ({ request }) => [3, 6].includes(Number(request.offset)));
      context.edge.sleep = async (milliseconds) => {
        context.slept.push(milliseconds);
        await vi.waitFor(() => expect(refused).toBe(2));
        await setTimeout(5);
      };
      expect((await gather(rows)).flat()).toEqual(expectedRows(property));
      expect(context.slept).toHaveLength(10);
    });

    it('gives up when an hour has brought none', async () => {
      await stand({}, { wait: true });
      model.fail(faults.tokensPerHour);
      expect((await refusalOf(source.open())).message).toContain('hourly tokens');
      expect(context.slept).toHaveLength(70);
    });

    it('does not wait for the daily tokens', async () => {
      await stand({}, { wait: true });
      model.fail(faults.tokensPerDay);
      await refusalOf(source.open());
      expect(context.slept).toEqual([]);
    });
  });

  describe('an interrupt', () => {
    it('ends a question that is under way at once', async () => {
      await stand({ delay: 30_000 });
      const opening = source.open();
      void setTimeout(50).then(context.interrupt);
      const began = performance.now();
      await expect(opening).rejects.toThrow(/abort/i);
      expect(performance.now() - began).toBeLessThan(5_000);
    });

    it('ends waiting at once', async () => {
      await stand({}, { wait: true });
      model.fail(faults.tokensPerHour);
      context.edge.sleep = async () => {
        context.interrupt();
        context.edge.signal.throwIfAborted();
      };
      await expect(source.open()).rejects.toThrow(/abort/i);
      expect(model.calls).toHaveLength(1);
    });

    it('asks nothing more', async () => {
      await stand({}, { pageSize: 7 });
      const rows = (await source.open()).rows();
      const before = model.calls.length;
      context.interrupt();
      await expect(gather(rows)).rejects.toThrow(/abort/i);
      expect(model.calls).toHaveLength(before);
    });
  });

  describe('the dimension', () => {
    const holding = (...names: string[]): Property => ({
      ...property,
      dimensions: names.map(customDimension),
    });

    it('is taken from the settings without asking for metadata', async () => {
      await stand({}, { dimension: 'customEvent:company_name' });
      const reading = await source.open();
      expect(reading.query.dimension).toBe('customEvent:company_name');
      expect(model.calls.map(({ method }) => method)).toEqual(['runReport']);
    });

    it('that does not exist is named, with the nearest that do (exit 2)', async () => {
      await stand({}, { dimension: 'customEvent:compny_name' });
      const error = await refusalOf(source.open());
      expect(error.exitCode).toBe(exitCodes.input);
      expect(error.message).toMatch(
        /123 has no dimension customEvent:compny_name; nearest: customEvent:company_name, customUser:company_name/,
      );
    });

    it('that cannot be combined with sessions is named (exit 2)', async () => {
      await stand({}, { dimension: 'source' });
      const error = await refusalOf(source.open());
      expect(error).toMatchObject({ exitCode: exitCodes.input });
      expect(error.message).toMatch(/^source cannot be combined/);
    });

    it('that is nowhere to be found: lists what there is, and how a name gets in (exit 2)', async () => {
      await stand({ property: holding('customEvent:author', 'customUser:plan') });
      const error = await refusalOf(source.open());
      expect(error.exitCode).toBe(exitCodes.input);
      expect(error.message).toContain('customEvent:author, customUser:plan');
      expect(error.next).toMatch(/--dimension.*Custom definitions/);
      await stand({ property: holding() });
      expect((await refusalOf(source.open())).message).toContain('it has no custom dimensions');
    });
  });

  describe('what the answers say about themselves', () => {
    const flagsWith = async (metadata: Property['metadata']) => {
      await stand({ property: { ...property, metadata } });
      const reading = await source.open();
      await rowsOf(reading);
      return reading.outcome().flags.filter(({ flag }) => flag !== 'cut-names');
    };

    it('is a serious flag when data is missing, sampled, withheld or forbidden', async () => {
      const flags = await flagsWith({
        dataLossFromOtherRow: true,
        subjectToThresholding: true,
        samplingMetadatas: [
          { samplesReadCount: '500000', samplingSpaceSize: '1000000' },
          { samplesReadCount: '375000', samplingSpaceSize: '1000000' },
        ],
        schemaRestrictionResponse: { activeMetricRestrictions: [{ metricName: 'keyEvents' }] },
        dataTruncationReasons: [{ dataTruncationMessage: 'before its retention date' }],
      });
      expect(flags).toHaveLength(5);
      expect(flags.every(({ serious }) => serious)).toBe(true);
      const messageOf = (word: string) => flags.find(({ flag }) => flag === word)?.message;
      expect(messageOf('other-row')).toContain('(other)');
      expect(messageOf('sampling')).toContain('37.5 %');
      expect(messageOf('thresholding')).toContain('few users');
      expect(messageOf('restricted-metrics')).toContain('keyEvents');
      expect(messageOf('truncated')).toContain('retention');
    });

    it('is nothing when all is well', async () => {
      expect(await flagsWith({})).toEqual([]);
    });

    it('an empty week is no error: no rows, and the reason as a flag', async () => {
      await stand({ property: { ...property, hits: [] } });
      const reading = await source.open();
      expect(await rowsOf(reading)).toEqual([]);
      expect(reading.outcome().flags).toEqual([
        { flag: 'empty-reason', message: expect.stringContaining('NO_DATA'), serious: false },
      ]);
    });

    it('names that were cut are counted once, by the scope’s length', async () => {
      const cut = madeProperty({
        now,
        names: ['x'.repeat(40), 'y'.repeat(36), 'z'.repeat(35), '🏭'.repeat(40)],
      });
      await stand({ property: cut });
      const reading = await source.open();
      await rowsOf(reading);
      expect(reading.outcome().flags).toEqual([
        {
          flag: 'cut-names',
          message: expect.stringMatching(/^network names of exactly 36 characters: 3;/),
          serious: false,
        },
      ]);
    });

    it('a window that still changes is flagged', async () => {
      await stand({}, { week: '2026-W47' });
      const reading = await source.open();
      expect(reading.days).toEqual({ from: '2026-11-16', to: '2026-11-22' });
      expect(reading.outcome().flags).toContainEqual(expect.objectContaining({ flag: 'fresh-window' }));
    });

    it('fewer rows than were announced are a serious flag', async () => {
      await stand();
      const reading = await source.open();
      const { runReport } = model;
      model.runReport = async (id, request) => ({
        ...(await runReport(id, request)),
        rowCount: rowCount + 5,
      });
      await rowsOf(reading);
      expect(reading.outcome().flags).toContainEqual(
        expect.objectContaining({ flag: 'rows-missing', serious: true }),
      );
    });
  });

  it('does without an order by date range where the API refuses one', async () => {
    model.fail(
      () => badRequest('Field dateRange is not a valid dimension.'),
      1,
      ({ request }) => (request.dimensions ?? []).some(({ name }) => name === 'dateRange'),
    );
    const reading = await source.open();
    expect(new Set((await rowsOf(reading)).map((row) => JSON.stringify(row)))).toEqual(
      new Set(expectedRows(property).map((row) => JSON.stringify(row))),
    );
    expect(reports().at(-1)?.orderBys).toHaveLength(2);
  });

  describe('check', () => {
    it('says who asks, what is there, how many visits have a name, and what is left', async () => {
      const { facts, problems } = await source.check();
      const named = property.hits.filter(
        (hit) => hit.day >= week.current[0] && hit.day <= week.current[1] && hit.values[byUser],
      );
      const inWeek = property.hits.filter((hit) => hit.day >= week.current[0] && hit.day <= week.current[1]);
      const [with_, all] = [named, inWeek].map((hits) => new Set(hits.map((hit) => hit.session)).size);
      expect(problems).toEqual([]);
      const text = Object.fromEntries(facts);
      expect(text['time zone']).toBe('Europe/Berlin');
      expect(text.dimension).toBe(`${byUser} (found by its name; also there: customEvent:company_name)`);
      expect(text['named visits']).toContain(`${with_} of ${all} sessions`);
      expect(text['quota left']).toMatch(/\d+ tokens this hour, \d+ today/);
    });

    it('counts placeholders of vendors, in any case, as visits without a name', async () => {
      await stand({ property: madeProperty({ now, names: ['(NON-COMPANY visitor)', '(other)'] }) });
      const { facts, problems } = await source.check();
      expect(Object.fromEntries(facts)['named visits']).toMatch(/^0 of \d+ sessions/);
      expect(problems[0]?.message).toContain('no visit');
    });

    it('names the problem and the step that mends it, after the facts that are known', async () => {
      model.fail(faults.noAccess);
      const { facts, problems } = await source.check();
      expect(facts.map(([label]) => label)).toEqual(['signed in as', 'property']);
      expect(problems).toEqual([
        { message: expect.stringContaining('has no access'), next: expect.stringContaining('Viewer') },
      ]);
    });

    it('finds a dimension that is wrong, or that nobody fills', async () => {
      await stand({}, { dimension: 'customUser:firm' });
      expect((await source.check()).problems[0]?.message).toContain('has no dimension customUser:firm');
      await stand({}, { dimension: 'customEvent:article_author' });
      const { problems } = await source.check();
      expect(problems[0]?.message).toContain('no visit of 2026-11-09 to 2026-11-15 has a network name');
      expect(problems[0]?.next).toContain('Custom definitions');
    });
  });
});

describe('the dimension that is found', () => {
  const found = (...names: string[]) => networkDimensions({ dimensions: names.map(customDimension) });

  it('goes by the usual names, likeliest first, whatever their case', () => {
    expect(
      found('customEvent:domain', 'customEvent:isp', 'customEvent:companyName', 'customEvent:organisation'),
    ).toEqual([
      'customEvent:companyName',
      'customEvent:organisation',
      'customEvent:isp',
      'customEvent:domain',
    ]);
  });

  it('knows what vendors call it, behind the usual names, and leaves their other facts alone', () => {
    expect(
      found(
        'customEvent:industry_6si',
        'customEvent:demandbase_account',
        'customEvent:company_name_6si',
        'customEvent:reveal_employee_range',
        'customEvent:asn_org',
      ),
    ).toEqual(['customEvent:asn_org', 'customEvent:company_name_6si', 'customEvent:demandbase_account']);
  });

  it('prefers the user’s scope to the event’s under the same name', () => {
    expect(found('customEvent:company', 'customUser:company')[0]).toBe('customUser:company');
    expect(found('customUser:isp', 'customEvent:company')[0]).toBe('customEvent:company');
  });

  it('takes no channel groups, items, or dimensions of Google’s', () => {
    expect(found('sessionCustomChannelGroup:company', 'customItem:company')).toEqual([]);
    expect(
      networkDimensions({ dimensions: [{ apiName: 'customUser:company', customDefinition: false }] }),
    ).toEqual([]);
  });
});

describe('the stand-in that the environment names', () => {
  it.each([
    'analytics.example.com:80',
    '10.0.0.1:8085',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:8085/x',
    'a@127.0.0.1:1',
  ])('is refused unless it is on this machine: %s', async (host) => {
    const source = await ga4Source(testContext({}, { ANALYTICS_EMULATOR_HOST: host }));
    const error = await refusalOf(source.open());
    expect(error.exitCode).toBe(exitCodes.input);
    expect(error.message).toContain(host);
  });

  it('is named when nobody answers there, in the reading otherwise', async () => {
    const source = await ga4Source(testContext({}, { ANALYTICS_EMULATOR_HOST: '127.0.0.1:9' }));
    const error = await refusalOf(source.open());
    expect(error.message).toMatch(/the stand-in at 127.0.0.1:9 could not be reached/);
    expect(error.next).toContain('ANALYTICS_EMULATOR_HOST');
  });

  it('is not asked for by gRPC, where an unreachable API is told with what proxies need', async () => {
    const source = await ga4Source(testContext(), connectGrpc(9));
    const error = await refusalOf(source.open());
    expect(error.message).toMatch(/^the Data API could not be reached, also after 3 tries: .*ECONNREFUSED/);
    expect(error.next).toMatch(/https_proxy \(in lower case\), or use --transport rest/);
  });

  it('refuses a question with a field that the API does not know', async () => {
    const model = dataApiModel({ property, now: () => now });
    const standing = await startHttpDataApi({ model });
    const ask = (body: object) =>
      fetch(`http://127.0.0.1:${standing.port}/v1beta/properties/123:runReport`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
    const fine = {
      metrics: [{ name: 'sessions' }],
      dateRanges: [{ startDate: 'yesterday', endDate: 'today' }],
    };
    expect((await ask(fine)).status).toBe(200);
    const refused = await ask({ ...fine, dateRanges: [{ startDate: 'yesterday', until: 'today' }] });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/Unknown name \\"until\\" at 'dateRanges/);
    await standing.close();
  });
});

describe('answers that are not the API’s', () => {
  async function against(status: number, body: string, type = 'text/html') {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const source = await ga4Source(testContext({}, { ANALYTICS_EMULATOR_HOST: `127.0.0.1:${port}` }));
    const error = await refusalOf(source.open());
    server.close();
    return error;
  }

  it.each([
    [502, '<h1>Bad gateway</h1>'],
    [503, ''],
    [200, '<h1>Please sign in to this network</h1>'],
    [407, 'Proxy Authentication Required'],
    [429, 'slow down'],
    [404, '{}'],
  ])('%i %s ends in words, not in a bug', async (status, body) => {
    expect((await against(status, body)).exitCode).toBe(exitCodes.source);
  });
});

it('needs a property', async () => {
  const error = await refusalOf(ga4Source(testContext({ property: undefined })));
  expect(error.exitCode).toBe(exitCodes.input);
  expect(error.next).toContain('Property details');
});
