import { parse } from 'smol-toml';
import { asText, get, isRecord, type Data } from './records.js';

/** What a pyproject.toml says about the project itself. */
export interface Pyproject {
  /** The standard's table (PyPA, "pyproject.toml specification"). */
  readonly project: Named;
  /** Poetry's own, from before it knew the standard's. */
  readonly poetry: Named;
}

interface Named {
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/** Reads a pyproject.toml; one that is not TOML says nothing. */
export function readPyproject(text: string): Pyproject {
  const data = parsed(text);
  return { project: named(data, 'project'), poetry: named(table(data, 'tool'), 'poetry') };
}

function parsed(text: string): Data {
  try {
    return parse(text);
  } catch {
    return {};
  }
}

function named(data: Data, key: string): Named {
  const found = table(data, key);
  return { name: asText(get(found, 'name')), version: asText(get(found, 'version')) };
}

function table(data: Data, key: string): Data {
  const value = get(data, key);
  return isRecord(value) ? value : {};
}
