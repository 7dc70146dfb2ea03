import { editDockerfile } from '../../../src/edit/dockerfile/index.js';
import { copy, edit, refused } from './helpers.js';

const PLAIN = 'FROM python:3.12-slim\nCOPY ./app ./app\nEXPOSE 8003\nCMD ["uvicorn", "app:app"]\n';

describe('inserted instructions', () => {
  test('go before CMD, with the comment that belongs to it below them', () => {
    const text = PLAIN.replace('CMD', '\n# one worker\n# is enough\nCMD');
    expect(edit(text, copy)).toBe(text.replace('# one', 'COPY load.sh /usr/local/bin/\n# one'));
  });

  test('go below another instruction that ends like a comment', () => {
    const added = 'COPY load.sh /usr/local/bin/\n';
    for (const above of ['RUN echo "#"\n', 'RUN a#b\n']) {
      expect(edit(`FROM a\n${above}CMD x\n`, copy)).toBe(`FROM a\n${above}${added}CMD x\n`);
    }
    expect(edit('FROM a\n  # c\nCMD x\n', copy)).toBe(`FROM a\n${added}  # c\nCMD x\n`);
    expect(refused('FROM a\nRUN <<"# E"\n# E\nCMD x\n', copy)).toContain('do it by hand');
  });

  test('go before what comes first of ENTRYPOINT and CMD', () => {
    expect(edit('FROM a\nENTRYPOINT ["x"]\nCMD ["y"]\n', copy)).toBe(
      'FROM a\nCOPY load.sh /usr/local/bin/\nENTRYPOINT ["x"]\nCMD ["y"]\n',
    );
  });

  test('go after the last one of a kind, its continued lines and comments included', () => {
    const after = { ...copy, where: 'after', keywords: ['COPY'], instructions: ['RUN x'] } as const;
    expect(edit('FROM a\nCOPY a b\nCOPY \\\n  # c\n  c d\n# end\nUSER x\n', after)).toBe(
      'FROM a\nCOPY a b\nCOPY \\\n  # c\n  c d\nRUN x\n# end\nUSER x\n',
    );
  });

  test('go after the body of a here-document', () => {
    const after = { ...copy, where: 'after', keywords: ['RUN'], instructions: ['USER x'] } as const;
    expect(edit('FROM a\nRUN <<EOF\nCMD no\nEOF\nCMD yes\n', after)).toBe(
      'FROM a\nRUN <<EOF\nCMD no\nEOF\nUSER x\nCMD yes\n',
    );
    expect(edit('FROM a\nRUN <<EOF\nls\nEOF\n', after)).toBe(
      'FROM a\nRUN <<EOF\nls\nEOF\n\nUSER x\n',
    );
    expect(edit('FROM a\nRUN <<EOF\nls\nEOF\n\nCMD yes', after)).toBe(
      'FROM a\nRUN <<EOF\nls\nEOF\n\nUSER x\n\nCMD yes',
    );
    const onbuild = { ...after, keywords: ['ONBUILD'] };
    expect(edit('FROM a\nONBUILD RUN <<-E\n\techo\n\tE\n', onbuild)).toBe(
      'FROM a\nONBUILD RUN <<-E\n\techo\n\tE\n\nUSER x\n',
    );
  });

  test('go to the end of the stage where nothing of the kind is there', () => {
    expect(
      edit('FROM a AS one\nRUN x\n\n# two\nFROM b\nCMD ["y"]\n', { ...copy, stage: 'ONE' }),
    ).toBe('FROM a AS one\nRUN x\nCOPY load.sh /usr/local/bin/\n\n# two\nFROM b\nCMD ["y"]\n');
  });

  test('an instruction behind ONBUILD is not one of the stage', () => {
    expect(edit('FROM a\nONBUILD CMD x\nCMD y\n', copy)).toBe(
      'FROM a\nONBUILD CMD x\nCOPY load.sh /usr/local/bin/\nCMD y\n',
    );
  });

  test('look like the file: CRLF, a mark, lower case, no last newline', () => {
    expect(edit('\uFEFFfrom a\r\ncmd x', copy)).toBe(
      '\uFEFFfrom a\r\ncopy load.sh /usr/local/bin/\r\ncmd x',
    );
    expect(edit('FROM a\r\nRUN x', copy)).toBe('FROM a\r\nRUN x\r\nCOPY load.sh /usr/local/bin/');
  });

  test('in capitals where only some keywords are not, with the first line end of the file', () => {
    const added = 'COPY load.sh /usr/local/bin/\n';
    for (const from of ['From', 'FRom', 'fROM']) {
      expect(edit(`${from} a\r\ncmd x\n`, copy)).toBe(
        `${from} a\r\n${added.replace('\n', '\r\n')}cmd x\n`,
      );
    }
    expect(edit('FROM a\nCMD x\r\n', copy)).toBe(`FROM a\n${added}CMD x\r\n`);
  });

  test('nothing is changed where they are there', () => {
    const text = 'FROM a\nCOPY load.sh /usr/local/bin/\nCMD x\n';
    expect(editDockerfile(text, [copy])).toEqual({ text, spans: [] });
  });

  test.each(['', '# nothing', 'USER a\nUSER b', 'USER a\n# b'])(
    'are refused where they are not one instruction: %j',
    (instruction) => {
      const reason = refused('FROM a\nCMD x\n', { ...copy, instructions: [instruction] });
      expect(reason).toContain('1:1 this is not one instruction here');
    },
  );

  test('that are there in other lines are not added again', () => {
    const text = 'FROM a\nCOPY load.sh \\\n /usr/local/bin/\nCMD x\n';
    const same = { ...copy, instructions: ['COPY load.sh  /usr/local/bin/'] };
    expect(edit(text, same)).toBe(text);
  });

  test('may have several lines, with the escape of the file', () => {
    const run = { ...copy, instructions: ['RUN a \\\n  b'] };
    expect(edit('FROM a\r\nCMD x\r\n', run)).toBe('FROM a\r\nRUN a \\\r\n  b\r\nCMD x\r\n');
    expect(refused('# escape=`\nFROM a\nCMD x\n', run)).toBe(
      '1:1 this is not one instruction here | RUN a \\\n  b',
    );
  });
});

