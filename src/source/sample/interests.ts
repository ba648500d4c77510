import { type Draw, drawKey } from './random.ts';
import type { Section } from './site.ts';

/** What a visitor came for. */
export type Interest = 'glance' | 'browse' | 'evaluate' | 'buy' | 'learn' | 'apply' | 'use' | 'probe';

const channels = [
  'Organic Search',
  'Direct',
  'Paid Search',
  'Referral',
  'Organic Social',
  'Email',
  'Organic Video',
  'Unassigned',
] as const;
export type Channel = (typeof channels)[number];

interface Behaviour {
  landing: Draw<Section>;
  next: Draw<Section>;
  /** Pages in a visit, at least and at most. */
  pages: readonly [number, number];
  /** Seconds of attention that a page gets at most. */
  seconds: number;
  /** How likely a form is filled in where one is seen. */
  fillsIn: number;
  channel: Draw<Channel>;
}

const searching = {
  'Organic Search': 52,
  Direct: 20,
  'Paid Search': 8,
  Referral: 9,
  'Organic Social': 7,
  Email: 2,
};

/** How visitors with an interest move through the site. */
export const behaviours: Readonly<Record<Interest, Behaviour>> = {
  glance: {
    landing: drawKey({ home: 30, blog: 50, product: 12, docs: 5, company: 3 }),
    next: drawKey({ home: 5, blog: 4, product: 3, company: 2 }),
    pages: [1, 2],
    seconds: 16,
    fillsIn: 0,
    channel: drawKey({ ...searching, 'Organic Video': 2, Unassigned: 3 }),
  },
  browse: {
    landing: drawKey({ home: 40, product: 25, blog: 20, solution: 15 }),
    next: drawKey({ product: 30, solution: 22, blog: 18, company: 10, customer: 10, home: 8, pricing: 2 }),
    pages: [2, 5],
    seconds: 70,
    fillsIn: 0.02,
    channel: drawKey(searching),
  },
  evaluate: {
    landing: drawKey({ product: 40, solution: 25, home: 15, customer: 10, compare: 10 }),
    next: drawKey({ product: 28, solution: 20, customer: 18, compare: 10, docs: 10, pricing: 9, form: 5 }),
    pages: [2, 8],
    seconds: 130,
    fillsIn: 0.05,
    channel: drawKey({
      'Organic Search': 38,
      Direct: 27,
      'Paid Search': 15,
      Referral: 12,
      Email: 6,
      'Organic Social': 2,
    }),
  },
  buy: {
    landing: drawKey({ pricing: 35, home: 20, product: 20, form: 15, customer: 10 }),
    next: drawKey({ pricing: 30, form: 25, customer: 15, product: 15, compare: 10, docs: 5 }),
    pages: [2, 7],
    seconds: 150,
    fillsIn: 0.16,
    channel: drawKey({ Direct: 46, 'Organic Search': 24, 'Paid Search': 12, Email: 10, Referral: 8 }),
  },
  learn: {
    landing: drawKey({ docs: 60, blog: 40 }),
    next: drawKey({ docs: 70, blog: 25, product: 5 }),
    pages: [1, 6],
    seconds: 160,
    fillsIn: 0,
    channel: drawKey({
      'Organic Search': 66,
      Direct: 18,
      Referral: 10,
      'Organic Video': 3,
      'Organic Social': 3,
    }),
  },
  apply: {
    landing: drawKey({ career: 85, company: 10, home: 5 }),
    next: drawKey({ career: 75, company: 20, home: 5 }),
    pages: [1, 4],
    seconds: 80,
    fillsIn: 0,
    channel: drawKey({ 'Organic Search': 40, 'Organic Social': 30, Referral: 20, Direct: 10 }),
  },
  use: {
    landing: drawKey({ account: 75, support: 20, docs: 5 }),
    next: drawKey({ account: 45, support: 35, docs: 20 }),
    pages: [1, 3],
    seconds: 60,
    fillsIn: 0,
    channel: drawKey({ Direct: 88, Email: 8, 'Organic Search': 4 }),
  },
  probe: {
    landing: drawKey({ home: 80, account: 12, blog: 8 }),
    next: drawKey({ home: 1 }),
    pages: [1, 1],
    seconds: 0,
    fillsIn: 0,
    channel: drawKey({ Direct: 82, Unassigned: 12, Referral: 6 }),
  },
};
