import { createHash } from 'node:crypto';
import { isRecord, type Data } from './records.js';

const PROJECT_KEYS = ['requires-python', 'dependencies', 'optional-dependencies'];
const OLD_KEYS = ['dependencies', 'source', 'extras', 'dev-dependencies'];

/**
 * The `content-hash` that Poetry writes into its lock file for a parsed pyproject.toml (Poetry 1 and 2,
 * `poetry.packages.locker.Locker`): by it Poetry knows whether the lock file is still up to date. Only
 * newer versions count `[dependency-groups]`. Undefined where the file holds what JSON does not know.
 */
export function poetryHash(pyproject: Data, countsGroups: boolean): string | undefined {
  const project = present(record(pyproject.project), PROJECT_KEYS);
  const groups = countsGroups ? record(pyproject['dependency-groups']) : {};
  const poetry = record(record(pyproject.tool).poetry);
  const isStandard = Object.keys(project).length + Object.keys(groups).length > 0;
  const own = {
    // Keys of its first versions count where they are missing, too.
    ...(isStandard ? {} : Object.fromEntries(OLD_KEYS.map((key) => [key, null]))),
    ...present(poetry, [...OLD_KEYS, 'group']),
  };
  const relevant = isStandard
    ? { ...filled({ project, 'dependency-groups': groups }), tool: { poetry: own } }
    : own;
  const text = pythonJson(relevant);
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
}

function record(value: unknown): Data {
  return isRecord(value) ? value : {};
}

function filled(data: Readonly<Record<string, Data>>): Data {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => Object.keys(value).length > 0),
  );
}

function present(data: Data, keys: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}

/** As Python's `json.dumps(value, sort_keys=True)` writes it: spaces, keys sorted, ASCII only. */
function pythonJson(value: unknown): string | undefined {
  if (typeof value === 'string') return ascii(value);
  if (Array.isArray(value)) {
    const items = value.map(pythonJson);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (isRecord(value) && !(value instanceof Date)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => [ascii(key), pythonJson(value[key])] as const);
    if (entries.some(([, text]) => text === undefined)) return undefined;
    return `{${entries.map((entry) => entry.join(': ')).join(', ')}}`;
  }
  const isPlain = value === null || typeof value === 'boolean' || Number.isInteger(value);
  return isPlain ? String(value) : undefined;
}

function ascii(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
