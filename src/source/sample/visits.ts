import { type Country, countries } from './countries.ts';
import { behaviours, type Channel, type Interest } from './interests.ts';
import { type Device, manners } from './manners.ts';
import type { Network } from './networks.ts';
import { type Profile, profileOf, sessionsIn } from './profile.ts';
import { between, drawFrom, oneOf, type Random, randomFrom } from './random.ts';
import { isForm, pages } from './site.ts';
import { storyOf, type ToldVisit } from './stories.ts';

export interface View {
  page: string;
  seconds: number;
  keyEvents: number;
}

/** One session. */
export interface Visit {
  /** Of the week; 0 is Monday. */
  day: number;
  /** The same number is the same person behind this name, in other weeks too. */
  visitor: number;
  isNew: boolean;
  channel: Channel;
  country: string;
  city: string;
  device: Device;
  views: readonly View[];
}

/**
 * The visits under a network name in one week (counted from 1970, see calendar.ts), in order of days.
 * A function of the name and the week alone: a week is the same from whichever week one looks back at it.
 */
export function visitsOf(network: Network, week: number): Visit[] {
  const random = randomFrom(`${network.name}|${week}`);
  const profile = profileOf(network);
  const story = storyOf(network.name, week);
  return story ? tell(story, network, profile, random) : make(network, profile, week, random);
}

/** Draws what is likeliest: everybody in a story is at their office. */
const likeliest: Random = () => 0;

function tell(story: readonly ToldVisit[], network: Network, profile: Profile, random: Random): Visit[] {
  const { country, city } = placeOf(network, profile, likeliest);
  return story.map(({ day, visitor, isNew, channel, views }) => {
    const read = views.map((view) => ({ ...view, seconds: between(random, 25, 140) }));
    return { day, visitor, isNew, channel, country, city, device: 'desktop', views: read };
  });
}

function make(network: Network, profile: Profile, week: number, random: Random): Visit[] {
  const manner = manners[network.kind];
  const isBack = profile.liveliness(week - 1) === 0;
  const newcomers = isBack ? Math.max(0.85, manner.newcomers) : manner.newcomers;
  const again = profile.interest ? 0.3 : 0.1;
  const regulars = Math.ceil(profile.size * 0.6);
  const days = new Uint8Array(sessionsIn(profile, week, random)).map(() => manner.day(random)).sort();
  const visits: Visit[] = [];
  for (const day of days) {
    const last = random() < again ? visits.at(-1) : undefined;
    const isNew = !last && random() < newcomers;
    const stranger = isNew ? newVisitor(week, visits.length) : between(random, 0, regulars - 1);
    const visitor = last?.visitor ?? stranger;
    const interest = profile.interest && random() < 0.8 ? profile.interest : manner.interest(random);
    const channel = behaviours[interest].channel(random);
    const { country, city } = placeOf(network, profile, random);
    const device = manner.device(random);
    visits.push({ day, visitor, isNew, channel, country, city, device, views: walk(interest, random) });
  }
  return visits;
}

/** A number that no regular and no newcomer of another week has. */
const newVisitor = (week: number, at: number): number => (week + 1_000_000) * 100_000 + at;

const anywhere = drawFrom([...countries.values()].map((country) => [country, country.market] as const));

function placeOf(network: Network, profile: Profile, random: Random): { country: string; city: string } {
  const home = countries.get(network.country ?? '');
  const country = home && random() < (profile.city ? 0.9 : 0.97) ? home : anywhere(random);
  return {
    country: country.name,
    city: cityOf(country, country === home ? profile.city : undefined, random),
  };
}

function cityOf(country: Country, office: string | undefined, random: Random): string {
  if (office !== undefined && random() < 0.9) return office;
  return random() < 0.05 ? '(not set)' : oneOf(random, country.cities);
}

function walk(interest: Interest, random: Random): View[] {
  const behaviour = behaviours[interest];
  const [least, most] = behaviour.pages;
  const length = between(random, least, most);
  const views: View[] = [];
  while (views.length < length) {
    const section = views.length === 0 ? behaviour.landing(random) : behaviour.next(random);
    const page = oneOf<string>(random, pages[section]);
    // Multiplied: most pages get a glance, a few are read.
    const seconds = Math.floor(behaviour.seconds * random() * random());
    views.push({ page, seconds, keyEvents: isForm(page) && random() < behaviour.fillsIn ? 1 : 0 });
  }
  return views;
}
