import { shellWords } from './words.js';

type Assignment = [name: string, value: string | undefined];

/** The pairs of `A=1 B="2"` and of `ENV A 1` (the old form). */
export function assignments(args: string): Assignment[] {
  const words = shellWords(args);
  const first = words[0] ?? '';
  if (!first.includes('=') && words.length > 1) return [[first, words.slice(1).join(' ')]];
  return words.map(assignment);
}

/** The pairs of `ARG A=1 B`. */
export function declarations(args: string): Assignment[] {
  return shellWords(args).map(assignment);
}

function assignment(word: string): Assignment {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}
