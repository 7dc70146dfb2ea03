// Brings what is generated in templates/new up to date: both kinds of lock files, and openapi.json.
// Run it after a change of a pyproject.toml, of package.json or of the API there, or for newer versions.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// The mirror plugin does nothing unless POETRY_PYPI_MIRROR_URL names one, as poetry itself cannot.
const PACKAGES = ['poetry==2.5.1', 'poetry-plugin-export==1.10.1', 'poetry-plugin-pypi-mirror'];
const NAME = 'sample-ext';
/** What makes an extension that is the templates, byte for byte. */
const SAMPLE = ['--api-port', '8099', '--web-port', '3099', '--title', 'Sample Extension'];
const templates = resolve('templates/new');
const work = mkdtempSync(join(tmpdir(), 'rally-ext-scaffold-'));

try {
  const bin = installPoetry();
  const documents = ['postgres', 'mongo', 'none'].map((database) => refreshApi(bin, database));
  const [first] = documents;
  if (documents.some((file) => readFileSync(file, 'utf8') !== readFileSync(first, 'utf8'))) {
    throw new Error(
      'the three kinds of API do not offer the same: one openapi.json cannot fit all',
    );
  }
  cpSync(first, join(templates, 'web/openapi.json'));
  refreshWeb();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function installPoetry() {
  const environment = resolve('.cache/refresh-scaffold');
  const bin = join(environment, 'bin');
  if (!existsSync(join(bin, 'poetry'))) {
    run('.', 'python3', '-m', 'venv', environment);
    run('.', join(bin, 'python'), '-m', 'pip', 'install', '--quiet', ...PACKAGES);
  }
  return bin;
}

/** Locks anew what an API depends on; returns its openapi.json. */
function refreshApi(bin, database) {
  const root = join(work, database);
  const cli = resolve('bin/rally-ext.js');
  run('.', process.execPath, cli, 'new', NAME, '--dir', root, '--database', database, ...SAMPLE);
  const api = join(root, `api-${NAME}`);
  run(api, join(bin, 'poetry'), 'lock', '--regenerate');
  cpSync(join(api, 'poetry.lock'), join(templates, `api-${database}/poetry.lock`));
  const requirements = join(root, 'requirements.txt');
  run(api, join(bin, 'poetry'), 'export', '--output', requirements);
  run(api, 'python3', '-m', 'venv', join(root, 'venv'));
  const python = join(root, 'venv/bin/python');
  run(api, python, '-m', 'pip', 'install', '--quiet', '--requirement', requirements);
  const document = join(root, 'openapi.json');
  run(api, python, '-m', 'app.openapi', document);
  return document;
}

function refreshWeb() {
  const web = join(work, 'none', `web-${NAME}`);
  rmSync(join(web, 'package-lock.json'));
  run(web, 'npm', 'install', '--package-lock-only', '--no-audit', '--no-fund');
  cpSync(join(web, 'package-lock.json'), join(templates, 'web/package-lock.json'));
}

function run(cwd, program, ...args) {
  console.log([program, ...args].join(' '));
  // The database of the tests is not there: settings need a password all the same.
  const env = { ...process.env, POSTGRES_PASSWORD: 'x', MONGO_PASSWORD: 'x' };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw error ?? new Error(`${stdout}${stderr}`);
}
