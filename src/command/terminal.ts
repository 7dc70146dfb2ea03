import { createInterface } from 'node:readline/promises';
import { isatty } from 'node:tty';
import { createPalette } from '../report/palette.js';
import type { Console } from './console.js';

/** The process's own terminal; asks questions only where both ends of it are a terminal. */
export function terminal(colour: boolean | undefined): Console {
  const interactive = isatty(0) && isatty(1);
  const colourful = isatty(1) && process.env.NO_COLOR === undefined;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    palette: createPalette(colour ?? colourful),
    confirm: interactive ? confirm : undefined,
  };
}

async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const interrupt = new AbortController();
  // Ctrl-C and Ctrl-D at the prompt both mean: no.
  prompt.once('SIGINT', () => {
    interrupt.abort();
  });
  prompt.once('close', () => {
    interrupt.abort();
  });
  try {
    const answer = await prompt.question(`${question} [y/N] `, { signal: interrupt.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    process.stdout.write('\n');
    return false;
  } finally {
    prompt.close();
  }
}
