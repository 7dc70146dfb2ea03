import { positionAt } from '../edit/refusal.js';
import { JsonError, locateJson } from './json.js';
import type { SourceFile } from './model.js';
import type { FileProblem } from './problem.js';
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

/** Why decisions that were written down are not heard: a .yo-rc.json that is not JSON, or no list. */
export function decisionProblems(files: ReadonlyMap<string, SourceFile>): FileProblem[] {
  const text = files.get(DECISIONS)?.text ?? '{}';
  const problem = (message: string, offset = 0): FileProblem[] => [
    { file: DECISIONS, position: positionAt(text, offset), message },
  ];
  try {
    locateJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return problem(`is not JSON: ${error.message}`, error.offset);
  }
  const decisions = get(parse(text), GENERATOR);
  const ids = isRecord(decisions) ? (get(decisions, 'leaveOut') ?? []) : [];
  const isList = Array.isArray(ids) && ids.every((id) => typeof id === 'string');
  return isList ? [] : problem('"leaveOut" is no list of the ids of rules');
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
