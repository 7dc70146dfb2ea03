/** What all editors share; it is defined in the YAML editor, which stands on its own. */
export { EditRefusal, positionAt } from './yaml/refusal.js';
export type { Edited, Position, Span } from './yaml/refusal.js';
