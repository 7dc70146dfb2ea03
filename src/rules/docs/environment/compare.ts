import { parseDotenv } from '../../../edit/dotenv/parse.js';
import { positionAt } from '../../../edit/refusal.js';
import { PLACEHOLDER } from './secrets.js';

/** What is wrong with a filled-in file; never a value, only names and lines. */
export interface EnvProblem {
  readonly kind: 'missing' | 'empty' | 'placeholder' | 'unknown' | 'unreadable';
  /** Undefined where the name may be a piece of a value. */
  readonly name: string | undefined;
  /** In the filled-in file; in the template for what is missing. */
  readonly line: number;
}

/** Read by Docker and Compose themselves. */
const OWN = /^(COMPOSE|DOCKER|BUILDKIT|BUILDX)_/;
const STANDS_FOR =
  /^(change[-_ ]?(me|it|this)\b.*|todo|tbd|x{3,}|<.*>|\.\.\.|your[-_ ].*|placeholder)$/i;

/**
 * Compares a filled-in file with its template. What the template sets has to be set; what is
 * `required`, or has a value in the template, must not be empty.
 */
export function compareEnvironments(
  template: string,
  filled: string,
  required: ReadonlySet<string>,
): EnvProblem[] {
  const wanted = parseDotenv(template);
  const real = parseDotenv(filled);
  const set = new Map(
    real.entries
      .filter(({ commented, value }) => !commented && value !== undefined)
      .map((entry) => [entry.name, entry]),
  );
  const known = new Set(wanted.entries.map(({ name }) => name));
  const lineIn = (text: string, offset: number): number => positionAt(text, offset).line;
  const asked = wanted.entries.filter(({ commented }) => !commented);
  const missing = asked
    .filter(({ name }) => !set.has(name))
    .map(({ name, start }) => ({ kind: 'missing' as const, name, line: lineIn(template, start) }));
  const sample = new Map(wanted.entries.map(({ name, value }) => [name, value ?? '']));
  const wrong = [...set.values()].flatMap(({ name, value = '', start }) => {
    const kind = !known.has(name)
      ? unknownKind(name)
      : kindOf(value, sample.get(name) ?? '', required.has(name));
    return kind === undefined
      ? []
      : [{ kind, name: printable(name, known), line: lineIn(filled, start) }];
  });
  const unreadable = real.unreadable.map((start) => ({
    kind: 'unreadable' as const,
    name: undefined,
    line: lineIn(filled, start),
  }));
  return [...missing, ...wrong, ...unreadable];
}

function unknownKind(name: string): 'unknown' | undefined {
  return OWN.test(name) ? undefined : 'unknown';
}

function kindOf(value: string, sample: string, required: boolean): EnvProblem['kind'] | undefined {
  if (value === '') return required || sample !== '' ? 'empty' : undefined;
  return value === PLACEHOLDER || STANDS_FOR.test(value) ? 'placeholder' : undefined;
}

/** A line of a key that is written without quotes looks like a name, and is none. */
function printable(name: string, known: ReadonlySet<string>): string | undefined {
  return known.has(name) || /^[A-Z][A-Z0-9_]{0,63}$/.test(name) ? name : undefined;
}
