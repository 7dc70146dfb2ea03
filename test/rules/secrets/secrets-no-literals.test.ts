import { secretsNoLiterals } from '../../../src/rules/secrets/secrets-no-literals.js';
import { testRule } from '../tester.js';

const found = (name: string, owner: string): string =>
  `The value of ${name} for ${owner} is written here. Keep it out of the repository, and change it: who could read this file knows it.`;

testRule(secretsNoLiterals, {
  valid: [
    {
      name: 'words of a workflow that say themselves that they are no secret',
      files: {
        '.github/workflows/ci.yml':
          'jobs:\n  test:\n    runs-on: ubuntu-latest\n    env: { RABBITMQ_PASSWORD: guest, SECRET_KEY: changethis }\n    steps:\n      - run: make\n        env: { POSTGRES_PASSWORD: just-for-generating-client, API_TOKEN: for-ci-only, JWT_SECRET: test-key-for-ci-only-min-32-chars }\n',
      },
    },
    {
      name: 'workflows: what an action is to fetch, and keys that are made up for what a job starts itself',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  fetch:
    runs-on: ubuntu-latest
    steps:
      - uses: hashicorp/vault-action@v3
        with:
          secrets: |
            ci/data/registry password | REGISTRY_PASSWORD ;
  store:
    runs-on: ubuntu-latest
    services:
      minio:
        image: minio/minio
    steps:
      - run: ./make-bucket.sh
        env: { ACCESS_KEY: quiz-development, SECRET_ACCESS_KEY: quiz123456789 }
  seed:
    runs-on: [self-hosted]
    steps:
      - run: ./serve &
        env: { FIRST_PROJECT_SECRET_KEY: sk-quiz-1234567890 }
  stack:
    runs-on: ubuntu-24.04
    steps:
      - run: |
          cp .env.example .env
          docker compose -f compose.test.yml up -d --wait
      - run: ./check.sh
        env: { ADMIN_PASSWORD: of-this-run }
`,
      },
    },
    {
      name: 'names of nginx, an address, and what says that there is no key',
      files: {
        'compose.prod.yml':
          'services:\n  web_rally:\n    image: a\n    environment:\n      - APP_UWSGI_PASS=api_rally\n      - API_PASS=http://api_rally:8000\n      - API_KEY=${API_KEY:-invalid}\n',
      },
    },
    {
      name: 'services that are not used, with something in the place of their keys',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
      - S3_ACCESS_KEY=dummyvalue
      - S3_SECRET_KEY=xxx
      - OIDC_CLIENT_SECRET=\${OIDC_CLIENT_SECRET:-not-used}
      - CLOUDFLARE_CAPTCHA_SECRET_KEY=1x0000000000000000000000000000000AA
      - EMAIL_PASSWORD=\${EMAIL_PASSWORD:-''}
`,
      },
    },
    {
      name: 'values from outside, paths, numbers, names that are no secrets',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
      - POSTGRES_PASSWORD=\${POSTGRES_PASSWORD:?}
      - SECRET_KEY
      - JWT_SECRET=/run/secrets/jwt
      - SMTP_PASSWORD=\${SMTP_PASSWORD:-}
      - TOKEN_TTL=3600
      - JWT_PUBLIC_KEY=MFkwEwYHKoZIzj0CAQ
      - DATABASE_URL=postgresql://app:\${POSTGRES_PASSWORD}@db/app
      - REDIS_URL=redis://redis:6379/0
`,
        'api-rally/Dockerfile':
          'FROM python\nARG PIP_TOKEN\nENV SECRET_KEY="" API_TOKEN=$PIP_TOKEN\n',
      },
    },
    {
      name: 'development files may have them',
      files: {
        'compose.override.yml':
          'services:\n  api_rally:\n    build: api-rally\n    environment: { SECRET_KEY: dev-key }\n',
        'api-rally/Dockerfile': 'FROM python\nENV SECRET_KEY=dev-key\n',
        'api-rally/Dockerfile.prod': 'FROM python\n',
        'web-rally/Dockerfile.dev': 'FROM node\nENV API_KEY=dev-key\n',
      },
    },
    {
      name: 'workflows: expressions, and the database that is started for the tests',
      files: {
        '.github/workflows/ci.yml': `on: push
env:
  REGISTRY_TOKEN: \${{ secrets.TOKEN }}
  JWT_SECRET: foo
  DATABASE_CREDENTIALS: app:throw-away
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      db:
        image: postgres:15
        env: { POSTGRES_PASSWORD: throw-away }
    env:
      POSTGRES_PASSWORD: throw-away
      DATABASE_URL: postgresql://postgres:throw-away@localhost/x
      AUTH_SECRET: e2e00000
      FIRST_SUPERUSER_PASSWORD: admin123
    steps:
      - uses: docker/login-action@v3
        with: { username: x, password: "\${{ github.token }}" }
`,
      },
    },
    {
      name: 'the stack of a compose file that a job starts for its tests',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  e2e:
    runs-on: ubuntu-latest
    env:
      POSTGRES_PASSWORD: 0123456789abcdef0123456789abcdef
    steps:
      - run: docker compose -f compose.prod.yml up --detach --wait
      - run: npm run test:e2e
`,
      },
    },
    {
      name: 'stand-ins that say so, in a workflow and in a stage that is only built',
      files: {
        '.github/workflows/ci.yml':
          'on: push\nenv: { SECRET_KEY: test_secret }\njobs: { a: { runs-on: x, steps: [{ run: x }] } }\n',
        'api-rally/Dockerfile':
          "FROM python AS schema\nENV SECRET_KEY=build_dummy_secret JWT_SECRET='build'\nFROM python\nCOPY --from=schema /x /x\n",
      },
    },
  ],
  invalid: [
    {
      name: 'the default of a password in a URL, not that of the user with the same one',
      files: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      - URI=postgresql://${DB_USER:-app}:${DB_PASSWORD:-app}@db/${DB_NAME:-app}\n',
      },
      findings: [`compose.prod.yml:5:9 ${found('URI', 'api_rally')}`],
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      - URI=postgresql://${DB_USER:-app}:${DB_PASSWORD:?}@db/${DB_NAME:-app}\n',
      },
    },
    {
      name: 'a job beside containers: a key that somebody else issues is one there, too',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: x\n    services: { db: { image: postgres } }\n    env:\n      API_TOKEN: planted-9\n    steps: [{ run: x }]\n',
      },
      findings: [`.github/workflows/ci.yml:7:7 ${found('API_TOKEN', 'the job test')}`],
      after: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: x\n    services: { db: { image: postgres } }\n    env:\n      API_TOKEN: ${{ secrets.API_TOKEN }}\n    steps: [{ run: x }]\n',
      },
    },
    {
      name: 'a production compose file: maps, lists, defaults, URLs, keys, build arguments',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    build:
      context: api-rally
      args:
        NPM_TOKEN: planted-1
    environment:
      SECRET_KEY: &key "planted-2"
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:-planted-3}
      BROKER: amqp://guest:planted-4@rabbit
      PEM: |
        -----BEGIN PRIVATE KEY-----
        planted-5
  db:
    image: postgres
    environment: [POSTGRES_PASSWORD=planted-6]
