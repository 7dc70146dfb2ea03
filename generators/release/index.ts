import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:release`: the workflow that makes releases. */
export default class extends HardenGenerator {
  async release(): Promise<void> {
    await this.runFlow(['workflow-release']);
  }
}
