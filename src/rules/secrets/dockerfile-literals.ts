import { positionAt } from '../../edit/refusal.js';
import { assignments, declarations } from '../../extension/dockerfile/assignments.js';
import { readInstructions } from '../../extension/dockerfile/instructions.js';
import type { SourceFile } from '../../extension/model.js';
import { literalIn } from './literals.js';
import type { Literal } from './literals.js';

/** Secrets that a Dockerfile writes into the image, or into its history, with ENV or ARG. */
export function dockerfileLiterals({ path, text }: SourceFile): Literal[] {
  return readInstructions(text).flatMap(({ keyword, args, span }) => {
    if (keyword !== 'ENV' && keyword !== 'ARG') return [];
    const pairs = keyword === 'ENV' ? assignments(args) : declarations(args);
    return pairs.flatMap(([name, value]): Literal[] => {
      const literal = literalIn(name, value ?? '');
      if (literal === undefined) return [];
      const place = text.slice(span.start, span.end).search(new RegExp(`\\b${name}\\b`));
      const position = positionAt(text, span.start + Math.max(place, 0));
      return [{ file: path, ...position, name, value: literal, owner: 'the image' }];
    });
  });
}