describe('other changes', () => {
  test('CMD is set in its place, whatever form it had', () => {
    const set = { op: 'set', keyword: 'CMD', words: ['a', 'b"c'] } as const;
    expect(edit('FROM a\nCMD  run \\\n  it\n# end', set)).toBe('FROM a\nCMD ["a", "b\\"c"]\n# end');
    expect(edit('FROM a\nCMD run \\\n  it', set)).toBe('FROM a\nCMD ["a", "b\\"c"]');
    expect(edit('FROM a\nCMD [ "x", "y", "z" ]\r\n', set)).toBe('FROM a\nCMD ["a", "b\\"c"]\r\n');
    expect(edit('FROM a\nCMD [ "b\\"c" ]\n', set)).toBe('FROM a\nCMD [ "a", "b\\"c" ]\n');
    expect(edit('FROM a\nCMD [ "a","b\\"c" ]\n', set)).toBe('FROM a\nCMD [ "a","b\\"c" ]\n');
    expect(edit('FROM a\n', set)).toBe('FROM a\nCMD ["a", "b\\"c"]\n');
  });

  test('a stage is added at the end, unless there is one of its name', () => {
    const stage = {
      op: 'add-stage',
      name: 'serve',
      from: 'nginx:1.29',
      instructions: ['EXPOSE 80'],
    } as const;
    expect(edit('FROM scratch AS artifact\nCOPY . /\n', stage)).toBe(
      'FROM scratch AS artifact\nCOPY . /\n\nFROM nginx:1.29 AS serve\nEXPOSE 80\n',
    );
    expect(edit('FROM scratch\r\n', { ...stage, comment: 'Serves it.' })).toBe(
      'FROM scratch\r\n\r\n# Serves it.\r\nFROM nginx:1.29 AS serve\r\nEXPOSE 80\r\n',
    );
    expect(edit('FROM a  AS   Serve', stage)).toBe('FROM a  AS   Serve');
    expect(edit('FROM a', stage)).toBe('FROM a\n\nFROM nginx:1.29 AS serve\nEXPOSE 80');
    expect(edit('from a as SERVE\n', stage)).toBe('from a as SERVE\n');
  });
});

