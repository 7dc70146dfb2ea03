import { interpolate } from '../interpolate.js';
import { parseImage } from '../image-reference.js';
import type { Extension } from '../model.js';
import { pushesOf } from './pushes.js';

/** What an image that a workflow pushes is built from. */
export interface PushedFrom {
  /** Lower-case, without tag and without Docker Hub's own name: `ghcr.io/nei/api`. */
  readonly repository: string;
  readonly dockerfile: string;
  readonly target: string | undefined;
}

type Repository = Pick<Extension, 'workflows' | 'git'>;

/** The images that the repository's own workflows build and push, those that are built from one Dockerfile only. */
export function pushedFrom(repository: Repository): readonly PushedFrom[] {
  const all = pushesOf(repository).flatMap(({ repositories, dockerfile, target }) =>
    dockerfile === undefined
      ? []
      : repositories.map((each) => ({ repository: onHub(each), dockerfile, target })),
  );
  const unique = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  return unique.filter(
    (each) => unique.filter((other) => other.repository === each.repository).length === 1,
  );
}

/**
 * What the image that a compose file names is built from: by its whole name, or by the last part of
 * it where variables leave the rest open. GitHub's own variables stand for the repository.
 */
export function sourceOf(
  image: string,
  pushed: readonly PushedFrom[],
  { owner, repository }: Repository['git'],
): PushedFrom | undefined {
  const own =
    owner === undefined || repository === undefined ? undefined : `${owner}/${repository}`;
  const known = new Map([
    ['GITHUB_REPOSITORY', own],
    ['GITHUB_REPOSITORY_OWNER', owner],
  ]);
  const { text, complete } = interpolate(image, (name) => known.get(name)?.toLowerCase());
  const named = onHub(parseImage(text).repository);
  const exact = pushed.find((each) => each.repository === named);
  const last = (path: string): string => path.split('/').at(-1) ?? '';
  // The tag alone may be open, too: what is in front of it is the name then.
  const isOpen = !complete && image.replace(/:[^/]*$/, '').includes('$');
  if (exact !== undefined || !isOpen || last(named) === '') return exact;
  const alike = pushed.filter((each) => last(each.repository) === last(named));
  return alike.length === 1 ? alike[0] : undefined;
}

function onHub(repository: string): string {
  return repository.replace(/^(index\.)?docker\.io\//, '');
}
