import { inspect } from '../extension/inspect.js';
import { planHardening, type Hardening } from '../plan/harden.js';
import { renderPreview } from '../plan/preview.js';
import { selectRules } from '../plan/selection.js';
import type { WriteResult } from '../plan/write.js';
import { renderOutcome, renderRefusals } from '../report/hardening.js';
import { hardeningJson } from '../report/json.js';
import { maskOf } from '../report/masked.js';
import { catalogue } from '../rules/catalogue.js';
import { knownLiterals } from '../rules/secrets/known-literals.js';
import { applyHardening, isWhole, type Applied } from './apply.js';
import type { Console } from './console.js';
import { exit } from './exit.js';
import type { HardenRequest } from './harden-request.js';
import { Interrupted } from './interrupted.js';
import { mayWrite } from './may-write.js';
import { announceMigrations, waitingApis } from './waiting-apis.js';
import { reportProblems } from './problems.js';

export type { HardenRequest } from './harden-request.js';

/** `harden`: plan, preview, confirm, write, make what is left to Alembic, report. Returns the exit code. */
export async function hardenCommand(request: HardenRequest, console: Console): Promise<number> {
  const selected = selectRules(catalogue, request.selection);
  const extension = inspect(request.directory);
  reportProblems(extension, console);
  const hardening = await planHardening(extension, catalogue, selected, request.options);
  const changes = hardening.plan.files.length;
  const waiting = waitingApis(request, selected, hardening);
  if (request.format === 'text') show(hardening, waiting.length > 0, console);
  if (request.dryRun || request.check) {
    announceMigrations(request, waiting, console);
    conclude(request, hardening, console);
    return request.check && changes + waiting.length > 0 ? exit.found : exit.fine;
  }
  if (changes > 0 && !(await mayWrite(request, hardening, new Map(), console))) {
    console.err('rally-ext: nothing was written\n');
    return exit.fine;
  }
  const applied =
    changes === 0
      ? { hardening, result: { written: [], failed: [], interrupted: false } }
      : await applyHardening(request, hardening, console);
  if (applied.result.written.length > 0) await request.onWritten?.();
  if (!isWhole(applied)) return finish(request, applied, console);
  if (waiting.length === 0) {
    if (request.autogenerate === true) {
      console.err('rally-ext: no API waits for its first migration\n');
    }
    return finish(request, applied, console);
  }
  // Loaded only here: most runs make no migration.
  const { goOnWithMigrations } = await import('./migrated.js');
  const { hasFailed, ...whole } = await goOnWithMigrations(
    request,
    applied,
    selected,
    afterWriting(console),
  );
  const code = finish(request, whole, console);
  // Who asked for nothing but that wants to know.
  return hasFailed && request.autogenerate === true && code === exit.fine ? exit.bad : code;
}

/** The same console where by now it is not true that nothing was written. */
function afterWriting(console: Console): Console {
  const { confirm } = console;
  if (confirm === undefined) return console;
  return {
    ...console,
    confirm: async (question) => {
      try {
        return await confirm(question);
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        throw new Interrupted('stopped; what was written before stays');
      }
    },
  };
}

function show(hardening: Hardening, goesOn: boolean, console: Console): void {
  const mask = maskOf(knownLiterals(hardening.extension));
  const preview = renderPreview(hardening.plan, mask, console.palette);
  if (preview !== '') console.out(`${preview}\n\n`);
  else if (!goesOn) console.out('nothing to change\n\n');
  console.out(renderRefusals(hardening, mask, console.palette));
}

function finish(request: HardenRequest, applied: Applied, console: Console): number {
  const { hardening, result } = applied;
  if (isWhole(applied)) conclude(request, hardening, console, result);
  else if (request.format === 'json') console.out(hardeningJson(hardening, result));
  if (result.interrupted) return exit.interrupted;
  return result.failed.length > 0 ? exit.bad : exit.fine;
}

function conclude(
  request: HardenRequest,
  hardening: Hardening,
  console: Console,
  result?: WriteResult,
): void {
  console.out(
    request.format === 'json'
      ? hardeningJson(hardening, result)
      : renderOutcome(hardening, request.scope, console.palette),
  );
}
