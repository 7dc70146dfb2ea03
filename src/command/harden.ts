import { posix } from 'node:path';
import { inspect } from '../extension/inspect.js';
import { audit } from '../report/audit.js';
import { planHardening, type Hardening } from '../plan/harden.js';
import { renderPreview } from '../plan/preview.js';
import { selectRules, type Selection } from '../plan/selection.js';
import { writePlan } from '../plan/write.js';
import { renderOutcome, renderRefusals, renderWrites } from '../report/hardening.js';
import { hardeningJson } from '../report/json.js';
import { maskOf } from '../report/masked.js';
import { visible } from '../report/visible.js';
import { catalogue } from '../rules/catalogue.js';
import { knownLiterals } from '../rules/secrets/known-literals.js';
import type { Options } from '../rules/options.js';
import { UsageError } from '../usage-error.js';
import type { Console } from './console.js';
import { exit } from './exit.js';
import { reportProblems } from './problems.js';

export interface HardenRequest {
  readonly directory: string;
  readonly selection: Selection;
  readonly options: Options;
  readonly format: 'text' | 'json';
  /** Write without asking. */
  readonly yes: boolean;
  /** Show, write nothing. */
  readonly dryRun: boolean;
  /** Like a dry run, and exit 1 where there is something to change. */
  readonly check: boolean;
  /** Also write to files with uncommitted changes. */
  readonly force: boolean;
}

/** `harden`: plan, preview, confirm, write, report. Returns the exit code. */
export async function hardenCommand(request: HardenRequest, console: Console): Promise<number> {
  const selected = selectRules(catalogue, request.selection);
  const extension = inspect(request.directory);
  reportProblems(extension, console);
  const hardening = await planHardening(extension, catalogue, selected, request.options);
  const changes = hardening.plan.files.length;
  if (request.format === 'text') show(hardening, console);
  if (request.dryRun || request.check || changes === 0) {
    conclude(request, hardening, console);
    return request.check && changes > 0 ? exit.found : exit.fine;
  }
  if (!(await mayWrite(request, hardening, console))) {
    console.err('rally-ext: nothing was written\n');
    return exit.fine;
  }
  return write(request, hardening, console);
}

function show(hardening: Hardening, console: Console): void {
  const mask = maskOf(knownLiterals(hardening.extension));
  const preview = renderPreview(hardening.plan, mask, console.palette);
  console.out(preview === '' ? 'nothing to change\n\n' : `${preview}\n\n`);
  console.out(renderRefusals(hardening, mask, console.palette));
}

function conclude(request: HardenRequest, hardening: Hardening, console: Console): void {
  console.out(
    request.format === 'json'
      ? hardeningJson(hardening)
      : renderOutcome(hardening, console.palette),
  );
}

/** Asks where it can; without anybody to ask, only what the flags allow is written. */
async function mayWrite(
  request: HardenRequest,
  hardening: Hardening,
  console: Console,
): Promise<boolean> {
  const paths = hardening.plan.files.map((file) => file.path);
  const confirm = request.format === 'text' ? console.confirm : undefined;
  // Loaded only here, so that looking does not pay for asking git.
  const { uncommitted } = await import('../plan/uncommitted.js');
  const dirty = request.force ? [] : uncommitted(hardening.extension.root, paths);
  if (dirty.length > 0) {
    const message = `uncommitted changes in ${dirty.join(', ')}`;
    if (request.yes || confirm === undefined) {
      throw new UsageError(`${message}: commit or stash them, or pass --force`);
    }
    return confirm(`There are ${visible(message)}. Write to ${files(paths.length)} all the same?`);
  }
  if (request.yes) return true;
  if (confirm === undefined) {
    throw new UsageError('nobody is here to confirm: pass --yes to write, --dry-run to only look');
  }
  return confirm(`Write ${files(paths.length)}?`);
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

async function write(
  request: HardenRequest,
  hardening: Hardening,
  console: Console,
): Promise<number> {
  const result = await writePlan(hardening.extension.root, hardening.plan.files);
  const isWhole = result.failed.length === 0 && !result.interrupted;
  if (request.format === 'text') console.out(renderWrites(result, console.palette));
  const after = isWhole ? await locked(hardening, result.written, console) : hardening;
  if (request.format === 'json') console.out(hardeningJson(after, result));
  else if (isWhole) console.out(renderOutcome(after, console.palette));
  if (result.interrupted) return exit.interrupted;
  return result.failed.length > 0 ? exit.bad : exit.fine;
}

/** Refreshes the lock files beside what was written, without which no image could be built. */
async function locked(
  hardening: Hardening,
  written: readonly string[],
  console: Console,
): Promise<Hardening> {
  const projects = written.filter((path) => posix.basename(path) === 'pyproject.toml');
  if (projects.length === 0) return hardening;
  const { refreshLocks } = await import('./locks.js');
  const directories = projects.map((path) => posix.dirname(path));
  if (!refreshLocks(hardening.plan.result, directories, console)) return hardening;
  return { ...hardening, after: audit(inspect(hardening.extension.root), catalogue) };
}
