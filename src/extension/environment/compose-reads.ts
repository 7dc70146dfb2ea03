import type { ComposeFile } from '../model.js';
import { isRecord } from '../records.js';
import { interpolationsIn, literalWord, type Interpolation } from './interpolation.js';
import type { ComposeRead } from './model.js';

type Route = readonly (string | number)[];

/** The variables that the deployed compose files put into their values, by name. */
export function composeReads(files: readonly ComposeFile[]): Map<string, ComposeRead[]> {
  const found = new Map<string, ComposeRead[]>();
  for (const file of files) {
    if (file.kind === 'development' || file.problem !== undefined) continue;
    // An anchor is read through every alias, and is one place all the same.
    const seen = new Set<string>();
    walk(file.data, [], (text, route) => {
      for (const interpolation of interpolationsIn(text)) {
        const read = toRead(interpolation, file, route);
        const key = `${interpolation.name} ${read.position.line}:${read.position.column}`;
        if (seen.has(key)) continue;
        seen.add(key);
        found.set(interpolation.name, [...(found.get(interpolation.name) ?? []), read]);
      }
    });
  }
  return found;
}

function toRead({ operator, word }: Interpolation, file: ComposeFile, route: Route): ComposeRead {
  const [section, service] = route;
  return {
    operator,
    fallback: operator.endsWith('-') ? literalWord(word) : undefined,
    file: file.path,
    position: file.locate(route),
    service: section === 'services' && typeof service === 'string' ? service : undefined,
  };
}

function walk(value: unknown, route: Route, visit: (text: string, route: Route) => void): void {
  if (typeof value === 'string') {
    if (value.includes('$')) visit(value, route);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, [...route, index], visit);
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) walk(item, [...route, key], visit);
  }
}
