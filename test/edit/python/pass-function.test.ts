import { editPython } from '../../../src/edit/python/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

const operation = {
  op: 'pass-function',
  call: 'context.configure',
  beside: 'include_schemas',
  name: 'mine',
  instead: ['include_object'],
  code: 'def mine(name: object) -> bool:\n    return name == "rally"\n',
} as const;
const definition = 'def mine(name: object) -> bool:\n    return name == "rally"\n\n\n';

function add(text: string): string {
  const { text: result, spans } = editPython(text, [operation]);
  let rest = result;
  for (const { start, end } of [...spans].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  expect(rest).toBe(text);
  expect(editPython(result, [operation])).toEqual({ text: result, spans: [] });
  return result;
}

describe('a function that calls are given', () => {
  const top = 'from alembic import context\n\n\n';

  test('is defined above the first of them, and passed in the layout of each', () => {
    const text = `${top}# Offline.\ndef offline():\n    context.configure(url="x", include_schemas=True)\n\n\ndef online():\n    context.configure(\n        include_schemas=True,  # all of them\n        compare_type=True,\n    )\n`;
    expect(add(text)).toBe(
      `${top}${definition}# Offline.\ndef offline():\n    context.configure(url="x", include_schemas=True, mine=mine)\n\n\ndef online():\n    context.configure(\n        include_schemas=True,  # all of them\n        mine=mine,\n        compare_type=True,\n    )\n`,
    );
  });

  test('is passed behind a last keyword with and without its comma, and one that shares its line', () => {
    const call = (args: string): string => `${top}def run():\n    context.configure(${args})\n`;
    const after = (args: string): string =>
      `${top}${definition}def run():\n    context.configure(${args})\n`;
    expect(add(call('\n        include_schemas=True\n    '))).toBe(
      after('\n        include_schemas=True,\n        mine=mine\n    '),
    );
    expect(add(call('\n        include_schemas=True,\n    '))).toBe(
      after('\n        include_schemas=True,\n        mine=mine,\n    '),
    );
    expect(add(call('\n        include_schemas=True, compare_type=True,\n    '))).toBe(
      after('\n        include_schemas=True, mine=mine, compare_type=True,\n    '),
    );
  });

  test('is passed to a call on the first line, and not to other functions', () => {
    const call = 'context.configure(include_schemas=True)\n';
    expect(add(`${call}other(include_schemas=True)\n`)).toBe(
      `${definition}context.configure(include_schemas=True, mine=mine)\nother(include_schemas=True)\n`,
    );
  });

  test('is passed behind a keyword whatever stands between that and its comma, if it has one', () => {
    const later = 'f(1, 2)\n';
    const call = (args: string): string => `${top}context.configure(${args})\n${later}`;
    const after = (args: string): string =>
      `${top}${definition}context.configure(${args})\n${later}`;
    expect(add(call('\n    include_schemas=True\n'))).toBe(
      after('\n    include_schemas=True,\n    mine=mine\n'),
    );
    expect(add(call('\n    include_schemas=True ,\n'))).toBe(
      after('\n    include_schemas=True ,\n    mine=mine,\n'),
    );
    expect(add(call('\n    include_schemas=True , x=1\n'))).toBe(
      after('\n    include_schemas=True , mine=mine, x=1\n'),
    );
  });

  test('keeps the line ends of Windows', () => {
    const text = `${top}def run():\n    context.configure(\n        include_schemas=True,\n    )\n`;
    expect(add(text.replaceAll('\n', '\r\n'))).toBe(
      `${top}${definition}def run():\n    context.configure(\n        include_schemas=True,\n        mine=mine,\n    )\n`.replaceAll(
        '\n',
        '\r\n',
      ),
    );
  });

  test('is not added where no call lacks it', () => {
    for (const args of ['url="x"', 'include_schemas=True, include_object=other', '**options']) {
      const text = `${top}context.configure(${args})\n`;
      expect(editPython(text, [operation])).toEqual({ text, spans: [] });
    }
  });

  test('is refused where its name stands for something else', () => {
    const text = `${top}mine = 1\ncontext.configure(include_schemas=True)\n`;
    expect(() => editPython(text, [operation])).toThrow(
      new EditRefusal('the name mine already stands for something else', { line: 4, column: 1 }),
    );
  });
});
