import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './shell.mjs';

const API = 'api-tombola';
const MIGRATIONS = resolve('scripts/deploy/sample-migrations');

/** The sample extension with a database, hardened for real, its first migration made by hand. */
export function hardenedSample(directory) {
  cpSync('examples/tombola', directory, { recursive: true });
  cpSync('scripts/deploy/sample', directory, { recursive: true });
  harden(directory);
  addMigration(directory, '0001_tickets.py');
  harden(directory);
  quicken(join(directory, 'deploy/compose.standalone.yml'));
}

/** Everything that harden does by itself, the changes that a person would look at too. */
export function harden(directory) {
  const flags = ['--review', '--no-autogenerate', '--yes', '--force'];
  run(process.execPath, ['bin/rally-ext.js', 'harden', directory, ...flags]);
}

/** As good as the others, but a test that waits half a minute for each start would take too long. */
export function quicken(file) {
  const text = readFileSync(file, 'utf8')
    .replaceAll(/interval: \d+s/g, 'interval: 2s')
    .replaceAll(/start_period: \d+s/g, 'start_period: 5s');
  writeFileSync(file, text);
}

function addMigration(directory, name) {
  const versions = join(directory, API, 'alembic/versions');
  mkdirSync(versions, { recursive: true });
  copyFileSync(join(MIGRATIONS, name), join(versions, name));
}

/**
 * Versions of the sample: 2 adds a migration, 3 another and does not start, 4 has one that cannot be
 * undone. Builds the images of each with the tag 1.0.0, 2.0.0…
 */
export function buildVersions(directory, env) {
  const main = join(directory, API, 'app/main.py');
  const text = readFileSync(main, 'utf8');
  build(directory, '1.0.0', env);
  addMigration(directory, '0002_note.py');
  build(directory, '2.0.0', env);
  addMigration(directory, '0003_price.py');
  writeFileSync(main, `${text}\nraise RuntimeError("version 3 does not start")\n`);
  build(directory, '3.0.0', env);
  writeFileSync(main, text);
  rmSync(join(directory, API, 'alembic/versions/0003_price.py'));
  addMigration(directory, '0004_capitals.py');
  build(directory, '4.0.0', env);
}

/** Builds the images of the version that is there. */
export function build(directory, tag, env) {
  for (const part of ['api', 'web']) {
    const context = join(directory, `${part}-tombola`);
    const image = `ghcr.io/example-union/${part}-tombola:${tag}`;
    const from = ['-f', join(context, 'Dockerfile.prod'), context];
    run('docker', ['build', '--quiet', '--network', 'none', '-t', image, ...from], { env });
  }
}
