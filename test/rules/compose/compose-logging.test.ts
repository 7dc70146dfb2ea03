import { composeLogging } from '../../../src/rules/compose/compose-logging.js';
import { testRule } from '../tester.js';

const rotation = (name: string): string =>
  `${name} has no log rotation: its log grows until the disk is full.`;

testRule(composeLogging, {
  valid: [
    {
      name: 'complete, in the service, through an alias and through a merge key',
      files: {
        'compose.prod.yml': `x-logging: &logging
  driver: json-file
  options: { max-size: 5m, max-file: "2" }
x-service: &service
  logging: *logging
services:
  api_rally:
    image: ghcr.io/x/api-rally
    logging: *logging
  web_rally:
    <<: *service
    image: ghcr.io/x/web-rally
`,
      },
    },
    {
      name: 'another driver, chosen by a person or by a variable',
      files: {
        'compose.prod.yml': `services:
  api_rally: { image: a, logging: { driver: syslog } }
  web_rally: { image: b, logging: { driver: "\${LOG_DRIVER:-json-file}" } }
  db: { image: postgres, logging: { driver: none } }
`,
      },
    },
    {
      name: 'inherited through extends',
      files: {
        'compose.prod.yml': `services:
  base:
    image: a
    logging: { driver: json-file, options: { max-size: 1m, max-file: "1" } }
  api_rally:
    extends: { service: base }
`,
      },
    },
    {
      name: 'in the file that this one is laid over',
      files: {
        'compose.yml': `services:
  api_rally:
    build: ./api-rally
    logging: { driver: json-file, options: { max-size: 1m, max-file: "1" } }
`,
        'compose.prod.yml': `services:
  api_rally:
    restart: always
`,
      },
    },
  ],
  invalid: [
    {
      name: 'the block that the others of the file share, below where it is written',
      files: {
        'compose.prod.yml': `services:
  early:
    image: a
  db:
    image: postgres:17
    logging: &logs
      driver: json-file
      options: { max-size: 5m, max-file: "2" }
  worker:
    image: b
    logging: *logs
  api_rally:
    image: ghcr.io/x/api-rally
  web_rally: { image: ghcr.io/x/web-rally }
`,
      },
      findings: [
        `compose.prod.yml:2:3 ${rotation('early')}`,
        `compose.prod.yml:12:3 ${rotation('api_rally')}`,
        `compose.prod.yml:14:3 ${rotation('web_rally')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  early:
    image: a
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
  db:
    image: postgres:17
    logging: &logs
      driver: json-file
      options: { max-size: 5m, max-file: "2" }
  worker:
    image: b
    logging: *logs
  api_rally:
    image: ghcr.io/x/api-rally
    logging: *logs
  web_rally: { image: ghcr.io/x/web-rally, logging: *logs }
`,
      },
    },
    {
      name: 'not what others share in several forms, or without all that is needed',
      files: {
        'compose.prod.yml': `x-a: &a { driver: local }
x-b: &b { driver: syslog }
services:
  db: { image: postgres:17, logging: *a }
  mail: { image: b, logging: *b }
  api_rally: { image: c }
`,
        'compose.staging.yml': `x-a: &a { options: { max-size: 1m } }
services:
  db: { image: postgres:17, logging: *a }
  api_rally: { image: c }
`,
      },
      findings: [
        `compose.prod.yml:6:3 ${rotation('api_rally')}`,
        'compose.staging.yml:1:11 The log rotation of db has no max-file.',
        `compose.staging.yml:4:3 ${rotation('api_rally')}`,
      ],
      after: {
        'compose.prod.yml': `x-a: &a { driver: local }
x-b: &b { driver: syslog }
services:
  db: { image: postgres:17, logging: *a }
  mail: { image: b, logging: *b }
  api_rally: { image: c, logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } } }
`,
        'compose.staging.yml': `x-a: &a { options: { max-size: 1m } }
services:
  db: { image: postgres:17, logging: *a }
  api_rally: { image: c, logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } } }
`,
      },
      refused: ['compose.staging.yml:3:38'],
      remaining: ['compose.staging.yml:1:11 The log rotation of db has no max-file.'],
    },
    {
      name: 'services of the file below are completed in the production file',
      files: {
        'compose.yml': `services:
  db:
    image: postgres:17
  api_rally:
    build: ./api-rally
    logging: { driver: json-file, options: { max-size: 1m } }
`,
        'compose.prod.yml': `services:
  api_rally:
    restart: always
`,
      },
      findings: [
        'compose.prod.yml:2:3 The log rotation of api_rally has no max-file.',
        `compose.prod.yml:1:1 ${rotation('db')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    restart: always
    logging:
      options:
        max-file: "3"
  db:
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
`,
      },
    },
    {
      name: 'every service of the extension, databases too',
      files: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment: {}
  api_rally:
    image: ghcr.io/x/api-rally # ours
    restart: always

  db_rally:
    image: postgres:15
`,
      },
      findings: [
        `compose.override.prod.yml:4:3 ${rotation('api_rally')}`,
        `compose.override.prod.yml:8:3 ${rotation('db_rally')}`,
      ],
      after: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment: {}
  api_rally:
    image: ghcr.io/x/api-rally # ours
    restart: always
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"

  db_rally:
    image: postgres:15
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
`,
      },
    },
    {
      name: 'a half-present block is completed, what is there wins',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    logging:
      options:
        max-size: '50m'
  web_rally:
    image: b
    logging:
      driver: "json-file"
`,
      },
      findings: [
        'compose.prod.yml:5:7 The log rotation of api_rally has no max-file.',
        `compose.prod.yml:9:5 ${rotation('web_rally')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    logging:
      options:
        max-size: '50m'
        max-file: "3"
      driver: json-file
  web_rally:
    image: b
    logging:
      driver: "json-file"
      options:
        max-size: 10m
        max-file: "3"
`,
      },
    },
    {
      name: 'only what extends does not bring along is written',
      files: {
        'compose.prod.yml': `services:
  base:
    image: a
    logging: { driver: syslog }
  api_rally:
    extends: base
    logging: { driver: json-file }
`,
      },
      findings: [`compose.prod.yml:7:5 ${rotation('api_rally')}`],
      after: {
        'compose.prod.yml': `services:
  base:
    image: a
    logging: { driver: syslog }
  api_rally:
    extends: base
    logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } }
`,
      },
    },
    {
      name: 'what an alias repeats is never written to; the others are done',
      files: {
        'compose.prod.yml': `x-logging: &logging
  driver: json-file
services:
  api_rally:
    image: a
    logging: *logging
  web_rally:
    image: b
`,
      },
      findings: [
        `compose.prod.yml:6:5 ${rotation('api_rally')}`,
        `compose.prod.yml:7:3 ${rotation('web_rally')}`,
      ],
      after: {
        'compose.prod.yml': `x-logging: &logging
  driver: json-file
services:
  api_rally:
    image: a
    logging: *logging
  web_rally:
    image: b
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
`,
      },
      refused: ['compose.prod.yml:6:14'],
      remaining: [`compose.prod.yml:6:5 ${rotation('api_rally')}`],
    },
  ],
  notApplicable: [
    {
      name: "the Platform's services and services that run nothing",
      files: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment:
      ENABLE_RALLY: 'True'
  api_rally:
    environment: {}
`,
      },
    },
    {
      name: 'development only',
      files: { 'compose.override.yml': 'services:\n  api_rally:\n    build: .\n' },
    },
    {
      name: 'a service that extends a file which was not read',
      files: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    extends: { file: other.yml, service: x }\n',
      },
    },
  ],
});
