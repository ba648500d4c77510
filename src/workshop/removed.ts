import type { Classifier } from '../classify/classifier.ts';
import { withoutLegalForms } from '../legal-forms.ts';
import type { ExcludedLine } from '../sink/read-excluded.ts';
import { foldWords } from '../text.ts';
import { keptTypes, type Rule, type Verdict } from '../types.ts';
import { type Restoring, restoringCommand, restoringWish } from './commands.ts';

/** A removal with what speaks for a mistake. */
export interface Suspect extends ExcludedLine {
  /** From 0; more is likelier a mistake. */
  points: number;
  reasons: string[];
  /** The command that restores it. */
  restore: string;
}

export interface RemovedParts {
  removed: readonly ExcludedLine[];
  /** The rules in force. */
  rules: readonly Rule[];
  /** These rules, compiled. */
  classifier: Classifier;
}

/** Removals that may be mistakes, the likeliest first; those without any sign of it are left out. */
export function suspects(parts: RemovedParts): Suspect[] {
  const suspectOf = suspecting(parts);
  return parts.removed.flatMap((one) => suspectOf(one) ?? []).sort(likeliestFirst);
}

/** Tells of each of the removals what speaks for a mistake; undefined where nothing does. */
export function suspecting({
  removed,
  rules,
  classifier,
}: RemovedParts): (one: ExcludedLine) => Suspect | undefined {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const usual = usualOf(removed);
  return (one) => {
    const rule = ruleOf.get(one.rule);
    // A name that somebody wrote out as a whole, or that is none at all, is no mistake of a rule.
    if (rule?.looks || rule?.exact) return undefined;
    const { saviour, isOtherSpelling, view, wish } = restoring(one, rule, classifier);
    const signs = [
      ...doubtOf(rule, one.rule),
      ...partOf(one),
      ...behaviourOf(one, usual),
      ...(isOtherSpelling ? [{ points: 10, reason: 'only another spelling of it was excluded' }] : []),
      ...(saviour ? [{ points: 25, reason: `keep rule ${saviour.id} finds it too, further down` }] : []),
      ...companyOf(one.organisation),
      ...viewOf(view),
    ];
    const points = signs.reduce((sum, sign) => sum + sign.points, 0);
    const reasons = signs.flatMap(({ reason }) => reason ?? []);
    if (points <= 0 || reasons.length === 0) return undefined;
    return { ...one, points, reasons, restore: restoringCommand(wish) };
  };
}

export const likeliestFirst = (a: Suspect, b: Suspect): number =>
  b.points - a.points || (b.sessions ?? 0) - (a.sessions ?? 0) || (a.key < b.key ? -1 : 1);

/** How a removed organisation is restored, and what the rules say of its name. */
export function restoring(
  one: Pick<ExcludedLine, 'organisation' | 'key'>,
  rule: Rule | undefined,
  classifier: Classifier,
): { wish: Restoring; saviour: Rule | undefined; isOtherSpelling: boolean; view: Verdict | undefined } {
  const hits = classifier.hits(one.organisation).map((hit) => hit.rule);
  const saviour = hits.find(({ kind }) => kind === 'keep');
  const isOtherSpelling = rule !== undefined && !hits.includes(rule);
  const view = classifier.opinion(one.organisation);
  const type = saviour?.type ?? keptTypes.find((kept) => kept === view?.type) ?? 'business';
  return { wish: restoringWish(one, type, isOtherSpelling), saviour, isOtherSpelling, view };
}

interface Sign {
  points: number;
  /** Absent for what only weighs. */
  reason?: string;
}

const doubtOf = (rule: Rule | undefined, id: string): Sign[] => {
  if (id === 'name-model') return [{ points: 30, reason: 'no rule speaks, only the name model' }];
  if (!rule) return [{ points: 10, reason: 'its rule is no longer in force' }];
  const points = Math.round((1 - rule.confidence) * 100);
  return [{ points, ...(points >= 15 && { reason: `its rule is only ${rule.confidence} sure` }) }];
};

/** A single word of a longer name says little about it. */
function partOf({ organisation, matched }: ExcludedLine): Sign[] {
  const words = withoutLegalForms(foldWords(organisation)).length;
  const hit = foldWords(matched).length;
  return hit === 1 && words >= 3 ? [{ points: 20, reason: `one word of ${words} decided` }] : [];
}

/** Words that companies and public bodies have in their names, and networks hardly. */
const telling =
  /^(?:academy|airlines?|architects?|automotive|bank|bakery|bau|biotech|brewery|chemicals?|clinic|clinique|college|construction|council|county|dental|diocese|energie|energy|engineering|express|farms?|federation|finance|foods?|foundation|foundry|furniture|gallery|health(?:care)?|hospital|hotels?|industri\w+|institut\w*|insurance|laborator\w+|law|library|logistics?|lumber|machinery|manufacturing|maritime|maschinen\w*|medical|metals?|mining|ministry|museum|oil|packaging|papers?|petroleum|pharma\w*|plastics?|products?|publishing|realty|restaurants?|retail|schools?|ship\w+|society|steel|stiftung|textiles?|tools?|transport\w*|trust|universit\w+|utilities|verlag|werke?|zoo)$/;

function companyOf(organisation: string): Sign[] {
  const words = foldWords(organisation);
  const word = words.find((candidate) => telling.test(candidate));
  const signs: Sign[] = word ? [{ points: 20, reason: `its name says ${word}` }] : [];
  if (withoutLegalForms(words).length < words.length) signs.push({ points: 3 });
  return signs;
}

interface Usual {
  engaged?: number;
  pages?: number;
}

/** How all that was removed behaved: mostly carriers, as nearly all removals are right. */
function usualOf(removed: readonly ExcludedLine[]): Usual {
  const share = (name: 'engagedSessions' | 'pageViews') => {
    const known = removed.filter((one) => one[name] !== undefined && (one.sessions ?? 0) > 0);
    const sum = (of: (one: ExcludedLine) => number) => known.reduce((total, one) => total + of(one), 0);
    return known.length > 0 ? sum((one) => one[name] ?? 0) / sum((one) => one.sessions ?? 0) : undefined;
  };
  const [engaged, pages] = [share('engagedSessions'), share('pageViews')];
  return { ...(engaged !== undefined && { engaged }), ...(pages !== undefined && { pages }) };
}

/** Of fewer sessions behaviour tells nothing. */
const leastSessions = 3;

function behaviourOf({ sessions = 0, engagedSessions, pageViews }: ExcludedLine, usual: Usual): Sign[] {
  if (sessions < leastSessions) return [];
  const signs: Sign[] = [];
  if (engagedSessions !== undefined && usual.engaged !== undefined) {
    const share = engagedSessions / sessions;
    if (share >= 0.8 && share >= usual.engaged + 0.2) {
      signs.push({ points: 15, reason: `${engagedSessions} of ${sessions} sessions engaged` });
    }
  }
  if (pageViews !== undefined && usual.pages !== undefined) {
    const pages = pageViews / sessions;
    if (pages >= 3 && pages >= 1.5 * usual.pages) {
      signs.push({ points: 15, reason: `${pages.toFixed(1)} pages a session` });
    }
  }
  return signs;
}

function viewOf(view: Verdict | undefined): Sign[] {
  if (!view || view.type === 'unsure') return [];
  if (!view.kept) return [{ points: -20 }];
  return [{ points: Math.round(40 * view.confidence), reason: `its name looks like ${view.type}` }];
}
