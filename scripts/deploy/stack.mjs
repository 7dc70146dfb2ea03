import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './checks.mjs';
import { request } from './request.mjs';
import { attempt, run } from './shell.mjs';

import { buildVersions, hardenedSample } from './versions.mjs';

const PASSWORD = 'p4ss $HOME "quoted" \'too\'';

/** A hardened extension on a machine of its own, with the scripts it was given. */
export class Machine {
  constructor(home, compose, engine) {
    this.home = home;
    this.compose = compose;
    this.engine = engine;
    this.directory = join(home, 'extension');
    /** Variables of its own over the usual ones. */
    this.settings = {};
    this.port = 20_000 + (process.pid % 10_000) * 2;
  }

  get env() {
    return {
      ...this.engine.env,
      COMPOSE: this.compose,
      STATE_DIR: join(this.home, 'state'),
      BACKUP_DIR: join(this.home, 'backups'),
      SECRETS_DIR: join(this.home, 'secrets'),
      STAGING_SECRETS_DIR: join(this.home, 'secrets-staging'),
      JWT_KEY_PUB: join(this.home, 'jwt.key.pub'),
      HTTP_PORT: String(this.port),
      STAGING_HTTP_PORT: String(this.port + 1),
      ...this.settings,
    };
  }

  script(name, ...args) {
    return attempt(join(this.directory, `deploy/${name}.sh`), args, { env: this.env });
  }

  /** Runs a script that has to end with this code; returns what it said, both streams. */
  ends(code, name, ...args) {
    const result = this.script(name, ...args);
    const said = result.err + result.out;
    assert.equal(
      result.code,
      code,
      `${name}.sh ${args.join(' ')} ended with ${result.code}:\n${said}`,
    );
    return said;
  }

  /** Compose by hand, without the scripts. */
  stack(...args) {
    const file = join(this.directory, 'deploy/compose.standalone.yml');
    const all = ['--env-file', join(this.directory, '.env.production'), '-f', file, ...args];
    return run(this.compose, all, { env: { ...this.env, TAG: '1.0.0' } });
  }

  get(path, port = this.port) {
    return request('GET', `http://127.0.0.1:${port}${path}`);
  }

  owners(port = this.port) {
    return JSON.parse(this.get('/api/tombola/v1/tickets/', port).text);
  }

  sell(owner, port = this.port) {
    const url = `http://127.0.0.1:${port}/api/tombola/v1/tickets/?owner=${owner}`;
    assert.equal(request('POST', url).status, 200);
  }

  query(sql) {
    return this.stack('exec', '-T', 'db_pg', 'psql', '-At', '-U', 'postgres', '-c', sql).trim();
  }
}

/** Builds the versions and makes what a machine has to have. */
export function prepareMachine(home, compose, engine) {
  const machine = new Machine(home, compose, engine);
  mkdirSync(machine.directory, { recursive: true });
  hardenedSample(machine.directory);
  buildVersions(machine.directory, engine.env);
  const template = readFileSync(join(machine.directory, '.env.production.example'), 'utf8');
  for (const name of ['production', 'staging']) {
    writeFileSync(join(machine.directory, `.env.${name}`), template);
    const secrets = name === 'production' ? 'secrets' : 'secrets-staging';
    run(join(machine.directory, 'deploy/create-secrets.sh'), ['--dir', join(home, secrets)], {
      env: name === 'production' ? { POSTGRES_PASSWORD: PASSWORD } : {},
    });
  }
  return machine;
}

