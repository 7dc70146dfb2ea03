import type { Position } from '../../edit/refusal.js';
import type { Route } from '../../edit/yaml/operation.js';
import {
  interpolationsIn,
  literalWord,
  type Interpolation,
} from '../../extension/environment/interpolation.js';
import { isConnection, isSecret } from '../../extension/environment/secret.js';
import { isIssued } from '../docs/environment/secrets.js';

/** A secret whose value is written into a file. The value is only kept to hide it in what is shown. */
export interface Literal extends Position {
  readonly file: string;
  readonly name: string;
  readonly value: string;
  /** Who gets it: `api_rally`, `the image`, `the job test`. */
  readonly owner: string;
  readonly site: LiteralSite;
}

/** Where in its file a literal is written, for who takes it out. */
export type LiteralSite =
  | {
      readonly kind: 'compose';
      readonly service: string;
      readonly isDatabase: boolean;
      /** The variable's entry: its key, or its place in a list of `NAME=value`. */
      readonly route: Route;
      readonly form: 'map' | 'list';
      /** The whole value. */
      readonly text: string;
    }
  | {
      readonly kind: 'workflow';
      readonly route: Route;
      readonly text: string;
      readonly job: string | undefined;
      /** The action whose input it is: `docker/login-action`. */
      readonly action: string | undefined;
    }
  | {
      readonly kind: 'dockerfile';
      /** Counted from 0; -1 above the first FROM. */
      readonly stage: number;
      readonly keyword: 'ENV' | 'ARG';
      readonly text: string;
      /** In the image that is deployed, not only in a stage that builds it. */
      readonly isShipped: boolean;
    };

/** A password in a URL that is no variable: `amqp://guest:guest@rabbit`. */
const CREDENTIALS = /:\/\/[^/@\s:$]*:[^/@\s$]+@/;
/** The same as the default of a variable in it: `mongodb://admin:${PASSWORD:-example}@db`. */
const SPARE_PASSWORD = /:\/\/(?:[^/@\s$]|\$\{[^{}]*\})*:\$\{\w+:?-([^{}]+)\}@/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** Nothing, a number, a switch, a path, an address: no secret whatever its name says. */
const HARMLESS = /^(|''|""|\d{1,5}|true|false|yes|no|none|null|\/\S*|https?:\/\/[\w.:-]+\/?)$/i;
/** Stands where a service is not used, or is asked for tests: `dummyvalue`, `xxx`, `1x0000000000000AA`. */
const DUMMY =
  /^(?:dummy|placeholder|unused|disabled|invalid|not[_-]?(?:used|set|needed))[\w-]*$|^x{3,}$|(.)\1{11}/i;

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
  const [, spare] = SPARE_PASSWORD.exec(text) ?? [];
  if (spare !== undefined && !HARMLESS.test(spare.trim())) return spare;
  const wanted = name.replaceAll('-', '_');
  if (!isSecret(wanted, undefined) || isConnection(wanted, undefined)) return undefined;
  return parts.find((part) => !isHarmless(wanted, part.trim()));
}

/** A key that somebody else issues opens nothing if it is made up; one of our own does. */
export function isHarmless(name: string, value: string): boolean {
  return HARMLESS.test(value) || (isIssued(name) && DUMMY.test(value));
}

const STAND_IN =
  /^(?:[a-z]+[_-])*(?:test|testing|tests|dummy|fake|mock|placeholder|example|build|builder|buildtime|ci|local|dev|development|postgres|password|guest|changeme|changethis)(?:[_-][a-z]+)*$|^(?:just|only)[_-]for[_-]|[_-]only$/i;

/** The same among words and numbers, none as long as a key, and none of Stripe's: `test-key-for-ci-only-32-chars`. */
const OF_TESTS =
  /^(?!(?:sk|pk|rk)_)(?:[a-z0-9]{1,12}[_-])*(?:test|testing|tests|dummy|fake|mock|placeholder|ci[_-]only)(?:[_-][a-z0-9]{1,12})*$/i;

/** A key that is counted up: `sk-1234567890`. */
const COUNTED_KEY = /^(?:sk|pk|key|token)[_-](?:[a-z]+[_-])*0?123456\d*$/i;

/** Ends in digits that are counted up, as no key that anybody issues: `minio123456`. */
export function isMadeUp(value: string): boolean {
  return /0?123456\d*$/.test(value);
}

/** Words that say themselves that they are no secret, as builds and tests get them: `test_secret`. */
export function isStandIn(value: string): boolean {
  return [STAND_IN, OF_TESTS, COUNTED_KEY].some((words) => words.test(value));
}

/** The password of a URL, without what is around it. */
const PASSWORD = /(?<=:\/\/[^/@\s:$]*:)[^/@\s$]+(?=@)/;

/** The password in a URL that is written down: `guest` of `amqp://guest:guest@rabbit`. */
export function passwordIn(text: string): string | undefined {
  return PRIVATE_KEY.test(text) ? undefined : PASSWORD.exec(text)?.[0];
}

/** A value with `by` in the place of its secret: the password of its URL, else all of it. */
export function withoutSecret(text: string, by: string): string {
  return passwordIn(text) === undefined ? by : text.replace(PASSWORD, () => by);
}

/** The variable of the `${NAME:-value}` in which a literal is the default; undefined for any other. */
export function variableAround(text: string, literal: string): string | undefined {
  return interpolationAround(text, literal)?.name;
}

/** Of several with that default, the one in a URL's place for the password. */
function interpolationAround(text: string, literal: string): Interpolation | undefined {
  const found = interpolationsIn(text).filter(
    ({ operator, word }) => operator.endsWith('-') && literalWord(word) === literal,
  );
  return found.find((each) => text.includes(`:${written(each)}@`)) ?? found[0];
}

function written({ name, operator, word }: Interpolation): string {
  return `\${${name}${operator}${word}}`;
}

/** The value with that variable as `by`, without its default. */
export function withoutDefault(text: string, literal: string, by: string): string {
  const found = interpolationAround(text, literal);
  return found === undefined ? text : text.replaceAll(written(found), () => by);
}
