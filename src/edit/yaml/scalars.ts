/** How a string is written: in quotes, or plain where that is safe. */
export type Quote = 'double' | 'single' | 'plain';

// What YAML 1.1 or 1.2 reads as something else than a string. Docker, PyYAML and the parsers behind
// CI systems disagree on the version, so a string must stay one under both.
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+]?\.inf|\.nan)$/i;
const INTEGER = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[\da-f_]+)$/i;
const DECIMAL = /^[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d+)?$/i;
const SEXAGESIMAL = /^[-+]?[\d_]+(?::\d+)+(?:\.[\d_]*)?$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt \t])/;

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
const STARTS_SAFELY = /^(?:[\w./$(+^;\\<=~]|-{1,2}[A-Za-z])/;
const ENDS_PLAIN = /: |:$| #|^ | $/;
const FLOW_INDICATORS = /[,[\]{}]/;

/** Whether `text` means the same string, under YAML 1.1 and 1.2, when written without quotes. */
export function isPlainSafe(text: string, inFlow: boolean): boolean {
  if (!PRINTABLE_ASCII.test(text) || !STARTS_SAFELY.test(text) || ENDS_PLAIN.test(text)) {
    return false;
  }
  if (inFlow && (FLOW_INDICATORS.test(text) || text.includes('::'))) return false;
  return ![WORDS, INTEGER, DECIMAL, SEXAGESIMAL, TIMESTAMP].some((type) => type.test(text));
}

// Characters YAML wants escaped or parsers treat as line breaks, beyond those JSON escapes.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const ESCAPE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** `text` in double quotes: the escapes of JSON are also YAML's. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `text` as a scalar, in the wanted style as far as that style can hold it. */
export function scalarText(text: string, want: Quote, prefer: Quote, inFlow: boolean): string {
  if (want === 'plain' && isPlainSafe(text, inFlow)) return text;
  if (ESCAPE.test(text)) return doubleQuoted(text);
  const asked = want === 'plain' ? prefer : want;
  if (want === 'plain') {
    // Free to choose: avoid escapes.
    const isDoubled = text.includes("'");
    const isEscaped = /["\\]/.test(text);
    if (isDoubled !== isEscaped) return isDoubled ? doubleQuoted(text) : singleQuoted(text);
  }
  return asked === 'single' ? singleQuoted(text) : doubleQuoted(text);
}

/** A new string among others that are written like `want`, without quotes doubled in it. */
export function addedText(text: string, want: Quote, prefer: Quote, inFlow: boolean): string {
  const clashes = want === 'single' && text.includes("'") && !/["\\]/.test(text);
  return scalarText(text, clashes ? 'double' : want, prefer, inFlow);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A number, boolean or null as YAML text. */
export function literalText(value: number | boolean | null): string {
  if (typeof value !== 'number' || Number.isFinite(value)) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (Number.isNaN(value)) return '.nan';
  return value === Infinity ? '.inf' : '-.inf';
}

/** Whether `text` can be written as a literal block (`|`) that reads back as itself. */
export function fitsLiteral(text: string): boolean {
  if (!text.includes('\n') || text.endsWith('\n\n') || /^[\s]/.test(text)) return false;
  return text.split('\n').every((line) => !ESCAPE.test(line) && (line === '' || /\S/.test(line)));
}
