import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { check } from './checks.mjs';
import { dockerFor } from './no-registry.mjs';
import { attempt, run } from './shell.mjs';

/** A user that this machine knows nothing of. */
const USER = '4711';

/**
 * The steps of deploy.yml that run something, as a self-hosted runner does: in a directory of its
 * own, as a user that is not root and may use Docker. The images are on the machine already.
 */
export function checkWorkflow(machine) {
  const { jobs } = parse(
    readFileSync(join(machine.directory, '.github/workflows/deploy.yml'), 'utf8'),
  );
  const runner = prepareRunner(machine);
  try {
    check('deploy.yml: a version goes to staging, as a user that is not root', () => {
      const [code, said] = runner.job(jobs.staging, '2.0.0');
      assert.equal(code, 0, said);
      assert.match(said, /tombola-staging: 2\.0\.0 runs/);
      machine.sell('eva', machine.port + 1);
    });
    check('deploy.yml: then to production, by the same directory', () => {
      const [code, said] = runner.job(jobs.production, '4.0.0');
      assert.equal(code, 0, said);
      assert.match(said, /backed up 2\.0\.0[^]*tombola: 4\.0\.0 runs/);
      assert.deepEqual(machine.owners(), ['ANA']);
      assert.deepEqual(machine.owners(machine.port + 1), ['eva']);
    });
    check('deploy.yml: a version that does not start fails the job, and is taken back', () => {
      const [code, said] = runner.job(jobs.staging, '3.0.0');
      assert.equal(code, 1, said);
      assert.match(said, /3\.0\.0 was not deployed, 2\.0\.0 runs again/);
      assert.deepEqual(machine.owners(machine.port + 1), ['eva']);
    });
    check('deploy.yml: an input that is no tag is refused, not run', () => {
      const [code, said] = runner.job(jobs.staging, '1.0.0; touch owned');
      assert.equal(code, 2, said);
      assert.match(said, /"1\.0\.0; touch owned" cannot be the tag of an image/);
    });
  } finally {
    runner.leave();
    machine.stack('-f', join(machine.directory, 'deploy/compose.staging.yml'), 'down', '--volumes');
  }
}

/** A user without a name, its checkout of the repository, and what the runner gives a job. */
function prepareRunner(machine) {
  const home = join(machine.home, 'runner');
  const checkout = join(home, '_work/tombola/tombola');
  mkdirSync(home);
  cpSync(machine.directory, checkout, { recursive: true });
  for (const name of ['production', 'staging']) {
    renameSync(join(checkout, `.env.${name}`), join(home, `.env.${name}`));
  }
  const { env } = machine.engine;
  const socket = env.DOCKER_HOST.replace('unix://', '');
  mkdirSync(machine.env.STATE_DIR, { recursive: true });
  mkdirSync(machine.env.BACKUP_DIR, { recursive: true });
  run('chown', ['-R', `${USER}:${USER}`, home, machine.env.STATE_DIR, machine.env.BACKUP_DIR]);
  // What a member of the group docker may.
  const opened = [socket, ...directoriesTo(machine.home), ...directoriesTo(dirname(socket))];
  for (const path of opened) chmodSync(path, 0o777);
  const variables = {
    ...machine.env,
    ...env,
    ...dockerFor(machine),
    HOME: home,
    GITHUB_ACTIONS: 'true',
    CI: 'true',
  };
  return {
    /** Runs the scripts of a job; returns how the last of them ended, and what they said. */
    job({ environment, steps }, tag) {
      const contexts = {
        'inputs.tag': tag,
        'vars.ENV_FILE': join(home, `.env.${environment}`),
      };
      const scripts = steps.filter((step) => step.run !== undefined);
      assert.ok(scripts.length > 0, 'a job without a script');
      for (const step of scripts) {
        const given = Object.entries(step.env ?? {}).map(([name, text]) => [
          name,
          evaluate(text, contexts),
        ]);
        const file = join(home, 'step.sh');
        writeFileSync(file, step.run);
        const words = ['--reuid', USER, '--regid', USER, '--clear-groups', 'bash', '-e', file];
        const { code, out, err } = attempt('setpriv', words, {
          cwd: checkout,
          env: { ...variables, ...Object.fromEntries(given) },
        });
        if (code !== 0 || step === scripts.at(-1)) return [code, err + out];
      }
    },
    leave() {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** An expression of a workflow: names, and what takes their place where they are not set. */
function evaluate(text, contexts) {
  return text.replaceAll(/\$\{\{ (.+?) \}\}/g, (_, expression) => {
    const [name, spare] = expression.split(' || ');
    assert.ok(name in contexts, `nothing is known of ${name}`);
    return contexts[name] || spare.slice(1, -1);
  });
}

/** The directories below the one for temporary files that lead to a path, and the path. */
function directoriesTo(path) {
  const parent = dirname(path);
  return parent === tmpdir() || parent === path ? [path] : [path, ...directoriesTo(parent)];
}
