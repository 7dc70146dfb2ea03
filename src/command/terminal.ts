import { isatty } from 'node:tty';
import { createPalette } from '../report/palette.js';
import type { Console } from './console.js';
import { Interrupted } from './interrupted.js';

/** The process's own terminal; asks questions only where both ends of it are a terminal. */
export function terminal(colour: boolean | undefined): Console {
  const interactive = isatty(0) && isatty(1);
  const { NO_COLOR, TERM } = process.env;
  // Empty, NO_COLOR counts as not set (no-color.org).
  const colourful = isatty(1) && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    palette: createPalette(colour ?? colourful),
    confirm: interactive ? confirm : undefined,
  };
}

/** @throws Interrupted on Ctrl-C */
async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const end = new AbortController();
  const interruption = new AbortController();
  prompt.once('SIGINT', () => {
    interruption.abort();
    end.abort();
  });
  // Ctrl-D means: no.
  prompt.once('close', () => {
    end.abort();
  });
  try {
    const answer = await prompt.question(`${question} [y/N] `, { signal: end.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    process.stdout.write('\n');
    if (interruption.signal.aborted) throw new Interrupted();
    return false;
  } finally {
    prompt.close();
  }
}
