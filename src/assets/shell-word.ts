/** A string as one word of a POSIX shell: as it is where that is enough, else in single quotes. */
export function shellWord(value: string): string {
  return /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
