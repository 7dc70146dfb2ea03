import type { Source } from './source.js';

/** New text as the file's own: its newlines, its case of keywords. */
export function inStyle({ text, instructions }: Source, instruction: string): string {
  const newline = newlineOf(text);
  const isLower = instructions.every(({ keywordSpan: { start, end } }) =>
    /^[a-z]+$/.test(text.slice(start, end)),
  );
  const cased = isLower
    ? instruction.replace(/\S+/, (keyword) => keyword.toLowerCase())
    : instruction;
  return cased.replaceAll('\n', newline);
}

export function newlineOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
