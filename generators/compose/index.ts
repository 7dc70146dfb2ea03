import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:compose`: what Compose runs, and the images it runs it from. */
export default class extends HardenGenerator {
  async compose(): Promise<void> {
    await this.runFlow(this.engine.parts.compose);
  }
}
