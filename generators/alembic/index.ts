import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:alembic`: migrations that work on a real database. */
export default class extends HardenGenerator {
  async alembic(): Promise<void> {
    await this.runFlow(this.engine.parts.alembic);
  }
}
