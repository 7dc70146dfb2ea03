import { join } from 'node:path';
import { DECISIONS } from '../extension/left-out.js';
import { isRecord } from '../extension/records.js';
import { createFile } from '../files/create.js';
import { codeOf, explainFailure } from '../files/explain.js';
import { readRegular } from '../files/read.js';
import { replaceFile } from '../files/replace.js';

const GENERATOR = 'generator-rally-ext';

/**
 * Keeps answers in .yo-rc.json, beside what is there (yeoman.io, "Storage"), for the next run. Not by
 * Yeoman's own storage: on a full disk that leaves half a file, and with it what people left out.
 * @returns why they were not kept, or undefined when they were
 */
export async function keepAnswers(
  root: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  if (Object.keys(answers).length === 0) return undefined;
  const path = join(root, DECISIONS);
  try {
    const before = present(path);
    const after = Buffer.from(merged(before?.toString() ?? '{}', answers));
    if (before !== undefined) return await replaceFile(path, { before, after });
    await createFile(root, DECISIONS, after);
    return undefined;
  } catch (error) {
    return explainFailure(error);
  }
}

function present(path: string): Buffer | undefined {
  try {
    return readRegular(path)?.bytes;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Indented as it was, or as Yeoman does. */
function merged(text: string, answers: Readonly<Record<string, unknown>>): string {
  const data: unknown = JSON.parse(text);
  const all = isRecord(data) ? data : {};
  const mine = all[GENERATOR];
  const kept = { ...(isRecord(mine) ? mine : {}), ...answers };
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return `${JSON.stringify({ ...all, [GENERATOR]: kept }, null, indent)}\n`;
}
