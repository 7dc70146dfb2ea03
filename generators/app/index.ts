import { basename } from 'node:path';
import type { NewRequest } from '../../src/command/new.js';
import { HardenGenerator } from '../_shared/harden-generator.js';

/** What only an extension that is there can be asked for: ignored, it would be taken for granted. */
const OF_HARDEN = ['check', 'review', 'only', 'skip', 'format', 'health-path', 'autogenerate'];

/** `yo rally-ext [NAME]`: a new extension in this folder; where there is one, offers to harden it. */
export default class AppGenerator extends HardenGenerator {
  constructor(...args: ConstructorParameters<typeof HardenGenerator>) {
    super(...args);
    this.argument('name', { type: String, required: false, description: 'its name' });
    this.option('title', { type: String, description: 'what people call it' });
    this.option('description', { type: String, description: 'what it is for, in one line' });
    this.option('api-port', { type: String, description: 'port of the API' });
    this.option('web-port', { type: String, description: 'port of the web client' });
    this.option('database', { type: String, description: 'postgres, mongo or none' });
    this.option('scopes', { type: String, description: 'scopes it adds, comma-separated' });
    this.option('assets', { type: String, description: 'what it comes with besides its code' });
    this.option('git', { type: Boolean, description: 'commit it to a repository of its own' });
  }

  async create(): Promise<void> {
    const { newCommand, placeOf } = this.engine;
    if (this.interactive && placeOf(this.destinationRoot()).kind === 'extension') {
      const { harden } = await this.prompt<{ harden: boolean }>([
        { type: 'confirm', name: 'harden', message: 'There is an extension here. Harden it?' },
      ]);
      if (harden) await this.runFlow();
      return;
    }
    await this.conclude(async () => newCommand(await this.#request(), this.console));
  }

  async #request(): Promise<NewRequest> {
    const { defaultOptions, nameFromFolder, readOptions, readWishes, UsageError, whyNoName } =
      this.engine;
    const directory = this.destinationRoot();
    const stray = OF_HARDEN.find((flag) => this.isSet(flag) || this.flag(flag) !== undefined);
    if (stray !== undefined) {
      throw new UsageError(`--${stray} does not belong to a new extension: use rally-ext:harden`);
    }
    const options = readOptions(defaultOptions, (name) => this.flag(name));
    const folder = nameFromFolder(basename(directory));
    const given = this.flag('name');
    const flags = Object.fromEntries(
      ['title', 'description', 'api-port', 'web-port', 'database', 'scopes', 'assets']
        .concat('registry-owner')
        .map((flag) => [flag, this.flag(flag)]),
    );
    const wishes = readWishes(given ?? folder, flags);
    const request = {
      directory,
      options,
      wishes,
      dryRun: this.isSet('dry-run'),
      force: this.isSet('force'),
      yes: this.isSet('yes'),
      git: this.isSet('git'),
    };
    if (this.interactive && !this.isSet('yes')) return this.#ask(request, given !== undefined);
    if (given === undefined && whyNoName(folder) !== undefined) {
      throw new UsageError('the folder cannot give its name: run "yo rally-ext NAME"');
    }
    return request;
  }

  async #ask(request: NewRequest, isNamed: boolean): Promise<NewRequest> {
    const { git, ...wishes } = await this.engine.askForScaffold(this, request, isNamed);
    return { ...request, wishes, git };
  }
}
