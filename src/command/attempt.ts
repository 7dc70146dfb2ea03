import { BadInput } from '../extension/bad-input.js';
import { visible } from '../report/visible.js';
import { UsageError } from '../usage-error.js';
import type { Console } from './console.js';
import { exit } from './exit.js';
import { Interrupted } from './interrupted.js';

/**
 * Runs `work` and returns its exit code; what a person can mend is said in one line.
 * @throws everything else that `work` throws
 */
export async function attempt(
  work: () => number | Promise<number>,
  console: Console,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (isInterrupt(error)) {
      const { message } = error instanceof Interrupted ? error : new Interrupted();
      console.err(`rally-ext: ${message}\n`);
      return exit.interrupted;
    }
    if (!(error instanceof BadInput || error instanceof UsageError)) throw error;
    console.err(`rally-ext: ${visible(error.message)}\n`);
    return exit.bad;
  }
}

/** Ctrl-C at a prompt, ours or one of the prompt library, which rejects with an error of this name. */
function isInterrupt(error: unknown): boolean {
  return (
    error instanceof Interrupted || (error instanceof Error && error.name === 'ExitPromptError')
  );
}
