import type { Interest } from './interests.ts';
import type { NetworkKind } from './networks.ts';
import { type Draw, drawFrom, drawKey } from './random.ts';

export type Device = 'desktop' | 'mobile' | 'tablet';

interface Manner {
  /** What visitors come for; behind an organisation's name most share one interest. */
  interest: Draw<Interest>;
  /** How likely a visitor was never here before. */
  newcomers: number;
  /** 0 is Monday. */
  day: Draw<number>;
  device: Draw<Device>;
}

/** Saturdays and Sundays bring `weekend` of a Monday's sessions. */
const days = (weekend: number): Draw<number> =>
  drawFrom([1, 1.1, 1.1, 1.05, 0.85, weekend, weekend].entries());

const office = drawKey<Device>({ desktop: 88, mobile: 11, tablet: 1 });
const home = drawKey<Device>({ desktop: 52, mobile: 44, tablet: 4 });
const script = drawKey<Device>({ desktop: 1 });

const strangers: Manner = {
  interest: drawKey({ glance: 58, browse: 18, learn: 9, apply: 7, use: 4, evaluate: 3, buy: 1 }),
  newcomers: 0.74,
  day: days(0.6),
  device: home,
};

/** How the people behind a kind of network visit. */
export const manners: Readonly<Record<NetworkKind, Manner>> = {
  carrier: strangers,
  mobile: {
    ...strangers,
    day: days(0.9),
    device: drawKey({ mobile: 91, desktop: 5, tablet: 4 }),
  },
  block: strangers,
  placeholder: strangers,
  host: { interest: drawKey({ probe: 1 }), newcomers: 1, day: days(1), device: script },
  hostile: { interest: drawKey({ probe: 1 }), newcomers: 1, day: days(1), device: script },
  proxy: {
    interest: drawKey({ glance: 40, browse: 28, use: 14, evaluate: 10, learn: 6, buy: 2 }),
    newcomers: 0.5,
    day: days(0.15),
    device: office,
  },
  manufacturer: {
    interest: drawKey({ glance: 34, browse: 30, evaluate: 16, learn: 8, buy: 6, use: 4, apply: 2 }),
    newcomers: 0.36,
    day: days(0.08),
    device: office,
  },
  service: {
    interest: drawKey({ glance: 55, browse: 27, learn: 6, apply: 5, evaluate: 4, use: 2, buy: 1 }),
    newcomers: 0.46,
    day: days(0.08),
    device: office,
  },
  education: {
    interest: drawKey({ learn: 45, glance: 25, apply: 14, browse: 13, evaluate: 3 }),
    newcomers: 0.55,
    day: days(0.3),
    device: drawKey({ desktop: 74, mobile: 24, tablet: 2 }),
  },
  government: {
    interest: drawKey({ glance: 50, browse: 32, evaluate: 8, learn: 6, buy: 2, apply: 2 }),
    newcomers: 0.45,
    day: days(0.05),
    device: office,
  },
  health: {
    interest: drawKey({ glance: 48, browse: 34, evaluate: 8, learn: 6, apply: 2, buy: 2 }),
    newcomers: 0.48,
    day: days(0.2),
    device: office,
  },
  nonprofit: {
    interest: drawKey({ glance: 52, browse: 30, learn: 12, apply: 4, evaluate: 2 }),
    newcomers: 0.5,
    day: days(0.1),
    device: office,
  },
};
