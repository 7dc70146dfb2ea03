import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const VERSION = 'v2.40.3';
const CACHE = resolve(`.cache/docker-compose-${VERSION}`);

/**
 * A directory with a program `docker` whose only command is `compose`, in the version that is on
 * GitHub's machines; built with Go on first use. For the front of PATH.
 */
export function dockerCompose(): string {
  const bin = join(CACHE, 'bin');
  const program = join(CACHE, 'docker-compose');
  if (!existsSync(program)) {
    mkdirSync(CACHE, { recursive: true });
    // A module around it: its own go.mod excludes versions, which "go install" refuses.
    writeFileSync(join(CACHE, 'go.mod'), 'module tools\n\ngo 1.24\n');
    const env = { ...process.env, GOFLAGS: '-mod=mod' };
    const go = (...args: string[]): unknown =>
      execFileSync('go', args, { cwd: CACHE, env, stdio: 'pipe' });
    go('get', `github.com/docker/compose/v2@${VERSION}`);
    go('build', '-buildvcs=false', '-o', program, 'github.com/docker/compose/v2/cmd');
  }
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\nshift\nexec '${program}' "$@"\n`);
  chmodSync(join(bin, 'docker'), 0o755);
  return bin;
}
