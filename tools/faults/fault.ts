import type { Trial } from './trial.ts';
import type { Vendor } from './vendors.ts';

/** Something that goes wrong in a push. */
export interface Fault {
  name: string;
  /** How often it is tried with each vendor, each time somewhere else. */
  times: number;
  /** Vendors that it can happen with; all where absent. */
  for?(vendor: Vendor): boolean;
  /** The push after it has the same leads with the same values: what changed meanwhile would be a person's. */
  sameAgain?: true;
  /** Lets it happen, to a push of score 60; whether it did. */
  meet(trial: Trial): Promise<boolean>;
}
