/** The value that occurs most often, of several the first; undefined for none. */
export function mostCommon(values: readonly string[]): string | undefined {
  const count = (value: string): number => values.filter((each) => each === value).length;
  return [...new Set(values)].sort((a, b) => count(b) - count(a))[0];
}
