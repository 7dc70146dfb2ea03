import { posix } from 'node:path';
import type { Extension, WebApp } from '../../extension/model.js';
import { webBuildOf } from '../docker-images/vite-builds.js';
import type { OwnImage } from './own-images.js';

/** Programs that write a client from a description of the API. */
const GENERATOR =
  /^(openapi|openapi-ts|openapi-typescript|openapi-typescript-codegen|orval|swagger-typescript-api)(@|$)/;
const SCHEMA = /(^|\/)[\w.-]*(openapi|swagger)[\w.-]*\.(json|ya?ml)$/i;
const OUTPUT = /^(-o|--output)$/;

/**
 * The description of the API that a client's image is built from and that the repository does not
 * have (`web-rally/openapi.json`): whoever builds the image has to make it first. Undefined where
 * there is none, or where something on the way may bring it.
 */
export function missingSchema(extension: Extension, image: OwnImage): string | undefined {
  for (const web of extension.webs) {
    const { commands, dockerfiles } = webBuildOf(extension, web);
    if (!dockerfiles.some(({ path }) => path === image.dockerfile)) continue;
    const missing = commands
      .flatMap((words) => schemasRead(words, web))
      .find((file) => !extension.paths.has(file));
    if (missing === undefined) continue;
    const name = posix.basename(missing);
    const isMade = commands.some((words) => makes(words, name));
    return isMade || isBrought(extension, image, name) ? undefined : missing;
  }
  return undefined;
}

/** What a generator is told to read: a file, and not an address. */
function schemasRead(words: readonly string[], { dir }: WebApp): string[] {
  if (!words.some((word) => GENERATOR.test(posix.basename(word)))) return [];
  return words.flatMap((word, index) => {
    const [, value = word] = /^--?[\w-]+=(.*)$/.exec(word) ?? [];
    const isRead =
      SCHEMA.test(value) && !/[$:]/.test(value) && !OUTPUT.test(words[index - 1] ?? '');
    return isRead ? [posix.join(dir, value)] : [];
  });
}

/** Another program that is given the file's name may write it. */
function makes(words: readonly string[], name: string): boolean {
  const isGenerator = words.some((word) => GENERATOR.test(posix.basename(word)));
  return !isGenerator && words.some((word) => word.includes(name));
}

/** A stage of the image that makes it hands it on by its name. */
function isBrought(extension: Extension, { dockerfile }: OwnImage, name: string): boolean {
  const { stages } = extension.dockerfiles.find(({ path }) => path === dockerfile) ?? {};
  return (stages ?? []).some(
    ({ runs, copies }) =>
      runs.some(({ script }) => script.includes(name)) ||
      copies.some(
        ({ from, sources, destination }) =>
          from !== undefined && [...sources, destination].some((path) => path.includes(name)),
      ),
  );
}
