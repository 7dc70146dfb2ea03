import { editPython } from '../../../src/edit/python/index.js';

const operation = { op: 'escape-percent' } as const;
const edited = (text: string): string => editPython(text, [operation]).text;

describe('a URL that goes through configparser', () => {
  test('has its percent signs doubled, in the quotes of the module, and once', () => {
    const text = "config.set_main_option('sqlalchemy.url', str(settings.URL))\n";
    const after =
      "config.set_main_option('sqlalchemy.url', str(settings.URL).replace('%', '%%'))\n";
    expect(edited(text)).toBe(after);
    expect(editPython(after, [operation]).spans).toEqual([]);
  });

  test.each(['url', 'settings.url', 'urls[0]', '"a" "b"', 'f"{a}"', '(a + b)'])(
    'may be %s',
    (url) => {
      const text = `f(config.set_main_option("sqlalchemy.url", ${url}))\n`;
      expect(edited(text)).toBe(text.replace('))\n', '.replace("%", "%%")))\n'));
    },
  );

  test('other options stay', () => {
    const text = 'config.set_main_option("script_location", place)\n';
    expect(edited(text)).toBe(text);
  });

  test('is refused where it is put together', () => {
    const text = 'config.set_main_option("sqlalchemy.url", scheme + rest)\n';
    expect(() => edited(text)).toThrow('the URL is put together here');
  });
});
