import type { AddVariable } from './operation.js';
import { dotenvValue } from './quote.js';

/** The lines of a variable: its comment, then the assignment. */
export function variableLines({ name, value, commented, comment }: AddVariable): string[] {
  const assignment = `${commented ? '# ' : ''}${name}=${dotenvValue(value)}`;
  return [...comment.map((line) => `# ${line}`.trimEnd()), assignment];
}

/** The line that a group begins with. */
export function headingLine(group: string): string {
  return `# --- ${group} ---`;
}
