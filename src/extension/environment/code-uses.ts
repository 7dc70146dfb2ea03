import { isBelow, projectOf } from '../python/project.js';
import { keptByName } from '../kept.js';
import type { SourceFile } from '../model.js';
import { filesByKind } from '../source/kinds.js';
import { callDefault, fieldDefault, trailingComment } from './defaults.js';
import { environCalls, conversionOf, type EnvironCall } from './environ-calls.js';
import { fieldType } from './field-type.js';
import { classesOf } from './classes.js';
import type { CodeDefault, CodeUse, Reading } from './model.js';
import { pythonSource, type PythonSource } from './python-source.js';
import { refusesEmpty, settingsFields, usedSettings, type SettingsField } from './settings.js';

/** A use of a variable in the code, and where it is. */
export interface CodeRead {
  readonly name: string;
  readonly use: CodeUse;
  readonly reading: Reading;
}

/** What the code of one API is read with. */
export interface CodePlace {
  readonly dir: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  isShipped(path: string): boolean;
  /** Variables to which the deployment gives one plain text. */
  readonly fixed: ReadonlyMap<string, string>;
}

const TEST =
  /(^|\/)(tests?|testing|__tests__|smoke|stubs?|mocks?|bench(marks?)?)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;
const READS = /\b(getenv|environ)\b/;
const SETTINGS = /\bBaseSettings\b/;

/** Every variable that the shipped code of an API reads, the settings' fields first. */
export function codeReads(place: CodePlace): readonly CodeRead[] {
  const { python } = filesByKind(place.files);
  const paths = python
    .map(({ path }) => path)
    .filter((path) => isBelow(path, place.dir) && !TEST.test(path) && place.isShipped(path));
  const key = JSON.stringify([place.dir, paths, ...place.fixed]);
  return known(python, key, () => read(place, paths));
}

const known = keptByName<readonly CodeRead[]>();

function read(place: CodePlace, paths: readonly string[]): CodeRead[] {
  const fields = settingsReads(place, paths);
  const calls = paths.flatMap((path) =>
    callReads(place, path, (call) => fields.some(({ field }) => isOwn(call, path, field))),
  );
  return [...fields.map(({ read }) => read), ...calls];
}

function settingsReads(
  place: CodePlace,
  paths: readonly string[],
): { readonly read: CodeRead; readonly field: SettingsField }[] {
  const texts = new Map(paths.map((path) => [path, place.files.get(path)?.text ?? '']));
  const own = paths.filter((path) => SETTINGS.test(texts.get(path) ?? ''));
  if (own.length === 0) return [];
  const classes = classesOf(projectOf(place.files, place.dir));
  // Only a module that names one of their classes can derive from it.
  const names = own.flatMap((path) => classes.in(path).map(({ name }) => name));
  const derives = new RegExp(`\\bclass\\s[^:]*[(,.\\s](${names.join('|')})\\b`);
  const modules = paths.filter(
    (path) => own.includes(path) || (names.length > 0 && derives.test(texts.get(path) ?? '')),
  );
  const isCalled = (name: string): boolean =>
    [...texts.values()].some((text) => new RegExp(`(?<!class )\\b${name}\\(`).test(text));
  const used = usedSettings(modules, classes, isCalled).filter(
    ({ settings }) => !isFilledFromData(settings.name, [...texts.values()]),
  );
  return used.flatMap(({ settings, flavour }) =>
    settingsFields(settings, flavour, classes).flatMap((field) => {
      const use = fieldUse(place, field);
      const refuses = use.default.kind === 'none' && refusesEmpty(settings, field.name);
      const { file, position } = field;
      const reading: Reading = { by: 'settings', file, position };
      const real: CodeUse = refuses ? { ...use, default: { kind: 'required' } } : use;
      return field.variables.map((name) => ({ field, read: { name, use: real, reading } }));
    }),
  );
}

/** Is a settings class only made of data that was read elsewhere, `Database.model_validate(yaml["database"])`? */
function isFilledFromData(name: string, texts: readonly string[]): boolean {
  const filled = new RegExp(`\\b${name}\\.(model_validate|parse_obj|from_(?!env)\\w+)\\(`);
  const made = new RegExp(
    `(?<!class )\\b${name}\\((?!\\*\\*)|default_factory\\s*=\\s*${name}\\b|Depends\\(\\s*${name}\\b`,
  );
  return texts.some((text) => filled.test(text)) && !texts.some((text) => made.test(text));
}

function fieldUse({ dir, fixed }: CodePlace, field: SettingsField): CodeUse {
  const { type, declared } = field;
  const json = !declared.undecoded && /^(list|object|other)$/.test(type.kind);
  return {
    dir,
    type,
    default: fieldDefault(field, fixed, json),
    description: declared.description ?? trailingComment(declared.node, declared.source.text),
    json,
  };
}

function callReads(
  { dir, files, fixed }: CodePlace,
  path: string,
  isOfField: (call: EnvironCall) => boolean,
): CodeRead[] {
  const file = files.get(path);
  if (file === undefined || !READS.test(file.text)) return [];
  const source = pythonSource(file);
  return environCalls(source).flatMap((call) => {
    if (isOfField(call)) return [];
    const use: CodeUse = {
      dir,
      type: typeOf(call, source),
      default: callDefault(call, source, fixed),
      description: undefined,
      json: false,
    };
    const position = source.position(call.node);
    return [{ name: call.name, use, reading: { by: 'code', file: path, position } }];
  });
}

/** `X: str = os.getenv("X", …)` in a settings class is one read and not two. */
function isOwn({ name, node }: EnvironCall, path: string, field: SettingsField): boolean {
  const { node: statement } = field.declared;
  return (
    field.file === path &&
    field.variables.includes(name) &&
    statement.from <= node.from &&
    node.to <= statement.to
  );
}

function typeOf(call: EnvironCall, source: PythonSource): CodeUse['type'] {
  const conversion = conversionOf(call, source);
  return fieldType(conversion === 'int' || conversion === 'float' ? conversion : 'str');
}

/** One use out of several: a field's own, and a default only where all agree on it. */
export function agreed(uses: readonly CodeUse[]): CodeUse | undefined {
  const [first] = uses;
  if (first === undefined) return undefined;
  const defaults = new Set(uses.map((use) => JSON.stringify(use.default)));
  if (defaults.size === 1) return first;
  const isRequired = uses.some((use) => use.default.kind === 'required');
  const merged: CodeDefault = isRequired ? { kind: 'required' } : { kind: 'computed', from: [] };
  return { ...first, default: merged };
}
