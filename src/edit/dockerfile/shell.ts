import { execForm } from './exec-form.js';
import { lastOf } from './source.js';
import type { Source, Stage } from './source.js';

const DEFAULT = ['/bin/sh', '-c'];

/** What runs the shell forms of a stage: its own SHELL, else that of the stage it is built on. */
export function shellOf(source: Source, stage: Stage): string[] {
  const own = lastOf(stage, 'SHELL');
  if (own !== undefined) return execForm(own.args) ?? DEFAULT;
  const [base = ''] = stage.from.args.split(/\s/);
  const at = source.stages.indexOf(stage);
  const parent = source.stages
    .slice(0, at)
    .findLast(({ name }) => name?.toLowerCase() === base.toLowerCase());
  return parent === undefined ? DEFAULT : shellOf(source, parent);
}
