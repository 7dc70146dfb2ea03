import type { SourceFile } from './model.js';
import { get, isRecord } from './records.js';

/** Where Yeoman keeps what people decided (yeoman.io, "Storage"). */
export const DECISIONS = '.yo-rc.json';
const GENERATOR = 'generator-rally-ext';

/**
 * The rules that an extension's people decided to do without: `leaveOut`, a list of ids, in this
 * generator's part of .yo-rc.json. None where that file says nothing, or cannot be read.
 */
export function readLeftOut(files: ReadonlyMap<string, SourceFile>): ReadonlySet<string> {
  const decisions = get(parse(files.get(DECISIONS)?.text ?? '{}'), GENERATOR);
  const ids = isRecord(decisions) ? get(decisions, 'leaveOut') : undefined;
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
}

/** The text of a .yo-rc.json that leaves these rules out. */
export function leaveOut(ids: readonly string[]): string {
  return JSON.stringify({ [GENERATOR]: { leaveOut: ids } });
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text);
    return isRecord(data) ? data : {};
  } catch {
    return {};
  }
}
