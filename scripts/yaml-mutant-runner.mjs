// Runs the tests of the YAML editor with one mutant after the other switched on, in one process:
// what `yaml-mutations.mjs` forks, bundled with the tests. A number as message is the mutant to
// run; the answer is whether some test failed.
import { performance } from 'node:perf_hooks';
import { getState, resetState } from 'jest-circus';

/** How often a mutant may be reached in one case before it counts as one that never ends. */
const HIT_LIMIT = 1_000_000;

/** Everything that is run against a mutant: named tests, then generated cases. */
export function collectCases(edits, holdToPromise) {
  const named = testsIn(getState().rootDescribeBlock).map(({ fn }) => fn);
  resetState();
  const generated = edits.map(
    ([text, operation]) =>
      () =>
        holdToPromise(text, operation),
  );
  return [...named, ...generated];
}

function testsIn({ children }) {
  return children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)));
}

/** Answers the messages of the process that forked this one. */
export function serve(cases) {
  const instrumented = globalThis.__stryker__;
  const only = instrumented.activeMutant;
  const inLoading = Object.keys(instrumented.mutantCoverage?.static ?? {});
  // What a case does not reach without a mutant, it does not reach with it. A mutant that is there
  // from the start may change that.
  const began = performance.now();
  const reached = only === undefined ? casesByMutant(instrumented, cases) : undefined;
  const took = performance.now() - began;
  process.send({ sound: only !== undefined || reached !== undefined, took, inLoading });
  process.on('message', (id) => {
    instrumented.activeMutant = id;
    const killed = (reached ? (reached.get(id) ?? []) : cases).some((run) => {
      instrumented.hitCount = 0;
      instrumented.hitLimit = HIT_LIMIT;
      return fails(run) || instrumented.hitCount > HIT_LIMIT;
    });
    process.send({ id, killed });
  });
}

/** The cases that reach each mutant; undefined when one fails without any. */
function casesByMutant(instrumented, cases) {
  const reached = new Map();
  for (const run of cases) {
    instrumented.mutantCoverage.perTest = {};
    instrumented.currentTestId = 'case';
    if (fails(run)) return undefined;
    for (const id of Object.keys(instrumented.mutantCoverage.perTest.case ?? {})) {
      const known = reached.get(id);
      if (known) known.push(run);
      else reached.set(id, [run]);
    }
  }
  delete instrumented.currentTestId;
  return reached;
}

function fails(run) {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
