import { asText, get, isRecord, type Data } from '../extension/records.js';
import { listAt, normalName, readToml, tableAt } from './toml.js';
import { Unplannable } from './unplannable.js';
import { toSpecifiers, type Specifiers } from './version-range.js';

/** What a pyproject.toml wants for the application itself, as pip reads it. */
export interface DirectRequirements {
  /** Requirements (PyPA, "Dependency specifiers"). */
  readonly requirements: readonly string[];
  /** The versions of Python it is for. */
  readonly python: Specifiers;
}

/**
 * Reads the dependencies of `[project]` (PEP 621), else those of Poetry's own table; without groups
 * and extras. A version that a lock file has (`locked`) is left to that.
 * @throws Unplannable for what is no TOML, and for dependencies that pip alone cannot get
 */
export function readDirectRequirements(
  text: string,
  locked: ReadonlySet<string>,
): DirectRequirements {
  const data = readToml(text);
  if (data === undefined) throw new Unplannable('pyproject.toml is not valid TOML');
  const poetry = tableAt(data, 'tool', 'poetry', 'dependencies');
  const project = tableAt(data, 'project');
  const python = asText(get(project, 'requires-python')) ?? pythonOf(poetry);
  const standard = listAt(project, 'dependencies').flatMap((item) => asText(item) ?? []);
  const elsewhere = sourcesOf(data);
  if (get(project, 'dependencies') !== undefined) {
    const odd = standard.map(nameOf).find((name) => elsewhere.has(name));
    if (odd !== undefined) throw new Unplannable(outside(odd));
    return { requirements: standard, python };
  }
  const requirements = Object.entries(poetry).flatMap(([name, value]) =>
    normalName(name) === 'python'
      ? []
      : [value].flat().flatMap((each: unknown) => toRequirement(name, each, locked) ?? []),
  );
  return { requirements, python };
}

/** The normalised name of a requirement; '' for a line that starts with none. */
export function nameOf(requirement: string): string {
  return normalName(/^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1] ?? '');
}

function pythonOf(poetry: Data): Specifiers {
  const range = get(poetry, 'python');
  return typeof range === 'string' ? (toSpecifiers(range) ?? '') : '';
}

/** Names that another place than an index is given for, by uv or, beside `[project]`, by Poetry. */
function sourcesOf(data: Data): ReadonlySet<string> {
  const poetry = tableAt(data, 'tool', 'poetry', 'dependencies');
  const odd = Object.keys(poetry).filter((name) => isElsewhere(tableAt(poetry, name)));
  return new Set([...Object.keys(tableAt(data, 'tool', 'uv', 'sources')), ...odd].map(normalName));
}

function isElsewhere(dependency: Data): boolean {
  return ['git', 'path', 'url', 'source', 'file'].some((key) => get(dependency, key) !== undefined);
}

function outside(name: string): string {
  return `${name} comes from outside of the usual package index`;
}

/** One of Poetry's dependencies; undefined for one that only an extra asks for. */
function toRequirement(
  name: string,
  value: unknown,
  locked: ReadonlySet<string>,
): string | undefined {
  const table = isRecord(value) ? value : { version: value };
  if (isElsewhere(table)) throw new Unplannable(outside(name));
  if (get(table, 'optional') === true) return undefined;
  const range = asText(get(table, 'version')) ?? '*';
  const specifiers = locked.has(normalName(name)) ? '' : (toSpecifiers(range) ?? '');
  const extras = listAt(table, 'extras').flatMap((extra) => asText(extra) ?? []);
  const markers = [
    ...pythonMarkers(asText(get(table, 'python'))),
    ...[asText(get(table, 'markers'))].flatMap((marker) => (marker === undefined ? [] : [marker])),
  ].map((marker) => `(${marker})`);
  const what = `${name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}${specifiers}`;
  return markers.length === 0 ? what : `${what} ; ${markers.join(' and ')}`;
}

/** `<3.11` → `python_version < "3.11"`. */
function pythonMarkers(range: string | undefined): string[] {
  return (toSpecifiers(range ?? '') ?? '')
    .split(',')
    .filter((clause) => clause !== '')
    .map((clause) => clause.replace(/^(\D+)(.+)$/, 'python_version $1 "$2"'));
}
