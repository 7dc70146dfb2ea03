import { posix } from 'node:path';
import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { whatItRuns } from '../../extension/compose/command.js';
import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import { dependenciesOf } from '../compose/dependencies.js';
import { routeIn } from '../compose/hardened-services.js';
import type { MigratedService } from './migrated-services.js';

/** What the migration needs of its API's service, besides the image. */
const KEPT = [
  ...['environment', 'env_file', 'secrets', 'configs', 'user', 'networks'],
  ...['security_opt', 'cap_drop', 'logging', 'deploy'],
];
/** Developers work on the files that are mounted, in an image that may have no name. */
const KEPT_IN_DEVELOPMENT = ['build', ...KEPT, 'volumes'];
const DONE = 'service_completed_successfully';
const DATABASE = /^(db|database|postgres|pg)([_-]|$)|[_-](db|pg|postgres)$/;

/** `migrate_rally` for `api_rally`. */
export function migrateName({ target }: MigratedService): string {
  const { name } = target.service;
  const own = name.replace(/^api[_-]/, '');
  // The Platform looks for containers by "api_<name>": this one must not be taken for the API.
  return own === name
    ? `migrate_${name.replaceAll(/\W/g, '_')}`
    : `migrate_${own.replaceAll(/\W/g, '_')}`;
}

/** Adds the one-shot service behind its API's, and makes the API wait for its success. */
export function migrateOperations(extension: Extension, each: MigratedService): YamlOperation[] {
  const { target } = each;
  const name = migrateName(each);
  const value = migrateDefinition(extension, each);
  const dependencies = dependenciesOf(target.service.definition);
  const wait = { condition: DONE };
  const isList = Array.isArray(get(target.service.definition, 'depends_on'));
  const all = Object.fromEntries([
    ...dependencies.map((one) => [one.name, { condition: 'service_started' }] as const),
    [name, wait] as const,
  ]);
  return [
    { op: 'insert', route: routeIn(target), where: 'after', key: name, value },
    isList
      ? { op: 'set', route: routeIn(target, 'depends_on'), value: all }
      : { op: 'ensure', route: routeIn(target, 'depends_on', name), value: wait },
  ];
}

function migrateDefinition(extension: Extension, each: MigratedService): YamlValue {
  const { definition, service, file } = each.target;
  const keys = file.kind === 'development' ? KEPT_IN_DEVELOPMENT : KEPT;
  const kept = keys.flatMap((key) => {
    const value = get(definition, key);
    return value === undefined || value === null ? [] : [[key, value as YamlValue] as const];
  });
  const databases = dependenciesOf(service.definition).filter(({ name }) => isDatabase(each, name));
  const waits = databases.map(({ name, condition }) => [
    name,
    { condition: typeof condition === 'string' ? condition : 'service_started' },
  ]);
  const { build, ...others } = Object.fromEntries(kept) as Record<string, YamlValue>;
  const image = get(definition, 'image') as YamlValue | undefined;
  return {
    ...(image === undefined ? {} : { image }),
    ...(build === undefined ? {} : { build }),
    command: command(extension, each),
    ...others,
    ...(waits.length === 0 ? {} : { depends_on: Object.fromEntries(waits) as YamlValue }),
    restart: 'no',
  };
}

function isDatabase({ target }: MigratedService, name: string): boolean {
  const other = target.file.services.find((service) => service.name === name);
  return other?.role === 'database' || DATABASE.test(name);
}

/** Tables that were made without Alembic are adopted first, where the script for it is there. */
function command(extension: Extension, each: MigratedService): readonly string[] {
  const { database, target } = each;
  const location = database.alembic?.location ?? `${database.dir}/alembic`;
  const isOurs = extension.paths.has(`${location}/adopt.py`) || database.alembic?.env === undefined;
  const tools = target.service.dockerfile?.final.tools;
  const hasShell = tools === undefined || tools.has('sh') || tools.size === 0;
  const python = [...manager(each), 'python'];
  if (!isOurs || !hasShell) return [...python, '-m', 'alembic', 'upgrade', 'head'];
  const script = posix.join(posix.relative(database.dir, location), 'adopt.py');
  const words = python.join(' ');
  return ['sh', '-c', `${words} ${script} && ${words} -m alembic upgrade head`];
}

/** `poetry run`, where the image's own program is started that way: its Python is another one. */
function manager({ target }: MigratedService): string[] {
  const program = whatItRuns(target.definition, target.service.dockerfile);
  const [, name] = /(?:^|\s)(poetry|uv|pdm) run\s/.exec(program) ?? [];
  return name === undefined ? [] : [name, 'run'];
}

/** Whether a service can be copied: it names an image (or, in development, builds one), in plain form. */
export function isCopyable({ target }: MigratedService): boolean {
  const { definition, file } = target;
  const image = get(definition, 'image');
  const isBuilt = file.kind === 'development' && (get(definition, 'build') ?? null) !== null;
  const dependencies = get(target.service.definition, 'depends_on') ?? {};
  return (
    (typeof image === 'string' || isBuilt) &&
    (isRecord(dependencies) || Array.isArray(dependencies))
  );
}
