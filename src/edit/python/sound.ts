import { EditRefusal, positionAt } from '../refusal.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/** Makes the refusal of an edit: why it cannot be made, and where. */
export type Refuse = (reason: string, offset: number) => EditRefusal;

/** For the edits of a text; `paste` is what a person could write by hand. */
export function refuserOf(text: string, paste?: string): Refuse {
  return (reason, offset) => new EditRefusal(reason, positionAt(text, offset), paste);
}

/**
 * Parses a module that is to be edited.
 * @throws EditRefusal where it is not valid Python
 */
export function soundModule(text: string, refuse: Refuse): Syntax {
  const syntax = parsePython(text);
  const error = errorIn(syntax);
  if (error !== undefined) throw refuse('the module is not valid Python here', error);
  return syntax;
}
