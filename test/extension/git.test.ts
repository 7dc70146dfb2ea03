import { join } from 'node:path';
import { readGit } from '../../src/extension/git.js';
import { writeTree } from './tree.js';

const config = (url: string): string =>
  `[core]\n\tbare = false\n[remote "fork"]\n\turl = https://github.com/fork/x.git\n` +
  `[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n` +
  `[branch "main"]\n\tremote = origin\n`;

const QUIZ = { owner: 'NEI-AAUAV', repository: 'quiz', defaultBranch: undefined };
const UNKNOWN = { owner: undefined, repository: undefined, defaultBranch: undefined };

describe("the origin's repository on GitHub", () => {
  test.each([
    ['https://github.com/NEI-AAUAV/quiz.git', QUIZ],
    ['https://github.com/NEI-AAUAV/quiz', QUIZ],
    ['https://github.com/NEI-AAUAV/quiz/', QUIZ],
    ['https://someone:ghp_token@github.com/NEI-AAUAV/quiz.git', QUIZ],
    ['https://x-access-token@GitHub.com/NEI-AAUAV/quiz.git', QUIZ],
    ['git@github.com:NEI-AAUAV/quiz.git', QUIZ],
    ['github.com:NEI-AAUAV/quiz', QUIZ],
    ['git@github.com:/NEI-AAUAV/quiz.git', QUIZ],
    ['ssh://git@github.com/NEI-AAUAV/quiz.git', QUIZ],
    ['ssh://git@github.com:22/NEI-AAUAV/quiz.git', QUIZ],
    ['ssh://git@ssh.github.com:443/NEI-AAUAV/quiz.git', QUIZ],
    ['"https://github.com/NEI-AAUAV/quiz.git"', QUIZ],
    ['https://github.com/NEI-AAUAV/quiz.js.git', { ...QUIZ, repository: 'quiz.js' }],
    ['https://gitlab.com/NEI-AAUAV/quiz.git', UNKNOWN],
    ['https://notgithub.com/NEI-AAUAV/quiz.git', UNKNOWN],
    ['https://github.com.example.org/NEI-AAUAV/quiz.git', UNKNOWN],
    ['../quiz.git', UNKNOWN],
    ['', UNKNOWN],
  ])('of %s', (url, expected) => {
    expect(readGit(writeTree({ '.git/config': config(url) }))).toEqual(expected);
  });

  test('is found from a submodule', () => {
    const root = writeTree({
      '.git/modules/extensions/quiz/config': config('git@github.com:NEI-AAUAV/quiz.git'),
      'extensions/quiz/.git': 'gitdir: ../../.git/modules/extensions/quiz\n',
    });
    expect(readGit(join(root, 'extensions/quiz'))).toEqual(QUIZ);
  });

  test('is found from a work tree', () => {
    const root = writeTree({
      'main/.git/config': config('git@github.com:NEI-AAUAV/quiz.git'),
      'main/.git/worktrees/other/commondir': '../..\n',
    });
    const tree = writeTree({ '.git': `gitdir: ${root}/main/.git/worktrees/other\n` });
    expect(readGit(tree)).toEqual(QUIZ);
  });

  test('is unknown without a repository or an origin', () => {
    expect(readGit(writeTree({ x: '' }))).toEqual(UNKNOWN);
    expect(
      readGit(writeTree({ '.git/config': '[core]\n\turl = https://github.com/a/b\n' })),
    ).toEqual(UNKNOWN);
    expect(readGit(writeTree({ '.git': 'gitdir: /nowhere\n' }))).toEqual(UNKNOWN);
  });
});

describe('the repository around', () => {
  const root = (files: Readonly<Record<string, string>>): string =>
    writeTree({ 'apps/quiz/manifest.json': '{}', ...files });

  test('is found where the directory is only a part of one', () => {
    const part = join(root({ '.git/HEAD': '' }), 'apps/quiz');
    expect(readGit(part).around).toBe(join('..', '..'));
  });

  test('is none for a repository of its own, or without one', () => {
    const own = join(root({ '.git/HEAD': '', 'apps/quiz/.git/HEAD': '' }), 'apps/quiz');
    expect(readGit(own).around).toBeUndefined();
    expect(readGit(join(root({}), 'apps/quiz')).around).toBeUndefined();
  });
});

describe('the default branch', () => {
  const HEAD = { '.git/HEAD': 'ref: refs/heads/topic\n' };
  const branchOf = (files: Record<string, string>): string | undefined =>
    readGit(writeTree({ ...HEAD, ...files })).defaultBranch;

  test('is what origin starts a clone on', () => {
    const files = {
      '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/release/next\n',
      '.git/refs/heads/main': 'f'.repeat(40),
    };
    expect(branchOf(files)).toBe('release/next');
  });

  test('is main or master where there is one, loose or packed, whatever is checked out', () => {
    expect(branchOf({ '.git/refs/heads/main': 'f'.repeat(40) })).toBe('main');
    expect(branchOf({ '.git/packed-refs': `${'f'.repeat(40)} refs/remotes/origin/master\n` })).toBe(
      'master',
    );
  });

  test('is the branch that is checked out, else unknown', () => {
    expect(branchOf({ '.git/packed-refs': `${'f'.repeat(40)} refs/heads/maintenance\n` })).toBe(
      'topic',
    );
    expect(
      readGit(writeTree({ '.git/HEAD': `${'f'.repeat(40)}\n` })).defaultBranch,
    ).toBeUndefined();
  });
});
