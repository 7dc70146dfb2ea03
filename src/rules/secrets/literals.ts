import type { Position } from '../../edit/refusal.js';
import { interpolationsIn, literalWord } from '../../extension/environment/interpolation.js';
import { isConnection, isSecret } from '../../extension/environment/secret.js';

/** A secret whose value is written into a file. The value is only kept to hide it in what is shown. */
export interface Literal extends Position {
  readonly file: string;
  readonly name: string;
  readonly value: string;
  /** Who gets it: `api_rally`, `the image`, `the job test`. */
  readonly owner: string;
}

/** A password in a URL that is no variable: `amqp://guest:guest@rabbit`. */
const CREDENTIALS = /:\/\/[^/@\s:$]*:[^/@\s$]+@/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** Nothing, a number, a switch, a path: no secret whatever its name says. */
const HARMLESS = /^(|\d{1,5}|true|false|yes|no|none|null|\/\S*)$/i;

/**
 * The part of a variable's value that is a secret written down: the value, or the default of a
 * `${NAME:-…}`; undefined where there is none.
 */
export function literalIn(name: string, text: string): string | undefined {
  const interpolations = interpolationsIn(text);
  const fallbacks = interpolations.flatMap(({ operator, word }) =>
    operator.endsWith('-') ? (literalWord(word) ?? []) : [],
  );
  const parts = interpolations.length === 0 ? [text] : fallbacks;
  if (PRIVATE_KEY.test(text) || CREDENTIALS.test(text)) return text;
  const wanted = name.replaceAll('-', '_');
  if (!isSecret(wanted, undefined) || isConnection(wanted, undefined)) return undefined;
  return parts.find((part) => !HARMLESS.test(part.trim()));
}

const STAND_IN =
  /^(?:[a-z]+[_-])*(?:test|testing|tests|dummy|fake|mock|placeholder|example|ci|local|dev|postgres|password|changeme)(?:[_-][a-z]+)*$/i;

/** Words that say themselves that they are no secret, as builds and tests get them: `test_secret`. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value);
}
