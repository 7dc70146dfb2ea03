import { EditRefusal, positionAt } from '../refusal.js';

/** The refusal to change `text`, placed at `offset`. The reason says what a person can do. */
export function refusal(text: string, offset: number, reason: string): EditRefusal {
  return new EditRefusal(reason, positionAt(text, offset));
}
