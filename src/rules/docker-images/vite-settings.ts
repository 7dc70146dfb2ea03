import type { Circumstances, Module, Setting } from '../../edit/typescript/index.js';
import { parseModule, settingAt, unknown } from '../../edit/typescript/index.js';
import type { Extension, WebApp } from '../../extension/model.js';
import type { ViteBuild, WebBuild } from './vite-builds.js';

/** A web client with the configuration that Vite reads. */
export interface ViteClient {
  readonly web: WebApp;
  readonly file: string;
  readonly text: string;
}

/** The web clients that have a vite.config. */
export function viteClients({ webs, files }: Extension): ViteClient[] {
  return webs.flatMap((web) => {
    const file = web.viteConfig;
    const text = file === undefined ? undefined : files.get(file)?.text;
    return file === undefined || text === undefined ? [] : [{ web, file, text }];
  });
}

/** The parsed configuration; only called where its text can matter, for parsing has to be loaded. */
export function configOf({ text }: ViteClient): Module {
  return parseModule(text);
}

/** What the configuration says at a route, in one build. */
export function viteSetting(
  extension: Extension,
  client: ViteClient,
  route: readonly string[],
  web: WebBuild,
  build: ViteBuild,
): Setting {
  return settingAt(configOf(client), route, circumstancesOf(extension, web, build));
}

/** What Vite hands to a configuration that is a function (Vite, "Conditional Config"), and process.env. */
export function circumstancesOf(
  { files }: Extension,
  { dockerfiles }: WebBuild,
  { options }: ViteBuild,
): Circumstances {
  const mode = options.get('mode') ?? options.get('m');
  const texts = dockerfiles.map(({ path }) => files.get(path)?.text ?? '');
  return {
    argument: {
      command: 'build',
      mode: typeof mode === 'string' ? mode : 'production',
      isSsrBuild: false,
      isPreview: false,
    },
    environment: (name) => (name === 'NODE_ENV' ? 'production' : fromBuild(name, texts)),
  };
}

/** What the Dockerfiles set a variable to; undefined where none knows it. */
function fromBuild(name: string, texts: readonly string[]): string | undefined | typeof unknown {
  const mention = new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b(?:[= ]["']?([\\w./:-]*))?`);
  const found = texts.flatMap((text) => mention.exec(text) ?? []);
  if (found.length === 0) return undefined;
  return found[1] === undefined || found[1] === '' ? unknown : found[1];
}
