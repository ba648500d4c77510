import { dayNumber, weekOf } from './calendar.ts';
import type { Channel } from './interests.ts';

export interface ToldVisit {
  day: number;
  visitor: number;
  isNew: boolean;
  channel: Channel;
  views: readonly { page: string; keyEvents: number }[];
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `path`: the pages in their order; `!` after a form says that it was filled in. */
const on = (
  day: (typeof weekdays)[number],
  visitor: number,
  channel: Channel,
  path: string,
): Omit<ToldVisit, 'isNew'> => ({
  day: weekdays.indexOf(day),
  visitor,
  channel,
  views: path
    .split(' ')
    .map((page) => ({ page: page.replace('!', ''), keyEvents: page.endsWith('!') ? 1 : 0 })),
});

/** Network names whose weeks are told visit by visit, by the week's Monday, in order. An empty week is one without a visit. */
const told: Readonly<Record<string, Readonly<Record<string, ReturnType<typeof on>[]>>>> = {
  // A carmaker decides: pricing and demo on four days, with a form at the end.
  'skoda auto a.s.': {
    '2026-11-02': [
      on('Thu', 1, 'Organic Search', '/blog/lighting-for-shiny-metal /products/surface-inspection'),
    ],
    '2026-11-09': [
      on('Mon', 1, 'Direct', '/ /solutions/automotive /customers/tier-one-supplier /pricing'),
      on('Tue', 1, 'Direct', '/pricing /pricing/calculator /compare/in-house'),
      on('Tue', 2, 'Organic Search', '/products/weld-inspection /docs/plc /pricing'),
      on('Tue', 3, 'Email', '/solutions/automotive /customers/tier-one-supplier'),
      on('Tue', 3, 'Direct', '/pricing /products/integrations /docs/plc'),
      on('Thu', 2, 'Direct', '/pricing /demo'),
      on('Thu', 4, 'Referral', '/customers/tier-one-supplier /products/weld-inspection'),
      on('Thu', 1, 'Direct', '/pricing/calculator /compare/in-house /customers'),
      on('Thu', 3, 'Direct', '/demo /pricing'),
      on('Fri', 4, 'Direct', '/products/weld-inspection /docs/camera-setup'),
      on('Fri', 2, 'Direct', '/pricing /contact'),
      on('Fri', 1, 'Direct', '/pricing /demo! /contact/sales'),
    ],
  },
  // A hospital group that was never seen before, two people.
  'helios kliniken gmbh': {
    '2026-11-02': [],
    '2026-11-09': [
      on('Wed', 1, 'Paid Search', '/solutions/medical-devices /products/x-ray-analysis /customers /pricing'),
      on('Wed', 2, 'Direct', '/products/x-ray-analysis /docs/getting-started'),
      on('Thu', 1, 'Direct', '/products/x-ray-analysis /customers /pricing'),
      on('Thu', 3, 'Direct', '/solutions/medical-devices /pricing /demo'),
      on('Fri', 2, 'Direct', '/pricing /pricing/calculator'),
      on('Fri', 1, 'Direct', '/pricing /contact!'),
    ],
  },
  // A university that reads the documentation and nothing else.
  'technische universiteit delft': {
    '2026-11-02': [
      on('Tue', 1, 'Organic Search', '/docs/api /docs/camera-setup'),
      on('Wed', 2, 'Organic Search', '/docs/getting-started'),
    ],
    '2026-11-09': [
      on('Mon', 1, 'Direct', '/docs/api /docs/api /docs/camera-setup'),
      on('Tue', 3, 'Organic Search', '/docs/getting-started /docs/camera-setup'),
      on('Wed', 1, 'Direct', '/docs/api'),
      on('Thu', 4, 'Organic Search', '/docs /docs/plc /docs/api'),
    ],
  },
  // A company whose people only look for a job.
  'tech mahindra limited': {
    '2026-11-02': [on('Mon', 1, 'Organic Social', '/careers')],
    '2026-11-09': [
      on('Tue', 2, 'Organic Search', '/careers /careers/computer-vision-engineer'),
      on('Wed', 3, 'Organic Social', '/careers/computer-vision-engineer'),
      on('Fri', 2, 'Direct', '/careers/computer-vision-engineer /careers'),
    ],
  },
  // A dairy that answers an e-mail campaign.
  'arla foods amba': {
    '2026-11-02': [],
    '2026-11-09': [
      on('Tue', 1, 'Email', '/solutions/food-and-packaging /customers/bakery-group'),
      on('Tue', 2, 'Email', '/solutions/food-and-packaging /blog/false-rejects-cost-more'),
      on('Wed', 3, 'Email', '/solutions/food-and-packaging /trial!'),
    ],
  },
  // A robot maker on the rise: from one look to a team.
  'kuka deutschland gmbh': {
    '2026-11-02': [on('Wed', 1, 'Organic Search', '/products/integrations')],
    '2026-11-09': [
      on('Mon', 1, 'Direct', '/products/integrations /docs/plc /docs/api'),
      on('Mon', 2, 'Referral', '/products/integrations /products/edge-runtime'),
      on('Tue', 3, 'Direct', '/products/edge-runtime /compare/open-source /pricing'),
      on('Wed', 1, 'Direct', '/docs/plc /docs/camera-setup'),
      on('Wed', 4, 'Organic Search', '/ /products /products/weld-inspection /case-studies/wind-turbines'),
      on('Thu', 2, 'Direct', '/pricing /pricing/calculator'),
      on('Fri', 3, 'Direct', '/customers /contact'),
    ],
  },
  // A paper machine maker that cools down after a busy week.
  'valmet oyj': {
    '2026-11-02': [
      on('Mon', 1, 'Paid Search', '/products/surface-inspection /pricing'),
      on('Tue', 1, 'Direct', '/pricing /compare/in-house'),
      on('Tue', 2, 'Direct', '/products/edge-runtime /docs/api'),
      on('Wed', 1, 'Direct', '/demo /pricing'),
      on('Wed', 3, 'Organic Search', '/customers /products'),
      on('Thu', 2, 'Direct', '/docs/api /docs/plc'),
      on('Fri', 1, 'Direct', '/pricing /contact/sales!'),
    ],
    '2026-11-09': [on('Thu', 3, 'Organic Search', '/blog')],
  },
  // A miner that read the prices and was not seen again.
  'orica limited': {
    '2026-11-02': [
      on('Tue', 1, 'Organic Search', '/products /pricing'),
      on('Wed', 1, 'Direct', '/pricing /demo'),
    ],
    '2026-11-09': [],
  },
  // A customer at work: log-in and support.
  'palfinger ag': {
    '2026-11-02': [
      on('Mon', 1, 'Direct', '/login /account'),
      on('Wed', 2, 'Direct', '/login /support'),
      on('Thu', 1, 'Direct', '/login'),
    ],
    '2026-11-09': [
      on('Mon', 1, 'Direct', '/login /account'),
      on('Tue', 1, 'Direct', '/login /support /support/tickets'),
      on('Wed', 2, 'Direct', '/login /status'),
      on('Fri', 1, 'Direct', '/login'),
    ],
  },
  // A football club whose name has a pool in it.
  'Liverpool FC': {
    '2026-11-02': [],
    '2026-11-09': [
      on('Tue', 1, 'Paid Search', '/ /solutions/food-and-packaging'),
      on('Thu', 1, 'Direct', '/pricing /contact'),
    ],
  },
  // A competitor that reads the prices every week.
  'cognex corporation': {
    '2026-11-02': [
      on('Mon', 1, 'Direct', '/pricing /compare/in-house /news'),
      on('Thu', 1, 'Direct', '/products/edge-runtime /pricing'),
    ],
    '2026-11-09': [
      on('Mon', 1, 'Direct', '/pricing /news /products'),
      on('Thu', 1, 'Direct', '/pricing /products/surface-inspection /customers'),
    ],
  },
};

const stories = new Map(
  Object.entries(told).flatMap(([name, weeks]) => {
    const seen = new Set<number>();
    return Object.entries(weeks).map(([monday, visits]): [string, ToldVisit[]] => [
      `${name}|${weekOf(dayNumber(monday))}`,
      visits.map((visit) => ({ ...visit, isNew: seen.size < seen.add(visit.visitor).size })),
    ]);
  }),
);

/** What is told of a name's week; undefined where nothing is. */
export const storyOf = (name: string, week: number): readonly ToldVisit[] | undefined =>
  stories.get(`${name}|${week}`);
