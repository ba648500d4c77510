/** Who asks Google, as far as it is known. */
export interface Account {
  /** For people, e.g. `service account leads@example.iam.gserviceaccount.com`. */
  who: string;
  /** What Google Analytics must give access to. */
  email?: string;
  /** Where the credentials came from, e.g. a file's path. */
  from: string;
}
