import type { AddVariable } from '../../../edit/dotenv/operation.js';
import type { Extension } from '../../../extension/model.js';
import { commentOf } from './comment.js';
import { groupOf } from './groups.js';
import { PLACEHOLDER } from './secrets.js';
import { isForDevelopment } from './stage.js';
import { follows, type VariableState } from './state.js';

/** A variable as it stands in a template, without its neighbours. */
export type Entry = Omit<AddVariable, 'op' | 'beside'>;

/** What a template says of a variable. A value of a secret is never taken from the extension. */
export function entryOf(state: VariableState, extension: Extension): Entry {
  const { variable } = state;
  return {
    name: variable.name,
    value: valueOf(state),
    commented: !isSet(state),
    comment: commentOf(state, extension),
    group: groupOf(variable, extension),
  };
}

/** Set in the template: what has to be set, and what has a default that may be changed. */
function isSet({
  variable,
  settable,
  replaced,
  unread,
  required,
  fallback,
}: VariableState): boolean {
  if (required) return true;
  if (!settable || replaced !== undefined || unread) return false;
  if (variable.secret) return (fallback ?? '') !== '';
  if (isForDevelopment(variable.name, fallback)) return false;
  if (fallback !== undefined) return !follows(variable);
  // Compose passes an empty text where it is not set, and warns of that with every command.
  return variable.compose.some(({ operator }) => operator === '');
}

function valueOf({ variable, replaced, fromFile, fallback }: VariableState): string {
  const { secret, code } = variable;
  const isComputed = code?.default.kind === 'computed' && code.default.from.length > 0;
  if (secret) return isComputed || (replaced ?? fromFile) !== undefined ? '' : PLACEHOLDER;
  return (replaced === undefined ? fallback : replaced.text) ?? '';
}
