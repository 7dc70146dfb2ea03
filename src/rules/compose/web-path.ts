import { posix } from 'node:path';
import type { DockerStage, Extension, Service } from '../../extension/model.js';
import { parseImage } from '../../extension/image-reference.js';
import { isServedElsewhere } from './served-elsewhere.js';

/** What a server without configuration of its own serves at `/`. */
const DOCUMENT_ROOTS: Readonly<Record<string, string>> = {
  nginx: '/usr/share/nginx/html',
  'nginx-unprivileged': '/usr/share/nginx/html',
  httpd: '/usr/local/apache2/htdocs',
};

/** A directory of the build that says nothing of where it is served. */
const PLAIN_OUTPUT = /outDir\s*:\s*(['"`])(\.\/)?(dist|build)\/?\1/;

/**
 * The path a web client answers: `/<name>/`, where the Platform's proxy sends people. Asked at the
 * root is only what nothing puts below the name: an image that plainly has the client at its root,
 * and the client of an extension that is no part of the Platform.
 */
export function webPath(extension: Extension, { dockerfile }: Service): string {
  const alone =
    !extension.composeFiles.some(({ override }) => override) &&
    (dockerfile?.path.startsWith('web-') === false || isServedElsewhere(extension));
  const atRoot =
    dockerfile !== undefined &&
    (alone || holdsClientAtRoot(dockerfile.final)) &&
    !knowsName(extension, dockerfile.path, alone);
  return atRoot ? '/' : `/${extension.manifest.name}/`;
}

function holdsClientAtRoot({ baseImage, copies }: DockerStage): boolean {
  const root = DOCUMENT_ROOTS[parseImage(baseImage).name];
  return copies.some(({ destination }) => destination.replace(/\/\.?$/, '') === root);
}

/**
 * Could the server answer below the name all the same? By a path in its image or configuration, by
 * a fallback for what is not there, or by a build that puts the client in a directory of that name.
 */
function knowsName({ files, manifest }: Extension, dockerfile: string, alone: boolean): boolean {
  const name = new RegExp(`/${manifest.name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`);
  return [...files.values()].some(({ path, text }) => {
    if (path === dockerfile) return name.test(text);
    if (path.endsWith('.conf') || path.endsWith('.conf.template')) {
      return (
        name.test(text) ||
        (!alone && /\b(try_files|error_page|rewrite|FallbackResource)\b/.test(text))
      );
    }
    if (!/^(vite\.config\.\w+|package\.json)$/.test(posix.basename(path))) return false;
    if (alone) return /\b(base|outDir)\b/.test(text) && name.test(text);
    return text.replace(PLAIN_OUTPUT, '').includes('outDir');
  });
}
