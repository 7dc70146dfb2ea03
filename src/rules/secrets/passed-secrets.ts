import { environmentOf } from '../../extension/compose/environment.js';
import type { EnvironmentEntry } from '../../extension/compose/environment.js';
import type { Variable } from '../../extension/environment/model.js';
import { isConnection, isSecret } from '../../extension/environment/secret.js';
import { interpolationsIn, literalWord } from '../../extension/environment/interpolation.js';
import type { Extension } from '../../extension/model.js';
import { asText } from '../../extension/records.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { inheritedEntries } from './inherited-entries.js';
import { isHarmless } from './literals.js';
import { isIssued } from '../docs/environment/secrets.js';

/** A secret that a service gets as a plain environment variable. */
export interface PassedSecret {
  readonly entry: EnvironmentEntry;
  /**
   * The variable its value comes from; its own name where the value is written down. Undefined where
   * the value is put together: `postgresql://app:${POSTGRES_PASSWORD}@db/app`.
   */
  readonly source: string | undefined;
  /** The value, where it is written down. */
  readonly literal: string | undefined;
  /** The deployment does without: `${NAME:-}`, a bare `NAME` or an issued key the code need not have. */
  readonly optional: boolean;
  /** The service's own file does not say so: one below it does, or what it extends. */
  readonly inherited: boolean;
}

const ONE = /^\$\{[A-Za-z_]\w*(?::?[-?][^{}]*)?\}$|^\$[A-Za-z_]\w*$/;
const CREDENTIALS = /:\/\/[^/@\s:]*:[^/@\s]+@/;

/** The secrets among the plain variables of a service, recognised by their names and types. */
export function passedSecrets(extension: Extension, target: HardenedService): PassedSecret[] {
  const own = environmentOf(target.service.definition).map((entry) => ({
    entry,
    inherited: false,
  }));
  const others = inheritedEntries(target).map((entry) => ({ entry, inherited: true }));
  return [...own, ...others].flatMap(({ entry, inherited }) => {
    const { name } = entry;
    const code = extension.variables.find((variable) => variable.name === name)?.code;
    const type = code?.type;
    if (!isSecret(name, type)) return [];
    const passed = readValue(entry, code?.default);
    if (passed === undefined) return [];
    if (isConnection(name, type) && !holdsCredentials(passed)) return [];
    return [{ ...passed, inherited }];
  });
}

type Read = Omit<PassedSecret, 'inherited'>;
type Default = NonNullable<Variable['code']>['default'];

/** Undefined for what is no secret whatever the name says: nothing, a number, a switch, a path. */
function readValue(entry: EnvironmentEntry, fallback?: Default): Read | undefined {
  const passed = { entry, source: entry.name, literal: undefined, optional: false };
  if (entry.value === undefined) {
    return { ...passed, optional: fallback !== undefined && fallback.kind !== 'required' };
  }
  const text = asText(entry.value) ?? '';
  const [first] = interpolationsIn(text);
  if (first !== undefined) {
    if (!ONE.test(text)) return { ...passed, source: undefined };
    const word = first.operator.endsWith('-') ? literalWord(first.word) : undefined;
    const isBlank = word !== undefined && isHarmless(entry.name, word.trim());
    const isSpare = first.operator === '' && isSpareFeature(entry.name, fallback);
    return { ...passed, source: first.name, optional: isBlank || isSpare };
  }
  if (isHarmless(entry.name, text)) return undefined;
  return { ...passed, literal: text };
}

/**
 * A key that some service issues and the code has no default for: a random one in its place would
 * switch on what the deployment does without.
 */
function isSpareFeature(name: string, fallback: Default | undefined): boolean {
  const isNothing =
    fallback?.kind === 'none' || (fallback?.kind === 'known' && fallback.text === '');
  return isNothing && isIssued(name);
}

/** Does a connection URL have a password in it, as far as it can be seen? */
function holdsCredentials({ entry, source, literal }: Read): boolean {
  if (literal !== undefined) return CREDENTIALS.test(literal);
  const parts = interpolationsIn(asText(entry.value) ?? '');
  if (source === undefined) {
    return (
      CREDENTIALS.test(asText(entry.value) ?? '') ||
      parts.some(({ name }) => isSecret(name, undefined))
    );
  }
  const fallback = literalWord(parts[0]?.word ?? '') ?? '';
  return !parts[0]?.operator.endsWith('-') || fallback === '' || CREDENTIALS.test(fallback);
}
