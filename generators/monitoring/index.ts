import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:monitoring`: endpoints, metrics and logs that say how an API is doing. */
export default class extends HardenGenerator {
  async monitoring(): Promise<void> {
    await this.runFlow(this.engine.parts.monitoring);
  }
}
