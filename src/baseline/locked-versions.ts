import { asText, get, isRecord, type Data } from '../extension/records.js';
import { Unplannable } from './unplannable.js';
import { listAt, normalName, readToml, tableAt } from './toml.js';

/** What a lock file holds pip to. */
export interface LockedVersions {
  /** `name==version`, each perhaps with a marker, for a constraints file. */
  readonly constraints: readonly string[];
  /** The packages that are held to one version, whatever the circumstances. */
  readonly names: ReadonlySet<string>;
  /** The index all packages come from, where it is named and is not PyPI. */
  readonly index: string | undefined;
}

interface Locked {
  readonly name: string;
  readonly version: string;
  readonly marker: string | undefined;
  readonly index: string | undefined;
}

const PYPI = /^https:\/\/pypi\.(python\.)?org\//;

/**
 * Reads the versions for the application itself out of a poetry.lock, uv.lock or pdm.lock: packages
 * that only groups for development need are left out, as far as the file says so.
 * @throws Unplannable for a file that is no TOML, and packages that pip alone cannot get
 */
export function readLockedVersions(file: string, text: string): LockedVersions {
  const data = readToml(text);
  if (data === undefined) throw new Unplannable(`${file} is not valid TOML`);
  const packages = listAt(data, 'package')
    .filter(isRecord)
    .filter((each) => isForMain(each) && !isProjectItself(each))
    .flatMap((each) => readPackage(file, each) ?? []);
  const indexes = new Set(packages.map(({ index }) => index));
  if (indexes.size > 1) {
    throw new Unplannable(`${file} has packages from several indexes`);
  }
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { name } of packages) (seen.has(name) ? several : seen).add(name);
  const constraints = packages.flatMap(({ name, version, marker }) => {
    const line = `${name}==${version}`;
    // Of several versions, the marker decides; without one, only pip can.
    if (!several.has(name)) return [line];
    return marker === undefined ? [] : [`${line} ; ${marker}`];
  });
  const names = new Set([...seen].filter((name) => !several.has(name)));
  return { constraints, names, index: [...indexes][0] };
}

/** Poetry ≥ 2 and PDM name the groups of a package, Poetry < 1.5 its category; uv says nothing. */
function isForMain(each: Data): boolean {
  const groups = get(each, 'groups');
  if (Array.isArray(groups)) return groups.includes('main') || groups.includes('default');
  return get(each, 'category') !== 'dev';
}

function isProjectItself(each: Data): boolean {
  const source = tableAt(each, 'source');
  return ['virtual', 'editable', 'directory'].some((key) => get(source, key) === '.');
}

function readPackage(file: string, each: Data): Locked | undefined {
  const name = asText(get(each, 'name'));
  const version = asText(get(each, 'version'));
  if (name === undefined || version === undefined) return undefined;
  const source = tableAt(each, 'source');
  const registry = asText(get(source, 'registry'));
  const type = asText(get(source, 'type'));
  const url = registry ?? (type === 'legacy' ? asText(get(source, 'url')) : undefined);
  const isElsewhere =
    (Object.keys(source).length > 0 && url === undefined) ||
    // PDM names what is not on an index beside the version.
    ['git', 'path', 'url'].some((key) => get(each, key) !== undefined);
  if (isElsewhere) throw new Unplannable(`${file} has ${name} from outside of a package index`);
  const index = url === undefined || PYPI.test(url) ? undefined : url;
  return { name: normalName(name), version, marker: markerOf(each), index };
}

/** Poetry's `markers` (of the main group), PDM's `marker`, uv's `resolution-markers`, of which one must hold. */
function markerOf(each: Data): string | undefined {
  const poetry = get(each, 'markers');
  const main = isRecord(poetry) ? get(poetry, 'main') : poetry;
  const forks = listAt(each, 'resolution-markers').flatMap((marker) => asText(marker) ?? []);
  const either = forks.map((marker) => `(${marker})`).join(' or ');
  return asText(main) ?? asText(get(each, 'marker')) ?? (either === '' ? undefined : either);
}
