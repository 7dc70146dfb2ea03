import { spawnSync } from 'node:child_process';
import type { PythonCommand } from './python.js';

/** A baseline that was made and tried, or what went wrong. */
export type Outcome =
  | { readonly kind: 'made'; readonly file: string; readonly tables: number }
  | { readonly kind: 'failed'; readonly step: string; readonly output: string };

interface Baseline {
  /** The API's directory, where Alembic runs. */
  readonly directory: string;
  readonly python: PythonCommand;
  /** An empty database that is not anybody's. */
  readonly url: string;
  /** What the application needs in its environment to be imported. */
  readonly environment: Readonly<Record<string, string>>;
  readonly progress: (step: string) => void;
}

/**
 * Lets Alembic itself compare the models with an empty database, and tries what it writes: up, no
 * difference left, down, up again.
 */
export function makeBaseline({ directory, python, url, environment, progress }: Baseline): Outcome {
  const [program, ...first] = python;
  const alembic = (...words: string[]): { isFine: boolean; output: string } => {
    const args = [...first, '-m', 'alembic', '-x', `url=${url}`, ...words];
    const env = { ...environment, ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: directory,
      env,
      encoding: 'utf8',
    });
    return { isFine: status === 0, output: stdout + stderr };
  };
  progress('comparing the models with an empty database');
  const written = alembic('revision', '--autogenerate', '-m', 'baseline');
  const [, file] =
    /Generating (.+?\.py) *\.\.\./.exec(written.output.replaceAll(/\r?\n\s+/g, ' ')) ?? [];
  if (!written.isFine || file === undefined) {
    return { kind: 'failed', step: 'revision --autogenerate', output: written.output };
  }
  const tables = [...written.output.matchAll(/Detected added table/g)].length;
  for (const words of [
    ['upgrade', 'head'],
    ['check'],
    ['downgrade', 'base'],
    ['upgrade', 'head'],
  ]) {
    progress(`trying it: alembic ${words.join(' ')}`);
    const { isFine, output } = alembic(...words);
    if (!isFine) return { kind: 'failed', step: words.join(' '), output };
  }
  return { kind: 'made', file: file.trim(), tables };
}
