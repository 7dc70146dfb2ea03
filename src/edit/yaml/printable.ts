/**
 * Everything that is no c-printable (YAML 1.2.2, section 5.1). In quotes the specification would let
 * DEL and the C1 controls pass for JSON's sake; the parser of Compose lets them pass nowhere.
 */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** What a new comment must not hold: the same, CR and NEL, and halves of a character. */
export const NOT_PRINTABLE =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

/** A character that a YAML text must not hold. */
export interface Unprintable {
  readonly offset: number;
  /** Such as `U+001B`. */
  readonly name: string;
}

/** The first control character of a text that YAML does not allow, if there is one. */
export function unprintableIn(text: string): Unprintable | undefined {
  const offset = text.search(UNPRINTABLE);
  if (offset < 0) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return { offset, name: `U+${code}` };
}
