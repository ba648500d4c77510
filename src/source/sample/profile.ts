import { countries } from './countries.ts';
import type { Interest } from './interests.ts';
import { manners } from './manners.ts';
import type { Network } from './networks.ts';
import { aboutMean, between, oneOf, type Random, randomFrom } from './random.ts';

/** What stays the same about a network name from week to week. */
export interface Profile {
  /** What most visitors come for; absent where strangers share the name. */
  interest?: Interest;
  /** Sessions in a usual week. */
  size: number;
  /** The city of an organisation's office. */
  city?: string;
  /** How lively it is in a week: 0 is nobody there, 1 is usual. */
  liveliness(week: number): number;
}

const eagerness: Readonly<Record<Interest, number>> = {
  glance: 0.6,
  browse: 1,
  evaluate: 1.8,
  buy: 1.9,
  learn: 1.6,
  apply: 0.9,
  use: 3.5,
  probe: 1,
};

export function profileOf(network: Network): Profile {
  if (network.size !== undefined) return { size: network.size, liveliness: () => 1 };
  const shared = randomFrom(`${network.organisation}|profile`);
  const own = randomFrom(`${network.name}|size`);
  const interest = manners[network.kind].interest(shared);
  const cities = countries.get(network.country ?? '')?.cities ?? [];
  const spelling = network.name === network.organisation ? 1 : 0.6;
  return {
    interest,
    // Heavy-tailed: half of them near 1, a few near 8.
    size: spelling * eagerness[interest] * (own() + 0.03) ** -0.6,
    ...(cities.length && { city: oneOf(shared, cities) }),
    liveliness: since(debutOf(network), rhythm(shared)),
  };
}

/** The week (see calendar.ts) of 2026-11-09, which the sample shows by default. */
const shownWeek = 2967;

/** Two in five find the site only in some week from 40 before the shown one to 20 after it; -Infinity: always here. */
function debutOf(network: Network): number {
  const random = randomFrom(`${network.organisation}|debut`);
  return random() < 0.4 ? shownWeek + between(random, -40, 20) : Number.NEGATIVE_INFINITY;
}

const since =
  (debut: number, liveliness: Profile['liveliness']): Profile['liveliness'] =>
  (week) =>
    week < debut ? 0 : liveliness(week);

/** One in five comes every week; the others stay away, rise, peak and fall, in turns of 6 to 11 weeks. */
function rhythm(random: Random): (week: number) => number {
  if (random() < 0.2) return () => 1;
  const turn = between(random, 6, 11);
  const quiet = between(random, 1, 3);
  const start = between(random, 0, turn - 1);
  return (week) => {
    const position = (((week + start) % turn) + turn) % turn;
    if (position < quiet) return 0;
    const progress = (position - quiet + 1) / (turn - quiet + 1);
    return 0.4 + 1.8 * (1 - Math.abs(2 * progress - 1));
  };
}

/** Sessions of one week. */
export function sessionsIn(profile: Profile, week: number, random: Random): number {
  const liveliness = profile.liveliness(week);
  if (liveliness === 0) return 0;
  return Math.max(1, aboutMean(random, profile.size * liveliness * (0.85 + 0.3 * random())));
}
