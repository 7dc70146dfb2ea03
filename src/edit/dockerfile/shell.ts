import { execForm } from './exec-form.js';
import { lastOf, parentOf } from './source.js';
import type { Source, Stage } from './source.js';

const DEFAULT = ['/bin/sh', '-c'];

/** What runs the shell forms of a stage: its own SHELL, else that of the stage it is built on. */
export function shellOf(source: Source, stage: Stage): string[] {
  const own = lastOf(stage, 'SHELL');
  if (own !== undefined) return execForm(own.args) ?? DEFAULT;
  const parent = parentOf(source, stage);
  return parent === undefined ? DEFAULT : shellOf(source, parent);
}
