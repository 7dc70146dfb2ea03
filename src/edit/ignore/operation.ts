/** Keeps what the pattern is for out of a Docker build; for a .dockerignore. */
export interface ExcludeOperation {
  readonly op: 'exclude';
  /** As Docker reads it: from the root of the build context. */
  readonly pattern: string;
  /** Files that it has to keep out; where they are all kept out already, nothing is added. */
  readonly paths: readonly string[];
}

/** What git shall do with a file beside the .gitignore. */
export interface TrackOperation {
  /** `track`: a negated pattern behind the one that catches the file; `ignore`: a pattern of its own. */
  readonly op: 'track' | 'ignore';
  readonly path: string;
  /** Where no pattern matches the file: the new one goes behind the last line that this fits. */
  readonly near?: RegExp;
}

/** A change to a .gitignore or a .dockerignore. */
export type IgnoreOperation = TrackOperation | ExcludeOperation;
