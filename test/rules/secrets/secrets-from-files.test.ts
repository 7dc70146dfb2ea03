import { renderTemplate } from '../../../src/assets/template.js';
import { secretsFromFiles } from '../../../src/rules/secrets/secrets-from-files.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const script = renderTemplate('api/entrypoint-secrets.sh', {});
const COPY = 'COPY entrypoint-secrets.sh /usr/local/bin/entrypoint-secrets.sh\n';
const WRAPPED = '"/bin/sh", "/usr/local/bin/entrypoint-secrets.sh"';
const wired = apiDockerfile.replace('CMD', `${COPY}ENTRYPOINT [${WRAPPED}]\nCMD`);

interface Scripted {
  readonly name: string;
  readonly uid?: string;
  readonly kind: 'ours' | 'theirs' | 'optional';
}

const scriptOf = (path: string, secrets: readonly Scripted[]): string =>
  renderTemplate(path, {
    extension: 'rally',
    secrets: secrets.map((each) => ({
      uid: '0',
      ...each,
      variable: each.name.toUpperCase(),
    })),
  });
const create = (...secrets: Scripted[]): string => scriptOf('deploy/create-secrets.sh', secrets);

const plain = (service: string, name: string): string =>
  `${service} gets ${name} as a plain environment variable; it belongs in a secret file (${name}_FILE).`;

const one = (value: string): string => `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment:
      ${value}
`;
const oneAfter = (value: string, secret: string): string => `${one(value)}    secrets:
      - ${secret}

secrets:
  ${secret}:
    file: \${SECRETS_DIR:-/deploy/secrets}/${secret}
`;
const KEY = one('SECRET_KEY: ${SECRET_KEY}');
const KEY_AFTER = oneAfter('SECRET_KEY_FILE: /run/secrets/secret_key', 'secret_key');
const KEY_SCRIPT = create({ name: 'secret_key', kind: 'ours' });

