import { spawnSync } from 'node:child_process';
import { onPath } from '../../src/baseline/programs.js';

const PROGRAMS = ['prometheus', 'promtool', 'prometheus-blackbox-exporter'];

/** Are Prometheus, its tool and the blackbox exporter here? As root, where apt-get is, they are installed. */
export function hasPrometheus(): boolean {
  const isHere = (): boolean => PROGRAMS.every((name) => onPath(name) !== undefined);
  if (!isHere() && process.getuid?.() === 0) {
    const packages = ['prometheus', 'prometheus-blackbox-exporter'];
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  }
  return isHere();
}
