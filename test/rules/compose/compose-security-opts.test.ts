import { composeSecurityOpts } from '../../../src/rules/compose/compose-security-opts.js';
import { testRule } from '../tester.js';

const file = 'compose.prod.yml';
const all = (name: string): string =>
  `${name} has no security_opt no-new-privileges, no init, no stop_grace_period.`;

testRule(composeSecurityOpts, {
  valid: [
    {
      name: 'all there, by alias and merge too; what a person chose; a task; images of others',
      files: {
        [file]: `x-common: &common
  security_opt: [no-new-privileges]
  init: true
  stop_grace_period: 5s
services:
  api_rally: { <<: *common, image: ghcr.io/x/api-rally }
  web_rally:
    image: ghcr.io/x/web-rally
    security_opt: ["no-new-privileges:false"]
    init: false
    stop_grace_period: 1m
  migrate:
    image: ghcr.io/x/api-rally
    command: alembic upgrade head
    security_opt: ["no-new-privileges:true"]
  db: { image: postgres }
`,
      },
    },
    {
      name: 'images that need what would be taken: an init of their own, sudo, capabilities of a file',
      files: {
        [file]: `services:
  api_rally: { build: api-rally, stop_grace_period: 5s }
  api_two: { build: api-two, init: true, stop_grace_period: 5s }
  api_three: { image: ghcr.io/x/api-three, privileged: true, init: true, stop_grace_period: 5s }
`,
        'api-rally/Dockerfile': `FROM python:3.12-slim
RUN apt-get install -y sudo
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["uvicorn", "a:b"]
`,
        'api-two/Dockerfile': 'FROM python:3.12-slim\nRUN setcap cap_net_raw+ep /x\n',
      },
    },
  ],
  invalid: [
    {
      name: 'what is missing is added behind what is there; the period outlasts the server',
      files: {
        [file]: `services:
  api_rally:
    image: ghcr.io/x/api-rally
    command: gunicorn app.main:app

  worker:
    image: 'ghcr.io/x/api-rally'
    security_opt:
      - 'apparmor:rally'   # ours
    init: false
  web_rally:
    image: ghcr.io/x/web-rally
    command: uvicorn a:b --timeout-graceful-shutdown 50
    init: true
`,
      },
      findings: [
        `${file}:2:3 ${all('api_rally')}`,
        `${file}:6:3 worker has no security_opt no-new-privileges, no stop_grace_period.`,
        `${file}:11:3 web_rally has no security_opt no-new-privileges, no stop_grace_period.`,
      ],
      after: {
        [file]: `services:
  api_rally:
    image: ghcr.io/x/api-rally
    command: gunicorn app.main:app
    security_opt:
      - no-new-privileges:true
    init: true
    stop_grace_period: 35s

  worker:
    image: 'ghcr.io/x/api-rally'
    security_opt:
      - 'apparmor:rally'   # ours
      - 'no-new-privileges:true'
    init: false
    stop_grace_period: 30s
  web_rally:
    image: ghcr.io/x/web-rally
    command: uvicorn a:b --timeout-graceful-shutdown 50
    init: true
    security_opt:
      - no-new-privileges:true
    stop_grace_period: 55s
`,
      },
    },
    {
      name: 'what a service extends brings it along: it would be in the list twice',
      files: {
        [file]: `services:
  api_rally:
    image: ghcr.io/x/api-rally
  worker:
    extends: api_rally
    command: work
`,
        'compose.staging.yml': `services:
  worker:
    extends: { file: ${file}, service: worker }
    environment: { A: b }
`,
      },
      findings: [
        `${file}:2:3 ${all('api_rally')}`,
        `${file}:4:3 ${all('worker')}`,
        `compose.staging.yml:2:3 ${all('worker')}`,
      ],
      after: {
        [file]: `services:
  api_rally:
    image: ghcr.io/x/api-rally
    security_opt:
      - no-new-privileges:true
    init: true
    stop_grace_period: 30s
  worker:
    extends: api_rally
    command: work
`,
      },
    },
    {
      name: 'a list behind an alias is left alone, the rest is done',
      files: {
        [file]: `x-opts: &opts [label=disable]
services:
  api_rally:
    image: ghcr.io/x/api-rally
    security_opt: *opts
`,
      },
      findings: [`${file}:3:3 ${all('api_rally')}`],
      after: {
        [file]: `x-opts: &opts [label=disable]
services:
  api_rally:
    image: ghcr.io/x/api-rally
    security_opt: *opts
    init: true
    stop_grace_period: 30s
`,
      },
      refused: [`${file}:5:19`],
      remaining: [`${file}:3:3 api_rally has no security_opt no-new-privileges.`],
    },
  ],
  notApplicable: [
    { name: 'nothing of its own', files: { [file]: 'services:\n  db: { image: postgres }\n' } },
  ],
});