testRule(secretsFromFiles, {
  valid: [
    {
      name: 'services that are not used, with something in the place of their keys',
      files: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: ghcr.io/x/api-rally\n    environment:\n      S3_ACCESS_KEY: dummyvalue\n      S3_SECRET_KEY: xxx\n',
        'api-rally/Dockerfile.prod': apiDockerfile,
      },
    },
    {
      name: 'files that the image gives to the program',
      files: { 'compose.prod.yml': KEY_AFTER, 'api-rally/Dockerfile.prod': wired },
    },
    {
      name: "files that a person's own entrypoint reads",
      files: {
        'compose.prod.yml': KEY_AFTER,
        'api-rally/Dockerfile':
          'FROM python:3.12\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n',
        'api-rally/entrypoint.sh': 'export SECRET_KEY="$(cat "$SECRET_KEY_FILE")"\nexec "$@"\n',
      },
    },
    {
      name: 'files that the code reads itself, and those a database image reads',
      files: {
        'compose.prod.yml': KEY_AFTER.replace(
          'secrets:\n  s',
          'secrets:\n  p:\n    file: /p\n  s',
        ).replace(
          'services:\n',
          'services:\n  db:\n    image: postgres:15\n    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/p }\n    secrets: [p]\n',
        ),
        'api-rally/Dockerfile': apiDockerfile,
        'api-rally/app/main.py':
          'import os\nfrom fastapi import FastAPI\napp = FastAPI()\nKEY = open(os.environ["SECRET_KEY_FILE"]).read()\n',
      },
    },
    {
      name: 'what is no secret: public keys, paths, numbers, URLs without a password, other services',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment:
      JWT_PUBLIC_KEY_PATH: /jwt.key.pub
      VAPID_PUBLIC_KEY: \${VAPID_PUBLIC_KEY}
      ACCESS_TOKEN_EXPIRE_MINUTES: 30
      JWT_SECRET: /jwt.key
      REDIS_PASSWORD: ""
      REDIS_URL: \${REDIS_URL:-redis://redis:6379/0}
      DATABASE_URL: postgresql://db/rally
    volumes:
      - /deploy/keys/jwt.key.pub:/jwt.key.pub:ro
  redis:
    image: redis:7
    environment: { REDIS_PASSWORD: "\${REDIS_PASSWORD}" }
`,
      },
    },
  ],
  invalid: [
    {
      name: 'a database whose client is given the password in a URL',
      files: {
        'compose.prod.yml':
          'services:\n  app:\n    image: ghcr.io/x/app\n    environment:\n      - DSN=postgresql://x:${PASSWORD:?}@db/x\n    depends_on: [db]\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${PASSWORD:?}\n',
      },
      findings: [
        'compose.prod.yml:10:7 db gets POSTGRES_PASSWORD as a plain environment variable; it belongs in a secret file (POSTGRES_PASSWORD_FILE). PASSWORD is used elsewhere in this file, where nothing reads a file: its value would be in two places, and could differ.',
      ],
    },
    {
      name: 'a database whose client is given no password here',
      files: {
        'compose.prod.yml':
          'services:\n  app:\n    image: ghcr.io/x/app\n    volumes: [./config:/config]\n    depends_on: [db]\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}\n',
      },
      findings: [
        'compose.prod.yml:9:7 db gets POSTGRES_PASSWORD as a plain environment variable; it belongs in a secret file (POSTGRES_PASSWORD_FILE). app has the password from elsewhere, and would go on having it: change it in both places.',
      ],
    },
    {
      name: 'a secret that no code mentions, beside one that is read; the mode is what a person set, not what a broken file says',
      files: {
        '.yo-rc.json': '{ "generator-rally-ext": { "secretsMode": "env" }',
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: ghcr.io/x/api-rally\n    environment:\n      SECRET_KEY: ${SECRET_KEY}\n      API_TOKEN: ${API_TOKEN}\n',
        'api-rally/Dockerfile.prod': apiDockerfile,
        'api-rally/app/main.py': 'import os\n\nTOKEN = os.getenv("API_TOKEN")\n',
      },
      options: { secretsMode: 'env' },
      findings: [
        'compose.prod.yml:5:7 api_rally gets SECRET_KEY as a plain environment variable, though nothing in its code reads it: remove the line or, if a library does, pass it as a secret file (SECRET_KEY_FILE).',
        'compose.prod.yml:6:7 api_rally gets API_TOKEN as a plain environment variable; it belongs in a secret file (API_TOKEN_FILE).',
      ],
    },
    ...(['map', 'list'] as const).map((form) => {
      const env = (map: string, list: string): string => `services:
  api_rally:
    image: ghcr.io/x/api-rally
    env_file: .env
    environment:
${form === 'map' ? map : list}`;
      return {
        name: `a ${form} beside an env_file that may bring it along: what is empty takes that away`,
        files: {
          'compose.prod.yml': env(
            '      SECRET_KEY: ${SECRET_KEY}\n      ENV: production\n',
            '      - SECRET_KEY=${SECRET_KEY}\n      - ENV=production\n',
          ),
          'api-rally/Dockerfile.prod': apiDockerfile,
        },
        findings: [
          `compose.prod.yml:6:${form === 'map' ? '7' : '9'} ${plain('api_rally', 'SECRET_KEY')}`,
        ],
        after: {
          'compose.prod.yml': `${env(
            '      SECRET_KEY: ""\n      SECRET_KEY_FILE: /run/secrets/secret_key\n      ENV: production\n',
            '      - SECRET_KEY_FILE=/run/secrets/secret_key\n      - ENV=production\n      - SECRET_KEY=\n',
          )}    secrets:
      - secret_key

secrets:
  secret_key:
    file: \${SECRETS_DIR:-/deploy/secrets}/secret_key
`,
          'api-rally/Dockerfile.prod': wired,
          'api-rally/entrypoint-secrets.sh': script,
          'deploy/create-secrets.sh': KEY_SCRIPT,
        },
      };
    }),
    {
      name: 'a map: in its place, in its quotes, with its comment; the image is given an entrypoint',
      files: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment:
      ENABLE_RALLY: 'True'

  api_rally:
    image: ghcr.io/x/api-rally # ours
    environment:
      # the database
      POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD}"   # shared
      ENV: production
      SECRET_KEY:

  web_rally:
    image: ghcr.io/x/web-rally
`,
        'api-rally/Dockerfile.prod': apiDockerfile,
      },
      findings: [
        `compose.override.prod.yml:10:7 ${plain('api_rally', 'POSTGRES_PASSWORD')}`,
        `compose.override.prod.yml:12:7 ${plain('api_rally', 'SECRET_KEY')}`,
      ],
      after: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment:
      ENABLE_RALLY: 'True'

  api_rally:
    image: ghcr.io/x/api-rally # ours
    environment:
      # the database
      POSTGRES_PASSWORD_FILE: "/run/secrets/postgres_password"   # shared
      ENV: production
      SECRET_KEY_FILE: /run/secrets/secret_key
    secrets:
      - postgres_password
      - secret_key

  web_rally:
    image: ghcr.io/x/web-rally

secrets:
  postgres_password:
    file: \${SECRETS_DIR:-/deploy/secrets}/postgres_password
  secret_key:
    file: \${SECRETS_DIR:-/deploy/secrets}/secret_key
`,
        'api-rally/Dockerfile.prod': wired,
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': create(
          { name: 'postgres_password', kind: 'theirs' },
          { name: 'secret_key', kind: 'ours' },
        ),
      },
    },
    {
      name: "a list, secrets that are there, the database's own image, two services of one image",
      files: {
        'deploy/compose.prod.yml': `services:
  api:
    build: ../api-rally
    environment:
      - DB_PASSWORD=\${RALLY_DB_PASSWORD:?} # one
      # mail
      - SMTP_TOKEN=\${SMTP_TOKEN:-}
      - SMTP_HOST=mail
    secrets: [other]
  worker:
    build: ../api-rally
    command: celery
    environment: ["DB_PASSWORD=\${RALLY_DB_PASSWORD}"]
  db:
    image: postgres:15
    environment:
      POSTGRES_PASSWORD: \${RALLY_DB_PASSWORD}

secrets:
  other: { file: ./other }
`,
        'api-rally/Dockerfile': apiDockerfile.replace(
          'CMD',
          'RUN useradd -u 10001 app\nUSER app\nENTRYPOINT tini \\\n  --\nCMD',
        ),
        'api-rally/.dockerignore': '*\n!app\n',
      },
      options: { secretsProviders: ['aws'] },
      findings: [
        `deploy/compose.prod.yml:5:9 ${plain('api', 'DB_PASSWORD')}`,
        `deploy/compose.prod.yml:7:9 ${plain('api', 'SMTP_TOKEN')}`,
        `deploy/compose.prod.yml:13:19 ${plain('worker', 'DB_PASSWORD')}`,
        `deploy/compose.prod.yml:17:7 ${plain('db', 'POSTGRES_PASSWORD')}`,
      ],
      after: {
        'deploy/compose.prod.yml': `services:
  api:
    build: ../api-rally
    environment:
      - DB_PASSWORD_FILE=/run/secrets/rally_db_password # one
      # mail
      - SMTP_TOKEN_FILE=/run/secrets/smtp_token
      - SMTP_HOST=mail
    secrets: [other, rally_db_password, smtp_token]
  worker:
    build: ../api-rally
    command: celery
    environment: ["DB_PASSWORD_FILE=/run/secrets/rally_db_password"]
    secrets: ["rally_db_password"]
  db:
    image: postgres:15
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/rally_db_password
    secrets: ["rally_db_password"]

secrets:
  other: { file: ./other }
  rally_db_password:
    file: \${SECRETS_DIR:-/deploy/secrets}/rally_db_password
  smtp_token:
    file: \${SECRETS_DIR:-/deploy/secrets}/smtp_token
`,
        'api-rally/Dockerfile': apiDockerfile.replace(
          'CMD',
          `RUN useradd -u 10001 app\nUSER app\n${COPY}ENTRYPOINT [${WRAPPED}, "/bin/sh", "-c", "tini   --"]\nCMD`,
        ),
        'api-rally/.dockerignore': '*\n!app\n!entrypoint-secrets.sh\n',
        'api-rally/entrypoint-secrets.sh': script,
        ...Object.fromEntries(
          ['create-secrets', 'secrets-from-aws'].map((name) => [
            `deploy/${name}.sh`,
            scriptOf(`deploy/${name}.sh`, [
              { name: 'rally_db_password', uid: '10001', kind: 'ours' },
              { name: 'smtp_token', uid: '10001', kind: 'optional' },
            ]),
          ]),
        ),
      },
    },
    ...(
      [
        ['the first user of an image that has none', 'useradd -ms /bin/sh app', '1000'],
        ['a second one', 'useradd first && useradd app', '?'],
        ['one of the system', 'useradd --system app', '?'],
      ] as const
    ).map(([name, run, uid]) => ({
      name: `a file is for the user who reads it: ${name}`,
      files: {
        'compose.prod.yml': KEY,
        'api-rally/Dockerfile': apiDockerfile.replace('CMD', `RUN ${run}\nUSER app\nCMD`),
      },
      findings: [`compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')}`],
      after: {
        'compose.prod.yml': KEY_AFTER,
        'api-rally/Dockerfile': wired.replace('COPY entry', `RUN ${run}\nUSER app\nCOPY entry`),
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': create({ name: 'secret_key', uid, kind: 'ours' as const }),
      },
    })),
    {
      name: 'a key that somebody issues and the code does without may stay empty',
      files: {
        'compose.prod.yml': one('R2_ACCESS_KEY_ID: ${R2_ACCESS_KEY_ID}'),
        'api-rally/Dockerfile': apiDockerfile,
        'api-rally/app/main.py': 'import os\nkey = os.getenv("R2_ACCESS_KEY_ID")\n',
      },
      findings: [`compose.prod.yml:5:7 ${plain('api_rally', 'R2_ACCESS_KEY_ID')}`],
      after: {
        'compose.prod.yml': KEY_AFTER.replaceAll('SECRET_KEY', 'R2_ACCESS_KEY_ID').replaceAll(
          'secret_key',
          'r2_access_key_id',
        ),
        'api-rally/Dockerfile': wired,
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': scriptOf('deploy/create-secrets.sh', [
          { name: 'r2_access_key_id', uid: '0', kind: 'optional' },
        ]),
      },
    },
    {
      name: 'an image built from above its directory, up to a stage',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    build: { context: ., dockerfile: api-rally/Dockerfile, target: run }
    environment: { SECRET_KEY: "\${SECRET_KEY}" }
`,
        'api-rally/Dockerfile':
          'FROM python:3.12 AS run\nENTRYPOINT ["tini"]\nFROM run AS debug\nCMD ["x"]\n',
      },
      findings: [`compose.prod.yml:4:20 ${plain('api_rally', 'SECRET_KEY')}`],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    build: { context: ., dockerfile: api-rally/Dockerfile, target: run }
    environment: { SECRET_KEY_FILE: "/run/secrets/secret_key" }
    secrets:
      - secret_key

secrets:
  secret_key:
    file: \${SECRETS_DIR:-/deploy/secrets}/secret_key
`,
        'api-rally/Dockerfile': `FROM python:3.12 AS run\n${COPY.replace('COPY ', 'COPY api-rally/')}ENTRYPOINT [${WRAPPED}, "tini"]\nFROM run AS debug\nCMD ["x"]\n`,
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': KEY_SCRIPT,
      },
    },
    {
      name: 'files that are passed already and that nothing reads',
      files: { 'compose.prod.yml': KEY_AFTER, 'api-rally/Dockerfile': apiDockerfile },
      findings: [
        'compose.prod.yml:5:7 Nothing in the image of api_rally reads SECRET_KEY_FILE: the program goes without its value.',
      ],
      after: { 'api-rally/Dockerfile': wired, 'api-rally/entrypoint-secrets.sh': script },
    },
    {
      name: 'for Swarm, without scripts; a value that is written down is taken out',
      files: {
        'compose.prod.yml': one('SECRET_KEY: planted-value'),
        'api-rally/Dockerfile': apiDockerfile,
      },
      options: { secretsMode: 'swarm' },
      findings: [`compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')}`],
      after: {
        'compose.prod.yml': KEY_AFTER.replace(
          'file: ${SECRETS_DIR:-/deploy/secrets}/secret_key',
          'external: true',
        ),
        'api-rally/Dockerfile': wired,
        'api-rally/entrypoint-secrets.sh': script,
      },
    },
    {
      name: 'left in the environment where a person wants it so',
      files: { 'compose.prod.yml': KEY, 'api-rally/Dockerfile': apiDockerfile },
      options: { secretsMode: 'env' },
      findings: [`compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')}`],
    },
    {
      name: 'both are given: the plain one goes; a script that is there stays',
      files: {
        'compose.prod.yml': KEY_AFTER.replace(
          '      SECRET_KEY_F',
          '      SECRET_KEY: x1y2z3\n      SECRET_KEY_F',
        ),
        'api-rally/Dockerfile': wired,
        'deploy/create-secrets.sh': '# mine\n',
      },
      findings: [`compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')}`],
      after: { 'compose.prod.yml': KEY_AFTER },
    },
    {
      name: 'both are given in a list: each plain one goes, and nothing else',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment:
      - SECRET_KEY
      - A=1
      - API_TOKEN
      - B=2
      - SECRET_KEY_FILE=/run/secrets/secret_key
      - API_TOKEN_FILE=/run/secrets/api_token
      - C=3
    secrets: [secret_key, api_token]
secrets: { secret_key: { file: ./k }, api_token: { file: ./t } }
`,
        'api-rally/Dockerfile': wired,
        'deploy/create-secrets.sh': '# mine\n',
      },
      findings: [
        `compose.prod.yml:5:9 ${plain('api_rally', 'SECRET_KEY')}`,
        `compose.prod.yml:7:9 ${plain('api_rally', 'API_TOKEN')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment:
      - A=1
      - B=2
      - SECRET_KEY_FILE=/run/secrets/secret_key
      - API_TOKEN_FILE=/run/secrets/api_token
      - C=3
    secrets: [secret_key, api_token]
secrets: { secret_key: { file: ./k }, api_token: { file: ./t } }
`,
      },
    },
    {
      name: 'two values under one name are two secrets',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment: { SECRET_KEY: a-value }
  worker:
    build: api-rally
    environment: { SECRET_KEY: b-value }
`,
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `compose.prod.yml:4:20 ${plain('api_rally', 'SECRET_KEY')}`,
        `compose.prod.yml:7:20 ${plain('worker', 'SECRET_KEY')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment: { SECRET_KEY_FILE: /run/secrets/api_rally_secret_key }
    secrets:
      - api_rally_secret_key
  worker:
    build: api-rally
    environment: { SECRET_KEY_FILE: /run/secrets/worker_secret_key }
    secrets:
      - worker_secret_key

secrets:
  api_rally_secret_key:
    file: \${SECRETS_DIR:-/deploy/secrets}/api_rally_secret_key
  worker_secret_key:
    file: \${SECRETS_DIR:-/deploy/secrets}/worker_secret_key
`,
        'api-rally/Dockerfile': wired,
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': create(
          { name: 'api_rally_secret_key', kind: 'ours' },
          { name: 'worker_secret_key', kind: 'ours' },
        ),
      },
    },
    {
      name: 'a value that is put together is left to a person, the others are done',
      files: {
        'compose.prod.yml': one(
          'SECRET_KEY: ${SECRET_KEY}\n      DATABASE_URL: postgresql://a:${DB_PASSWORD}@db/a',
        ),
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')}`,
        `compose.prod.yml:6:7 ${plain('api_rally', 'DATABASE_URL')} Its value is put together: write the whole of it into the file.`,
      ],
      after: {
        'compose.prod.yml': oneAfter(
          'SECRET_KEY_FILE: /run/secrets/secret_key\n      DATABASE_URL: postgresql://a:${DB_PASSWORD}@db/a',
          'secret_key',
        ),
        'api-rally/Dockerfile': wired,
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': KEY_SCRIPT,
      },
      remaining: [
        `compose.prod.yml:6:7 ${plain('api_rally', 'DATABASE_URL')} Its value is put together: write the whole of it into the file.`,
      ],
    },
    {
      name: 'an image whose own program is not known',
      files: { 'compose.prod.yml': KEY, 'api-rally/Dockerfile': 'FROM acme/base\nCMD ["x"]\n' },
      findings: [
        `compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')} api-rally/Dockerfile:1: what the image acme/base starts is not known: a new ENTRYPOINT could take the place of its own.`,
      ],
    },
    {
      name: 'an image without a shell',
      files: {
        'compose.prod.yml': KEY,
        'api-rally/Dockerfile': 'FROM gcr.io/distroless/python3\nENTRYPOINT ["x"]\n',
      },
      findings: [
        `compose.prod.yml:5:7 ${plain('api_rally', 'SECRET_KEY')} The image of api_rally has no shell.`,
      ],
    },
    {
      name: 'an entrypoint in the compose file, and no Dockerfile',
      files: {
        'compose.prod.yml': `${KEY.replace('    env', '    entrypoint: ["tini", "--"]\n    env')}  api_other:
    image: ghcr.io/x/other
    environment: { SECRET_KEY: "\${SECRET_KEY}" }
`,
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `compose.prod.yml:6:7 ${plain('api_rally', 'SECRET_KEY')} The compose file sets the entrypoint of api_rally: put /bin/sh /usr/local/bin/entrypoint-secrets.sh in front of it.`,
        `compose.prod.yml:9:20 ${plain('api_other', 'SECRET_KEY')} The Dockerfile of api_other was not found.`,
      ],
    },
    {
      name: 'a value that is used where nothing reads a file stays in one place',
      files: {
        'compose.prod.yml': `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
  exporter:
    image: example/exporter
    environment:
      DSN: postgresql://postgres:\${POSTGRES_PASSWORD}@db/app
`,
      },
      findings: [
        `compose.prod.yml:5:7 ${plain('db', 'POSTGRES_PASSWORD')} POSTGRES_PASSWORD is used elsewhere in this file, where nothing reads a file: its value would be in two places, and could differ.`,
      ],
    },
    {
      name: 'what several services share by an alias is refused, other files are done',
      files: {
        'compose.prod.yml': `x-env: &env
  SECRET_KEY: \${SECRET_KEY}
services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment: *env
`,
        'compose.staging.yml': KEY,
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `compose.prod.yml:2:3 ${plain('api_rally', 'SECRET_KEY')}`,
        `compose.staging.yml:5:7 ${plain('api_rally', 'SECRET_KEY')}`,
      ],
      after: {
        'compose.staging.yml': KEY_AFTER.replace(
          '${SECRETS_DIR:-/deploy/secrets}',
          '${STAGING_SECRETS_DIR:-/deploy/secrets-staging}',
        ),
        'api-rally/Dockerfile': wired,
        'api-rally/entrypoint-secrets.sh': script,
        'deploy/create-secrets.sh': KEY_SCRIPT,
      },
      refused: [
        'compose.prod.yml and api-rally/Dockerfile and api-rally/entrypoint-secrets.sh:6:18',
      ],
      remaining: [`compose.prod.yml:2:3 ${plain('api_rally', 'SECRET_KEY')}`],
    },
    {
      name: 'what only the file below passes on is named where it stands, and left to a person',
      files: {
        'compose.yml': `services:
  api_rally:
    build: api-rally
    environment:
      - DEBUG=true
      - SECRET_KEY=\${SECRET_KEY}
`,
        'compose.prod.yml': `services:
  api_rally:
    environment:
      ENV: production
`,
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `compose.yml:6:9 ${plain('api_rally', 'SECRET_KEY')} It comes from compose.yml, below compose.prod.yml: take it out there, or set it to "!reset null" on top.`,
      ],
      remaining: [
        `compose.yml:6:9 ${plain('api_rally', 'SECRET_KEY')} It comes from compose.yml, below compose.prod.yml: take it out there, or set it to "!reset null" on top.`,
      ],
    },
    {
      name: 'what a service extends passes on too',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    extends:
      file: compose.yml
      service: base
    environment:
      ENV: production
`,
        'compose.yml': `services:
  base:
    image: ghcr.io/x/api-rally
    environment:
      SECRET_KEY: \${SECRET_KEY}
`,
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `compose.prod.yml:6:5 ${plain('api_rally', 'SECRET_KEY')} It comes from what it extends: take it out there, or set it to "!reset null" on top.`,
      ],
      remaining: [
        `compose.prod.yml:6:5 ${plain('api_rally', 'SECRET_KEY')} It comes from what it extends: take it out there, or set it to "!reset null" on top.`,
      ],
    },
  ],
  manual: [
    {
      name: 'secrets that people chose to leave in the environment',
      files: {
        '.yo-rc.json': '{ "generator-rally-ext": { "secretsMode": "env" } }\n',
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: ghcr.io/x/api-rally\n    environment:\n      SECRET_KEY: ${SECRET_KEY}\n      API_TOKEN: ${API_TOKEN}\n',
        'api-rally/Dockerfile.prod': apiDockerfile,
      },
      findings: [
        '.yo-rc.json:1:1 Secrets stay environment variables, as secretsMode "env" says here; docker inspect shows them: SECRET_KEY, API_TOKEN.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'development only',
      files: { 'compose.override.yml': KEY, 'api-rally/Dockerfile': apiDockerfile },
    },
  ],
});
