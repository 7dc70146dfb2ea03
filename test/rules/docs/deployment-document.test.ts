import { spawnSync } from 'node:child_process';
import { posix } from 'node:path';
import { lint } from 'markdownlint/sync';
import {
  blocksOf,
  bodyBelow,
  headingsOf,
  markedSections,
  sumOf,
} from '../../../src/edit/markdown/index.js';
import { inspect } from '../../../src/extension/inspect.js';
import type { Extension } from '../../../src/extension/model.js';
import { makePlan } from '../../../src/plan/plan.js';
import { catalogue } from '../../../src/rules/catalogue.js';
import { defaultOptions } from '../../../src/rules/options.js';
import { readTree, writeTree } from '../../tree.js';
import { apiDockerfile, plainApp, sample, webDockerfile } from '../sample.js';

const web = { 'web-rally/Dockerfile': webDockerfile, 'web-rally/package.json': '{}\n' };
const settings =
  'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    BACKEND_CORS_ORIGINS: list[str] = []\n    POSTGRES_PASSWORD: str\n    SENTRY_DSN: str\n';
const api = {
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/app/main.py': plainApp,
  'api-rally/app/settings.py': settings,
};
const override = [
  'services:',
  '  api_rally:',
  '    image: ghcr.io/example/api-rally:${TAG:-latest}',
  '    build: { context: extensions/rally/api-rally }',
  '    environment:',
  '      POSTGRES_SERVER: db_pg',
  '      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}',
  '      SENTRY_DSN: ${SENTRY_DSN}',
  '    volumes: [/deploy/keys/jwt.key.pub:/jwt.key.pub:ro]',
  '  web_rally:',
  '    image: ghcr.io/example/web-rally:${TAG:-latest}',
  '    build: { context: extensions/rally/web-rally }',
  '',
].join('\n');
const standalone =
  'services:\n  api:\n    build: api-rally\n    image: example/api:${VERSION:-1}\n    ports: [8003:8003]\n';

const built = {
  ...api,
  'api-rally/uv.lock': '',
  'frontend/Dockerfile': 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\nEXPOSE 80\n',
  'frontend/package.json': '{}\n',
  'compose.prod.yml':
    'services:\n  api: { build: api-rally, ports: [8003:8003] }\n  frontend: { build: frontend, ports: [8080:80] }\n  db: { image: postgres:17, command: postgres -p 5434 }\n',
};

const extensions: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'inside the Platform',
    { ...web, ...api, 'compose.override.prod.yml': override, 'poetry.lock': '' },
  ],
  ['on its own', { ...api, 'compose.prod.yml': standalone }],
  ['on its own, from images that it builds itself', built],
  [
    'on its own, with a rehearsal',
    { ...web, ...api, 'compose.prod.yml': standalone, 'compose.staging.yml': standalone },
  ],
  [
    'over another file, as a Makefile calls it',
    {
      ...web,
      ...api,
      'compose.yml': standalone,
      'compose.prod.yml': 'services:\n  api:\n    restart: always\n',
      'compose.staging.yml': standalone,
      Makefile: [
        'PROD := docker compose --project-name quiz-prod -f compose.yml \\',
        '  -f compose.prod.yml --env-file .env.prod',
        'prod:',
        '\t$(PROD) up -d',
        '',
      ].join('\n'),
    },
  ],
];

const document = 'DEPLOYMENT.md';

/** The extension as all safe fixes leave it. */
async function hardened(files: Readonly<Record<string, string>>): Promise<Extension> {
  const extension = inspect(writeTree({ ...sample, ...files }));
  const rules = catalogue.filter(({ meta }) => meta.fix === 'safe');
  return (await makePlan(extension, rules, defaultOptions)).result;
}

test('a stack that builds its images is told to build them, and asked where its client is', async () => {
  const text = (await hardened(built)).files.get(document)?.text ?? '';
  const compose = 'docker compose -f compose.prod.yml --env-file .env.production';
  const update = `git fetch --tags && git checkout "v$TAG"\n${compose} build --pull\n${compose} up --detach\n`;
  expect(text.split(update)).toHaveLength(4);
  expect(text).not.toContain(' pull\n');
  expect(text).toContain('"http://127.0.0.1:8080/" && echo "it answers"');
  expect(text).toContain('"The lockfile at `uv.lock` needs to be updated"');
  expect(text).toContain("'pg_dump --port 5434 --username");
});

