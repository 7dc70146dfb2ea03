import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:docs`: the document that says how the extension is deployed, rolled back and restored. */
export default class extends HardenGenerator {
  async documents(): Promise<void> {
    await this.runFlow(this.engine.parts.docs);
  }
}
