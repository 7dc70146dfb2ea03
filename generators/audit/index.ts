import { CommandGenerator } from '../_shared/command-generator.js';

/** `yo rally-ext:audit`: the score of the extension in this directory, with evidence. */
export default class AuditGenerator extends CommandGenerator {
  constructor(...args: ConstructorParameters<typeof CommandGenerator>) {
    super(...args);
    this.option('format', { type: String, description: 'text, json, md, sarif or html' });
    this.option('output', { type: String, description: 'write the report to this file' });
    this.option('min-score', { type: String, description: 'exit 1 below this score' });
  }

  async audit(): Promise<void> {
    const { auditCommand, readAuditFormat, readScore } = this.engine;
    await this.conclude(() =>
      auditCommand(
        {
          directory: this.destinationRoot(),
          format: readAuditFormat(this.flag('format')),
          output: this.flag('output'),
          minScore: readScore(this.flag('minScore') ?? this.flag('min-score')),
        },
        this.console,
      ),
    );
  }
}
