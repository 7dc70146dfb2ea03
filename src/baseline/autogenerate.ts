import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { programEnvironment } from './program-environment.js';
import type { PythonCommand } from './python.js';
import { run } from './run.js';

/** A baseline that was made and tried, or what went wrong. */
export type Outcome =
  | { readonly kind: 'made'; readonly file: string; readonly tables: number }
  | { readonly kind: 'failed'; readonly step: string; readonly output: string };

interface Baseline {
  /** The API's directory, where Alembic runs. */
  readonly directory: string;
  /** Where Alembic keeps the revisions. */
  readonly versions: string;
  readonly python: PythonCommand;
  /** An empty database that is not anybody's. */
  readonly url: string;
  /** What the application needs in its environment to be imported; wins over what is there. */
  readonly environment: Readonly<Record<string, string>>;
  readonly progress: (step: string) => void;
  readonly signal: AbortSignal;
}

/** For each of Alembic's commands: it imports the application, and works on empty tables. */
const SECONDS = 180;

/**
 * Lets Alembic itself compare the models with an empty database, and tries what it writes: up, no
 * difference left, down, up again. What does not stand that, or was interrupted, is removed.
 */
export async function makeBaseline(baseline: Baseline): Promise<Outcome> {
  const before = new Set(entries(baseline.versions));
  let outcome: Outcome | undefined;
  try {
    outcome = await tryBaseline(baseline);
    return outcome;
  } finally {
    if (outcome?.kind !== 'made') {
      for (const name of entries(baseline.versions)) {
        if (!before.has(name)) rmSync(join(baseline.versions, name), { recursive: true });
      }
    }
  }
}

async function tryBaseline(baseline: Baseline): Promise<Outcome> {
  const { directory, python, url, environment, progress, signal } = baseline;
  const alembic = async (...words: string[]): Promise<{ isFine: boolean; output: string }> => {
    const { isFine, out, err } = await run(
      [...python, '-m', 'alembic', '-x', `url=${url}`, ...words],
      {
        ...{ cwd: directory, env: programEnvironment(environment), seconds: SECONDS, signal },
      },
    );
    return { isFine, output: out + err };
  };
  progress('comparing the models with an empty database');
  const written = await alembic('revision', '--autogenerate', '-m', 'baseline');
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
    const { isFine, output } = await alembic(...words);
    if (!isFine) return { kind: 'failed', step: words.join(' '), output };
  }
  return { kind: 'made', file: file.trim(), tables };
}

function entries(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}
