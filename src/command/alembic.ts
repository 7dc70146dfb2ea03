import { parts } from '../rules/parts.js';
import type { Console } from './console.js';
import { hardenCommand, type HardenRequest } from './harden.js';

/** `alembic`: the rules for migrations only. Returns the exit code. */
export function alembicCommand(request: HardenRequest, console: Console): Promise<number> {
  const only = request.selection.only ?? parts.alembic;
  return hardenCommand({ ...request, selection: { ...request.selection, only } }, console);
}
