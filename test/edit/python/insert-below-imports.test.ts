import { editPython } from '../../../src/edit/python/index.js';

const code = '# Why.\nlibrary.path.append("here")';
const operation = { op: 'insert-below-imports', above: 'target', code } as const;

function edited(text: string): string {
  const result = editPython(text, [operation]);
  expect(editPython(result.text, [operation])).toEqual({ text: result.text, spans: [] });
  return result.text;
}

describe('statements below the imports', () => {
  test('stand between blank lines, above what follows', () => {
    expect(edited('import library\n\ntarget = 1\n')).toBe(
      `import library\n\n${code}\n\ntarget = 1\n`,
    );
    expect(edited('import library\ntarget = 1\n')).toBe(
      `import library\n\n${code}\n\ntarget = 1\n`,
    );
  });

  test('stand above an import that comes after the first use', () => {
    const rest = 'target = 1\nimport late\n';
    expect(edited(`import library\n\n${rest}`)).toBe(`import library\n\n${code}\n\n${rest}`);
  });

  test('end a module that is nothing but imports', () => {
    expect(edited('import library\n')).toBe(`import library\n\n${code}\n`);
    expect(edited('import library')).toBe(`import library\n\n${code}`);
  });

  test('have the newlines and quotes of the module', () => {
    const text = "import library\r\n\r\ntarget = 'a'\r\n";
    expect(edited(text)).toBe(
      "import library\r\n\r\n# Why.\r\nlibrary.path.append('here')\r\n\r\ntarget = 'a'\r\n",
    );
  });

  test('are refused where there is no import to stand below', () => {
    expect(() => edited('target = 1\n')).toThrow('there is no import above the use of target');
    expect(() => edited('target = (\n')).toThrow('the module is not valid Python here');
  });
});
