import type { HardenRequest } from '../../src/command/harden.js';
import type { Extension } from '../../src/extension/model.js';
import type { Options } from '../../src/rules/options.js';
import { CommandGenerator } from './command-generator.js';

/** Choose fixes, answer what they need, see the diff, confirm, write: of all rules or of a part. */
export abstract class HardenGenerator extends CommandGenerator {
  constructor(...args: ConstructorParameters<typeof CommandGenerator>) {
    super(...args);
    this.option('yes', { type: Boolean, alias: 'y', description: 'apply safe fixes, ask nothing' });
    this.option('review', { type: Boolean, description: 'also fixes that change behaviour' });
    this.option('only', { type: String, description: 'only these rules, comma-separated' });
    this.option('skip', { type: String, description: 'not these rules, comma-separated' });
    this.option('dry-run', { type: Boolean, description: 'show what would change' });
    this.option('check', { type: Boolean, description: 'like --dry-run, exit 1 on changes' });
    this.option('autogenerate', {
      type: Boolean,
      description: 'let Alembic write the first migration, as --review does; --no-… never',
    });
    this.option('force', { type: Boolean, description: 'also files with uncommitted changes' });
    this.option('format', { type: String, description: 'text or json' });
    this.option('health-path', { type: String, description: "path of the API's health endpoint" });
    this.option('registry-owner', { type: String, description: 'owner of the images on ghcr.io' });
    this.option('platforms', { type: String, description: 'what images are built for' });
    this.option('release-flow', { type: String, description: 'tag or release-please' });
    this.option('secrets-mode', { type: String, description: 'files, swarm or env' });
    this.option('secrets-provider', { type: String, description: 'aws, vault' });
  }

  /** Runs the flow. `part`: the rules it is limited to; all of them without it. */
  protected async runFlow(part?: readonly string[]): Promise<void> {
    await this.conclude(async () => {
      const { exit, hardenCommand, inspectOrCreate } = this.engine;
      const quiet = this.isSet('yes') || this.isSet('dry-run') || this.isSet('check');
      const request = this.#request(part);
      if (quiet || !this.interactive) return hardenCommand(request, this.console);
      const extension = await inspectOrCreate(this.destinationRoot(), this);
      if (extension === undefined) return exit.bad;
      const chosen = await this.#choose(extension, request);
      return chosen === undefined ? exit.fine : hardenCommand(chosen, this.console);
    });
  }

  #request(part: readonly string[] | undefined): HardenRequest {
    const { readFormat, readList } = this.engine;
    const wanted = readList(this.flag('only'));
    const only =
      part === undefined || wanted === undefined ? (part ?? wanted) : this.#within(part, wanted);
    return {
      directory: this.destinationRoot(),
      scope: only,
      selection: {
        only,
        skip: readList(this.flag('skip')),
        review: this.isSet('review'),
      },
      options: this.#options(),
      format: readFormat(this.flag('format')),
      yes: this.isSet('yes'),
      dryRun: this.isSet('dry-run'),
      check: this.isSet('check'),
      force: this.isSet('force'),
      autogenerate: this.choice('autogenerate'),
    };
  }

  /** Asks which fixes to make and what they need; undefined where there is nothing to choose. */
  async #choose(extension: Extension, request: HardenRequest): Promise<HardenRequest | undefined> {
    const { audit, catalogue, fixQuestion, selectRules, withFollowUps } = this.engine;
    const offered = selectRules(catalogue, { ...request.selection, review: true });
    const report = audit(extension, catalogue);
    const question = fixQuestion(report, offered);
    if (question === undefined) {
      this.console.out('Nothing to fix.\n');
      return undefined;
    }
    const { fixes } = await this.prompt<{ fixes: string[] }>([question]);
    if (fixes.length === 0) return undefined;
    const answers = await this.#askOptions(extension, fixes, request);
    return {
      ...request,
      options: this.#options(answers),
      selection: { only: withFollowUps(fixes, report, offered), review: true },
      onWritten: () => this.#keep(answers),
    };
  }

  /** Asks what the fixes need to know and neither a flag nor an earlier answer says. */
  async #askOptions(
    extension: Extension,
    fixes: readonly string[],
    request: HardenRequest,
  ): Promise<Record<string, unknown>> {
    const questions = this.engine
      .optionQuestions(extension, fixes, request.options)
      .filter(({ name }) => this.flag(flagOf(name)) === undefined)
      .map((question) => ({ ...question, askAnswered: this.isSet('askAnswered') }));
    // this.prompt() would keep the answers at once, also where in the end nothing shall be written.
    const all = await this.env.adapter.prompt<Record<string, unknown>>(
      questions,
      this.config.getAll(),
    );
    return Object.fromEntries(questions.map(({ name }) => [name, all[name]]));
  }

  /** For the next run; what was written stays written where this fails. */
  async #keep(answers: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.isSet('skipCache')) return;
    const reason = await this.engine.keepAnswers(this.destinationRoot(), answers);
    if (reason === undefined) return;
    this.console.err(`rally-ext: the answers are not kept in .yo-rc.json: ${reason}\n`);
  }

  /** What the flags say, else these answers, else those of an earlier run in .yo-rc.json. */
  #options(answers: Readonly<Record<string, unknown>> = {}): Options {
    const { readAnswers, readOptions, toOptions } = this.engine;
    const options = toOptions(readAnswers({ ...this.config.getAll(), ...answers }));
    return readOptions(options, (name) => this.flag(name));
  }

  /**
   * The rules asked for, in a part's own list.
   * @throws UsageError for a rule that is no part of it
   */
  #within(part: readonly string[], only: readonly string[]): readonly string[] {
    const stray = only.find((id) => !part.includes(id));
    if (stray === undefined) return only;
    const { UsageError } = this.engine;
    throw new UsageError(`"${stray}" is no rule of this part; they are: ${part.join(', ')}`);
  }
}

/** The flag that says what the answer of a name does. */
function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
