import { commandText, whatItRuns } from '../../extension/compose/command.js';
import { environmentOf } from '../../extension/compose/environment.js';
import type { ComposeFile, Extension, Service } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import { effectiveDefinition } from '../compose/effective-definition.js';
import type { Finding } from '../rule.js';

/** Servers that listen on 127.0.0.1 where nothing else is said (their documentation), and what says it. */
const SERVERS: readonly (readonly [server: RegExp, says: RegExp, variable: string])[] = [
  [/\buvicorn\b(?!\.workers)/, /--(host|uds|fd)\b/, 'UVICORN_HOST'],
  [/\bfastapi dev\b/, /--host\b/, 'UVICORN_HOST'],
  [/\bvite (preview|dev)\b/, /--host\b/, ''],
];
const LOCAL =
  /--(?:host|bind)[=\s]+["']?(?:127\.0\.0\.1|localhost)\b|\s-b[=\s]*(?:127\.0\.0\.1|localhost):/;

/** A server that only its own container reaches; nothing where Compose gives it the network of another. */
export function loopbackFinding(
  extension: Extension,
  file: ComposeFile,
  service: Service,
): Finding[] {
  const definition = effectiveDefinition(extension, file, service) ?? service.definition;
  if (get(definition, 'network_mode') !== undefined) return [];
  const { dockerfile, name } = service;
  const command = whatItRuns(definition, dockerfile);
  // Gunicorn starts the others as its workers.
  if (!isLocal(command) || (/\bgunicorn\b/.test(command) && !LOCAL.test(command))) return [];
  const set = new Set([
    ...(dockerfile?.final.environment.keys() ?? []),
    ...environmentOf(definition).map((entry) => entry.name),
  ]);
  if (SERVERS.some(([, , variable]) => set.has(variable))) return [];
  const isOwn = commandText(definition) !== '';
  const key = get(definition, 'command') === undefined ? 'entrypoint' : 'command';
  const place =
    isOwn || dockerfile === undefined
      ? { file: file.path, ...file.locate(['services', name, key]) }
      : { file: dockerfile.path, ...(dockerfile.final.commandAt ?? dockerfile.final.position) };
  const message = `${name} listens on 127.0.0.1, which only its own container reaches: let it listen on 0.0.0.0.`;
  return [{ ...place, message }];
}

function isLocal(command: string): boolean {
  if (LOCAL.test(command)) return true;
  return SERVERS.some(([server, says]) => server.test(command) && !says.test(command));
}
