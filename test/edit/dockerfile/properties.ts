import fc from 'fast-check';
import { DockerfileParser, Env } from 'dockerfile-ast';
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
  ...[
    'ENV KEY=x',
    'ENV A="1 2" KEY=x B=3',
    "ENV A=1 \\\n  # c\n  KEY='x y' \\\n\n  B=2",
    'ENV KEY some words',
  ],
  ...[
    'ARG A=1 KEY=x B',
    'ARG KEY B',
    'ENV KEY="x" \\\n  A=1',
    '# about the key',
    'ENV A=1\\\n2 KEY=\\"',
  ],
  ...['RUN npm i -g pnpm', 'RUN npm install --global \\\n  pnpm@latest x && npm i -g y'],
  ...['SHELL ["/bin/bash", "-c"]', 'HEALTHCHECK CMD curl x', 'RUN echo \\\\', 'RUN x \\'],
  ...['FROM b AS two', 'from a', 'RUN cat <<EOF', 'LABEL a="\\\nb"'],
];

export const dockerfiles: fc.Arbitrary<string> = fc
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
  { op: 'assign', stage: 0, keyword: 'ENV', name: 'KEY', about: /key/ },
  { op: 'assign', stage: 0, keyword: 'ENV', name: 'KEY', value: '"a b"' },
  { op: 'assign', stage: 0, keyword: 'ENV', name: 'KEY', instead: 'ARG KEY' },
  { op: 'assign', stage: 0, keyword: 'ARG', name: 'KEY' },
  { op: 'assign', stage: -1, keyword: 'ARG', name: 'A' },
  { op: 'pin', name: 'pnpm', version: '9' },
  { op: 'name-stage', stage: 1, name: 'named' },
);

/** A Dockerfile and an operation on it. */
export const edits = fc.tuple(dockerfiles, operation);

/**
 * Makes one edit, which is refused or changes what it says and nothing else, as far as another parser
 * can tell; throws where that is not so. Returns whether anything was changed.
 */
export function holdToPromise(text: string, each: DockerfileOperation): boolean {
  let after: string;
  try {
    // An ENV may have the variable twice: the first one goes, and the next time the other.
    after = each.op === 'assign' ? editDockerfile(text, [each]).text : edit(text, each);
  } catch (error) {
    if (error instanceof EditRefusal) return false;
    throw error;
  }
  const isGone = each.op === 'assign' && each.keyword === 'ENV';
  if (isGone && each.value === undefined && each.instead === undefined) expectGone(text, after);
  return after !== text;
}

/** The first KEY that an ENV of the first stage has goes, and no other variable. */
function expectGone(text: string, after: string): void {
  // The other parser takes no notice of these.
  if (/\\\\|`|<</.test(text)) return;
  const left = variables(text);
  const gone = left.findIndex((each) => each.startsWith('KEY='));
  if (gone >= 0) left.splice(gone, 1);
  const found = variables(after);
  if (found.join('\n') !== left.join('\n')) {
    throw new Error(`${JSON.stringify(left)} was intended, not ${JSON.stringify(found)}: ${after}`);
  }
}

/** `NAME=value` of the first stage's ENVs, as an independent parser sees them. */
function variables(text: string): string[] {
  const all = DockerfileParser.parse(text.replace('\uFEFF', '')).getInstructions();
  const [first = 0, second] = all.flatMap((each, at) => (each.getKeyword() === 'FROM' ? [at] : []));
  return all
    .slice(first, second)
    .flatMap((each) => (each instanceof Env ? each.getProperties() : []))
    .map((each) => `${each.getName()}=${each.getUnescapedValue() ?? ''}`);
}
