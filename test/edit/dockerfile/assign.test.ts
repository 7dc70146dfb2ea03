import { editDockerfile } from '../../../src/edit/dockerfile/index.js';
import type { DockerfileOperation } from '../../../src/edit/dockerfile/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

type Assign = Extract<DockerfileOperation, { op: 'assign' }>;

function edit(text: string, more: Partial<Assign> = {}): string {
  const operation = { op: 'assign', stage: 0, keyword: 'ENV', name: 'KEY', ...more } as const;
  const { text: result } = editDockerfile(text, [operation]);
  expect(editDockerfile(result, [operation]).text).toBe(result);
  return result;
}

describe('a variable that goes', () => {
  test.each([
    ['FROM a\nENV KEY=x\nRUN b\n', 'FROM a\nRUN b\n'],
    ['FROM a\nENV KEY some words\nRUN b\n', 'FROM a\nRUN b\n'],
    ['FROM a\nENV KEY="x y" A=1\n', 'FROM a\nENV A=1\n'],
    ['FROM a\nENV A=1 KEY=x\\ y B=2\n', 'FROM a\nENV A=1 B=2\n'],
    ['FROM a\nENV A=1 KEY=x\n', 'FROM a\nENV A=1\n'],
    ['FROM a\nENV A=1 \\\n    KEY=x \\\n    B=2\n', 'FROM a\nENV A=1 \\\n    B=2\n'],
    ['FROM a\nENV KEY=x \\\n    B=2\n', 'FROM a\nENV B=2\n'],
    ['FROM a\nENV A=1 \\\n    KEY=x\nRUN b', 'FROM a\nENV A=1\nRUN b'],
    ['FROM a\r\nENV A=1 \\\r\n    KEY=x \\\r\n    B=2\r\n', 'FROM a\r\nENV A=1 \\\r\n    B=2\r\n'],
    ['FROM a\nENV A=1 KEY=x \\\n    B=2\n', 'FROM a\nENV A=1 \\\n    B=2\n'],
    ['FROM a\nENV A=1 \\\n    # the key\n    KEY=x\n', 'FROM a\nENV A=1\n'],
    [
      '# escape=`\nFROM a\nENV A=1 `\n    KEY=x `\n    B=2\n',
      '# escape=`\nFROM a\nENV A=1 `\n    B=2\n',
    ],
    ['FROM a\nENV OTHER_KEY=x\n', 'FROM a\nENV OTHER_KEY=x\n'],
    ['FROM a\nENV A="KEY=x"\n', 'FROM a\nENV A="KEY=x"\n'],
    ['FROM a\nENV KEY=x KEY=y\n', 'FROM a\nENV KEY=y\n'],
    ['FROM a\nENV KEY=x A="1 \\ \n  2"\n', 'FROM a\nENV A="1 \\ \n  2"\n'],
    ['FROM a\nLABEL KEY=x\nENV KEY=y\n', 'FROM a\nLABEL KEY=x\n'],
    ['FROM a\nENV KEY a=b\nRUN b\n', 'FROM a\nRUN b\n'],
    [
      'FROM a\nENV A=1   \\ \n    # the key\n    KEY=x \\\t\n    B=2\n',
      'FROM a\nENV A=1   \\ \n    # the key\n    B=2\n',
    ],
    ['FROM a\nENV A=1 \\\n    KEY=x\\\n    B=2\n', 'FROM a\nENV A=1 \\\n    B=2\n'],
    ['FROM a\nENV A=1 \\\n    KEY=x B=2 \\\n    C=3\n', 'FROM a\nENV A=1 B=2 \\\n    C=3\n'],
    ['FROM a\nENV A=1   KEY=x \\\n    B=2\n', 'FROM a\nENV A=1 \\\n    B=2\n'],
    ['FROM a\nENV KEY=x A="1 \\\n  2"\n', 'FROM a\nENV A="1 \\\n  2"\n'],
  ])('%j', (before, after) => {
    const { text } = editDockerfile(before, [
      { op: 'assign', stage: 0, keyword: 'ENV', name: 'KEY' },
    ]);
    expect(text).toBe(after);
  });

  test('with the comment right above that speaks of it', () => {
    const about = /secret/;
    expect(edit('FROM a\nRUN b\n# The secret\n# key.\nENV KEY=x\n', { about })).toBe(
      'FROM a\nRUN b\n',
    );
    expect(edit('FROM a\n# secret\nRUN b\n# Other\nENV KEY=x\n', { about })).toBe(
      'FROM a\n# secret\nRUN b\n# Other\n',
    );
    expect(edit('FROM a\n# Other\nENV KEY=x\n', { about })).toBe('FROM a\n# Other\n');
    expect(edit('FROM a\n  # secret\nENV KEY=x\n# secret\n', { about })).toBe('FROM a\n# secret\n');
    expect(edit('FROM a\nRUN echo "# secret"\nENV KEY=x\n', { about })).toBe(
      'FROM a\nRUN echo "# secret"\n',
    );
    expect(edit('FROM a\n# secret\nENV KEY=x\n')).toBe('FROM a\n# secret\n');
    expect(edit('FROM a\n# secret\nENV KEY=x\n', { about: /c.*t$/ })).toBe('FROM a\n# secret\n');
    expect(edit('FROM a\n# secret\n\nENV KEY=x\n', { about })).toBe('FROM a\n# secret\n\n');
  });
});

