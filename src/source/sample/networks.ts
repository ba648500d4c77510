import { countries } from './countries.ts';
import { care } from './names/care.ts';
import { carriersAmerica } from './names/carriers-america.ts';
import { carriersElsewhere } from './names/carriers-elsewhere.ts';
import { carriersEurope } from './names/carriers-europe.ts';
import { customerBlocks } from './names/customer-blocks.ts';
import { education } from './names/education.ts';
import { electronics } from './names/electronics.ts';
import { energy } from './names/energy.ts';
import { hosts } from './names/hosts.ts';
import { machinery } from './names/machinery.ts';
import { mobile } from './names/mobile.ts';
import { hostile, placeholders } from './names/odd.ts';
import { processEurope } from './names/process-europe.ts';
import { processOverseas } from './names/process-overseas.ts';
import { publicBodies } from './names/public-bodies.ts';
import { scripts } from './names/scripts.ts';
import { servicesAmerica } from './names/services-america.ts';
import { servicesElsewhere } from './names/services-elsewhere.ts';
import { servicesEurope } from './names/services-europe.ts';
import { smallFirms } from './names/small-firms.ts';
import { spellings } from './names/spellings.ts';
import { transport } from './names/transport.ts';
import { tricky } from './names/tricky.ts';
import { vehicles } from './names/vehicles.ts';

/** Who stands behind a network name. A `manufacturer` has something to inspect; a `block` is a carrier's customers. */
export const networkKinds = [
  'carrier',
  'mobile',
  'block',
  'host',
  'proxy',
  'manufacturer',
  'service',
  'education',
  'government',
  'health',
  'nonprofit',
  'placeholder',
  'hostile',
] as const;
export type NetworkKind = (typeof networkKinds)[number];

/**
 * Names by kind, one a line. `# DE comment` gives the country of the lines below it (`*` is everywhere),
 * ` | ` stands between several names of one organisation, ` -> ` before their network domain.
 */
export type NameList = Partial<Record<NetworkKind, string>>;

export interface Network {
  name: string;
  domain?: string;
  kind: NetworkKind;
  /** ISO 3166 code; absent for what is everywhere. */
  country?: string;
  /** The first of the organisation's names. */
  organisation: string;
  /** Sessions in a usual week; absent where the organisation's own interest tells. */
  size?: number;
}

const lists: readonly NameList[] = [
  ...[carriersAmerica, carriersEurope, carriersElsewhere, mobile, customerBlocks, hosts],
  ...[vehicles, machinery, electronics, processEurope, processOverseas, energy, smallFirms],
  ...[transport, servicesAmerica, servicesEurope, servicesElsewhere, spellings],
  ...[education, publicBodies, care, tricky, scripts],
];

/** Sessions in a usual week of all names of a kind that many strangers share. */
const sessionsOfKind: Partial<Record<NetworkKind, number>> = {
  carrier: 21_000,
  mobile: 2_300,
  block: 700,
  host: 1_150,
  proxy: 420,
};

/** Every network name of the made site, always in the same order. */
export function readNetworks(): Network[] {
  const named = lists.flatMap((list) =>
    Object.entries(list).flatMap(([kind, text]) => [...parse(kind as NetworkKind, text)]),
  );
  return [
    ...withSizes(named),
    ...Object.entries(placeholders).map(
      ([name, size]): Network => ({ name, kind: 'placeholder', organisation: name, size }),
    ),
    ...hostile.map((name): Network => ({ name, kind: 'hostile', organisation: name, size: 1 })),
  ];
}

function* parse(kind: NetworkKind, text: string): Generator<Network> {
  let country = '*';
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('# ')) {
      country = line.split(' ')[1] ?? '*';
      continue;
    }
    const [names = '', domain] = line.split(' -> ');
    const [first = '', ...others] = names.split(' | ');
    for (const name of [first, ...others]) {
      yield {
        name,
        kind,
        organisation: first,
        ...(domain !== undefined && { domain }),
        ...(country !== '*' && { country }),
      };
    }
  }
}

/** Shares a kind's sessions out: by market to the countries, then 1, ½, ⅓ … to a country's names in their order. */
function withSizes(networks: readonly Network[]): Network[] {
  const groups = Map.groupBy(networks, ({ kind, country }) => `${kind} ${country ?? '*'}`);
  const parts = [...groups.values()].flatMap((group) => {
    const market = countries.get(group[0]?.country ?? '')?.market ?? 1;
    const harmonic = group.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
    return group.map((network, at) => ({ network, part: market / harmonic / (at + 1) }));
  });
  const totals = new Map<NetworkKind, number>();
  for (const { network, part } of parts) totals.set(network.kind, (totals.get(network.kind) ?? 0) + part);
  return parts.map(({ network, part }) => {
    const sessions = sessionsOfKind[network.kind];
    return sessions ? { ...network, size: (sessions * part) / (totals.get(network.kind) ?? 1) } : network;
  });
}
