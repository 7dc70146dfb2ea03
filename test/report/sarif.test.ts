import type { Log } from 'sarif';
import { auditSarif } from '../../src/report/sarif.js';
import { HOSTILE, sampleAudit, sampleRules } from './sample-audit.js';

const text = auditSarif(sampleAudit, sampleRules);
const [run] = (JSON.parse(text) as Log).runs;

describe('the audit as SARIF', () => {
  const place = {
    physicalLocation: {
      artifactLocation: { uri: 'a%20dir/compose%231.yml', uriBaseId: 'EXTENSION' },
      region: { startLine: 3, startColumn: 5 },
    },
  };

  it('has a result for each finding, with its place below the root of the extension', () => {
    expect(run?.originalUriBaseIds).toEqual({ EXTENSION: { uri: 'file:///srv/an%20extension/' } });
    const result = { message: { text: HOSTILE }, locations: [place] };
    expect(run?.results).toEqual([
      { ruleId: 'fails', kind: 'fail', level: 'warning', ...result },
      { ruleId: 'asks', kind: 'review', level: 'none', ...result },
    ]);
  });

  it('describes every rule', () => {
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(
      sampleRules.map(({ meta }) => meta.id),
    );
    expect(run?.tool.driver.rules?.[0]).toEqual({
      id: 'fails',
      shortDescription: { text: 'Fails is wrong.' },
      fullDescription: { text: 'Fails matters.' },
      help: { text: 'Fails holds. See rally-ext explain fails' },
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['compose'] },
    });
  });

  it('says that a rule broke', () => {
    expect(run?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            associatedRule: { id: 'breaks' },
            level: 'error',
            message: { text: HOSTILE },
            locations: [place],
          },
        ],
      },
    ]);
  });

  it('has no control characters', () => {
    expect(text).toContain(String.raw`\u001b[31m\n# e`);
  });
});
