import { positionAt } from '../../edit/refusal.js';
import { assignments, declarations } from '../../extension/dockerfile/assignments.js';
import { readInstructions } from '../../extension/dockerfile/instructions.js';
import type { Instruction } from '../../extension/dockerfile/instructions.js';
import type { SourceFile } from '../../extension/model.js';
import { isStandIn, literalIn } from './literals.js';
import type { Literal } from './literals.js';

/**
 * Secrets that a Dockerfile writes into the image, or into its history, with ENV or ARG. A stage that
 * is only built may get a stand-in (`ENV SECRET_KEY=build_dummy`).
 */
export function dockerfileLiterals({ path, text }: SourceFile): Literal[] {
  const instructions = readInstructions(text);
  const shipped = shippedStages(instructions);
  let stage = -1;
  return instructions.flatMap(({ keyword, args, span }) => {
    if (keyword === 'FROM') stage += 1;
    if (keyword !== 'ENV' && keyword !== 'ARG') return [];
    const pairs = keyword === 'ENV' ? assignments(args) : declarations(args);
    return pairs.flatMap(([name, value]): Literal[] => {
      const literal = literalIn(name, value ?? '');
      if (literal === undefined || (isStandIn(literal) && !shipped.has(stage))) return [];
      const place = text.slice(span.start, span.end).search(new RegExp(`\\b${name}\\b`));
      const position = positionAt(text, span.start + Math.max(place, 0));
      const isShipped = shipped.has(stage);
      const site = { kind: 'dockerfile', stage, keyword, text: value ?? '', isShipped } as const;
      return [{ file: path, ...position, name, value: literal, owner: 'the image', site }];
    });
  });
}

/** The numbers of the final stage and of those it is built on. */
function shippedStages(instructions: readonly Instruction[]): Set<number> {
  const stages = instructions
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ args }) => args.toLowerCase().split(/\s+/));
  const shipped = new Set<number>();
  let at = stages.length - 1;
  while (at >= 0) {
    shipped.add(at);
    const [base] = stages[at] ?? [];
    at = stages.slice(0, at).findLastIndex(([, , name]) => name === base);
  }
  return shipped;
}
