import { stringify } from 'yaml';

/** A string as a YAML scalar on one line, for a block map or sequence: plain where that is enough. */
export function yamlScalar(value: string): string {
  if (/[\r\n]/.test(value)) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0 }).trimEnd();
}
