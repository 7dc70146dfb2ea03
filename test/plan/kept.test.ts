import { runRules, type Outcome } from '../../src/check/run-rules.js';
import { inspect } from '../../src/extension/inspect.js';
import type { Extension } from '../../src/extension/model.js';
import { makePlan } from '../../src/plan/plan.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { defaultOptions } from '../../src/rules/options.js';

const SAMPLE = 'examples/tombola';

/** What the rules say of a model; a rule that broke is in it with its message. */
function outcomesOf(extension: Extension): Record<string, Outcome['result']> {
  return Object.fromEntries(
    runRules(catalogue, extension).map(({ rule, result }) => [rule.meta.id, result]),
  );
}

describe('what is kept from one model to the next', () => {
  it('gives after every step of a plan what a model of newly read files gives', async () => {
    const extension = inspect(SAMPLE);
    const fixing = catalogue.filter(({ meta }) => meta.fix !== null);
    const { steps } = await makePlan(extension, fixing, defaultOptions);
    expect(steps.length).toBeGreaterThan(20);
    let current = extension;
    const texts = new Map<string, string>();
    for (const { file, after } of steps) {
      texts.set(file, after);
      current = current.withTexts(new Map([[file, after]]));
      const anew = inspect(SAMPLE).withTexts(texts);
      expect(outcomesOf(current)).toEqual(outcomesOf(anew));
    }
  }, 120_000);
});
