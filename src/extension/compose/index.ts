import { posix } from 'node:path';
import type {
  ComposeFile,
  ComposeKind,
  Dockerfile,
  GitFacts,
  Service,
  SourceFile,
} from '../model.js';
import { kept, keptByName, sameList } from '../kept.js';
import { get, isRecord } from '../records.js';
import type { Data } from '../records.js';
import type { PushedFrom } from '../pushes/dockerfiles.js';
import { filesByKind } from '../source/kinds.js';
import { parseYaml } from '../yaml/parse.js';
import type { YamlFile } from '../yaml/parse.js';
import { bareKind } from './bare-kind.js';
import { inferDockerfile, isBuiltFrom, resolveBuild, resolvePushed } from './build.js';
import type { BuildPlace } from './build.js';
import { completedServices, isOneShot } from './command.js';
import { isPlatformOverride, kindFromPath } from './kind.js';
import { fileBelow, mergeDefinitions } from './layers.js';
import { PLATFORM_SERVICES, roleOf } from './role.js';
import { runsToolsOnly } from './tools.js';

interface ComposeSurroundings {
  /** Names the extension's folder under `extensions/` may have. */
  readonly folders: readonly string[];
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly apiDirectories: readonly string[];
  /** What the repository's workflows push, and whose it is. */
  readonly pushed: readonly PushedFrom[];
  readonly git: GitFacts;
}

const deployments = keptByName<readonly ComposeFile[]>();

/** The extension's deployments: every compose file that is not for tests or examples. */
export function readComposeFiles(
  files: ReadonlyMap<string, SourceFile>,
  surroundings: ComposeSurroundings,
): readonly ComposeFile[] {
  const { compose } = filesByKind(files);
  const { dockerfiles, ...others } = surroundings;
  const all = sameList<object>([...compose, ...dockerfiles.values()]);
  return deployments(all, JSON.stringify(others), () => readAll(compose, surroundings));
}

function readAll(
  files: readonly SourceFile[],
  surroundings: ComposeSurroundings,
): readonly ComposeFile[] {
  const found = files.flatMap((file) => parsedFile(file) ?? []);
  const hasProductionFile = found.some(({ kind }) => kind === 'production');
  const hasApplication = found.some(({ services }) => !runsToolsOnly(services.values()));
  return found.map((file) =>
    readComposeFile(
      file,
      fileBelow(file, found),
      // Without a deployment of the application there is nothing that a bare file could be but this.
      hasProductionFile || !hasApplication,
      surroundings,
    ),
  );
}

/** Undefined for one that is not of a deployment. */
const parsedFile = kept((file: SourceFile): ParsedFile | undefined => {
  const kind = kindFromPath(file.path);
  if (kind === 'not-deployed') return undefined;
  const yaml = withoutBadServices(file.path, parseYaml(file));
  return { path: file.path, kind, yaml, services: serviceDefinitions(yaml.data) };
});

interface ParsedFile {
  readonly path: string;
  readonly kind: ComposeKind | 'undecided';
  readonly yaml: YamlFile;
  readonly services: ReadonlyMap<string, Data>;
}

function readComposeFile(
  { path, kind: named, yaml, services: own }: ParsedFile,
  beside: ParsedFile | undefined,
  isForDevelopment: boolean,
  { dockerfiles, ...others }: ComposeSurroundings,
): ComposeFile {
  const composeDirectory = posix.dirname(path);
  // What completes the `compose.yml` beside it is not laid over the Platform's file, unless it adds to
  // a service that only the Platform has.
  const override =
    isPlatformOverride(path) && (beside === undefined || addsToPlatform(own, beside.services));
  const below = override ? undefined : beside;
  const place = { composeDirectory, override, dockerfiles, ...others };
  const services = readServices(yaml, { own, below: below?.services }, named, place);
  const kind =
    named === 'undecided'
      ? bareKind(services, composeDirectory, isForDevelopment, (file) => dockerfiles.has(file))
      : named;
  return { path, kind, override, below: below?.path, services, ...yaml };
}

/** Does it speak of one of the Platform's services that neither file runs itself? */
function addsToPlatform(
  own: ReadonlyMap<string, Data>,
  beside: ReadonlyMap<string, Data>,
): boolean {
  const isRun = (definition: Data = {}): boolean =>
    get(definition, 'image') !== undefined || get(definition, 'build') !== undefined;
  return [...own].some(
    ([name, definition]) =>
      PLATFORM_SERVICES.has(name) && !isRun(definition) && !isRun(beside.get(name)),
  );
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

/** The services of a file, and those of the file below it, which run with them. */
function readServices(
  yaml: YamlFile,
  { own, below }: { own: ReadonlyMap<string, Data>; below: ReadonlyMap<string, Data> | undefined },
  kind: ComposeKind | 'undecided',
  place: BuildPlace,
): Service[] {
  const whole = new Map(
    [...new Set([...own.keys(), ...(below?.keys() ?? [])])].map((name) => [
      name,
      mergeDefinitions(below?.get(name) ?? {}, own.get(name) ?? {}),
    ]),
  );
  const completed = completedServices(whole.values());
  return [...whole].map(([name, definition]) => {
    const isBuilt = get(definition, 'build') !== undefined;
    const built = (isBuilt ? resolveBuild : resolvePushed)(definition, place);
    const isOfApi = isBuiltFrom(place.apiDirectories, built);
    const role = roleOf({ name, definition, override: place.override, ...built, isOfApi });
    const inferred =
      !isBuilt && (role === 'api' || role === 'web')
        ? inferDockerfile(name, role, definition, kind, place.dockerfiles)
        : undefined;
    const dockerfile = built.dockerfile ?? inferred;
    return {
      name,
      role,
      definition: own.get(name) ?? {},
      position: yaml.locate(['services', name]),
      dockerfile,
      build: built.build,
      oneShot: isOneShot(name, definition, dockerfile, completed.has(name)),
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
