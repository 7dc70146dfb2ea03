import type { Section } from './section-text.js';

/**
 * Puts a generated section into a document. One that is there already, between its marks, gets the
 * new body where nobody has touched the old one.
 */
export interface PutSection extends Section {
  readonly op: 'put-section';
  /** Names of the sections it comes after, the nearest last; where none is there, it goes to the end. */
  readonly after: readonly string[];
}

export type MarkdownOperation = PutSection;
