import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { run } from './shell.mjs';

const ARCHIVE = resolve('.cache/deploy/python-base.tar.gz');

/** Makes an image of Debian with its Python under the name that Dockerfiles use: no registry is asked. */
export function importBaseImage(name, env) {
  if (!existsSync(ARCHIVE)) makeArchive();
  run('docker', ['import', ARCHIVE, name], { env });
}

function makeArchive() {
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-base-'));
  try {
    const root = join(directory, 'root');
    run('debootstrap', ['--variant=minbase', '--include=python3-minimal', 'bookworm', root]);
    mkdirSync(dirname(ARCHIVE), { recursive: true });
    const whole = `${ARCHIVE}.${process.pid}`;
    run('tar', [
      '-C',
      root,
      '--exclude=./var/cache/apt',
      '--exclude=./var/lib/apt/lists',
      '-czf',
      whole,
      '.',
    ]);
    renameSync(whole, ARCHIVE);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
