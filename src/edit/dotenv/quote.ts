/** What may stand unquoted: no white space, no comment, nothing that is expanded. */
const PLAIN = /^(?![#"'])[^\s#$`\\]*$/;

/**
 * A value as it is written behind `NAME=`, so that Compose reads it unchanged: plain where that is
 * enough, in single quotes, in which nothing is expanded, else in double quotes.
 */
export function dotenvValue(value: string): string {
  if (PLAIN.test(value)) return value;
  if (!/['\\\r\n]/.test(value)) return `'${value}'`;
  const escaped = value
    .replace(/["\\$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
