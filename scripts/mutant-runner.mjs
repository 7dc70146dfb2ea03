// Runs the tests of an editor with one mutant after the other switched on, in one process: what
// `mutant-processes.mjs` forks, bundled with the tests. A number as message is the mutant to run;
// the answer is whether some test failed.
import { performance } from 'node:perf_hooks';
import { getState, resetState } from 'jest-circus';

/** How often a mutant may be reached in one case before it counts as one that never ends. */
const HIT_LIMIT = 1_000_000;

/** Everything that is run against a mutant: named tests, then generated cases. */
export function collectCases(edits, holdToPromise) {
  const named = testsIn(getState().rootDescribeBlock);
  resetState();
  const generated = edits.map((edit) => ({
    name: JSON.stringify(edit),
    run: () => holdToPromise(...edit),
  }));
  return [...named, ...generated];
}

function testsIn({ children, hooks }, inherited = []) {
  const after = [...inherited, ...hooks.filter(({ type }) => type === 'afterEach')];
  return children.flatMap((child) =>
    child.type === 'test' ? [caseOf(child, after)] : testsIn(child, after),
  );
}

function caseOf({ name, fn }, after) {
  const run = async () => {
    try {
      await fn();
    } finally {
      for (const hook of after) await hook.fn();
    }
  };
  return { name, run };
}

/** Answers the messages of the process that forked this one. */
export async function serve(cases) {
  // It makes these itself once a mutant is reached, which may be in the first case only.
  const instrumented = (globalThis.__stryker__ ??= {});
  instrumented.mutantCoverage ??= { static: {}, perTest: {} };
  const only = instrumented.activeMutant;
  const inLoading = Object.keys(instrumented.mutantCoverage.static);
  // What a case does not reach without a mutant, it does not reach with it. A mutant that is there
  // from the start may change that.
  const began = performance.now();
  const { reached, failed } = only === undefined ? await casesByMutant(instrumented, cases) : {};
  const took = performance.now() - began;
  process.send({ sound: failed === undefined, failed, took, inLoading });
  process.on('message', async (id) => {
    instrumented.activeMutant = id;
    let killed = false;
    for (const { run } of reached ? (reached.get(id) ?? []) : cases) {
      instrumented.hitCount = 0;
      instrumented.hitLimit = HIT_LIMIT;
      killed = (await fails(run)) || instrumented.hitCount > HIT_LIMIT;
      if (killed) break;
    }
    process.send({ id, killed });
  });
}

/** The cases that reach each mutant, or the name of one that fails without any. */
async function casesByMutant(instrumented, cases) {
  const reached = new Map();
  for (const each of cases) {
    instrumented.mutantCoverage.perTest = {};
    instrumented.currentTestId = 'case';
    if (await fails(each.run)) return { failed: each.name };
    for (const id of Object.keys(instrumented.mutantCoverage.perTest.case ?? {})) {
      const known = reached.get(id);
      if (known) known.push(each);
      else reached.set(id, [each]);
    }
  }
  delete instrumented.currentTestId;
  return { reached };
}

async function fails(run) {
  // What is kept of a text (`MEMORY_OF_ONE_RUN`) is kept for as long.
  globalThis.thisRun = Symbol();
  try {
    await run();
    return false;
  } catch {
    return true;
  }
}
