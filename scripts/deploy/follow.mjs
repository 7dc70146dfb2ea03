import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './checks.mjs';
import { personWith } from './document.mjs';
import { dockerFor } from './no-registry.mjs';
import { Machine } from './stack.mjs';
import { buildVersions, hardenedSample } from './versions.mjs';

/**
 * Follows DEPLOYMENT.md from an empty machine to a restored backup: its commands, as they stand
 * there. Leaves nothing running.
 */
export function checkDocument(home, compose, engine) {
  const machine = new Machine(home, compose, engine);
  mkdirSync(machine.directory, { recursive: true });
  hardenedSample(machine.directory);
  buildVersions(machine.directory, engine.env);
  const person = personWith('DEPLOYMENT.md', {
    directory: machine.directory,
    scratch: machine.home,
    variables: { ...process.env, ...machine.env, ...dockerFor(machine) },
  });
  const version = (tag) => person.type(`export TAG=${tag}`);

  check('DEPLOYMENT.md: from nothing to a version that runs', () => {
    for (const heading of ['At a glance', 'Setting up the environment', 'Variables', 'Secrets']) {
      person.follow(heading);
    }
    writeFileSync(join(machine.home, 'jwt.key.pub'), 'a public key\n');
    assert.match(person.follow('Deploying it on its own'), /version {3}1\.0\.0[^]*it answers/);
    assert.match(person.follow('Migrations'), /0001 \(head\)/);
    machine.sell('ana');
  });
  check('DEPLOYMENT.md: upgrading, and a version that does not work', () => {
    version('2.0.0');
    assert.match(person.follow('Upgrading'), /version {3}2\.0\.0/);
    version('3.0.0');
    assert.match(person.follow('Upgrading', { code: 1 }), /2\.0\.0 runs again/);
    assert.deepEqual(machine.owners(), ['ana']);
  });
  check('DEPLOYMENT.md: rolling back, and seeing how it is', () => {
    assert.match(person.follow('Rolling back'), /version {3}1\.0\.0/);
    assert.match(person.follow('Monitoring'), /tombola-api_tombola-1\s+Up[^\n]*healthy/);
    assert.match(person.follow('Troubleshooting'), /tombola-proxy-1/);
    assert.deepEqual(machine.owners(), ['ana']);
  });
  check('DEPLOYMENT.md: staging beside production', () => {
    version('2.0.0');
    assert.match(person.follow('Staging'), /tombola-staging[^]*version {3}2\.0\.0/);
    assert.deepEqual(machine.owners(machine.port + 1), []);
  });
  check('DEPLOYMENT.md: a backup, everything lost, and the backup restored', () => {
    assert.match(person.follow('Backups'), /tombola-\d{8}T\d{6}Z-1\.0\.0\.tar/);
    machine.stack('down', '--volumes');
    assert.match(person.follow('Restoring'), /version {3}1\.0\.0/);
    assert.deepEqual(machine.owners(), ['ana']);
  });
  check('DEPLOYMENT.md: the restore drill', () => {
    person.follow('Restore drill');
    assert.deepEqual(machine.owners(machine.port + 1), ['ana']);
    assert.deepEqual(machine.owners(), ['ana']);
  });
  check('DEPLOYMENT.md: every command in it was run', () => {
    assert.deepEqual(person.unread(), []);
  });
  const overlay = join(machine.directory, 'deploy/compose.staging.yml');
  machine.stack('-f', overlay, 'down', '--volumes');
  machine.stack('down', '--volumes');
}