/** From the first deployment to a restored backup. */
export function checkStack(machine) {
  const { directory } = machine;
  let backup = '';

  check('what somebody has to provide is asked for before anything starts', () => {
    const said = machine.ends(2, 'deploy', '--no-pull', '1.0.0');
    assert.match(said, /these files are not there[^]*jwt\.key\.pub/);
    writeFileSync(join(machine.home, 'jwt.key.pub'), 'a public key\n');
  });
  check('a version is deployed, and everything is healthy', () => {
    machine.ends(0, 'deploy', '--no-pull', '1.0.0');
    assert.match(machine.ends(0, 'status'), /version {3}1\.0\.0\nschema {4}0001/);
  });
  check('the proxy has the routes of the Platform, and no others', () => {
    assert.deepEqual(machine.owners(), []);
    assert.match(machine.get('/tombola/').text, /<title>Tombola<\/title>/);
    assert.equal(machine.get('/').location, '/tombola/');
    assert.equal(machine.get('/tombola').location, '/tombola/');
    for (const path of ['/metrics', '/health', '/docs', '/api/other/', '/static/x', '/tombolas']) {
      assert.equal(machine.get(path).status, 404, path);
    }
  });
  check('data and files are kept', () => {
    machine.sell('ana');
    const url = `http://127.0.0.1:${machine.port}/api/tombola/v1/tickets/photo`;
    assert.equal(request('POST', url, 'a photo').status, 200);
    assert.equal(machine.get('/static/tombola/photo.txt').text, 'a photo');
  });
  check('a version with a migration takes its place, after a backup', () => {
    machine.ends(0, 'deploy', '--no-pull', '2.0.0');
    assert.deepEqual(machine.owners(), ['ana']);
    assert.match(machine.ends(0, 'status'), /version {3}2\.0\.0\nschema {4}0002[^]*1\.0\.0\.tar/);
    assert.equal(machine.get('/static/tombola/photo.txt').text, 'a photo');
  });
  check('a version that does not start is taken back by itself, with its migration', () => {
    const said = machine.ends(1, 'deploy', '--no-pull', '3.0.0');
    assert.match(said, /version 3 does not start[^]*3\.0\.0 was not deployed, 2\.0\.0 runs again/);
    assert.deepEqual(machine.owners(), ['ana']);
    assert.match(machine.ends(0, 'status'), /version {3}2\.0\.0\nschema {4}0002/);
    assert.equal(columns(machine), 'id,note,owner');
    const log = readFileSync(join(machine.home, 'state/tombola/failed.log'), 'utf8');
    assert.match(log, /RuntimeError: version 3 does not start/);
  });
  check('the version before is gone back to by hand, its schema too', () => {
    machine.ends(0, 'rollback', '--no-pull');
    assert.match(machine.ends(0, 'status'), /version {3}1\.0\.0\nschema {4}0001/);
    assert.equal(columns(machine), 'id,owner');
    assert.deepEqual(machine.owners(), ['ana']);
  });
  check(
    'across a migration that cannot be undone nothing is touched, and the choices are named',
    () => {
      machine.ends(0, 'deploy', '--no-pull', '4.0.0');
      const said = machine.ends(3, 'rollback', '--no-pull', '1.0.0');
      assert.match(
        said,
        /cannot be undone:\n {2}0004 {2}owners in capitals[^]*--keep-schema 1\.0\.0/,
      );
      assert.deepEqual(machine.owners(), ['ANA']);
      assert.match(machine.ends(0, 'status'), /version {3}4\.0\.0\nschema {4}0004/);
    },
  );
  check('the old version runs on the new schema where that is asked for', () => {
    machine.ends(0, 'rollback', '--no-pull', '--keep-schema', '2.0.0');
    assert.match(machine.ends(0, 'status'), /version {3}2\.0\.0\nschema {4}0004/);
    machine.ends(0, 'deploy', '--no-pull', '4.0.0');
  });
  check('a backup holds everything, and is proven', () => {
    backup = machine.script('backup').out.trim().split('\n').at(-1) ?? '';
    assert.match(backup, /\/tombola\/tombola-\d{8}T\d{6}Z-4\.0\.0\.tar$/);
    assert.ok(existsSync(backup));
  });
  check('a backup that was damaged is not restored', () => {
    const broken = join(machine.home, 'broken.tar');
    const bytes = readFileSync(backup);
    bytes[bytes.indexOf('PGDMP') + 200] ^= 0xff;
    writeFileSync(broken, bytes);
    assert.match(machine.ends(2, 'restore', '--yes', broken), /broken\.tar is damaged/);
  });
  check('what is lost comes back from the backup', () => {
    machine.stack('down', '--volumes');
    machine.ends(0, 'restore', '--no-pull', '--yes', backup);
    assert.deepEqual(machine.owners(), ['ANA']);
    assert.equal(machine.get('/static/tombola/photo.txt').text, 'a photo');
    machine.sell('rui');
  });
  check('a restore keeps what was there under another name', () => {
    machine.ends(0, 'restore', '--no-pull', '--yes', backup);
    assert.deepEqual(machine.owners(), ['ANA']);
    const kept = machine.query(
      "select datname from pg_database where datname like '%before%' order by 1 desc limit 1",
    );
    const file = join(directory, 'deploy/compose.standalone.yml');
    assert.ok(existsSync(file));
    assert.match(kept, /^postgres_before_\d{14}$/);
  });
}

/** Staging beside production, on one machine. */
export function checkStaging(machine) {
  check('staging and production do not touch each other', () => {
    machine.ends(0, 'deploy', '--staging', '--no-pull', '2.0.0');
    machine.sell('eva', machine.port + 1);
    assert.deepEqual(machine.owners(machine.port + 1), ['eva']);
    assert.deepEqual(machine.owners(), ['ANA']);
    assert.match(
      machine.ends(0, 'status', '--staging'),
      /stack {5}tombola-staging\nversion {3}2\.0\.0/,
    );
    assert.match(machine.ends(0, 'status'), /version {3}4\.0\.0/);
    const overlay = join(machine.directory, 'deploy/compose.staging.yml');
    machine.stack('-f', overlay, 'down', '--volumes');
    machine.ends(0, 'status');
    assert.deepEqual(machine.owners(), ['ANA']);
  });
}

function columns(machine) {
  return machine.query(
    "select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_name = 'ticket'",
  );
}
