import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { writeTree } from '../tree.js';

interface Workflow {
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: { readonly name: string; readonly run?: string }[] }>
  >;
}

/** The shell script of a step, by its name. */
export function scriptOf(workflow: string, step: string): string {
  const { jobs } = parse(workflow) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const script = steps.find(({ name }) => name === step)?.run;
  if (script === undefined) throw new Error(`no step "${step}" with a script`);
  return script;
}

/** A git repository as checked out at its tag, with one commit of these files. */
export function taggedRepository(files: Readonly<Record<string, string>>, tag: string): string {
  const root = writeTree(files);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: root,
      stdio: 'pipe',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'A version');
  git('tag', tag);
  git('checkout', '--quiet', `refs/tags/${tag}`);
  return root;
}

export interface Run {
  readonly code: number | null;
  readonly out: string;
  /** What it wrote to the file that GITHUB_OUTPUT names. */
  readonly output: string;
  /** notes.md of the runner's temporary directory. */
  readonly notes: string;
  /** The calls of the stand-ins, a line each: `gh release create v1.2.0 …`. */
  readonly calls: readonly string[];
}

/**
 * Runs a script as a runner does (`bash -e`), in a directory. `standIns` take the place of programs
 * that cannot run here (gh, docker): shell scripts that record how they were called.
 */
export function runStep(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  standIns: Readonly<Record<string, string>> = {},
  temporary = writeTree(),
): Run {
  const bin = join(temporary, 'bin');
  const log = join(temporary, 'calls');
  const output = join(temporary, 'output');
  mkdirSync(bin, { recursive: true });
  for (const [name, body] of Object.entries(standIns)) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> '${log}'\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const file = join(temporary, 'step.sh');
  writeFileSync(file, script);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', file], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: temporary,
      ...env,
    },
  });
  return {
    code: status,
    out: stdout + stderr,
    output: textOf(output),
    notes: textOf(join(temporary, 'notes.md')),
    calls: textOf(log).replaceAll(temporary, '$RUNNER_TEMP').split('\n').slice(0, -1),
  };
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
