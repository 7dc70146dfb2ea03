// The processes that `mutations.mjs` runs tests in: one on each processor, each of which
// takes one mutant after the other (`mutant-runner.mjs`).
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { clearTimeout, setTimeout } from 'node:timers';

/** Milliseconds for the tests to be loaded and run once without a mutant. */
const START = 120_000;
/** Milliseconds for one mutant, where the tests take so many without: on a busy machine, more. */
const timeoutFor = (took) => 10_000 + 10 * took;

/** The mutants with which all tests of the bundle pass, as soon as that is known, and that `counts` lets count. */
export async function passedBy(bundle, mutants, counts) {
  const result = [];
  const queue = [...mutants];
  const work = async () => {
    let runner = await startSound(bundle);
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const { id } = mutant;
      // One that is reached while the modules are loaded needs a process of its own.
      const own = runner.inLoading.includes(id) ? await start(bundle, id) : undefined;
      if (runner.inLoading.includes(id) && !own) continue;
      const answer = await ask(own ?? runner, id, timeoutFor(runner.took));
      if (own) own.child.kill();
      else if (!answer) runner = await startSound(bundle);
      if (answer?.killed !== false) continue;
      if (counts(mutant)) result.push(mutant);
    }
    runner.child.kill();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return result;
}

async function startSound(bundle) {
  const runner = await start(bundle);
  if (runner?.sound) return runner;
  throw new Error(
    `${runner?.failed ?? 'loading the tests'} fails, or takes too long, without any mutant`,
  );
}

/** A process that runs the tests, once it is ready; undefined when a mutant keeps it from that. */
async function start(bundle, id) {
  const env = { ...process.env, ...(id && { __STRYKER_ACTIVE_MUTANT__: id }) };
  const stderr = id ? 'ignore' : 'inherit';
  const child = fork(bundle, { env, stdio: ['ignore', 'ignore', stderr, 'ipc'] });
  const answer = await answerOf(child, START);
  return answer && { child, ...answer };
}

function ask({ child }, id, timeout) {
  child.send(id);
  return answerOf(child, timeout);
}

/** What a process sends next; undefined when it ends or takes too long, which ends it. */
function answerOf(child, timeout) {
  return new Promise((done) => {
    const finish = (answer) => {
      clearTimeout(timer);
      child.removeAllListeners();
      if (!answer) child.kill('SIGKILL');
      done(answer);
    };
    const timer = setTimeout(finish, timeout);
    child.once('message', finish);
    child.once('exit', () => finish());
  });
}
