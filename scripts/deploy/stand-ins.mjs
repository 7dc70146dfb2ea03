import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { run } from './shell.mjs';

const ARCHIVE = resolve('.cache/deploy/stack-base.tar.gz');
const SOURCES = resolve('scripts/deploy/stand-ins');
const BASE = 'rally-ext-test/stack-base';
const PACKAGES = [
  ...['python3', 'python3-pip', 'python-is-python3', 'nginx-light', 'postgresql-15', 'busybox'],
];
/** What the sample's API imports: no registry is asked while images are built. */
const PYTHON = [
  ...['fastapi==0.115.*', 'uvicorn==0.34.*', 'sqlalchemy==2.0.*', 'psycopg[binary]==3.2.*'],
  ...['alembic==1.14.*', 'prometheus-client==0.21.*', 'python-multipart==0.0.20'],
];

/**
 * Makes images that behave as those of the registry that a stack names, from Debian's packages: the
 * variables, the users, the ports and the programs that the stack rests on.
 */
export function makeStandIns(images, env) {
  if (!existsSync(ARCHIVE)) makeArchive();
  run('docker', ['import', ARCHIVE, BASE], { env });
  for (const [image, kind] of Object.entries(images)) {
    run('docker', ['build', '--quiet', '--network', 'none', '-t', image, join(SOURCES, kind)], {
      env,
    });
  }
}

function makeArchive() {
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-base-'));
  try {
    const root = join(directory, 'root');
    const include = `--include=${PACKAGES.join(',')}`;
    run('debootstrap', ['--variant=minbase', include, 'bookworm', root]);
    const target = join(root, 'usr/local/lib/python3.11/dist-packages');
    const wheels = ['--only-binary', ':all:', '--python-version', '3.11', '--target', target];
    run('python3', ['-m', 'pip', 'install', '--quiet', ...wheels, ...PYTHON]);
    mkdirSync(dirname(ARCHIVE), { recursive: true });
    const whole = `${ARCHIVE}.${process.pid}`;
    const left = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'var/lib/postgresql'];
    run('tar', ['-C', root, ...left.map((path) => `--exclude=./${path}`), '-czf', whole, '.']);
    renameSync(whole, ARCHIVE);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
