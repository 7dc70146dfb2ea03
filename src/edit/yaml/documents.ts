import type { CollectionTag, Document, ParsedNode } from 'yaml';
import { Composer } from 'yaml';
import { recent } from '../recent.js';
import { tokensOf } from './tokens.js';
import { SPECIAL_TAG } from './tree.js';

export type ParsedDocument = Document.Parsed<ParsedNode, false>;

/**
 * The documents of a text with their nodes as they are written, which nothing changes: tags say what
 * they say, `<<` is a key like others, and a key may be there twice.
 * @throws RangeError for a text that is nested so deeply that the stack is exhausted
 */
export const documentsOf = recent((text): readonly ParsedDocument[] => {
  const composer = new Composer<ParsedNode, false>({
    keepSourceTokens: true,
    // Unique keys are checked by who needs them: the parser's own check takes quadratic time.
    uniqueKeys: false,
    merge: false,
    resolveKnownTags: false,
    // Collections with special tags are parsed as they are written, into maps and sequences.
    customTags: (tags) => tags.filter((tag) => !SPECIAL_TAG.test((tag as CollectionTag).tag)),
  });
  return [...composer.compose(tokensOf(text).tokens)];
});
