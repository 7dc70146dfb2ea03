import { ruleById } from '../plan/selection.js';
import { catalogue } from '../rules/catalogue.js';
import type { Console } from './console.js';

/** `explain RULE`: what a rule asks for, why, and what its fix does. */
export function explainCommand(id: string, console: Console): void {
  const { meta } = ruleById(catalogue, id);
  const fixes = {
    safe: 'safe: harden applies it with --yes',
    review: 'review: harden applies it with --review',
    none: 'by hand',
  };
  const { palette } = console;
  console.out(
    [
      `${palette.bold(meta.id)}  ${meta.title}`,
      `  why       ${meta.why}`,
      `  aspect    ${meta.aspect}`,
      `  severity  ${meta.severity}`,
      `  fix       ${fixes[meta.fix ?? 'none']}`,
      '',
    ].join('\n'),
  );
}
