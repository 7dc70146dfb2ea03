import { basename, join } from 'node:path';
import { refreshLock } from '../baseline/lock.js';
import type { Extension } from '../extension/model.js';
import { staleLocks } from '../rules/python-dependency.js';
import type { Console } from './console.js';

/**
 * Brings the lock files of some directories up to date with their pyproject.toml, each by its package
 * manager where that is installed, else says what to run. Returns whether a file was written.
 */
export function refreshLocks(
  extension: Extension,
  directories: readonly string[],
  console: Console,
): boolean {
  let written = false;
  for (const dir of directories) {
    for (const { path, command, hint } of staleLocks(extension, dir)) {
      console.err(`${dir}: ${command} …\n`);
      const outcome = refreshLock(join(extension.root, dir), basename(path));
      if (outcome?.isFine === true) {
        console.err(`written ${path}\n`);
        written = true;
        continue;
      }
      const [program = ''] = command.split(' ');
      const why =
        outcome === undefined
          ? `${program} is not installed`
          : `${outcome.output}${program} failed`;
      console.err(`${why}: run ${hint} in ${dir}; what installs from ${path} stops until then\n`);
    }
  }
  return written;
}
