import { posix } from 'node:path';
import { isExcluded } from '../../../edit/ignore/index.js';
import { isIgnored } from '../../../extension/ignored.js';
import type { Extension, Service } from '../../../extension/model.js';

/** `.env`, `.env.prod`; not templates, and not what is one person's own. */
const DOTENV = /^\.env(\.(?!example$|sample$|template$|dist$|local$)[\w-]+)?$/;

/**
 * Does the image bring a file of settings along, which is in the repository? Programs let variables
 * win over such a file (python-dotenv, pydantic-settings): a default passed to the container would
 * replace what the file says.
 */
export function shipsDotenv(
  extension: Extension,
  service: Service,
  apis: ReadonlySet<string>,
): boolean {
  const context = service.build?.context;
  if (context === undefined) return false;
  const ignored = extension.files.get(posix.join(context, '.dockerignore'))?.text ?? '';
  const places = new Set([...apis, context]);
  return [...extension.paths].some(
    (path) =>
      DOTENV.test(posix.basename(path)) &&
      places.has(posix.dirname(path)) &&
      !isIgnored(extension, path) &&
      !isExcluded(ignored, posix.relative(context, path)),
  );
}
