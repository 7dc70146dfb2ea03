import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:staging`: a stack without the Platform, its rehearsal, and what deploys them. */
export default class extends HardenGenerator {
  async staging(): Promise<void> {
    await this.runFlow(this.engine.parts.staging);
  }
}
