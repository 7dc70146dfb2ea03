import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:secrets`: secrets out of the environment and out of the repository. */
export default class extends HardenGenerator {
  async secrets(): Promise<void> {
    await this.runFlow(['secrets-from-files', 'secrets-ignored']);
  }
}
