/** What became of a message that was handed over; `unknown`: nobody can tell whether it arrived. */
export interface Outcome {
  state: 'sent' | 'failed' | 'unknown';
  /** What the other side said, for people; without a secret. */
  detail: string;
}
