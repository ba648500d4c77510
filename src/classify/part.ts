/** A rule that matched: its place in the list, and where in the text (-1 where only the rule is known yet). */
export type Seen = (rule: number, start: number, end: number) => void;

/** The rules of one kind, compiled. */
export interface Part {
  /** Calls `seen` for each match of a rule in the text; rules from `below()` on may be left out. */
  scan(text: string, seen: Seen, below: () => number): void;
  /** The part of the text that a seen rule matched. */
  matched(rule: number, text: string, start: number, end: number): string;
}
