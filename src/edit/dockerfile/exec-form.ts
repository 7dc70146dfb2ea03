/** The words of an instruction's JSON form (`["gunicorn", "app:app"]`); undefined if it is not one. */
export function execForm(args: string): string[] | undefined {
  if (!args.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(args);
    // Docker takes what is not a list of strings for the shell form.
    if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) return undefined;
    return words;
  } catch {
    return undefined;
  }
}

/** Words in the JSON form. */
export function asExecForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
