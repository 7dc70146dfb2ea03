export interface Interpolated {
  readonly text: string;
  /** False where a variable has neither a value nor a default; it became the empty string. */
  readonly complete: boolean;
}

// The innermost of nested defaults is matched first: the default holds no further brace.
const VARIABLE = /\$(?:\$|(\w+)|\{(\w+)(?::?([-+?])([^{}]*))?\})/;
const DOLLAR = '\u0000';

/**
 * Resolves `$X`, `${X}`, `${X:-default}` and `${X:+alternative}` as Compose and Dockerfiles do.
 * `$$` is a dollar sign (Compose).
 */
export function interpolate(
  text: string,
  lookup: (name: string) => string | undefined = () => undefined,
): Interpolated {
  let complete = true;
  let rest = text;
  for (let match = VARIABLE.exec(rest); match !== null; match = VARIABLE.exec(rest)) {
    const name = match[1] ?? match[2];
    const operator = match[3];
    const word = match[4] ?? '';
    let value: string;
    if (name === undefined) {
      value = DOLLAR;
    } else {
      const found = lookup(name);
      if (operator === '+') value = found === undefined ? '' : word;
      else value = found ?? (operator === '-' ? word : '');
      if (found === undefined && operator !== '-' && operator !== '+') complete = false;
    }
    // A value that itself holds a variable is not resolved again: its dollar is hidden.
    const before = rest.slice(0, match.index);
    const after = rest.slice(match.index + match[0].length);
    rest = before + value.replaceAll('$', DOLLAR) + after;
  }
  return { text: rest.replaceAll(DOLLAR, '$'), complete };
}
