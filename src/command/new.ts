import { mkdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { shellWord } from '../assets/shell-word.js';
import { explainFailure } from '../files/explain.js';
import { writePlan } from '../plan/write.js';
import { renderRefusals, renderResult, renderWrites } from '../report/hardening.js';
import { visible } from '../report/visible.js';
import type { Options } from '../rules/options.js';
import { complete, whyNot, type Wishes } from '../scaffold/complete.js';
import { placeOf, whyNotHere } from '../scaffold/place.js';
import { planScaffold, type ScaffoldPlan } from '../scaffold/plan.js';
import { UsageError } from '../usage-error.js';
import type { Console } from './console.js';
import { exit } from './exit.js';
import { firstCommit } from './first-commit.js';

export interface NewRequest {
  readonly directory: string;
  readonly wishes: Wishes;
  readonly options: Options;
  /** Show what would be made, make nothing. */
  readonly dryRun: boolean;
  /** Also into a folder that holds something else. */
  readonly force: boolean;
  /** Ask nothing. */
  readonly yes: boolean;
  /** Make a git repository of it, with all of it in the first commit. */
  readonly git: boolean;
}

/** `new`: scaffolds an extension, hardens it in memory, writes it. Returns the exit code. */
export async function newCommand(request: NewRequest, console: Console): Promise<number> {
  const { directory } = request;
  const scaffold = complete(request.wishes, directory);
  const reason = whyNot(scaffold) ?? whyNotHere(directory, scaffold.name);
  if (reason !== undefined) throw new UsageError(reason);
  if (!(await mayMake(request, console))) {
    console.err('rally-ext: nothing was written\n');
    return exit.fine;
  }
  const options = { ...request.options, registryOwner: scaffold.owner };
  const plan = await planScaffold(directory, scaffold, options);
  if (request.dryRun) {
    console.out(plan.files.map(({ path }) => `would be written: ${visible(path)}\n`).join(''));
    report(plan, console);
    return exit.fine;
  }
  return write(request, plan, console);
}

/** Nothing is in the way in an empty folder; elsewhere a person has to say so. */
async function mayMake({ directory, force, yes, dryRun }: NewRequest, console: Console) {
  const place = placeOf(directory);
  if (place.kind === 'unusable') throw new UsageError(`${directory} ${place.reason}`);
  if (place.kind === 'extension') {
    throw new UsageError(
      `${directory} is an extension already: to bring it up to date, run rally-ext harden ${shellWord(directory)}`,
    );
  }
  if (place.kind === 'free' || force || dryRun) return true;
  const [first = '', ...more] = place.entries;
  const what = more.length === 0 ? first : `${first} and ${more.length} more`;
  const message = `${directory} is not empty (${visible(what)})`;
  if (yes || console.confirm === undefined) {
    throw new UsageError(`${message}: name an empty folder, or pass --force to make it there`);
  }
  return console.confirm(`${message}. Make the extension there? What is there stays.`);
}

async function write(
  { directory, git }: NewRequest,
  plan: ScaffoldPlan,
  console: Console,
): Promise<number> {
  const root = resolve(directory);
  try {
    mkdirSync(root, { recursive: true });
  } catch (error) {
    throw new UsageError(`${directory} cannot be made: ${explainFailure(error)}`);
  }
  const result = await writePlan(root, plan.files);
  console.out(renderWrites(result, console.palette));
  if (result.interrupted) return exit.interrupted;
  if (result.failed.length > 0) return exit.bad;
  report(plan, console);
  if (git) console.out(`${firstCommit(root)}\n`);
  const place = relative('.', root);
  const steps = [...(place === '' ? [] : [`cd ${shellWord(place)}`]), 'less README.md'];
  console.out(`\nnext: ${visible(steps.join(' && '))}\n`);
  return exit.fine;
}

function report({ hardening, kept }: ScaffoldPlan, console: Console): void {
  for (const path of kept) console.out(`kept ${visible(path)}, which was there already\n`);
  // What was made a moment ago holds no secret of anybody's.
  console.out(renderRefusals(hardening, (line) => line, console.palette));
  console.out(renderResult(hardening, console.palette));
}
