import { complete, whyNot, whyNoScopes, whyNoText } from '../../src/scaffold/complete.js';
import { removeTrees, writeTree } from '../tree.js';

afterEach(removeTrees);

describe('what is not said about a new extension', () => {
  test('has defaults', () => {
    const { assets, ...rest } = complete({ name: 'my-ext' }, writeTree());
    expect(rest).toEqual({
      name: 'my-ext',
      title: 'My Ext',
      description: 'My Ext, an extension of the NEI Platform.',
      apiPort: 8005,
      webPort: 3004,
      database: 'postgres',
      scopes: ['manager-my-ext'],
      owner: 'nei-aauav',
    });
    expect(assets).toContain('tests');
  });

  test('in a Platform comes from there: ports that its extensions leave, the owner of its images', () => {
    const root = writeTree({
      'compose.yml': '',
      '.git/config': '[remote "origin"]\n\turl = git@github.com:Example-Union/Platform.git\n',
      'extensions/rally/manifest.json': '{ "name": "rally", "api": { "port": 8005 } }',
      'extensions/gala/manifest.json': '{ "name": "gala", "web": { "port": "3004" } }',
      'extensions/odd/manifest.json': '{ "name": ',
    });
    const { apiPort, webPort, owner } = complete({ name: 'quiz' }, `${root}/extensions/quiz`);
    expect({ apiPort, webPort, owner }).toEqual({
      apiPort: 8006,
      webPort: 3005,
      owner: 'Example-Union',
    });
  });

  test('its own repository says whose the images are', () => {
    const root = writeTree({
      '.git/config': '[remote "origin"]\n\turl = https://github.com/a/b\n',
    });
    expect(complete({ name: 'quiz' }, root).owner).toBe('a');
  });
});

describe('what is said about a new extension', () => {
  const good = complete({ name: 'quiz' }, '/nowhere/quiz');

  test('can be good', () => {
    expect(whyNot(good)).toBeUndefined();
    expect(whyNot({ ...good, title: 'Ação & "Festa"' })).toBeUndefined();
  });

  test.each([
    [
      { name: 'ação' },
      'the name "ação": "ç" cannot be in it: only a to z, 0 to 9, hyphens and underscores',
    ],
    [{ title: ' ' }, 'the title: a text is wanted'],
    [{ title: 'x'.repeat(61) }, 'the title: it is longer than 60 characters'],
    [{ description: 'a\nb' }, 'the description: it has characters that cannot be seen'],
    [{ apiPort: 8000 }, "the API's port 8000: it is api_nei's in the Platform"],
    [{ apiPort: 80 }, "the API's port 80: a number from 1024 to 65535 is wanted"],
    [{ webPort: 70000 }, "the web client's port 70000: a number from 1024 to 65535 is wanted"],
    [{ webPort: 8005 }, "the web client's port 8005: it is the API's already"],
    [{ scopes: [] }, 'the scopes: at least one is wanted, for who manages the extension'],
  ])('%j is refused', (wish, reason) => {
    expect(whyNot({ ...good, ...wish })).toBe(reason);
  });

  test('scopes are words, and none of them the Platform’s', () => {
    expect(whyNoScopes(['manager-quiz', 'quiz:read'])).toBeUndefined();
    expect(whyNoScopes(['Manager'])).toBe(
      '"Manager" is none: small letters, digits and hyphens between them',
    );
    expect(whyNoScopes(['a"b'])).toBe(
      '"a"b" is none: small letters, digits and hyphens between them',
    );
    expect(whyNoScopes(['quiz', 'admin'])).toBe('"admin" is the Platform\'s own');
    expect(whyNoScopes(['quiz', 'quiz'])).toBe('one is named twice');
  });

  test('a text is one line that can be seen', () => {
    expect(whyNoText('Quiz\u202Enight')).toBe('it has characters that cannot be seen');
    expect(whyNoText(' Quiz')).toBe('it begins or ends with a space');
  });
});
