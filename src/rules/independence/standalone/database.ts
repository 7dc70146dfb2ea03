import { dependenciesOf } from '../../compose/dependencies.js';
import { environmentOf } from '../../../extension/compose/environment.js';
import { interpolate } from '../../../extension/interpolate.js';
import type { Extension } from '../../../extension/model.js';
import { readPythonProject } from '../../../extension/python-project.js';
import { asText } from '../../../extension/records.js';
import { postgresScheme } from '../../postgres-scheme.js';
import { MOUNT } from '../../secrets/secret-files.js';
import { settingsFor, type Part, type Setting } from './database-settings.js';
import { demanded } from './demanded.js';
import { ENGINES, type Engine } from './engines.js';
import type { Source } from './source.js';

/** A database that the stack brings along, and what its users are told about it. */
export interface OwnDatabase {
  readonly engine: Engine;
  /** Values as Compose reads them: `${POSTGRES_USER:-postgres}`. */
  readonly user: string;
  readonly name: string;
  readonly password: Password;
  /** Variables that those who use it have to be given, over what they are given now. */
  readonly settings: ReadonlyMap<string, string>;
}

export type Password =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'value'; readonly text: string };

/** The databases that the Platform lends to what it deploys, for the stack to bring along. */
export function ownDatabases(extension: Extension, source: Source): OwnDatabase[] {
  return ENGINES.filter((engine) => isUsed(extension, source, engine)).flatMap(
    (engine) => databaseOf(extension, source, engine) ?? [],
  );
}

function isUsed(extension: Extension, { services }: Source, engine: Engine): boolean {
  const isNamed = services.some(
    ({ definition }) =>
      dependenciesOf(definition).some(({ name }) => name === engine.service) ||
      environmentOf(definition).some(({ value }) => isHost(asText(value) ?? '', engine)),
  );
  if (isNamed) return true;
  if (services.some(({ service }) => service.role === 'database')) return false;
  return engine.id === 'postgres'
    ? extension.databases.length > 0
    : extension.apis.some(({ dir }) => needs(extension, dir, engine.drivers));
}

function isHost(text: string, { service }: Engine): boolean {
  return new RegExp(`(?<![\\w-])${service}(?![\\w-])`).test(text);
}

function needs(extension: Extension, dir: string, packages: readonly string[]): boolean {
  const file = extension.files.get(`${dir}/pyproject.toml`);
  const listed = file && readPythonProject(file)?.dependencies;
  const requirements = extension.files.get(`${dir}/requirements.txt`)?.text ?? '';
  return packages.some(
    (name) =>
      listed?.has(name) === true || new RegExp(`^${name}(?![\\w-])`, 'm').test(requirements),
  );
}

/** Undefined where the application is told to use a database somewhere else. */
function databaseOf(
  extension: Extension,
  { services }: Source,
  engine: Engine,
): OwnDatabase | undefined {
  const api = services.find(({ service }) => service.role === 'api') ?? services[0];
  if (api === undefined) return undefined;
  const setting = settingsFor(extension, api, engine);
  const host = setting('host');
  const isElsewhere = (name: string): boolean =>
    name !== engine.service && !/^(localhost|127\.0\.0\.1|)$/.test(name) && !name.includes('$');
  if (host?.text !== undefined && !host.file && isElsewhere(host.text)) return undefined;

  const url = setting('url');
  const written = credentialsIn(url?.file === true ? undefined : url?.text);
  if (written !== undefined && isElsewhere(written.host)) return undefined;
  const textOf = (part: Part): string | undefined => plainText(extension, setting(part));
  const user = written?.user ?? textOf('user') ?? engine.user;
  const name = written?.name ?? textOf('name') ?? engine.user;
  const password = passwordOf(engine, setting('password'), written?.password);

  const settings = new Map<string, string>();
  if (host !== undefined && host.text !== engine.service)
    settings.set(host.variable, engine.service);
  const passed = setting('password');
  if (passed?.text === undefined && passed !== undefined && password.kind === 'value') {
    settings.set(passed.variable, password.text);
  }
  // A URL that the code puts together follows from the other settings.
  const isWhole = url !== undefined && !url.file && (url.text !== undefined || host === undefined);
  if (isWhole && written === undefined && password.kind === 'value') {
    const scheme = schemeOf(extension, url.variable, engine);
    const place = `${engine.service}:${engine.port}/${name}`;
    // MongoDB looks the user up where the first one is made.
    const options = engine.id === 'mongo' ? '?authSource=admin' : '';
    settings.set(url.variable, `${scheme}://${user}:${password.text}@${place}${options}`);
  }
  return { engine, user, name, password, settings };
}

/** What the compose file or, where it is silent, the code says. */
function plainText(extension: Extension, setting: Setting | undefined): string | undefined {
  if (setting === undefined || setting.file) return undefined;
  if (setting.text !== undefined) return setting.text;
  const code = extension.variables.find(({ name }) => name === setting.variable)?.code;
  return code?.default.kind === 'known' && code.default.text !== '' ? code.default.text : undefined;
}

function passwordOf(
  engine: Engine,
  setting: Setting | undefined,
  inUrl: string | undefined,
): Password {
  if (setting?.file === true && setting.text?.startsWith(MOUNT) === true) {
    return { kind: 'secret', secret: setting.text.slice(MOUNT.length) };
  }
  const text = setting?.text ?? inUrl ?? `\${${setting?.variable ?? engine.password}}`;
  return { kind: 'value', text: demanded(text) };
}

/** The parts of a URL; slashes and colons of `${NAME:-default}` are none of its own. */
const URL_PARTS = new RegExp(
  String.raw`^[a-z][\w+]*://(?<user>PART):(?<password>PART)@(?<host>PART)(?::[^/]*)?/(?<name>PART)`.replaceAll(
    'PART',
    String.raw`(?:\$\{[^{}]*\}|[^:@/?])+`,
  ),
);

/** User, password, host and name of a URL that is put together in the compose file. */
function credentialsIn(text = ''): Credentials | undefined {
  const { user, password, host, name } = URL_PARTS.exec(text)?.groups ?? {};
  if (user === undefined || password === undefined || host === undefined || name === undefined) {
    return undefined;
  }
  return { user, password, host, name };
}

interface Credentials {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly name: string;
}

/** `postgresql+asyncpg`: as the code's own default has it, else with the driver that is installed. */
function schemeOf(extension: Extension, variable: string, engine: Engine): string {
  const code = extension.variables.find(({ name }) => name === variable)?.code;
  const text = code?.default.kind === 'known' ? interpolate(code.default.text).text : '';
  const written = /^([a-z][\w+]*):\/\//.exec(text)?.[1];
  if (written !== undefined || engine.id !== 'postgres') return written ?? engine.scheme;
  const dir = extension.databases[0]?.dir ?? '';
  return postgresScheme(extension, dir, (name) =>
    extension.apis.some((api) => needs(extension, api.dir, [name])),
  );
}
