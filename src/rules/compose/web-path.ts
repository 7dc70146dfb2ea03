import { posix } from 'node:path';
import type { DockerStage, Extension, Service } from '../../extension/model.js';
import { parseImage } from '../../extension/image-reference.js';

/** What a server without configuration of its own serves at `/`. */
const DOCUMENT_ROOTS: Readonly<Record<string, string>> = {
  nginx: '/usr/share/nginx/html',
  'nginx-unprivileged': '/usr/share/nginx/html',
  httpd: '/usr/local/apache2/htdocs',
};

/**
 * The path a web client answers: `/<name>/`, where the Platform's proxy sends people. Only an image
 * that plainly has the client at its root, and nothing below the name, is asked there.
 */
export function webPath(extension: Extension, { dockerfile }: Service): string {
  const below = `/${extension.manifest.name}/`;
  return dockerfile !== undefined &&
    holdsClientAtRoot(dockerfile.final) &&
    !knowsName(extension, dockerfile.path)
    ? '/'
    : below;
}

function holdsClientAtRoot({ baseImage, copies }: DockerStage): boolean {
  const root = DOCUMENT_ROOTS[parseImage(baseImage).name];
  return copies.some(({ destination }) => destination.replace(/\/\.?$/, '') === root);
}

/**
 * Could the server answer below the name all the same? By a path in its image or configuration, by
 * a fallback for what is not there, or by a build that puts the client in a directory of that name.
 */
function knowsName({ files, manifest }: Extension, dockerfile: string): boolean {
  const name = new RegExp(`/${manifest.name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`);
  return [...files.values()].some(({ path, text }) => {
    if (path === dockerfile) return name.test(text);
    if (path.endsWith('.conf') || path.endsWith('.conf.template')) {
      return name.test(text) || /\b(try_files|error_page|rewrite|FallbackResource)\b/.test(text);
    }
    return (
      /^(vite\.config\.\w+|package\.json)$/.test(posix.basename(path)) && text.includes('outDir')
    );
  });
}
