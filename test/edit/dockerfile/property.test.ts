import fc from 'fast-check';
import { DockerfileParser } from 'dockerfile-ast';
import { editDockerfile } from '../../../src/edit/dockerfile/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';
import { copy } from './helpers.js';
import { dockerfiles, edits, holdToPromise } from './properties.js';

/** Instructions as an independent parser sees them, white space and continuation left out. */
function instructions(text: string): string[] {
  return DockerfileParser.parse(text.replace('\uFEFF', ''))
    .getInstructions()
    .map(
      (each) => `${each.getKeyword()} ${(each.getArgumentsContent() ?? '').replaceAll(/\s/g, '')}`,
    );
}

/** How many items of `after` are not in `before`, which has to be in it otherwise, in order. */
function added(before: readonly string[], after: readonly string[]): number {
  let at = 0;
  for (const item of after) if (item === before[at]) at += 1;
  return at === before.length ? after.length - before.length : NaN;
}

test('an operation does what it says and nothing else, or is refused', () => {
  let changed = 0;
  const property = fc.property(edits, ([text, operation]) => {
    if (holdToPromise(text, operation)) changed += 1;
  });
  fc.assert(property, { numRuns: 1500 });
  expect(changed).toBeGreaterThan(300);
});

test('another parser sees the inserted instructions, and the old ones as they were', () => {
  let compared = 0;
  fc.assert(
    fc.property(dockerfiles, (text) => {
      // The other parser takes no notice of these: an escaped escape, here-documents of ONBUILD.
      fc.pre(!text.includes('\\\\'));
      let after: string;
      try {
        after = editDockerfile(text, [{ ...copy, instructions: ['STOPSIGNAL 9'] }]).text;
      } catch (error) {
        if (!(error instanceof EditRefusal)) throw error;
        return;
      }
      compared += 1;
      expect(added(instructions(text), instructions(after))).toBe(1);
    }),
    { numRuns: 800 },
  );
  expect(compared).toBeGreaterThan(200);
});
