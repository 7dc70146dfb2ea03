import { posix } from 'node:path';
import { inspect } from '../extension/inspect.js';
import type { Hardening } from '../plan/harden.js';
import { writePlan, type WriteResult } from '../plan/write.js';
import { audit } from '../report/audit.js';
import { renderWrites } from '../report/hardening.js';
import { catalogue } from '../rules/catalogue.js';
import type { Console } from './console.js';
import type { HardenRequest } from './harden-request.js';

/** A hardening as far as it was written: `after` is what is there now. */
export interface Applied {
  readonly hardening: Hardening;
  readonly result: WriteResult;
}

/** Was everything written that was planned? */
export function isWhole({ result }: Applied): boolean {
  return result.failed.length === 0 && !result.interrupted;
}

/** Writes a plan, says so, and brings the lock files beside it up to date. */
export async function applyHardening(
  request: HardenRequest,
  hardening: Hardening,
  console: Console,
): Promise<Applied> {
  const result = await writePlan(hardening.extension.root, hardening.plan.files);
  if (request.format === 'text') console.out(renderWrites(result, console.palette));
  const applied = { hardening, result };
  if (!isWhole(applied)) return applied;
  const projects = result.written.filter((path) => posix.basename(path) === 'pyproject.toml');
  const directories = projects.map((path) => posix.dirname(path));
  return withLocks(applied, directories, console);
}

/** Refreshes the lock files of some directories, without which no image could be built. */
export async function withLocks(
  { hardening, result }: Applied,
  directories: readonly string[],
  console: Console,
): Promise<Applied> {
  if (directories.length === 0) return { hardening, result };
  const { refreshLocks } = await import('./locks.js');
  if (!refreshLocks(hardening.plan.result, directories, console)) return { hardening, result };
  const after = audit(inspect(hardening.extension.root), catalogue);
  return { hardening: { ...hardening, after }, result };
}
