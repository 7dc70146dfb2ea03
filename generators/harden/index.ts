import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:harden`: every rule of the catalogue. */
export default class extends HardenGenerator {
  async harden(): Promise<void> {
    await this.runFlow();
  }
}
