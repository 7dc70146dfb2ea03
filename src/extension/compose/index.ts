import { posix } from 'node:path';
import type { ComposeFile, ComposeKind, Dockerfile, Service, SourceFile } from '../model.js';
import { get, isRecord } from '../records.js';
import type { Data } from '../records.js';
import { parseYaml } from '../yaml/parse.js';
import type { YamlFile } from '../yaml/parse.js';
import { bareKind } from './bare-kind.js';
import { inferDockerfile, resolveBuild } from './build.js';
import type { BuildPlace } from './build.js';
import { completedServices, isOneShot } from './command.js';
import { isComposeName, isPlatformOverride, kindFromPath } from './kind.js';
import { roleOf } from './role.js';

interface ComposeSurroundings {
  /** Names the extension's folder under `extensions/` may have. */
  readonly folders: readonly string[];
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
}

/** The extension's deployments: every compose file that is not for tests or examples. */
export function readComposeFiles(
  files: ReadonlyMap<string, SourceFile>,
  surroundings: ComposeSurroundings,
): ComposeFile[] {
  const found = [...files.values()]
    .filter(({ path }) => isComposeName(posix.basename(path)))
    .map((file) => ({ file, kind: kindFromPath(file.path) }));
  const hasProductionFile = found.some(({ kind }) => kind === 'production');
  return found.flatMap(({ file, kind }) =>
    kind === 'not-deployed' ? [] : [readComposeFile(file, kind, hasProductionFile, surroundings)],
  );
}

function readComposeFile(
  file: SourceFile,
  named: ComposeKind | 'undecided',
  hasProductionFile: boolean,
  { folders, dockerfiles }: ComposeSurroundings,
): ComposeFile {
  const composeDirectory = posix.dirname(file.path);
  const override = isPlatformOverride(file.path);
  const yaml = withoutBadServices(file.path, parseYaml(file));
  const place = { composeDirectory, override, folders, dockerfiles };
  const services = readServices(yaml, named, place);
  const kind =
    named === 'undecided'
      ? bareKind(services, composeDirectory, hasProductionFile, (path) => dockerfiles.has(path))
      : named;
  return { path: file.path, kind, override, services, ...yaml };
}

/** A file whose `services` is no map is as unusable as one that does not parse. */
function withoutBadServices(path: string, yaml: YamlFile): YamlFile {
  const services = get(yaml.data, 'services');
  if (services === undefined || services === null || isRecord(services)) return yaml;
  const message = `"services" is a ${Array.isArray(services) ? 'list' : 'single value'}, not a map`;
  return {
    ...yaml,
    data: {},
    problem: { file: path, position: yaml.locate(['services']), message },
  };
}

function readServices(
  yaml: YamlFile,
  kind: ComposeKind | 'undecided',
  place: BuildPlace,
): Service[] {
  const definitions = serviceDefinitions(yaml.data);
  const completed = completedServices(definitions.values());
  return [...definitions].map(([name, definition]) => {
    const built = resolveBuild(definition, place);
    const role = roleOf({ name, definition, override: place.override, ...built });
    const isBuilt = get(definition, 'build') !== undefined;
    const inferred =
      !isBuilt && (role === 'api' || role === 'web')
        ? inferDockerfile(name, role, definition, kind, place.dockerfiles)
        : undefined;
    const dockerfile = built.dockerfile ?? inferred;
    return {
      name,
      role,
      definition,
      position: yaml.locate(['services', name]),
      dockerfile,
      build: built.build,
      oneShot: isOneShot(definition, dockerfile, completed.has(name)),
    };
  });
}

/** Services that are maps; `name:` with nothing behind it is an empty one. */
function serviceDefinitions(data: Data): Map<string, Data> {
  const services = get(data, 'services');
  const definitions = new Map<string, Data>();
  for (const [name, definition] of Object.entries(isRecord(services) ? services : {})) {
    if (definition === null) definitions.set(name, {});
    else if (isRecord(definition)) definitions.set(name, definition);
  }
  return definitions;
}
