import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildMongoImage } from './base-image.mjs';
import { check } from './checks.mjs';
import { mongoPrograms } from './mongo-programs.mjs';
import { run } from './shell.mjs';
import { Machine } from './stack.mjs';
import { build, harden, quicken } from './versions.mjs';

const TAG = '1.0.0-mongo';
const PASSWORD = 'p4ss $HOME "quoted" \'too\' \\';

/**
 * The sample with MongoDB: its data goes into a backup and comes back, with MongoDB's own shell,
 * mongodump and mongorestore. The server is FerretDB: MongoDB cannot be had without its own downloads.
 */
export function checkMongo(home, compose, engine) {
  const programs = mongoPrograms();
  if (programs.reason !== undefined) {
    console.log(`  not tried: MongoDB's backup and restore: ${programs.reason}`);
    return;
  }
  buildMongoImage('mongo:6.0', programs, engine.env);
  const machine = prepare(home, compose, engine);
  let backup = '';

  check('MongoDB: a version is deployed, and everything is healthy', () => {
    machine.ends(0, 'deploy', '--no-pull', TAG);
    assert.match(machine.ends(0, 'status'), /version {3}1\.0\.0-mongo\n/);
    machine.sell('ana');
    machine.sell('rui');
    assert.deepEqual(machine.owners(), ['ana', 'rui']);
  });
  check('MongoDB: a backup is made while the application waits, and is proven', () => {
    backup = machine.script('backup').out.trim().split('\n').at(-1) ?? '';
    assert.match(backup, /\/tombola\/tombola-\d{8}T\d{6}Z-1\.0\.0-mongo\.tar$/);
    assert.deepEqual(databases(machine), ['admin', 'tombola']);
    machine.sell('eva');
  });
  check('MongoDB: a backup that was damaged is not restored', () => {
    const broken = join(machine.home, 'broken.tar');
    const bytes = readFileSync(backup);
    bytes[bytes.indexOf('tickets') + 10] ^= 0xff;
    writeFileSync(broken, bytes);
    assert.match(machine.ends(2, 'restore', '--yes', broken), /broken\.tar is damaged/);
    assert.deepEqual(machine.owners(), ['ana', 'rui', 'eva']);
  });
  check('MongoDB: a dump that is cut off is not restored, and leaves nothing behind', () => {
    const broken = cutOff(machine.home, backup);
    assert.match(machine.ends(2, 'restore', '--no-pull', '--yes', broken), /nothing was touched/);
    assert.deepEqual(databases(machine), ['admin', 'tombola']);
    assert.deepEqual(machine.owners(), ['ana', 'rui', 'eva']);
  });
  check('MongoDB: what is lost comes back from the backup, with its indexes', () => {
    machine.stack('down', '--volumes');
    machine.ends(0, 'restore', '--no-pull', '--yes', backup);
    assert.deepEqual(machine.owners(), ['ana', 'rui']);
    assert.deepEqual(
      ask(
        machine,
        "db.getSiblingDB('tombola').tickets.getIndexes().map(({ key, unique }) => [key, unique])",
      ),
      [
        [{ _id: 1 }, null],
        [{ number: 1 }, true],
      ],
    );
    machine.sell('zoe');
  });
  check('MongoDB: a restore keeps what was there under another name, until it is given up', () => {
    const said = machine.ends(0, 'restore', '--no-pull', '--yes', backup);
    assert.deepEqual(machine.owners(), ['ana', 'rui']);
    const [, name = ''] = /restore\.sh --forget (\S+)/.exec(said) ?? [];
    assert.deepEqual(databases(machine), ['admin', `${name}_tombola`, 'tombola']);
    machine.ends(0, 'restore', '--forget', name);
    assert.deepEqual(databases(machine), ['admin', 'tombola']);
  });
  machine.stack('down', '--volumes');
}

function prepare(home, compose, engine) {
  const machine = new Machine(home, compose, engine);
  const { directory } = machine;
  mkdirSync(directory, { recursive: true });
  cpSync('examples/tombola', directory, { recursive: true });
  cpSync('scripts/deploy/sample', directory, { recursive: true });
  cpSync('scripts/deploy/sample-mongo', directory, { recursive: true });
  harden(directory);
  quicken(join(directory, 'deploy/compose.standalone.yml'));
  build(directory, TAG, engine.env);
  cpSync(join(directory, '.env.production.example'), join(directory, '.env.production'));
  writeFileSync(join(home, 'jwt.key.pub'), 'a public key\n');
  run(join(directory, 'deploy/create-secrets.sh'), ['--dir', machine.env.SECRETS_DIR], {
    env: { MONGO_PASSWORD: PASSWORD },
  });
  return machine;
}

/** The same backup with the last part of its dump missing, and checksums that agree. */
function cutOff(home, backup) {
  const work = join(home, 'cut-off');
  const file = join(home, 'cut-off.tar');
  mkdirSync(work);
  run('tar', ['-C', work, '-xf', backup]);
  const dump = readFileSync(join(work, 'database.dump'));
  writeFileSync(join(work, 'database.dump'), dump.subarray(0, dump.length - 30));
  run(
    'sh',
    ['-c', 'rm SHA256SUMS && sha256sum -- * >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS'],
    {
      cwd: work,
    },
  );
  run('tar', ['-C', work, '-cf', file, '.']);
  return file;
}

function databases(machine) {
  return ask(
    machine,
    'db.adminCommand({ listDatabases: 1 }).databases.map(({ name }) => name).sort()',
  );
}

/** The value of an expression in MongoDB's shell. */
function ask(machine, expression) {
  const script =
    'mongosh --quiet --username mongo --password "$(cat /run/secrets/mongo_password)" --eval "$1"';
  const text = `print(JSON.stringify(${expression}))`;
  return JSON.parse(machine.stack('exec', '-T', 'db_mongo', 'sh', '-c', script, 'sh', text));
}
