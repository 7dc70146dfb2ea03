import { editPython } from '../../../src/edit/python/index.js';

const operation = {
  op: 'pass-keyword',
  calls: ['fileConfig', 'config.fileConfig'],
  keyword: 'disable_existing_loggers',
  value: 'False',
} as const;

function edited(text: string): string {
  const result = editPython(text, [operation]);
  expect(editPython(result.text, [operation])).toEqual({ text: result.text, spans: [] });
  return result.text;
}

describe('a keyword that calls lack', () => {
  test('goes behind the last argument of each', () => {
    expect(edited('fileConfig(name)\nif name:\n    config.fileConfig(name, {})\n')).toBe(
      'fileConfig(name, disable_existing_loggers=False)\nif name:\n    config.fileConfig(name, {}, disable_existing_loggers=False)\n',
    );
  });

  test('leaves a comma at the end where it is', () => {
    expect(edited('fileConfig(\n    name,  # ini\n)\n')).toBe(
      'fileConfig(\n    name, disable_existing_loggers=False,  # ini\n)\n',
    );
  });

  test('stays as it is given, and may come from a dictionary', () => {
    const text =
      'fileConfig(name, disable_existing_loggers=True)\nfileConfig(name, **options)\nothers(name)\n';
    expect(edited(text)).toBe(text);
  });

  test('is refused where a call has no argument', () => {
    expect(() => edited('fileConfig()\n')).toThrow('the call has no arguments');
  });
});