describe('a text that Docker would not build is left alone', () => {
  test.each([
    [
      'an open here-document',
      'FROM a\nRUN cat <<EOF\nCMD x\n',
      '2:1 this here-document is never closed',
    ],
    ['no stage', '# nothing\n', '1:1 there is no FROM'],
    [
      'an unknown escape',
      '# escape=x\nFROM a\n',
      '1:1 its escape directive is none that Docker knows',
    ],
    ['text that is no instruction', 'FROM a\n{{ x }}\n', '2:1 this is no instruction'],
    ['a keyword with a digit', 'FROM a\nRUN1 x\n', '2:1 this is no instruction'],
    ['a keyword behind a digit', 'FROM a\n1RUN x\n', '2:1 this is no instruction'],
    ['a lone CR', 'FROM a\nRUN x\rCMD y\n', '2:6 a line of it ends with CR alone'],
  ])('%s', (_, text, reason) => {
    expect(refused(text, copy)).toBe(reason);
  });

  test('a continued last line swallows what comes behind it', () => {
    expect(refused('FROM a\nRUN x \\', copy)).toBe(
      '2:8 the change would alter other instructions; do it by hand | COPY load.sh /usr/local/bin/',
    );
  });

  test('a stage that is not there, or twice', () => {
    expect(refused('FROM a\n', { ...copy, stage: 'x' })).toBe('1:1 no stage is named x');
    expect(refused('FROM a AS x\nFROM b AS X\n', { ...copy, stage: 'x' })).toBe(
      '2:1 there are two stages named x',
    );
  });
});

describe('the user of a stage', () => {
  const user = { op: 'set-user', user: '10001' } as const;

  test('is set after the last step that may need another one, wherever CMD stands', () => {
    expect(edit(PLAIN, user)).toBe(PLAIN.replace('EXPOSE', 'USER 10001\nEXPOSE'));
    expect(edit('FROM a\nCMD x\nUSER root\nRUN b\nEXPOSE 1', user)).toBe(
      'FROM a\nCMD x\nUSER root\nRUN b\nUSER 10001\nEXPOSE 1',
    );
  });

  test('is set in a stage without steps, and not in its neighbour', () => {
    expect(edit('from a as one\nfrom b\nuser 10001\n', { ...user, stage: 0 })).toBe(
      'from a as one\nuser 10001\nfrom b\nuser 10001\n',
    );
  });

  test('is set again where a later USER took its place', () => {
    const text = 'FROM a\r\nUSER 10001\r\nRUN b\r\nUSER root\r\nRUN c\r\n';
    expect(edit(text, user)).toBe(`${text}USER 10001\r\n`);
  });
});

describe('the name of a stage', () => {
  const name = { op: 'name-stage', stage: 1, name: 'artifact' } as const;

  test('is added behind its image', () => {
    expect(edit('FROM a AS one\nfrom  scratch \t\r\nCOPY b /\r\n', name)).toBe(
      'FROM a AS one\nfrom  scratch AS artifact \t\r\nCOPY b /\r\n',
    );
    expect(edit('from a\nfrom scratch', name)).toBe('from a\nfrom scratch as artifact');
  });

  test('stays the one it has', () => {
    const text = 'FROM a\nFROM scratch AS dist\n';
    expect(edit(text, name)).toBe(text);
  });
});
