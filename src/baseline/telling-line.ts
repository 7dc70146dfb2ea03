/** How Python ends a traceback: the name of the exception in the first column, and what it says. */
const EXCEPTION = /^(?:[A-Za-z_][\w.]*\.)?[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Warning)\b/;
const LONGEST = 240;

/**
 * The one line of a program's output that tells why it failed: the exception that ended a traceback
 * with the lines that belong to it, pip's last ERROR, else the last line.
 */
export function tellingLine(output: string): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const exception = lines.findLastIndex((line) => EXCEPTION.test(line));
  if (exception !== -1) return short(lines.slice(exception, exception + 3).join(' '));
  const error = lines.findLast((line) => /^ *(ERROR|error|FAILED):? /.test(line));
  return short(error ?? lines.at(-1) ?? 'it said nothing');
}

function short(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}
