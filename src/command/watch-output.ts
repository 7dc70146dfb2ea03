import { explainFailure } from '../files/explain.js';
import { exit } from './exit.js';

/**
 * Lets a run end as it would have where its output cannot be written, instead of with a stack trace.
 * A reader that has seen enough (`rally-ext audit | head -1`) changes nothing: neither the exit code
 * nor what is written to files. Anything else, such as a full disk, is said and exits 2.
 */
export function watchOutput(): void {
  let failed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || failed) return;
    failed = true;
    process.stderr.write(`rally-ext: the output cannot be written: ${explainFailure(error)}\n`);
    // Only then is it known that nothing sets another exit code.
    process.once('exit', () => {
      process.exitCode = exit.bad;
    });
  });
  // There is no third place to complain to.
  process.stderr.on('error', () => undefined);
}
