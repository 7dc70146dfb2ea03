import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:alembic`: migrations that work on a real database. */
export default class AlembicGenerator extends HardenGenerator {
  constructor(...args: ConstructorParameters<typeof HardenGenerator>) {
    super(...args);
    this.option('autogenerate', {
      type: Boolean,
      description:
        'let Alembic write the first migration, against a PostgreSQL that is thrown away',
    });
  }

  async alembic(): Promise<void> {
    await this.runFlow(this.engine.parts.alembic);
  }

  async baseline(): Promise<void> {
    if (!this.isSet('autogenerate') || this.isSet('dry-run') || this.isSet('check')) return;
    const { baselineCommand, refreshDatabaseLocks } = this.engine;
    refreshDatabaseLocks(this.destinationRoot(), this.console);
    await this.conclude(() => baselineCommand(this.destinationRoot(), this.console));
  }

  /** With a first migration, there is something for a workflow to try. */
  async workflow(): Promise<void> {
    if (this.isSet('autogenerate')) await this.runFlow(this.engine.parts.alembic);
  }
}
