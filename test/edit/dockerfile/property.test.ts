import fc from 'fast-check';
import { DockerfileParser } from 'dockerfile-ast';
import type { DockerfileOperation } from '../../../src/edit/dockerfile/index.js';
import { editDockerfile } from '../../../src/edit/dockerfile/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';
import { copy, edit, wrap } from './helpers.js';

/** Texts that are a line or an instruction of some lines, `\n` between them. */
const pieces = [
  ...['', '# comment', '  # indented', '#', '# escape=`', 'ARG A=1', 'ENV A=1 \\\n  B="2 # 3"'],
  ...['USER app', 'EXPOSE 80', '\tRUN x', 'COPY a b', 'COPY --from=one \\\n# inside\n\n /a /b'],
  ...['RUN <<EOF\nCMD no\n# no\nEOF', "COPY <<-'A' <<B /x/\n\tUSER a\n\tA\nFROM b\nB"],
  ...['CMD run it', 'CMD ["a", "b"]', 'cmd [ "a" ]', 'CMD x \\\n  && y', 'ONBUILD CMD z'],
  ...[
    'ENTRYPOINT ["e"]',
    'entrypoint  run "$0" \\\n # in\n it',
    'ENTRYPOINT [ ]',
    'ENTRYPOINT [x]',
  ],
  ...['SHELL ["/bin/bash", "-c"]', 'HEALTHCHECK CMD curl x', 'RUN echo \\\\', 'RUN x \\'],
  ...['FROM b AS two', 'from a', 'RUN cat <<EOF', 'LABEL a="\\\nb"'],
];

const dockerfile = fc
  .record({
    head: fc.constantFrom('', '', '\uFEFF', '# syntax=docker/dockerfile:1\n', '# escape=`\n'),
    body: fc.array(fc.constantFrom(...pieces), { maxLength: 9 }),
    newline: fc.constantFrom('\n', '\n', '\r\n'),
    end: fc.boolean(),
  })
  .map(({ head, body, newline, end }) => {
    const text = `${head}${['FROM a AS one', ...body].join('\n')}${end ? '\n' : ''}`;
    return text.replaceAll('\n', newline);
  });

const operation = fc.constantFrom<DockerfileOperation>(
  copy,
  wrap,
  { ...copy, where: 'after', keywords: ['COPY', 'RUN'], instructions: ['RUN a \\\n  b', 'USER z'] },
  { ...copy, stage: 'one' },
  { ...wrap, stage: 0 },
  { op: 'set', keyword: 'CMD', words: ['n', 'm'] },
  { op: 'add-stage', name: 'last', from: 'one', instructions: ['CMD ["l"]'], comment: 'last' },
  { op: 'set-user', user: 'other' },
  { op: 'set-user', stage: 0, user: 'app' },
);

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
  fc.assert(
    fc.property(dockerfile, operation, (text, each) => {
      try {
        if (edit(text, each) !== text) changed += 1;
      } catch (error) {
        if (!(error instanceof EditRefusal)) throw error;
      }
    }),
    { numRuns: 1500 },
  );
  expect(changed).toBeGreaterThan(500);
});

test('another parser sees the inserted instructions, and the old ones as they were', () => {
  let compared = 0;
  fc.assert(
    fc.property(dockerfile, (text) => {
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
