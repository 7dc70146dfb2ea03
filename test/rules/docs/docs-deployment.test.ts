import { docsDeployment } from '../../../src/rules/docs/docs-deployment.js';
import { deploymentFacts } from '../../../src/rules/docs/deployment/facts.js';
import { placeIn } from '../../../src/rules/docs/deployment/links.js';
import { documentText, sectionNamed } from '../../../src/rules/docs/deployment/sections.js';
import { plainStyle, sectionText } from '../../../src/edit/markdown/index.js';
import { inspect } from '../../../src/extension/inspect.js';
import { formatNew } from '../../../src/format/format-new.js';
import { writeTree } from '../../tree.js';
import { apiDockerfile, healthyApp, sample } from '../sample.js';
import { testRule } from '../tester.js';

const compose =
  'services:\n  api_rally:\n    image: ghcr.io/example/api-rally:${TAG:-latest}\n    build: api-rally\n    ports: [8003:8003]\n';
const files = {
  'compose.prod.yml': compose,
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/app/main.py': healthyApp,
};
const override = {
  'compose.override.prod.yml': compose.replace('api-rally\n', 'extensions/rally/api-rally\n'),
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/app/main.py': healthyApp,
};

/** What the rule writes for an extension, as the plan would format it. */
async function expected(tree: Readonly<Record<string, string>>): Promise<string> {
  const extension = inspect(writeTree({ ...sample, ...tree }));
  const facts = deploymentFacts(extension);
  if (facts === undefined) throw new Error('nothing is deployed');
  return formatNew(extension, 'DEPLOYMENT.md', documentText(facts));
}

/** The section that is put into a document with this text, which lacks the sections `added`. */
async function section(name: string, text: string, added: readonly string[]): Promise<string> {
  const extension = inspect(writeTree({ ...sample, ...files }));
  const facts = deploymentFacts(extension);
  const place = placeIn({ path: 'DEPLOYMENT.md', text, mode: 0o644 }, added);
  const found = facts && sectionNamed(name, facts, place);
  if (found === undefined) throw new Error(`no section ${name}`);
  const body = await formatNew(extension, 'DEPLOYMENT.md', found.body);
  return sectionText({ ...found, body }, plainStyle);
}

const english = [
  ...['# Deployment', '', '## Environment variables', '', 'x', '', '## Production', '', 'x', ''],
  ...[
    '## Updating',
    '',
    'x',
    '',
    '## Health checks and logs',
    '',
    'x',
    '',
    '## Roll-back',
    '',
    'x',
  ],
  ...['', '## Backups', '', 'x', '', '## Common problems', '', 'x', ''],
].join('\n');
const portuguese = [
  ...[
    '# Implantação',
    '',
    'x',
    '',
    '## 1. Variáveis de ambiente',
    '',
    'x',
    '',
    '## 2. Atualizações',
  ],
  ...['', 'x', '', '## 3. Monitorização', '', 'x', '', '## 4. Reversão', '', 'x', ''],
  ...['## 5. Cópias de segurança', '', 'x', '', '## 6. Resolução de problemas', '', 'x', ''],
].join('\n');

const promising = english
  .replace('## Roll-back\n\nx', '## Roll-back\n\nTODO: write this')
  .replace('## Backups\n\nx', '## Backups\n\n<!-- x -->');
const twoMissing = ['rollback', 'disaster-recovery'];
const old = `${english}\n${sectionText({ name: 'rollback', title: 'Zurück', body: 'Old.' }, plainStyle)}\n`;

const lacks = (file: string, where: string, ...said: readonly string[]): string[] =>
  said.map((each) => {
    const [what = '', title = ''] = each.split(' | ');
    return `${file}:1:1 No document says ${what}: write ${where}, such as "${title}".`;
  });

const environment = 'which variables and files a deployment needs | Setting up the environment';
const standalone = 'how it is deployed without the Platform | Deploying it on its own';
const platform = 'how it is deployed with the Platform | Deploying it with the Platform';
const upgrade = 'what to do for a new version | Upgrading';
const monitoring = 'how to see whether it is well | Monitoring';
const rollback = 'how to go back to the version before | Rolling back';
const recovery = 'how data is backed up and restored | Disaster recovery';
const trouble = 'what to do when it does not work | Troubleshooting';
const all = [environment, standalone, upgrade, monitoring, rollback, recovery, trouble];

testRule(docsDeployment, {
  valid: [
    { name: 'sections of a document', files: { ...files, 'docs/deploy.md': english } },
    { name: 'in Portuguese', files: { ...files, 'DEPLOYMENT.md': portuguese } },
    {
      name: 'in several documents, with CRLF, underlined, or in the title of one',
      files: {
        ...files,
        'README.md':
          'Rally\r\n=====\r\n\r\nUpgrading\r\n---------\r\n\r\nx\r\n\r\nMonitoring\r\n---\r\n\r\nx\r\n',
        'docs/rollback.md': '# Rollback\n\nx\n',
        'docs/backup.md': '# Backups\n\n## Restore\n\nx\n',
        'deploy/README.md': '# Deploying\n\nx\n\n### Configuration\n\nx\n\n### FAQ\n\nx\n',
      },
    },
  ],
  invalid: [
    {
      name: 'nothing but a README that is about something else',
      files: {
        ...files,
        'README.md': '# Rally\n\n```sh\n# Rollback\n```\n\n## Test environment\n\nx\n',
        'TESTING.md': '# Tests\n\n## Troubleshooting\n\nx\n',
        'web-rally/BUILD.md': '# Build\n\n## Troubleshooting\n\nx\n',
      },
      findings: lacks('README.md', 'a section of DEPLOYMENT.md', ...all),
      after: { 'DEPLOYMENT.md': await expected(files) },
    },
    {
      name: 'inside the Platform, where git ignores most documents',
      files: { ...override, '.gitignore': '*.md\n!README.md\n' },
      findings: lacks(
        'manifest.json',
        'a section of DEPLOYMENT.md',
        ...[environment, platform, upgrade, monitoring, rollback, recovery, trouble],
      ),
      after: {
        '.gitignore': '*.md\n!README.md\n!DEPLOYMENT.md\n',
        'DEPLOYMENT.md': await expected(override),
      },
    },
    {
      name: 'a section that promises something, and one with nothing in it',
      files: {
        ...files,
        'DEPLOYMENT.md': promising,
      },
      findings: lacks('DEPLOYMENT.md', 'a section', rollback, recovery),
      after: {
        'DEPLOYMENT.md': `${promising}\n${await section('rollback', promising, twoMissing)}\n\n${await section('disaster-recovery', promising, twoMissing)}\n`,
      },
    },
    {
      name: 'a generated section that nobody touched, and that is out of date',
      files: {
        ...files,
        'DEPLOYMENT.md': old,
      },
      findings: [
        'DEPLOYMENT.md:31:1 The section rollback was generated from what the extension was then: it is out of date.',
      ],
      after: {
        'DEPLOYMENT.md': `${english}\n${(await section('rollback', old, [])).replace('## Rolling back', '## Zurück')}\n`,
      },
    },
  ],
  notApplicable: [
    {
      name: 'nothing deploys it',
      files: { 'compose.override.yml': 'services:\n  api_rally: { build: api-rally }\n' },
      reason: 'no production compose file runs the extension',
    },
  ],
});
