import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './shell.mjs';

/** A `docker` that has the plugin, and no registry to pull from: the images are on this machine. */
export function dockerFor({ home, compose }) {
  const directory = join(home, 'bin');
  const program = run('sh', ['-c', 'command -v docker']).trim();
  mkdirSync(directory, { recursive: true });
  const text = [
    '#!/bin/sh',
    `[ "$1" = compose ] || exec ${program} "$@"`,
    'shift',
    'for word; do [ "$word" != pull ] || exit 0; done',
    `exec ${compose} "$@"`,
    '',
  ];
  writeFileSync(join(directory, 'docker'), text.join('\n'));
  chmodSync(join(directory, 'docker'), 0o755);
  return { PATH: `${directory}:${process.env.PATH}`, COMPOSE: 'docker compose' };
}