test('another instruction in its place', () => {
  expect(edit('FROM a\nenv KEY=x\nRUN b\n'.replace('env', 'ENV'), { instead: 'ARG KEY' })).toBe(
    'FROM a\nARG KEY\nRUN b\n',
  );
  expect(edit('from a\nenv KEY=x\n', { instead: 'ARG KEY' })).toBe('from a\narg KEY\n');
  expect(() => edit('FROM a\nENV KEY=x A=1\n', { instead: 'ARG KEY' })).toThrow(EditRefusal);
});

test('a directive above a variable stays', () => {
  const about = /./;
  for (const mark of ['', '\uFEFF']) {
    const text = `${mark}# syntax=docker/dockerfile:1\nENV KEY=x\nFROM a\n`;
    expect(edit(text, { stage: -1, about })).toBe(text.replace('ENV KEY=x\n', ''));
  }
});

test('what shares its instruction makes no place for another one', () => {
  expect(() => edit('FROM a\nENV KEY=x A=1\n', { instead: 'ARG KEY' })).toThrow(
    'KEY shares its instruction with others: give it one of its own first',
  );
});

test('a stage that is not there has no variables', () => {
  const text = 'FROM a\nENV KEY=x\n';
  expect(edit(text, { stage: 1 })).toBe(text);
  expect(edit(text, { stage: -1 })).toBe(text);
  expect(edit('ENV KEY=x\n', { stage: -1 })).toBe('');
});

test('another value', () => {
  expect(edit('FROM a\nENV  KEY  old words\n', { value: 'new' })).toBe('FROM a\nENV  KEY  new\n');
  expect(edit('FROM a\nENV KEY=x \\\n  A=1\n', { value: 'y' })).toBe(
    'FROM a\nENV KEY=y \\\n  A=1\n',
  );
  expect(edit('FROM a\nENV A=1 KEY="${KEY:-x}"\n', { value: '${KEY}' })).toBe(
    'FROM a\nENV A=1 KEY=${KEY}\n',
  );
});

test('an argument without its default, in its stage or above all', () => {
  const keyword = 'ARG';
  expect(edit('FROM a\nARG KEY OTHER\n', { keyword })).toBe('FROM a\nARG KEY OTHER\n');
  expect(edit('FROM a\nARG KEY KEY=x\n', { keyword })).toBe('FROM a\nARG KEY KEY\n');
  expect(edit('FROM a\nARG A=1 \\\n  KEY=x\n', { keyword })).toBe('FROM a\nARG A=1 \\\n  KEY\n');
  expect(edit('FROM a\nARG A=1 KEY=x B\n', { keyword })).toBe('FROM a\nARG A=1 KEY B\n');
  expect(edit('ARG KEY=x\nFROM a\nARG KEY=y\n', { keyword, stage: -1 })).toBe(
    'ARG KEY\nFROM a\nARG KEY=y\n',
  );
  expect(edit('FROM a\nARG KEY=x\nFROM b\nARG KEY=y\n', { keyword, stage: 1 })).toBe(
    'FROM a\nARG KEY=x\nFROM b\nARG KEY\n',
  );
});
