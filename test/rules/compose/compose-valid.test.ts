import { composeValid } from '../../../src/rules/compose/compose-valid.js';
import { testRule } from '../tester.js';

const one = (text: string): Readonly<Record<string, string>> => ({ 'compose.prod.yml': text });

testRule(composeValid, {
  valid: [
    {
      name: 'what an override leaves to the Platform',
      files: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment: { ENABLE_RALLY: 'True' }
  api_rally:
    image: a
    depends_on: [db_pg]
    networks: [backend]
    volumes: ["keys:/keys"]
`,
      },
    },
    {
      name: 'variables where the schema wants another type',
      files: one(`x-own: anything
services:
  api:
    image: a
    privileged: \${PRIVILEGED:-false}
    init: \${INIT}
    build: { context: ., no_cache: "\${NO_CACHE}" }
    volumes: ["\${DATA}:/data", /anonymous, ./relative:/b, "C:\\\\data:/c"]
    healthcheck: { retries: "\${RETRIES}", disable: "\${OFF}" }
    deploy: { replicas: "\${REPLICAS}" }
`),
    },
    {
      name: 'the same twice where Compose keeps one of them',
      files: one(`services:
  api:
    image: a
    build: { context: ., args: ["A=1", "A=1"] }
    labels: ["a=1", "a=1"]
    environment: ["A=1", "A=1"]
    ports: ["80:80", "80:80"]
    volumes: ["/a:/b", "/a:/b"]
    cap_drop: [ALL, ALL]
`),
    },
    {
      name: 'names that a neighbour or the file defines',
      files: {
        'docker-compose.yml': 'services:\n  db: { image: postgres }\nvolumes: { data: {} }\n',
        'docker-compose.prod.yml': `services:
  api:
    image: a
    depends_on: { db: { condition: service_healthy } }
    volumes: [data:/data, { type: bind, source: /x, target: /y }]
    networks: { default: {}, inner: { aliases: [x] } }
    secrets: [key, { source: key, target: k }]
  db: { restart: always }
networks: { inner: }
secrets: { key: { file: ./key } }
`,
      },
    },
    {
      name: 'a file that includes others',
      files: one('include: [other.yml]\nservices:\n  api: { image: a, depends_on: [db] }\n'),
    },
  ],
  invalid: [
    {
      name: 'a Dockerfile that has another name',
      files: {
        ...one(
          'services:\n  api:\n    build:\n      context: ./api\n      dockerfile: Dockerfile\n',
        ),
        'api/prod.Dockerfile': 'FROM python:3.12-slim\n',
      },
      findings: [
        'compose.prod.yml:5:7 api is built from api/Dockerfile, which is not there: there is api/prod.Dockerfile.',
      ],
    },
    {
      name: 'a file that cannot be read',
      files: one('services:\n  api:\n    image: a\n    image: b\n'),
      findings: ['compose.prod.yml:4:5 The file is not valid YAML: the key image is there twice.'],
    },
    {
      name: 'keys Compose does not know, and values of the wrong kind, each said once',
      files: one(`services:
  api:
    image: 3
    enviroment: {}
    command: { a: 1 }
    restart: always
    group_add: [video, video]
    environment:
      LIST: [1]
    deploy:
      resources:
        limits: { cpu: "1" }
    build:
      contxt: .
    logging:
      options: { max-file: [3] }
volume: {}
`),
      findings: [
        'compose.prod.yml:3:5 services.api.image is the number 3, but must be a text.',
        'compose.prod.yml:4:5 Compose knows no key "enviroment" in services.api.',
        'compose.prod.yml:5:5 services.api.command is a map, but must be a list, a text or empty.',
        'compose.prod.yml:7:5 services.api.group_add lists the same twice.',
        'compose.prod.yml:9:7 services.api.environment.LIST is a list, but must be true or false, a text, a number or empty.',
        'compose.prod.yml:12:19 Compose knows no key "cpu" in services.api.deploy.resources.limits.',
        'compose.prod.yml:14:7 Compose knows no key "contxt" in services.api.build.',
        'compose.prod.yml:16:18 services.api.logging.options.max-file is a list, but must be a text, a number or empty.',
        'compose.prod.yml:17:1 Compose knows no key "volume" at the top level.',
      ],
    },
    {
      name: 'dependencies without a condition',
      files: one(
        'services:\n  api: { image: a, depends_on: { db: { restart: true } } }\n  db: { image: b }\n',
      ),
      findings: ['compose.prod.yml:2:34 services.api.depends_on.db has no condition.'],
    },
    {
      name: 'names that nothing defines',
      files: one(`services:
  api:
    image: a
    depends_on:
      - cache
    volumes:
      - data:/data
      - type: volume
        source: more
        target: /more
    networks: [inner]
    secrets: [key]
    configs: [{ source: conf }]
  empty:
    restart: always
`),
      findings: [
        'compose.prod.yml:5:9 api depends on cache, which is no service of this file.',
        'compose.prod.yml:7:9 api uses the volume data, which is not defined under "volumes".',
        'compose.prod.yml:8:9 api uses the volume more, which is not defined under "volumes".',
        'compose.prod.yml:11:16 api uses the network inner, which is not defined under "networks".',
        'compose.prod.yml:12:15 api uses the secret key, which is not defined under "secrets".',
        'compose.prod.yml:13:15 api uses the config conf, which is not defined under "configs".',
        'compose.prod.yml:14:3 empty has neither an image nor a build.',
      ],
    },
  ],
  notApplicable: [{ name: 'no compose file', files: {} }],
});
