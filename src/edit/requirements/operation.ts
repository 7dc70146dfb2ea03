/** Adds a requirement, written as the others are; one for the same package wins, whatever it says. */
export interface Require {
  readonly op: 'require';
  /** The normalised name (PyPA, "Names and normalization"). */
  readonly name: string;
  /** The oldest version that will do, as `1.13`. */
  readonly minimum: string;
  /** The first version that may not, for who sets upper limits. */
  readonly below: string;
  /** A whole version, for who names each exactly. */
  readonly exact: string;
}

/** A change to a requirements file of pip. */
export type RequirementsOperation = Require;