`,
        'api-rally/Dockerfile': 'FROM python\n',
      },
      findings: [
        `compose.prod.yml:8:7 ${found('SECRET_KEY', 'api_rally')}`,
        `compose.prod.yml:9:7 ${found('POSTGRES_PASSWORD', 'api_rally')}`,
        `compose.prod.yml:10:7 ${found('BROKER', 'api_rally')}`,
        `compose.prod.yml:11:7 ${found('PEM', 'api_rally')}`,
        `compose.prod.yml:6:9 ${found('NPM_TOKEN', 'the build of api_rally')}`,
        `compose.prod.yml:16:19 ${found('POSTGRES_PASSWORD', 'db')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    build:
      context: api-rally
      args:
        NPM_TOKEN: \${NPM_TOKEN:?}
    environment:
      SECRET_KEY: &key "\${SECRET_KEY:?}"
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?}
      BROKER: amqp://guest:\${BROKER_PASSWORD:?}@rabbit
      PEM: \${PEM:?}
  db:
    image: postgres
    environment: ["POSTGRES_PASSWORD=\${DB_POSTGRES_PASSWORD:?}"]
`,
      },
    },
    {
      name: 'one password under several names and in a URL is one variable; two values of one name are two',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
      - DB_PASSWORD=planted-1  # of the database
      - DATABASE_URL=postgresql://app:planted-1@db/app
      - SECRET_KEY=planted-2
      - REDIS_PASSWORD=\${CACHE_PASSWORD:-planted-3}
  worker_rally:
    image: a
    environment: { SECRET_KEY: planted-4 }
  redis:
    image: redis
    environment:
      REDIS_PASSWORD: planted-3
  db:
    image: postgres:15
    environment:
      POSTGRES_PASSWORD: 'planted-1'
`,
      },
      findings: [
        `compose.prod.yml:5:9 ${found('DB_PASSWORD', 'api_rally')}`,
        `compose.prod.yml:6:9 ${found('DATABASE_URL', 'api_rally')}`,
        `compose.prod.yml:7:9 ${found('SECRET_KEY', 'api_rally')}`,
        `compose.prod.yml:8:9 ${found('REDIS_PASSWORD', 'api_rally')}`,
        `compose.prod.yml:11:20 ${found('SECRET_KEY', 'worker_rally')}`,
        `compose.prod.yml:15:7 ${found('REDIS_PASSWORD', 'redis')}`,
        `compose.prod.yml:19:7 ${found('POSTGRES_PASSWORD', 'db')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
      - DB_PASSWORD=\${POSTGRES_PASSWORD:?}  # of the database
      - DATABASE_URL=postgresql://app:\${POSTGRES_PASSWORD:?}@db/app
      - SECRET_KEY=\${SECRET_KEY:?}
      - REDIS_PASSWORD=\${CACHE_PASSWORD:?}
  worker_rally:
    image: a
    environment: { SECRET_KEY: '\${WORKER_RALLY_SECRET_KEY:?}' }
  redis:
    image: redis
    environment:
      REDIS_PASSWORD: \${CACHE_PASSWORD:?}
  db:
    image: postgres:15
    environment:
      POSTGRES_PASSWORD: '\${POSTGRES_PASSWORD:?}'
`,
      },
    },
    {
      name: 'an override of the Platform demands no variable, and writes into no alias’s anchor',
      files: {
        'compose.override.prod.yml': `x-env: &env
  API_TOKEN: planted-1
services:
  api_rally:
    image: a
    environment:
      <<: *env
      SECRET_KEY: planted-2
`,
      },
      findings: [
        `compose.override.prod.yml:2:3 ${found('API_TOKEN', 'api_rally')}`,
        `compose.override.prod.yml:8:7 ${found('SECRET_KEY', 'api_rally')}`,
      ],
      after: {
        'compose.override.prod.yml': `x-env: &env
  API_TOKEN: planted-1
services:
  api_rally:
    image: a
    environment:
      <<: *env
      SECRET_KEY: \${SECRET_KEY}
`,
      },
      refused: ['compose.override.prod.yml:7:7'],
      remaining: [`compose.override.prod.yml:2:3 ${found('API_TOKEN', 'api_rally')}`],
    },
    {
      name: 'a stage that only builds is given its secret by who builds it; defaults in an image',
      files: {
        'api-rally/Dockerfile':
          'ARG REG_TOKEN=planted-1\nFROM x AS build\nENV NPM_TOKEN=planted-2\nRUN npm ci\nFROM python\nARG KEY\n# The session key.\nENV SECRET_KEY=planted-3\nENV API_TOKEN=${KEY:-planted-4} A=1\nCMD ["x"]\n',
      },
      findings: [
        `api-rally/Dockerfile:1:5 ${found('REG_TOKEN', 'the image')}`,
        `api-rally/Dockerfile:3:5 ${found('NPM_TOKEN', 'the image')}`,
        `api-rally/Dockerfile:8:5 ${found('SECRET_KEY', 'the image')}`,
        `api-rally/Dockerfile:9:5 ${found('API_TOKEN', 'the image')}`,
      ],
      after: {
        'api-rally/Dockerfile':
          'ARG REG_TOKEN\nFROM x AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM python\nARG KEY\nENV API_TOKEN="${KEY}" A=1\nCMD ["x"]\n',
      },
    },
    {
      name: 'a Dockerfile, in any stage, on the line of the variable',
      files: {
        'api-rally/Dockerfile':
          'FROM python AS build\nARG PIP_TOKEN=planted-1\nFROM python\nENV A=1 \\\n    SECRET_KEY="planted-2"\nENV API_KEY planted 3\n',
      },
      findings: [
        `api-rally/Dockerfile:2:5 ${found('PIP_TOKEN', 'the image')}`,
        `api-rally/Dockerfile:5:5 ${found('SECRET_KEY', 'the image')}`,
        `api-rally/Dockerfile:6:5 ${found('API_KEY', 'the image')}`,
      ],
      after: {
        'api-rally/Dockerfile': 'FROM python AS build\nARG PIP_TOKEN\nFROM python\nENV A=1\n',
      },
    },
    {
      name: 'a stand-in in what the image is built on, and a key that only looks like one',
      files: {
        'api-rally/Dockerfile': 'FROM python AS base\nENV SECRET_KEY=test_secret\nFROM base\n',
        '.github/workflows/ci.yml':
          'on: push\nenv: { STRIPE_SECRET_KEY: sk_test_4eC39 }\njobs: { a: { runs-on: x, steps: [{ run: x }] } }\n',
      },
      findings: [
        `api-rally/Dockerfile:2:5 ${found('SECRET_KEY', 'the image')}`,
        `.github/workflows/ci.yml:2:8 ${found('STRIPE_SECRET_KEY', '.github/workflows/ci.yml')}`,
      ],
      after: {
        'api-rally/Dockerfile': 'FROM python AS base\nFROM base\n',
        '.github/workflows/ci.yml':
          'on: push\nenv: { STRIPE_SECRET_KEY: "${{ secrets.STRIPE_SECRET_KEY }}" }\njobs: { a: { runs-on: x, steps: [{ run: x }] } }\n',
      },
    },
    {
      name: 'a variable of the image that its build uses stays: the build would go on without it',
      files: {
        'api-rally/Dockerfile':
          'FROM python\nENV API_TOKEN hunter22\nRUN curl -H "X: ${API_TOKEN}" https://x\nCMD ["run"]\n',
      },
      findings: [
        `api-rally/Dockerfile:2:5 ${found('API_TOKEN', 'the image')} The build uses it: hand it over as a build secret there, and to the container when it starts.`,
      ],
    },
    {
      name: 'what an anchor gives to several services, once',
      files: {
        'compose.prod.yml':
          'x-env: &env\n  API_TOKEN: hunter22\nservices:\n  api_rally:\n    image: a\n    environment: *env\n  worker:\n    image: a\n    environment:\n      <<: *env\n',
      },
      findings: [`compose.prod.yml:2:3 ${found('API_TOKEN', 'api_rally and worker')}`],
      refused: ['compose.prod.yml:6:18'],
    },
    {
      name: 'names that a word is part of without a line between',
      files: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      PGPASSWORD: hunter22\n      DBPASS: hunter33\n      FIELD_AES_256_KEY: hunter44\n      BYPASS: hunter22\n',
      },
      findings: ['PGPASSWORD', 'DBPASS', 'FIELD_AES_256_KEY'].map(
        (name, index) => `compose.prod.yml:${index + 5}:7 ${found(name, 'api_rally')}`,
      ),
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      PGPASSWORD: ${PGPASSWORD:?}\n      DBPASS: ${DBPASS:?}\n      FIELD_AES_256_KEY: ${FIELD_AES_256_KEY:?}\n      BYPASS: hunter22\n',
      },
    },
    {
      name: 'a workflow: of all jobs, of one, of a step, and inputs of an action',
      files: {
        '.github/workflows/deploy.yml': `on: push
env:
  API_TOKEN: planted-1
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      SSH_PASSWORD: planted-2
    steps:
      - run: deploy
        env:
          SECRET_KEY: planted-3
      - uses: docker/login-action@v3
        with:
          username: x
          password: planted-4
`,
      },
      findings: [
        `.github/workflows/deploy.yml:3:3 ${found('API_TOKEN', '.github/workflows/deploy.yml')}`,
        `.github/workflows/deploy.yml:8:7 ${found('SSH_PASSWORD', 'the job deploy')}`,
        `.github/workflows/deploy.yml:12:11 ${found('SECRET_KEY', 'the job deploy')}`,
        `.github/workflows/deploy.yml:16:11 ${found('password', 'the job deploy')}`,
      ],
      after: {
        '.github/workflows/deploy.yml': `on: push
env:
  API_TOKEN: \${{ secrets.API_TOKEN }}
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      SSH_PASSWORD: \${{ secrets.SSH_PASSWORD }}
    steps:
      - run: deploy
        env:
          SECRET_KEY: \${{ secrets.SECRET_KEY }}
      - uses: docker/login-action@v3
        with:
          username: x
          password: \${{ secrets.LOGIN_PASSWORD }}
`,
      },
    },
  ],
  notApplicable: [{ name: 'nothing that is deployed', files: {} }],
});
