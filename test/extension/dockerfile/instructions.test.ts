import { DockerfileParser } from 'dockerfile-ast';
import { readInstructions } from '../../../src/extension/dockerfile/instructions.js';

/** Texts whose instructions are known to be hard to tell apart. */
const TEXTS = {
  plain: 'FROM python:3.12-slim AS base\n\nWORKDIR /app\nCOPY . .\nCMD ["uvicorn", "app:app"]\n',
  crlf: 'FROM alpine\r\nRUN apk add \\\r\n  curl \\\r\n  wget\r\nUSER app\r\n',
  lowerCase: 'from alpine\nrun echo hi\n',
  commentsInside: 'FROM alpine\nRUN apk add \\\n  # tools\n  curl \\\n\n  wget\nUSER app\n',
  indented: '  FROM alpine\n\tRUN echo hi\n',
  trailingBackslash: 'FROM alpine\nRUN echo hi \\',
  escapeDirective: '# escape=`\nFROM alpine\nRUN echo a `\n  b\nUSER x\n',
  notADirective: 'FROM alpine\n# escape=`\nRUN echo a \\\n  b\n',
  heredoc: 'FROM alpine\nRUN <<EOF\nUSER nobody\nEXPOSE 1\nEOF\nUSER app\n',
  heredocDash: 'FROM alpine\nCOPY <<-"END" /x\n\tUSER nobody\n\tEND\nUSER app\n',
  twoHeredocs: 'FROM alpine\nCOPY <<A <<B /x/\nUSER a\nA\nUSER b\nB\nUSER app\n',
  noNewline: 'FROM alpine\nUSER app',
};

describe('instructions of a Dockerfile', () => {
  test.each(Object.entries(TEXTS))('are those that dockerfile-ast sees: %s', (_, text) => {
    const expected = DockerfileParser.parse(text)
      .getInstructions()
      .map((instruction) => {
        const { line, character } = instruction.getRange().start;
        return [instruction.getKeyword(), line + 1, character + 1];
      });
    const found = readInstructions(text).map(({ keyword, position }) => [
      keyword,
      position.line,
      position.column,
    ]);
    expect(found).toEqual(expected);
  });

  test('have their continued lines joined and their comments left out', () => {
    expect(readInstructions(TEXTS.commentsInside)[1]?.args).toBe('apk add   curl   wget');
  });

  test('have their flags apart', () => {
    const [run] = readInstructions('RUN --mount=type=cache,target=/x --network=none apk add curl');
    expect(run?.flags).toEqual(['--mount=type=cache,target=/x', '--network=none']);
    expect(run?.args).toBe('apk add curl');
  });

  test('keep the bodies of here-documents', () => {
    expect(readInstructions(TEXTS.twoHeredocs)[1]?.heredocs).toEqual(['USER a', 'USER b']);
  });

  test('are not swallowed by a here-document that is never closed', () => {
    const keywords = readInstructions('RUN cat <<EOF\nUSER app\n').map(({ keyword }) => keyword);
    expect(keywords).toEqual(['RUN', 'USER']);
  });
});

test('an instruction continued over 100,000 lines is read in linear time', () => {
  const [, run] = readInstructions(`FROM a\nRUN ${'x \\\n'.repeat(100_000)}y\n`);
  expect(run?.args).toBe(`${'x '.repeat(100_000)}y`);
});
