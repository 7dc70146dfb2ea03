/** A call that cannot be carried out as it was written: one line for a person, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
