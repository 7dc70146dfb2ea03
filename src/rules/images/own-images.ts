import type { ComposeFile, ComposeKind, Extension, Service } from '../../extension/model.js';
import { effectiveDefinition } from '../compose/effective-definition.js';
import type { BuildArg } from './build-args.js';
import { buildArgsOf } from './build-args.js';
import { buildOf } from './build-of.js';
import { jobIds } from './job-ids.js';
import type { NamedImage } from './named-image.js';
import { namedImage } from './named-image.js';

/** An image that the extension builds and deploys, wherever it is published. */
export interface OwnImage {
  /** Short, and fit to be a job's id: `api`, `web`, `worker`. */
  readonly id: string;
  /** For people: "API image". */
  readonly title: string;
  readonly service: string;
  /** What `image:` names, if it names anything. */
  readonly named: NamedImage;
  /** The build context and the Dockerfile, relative to the extension's root (`.` for the root). */
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly buildArgs: readonly BuildArg[];
  /** Where the image is deployed. */
  readonly file: ComposeFile;
}

const KINDS: readonly ComposeKind[] = ['production', 'standalone', 'staging'];

/**
 * One per image that the extension's compose files deploy and that is built from one of its
 * Dockerfiles, those of production first. Development files count only where there are no others.
 */
export function ownImages(extension: Extension): OwnImage[] {
  const deployed = imagesOf(extension, KINDS);
  const images = deployed.length > 0 ? deployed : imagesOf(extension, ['development']);
  const ids = jobIds(images, extension.manifest.name);
  return images.map(({ service, file, ...image }, index) => {
    const id = ids[index] ?? service.name;
    return { ...image, id, title: titleOf(id), service: service.name, file };
  });
}

type Found = Omit<OwnImage, 'id' | 'title' | 'service'> & { readonly service: Service };

function imagesOf(extension: Extension, kinds: readonly ComposeKind[]): Found[] {
  const found = new Map<string, Found>();
  const services = new Set<string>();
  for (const kind of kinds) {
    for (const file of extension.composeFiles.filter((each) => each.kind === kind)) {
      for (const service of file.services) {
        const image = imageOf(extension, file, service);
        // The first file that deploys a service says how its image is built.
        if (image === undefined || services.has(service.name)) continue;
        services.add(service.name);
        const known = [...found].find(([, other]) => isSame(other, image));
        if (known === undefined) found.set(service.name, image);
        // What serves gives the image its name, not a task that runs before it.
        else if (isPart(service) && !isPart(known[1].service)) found.set(known[0], image);
      }
    }
  }
  return [...found.values()];
}

function isPart({ role }: Service): boolean {
  return role === 'api' || role === 'web';
}

function imageOf(extension: Extension, file: ComposeFile, service: Service): Found | undefined {
  if (service.role === 'platform' || service.role === 'database') return undefined;
  const build = buildOf(extension, file, service);
  if (build === undefined) return undefined;
  const definition = effectiveDefinition(extension, file, service);
  const { dockerfile, args, ...place } = build;
  return {
    service,
    file,
    named: namedImage(definition ?? service.definition),
    ...place,
    dockerfile: dockerfile.path,
    buildArgs: buildArgsOf(dockerfile, args),
  };
}

/** A worker that runs the API's image is no image of its own: by name, or built from the same with the same. */
function isSame(a: Found, b: Found): boolean {
  if (a.named.repository !== undefined && b.named.repository !== undefined) {
    return a.named.repository === b.named.repository;
  }
  const built = (each: Found): string =>
    JSON.stringify([each.dockerfile, each.context, each.target, each.buildArgs]);
  return built(a) === built(b);
}

function titleOf(id: string): string {
  const known = { api: 'API', web: 'Web' }[id];
  const words = id.replaceAll(/[-_]+/g, ' ');
  return `${known ?? words.charAt(0).toUpperCase() + words.slice(1)} image`;
}
