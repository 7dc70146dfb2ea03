/** What git shall do with a file beside the .gitignore. */
export interface IgnoreOperation {
  /** `track`: a negated pattern behind the one that catches the file; `ignore`: a pattern of its own. */
  readonly op: 'track' | 'ignore';
  readonly path: string;
  /** Where no pattern matches the file: the new one goes behind the last line that this fits. */
  readonly near?: RegExp;
}
