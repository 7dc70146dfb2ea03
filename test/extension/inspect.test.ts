import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '../../src/extension/bad-input.js';
import { inspect } from '../../src/extension/inspect.js';
import type { Extension } from '../../src/extension/model.js';
import { MANIFEST, writeTree } from './tree.js';

const COMPOSE = 'services:\n  api_quiz:\n    image: ghcr.io/x/api-quiz\n';

const QUIZ = {
  'manifest.json': MANIFEST,
  'compose.override.prod.yml': COMPOSE,
  'api-quiz/Dockerfile.prod': 'FROM python:3.12-slim\nCMD ["uvicorn", "app.main:app"]\n',
  'api-quiz/app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'web-quiz/package.json': '{"name": "web-quiz"}',
  'web-quiz/vite.config.ts': 'export default {};\n',
  'web-quiz/pnpm-lock.yaml': '',
  'web-quiz/public/manifest.json': '{"short_name": "PWA"}',
  '.github/workflows/tests.yml': 'name: tests\non: push\njobs: {}\n',
};

function badInput(directory: string): BadInput {
  try {
    inspect(directory);
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
  throw new Error('was accepted');
}

const problems = (extension: Extension): string[] =>
  extension.problems.map(
    ({ file, position, message }) => `${file}:${position.line}:${position.column} ${message}`,
  );

const lockOf = (extension: Extension, path: string): string | undefined =>
  extension.files.get(path)?.locked;

/** Runs as a user who may not read everything; tests often run as root, who may. */
function unprivileged<T>(action: () => T): T {
  const own = process.geteuid?.();
  if (own !== 0) return action();
  process.seteuid?.(65_534);
  try {
    return action();
  } finally {
    process.seteuid?.(own);
  }
}

describe('an extension', () => {
  test('is read with all its parts', () => {
    const root = writeTree(QUIZ);
    const extension = inspect(root);
    expect(extension.root).toBe(root);
    expect(extension.manifest.name).toBe('quiz');
    expect(
      extension.composeFiles.map(({ path, kind, override }) => [path, kind, override]),
    ).toEqual([['compose.override.prod.yml', 'production', true]]);
    expect(extension.composeFiles[0]?.services[0]?.dockerfile?.path).toBe(
      'api-quiz/Dockerfile.prod',
    );
    expect(extension.dockerfiles.map(({ path }) => path)).toEqual(['api-quiz/Dockerfile.prod']);
    expect(extension.webs).toEqual([
      { dir: 'web-quiz', packageManager: 'pnpm', viteConfig: 'web-quiz/vite.config.ts' },
    ]);
    expect(extension.workflows.map(({ path, data }) => [path, data.name])).toEqual([
      ['.github/workflows/tests.yml', 'tests'],
    ]);
    expect(extension.platformFolder).toBeUndefined();
    expect(extension.problems).toEqual([]);
  });

  test('can be looked at as it would be with other texts', () => {
    const before = inspect(writeTree(QUIZ));
    const path = 'compose.override.prod.yml';
    const after = before.withTexts(new Map([[path, `${COMPOSE}  web_quiz: {}\n`]]));
    const names = ({ composeFiles }: Extension): (readonly string[])[] =>
      composeFiles.map(({ services }) => services.map(({ name }) => name));
    expect(names(after)).toEqual([['api_quiz', 'web_quiz']]);
    expect(names(before)).toEqual([['api_quiz']]);
  });

  test('may be a manifest and nothing else', () => {
    const extension = inspect(writeTree({ 'manifest.json': '{"name": "quiz"}' }));
    expect(extension).toMatchObject({ composeFiles: [], dockerfiles: [], apis: [], webs: [] });
    expect([...extension.files.keys()]).toEqual(['manifest.json']);
  });

  test('is found in a Platform checkout', () => {
    const platform = writeTree({
      'compose.yml': 'services: {}\n',
      'extensions/quiz/manifest.json': MANIFEST,
      'extensions/quiz/compose.override.yml':
        'services:\n  api_quiz:\n    build: extensions/quiz/api-quiz\n',
      'extensions/quiz/api-quiz/Dockerfile': 'FROM python:3.12-slim\n',
    });
    const extension = inspect(join(platform, 'extensions/quiz'));
    expect(extension.platformFolder).toBe('quiz');
    expect(extension.composeFiles[0]?.services[0]?.dockerfile?.path).toBe('api-quiz/Dockerfile');
  });

  test('is not in a Platform because of a directory that is called extensions', () => {
    const other = writeTree({ 'extensions/quiz/manifest.json': MANIFEST });
    expect(inspect(join(other, 'extensions/quiz')).platformFolder).toBeUndefined();
  });

  test('has only the files of people, not those of tools and tests', () => {
    const { files } = inspect(
      writeTree({
        ...QUIZ,
        'node_modules/x/compose.yml': COMPOSE,
        'web-quiz/node_modules/x/Dockerfile': 'FROM x\n',
        'api-quiz/environment/pyvenv.cfg': '',
        'api-quiz/environment/lib/fastapi.py': '',
        'api-quiz/app/tests/test_main.py': '',
        'api-quiz/docker-compose.smoke.yml': COMPOSE,
        'platform/.git/config': '',
        'platform/compose.prod.yml': COMPOSE,
        '.env': 'PASSWORD=secret\n',
        '.env.example': 'PASSWORD=\n',
      }),
    );
    expect([...files.keys()]).toEqual([
      'manifest.json',
      '.env.example',
      '.github/workflows/tests.yml',
      'api-quiz/Dockerfile.prod',
      'api-quiz/app/main.py',
      'compose.override.prod.yml',
      'web-quiz/package.json',
      'web-quiz/vite.config.ts',
    ]);
  });

  test('may have its API in a directory of another name', () => {
    const { files } = inspect(
      writeTree({
        'manifest.json': MANIFEST,
        'scripts/clean.py': 'import os\n',
        'backend/pyproject.toml': '',
        'backend/app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
        'backend/app/api/v1/routes/a/b.py': '',
      }),
    );
    expect([...files.keys()].filter((path) => path.endsWith('.py'))).toEqual([
      'backend/app/api/v1/routes/a/b.py',
      'backend/app/main.py',
    ]);
  });

  test('has its API found behind many revisions and many modules without one', () => {
    const many = (path: string): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: 150 }, (_, at) => [`${path}${at}.py`, 'import os\n']),
      );
    const { apis } = inspect(
      writeTree({
        'manifest.json': MANIFEST,
        ...many('backend/alembic/versions/r'),
        ...many('agents/tool'),
        'backend/alembic/script.py.mako': '',
        'backend/pyproject.toml': '',
        'backend/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      }),
    );
    expect(apis.map(({ dir, file }) => [dir, file])).toEqual([['backend', 'backend/main.py']]);
  });

  test('may have its API deep below a project that names FastAPI', () => {
    const { apis } = inspect(
      writeTree({
        'manifest.json': MANIFEST,
        'tools/pyproject.toml': '[project]\ndependencies = ["fastapi-cli"]\n',
        'apps/server/pyproject.toml':
          '[project]\ndependencies = [\n    "fastapi[standard]>=0.115",\n]\n',
        'apps/server/src/shop/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      }),
    );
    expect(apis.map(({ dir, file }) => [dir, file])).toEqual([
      ['apps/server', 'apps/server/src/shop/main.py'],
    ]);
  });

  test('keeps going past files it cannot use', () => {
    const root = writeTree({
      ...QUIZ,
      'compose.yml': 'services:\n  a: 1\n  a: 2\n',
      'deploy/compose.staging.yml': COMPOSE,
      Dockerfile: '# nothing yet\n',
      'api-quiz/app/latin.py': Uint8Array.from([0x61, 0x0a, 0x62, 0xe9, 0x0a]),
      'README.md': Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
    });
    const extension = inspect(root);
    expect(problems(extension)).toEqual([
      'README.md:1:1 is not UTF-8 text but UTF-16',
      'api-quiz/app/latin.py:2:2 is not UTF-8 text',
      'Dockerfile:1:1 has no FROM',
      'compose.yml:3:3 is not valid YAML: the key a is there twice',
    ]);
    expect(extension.composeFiles.map(({ path }) => path)).toEqual([
      'compose.override.prod.yml',
      'compose.yml',
      'deploy/compose.staging.yml',
    ]);
  });

  test('says which workflow is not valid, when it is asked', () => {
    const root = writeTree({
      ...QUIZ,
      '.github/workflows/bad.yml': 'on: push\non: pull_request\n',
    });
    const [bad, good] = inspect(root).workflows;
    expect(bad?.problem?.position).toEqual({ line: 2, column: 1 });
    expect(good?.problem).toBeUndefined();
  });

  test('is not held up by a compose file of a megabyte', () => {
    const root = writeTree({
      ...QUIZ,
      'compose.yml': `services:\n${'# padding\n'.repeat(100_000)}`,
    });
    expect(problems(inspect(root))).toEqual([
      'compose.yml:1:1 is larger than 256 KB, too large to be worked on',
    ]);
  });
});

describe('a file that must not be written', () => {
  test('is one without write permission', () => {
    const root = writeTree(QUIZ);
    chmodSync(join(root, 'compose.override.prod.yml'), 0o444);
    const extension = inspect(root);
    expect(lockOf(extension, 'compose.override.prod.yml')).toBe('is read-only');
    expect(lockOf(extension, 'manifest.json')).toBeUndefined();
    expect(extension.files.get('compose.override.prod.yml')?.mode).toBe(0o444);
  });

  test('is one in a read-only directory', () => {
    const root = writeTree(QUIZ);
    chmodSync(join(root, 'api-quiz/app'), 0o555);
    const extension = inspect(root);
    chmodSync(join(root, 'api-quiz/app'), 0o755);
    expect(lockOf(extension, 'api-quiz/app/main.py')).toBe('is in a read-only directory');
  });

  test('is a link, which is read when it stays inside', () => {
    const root = writeTree({ ...QUIZ, 'deploy/stack.txt': COMPOSE });
    symlinkSync('deploy/stack.txt', join(root, 'compose.prod.yml'));
    const extension = inspect(root);
    expect(lockOf(extension, 'compose.prod.yml')).toBe('is a symbolic link to deploy/stack.txt');
    expect(extension.files.get('compose.prod.yml')?.text).toBe(COMPOSE);
  });

  test('is a link out of the extension, which is not even read', () => {
    const outside = writeTree({ 'secret.yml': COMPOSE });
    const root = writeTree(QUIZ);
    symlinkSync(join(outside, 'secret.yml'), join(root, 'compose.prod.yml'));
    symlinkSync('/nowhere', join(root, 'compose.yml'));
    symlinkSync('compose.dev.yml', join(root, 'compose.dev.yml'));
    symlinkSync(outside, join(root, 'deploy'));
    const extension = inspect(root);
    expect([...extension.files.keys()].filter((path) => path.includes('compose'))).toEqual([
      'compose.override.prod.yml',
    ]);
    expect(problems(extension)).toEqual([
      'compose.dev.yml:1:1 is a symbolic link to itself',
      expect.stringMatching(/^compose\.prod\.yml:1:1 is a symbolic link out of the extension/),
      'compose.yml:1:1 is a symbolic link to a file that does not exist',
    ]);
  });

  test('may be a whole directory behind a link, which is reported', () => {
    const outside = writeTree({ 'app/main.py': '' });
    const root = writeTree({ ...QUIZ, 'shared/web/package.json': '{}' });
    symlinkSync(outside, join(root, 'api-scores'));
    symlinkSync('shared/web', join(root, 'web-scores'));
    expect(problems(inspect(root))).toEqual([
      expect.stringMatching(/^api-scores:1:1 is a symbolic link out of the extension/),
      'web-scores:1:1 is a symbolic link to the directory shared/web: not followed',
    ]);
  });

  test('is one that cannot be read', () => {
    const root = writeTree(QUIZ);
    chmodSync(root, 0o755);
    chmodSync(join(root, 'compose.override.prod.yml'), 0o000);
    chmodSync(join(root, 'api-quiz'), 0o000);
    const found = unprivileged(() => problems(inspect(root)));
    chmodSync(join(root, 'api-quiz'), 0o755);
    expect(found).toEqual([
      'api-quiz:1:1 cannot be read: permission denied',
      'compose.override.prod.yml:1:1 cannot be read: permission denied',
    ]);
  });
});

describe('bad input', () => {
  test('is a directory that does not exist, or is none', () => {
    const root = writeTree({ file: '' });
    expect(badInput(join(root, 'nope'))).toMatchObject({
      code: 'not-a-directory',
      message: `${root}/nope: does not exist: name an extension's directory`,
    });
    expect(badInput(join(root, 'file')).reason).toBe('is not a directory');
    expect(badInput(join(root, 'file/x')).reason).toBe('does not exist');
  });

  test('is a directory without manifest, which a caller can offer to create', () => {
    const root = writeTree({ 'README.md': '' });
    const error = badInput(root);
    expect(error.code).toBe('no-manifest');
    expect(error.file).toBe(join(root, 'manifest.json'));
    expect(error.hint).toContain('or create it');
  });

  test('is the Platform itself, whose extensions are named', () => {
    const platform = writeTree({
      'compose.yml': '',
      'extensions/quiz/manifest.json': MANIFEST,
      'extensions/gala/manifest.json': MANIFEST,
      'extensions/old/README.md': '',
    });
    const error = badInput(platform);
    expect(error.code).toBe('platform-root');
    expect(error.message).toBe(
      `${platform}: is the root of a Platform checkout, with extensions/gala, extensions/quiz: ` +
        `name one of them, for example ${platform}/extensions/gala`,
    );
  });

  test('is a Platform whose submodules were not checked out', () => {
    const platform = writeTree({ '.gitmodules': '' });
    mkdirSync(join(platform, 'extensions/gala'), { recursive: true });
    expect(badInput(platform).hint).toContain('git submodule update --init');
  });

  test('is a manifest that is a link out of the extension, or to nothing', () => {
    const outside = writeTree({ 'manifest.json': MANIFEST });
    const root = writeTree({ 'a/x': '', 'b/x': '' });
    symlinkSync(join(outside, 'manifest.json'), join(root, 'a/manifest.json'));
    symlinkSync('nowhere.json', join(root, 'b/manifest.json'));
    expect(badInput(join(root, 'a'))).toMatchObject({ code: 'unreadable', file: 'manifest.json' });
    expect(badInput(join(root, 'a')).reason).toContain('out of the extension');
    expect(badInput(join(root, 'b')).reason).toBe(
      'is a symbolic link to a file that does not exist',
    );
  });

  test('is a manifest that is a directory or cannot be read', () => {
    const root = writeTree({ 'a/manifest.json/x': '', 'b/manifest.json': MANIFEST });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'b/manifest.json'), 0o000);
    expect(badInput(join(root, 'a')).reason).toBe('is a directory, not a file');
    const error = unprivileged(() => badInput(join(root, 'b')));
    expect(error.message).toContain('manifest.json: cannot be read: permission denied');
  });

  test('keeps its message on one line, whatever the name', () => {
    const root = writeTree({});
    writeFileSync(join(root, 'a\nb'), '');
    expect(badInput(join(root, 'a\nb')).message).not.toContain('\n');
  });
});
