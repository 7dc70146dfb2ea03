import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program on PATH, if it is there. */
export function onPath(name: string): string | undefined {
  const directories = (process.env.PATH ?? '').split(delimiter).filter((each) => each !== '');
  return directories.map((each) => join(each, name)).find((path) => existsSync(path));
}

/** The directory of PostgreSQL's server programs: packages keep them off PATH. */
export function postgresPrograms(): string | undefined {
  const initdb = onPath('initdb');
  if (initdb !== undefined && onPath('pg_ctl') !== undefined) return join(initdb, '..');
  const roots = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt'];
  return roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root).map((name) => join(root, name, 'bin')))
    .sort()
    .findLast((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'pg_ctl')));
}

/** Whom PostgreSQL runs as: it refuses root, so then one who has no rights. */
export function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ids = ['postgres', 'nobody'].map((name) =>
    ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name]).stdout.toString() || NaN)),
  );
  const [uid, gid] = ids.find(([each]) => Number.isInteger(each) && each !== 0) ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
