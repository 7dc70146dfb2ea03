import { composeNoVersion } from '../../../src/rules/compose/compose-no-version.js';
import { testRule } from '../tester.js';

const message = 'The top-level "version" is obsolete: Compose ignores it and warns about it.';

testRule(composeNoVersion, {
  valid: [
    { name: 'no version', files: { 'compose.prod.yml': 'services: {}\n' } },
    {
      name: 'a version that is not at the top level',
      files: {
        'compose.prod.yml': 'services:\n  api:\n    image: a\n    labels:\n      version: "1"\n',
      },
    },
    {
      name: 'a stack of Swarm, whose older versions want one',
      files: {
        'compose.prod.yml':
          "version: '3.8'\nservices:\n  api:\n    image: a\n    deploy:\n      update_config: { order: start-first }\n",
      },
    },
    {
      name: 'a file that says that it is for Swarm, too',
      files: {
        'compose.prod.yml':
          "version: '3.9'\n# kept for Compose and Swarm\n\nservices:\n  api: { image: a }\n",
      },
    },
    { name: 'a file that cannot be read', files: { 'compose.prod.yml': 'version: "3"\na: [\n' } },
  ],
  invalid: [
    {
      name: 'in every file, development too, each in its own style',
      files: {
        'compose.prod.yml': "# production\nversion: '3.9' # old\nservices:\n  api: { image: a }\n",
        'compose.override.yml': 'services:\r\n  api:\r\n    build: .\r\nversion: "3"\r\n',
        'deploy/docker-compose.staging.yaml': 'name: rally\nversion: 3\n\nservices: {}\n',
      },
      findings: [
        `compose.override.yml:4:1 ${message}`,
        `compose.prod.yml:2:1 ${message}`,
        `deploy/docker-compose.staging.yaml:2:1 ${message}`,
      ],
      after: {
        'compose.prod.yml': '# production\nservices:\n  api: { image: a }\n',
        'compose.override.yml': 'services:\r\n  api:\r\n    build: .\r\n',
        'deploy/docker-compose.staging.yaml': 'name: rally\n\nservices: {}\n',
      },
    },
  ],
  notApplicable: [{ name: 'no compose file', files: {}, reason: 'there is no compose file' }],
});
