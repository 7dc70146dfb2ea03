import type { Hardening } from '../plan/harden.js';
import { visible } from '../report/visible.js';
import { UsageError } from '../usage-error.js';
import type { Console } from './console.js';
import type { HardenRequest } from './harden-request.js';

/**
 * Asks where it can; without anybody to ask, only what the flags allow is written. `ours`: the texts
 * that this run has written already, which nobody loses.
 * @throws UsageError where nobody is there and the flags do not allow it
 */
export async function mayWrite(
  request: HardenRequest,
  { extension, plan }: Hardening,
  ours: ReadonlyMap<string, string>,
  console: Console,
): Promise<boolean> {
  const paths = plan.files.map((file) => file.path);
  const confirm = confirmOf(request, console);
  // Loaded only here, so that looking does not pay for asking git.
  const { uncommitted } = await import('../plan/uncommitted.js');
  const dirty = (request.force ? [] : uncommitted(extension.root, paths)).filter((path) => {
    const text = ours.get(path);
    return text === undefined || text !== extension.files.get(path)?.text;
  });
  if (dirty.length > 0) {
    const message = `uncommitted changes in ${dirty.join(', ')}`;
    if (request.yes || confirm === undefined) {
      throw new UsageError(`${message}: commit or stash them, or pass --force`);
    }
    return confirm(`There are ${visible(message)}. Write to ${files(paths.length)} all the same?`);
  }
  return request.yes || asked(confirm, `Write ${files(paths.length)}?`);
}

/**
 * The same for running the code of some APIs, which making a first migration takes.
 * @throws UsageError where nobody is there and the flags do not allow it
 */
export async function mayRun(
  request: HardenRequest,
  directories: readonly string[],
  console: Console,
): Promise<boolean> {
  if (request.yes || request.autogenerate === true) return true;
  const [what, whose] =
    directories.length === 1 ? ['migration', 'its code'] : ['migrations', 'their code'];
  return asked(
    confirmOf(request, console),
    `Let Alembic make the first ${what} of ${visible(directories.join(', '))} now? That runs ${whose}, on a PostgreSQL that is thrown away.`,
  );
}

function confirmOf({ format }: HardenRequest, console: Console): Console['confirm'] {
  return format === 'text' ? console.confirm : undefined;
}

function asked(confirm: Console['confirm'], question: string): Promise<boolean> {
  if (confirm !== undefined) return confirm(question);
  throw new UsageError('nobody is here to confirm: pass --yes to write, --dry-run to only look');
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