describe.each(extensions)('the document of an extension that runs %s', (_, files) => {
  let extension: Extension;
  let text: string;
  beforeAll(async () => {
    extension = await hardened(files);
    text = extension.files.get(document)?.text ?? '';
  });

  test('is written, and has nothing that was not filled in', () => {
    expect(headingsOf(text)[0]?.text).toBe('Deploying rally');
    expect(text).not.toMatch(/undefined|(?<!\/dev\/)null|NaN|\[object|<%|%>|\n\n\n/);
  });

  test('is clean to markdownlint', () => {
    const config = {
      default: true,
      'line-length': false,
      'no-duplicate-heading': { siblings_only: true },
    };
    const { [document]: faults = [] } = lint({ strings: { [document]: text }, config });
    expect(
      faults.map(({ lineNumber, ruleNames }) => `${lineNumber} ${ruleNames.join(' ')}`),
    ).toEqual([]);
  });

  test('leads to files and headings that are there', () => {
    const anchors = headingsOf(text).map(({ text: heading }) => slug(heading));
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      if (link.startsWith('https://')) continue;
      if (link.startsWith('#')) expect(anchors).toContain(link.slice(1));
      else expect(pathsOf(extension)).toContain(link);
    }
  });

  test('runs scripts and names compose files that are there', () => {
    const named = [
      ...text.matchAll(/(?<=[\s`])(deploy\/[\w./-]+\.(?:sh|ya?ml)|compose[\w.]*\.ya?ml)/g),
    ];
    for (const [path] of named) {
      // The Platform's own.
      if (path !== 'compose.prod.yml') expect(pathsOf(extension)).toContain(path);
    }
    expect(named.length).toBeGreaterThan(0);
  });

  test('has commands that a shell can read', () => {
    const scripts = blocksOf(text)
      .filter(({ kind, info }) => kind === 'FencedCode' && /^(sh|bash)$/.test(info))
      .map(({ from, to }) => text.slice(from, to).split('\n').slice(1, -1).join('\n'));
    expect(scripts.length).toBeGreaterThan(5);
    for (const script of scripts) {
      const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
      expect([script, status, stderr]).toEqual([script, 0, '']);
    }
  });

  test('is what formatters make of it, as far as its sums tell', () => {
    for (const { isUntouched, bodyFrom, bodyTo, sum } of markedSections(text)) {
      expect(isUntouched).toBe(true);
      expect(sumOf(bodyBelow(text.slice(bodyFrom, bodyTo), 2))).toBe(sum);
    }
  });

  test('stays as it is in a second run', async () => {
    const again = inspect(writeTree({ ...readTree(extension.root), ...textsOf(extension) }));
    const rule = catalogue.filter(({ meta }) => meta.id === 'docs-deployment');
    const plan = await makePlan(again, rule, defaultOptions);
    expect(plan.files).toEqual([]);
  });
});

describe('the commands of the document', () => {
  test('are those of the Makefile, with every file and the project that runs already', async () => {
    const [, files] = extensions.at(-1) ?? [];
    const extension = await hardened(files ?? {});
    const text = extension.files.get(document)?.text ?? '';
    const production =
      'docker compose --project-name quiz-prod -f compose.yml -f compose.prod.yml --env-file .env.prod';
    expect(text).toContain(`\n${production} up --detach\n`);
    expect(text).toContain('cp .env.production.example .env.prod\n');
    const staging =
      'docker compose --project-name rally-staging -f compose.staging.yml --env-file .env.staging';
    expect(text).toContain(`\n${staging} up --detach\n`);
    expect(extension.files.get('.env.production.example')?.text).toContain(
      'rally-ext env --check --file .env.prod\n',
    );
  });

  test('read the file of variables that the services do', async () => {
    const extension = await hardened({
      ...api,
      'compose.prod.yml': `${standalone}    env_file: [./.env.prod]\n`,
    });
    expect(extension.files.get(document)?.text).toContain(
      '\ndocker compose -f compose.prod.yml --env-file .env.prod up --detach\n',
    );
  });

  test('undo the migrations of an API that makes them itself, before the older one starts', async () => {
    const alembic = {
      'api-rally/pyproject.toml':
        '[project]\nname = "api"\ndependencies = ["alembic", "fastapi", "psycopg", "sqlalchemy"]\n',
      'api-rally/alembic.ini': '[alembic]\nscript_location = alembic\n',
      'api-rally/alembic/env.py':
        'from alembic import context\n\nfrom app.db import Base\n\ntarget_metadata = Base.metadata\n',
      'api-rally/alembic/versions/0001.py': 'revision = "0001"\ndown_revision = None\n',
      'api-rally/app/db.py':
        'from alembic import command\nfrom alembic.config import Config\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\nengine = create_engine("postgresql+psycopg://db/quiz")\n\n\nclass Team(Base):\n    __tablename__ = "teams"\n\n\ndef migrate():\n    command.upgrade(Config("alembic.ini"), "head")\n',
    };
    const extension = await hardened({ ...api, ...alembic, 'compose.prod.yml': standalone });
    const text = extension.files.get(document)?.text ?? '';
    const run = 'docker compose -f compose.prod.yml --env-file .env.production';
    expect(text).toContain(`
Where the current version brought migrations, the one before does not know them and stops at its start ("Can't locate
revision"). Only the current image can undo them, one with each call:

\`\`\`bash
${run} stop api
${run} run --rm -T api python -m alembic downgrade -1
\`\`\`

Then start the version that ran before:

\`\`\`bash
export VERSION=1.0.0
${run} up --detach
\`\`\`
`);
    expect(text).toContain(`\n${run} run --rm -T api python -m alembic current\n`);
    expect(text).toContain(`\`VERSION=1.0.0 ${run} up --detach\`, with the version before`);
  });

  test('make secrets first, and ask the image for who reads them where the script does not know', async () => {
    const extension = await hardened({
      ...api,
      'compose.prod.yml': `${standalone}    secrets: [jwt_key]\nsecrets:\n  jwt_key: { file: ./jwt_key }\n`,
      'deploy/create-secrets.sh': "create jwt_key JWT_KEY '?' ours\n",
      '.github/workflows/deploy.yml':
        'on: workflow_dispatch\njobs:\n  deploy:\n    runs-on: self-hosted\n    steps:\n      - run: docker compose -f compose.prod.yml up -d\n',
    });
    expect(extension.files.get(document)?.text).toContain(
      '\nIt hands on the variables that it names itself; the [secret files](#setting-up-the-environment) have to be on its machine before.\n',
    );
    expect(extension.files.get(document)?.text).toContain(
      '\ndeploy/create-secrets.sh --uid "$(docker run --rm --entrypoint id example/api:"$VERSION" -u)"\n',
    );
  });

  test('say what the Platform lacks to build the client', async () => {
    const client = {
      'web-rally/Dockerfile': webDockerfile.replace('RUN', 'COPY . .\nRUN'),
      'web-rally/package.json':
        '{ "scripts": { "build": "openapi-ts --input ./openapi.json && vite build" } }\n',
      'web-rally/vite.config.ts': 'export default {};\n',
    };
    const extension = await hardened({
      ...web,
      ...api,
      ...client,
      'compose.override.prod.yml': override,
    });
    expect(extension.files.get(document)?.text).toContain(`
The Platform builds the images itself, from its checkout. The client is made from \`web-rally/openapi.json\`, which git does not
have: commit that file, or have the Platform's workflow make it before it builds, as the step in
[.github/workflows/publish-images.yml](.github/workflows/publish-images.yml) does.
`);
  });

  test('make the networks that Compose expects', async () => {
    const extension = await hardened({
      ...api,
      'compose.prod.yml': `${standalone}networks:\n  shared: { external: true, name: edge }\n`,
    });
    expect(extension.files.get(document)?.text).toContain(
      '\ndocker network inspect edge >/dev/null 2>&1 || docker network create edge\n',
    );
  });
});

/** As GitHub makes anchors of headings. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function textsOf(extension: Extension): Record<string, string> {
  return Object.fromEntries([...extension.files].map(([path, { text }]) => [path, text]));
}

/** Files and the directories they are in. */
function pathsOf({ paths }: Extension): Set<string> {
  const all = new Set(paths);
  for (const path of paths) {
    for (let dir = posix.dirname(path); dir !== '.'; dir = posix.dirname(dir)) all.add(dir);
  }
  return all;
}
