import { readFormat } from '../../src/command/arguments.js';
import { envCheckCommand } from '../../src/command/env-check.js';
import { parts } from '../../src/rules/parts.js';
import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:env`: the template of the variables; with --check, a filled-in file against it. */
export default class extends HardenGenerator {
  constructor(...args: ConstructorParameters<typeof HardenGenerator>) {
    super(...args);
    this.option('file', { type: String, description: 'with --check: the file to be checked' });
  }

  async variables(): Promise<void> {
    if (!this.isSet('check')) {
      await this.runFlow(parts.env);
      return;
    }
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
