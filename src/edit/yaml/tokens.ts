import type { CST } from 'yaml';
import { LineCounter, Parser } from 'yaml';
import { recent } from '../recent.js';
import { withLineFeeds } from './lines.js';

/** The tokens of a text, which nothing changes, and its lines. */
export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly lines: LineCounter;
}

/**
 * The tokens of a YAML text, which are half of parsing it.
 * @throws RangeError for one that is nested so deeply that the stack is exhausted
 */
export const tokensOf = recent((text): Tokens => {
  const lines = new LineCounter();
  return { tokens: [...new Parser(lines.addNewLine).parse(withLineFeeds(text))], lines };
});
