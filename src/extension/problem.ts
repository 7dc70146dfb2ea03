import type { Position } from '../edit/refusal.js';

/** A file that was found but could not be understood. */
export interface FileProblem {
  readonly file: string;
  readonly position: Position;
  readonly message: string;
}
