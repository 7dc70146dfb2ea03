import type { CST } from 'yaml';
import { LineCounter, Parser } from 'yaml';
import { withLineFeeds } from './lines.js';

/** The tokens of a text, which nothing changes, and its lines. */
export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly lines: LineCounter;
}

/** An extension has about as many files that are edited; each result is read by the model next. */
const MOST = 32;

/** Those of the texts that were read last, oldest first: reading tokens is half of parsing. */
const known = new Map<string, Tokens>();

/**
 * The tokens of a YAML text.
 * @throws RangeError for one that is nested so deeply that the stack is exhausted
 */
export function tokensOf(text: string): Tokens {
  const found = known.get(text);
  if (found !== undefined) return found;
  const lines = new LineCounter();
  const made = { tokens: [...new Parser(lines.addNewLine).parse(withLineFeeds(text))], lines };
  known.set(text, made);
  for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
  return made;
}
