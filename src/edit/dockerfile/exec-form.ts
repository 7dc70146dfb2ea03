/** The words of an instruction's JSON form (`["gunicorn", "app:app"]`); undefined if it is not one. */
export function execForm(args: string): string[] | undefined {
  let words: unknown;
  try {
    words = JSON.parse(args);
  } catch {
    // A shell form.
  }
  // Docker takes what is not a list of strings for the shell form.
  return Array.isArray(words) && words.every((word) => typeof word === 'string')
    ? words
    : undefined;
}

/** Words in the JSON form. */
export function asExecForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
