import { platformLayout } from '../../../src/rules/platform/platform-layout.js';
import { testRule } from '../tester.js';

const services = `services:
  web_nei:
    environment:
      ENABLE_RALLY: 'True'

  api_rally:
    image: a

  web_rally:
    container_name: prod_web_rally_1
    image: b

  worker:
    command: run
    image: a
`;
const development = { 'compose.override.yml': services };
const both = { ...development, 'compose.override.prod.yml': services };
const hidden = (name: string, more = ''): string =>
  `The Platform's script does not see ${name}: it looks for "  ${name}:" alone on its line, with image, build, command or container_name in the five lines below${more}.`;
const crlf = ' (the file has CRLF line ends, which hide every service)';

testRule(platformLayout, {
  valid: [
    { name: 'both files, every service in sight', files: both },
    {
      name: 'an entry for a service of the Platform that only adds to it',
      files: {
        ...both,
        'compose.override.yml': `${services}\n  db_pg:\n    ports: ["5433:5432"]\n`,
      },
    },
  ],
  invalid: [
    {
      name: 'no production override',
      files: development,
      findings: [
        'manifest.json:1:1 There is no compose.override.prod.yml: the Platform cannot start the extension in production.',
      ],
    },
    {
      name: 'the other ending',
      files: { ...development, 'compose.override.prod.yaml': services },
      findings: [
        'compose.override.prod.yaml:1:1 The Platform looks for compose.override.prod.yml, not for compose.override.prod.yaml.',
      ],
    },
    {
      name: 'keys the script does not match',
      files: {
        ...both,
        'compose.override.prod.yml': services
          .replace('  worker:', '  rally-worker:')
          .replace('  web_rally:', '  web_rally: # nginx'),
      },
      findings: [
        `compose.override.prod.yml:9:3 ${hidden('web_rally')}`,
        `compose.override.prod.yml:13:3 ${hidden('rally-worker')}`,
      ],
    },
    {
      name: 'CRLF line ends',
      files: {
        ...both,
        'compose.override.prod.yml':
          'services:\r\n  api_rally:\r\n    image: a\r\n  web_rally:\r\n    image: b\r\n',
      },
      findings: [
        `compose.override.prod.yml:2:3 ${hidden('api_rally', crlf)}`,
        `compose.override.prod.yml:4:3 ${hidden('web_rally', crlf)}`,
      ],
    },
    {
      name: 'a section behind services that looks like more of them',
      files: {
        ...both,
        'compose.override.prod.yml': `${services}\nx-base:\n  common:\n    image: c\n`,
      },
      findings: [
        'compose.override.prod.yml:18:3 The Platform\'s script takes common for a service: move its section above "services:".',
      ],
    },
    {
      name: 'names the script does not wait for',
      files: {
        ...both,
        'compose.override.prod.yml':
          'services:\n  api:\n    image: a\n  web_rally:\n    image: b\n',
      },
      findings: [
        'compose.override.prod.yml:1:1 No container is named api_rally: the Platform waits for one for 30 seconds, then stops the extension.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'an extension that runs on its own',
      files: { 'deploy/docker-compose.prod.yaml': services },
      reason:
        'there is no compose.override.yml: the extension runs on its own, outside the Platform',
    },
  ],
});
