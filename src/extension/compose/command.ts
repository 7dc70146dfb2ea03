import type { Dockerfile } from '../model.js';
import { asText, get, isRecord } from '../records.js';
import type { Data } from '../records.js';

const SERVER = /\b(uvicorn|gunicorn|hypercorn|granian|daphne)\b|\bfastapi (run|dev)\b/;
const TASK =
  /\balembic\b.*\b(upgrade|stamp|downgrade)\b|\bmanage\.py (migrate|loaddata)\b|\bprisma migrate\b/;

/** Images of tools that do one thing and end, unless a loop around them says otherwise. */
const TOOL =
  /^(?:docker\.io\/)?(?:certbot\/[\w-]+|minio\/mc|bitnami\w*\/minio-client|amazon\/aws-cli|curlimages\/curl)(?=[:@]|$)/;
/** Names of what prepares something and ends: `minio-setup`, `db_init`. */
const TASK_NAME = /(?:^|[-_])(?:setup|init|initializer|migrat(?:e|or|ions?)|seed|seeder)$/i;
const LOOP = /\b(while|until|sleep|trap|crond?)\b/;

/** Does the command start a Python web server? */
export function startsServer(command: string): boolean {
  return SERVER.test(command);
}

/** What a service runs instead of its image's program: entrypoint and command as one line. */
export function commandText(definition: Data): string {
  return ['entrypoint', 'command']
    .map((key) => get(definition, key))
    .flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .flatMap((word) => asText(word) ?? [])
    .join(' ');
}

/** What a service runs: its own command, else its image's. */
export function whatItRuns(definition: Data, dockerfile: Dockerfile | undefined): string {
  const own = commandText(definition);
  return own === '' ? (dockerfile?.final.command ?? []).join(' ') : own;
}

/**
 * Is the service a task that ends? It says so (`restart: "no"`) and runs no server, another service
 * waits for its completion, its command migrates a database and starts no server after it, or its
 * image is that of such a tool and nothing keeps it running. So is one that is called a setup or a
 * migration, where nothing else says that it stays: no policy, port, probe or server.
 */
export function isOneShot(
  name: string,
  definition: Data,
  dockerfile: Dockerfile | undefined,
  waitedFor: boolean,
): boolean {
  const restart = get(definition, 'restart');
  const command = commandText(definition);
  const isTool = TOOL.test(asText(get(definition, 'image')) ?? '') && !LOOP.test(command);
  if (isTool && (restart ?? null) === null) return true;
  const isServing = ['restart', 'ports', 'expose', 'healthcheck'].some(
    (key) => (get(definition, key) ?? null) !== null,
  );
  const isNamedTask = TASK_NAME.test(name) && !isServing && !LOOP.test(command);
  const saysSo = isNamedTask || restart === 'no' || restart === false || TASK.test(command);
  return waitedFor || (saysSo && !startsServer(whatItRuns(definition, dockerfile)));
}

/** Services that another one waits for with `condition: service_completed_successfully`. */
export function completedServices(definitions: Iterable<Data>): Set<string> {
  const names = new Set<string>();
  for (const definition of definitions) {
    const dependencies = get(definition, 'depends_on');
    if (!isRecord(dependencies)) continue;
    for (const [name, dependency] of Object.entries(dependencies)) {
      if (!isRecord(dependency)) continue;
      if (get(dependency, 'condition') === 'service_completed_successfully') names.add(name);
    }
  }
  return names;
}
