import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

interface Hardening {
  readonly files: readonly unknown[];
  readonly score: number;
  readonly aspects: readonly { readonly id: string; readonly score: number | null }[];
  readonly rules: readonly { readonly id: string; readonly status: string }[];
}

afterEach(removeTrees);

function make(...args: readonly string[]) {
  const root = join(writeTree(), 'made');
  const { code, out, err } = rallyExt(['new', ...args, '--dir', root]);
  return { root, code, out, err };
}

/** What hardening would find and change. */
function harden(root: string): Hardening {
  const { out } = rallyExt(['harden', root, '--check', '--review', '--format', 'json']);
  return JSON.parse(out) as Hardening;
}

const matrix = ['postgres', 'mongo', 'none'].flatMap((database) =>
  ['all', 'none'].map((assets) => ['my-ext', database, assets] as const),
);

const others = [
  ['quiz', 'postgres', 'all'],
  ['x2', 'postgres', 'all'],
] as const;

describe('a new extension is at 10 of 10 in every aspect, and hardening changes nothing', () => {
  test.each([...matrix, ...others])('%s, database %s, assets %s', (name, database, assets) => {
    const { root, code, err } = make(name, '--database', database, '--assets', assets);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { score, aspects, rules, files } = harden(root);
    expect({ score, files }).toEqual({ score: 10, files: [] });
    expect(aspects.filter((aspect) => aspect.score !== null && aspect.score < 10)).toEqual([]);
    const open = rules.filter(({ status }) => !/^(pass|not-applicable)$/.test(status));
    expect(open).toEqual([]);
  });

  test.each(['postgres', 'mongo', 'none'])('%s: nothing of the sample is left', (database) => {
    const ports = ['--api-port', '8123', '--web-port', '3123'];
    const { root } = make('quiz', '--database', database, ...ports);
    const files = readTree(root);
    const left = Object.entries(files).flatMap(([path, text]) => {
      const found = /sample.?ext|example-union|\b[83]099\b(?=[^"]*$)/i.exec(`${path}\n${text}`);
      return found === null ? [] : [`${path}: ${found[0]}`];
    });
    expect(left).toEqual([]);
    expect(files['web-quiz/nginx/default.conf']).toContain('listen 3123;');
    expect(files['api-quiz/Dockerfile.prod']).toContain('EXPOSE 8123\n');
  });
});

describe('rally-ext new', () => {
  test('of a name with a hyphen: services that the Platform finds, by container names that it waits for', () => {
    const { root } = make('my-ext', '--registry-owner', 'Example-Union');
    const files = readTree(root);
    const compose = parse(files['compose.override.prod.yml'] ?? '') as {
      services: Record<string, { container_name?: string; image?: string }>;
    };
    expect(compose.services.api_my_ext?.container_name).toBe('api_my-ext');
    expect(compose.services.api_my_ext?.image).toBe(
      'ghcr.io/example-union/api-my-ext:${TAG:-latest}',
    );
    expect(files['compose.override.prod.yml']).toContain("ENABLE_MY_EXT: 'True'");
    expect(files['api-my-ext/app/core/config.py']).toContain('DATABASE_SCHEMA = "my_ext"');
  });

  test('puts title, description and scopes where they belong', () => {
    const { root } = make(
      ...['quiz', '--title', 'Ana\'s "quiz"', '--description', 'Ask & answer.'],
      ...['--scopes', 'ask,answer'],
    );
    const files = readTree(root);
    expect(JSON.parse(files['manifest.json'] ?? '')).toEqual({
      name: 'quiz',
      version: '0.1.0',
      scopes: [
        { name: 'ask', description: 'Manage Ana\'s "quiz"' },
        { name: 'answer', description: 'Answer' },
      ],
      nav: [{ label: 'Ana\'s "quiz"', href: '/quiz', requiresScopes: [] }],
      api: { port: 8005 },
      web: { port: 3004 },
    });
    expect(JSON.parse(files['web-quiz/src/extension.json'] ?? '')).toEqual({
      title: 'Ana\'s "quiz"',
      description: 'Ask & answer.',
      managerScope: 'ask',
    });
    expect(files['README.md']?.split('\n').slice(0, 3)).toEqual([
      '# Ana\'s "quiz"',
      '',
      'Ask \\& answer.',
    ]);
    expect(files['api-quiz/app/core/auth.py']).toContain('MANAGER = "ask"\n');
  });

  test('makes the folder of that name where none is given', () => {
    const cwd = writeTree();
    const { code, out } = rallyExt(['new', 'quiz'], { cwd });
    expect(code).toBe(0);
    expect(existsSync(join(cwd, 'quiz/manifest.json'))).toBe(true);
    expect(out).toMatch(/\nnext: cd quiz && less README\.md\n$/);
  });

  test('leaves out what is not wanted, and says so when it is looked at', () => {
    const { root } = make('quiz', '--assets', 'tests,release');
    expect(existsSync(join(root, '.github/workflows/test.yml'))).toBe(true);
    expect(existsSync(join(root, '.github/workflows/release.yml'))).toBe(true);
    expect(existsSync(join(root, '.github/workflows/publish-images.yml'))).toBe(false);
    const { err } = rallyExt(['audit', root]);
    expect(err).toMatch(/^rally-ext: \.yo-rc\.json leaves out .*workflow-publish-images/);
    const status = harden(root).rules.find(({ id }) => id === 'workflow-publish-images')?.status;
    expect(status).toBe('not-applicable');
  });

  test('shows what it would make', () => {
    const { root, code, out } = make('quiz', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('would be written: manifest.json\n');
    expect(existsSync(root)).toBe(false);
  });

  test('keeps what a fresh repository comes with', () => {
    const root = writeTree({ 'README.md': 'mine\n', LICENSE: 'MIT\n', '.gitignore': '*.log\n' });
    const { code, out } = rallyExt(['new', 'quiz', '--dir', root]);
    expect(code).toBe(0);
    expect(out).toContain('kept README.md, which was there already\n');
    const files = readTree(root);
    expect([files['README.md'], files.LICENSE]).toEqual(['mine\n', 'MIT\n']);
    // What the rules need is added to it.
    expect(files['.gitignore']).toMatch(/^\*\.log\n(.*\n)*\.env\.production\n/);
    expect(rallyExt(['harden', root, '--check', '--review']).code).toBe(0);
  });

  test('says how to go on in words that a shell takes', () => {
    const args = ['new', 'quiz', '--assets', 'none', '--dir', 'dir é/quiz'];
    const { out } = rallyExt(args, { cwd: writeTree() });
    expect(out.endsWith("\nnext: cd 'dir é/quiz' && less README.md\n")).toBe(true);
  });

  test('commits everything to a repository of its own where it is asked to', () => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    const who = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.c' };
    const root = join(writeTree(), 'quiz');
    const committer = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.c' };
    const { code, out } = rallyExt(['new', 'quiz', '--dir', root, '--git'], {
      env: { ...env, ...who, ...committer },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/\ncommitted [0-9a-f]{7,} on main\n/);
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: root, env, encoding: 'utf8' });
    expect(git('status', '--short')).toBe('');
    expect(git('ls-files').split('\n')).toContain('.env.production.example');
  });
});

describe('rally-ext new refuses, and writes nothing', () => {
  test.each([
    [
      ['ação'],
      'the name "ação": "ç" cannot be in it: only a to z, 0 to 9, hyphens and underscores',
    ],
    [['nei'], 'the name "nei": the Platform uses it itself'],
    [[], 'new takes the name of an extension; see rally-ext --help'],
    [['a', 'b'], 'new takes the name of an extension; see rally-ext --help'],
    [['quiz', '--database', 'mysql'], '--database mysql: the databases are postgres, mongo, none'],
    [['quiz', '--api-port', '8x'], '--api-port 8x: a number is wanted'],
    [['quiz', '--api-port', '5432'], "the API's port 5432: it is db_pg's in the Platform"],
    [['quiz', '--scopes', 'admin'], 'the scopes: "admin" is the Platform\'s own'],
    [['quiz', '--title', '-x'], "Option '--title' argument is ambiguous; see rally-ext --help"],
    [['quiz', '--review'], '--review does not belong to new; see rally-ext --help'],
    [
      ['quiz', '--registry-owner', 'a b'],
      '--registry-owner a b: the name of a GitHub account is wanted',
    ],
  ])('%j', (args, reason) => {
    const cwd = writeTree();
    const { code, out, err } = rallyExt(['new', ...args], { cwd });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `rally-ext: ${reason}\n` });
    expect(readTree(cwd)).toEqual({});
  });

  test('a folder that holds something else, unless it is forced; that stays', () => {
    const root = writeTree({ 'notes.txt': 'mine\n', 'api-quiz/app/main.py': '# mine\n' });
    const { code, err } = rallyExt(['new', 'quiz', '--dir', root]);
    expect(code).toBe(2);
    expect(err).toBe(
      `rally-ext: ${root} is not empty (api-quiz and 1 more): name an empty folder, or pass --force to make it there\n`,
    );
    expect(Object.keys(readTree(root))).toHaveLength(2);
    expect(rallyExt(['new', 'quiz', '--dir', root, '--force']).code).toBe(0);
    expect(readTree(root)['api-quiz/app/main.py']).toBe('# mine\n');
  });

  test('to be committed where git does not know who commits; what was written stays', () => {
    const cwd = writeTree();
    const env = { ...process.env, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: '' };
    const { code, err } = rallyExt(['new', 'quiz', '--git'], { cwd, env });
    expect(err).toBe(
      'rally-ext: nothing was committed: git does not know who you are; run git config --global ' +
        'user.name "Your Name"; git config --global user.email you@example.org; and then git commit\n',
    );
    expect(code).toBe(2);
    expect(readTree(cwd)['quiz/manifest.json']).toBeDefined();
  });

  test('an extension, which is to be hardened instead', () => {
    const root = writeTree({ 'manifest.json': '{ "name": "quiz" }' });
    const { code, err } = rallyExt(['new', 'quiz', '--dir', root, '--force']);
    expect(code).toBe(2);
    expect(err).toBe(
      `rally-ext: ${root} is an extension already: to bring it up to date, run rally-ext harden ${root}\n`,
    );
  });

  test('a file in the place of the folder', () => {
    const root = writeTree({ quiz: '' });
    const { code, err } = rallyExt(['new', 'quiz'], { cwd: root });
    expect({ code, err }).toEqual({ code: 2, err: 'rally-ext: quiz is not a directory\n' });
  });

  test('a folder of a Platform that has another name', () => {
    const root = writeTree({ 'compose.yml': '' });
    const place = join(root, 'extensions/game');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'LICENSE'), '');
    const { code, err } = rallyExt(['new', 'quiz', '--dir', place]);
    expect(code).toBe(2);
    expect(err).toBe(
      'rally-ext: the Platform knows an extension by its folder: extensions/game cannot hold "quiz"\n',
    );
  });
});
