import { spawnSync } from 'node:child_process';
import { renderTemplate } from '../../src/assets/template.js';
import { linters } from './linters.js';

const { shellcheck } = linters();

(shellcheck === undefined ? test.skip : test)(
  'shellcheck has nothing to say about our scripts',
  () => {
    const scripts = { 'entrypoint-secrets.sh': renderTemplate('api/entrypoint-secrets.sh', {}) };
    for (const [name, input] of Object.entries(scripts)) {
      const { stdout, status } = spawnSync(shellcheck ?? '', ['--shell=sh', '-'], {
        input,
        encoding: 'utf8',
      });
      expect([name, stdout, status]).toEqual([name, '', 0]);
    }
  },
);
