import { posix } from 'node:path';
import { parseImage } from '../../extension/image-reference.js';
import type { DockerStage, Dockerfile, Extension, StageCopy } from '../../extension/model.js';
import { asText, get, type Data } from '../../extension/records.js';
import { listenDirectives, type Listen } from './nginx-configuration.js';

const MAIN = '/etc/nginx/nginx.conf';
const SITES = '/etc/nginx/conf.d/';
const TEMPLATES = '/etc/nginx/templates/';

/** What an image without configuration of its own listens on, in conf.d/default.conf (their Dockerfiles). */
const DEFAULTS: Readonly<Record<string, number>> = { nginx: 80, 'nginx-unprivileged': 8080 };

/** RUN scripts that may write or remove configuration. */
const CHANGES = /\b(sed|envsubst|mv|cp|tee|ln)\b[^;&|]*\/etc\/nginx|>\s*\/etc\/nginx/;
const REMOVES_SITES = /\brm\b[^;&|]*\/etc\/nginx\/conf\.d/;

/**
 * The ports that the nginx of an image listens on, from the configuration copied into it; undefined
 * where it starts something else, or where the configuration is only known when it is built.
 */
export function nginxListens(
  extension: Extension,
  { path, final }: Dockerfile,
  context: string,
): readonly Listen[] | undefined {
  const port = DEFAULTS[parseImage(final.baseImage).name];
  if (port === undefined || !startsNginx(final)) return undefined;
  if (final.runs.some(({ script }) => CHANGES.test(script))) return undefined;

  const sites = new Map<string, readonly Listen[]>();
  const isDefaultKept = !final.runs.some(({ script }) => REMOVES_SITES.test(script));
  if (isDefaultKept) {
    sites.set(`${SITES}default.conf`, [{ port, file: path, position: final.position }]);
  }
  let main: readonly Listen[] | undefined;
  for (const { file, to } of configurations(extension, final.copies, context)) {
    if (file === undefined) return undefined;
    const listens = listenDirectives(file);
    if (listens === undefined) return undefined;
    const inPlace = to.startsWith(TEMPLATES)
      ? to.replace(TEMPLATES, SITES).replace(/\.template$/, '')
      : to;
    if (inPlace === MAIN) main = /include\s+\S*conf\.d\//.test(file.text) ? undefined : listens;
    else if (inPlace.startsWith(SITES) && inPlace.endsWith('.conf')) sites.set(inPlace, listens);
  }
  return main ?? [...sites.values()].flat();
}

function startsNginx({ command }: DockerStage): boolean {
  return command === undefined || command.some((word) => /(^|\/|\s)nginx\b/.test(word));
}

interface Configuration {
  /** Undefined for one that is not in the context, or not read. */
  readonly file: { readonly path: string; readonly text: string } | undefined;
  readonly to: string;
}

/** What is copied below /etc/nginx, file by file. */
function configurations(
  { files }: Extension,
  copies: readonly StageCopy[],
  context: string,
): Configuration[] {
  return copies
    .filter(({ destination }) => destination.startsWith('/etc/nginx'))
    .flatMap(({ sources, destination, from }) =>
      sources.flatMap((source): Configuration[] => {
        if (from !== undefined) return [{ file: undefined, to: destination }];
        const path = posix.join(context, source).replace(/\/$/, '');
        const file = files.get(path);
        const isDirectory = destination.endsWith('/') || /\/(conf\.d|nginx)$/.test(destination);
        if (file !== undefined) {
          return [
            { file, to: isDirectory ? posix.join(destination, posix.basename(path)) : destination },
          ];
        }
        const below = [...files.values()].filter((each) => each.path.startsWith(`${path}/`));
        if (below.length === 0) return [{ file: undefined, to: destination }];
        return below.map((each) => ({
          file: each,
          to: posix.join(destination, each.path.slice(path.length + 1)),
        }));
      }),
    );
}

/** Configuration that comes from the host is not in the image. */
export function mountsConfiguration(definition: Data): boolean {
  return ['volumes', 'configs'].some((key) => {
    const mounts = get(definition, key);
    const list: readonly unknown[] = Array.isArray(mounts) ? mounts : [];
    return list.some((mount) => (asText(mount) ?? JSON.stringify(mount)).includes('/etc/nginx'));
  });
}
