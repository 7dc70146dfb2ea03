import { inspect } from '../extension/inspect.js';
import type { Extension } from '../extension/model.js';
import { planHardening, type Hardening } from '../plan/harden.js';
import { joinHardenings, joinResults } from '../plan/join.js';
import type { PlannedFile, Refusal } from '../plan/plan.js';
import { renderPreview } from '../plan/preview.js';
import { renderRefusals } from '../report/hardening.js';
import { maskOf } from '../report/masked.js';
import { catalogue } from '../rules/catalogue.js';
import { alembicBaseline } from '../rules/migrations/alembic-baseline.js';
import type { Rule } from '../rules/rule.js';
import { knownLiterals } from '../rules/secrets/known-literals.js';
import { applyHardening, withLocks, type Applied } from './apply.js';
import type { Console } from './console.js';
import { makeFirstMigrations } from './first-migration.js';
import type { HardenRequest } from './harden-request.js';
import { mayRun, mayWrite } from './may-write.js';
import { waitingApis } from './waiting-apis.js';

/** What was applied, and whether a first migration could not be made. */
export interface Migrated extends Applied {
  readonly hasFailed: boolean;
}

/**
 * Goes on where a plan is written: lets Alembic make the first migrations, and applies what the
 * selected rules can do only now that there are some. What fails is said; what was applied stands.
 */
export async function goOnWithMigrations(
  request: HardenRequest,
  applied: Applied,
  selected: readonly Rule[],
  console: Console,
): Promise<Migrated> {
  const waiting = waitingApis(request, selected, applied.hardening);
  const directories = waiting.map(({ dir }) => dir);
  if (!(await mayRun(request, directories, console))) return { ...applied, hasFailed: false };
  // Alembic is run from what they install; those that were written a moment ago are done.
  const others = directories.filter(
    (dir) => !applied.result.written.includes(`${dir}/pyproject.toml`),
  );
  const first = await withLocks(applied, others, console);
  const extension = inspect(first.hardening.extension.root);
  const { written, hasFailed, isInterrupted } = await makeFirstMigrations(
    extension,
    waiting,
    console,
    { isDetailed: request.autogenerate === true, isText: request.format === 'text' },
  );
  if (isInterrupted) {
    return { ...first, result: { ...first.result, interrupted: true }, hasFailed };
  }
  if (written.length === 0) return { ...first, hasFailed };
  const second = await followUp(request, first, selected, console);
  const hardening = joinHardenings(first.hardening, second.hardening);
  const made = written.map((path): PlannedFile => fileOf(inspect(extension.root), path));
  const files = [...hardening.plan.files, ...made].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    hardening: { ...hardening, plan: { ...hardening.plan, files } },
    result: joinResults(first.result, second.result),
    hasFailed,
  };
}

/** What the rules do with an extension that has migrations: planned, shown, asked for and written anew. */
async function followUp(
  request: HardenRequest,
  first: Applied,
  selected: readonly Rule[],
  console: Console,
): Promise<Applied> {
  const extension = inspect(first.hardening.extension.root);
  const hardening = await planHardening(extension, catalogue, selected, request.options);
  const nothing = { written: [], failed: [], interrupted: false };
  if (request.format === 'text') show(hardening, first.hardening.plan.refusals, console);
  if (hardening.plan.files.length === 0) return { hardening, result: nothing };
  const ours = new Map(first.hardening.plan.files.map(({ path, after }) => [path, after]));
  if (await mayWrite(request, hardening, ours, console)) {
    return applyHardening(request, hardening, console);
  }
  return { hardening: await undone(hardening, request), result: nothing };
}

/** The preview; what was left alone before is not said again. */
function show(hardening: Hardening, said: readonly Refusal[], console: Console): void {
  const { plan } = hardening;
  const mask = maskOf(knownLiterals(hardening.extension));
  const preview = renderPreview(plan, mask, console.palette);
  if (preview !== '') console.out(`\n${preview}\n\n`);
  const refusals = plan.refusals.filter(
    (each) => !said.some(({ file, summary }) => file === each.file && summary === each.summary),
  );
  console.out(renderRefusals({ ...hardening, plan: { ...plan, refusals } }, mask, console.palette));
}

/** A plan that nobody wanted, as what is there without it. */
function undone({ extension }: Hardening, { options }: HardenRequest): Promise<Hardening> {
  return planHardening(extension, catalogue, [], options);
}

function fileOf({ files }: Extension, path: string): PlannedFile {
  const after = files.get(path)?.text ?? '';
  return { path, before: undefined, after, rules: [alembicBaseline.meta.id] };
}
