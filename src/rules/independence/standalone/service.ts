import { environmentOf } from '../../../extension/compose/environment.js';
import type { YamlValue } from '../../../edit/yaml/operation.js';
import type { Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { dependenciesOf } from '../../compose/dependencies.js';
import type { HardenedService } from '../../compose/hardened-services.js';
import type { OwnDatabase } from './database.js';
import { demanded } from './demanded.js';
import { stackMounts, type Mounts } from './mounts.js';
import { networksOf } from './networks.js';

/** What a service needs to know of the stack around it. */
export interface Surroundings {
  /** The image with the tag that is chosen by a variable; undefined for somebody else's image. */
  readonly image: string | undefined;
  readonly databases: readonly OwnDatabase[];
  /** The services of the stack. */
  readonly names: ReadonlySet<string>;
  /** Variables that a deployment cannot do without. */
  readonly required: ReadonlySet<string>;
}

/** A service of the stack: its definition, and what it needs at the top of the file. */
export interface StackService {
  readonly name: string;
  readonly definition: Readonly<Record<string, YamlValue>>;
  readonly mounts: Mounts;
  /** Its log is rotated as that of all the others: the definition does not say so again. */
  readonly usualLog: boolean;
}

/** Keys that belong to the place the service came from. */
const LEFT = new Set([
  'build',
  'ports',
  'expose',
  'container_name',
  'extends',
  'env_file',
  'links',
]);
/** Keys that are made anew, in the order they are written. */
const MADE = ['environment', 'configs', 'volumes', 'depends_on', 'networks'];

/** The service as it runs in a stack of its own. */
export function stackService(
  extension: Extension,
  target: HardenedService,
  around: Surroundings,
): StackService {
  const { definition, service } = target;
  const mounts = stackMounts(extension, target);
  const made: Record<string, YamlValue> = {
    environment: environment(target, around),
    configs: mounts.files.map(({ name, target: path }) => ({ source: name, target: path })),
    volumes: [...mounts.volumes],
    depends_on: dependencies(target, around),
    networks: [...networksOf(service)],
  };
  const usualLog = isUsualLog(get(definition, 'logging'));
  const kept = Object.entries(definition).flatMap(([key, value]) => {
    if (LEFT.has(key) || MADE.includes(key) || value === null) return [];
    if (key === 'logging' && usualLog) return [];
    return [[key, key === 'image' ? (around.image ?? value) : value] as const];
  });
  const filled = MADE.flatMap((key) => {
    const value = made[key] ?? null;
    return isEmpty(value) ? [] : [[key, value] as const];
  });
  const entries = [...kept, ...filled] as [string, YamlValue][];
  return {
    name: service.name,
    definition: Object.fromEntries(inUsualOrder(entries)),
    mounts,
    usualLog,
  };
}

/** What it is given now, its database's place, and nothing that may be missing without a word. */
function environment({ definition, service }: HardenedService, around: Surroundings): YamlValue {
  const databases = usesDatabase(service, around) ? around.databases : [];
  const passwords = databases.flatMap(({ password }) =>
    password.kind === 'value' ? [password.text] : [],
  );
  const given = environmentOf(definition).map(({ name, value = null }) => {
    const text = typeof value === 'string' ? demanded(value) : value;
    const isNeeded = around.required.has(name) || passwords.some((each) => each === text);
    return [name, isNeeded ? text : value] as [string, YamlValue];
  });
  const all = new Map(given);
  for (const [name, value] of databases.flatMap(({ settings }) => [...settings])) {
    all.set(name, value);
  }
  return Object.fromEntries(all);
}

function usesDatabase({ role }: HardenedService['service'], { image }: Surroundings): boolean {
  return image !== undefined && role !== 'web';
}

/** Waits for what is in the stack, and for its database. */
function dependencies(target: HardenedService, around: Surroundings): YamlValue {
  const { definition, service } = target;
  const present = get(definition, 'depends_on');
  const waits = dependenciesOf(definition)
    .filter(({ name }) => around.names.has(name))
    .map(({ name, condition }) => {
      const written = isRecord(present) ? get(present, name) : undefined;
      const plain = { condition: asText(condition) ?? 'service_started' };
      return [name, isRecord(written) ? (written as YamlValue) : plain] as const;
    });
  const all = new Map<string, YamlValue>(waits);
  for (const { engine } of usesDatabase(service, around) ? around.databases : []) {
    all.set(engine.service, { condition: 'service_healthy' });
  }
  return Object.fromEntries(all);
}

function isUsualLog(logging: unknown): boolean {
  if (logging === undefined || logging === null) return true;
  const usual = { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } };
  return isRecord(logging) && JSON.stringify(sorted(logging)) === JSON.stringify(sorted(usual));
}

function sorted(value: unknown): unknown {
  if (!isRecord(value)) return asText(value);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => [key, sorted(child)]);
}

function isEmpty(value: YamlValue): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

const ORDER = [
  ...['image', 'entrypoint', 'command', 'user', 'working_dir', 'environment', 'secrets'],
  ...['configs', 'volumes', 'depends_on', 'networks', 'healthcheck', 'restart', 'init'],
  ...['stop_grace_period', 'security_opt', 'cap_drop', 'cap_add', 'read_only', 'tmpfs'],
];

function inUsualOrder<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  const place = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return [...entries].sort(([a], [b]) => place(a) - place(b));
}
