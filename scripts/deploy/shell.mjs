import { spawnSync } from 'node:child_process';

/** What a command printed and how it ended. */
export function attempt(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
    ...options,
    env: { ...process.env, ...options.env },
  });
  return {
    code: error === undefined ? status : -1,
    out: stdout ?? '',
    err: stderr ?? String(error),
  };
}

/** What a command printed; throws with its last words where it failed. */
export function run(program, args, options = {}) {
  const { code, out, err } = attempt(program, args, options);
  if (code === 0) return out;
  const words = (err.trim() || out.trim()).split('\n').slice(-5).join('\n');
  throw new Error(`${program} ${args.join(' ')} failed (${code}):\n${words}`);
}

export function isInstalled(program) {
  return attempt('sh', ['-c', `command -v ${program}`]).code === 0;
}

/** Installs Debian packages for the programs of theirs that are not there. */
export function installPackages(programs) {
  const missing = Object.entries(programs).filter(([program]) => !isInstalled(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], { env });
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}
