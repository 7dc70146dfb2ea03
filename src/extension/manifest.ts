import { positionAt } from '../edit/refusal.js';
import type { Position } from '../edit/refusal.js';
import { BadInput } from './bad-input.js';
import type { BadInputCode } from './bad-input.js';
import { JsonError, locateJson, offsetOf } from './json.js';
import type { JsonPlace, JsonRoute } from './json.js';
import type { Manifest, SourceFile } from './model.js';

export const MANIFEST = 'manifest.json';

const EXAMPLE = '{ "name": "rally", "version": "1.0.0", "api": { "port": 8003 } }';
const PORT_HINT = 'use a number from 1 to 65535';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads manifest.json as the Platform does (Platform, EXTENSIONS.md and scripts/manage-extensions.sh):
 * strict JSON, a `name`, ports as numbers or as strings of digits. Throws `BadInput` for anything else.
 */
export function readManifest(file: SourceFile): Manifest {
  const { text } = file;
  const places = locate(file);
  const data: unknown = JSON.parse(text);
  const at = (route: JsonRoute): Position => positionAt(text, offsetOf(places, route));
  const refuse = (route: JsonRoute, reason: string, hint: string): never =>
    bad('bad-manifest', file.path, at(route), reason, hint);

  if (!isObject(data))
    return refuse([], `is ${kindOf(data)}, not an object`, `start from ${EXAMPLE}`);

  return {
    file: file.path,
    name: readName(data, refuse),
    version: typeof data.version === 'string' ? data.version : undefined,
    apiPort: readPort(data, 'api', refuse),
    webPort: readPort(data, 'web', refuse),
    data,
    locate: at,
  };
}

type Refuse = (route: JsonRoute, reason: string, hint: string) => never;

function locate(file: SourceFile): JsonPlace {
  const { path, text } = file;
  if (text.startsWith('\uFEFF')) {
    const reason = 'starts with a byte order mark, which is not JSON';
    return bad(
      'bad-manifest',
      path,
      { line: 1, column: 1 },
      reason,
      'save it as UTF-8 without BOM',
    );
  }
  try {
    return locateJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const position = positionAt(text, error.offset);
    return bad('bad-manifest', path, position, `is not JSON: ${error.message}`, 'correct it there');
  }
}

/** The name becomes a folder, a part of service names and of URLs. */
function readName(data: JsonObject, refuse: Refuse): string {
  const { name } = data;
  const hint = 'use the name of its folder under extensions/, for example "rally"';
  if (name === undefined) return refuse([], 'has no "name"', `add "name", ${hint.slice(4)}`);
  if (typeof name !== 'string')
    return refuse(['name'], `"name" is ${kindOf(name)}, not a string`, hint);
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    return refuse(
      ['name'],
      `"name" is ${show(name)}, which cannot name a folder and services`,
      hint,
    );
  }
  return name;
}

function readPort(data: JsonObject, part: 'api' | 'web', refuse: Refuse): number | undefined {
  const section = Object.hasOwn(data, part) ? data[part] : undefined;
  if (section === undefined) return undefined;
  if (!isObject(section)) {
    return refuse(
      [part],
      `"${part}" is ${kindOf(section)}, not an object`,
      `write { "port": 8003 }`,
    );
  }
  const { port } = section;
  if (port === undefined) return undefined;
  const isDigits = typeof port === 'string' && /^\d+$/.test(port);
  if (typeof port !== 'number' && !isDigits) {
    return refuse([part, 'port'], `${part}.port is ${show(port)}, not a number`, PORT_HINT);
  }
  const value = Number(port);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    return refuse([part, 'port'], `${part}.port is ${show(port)}, not a port`, PORT_HINT);
  }
  return value;
}

function bad(
  code: BadInputCode,
  file: string,
  position: Position,
  reason: string,
  hint: string,
): never {
  throw new BadInput({ code, file, position, reason, hint });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
