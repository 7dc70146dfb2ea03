import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:env`: the template of the variables; with --check, a filled-in file against it. */
export default class extends HardenGenerator {
  constructor(...args: ConstructorParameters<typeof HardenGenerator>) {
    super(...args);
    this.option('file', { type: String, description: 'with --check: the file to be checked' });
  }

  async variables(): Promise<void> {
    if (!this.isSet('check')) {
      await this.runFlow(this.engine.parts.env);
      return;
    }
    const { envCheckCommand, readFormat } = this.engine;
    await this.conclude(() =>
      envCheckCommand(
        {
          directory: this.destinationRoot(),
          file: this.flag('file'),
          format: readFormat(this.flag('format')),
        },
        this.console,
      ),
    );
  }
}
