import { posix } from 'node:path';
import { renderTemplate } from '../../assets/template.js';
import type { FileEdit } from '../../edit/edit.js';
import type { Extension, SourceFile } from '../../extension/model.js';
import { unignored } from './unignored.js';
import { listenDirectives } from './nginx-configuration.js';
import { webBuildOf } from './vite-builds.js';
import { viteClients, viteSetting } from './vite-settings.js';

/** How a web client is served by nginx. */
export interface ClientServer {
  /** The configuration's path, relative to the extension's root. */
  readonly configuration: string;
  /** Where the client has to be in the image. */
  readonly directory: string;
  readonly port: number;
  /** What makes the configuration part of the build. */
  readonly edits: readonly FileEdit[];
}

const ROOT = '/usr/share/nginx/html';
const ASSETS = ['build', 'assetsDir'];

/** The repository's own configuration, else a new one; undefined where no port is known. */
export function clientServer(
  extension: Extension,
  web: string,
  context: string,
  port: number | undefined,
): ClientServer | undefined {
  const { name } = extension.manifest;
  const own = ownConfiguration(extension, web);
  const listened = (own && listenDirectives(own)?.[0]?.port) ?? port;
  const file = own?.path ?? posix.join(web, 'nginx/default.conf');
  if (listened === undefined || posix.relative(context, file).startsWith('..')) return undefined;
  const data = { name, port: listened, assets: assetsDirectory(extension, web) };
  const text = own === undefined ? renderTemplate('web/nginx/default.conf', data) : own.text;
  return {
    configuration: file,
    directory: directoryIn(text, name),
    port: listened,
    edits: [
      ...(own === undefined ? [{ kind: 'create', file, text } as const] : []),
      ...unignored(extension, context, file),
    ],
  };
}

/** Where Vite puts the files with a hash in their name. */
function assetsDirectory(extension: Extension, web: string): string {
  const client = viteClients(extension).find((each) => each.web.dir === web);
  if (client?.text.includes('assetsDir') !== true) return 'assets';
  const build = webBuildOf(extension, client.web);
  const values = build.builds.flatMap((each) => {
    const { given } = viteSetting(extension, client, ASSETS, build, each);
    return given.map(({ value }) => value);
  });
  const named = values.find((value) => typeof value === 'string' && /^[\w./-]+$/.test(value));
  return typeof named === 'string' ? named.replace(/\/$/, '') : 'assets';
}

/** A server block in the client's directory that serves files, and is not the whole of nginx.conf. */
function ownConfiguration({ files }: Extension, web: string): SourceFile | undefined {
  return [...files.values()]
    .filter(({ path }) => path.startsWith(`${web}/`) && /\.conf(\.template)?$/.test(path))
    .find(
      ({ text }) =>
        /^\s*server\s*\{/m.test(text) &&
        /\b(root|alias)\s+[^;]+;/.test(text) &&
        !/^\s*(events|http)\s*\{/m.test(text),
    );
}

/** The directory that a configuration looks for the client in: below the name where it speaks of it. */
function directoryIn(text: string, name: string): string {
  const location = new RegExp(`location\\s+[^{]*/${name}\\b[^{]*\\{([^}]*)\\}`).exec(text)?.[1];
  const alias = /\balias\s+([^;]+?)\/?\s*;/.exec(location ?? '')?.[1];
  if (alias !== undefined) return alias;
  const root =
    /\broot\s+([^;]+?)\/?\s*;/.exec(location ?? '') ?? /\broot\s+([^;]+?)\/?\s*;/.exec(text);
  return location === undefined ? (root?.[1] ?? ROOT) : posix.join(root?.[1] ?? ROOT, name);
}
