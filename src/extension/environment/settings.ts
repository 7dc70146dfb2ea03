import { childOf, children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import type { Position } from '../../edit/refusal.js';
import { classConfig, noConfig, type ClassConfig } from './class-config.js';
import type { Classes, Flavour, PythonClass } from './classes.js';
import { declaredFields, type DeclaredField } from './fields.js';
import type { FieldType } from './field-type.js';

/** A field of a settings class, and the variables that set it. */
export interface SettingsField {
  readonly name: string;
  /** The names that are looked for, the first one found wins; never empty. */
  readonly variables: readonly string[];
  readonly type: FieldType;
  readonly declared: DeclaredField;
  readonly file: string;
  readonly position: Position;
}

/** A settings class as it is used: with what it inherits. */
export interface SettingsClass {
  readonly settings: PythonClass;
  readonly fields: readonly SettingsField[];
}

const ANY: FieldType = { kind: 'other', name: 'text', optional: false, choices: [] };
const MAX_NESTING = 4;

/** The fields of a settings class with the names of their variables. */
export function settingsFields(
  settings: PythonClass,
  flavour: Flavour,
  classes: Classes,
): SettingsField[] {
  const { fields, config } = collect(settings, flavour, classes, 0);
  return [...fields.values()].flatMap((field) => expand(field, flavour, config, classes));
}

interface Collected {
  readonly fields: ReadonlyMap<string, DeclaredField>;
  readonly config: ClassConfig;
}

/** A class's own fields over those of its bases, in Python's order: what is named first wins. */
function collect(each: PythonClass, flavour: Flavour, classes: Classes, depth: number): Collected {
  const bases = depth > MAX_NESTING * 3 ? [] : classes.basesOf(each).reverse();
  const inherited = bases.map((base) => collect(base, flavour, classes, depth + 1));
  const fields = new Map(inherited.flatMap((base) => [...base.fields]));
  const config = inherited.reduce<ClassConfig>((all, base) => overlay(all, base.config), noConfig);
  const own = declaredFields(each.node, each.source, flavour, (name) => fields.has(name));
  for (const field of own) {
    const before = fields.get(field.name);
    fields.set(field.name, { ...field, type: field.type ?? before?.type });
  }
  return { fields, config: classConfig(each.node, each.source, config) };
}

function overlay(below: ClassConfig, above: ClassConfig): ClassConfig {
  return {
    prefix: above.prefix === '' ? below.prefix : above.prefix,
    caseSensitive: above.caseSensitive || below.caseSensitive,
    nested: above.nested ?? below.nested,
    names: new Map([...below.names, ...above.names]),
  };
}

/** One field, or those of its model where names reach into it. */
function expand(
  declared: DeclaredField,
  flavour: Flavour,
  config: ClassConfig,
  classes: Classes,
  path = '',
  depth = 0,
): SettingsField[] {
  const type = declared.type ?? ANY;
  const model = classes.named(type.name, declared.source);
  if (model !== undefined && classes.flavourOf(model) !== undefined) return [];
  const given = [
    ...declared.aliases,
    ...(path === '' ? (config.names.get(declared.name) ?? []) : []),
  ];
  const own = given.length > 0 ? given : [config.prefix + declared.name];
  const names = (path === '' ? own : [path + (declared.aliases[0] ?? declared.name)]).map((name) =>
    config.caseSensitive ? name : name.toUpperCase(),
  );
  const [first = declared.name] = names;
  if (model !== undefined && config.nested !== undefined && depth < MAX_NESTING) {
    const inner = collect(model, flavour, classes, 0).fields;
    const below = first + config.nested;
    if (inner.size > 0) {
      return [...inner.values()].flatMap((field) =>
        expand(field, flavour, config, classes, below, depth + 1),
      );
    }
  }
  const { source, node } = declared;
  const position = source.position(node);
  return [{ name: declared.name, variables: names, type, declared, file: source.file, position }];
}

/**
 * The settings classes that are used: those that nothing derives from, and those that are called.
 * Ones for tests are left out.
 */
export function usedSettings(
  files: readonly string[],
  classes: Classes,
  isCalled: (name: string) => boolean,
): { readonly settings: PythonClass; readonly flavour: Flavour }[] {
  const all = files.flatMap((file) => classes.in(file));
  const found = all.flatMap((settings) => {
    const flavour = classes.flavourOf(settings);
    return flavour === undefined ? [] : [{ settings, flavour }];
  });
  const bases = new Set(
    found.flatMap(({ settings }) => classes.basesOf(settings).map(({ node }) => node)),
  );
  return found.filter(
    ({ settings }) =>
      !/^_*(Unit)?Test/.test(settings.name) &&
      (!bases.has(settings.node) || isCalled(settings.name)),
  );
}

/** True where a validator of the class refuses an empty value of a field. */
export function refusesEmpty(settings: PythonClass, field: string): boolean {
  const { text } = settings.source;
  const body = childOf(settings.node, 'Body');
  const statements = body === undefined ? [] : children(body);
  return statements.some((statement) => {
    if (statement.name !== 'DecoratedStatement') return false;
    const decorators = children(statement).filter(({ name }) => name === 'Decorator');
    const source = decorators.map((decorator) => textOf(decorator, text)).join('\n');
    if (!source.includes('validator') || !new RegExp(`["']${field}["']`).test(source)) return false;
    return raisesWithout(statement, text);
  });
}

/** `if not v: raise …` */
function raisesWithout(statement: SyntaxNode, text: string): boolean {
  let found = false;
  visit(statement, (node) => {
    const [, test, body] = node.name === 'IfStatement' ? children(node) : [];
    if (test !== undefined && body !== undefined) {
      const isEmpty = /^(not \w+|\w+ is None|not \w+\.strip\(\))( or .*)?$/.test(
        textOf(test, text),
      );
      found ||= isEmpty && /\braise\b/.test(textOf(body, text));
    }
    return true;
  });
  return found;
}
