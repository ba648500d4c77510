/** The rules that are asked for, by their places in the list. It may narrow while a text is scanned. */
export interface Wanted {
  from: number;
  /** This one is no longer asked for. */
  below: number;
}

/** Takes a rule that matched, and where in the text (-1 where only the rule is known yet). */
export type Seen = (rule: number, start: number, end: number) => void;

/** The rules of one kind, compiled. */
export interface Part {
  /** Calls `seen` for each match of a wanted rule in the text. */
  scan(text: string, wanted: Readonly<Wanted>, seen: Seen): void;
  /** The part of the text that a seen rule matched. */
  matched(rule: number, text: string, start: number, end: number): string;
}

export const isWanted = (rule: number, { from, below }: Readonly<Wanted>): boolean =>
  rule >= from && rule < below;
