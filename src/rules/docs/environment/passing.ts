import { posix } from 'node:path';
import { environmentOf } from '../../../extension/compose/environment.js';
import { interpolationsIn } from '../../../extension/environment/interpolation.js';
import type { Position } from '../../../edit/refusal.js';
import type { ComposeFile, Dockerfile, Extension, Service } from '../../../extension/model.js';
import { asText, get } from '../../../extension/records.js';
import { hardenedServices, type HardenedService } from '../../compose/hardened-services.js';
import { copiesFrom } from '../../copies-from.js';
import { shipsDotenv } from './shipped-dotenv.js';

/** How a container is given a variable. */
export interface Passed {
  readonly by: 'compose' | 'image';
  /** True for `${NAME}` and for a bare `NAME`: who deploys decides. */
  readonly own: boolean;
  /** The plain text that it is given. */
  readonly text: string | undefined;
  /** The other variables that it is made of. */
  readonly from: readonly string[];
  readonly file: string;
  readonly position: Position;
}

/** A deployed service that runs an API of the extension. */
export interface ApiService {
  readonly target: HardenedService;
  /** True where the service runs what the code of this directory says. */
  runs(dir: string): boolean;
  readonly passed: ReadonlyMap<string, Passed>;
  /** True where the image brings a file with settings along, whose values are not known here. */
  readonly hasDotenv: boolean;
  /** True with an `env_file`: what is in it arrives in the container. */
  readonly everything: boolean;
}

/** The API services of production, staging and standalone files, with what they are given. */
export function apiServices(extension: Extension): ApiService[] {
  const directories = new Set(extension.apis.map(({ dir }) => dir));
  const servers = hardenedServices(extension).filter(
    ({ service }) => service.role === 'api' && !service.oneShot,
  );
  return servers
    .filter((target) => !isForeign(target, servers))
    .map((target) => {
      const { file, service, definition } = target;
      const base = baseOf(extension, file);
      const below = base?.services.find(({ name }) => name === service.name)?.definition;
      return {
        target,
        runs: (dir) => isBuiltFrom(dir, service, directories),
        hasDotenv: shipsDotenv(extension, service, directories),
        passed: new Map([
          ...setByImage(service.dockerfile),
          ...(base === undefined || below === undefined ? [] : passings(base, service.name, below)),
          ...passings(file, service.name, definition),
        ]),
        everything: [definition, below ?? {}].some(
          (each) => (get(each, 'env_file') ?? null) !== null,
        ),
      };
    });
}

/** An image that is only named, beside an API that is built in the same file, is another program's. */
function isForeign({ file, service }: HardenedService, all: readonly HardenedService[]): boolean {
  if (service.dockerfile !== undefined || get(service.definition, 'build') !== undefined) {
    return false;
  }
  return all.some(
    (other) => other.file === file && get(other.service.definition, 'build') !== undefined,
  );
}

/** The only API may be built by a Dockerfile outside of its directory, which copies from there. */
function isBuiltFrom(dir: string, service: Service, directories: ReadonlySet<string>): boolean {
  const dockerfile = service.dockerfile?.path;
  if (dockerfile === undefined || dockerfile.startsWith(`${dir}/`)) return true;
  return directories.size === 1 && directories.has(dir) && copiesFrom(service, dir);
}

/** The `compose.yml` beside a production file, which that file may be laid over. */
function baseOf(extension: Extension, file: ComposeFile): ComposeFile | undefined {
  return extension.composeFiles.find(
    (other) =>
      other !== file &&
      posix.dirname(other.path) === posix.dirname(file.path) &&
      /^(docker-)?compose\.ya?ml$/.test(posix.basename(other.path)),
  );
}

/**
 * What the image sets itself. To pass such a variable on would take it away from the container where
 * nobody sets it: Docker removes a variable that comes without a value (docker run, `--env`).
 */
function setByImage(dockerfile: Dockerfile | undefined): [string, Passed][] {
  if (dockerfile === undefined) return [];
  const { path: file, final } = dockerfile;
  return [...final.environment].map(([name, { value, position }]) => [
    name,
    { by: 'image', own: false, text: value, from: [], file, position },
  ]);
}

function passings(
  file: ComposeFile,
  service: string,
  definition: HardenedService['definition'],
): [string, Passed][] {
  return environmentOf(definition).map(({ name, value, place }) => {
    const text = value === undefined ? undefined : (asText(value) ?? '');
    const variables = interpolationsIn(text ?? '').map((each) => each.name);
    const passed: Passed = {
      by: 'compose',
      own: text === undefined || variables.includes(name),
      text: variables.length > 0 ? undefined : text?.replaceAll('$$', '$'),
      from: [...new Set(variables)].filter((each) => each !== name),
      file: file.path,
      position: file.locate(['services', service, 'environment', place]),
    };
    return [name, passed];
  });
}
