import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rallyExt } from '../command/rally-ext.js';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { imageFindingsOfOurs } from './lint-images.js';
import { lintWorkflows } from './lint-workflows.js';
import { startMongo } from './mongo.js';
import { hasPostgres, startServer } from './postgres.js';
import { pythonWith } from './python.js';

type Environment = Readonly<Record<string, string>>;

/** A server for the tests of the API: what they need to know of it, and its end. */
interface Server {
  readonly environment: Environment;
  readonly stop: () => void;
}

const NAME = 'my-ext';

function make(...args: readonly string[]): string {
  const root = join(writeTree(), NAME);
  const { code, err } = rallyExt(['new', NAME, '--dir', root, ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return root;
}

afterAll(removeTrees);

/** Runs a program and fails with everything it said. */
function run(cwd: string, program: string, args: readonly string[], env: Environment = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  if (status === 0) return stdout;
  const words = [stdout, stderr, error?.message].join('\n');
  throw new Error(`${program} ${args.join(' ')} (${String(status)}):\n${words}`);
}

function poetry(): string {
  const packages = ['poetry==2.5.1', 'poetry-plugin-export==1.10.1', 'uv==0.13.9'];
  return dirname(pythonWith('poetry', packages));
}

/** The programs of an environment with exactly what poetry.lock names; it is used again for the same. */
function install(api: string): string {
  const bin = poetry();
  const lock = createHash('sha256').update(readFileSync(join(api, 'poetry.lock')));
  const environment = resolve('.cache', `scaffold-${lock.digest('hex').slice(0, 12)}`);
  const marker = join(environment, 'complete');
  if (!existsSync(marker)) {
    const requirements = join(writeTree(), 'requirements.txt');
    run(api, join(bin, 'poetry'), ['export', '--with', 'dev', '--output', requirements]);
    run(api, 'python3', ['-m', 'venv', '--clear', environment]);
    const python = ['--python', join(environment, 'bin/python')];
    run(api, join(bin, 'uv'), ['pip', 'install', '--quiet', ...python, '-r', requirements]);
    writeFileSync(marker, '');
  }
  return join(environment, 'bin');
}

const servers: Readonly<Record<string, () => Promise<Server | undefined>>> = {
  postgres: async () => {
    const server = hasPostgres() ? await startServer() : undefined;
    if (server === undefined) return undefined;
    const { port, password, hostname } = new URL(server.url);
    const environment = {
      POSTGRES_SERVER: hostname,
      POSTGRES_PORT: port,
      POSTGRES_PASSWORD: password,
    };
    return { environment, stop: server.stop };
  },
  mongo: async () => {
    const server = await startMongo();
    if (server === undefined) return undefined;
    const { port, stop } = server;
    const environment = {
      MONGO_SERVER: '127.0.0.1',
      MONGO_PORT: String(port),
      MONGO_PASSWORD: 'mongo',
    };
    return { environment, stop };
  },
  none: () => Promise.resolve({ environment: {}, stop: () => undefined }),
};

describe.each(['postgres', 'mongo', 'none'])(
  'the API of a new extension, database %s',
  (database) => {
    let api = '';
    let bin = '';

    beforeAll(() => {
      api = join(make('--database', database), `api-${NAME}`);
      bin = install(api);
    });

    test('its lock file fits its pyproject.toml', () => {
      expect(run(api, join(poetry(), 'poetry'), ['check', '--lock'])).toContain('All set!');
    });

    test('ruff and mypy have nothing to say', () => {
      run(api, join(bin, 'ruff'), ['check', '--no-cache']);
      run(api, join(bin, 'ruff'), ['format', '--check', '--no-cache']);
      run(api, join(bin, 'mypy'), []);
    });

    test('its own tests pass, none is skipped, with a real database', async () => {
      const server = await servers[database]?.();
      if (server === undefined) {
        console.warn(`skipped: ${database} cannot be had here`);
        return;
      }
      try {
        const shown = run(api, join(bin, 'pytest'), ['-p', 'no:cacheprovider'], server.environment);
        expect(shown).toMatch(/ \d+ passed in /);
        expect(shown).not.toContain('skipped');
        if (database === 'postgres') checkMigrations(api, bin, server.environment);
      } finally {
        server.stop();
      }
    });

    test('without a database its other tests pass', () => {
      expect(run(api, join(bin, 'pytest'), ['-p', 'no:cacheprovider'])).toMatch(/ \d+ passed/);
    });

    test('names of any length and titles with quotes are well formatted', () => {
      for (const name of ['x2', `x${'-234567890'.repeat(3).slice(0, 29)}`]) {
        const root = join(writeTree(), name);
        const title = ['--title', 'Ana\'s "quiz"'];
        rallyExt(['new', name, '--dir', root, '--database', database, ...title]);
        run(join(root, `api-${name}`), join(bin, 'ruff'), ['check', '--no-cache']);
        run(join(root, `api-${name}`), join(bin, 'ruff'), ['format', '--check', '--no-cache']);
      }
    });
  },
);

/** The models are what the migrations make, and back again. */
function checkMigrations(api: string, bin: string, environment: Environment): void {
  for (const words of [
    ['upgrade', 'head'],
    ['check'],
    ['downgrade', 'base'],
    ['upgrade', 'head'],
  ]) {
    run(api, join(bin, 'python'), ['-m', 'alembic', ...words], environment);
  }
}

describe('the web client of a new extension', () => {
  let web = '';

  beforeAll(() => {
    web = join(make(), `web-${NAME}`);
    run(web, 'npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline']);
  }, 600_000);

  test('types, ESLint and prettier have nothing to say', () => {
    run(web, 'npm', ['run', 'check']);
  });

  test('its own tests pass', () => {
    expect(run(web, 'npm', ['test'], { NO_COLOR: '1' })).toMatch(/Tests +\d+ passed/);
  });

  test('it is built below its name, without source maps', () => {
    run(web, 'npm', ['run', 'build']);
    const built = readdirSync(join(web, 'dist'), { recursive: true }).map(String);
    expect(built).toContain('index.html');
    expect(built.filter((file) => file.endsWith('.map'))).toEqual([]);
    const page = readFileSync(join(web, 'dist/index.html'), 'utf8');
    expect(page).toContain(`src="/${NAME}/assets/`);
  });

  test('what prettier of the web client says of the whole extension', () => {
    const prettier = join(web, 'node_modules/.bin/prettier');
    const root = dirname(web);
    run(root, prettier, ['--check', '--single-quote', 'README.md', 'manifest.json']);
  });
});

test.each(['postgres', 'mongo', 'none'])('linters on what is not code, database %s', (database) => {
  const files = readTree(make('--database', database));
  const workflows = Object.entries(files).filter(([path]) => path.startsWith('.github/'));
  expect(workflows.map(([path]) => path)).toContain('.github/workflows/test.yml');
  expect(meant(lintWorkflows(Object.fromEntries(workflows)))).toEqual([]);
  const images = Object.entries(files).filter(([path]) => path.endsWith('Dockerfile.prod'));
  expect(images).toHaveLength(2);
  const found = imageFindingsOfOurs({}, Object.fromEntries([...images, ...workflows]));
  expect(meant(found)).toEqual([]);
});

/** What linters say, without what is so on purpose. */
function meant(findings: readonly string[]): string[] {
  const onPurpose = [
    // The databases of tests have the Platform's version; a digest would keep them from its patches.
    'zizmor unpinned-images',
    // The healthchecks are in the compose files: a task of the same image has none.
    'checkov CKV_DOCKER_2',
    // A person says which version is deployed; nothing is built.
    'deploy.yml:9 checkov CKV_GHA_7',
  ];
  return findings.filter((finding) => !onPurpose.some((known) => finding.includes(known)));
}
