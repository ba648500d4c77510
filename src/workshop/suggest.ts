import { type Classifier, compile } from '../classify/classifier.ts';
import { verdictOf } from '../classify/organisation.ts';
import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords } from '../text.ts';
import type { Organisation, Rule } from '../types.ts';
import { sessionsOf } from './preview.ts';

/** A rule that may be worth adding, and what it would exclude of a run. */
export interface Suggestion {
  type: Rule['type'];
  way: 'words' | 'exact';
  text: string;
  /** Organisations that look like networks and that no rule excludes, heaviest first. */
  covers: Organisation[];
  sessions: number;
  /** Others that are kept today and would go too. */
  harms: Organisation[];
}

/** A rule for fewer names is no better than the names. */
const leastCovered = 3;
/** Of what a suggestion excludes, so much at least looks like networks. */
const leastRight = 0.9;
/** Letters of a piece of a word. */
const [shortestPiece, longestPiece] = [5, 12];

/**
 * Rules worth adding: names that the second opinion holds to be networks while no rule speaks, by the words
 * and pieces of words that they share, those that cover most first; what is left over by its whole name.
 */
export function suggest(organisations: readonly Organisation[], classifier: Classifier): Suggestion[] {
  const networks: Network[] = [];
  const others: Organisation[] = [];
  for (const organisation of organisations) {
    const verdict = verdictOf(organisation, classifier);
    const view = verdict.rule ? undefined : classifier.opinion(nameOf(organisation));
    if (view && !view.kept && view.type !== 'unsure') networks.push({ organisation, type: view.type });
    else if (verdict.kept) others.push(organisation);
  }
  const shared = sharedTexts(networks.map(({ organisation }) => organisation));
  const found = findersOf(shared);
  const coveredBy = membersOf(networks, ({ organisation }) => found(organisation));
  const harmedBy = membersOf(others, found);

  const candidates = plainest(
    shared.map((text) => ({ text, covers: coveredBy.get(text) ?? [], harms: harmedBy.get(text) ?? [] })),
  );

  const suggestions: Suggestion[] = [];
  let open = new Set(networks);
  for (;;) {
    const best = candidates
      .map(({ covers, ...rest }) => ({ ...rest, covers: covers.filter((network) => open.has(network)) }))
      .filter(isWorthy)
      .sort((a, b) => b.covers.length - a.covers.length || plainness(a.text) - plainness(b.text))[0];
    if (!best) break;
    suggestions.push(suggestionOf('words', best.text, best.covers, best.harms));
    open = open.difference(new Set(best.covers));
  }
  for (const network of open) {
    suggestions.push(suggestionOf('exact', nameOf(network.organisation), [network], []));
  }
  return suggestions.sort((a, b) => b.covers.length - a.covers.length || b.sessions - a.sessions);
}

interface Network {
  organisation: Organisation;
  type: Rule['type'];
}

interface Candidate {
  text: string;
  covers: Network[];
  harms: Organisation[];
}

const isWorthy = ({ covers, harms }: Candidate): boolean =>
  covers.length >= leastCovered && covers.length / (covers.length + harms.length) >= leastRight;

/** Of texts that cover the same, the plainest. */
function plainest(candidates: readonly Candidate[]): Candidate[] {
  const numbers = new Map<Network, number>();
  const numberOf = (network: Network) => {
    const number = numbers.get(network) ?? numbers.size;
    numbers.set(network, number);
    return number;
  };
  const same = Map.groupBy(candidates.filter(isWorthy), ({ covers }) => covers.map(numberOf).join());
  return [...same.values()].flatMap(
    (list) => list.sort((a, b) => plainness(a.text) - plainness(b.text))[0] ?? [],
  );
}

const nameOf = ({ spellings, name }: Organisation): string => spellings[0] ?? name;

/** Whole words before pieces, longer texts before shorter: what says more is easier to foresee. */
const plainness = (text: string): number => (text.startsWith('*') ? 1_000 : 0) - text.length;

function suggestionOf(
  way: Suggestion['way'],
  text: string,
  covers: readonly Network[],
  harms: Organisation[],
): Suggestion {
  const types = [...Map.groupBy(covers, ({ type }) => type)];
  const [type] = types.sort(([, a], [, b]) => b.length - a.length)[0] ?? ['isp' as const];
  const organisations = covers.map(({ organisation }) => organisation);
  organisations.sort((a, b) => sessionsOf(b) - sessionsOf(a));
  const sessions = organisations.reduce((sum, organisation) => sum + sessionsOf(organisation), 0);
  return { type, way, text, covers: organisations, sessions, harms };
}

/** Words, and pieces of words as `*piece*`, that enough of these organisations have in their names. */
function sharedTexts(organisations: readonly Organisation[]): string[] {
  const counts = new Map<string, number>();
  for (const organisation of organisations) {
    const texts = new Set<string>();
    for (const word of withoutLegalForms(foldWords(nameOf(organisation)))) {
      if (word.length >= shortestPiece - 1) texts.add(word);
      for (let start = 0; start + shortestPiece <= word.length; start++) {
        const longest = Math.min(word.length, start + longestPiece);
        for (let end = start + shortestPiece; end <= longest; end++) texts.add(`*${word.slice(start, end)}*`);
      }
    }
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= leastCovered).map(([text]) => text);
}

/** Tells which of these texts an organisation's name holds. */
function findersOf(texts: readonly string[]): (organisation: Organisation) => string[] {
  const rules = texts.map(
    (text): Rule => ({
      id: text,
      file: '',
      line: 0,
      kind: 'exclude',
      type: 'isp',
      words: [text],
      why: '',
      matches: [],
      spares: [],
      confidence: 1,
    }),
  );
  const classifier = compile(rules);
  return (organisation) => classifier.hits(nameOf(organisation)).map(({ rule }) => rule.id);
}

function membersOf<T>(members: readonly T[], textsOf: (member: T) => string[]): Map<string, T[]> {
  const byText = new Map<string, T[]>();
  for (const member of members) {
    for (const text of textsOf(member)) {
      const list = byText.get(text);
      if (list) list.push(member);
      else byText.set(text, [member]);
    }
  }
  return byText;
}
