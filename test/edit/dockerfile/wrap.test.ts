import { copy, edit, refused, wrap } from './helpers.js';

const PLAIN = 'FROM python:3.12-slim\nCOPY ./app ./app\nEXPOSE 8003\nCMD ["uvicorn", "app:app"]\n';

describe('a wrapped ENTRYPOINT', () => {
  test('is added before CMD, which becomes its arguments', () => {
    expect(edit(PLAIN, copy, wrap)).toBe(
      PLAIN.replace(
        'CMD',
        'COPY load.sh /usr/local/bin/\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh"]\nCMD',
      ),
    );
  });

  test('keeps the words of an exec form as they are written', () => {
    expect(edit('FROM a\nENTRYPOINT [ "tini",  "--" ]\n', wrap)).toBe(
      'FROM a\nENTRYPOINT [ "/bin/sh", "/usr/local/bin/load.sh", "tini",  "--" ]\n',
    );
    expect(edit('FROM a\nentrypoint []\n', wrap)).toBe(
      'FROM a\nentrypoint ["/bin/sh", "/usr/local/bin/load.sh"]\n',
    );
  });

  test('keeps an exec form over several lines, with its comments', () => {
    const text = 'FROM a\nENTRYPOINT  \\\n  [ \\\n  # first\n  "tini", "--"]\n';
    expect(edit(text, wrap)).toBe(text.replace('[ ', '[ "/bin/sh", "/usr/local/bin/load.sh", '));
    expect(refused('FROM a\nENTRYPOINT \\\n # [x]\n ["tini"]\n', wrap)).toContain('do it by hand');
  });

  test('is nothing more where the image starts nothing', () => {
    const nothing = { ...wrap, inherited: { entrypoint: [], cmd: [] } };
    expect(edit('FROM a\n', nothing)).toBe(
      'FROM a\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh"]\n',
    );
  });

  test('starts what the image starts where a stage of its name is another or a later one', () => {
    for (const [before, after] of [
      ['FROM x AS other\nENTRYPOINT ["t"]\n', ''],
      ['', 'FROM x AS base\nENTRYPOINT ["t"]\n'],
    ] as const) {
      const stage = before === '' ? 0 : 1;
      expect(edit(`${before}FROM base\n${after}`, { ...wrap, stage })).toBe(
        `${before}FROM base\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh"]\nCMD ["python3"]\n${after}`,
      );
    }
  });

  test('starts a shell form with the shell it had', () => {
    expect(edit('FROM a\nENTRYPOINT exec "x y" \\\n  # z\n  $PORT\nUSER b\n', wrap)).toBe(
      'FROM a\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh", "/bin/sh", "-c", "exec \\"x y\\"   $PORT"]\nUSER b\n',
    );
    const text = 'FROM a AS base\nSHELL ["/bin/bash", "-ec"]\nFROM Base\nENTRYPOINT run\n';
    expect(edit(text, wrap)).toBe(
      text.replace(
        'ENTRYPOINT run',
        'ENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh", "/bin/bash", "-ec", "run"]',
      ),
    );
  });

  test('is the last one of the final stage', () => {
    const text = 'FROM a\nENTRYPOINT ["one"]\nFROM b\nENTRYPOINT ["two"]\nENTRYPOINT ["three"]\n';
    expect(edit(text, wrap)).toBe(
      text.replace('["three"', '["/bin/sh", "/usr/local/bin/load.sh", "three"'),
    );
  });

  test('starts what the base image starts, whose CMD it would take away', () => {
    const inherited = { entrypoint: ['/docker-entrypoint.sh'], cmd: ['nginx', '-g'] };
    expect(edit('FROM nginx\nCOPY . .', { ...wrap, inherited })).toBe(
      'FROM nginx\nCOPY . .\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh", "/docker-entrypoint.sh"]\nCMD ["nginx", "-g"]',
    );
  });

  test('starts what a parent stage starts, with its CMD', () => {
    const parent = 'FROM x/y AS base\nENTRYPOINT ["tini"]\nCMD serve it\n';
    expect(edit(`${parent}FROM base\nCOPY . .\n`, { ...wrap, inherited: undefined })).toBe(
      `${parent}FROM base\nCOPY . .\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh", "tini"]\nCMD ["/bin/sh", "-c", "serve it"]\n`,
    );
    const other = 'FROM a AS b\nENTRYPOINT ["tini"]\n';
    expect(edit(`${other}FROM b\n`, wrap)).toBe(
      `${other}FROM b\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh", "tini"]\n`,
    );
    const wrapped = 'FROM a AS b\nENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh"]\nFROM b\n';
    expect(edit(wrapped, wrap)).toBe(wrapped);
  });

  test('is refused where nobody knows what the base image starts', () => {
    expect(refused('FROM x/y:1\nCMD ["a"]\n', { ...wrap, inherited: undefined })).toBe(
      '1:1 what the image x/y:1 starts is not known: a new ENTRYPOINT could take the place of its own | ENTRYPOINT ["/bin/sh", "/usr/local/bin/load.sh"]',
    );
  });

  test('is refused for what looks like JSON and is none', () => {
    expect(refused("FROM a\nENTRYPOINT ['x']\n", wrap)).toBe(
      '2:1 this looks like the JSON form and is none',
    );
  });
});
