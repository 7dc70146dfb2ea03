import type { Variable } from '../../../extension/environment/model.js';
import type { Extension } from '../../../extension/model.js';
import type { ApiService, Passed } from './passing.js';
import { wiringOf } from './wiring.js';

/** What becomes of a variable in the deployment. */
export interface VariableState {
  readonly variable: Variable;
  /** True where setting it has an effect, now or once env-wired has passed it on. */
  readonly settable: boolean;
  /** Where compose files give the container something else. */
  readonly replaced: Passed | undefined;
  /** Where compose files name the file that has its value. */
  readonly fromFile: Passed | undefined;
  /** True where compose passes it to an API that does not read it. */
  readonly unread: boolean;
  /** True where the deployment fails, or runs with an empty value, without it. */
  readonly required: boolean;
  /** The value without it, where that is a plain text. */
  readonly fallback: string | undefined;
}

/** Looks at a variable with all that compose files and code do with it. */
export function stateOf(
  variable: Variable,
  services: readonly ApiService[],
  extension: Extension,
): VariableState {
  const { name, code, compose } = variable;
  const running = services.filter((service) => code === undefined || service.runs(code.dir));
  const passed = running.flatMap((service) => service.passed.get(name) ?? []);
  const isGiven = compose.length > 0 || passed.some(({ own }) => own);
  // As images take secrets: the content of NAME_FILE becomes NAME before the API starts.
  const files = running.flatMap((service) => service.passed.get(`${name}_FILE`) ?? []);
  const fromFile = isGiven ? undefined : files[0];
  const isWired = (service: ApiService): boolean =>
    service.everything || wiringOf(variable, service) !== undefined;
  const settable = isGiven || (fromFile === undefined && running.some(isWired));
  const replaced = settable || fromFile !== undefined ? undefined : passed[0];
  const unread = isUnread(variable, services, extension);
  return {
    variable,
    settable,
    replaced,
    fromFile,
    unread,
    required:
      (fromFile ?? replaced) === undefined &&
      (isDemanded(variable) || (!unread && isRequired(variable))),
    fallback: fallbackOf(variable),
  };
}

/** Compose itself refuses to go on without it. */
function isDemanded({ compose }: Variable): boolean {
  return compose.some(({ operator }) => operator.endsWith('?'));
}

function isRequired({ code, compose }: Variable): boolean {
  if (code?.default.kind === 'required') return !compose.some(hasFallback);
  const isBlank = compose.some(({ operator }) => operator === '');
  if (!isBlank) return false;
  // The empty text that Compose passes is as good as nothing only for who expects nothing.
  if (code === undefined) return true;
  return !(
    code.default.kind === 'none' ||
    (code.default.kind === 'known' && code.default.text === '')
  );
}

function hasFallback({ operator, fallback }: Variable['compose'][number]): boolean {
  return operator.endsWith('-') && fallback !== '';
}

function fallbackOf({ code, compose, build }: Variable): string | undefined {
  const composed = compose.find(({ fallback }) => fallback !== undefined)?.fallback;
  const coded = code?.default.kind === 'known' ? code.default.text : undefined;
  return composed ?? coded ?? build.find(({ fallback }) => fallback !== undefined)?.fallback;
}

/** True where the code takes the default from what other variables are. */
export function follows({ code, compose }: Variable): boolean {
  if (compose.some(({ fallback }) => fallback !== undefined)) return false;
  return code?.default.kind === 'known' && code.default.given.length > 0;
}

/** Passed to an API under its own name, and not mentioned in anything of that API. */
function isUnread(
  { name, code, compose, build }: Variable,
  services: readonly ApiService[],
  extension: Extension,
): boolean {
  if (code !== undefined || build.length > 0 || compose.length === 0) return false;
  const passing = services.filter(({ passed }) => passed.get(name)?.own === true);
  const isElsewhere = compose.some(
    ({ service, file }) =>
      !passing.some(({ target }) => target.service.name === service && target.file.path === file),
  );
  if (passing.length === 0 || isElsewhere) return false;
  // Without code that reads anything, nothing can be said.
  const isKnown = extension.variables.some((other) => other.code !== undefined);
  return isKnown && !isMentioned(name, extension);
}

/** True where a program of the extension has the name in it: a script, a module, a Dockerfile. */
export function isMentioned(name: string, extension: Extension): boolean {
  const compose = new Set(extension.composeFiles.map(({ path }) => path));
  const word = new RegExp(`\\b${name}\\b`);
  return [...extension.files.values()].some(
    ({ path, text }) =>
      !compose.has(path) && !/(^|\/)\.?env[^/]*$|\.md$|^\.github\//.test(path) && word.test(text),
  );
}
