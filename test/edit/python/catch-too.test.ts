import { editPython } from '../../../src/edit/python/index.js';

const operation = {
  op: 'catch-too',
  name: 'check',
  caught: 'SQLAlchemyError',
  also: 'OSError',
} as const;
const check = (...handlers: readonly string[]): string =>
  `async def check():\n    try:\n        ask()\n${handlers.map((each) => `    ${each}:\n        return False\n`).join('')}`;

function edited(text: string): string {
  const result = editPython(text, [operation]);
  expect(editPython(result.text, [operation])).toEqual({ text: result.text, spans: [] });
  return result.text;
}

describe('another error that a function catches', () => {
  test('joins the one that is caught, named or not', () => {
    expect(edited(check('except SQLAlchemyError as error'))).toBe(
      check('except (SQLAlchemyError, OSError) as error'),
    );
    expect(edited(check('except ValueError', 'except SQLAlchemyError'))).toBe(
      check('except ValueError', 'except (SQLAlchemyError, OSError)'),
    );
  });

  test('is not caught twice', () => {
    for (const handlers of [
      ['except (SQLAlchemyError, OSError)'],
      ['except SQLAlchemyError', 'except OSError'],
      ['except SQLAlchemyError', 'except Exception'],
      ['except SQLAlchemyError', 'except'],
    ]) {
      expect(edited(check(...handlers))).toBe(check(...handlers));
    }
  });

  test('is left to other functions, and to handlers of something else', () => {
    const other = check('except SQLAlchemyError').replace('check', 'write');
    expect(edited(other + check('except ValueError'))).toBe(other + check('except ValueError'));
  });

  test('is refused where the module cannot be read', () => {
    expect(() => edited('def check(:\n')).toThrow('the module is not valid Python here');
  });
});
