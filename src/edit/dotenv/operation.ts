/** A variable to be documented. */
export interface AddVariable {
  readonly op: 'add';
  readonly name: string;
  readonly value: string;
  /** Written as `# NAME=value`, which sets nothing. */
  readonly commented: boolean;
  /** Lines above it, without `#`. */
  readonly comment: readonly string[];
  /** The heading of its group, without decoration; written where the group begins. */
  readonly group: string;
  /** Names of the same group: it goes behind the last of them that is there. */
  readonly beside: readonly string[];
}

export type DotenvOperation = AddVariable;
