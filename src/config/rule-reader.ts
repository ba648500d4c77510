import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { patternFault } from '../classify/pattern.ts';
import { parsePhrase } from '../classify/phrase.ts';
import { excludedTypes, keptTypes, looks, type Rule } from '../types.ts';
import { didYouMean } from './nearest.ts';

const phraseLists = ['words', 'starts', 'exact'] as const;
const ways = ['pattern', ...phraseLists, 'looks'] as const;
const keys = ['id', 'keep', 'exclude', ...ways, 'why', 'matches', 'spares', 'confidence'];
const idShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const notText = (node: unknown): string =>
  isAlias(node)
    ? `a YAML alias; a word that begins with * needs quotes: '*${node.source}'`
    : 'something that is no plain text';

type Say = (at: Node, message: string, id?: string) => void;

/** Reads one rule's node; all that is wrong with it goes to `say`, with the node where it stands. */
export class RuleReader {
  readonly #node: Node;
  readonly #say: Say;
  #id: string | undefined;
  #faults = 0;

  constructor(node: Node, say: Say) {
    this.#node = node;
    this.#say = say;
  }

  #fault(message: string, at: Node = this.#node): undefined {
    this.#faults += 1;
    this.#say(at, message, this.#id);
  }

  /** The rule, if nothing is wrong with it. */
  rule(): Omit<Rule, 'file' | 'line'> | undefined {
    const node = this.#node;
    if (!isMap(node)) return this.#fault('a rule is made of `key: value` lines: id, exclude or keep, …');
    this.#id = this.#text(node, 'id');
    if (this.#id === undefined) this.#fault('it has no id');
    else if (!idShape.test(this.#id)) this.#fault('an id is lower-case words and digits with - between them');
    this.#checkKeys(node);
    const kind = this.#kind(node);
    const search = this.#search(node);
    const why = this.#text(node, 'why')?.trim();
    if (!why) this.#fault('it has no why: say in a few words what it is for');
    const matches = this.#list(node, 'matches') ?? [];
    const spares = this.#list(node, 'spares') ?? [];
    const confidence = this.#confidence(node);
    if (this.#faults > 0 || !kind || !search || this.#id === undefined || !why) return undefined;
    return { id: this.#id, ...kind, ...search, why, matches, spares, confidence };
  }

  #checkKeys(node: YAMLMap): void {
    for (const { key } of node.items) {
      const name = isScalar(key) ? String(key.value) : '?';
      if (!keys.includes(name)) this.#fault(`unknown key '${name}'${didYouMean(name, keys)}`, key as Node);
    }
  }

  #kind(node: YAMLMap): Pick<Rule, 'kind' | 'type'> | undefined {
    const keep = this.#text(node, 'keep');
    const exclude = this.#text(node, 'exclude');
    if ((keep === undefined) === (exclude === undefined)) {
      return this.#fault('it needs exactly one of keep and exclude');
    }
    const given = keep ?? exclude ?? '';
    const known: readonly Rule['type'][] = keep === undefined ? excludedTypes : keptTypes;
    const type = known.find((candidate) => candidate === given);
    if (type) return { kind: keep === undefined ? 'exclude' : 'keep', type };
    const [key, other] = keep === undefined ? ['exclude', 'keep'] : ['keep', 'exclude'];
    const isOther = [...keptTypes, ...excludedTypes].some((candidate) => candidate === given);
    const hint = isOther ? ` (that is for ${other})` : didYouMean(given, known);
    return this.#fault(`${key}: '${given}' is not one of ${known.join(', ')}${hint}`, node.get(key, true));
  }

  #search(node: YAMLMap): Partial<Rule> | undefined {
    const given = ways.filter((way) => node.has(way));
    if (given.length !== 1) {
      const found = given.length === 0 ? 'it has none' : `it has ${given.join(' and ')}`;
      return this.#fault(`it needs exactly one of ${ways.join(', ')}; ${found}`);
    }
    const [way] = given;
    if (way === 'looks') return this.#looks(node);
    if (way === 'pattern') {
      const pattern = this.#text(node, 'pattern');
      const fault = pattern === undefined ? undefined : patternFault(pattern);
      if (fault) return this.#fault(fault, node.get('pattern', true));
      return pattern === undefined ? undefined : { pattern };
    }
    if (way === undefined) return undefined;
    const entries = this.#list(node, way, (entry) => {
      const phrase = parsePhrase(entry, way);
      return 'fault' in phrase ? phrase.fault : undefined;
    });
    if (entries?.length === 0 && this.#faults === 0) return this.#fault(`${way} is empty`);
    return entries && { [way]: entries };
  }

  #looks(node: YAMLMap): Pick<Rule, 'looks'> | undefined {
    const given = this.#text(node, 'looks');
    const found = looks.find((candidate) => candidate === given);
    if (found || given === undefined) return found && { looks: found };
    return this.#fault(
      `looks: '${given}' is not one of ${looks.join(', ')}${didYouMean(given, looks)}`,
      node.get('looks', true),
    );
  }

  #confidence(node: YAMLMap): number {
    const text = this.#text(node, 'confidence')?.trim() ?? '0.95';
    const confidence = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(confidence >= 0 && confidence <= 1))
      this.#fault(`confidence: '${text}' is not a number from 0 to 1`, node.get('confidence', true));
    return confidence;
  }

  #text(node: YAMLMap, key: string): string | undefined {
    const value = node.get(key, true) as Node | undefined;
    if (value === undefined) return undefined;
    if (isScalar(value) && typeof value.value === 'string') return value.value;
    return this.#fault(`${key} is ${notText(value)}`, value);
  }

  #list(node: YAMLMap, key: string, faultOf?: (entry: string) => string | undefined): string[] | undefined {
    const value = node.get(key, true) as Node | undefined;
    if (value === undefined) return undefined;
    if (!isSeq(value)) return this.#fault(`${key} is no list`, value);
    return value.items.flatMap((item) => {
      if (!isScalar(item) || typeof item.value !== 'string') {
        this.#fault(`${key} holds ${notText(item)}`, item as Node);
        return [];
      }
      const fault = faultOf?.(item.value);
      if (fault) this.#fault(fault, item);
      return [item.value];
    });
  }
}
