import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTemplate } from '../../../src/assets/template.js';
import { standaloneStack } from '../../../src/rules/independence/standalone-stack.js';
import { ENGINES } from '../../../src/rules/independence/standalone/engines.js';
import { apiDockerfile, healthyApp, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const fixture = (name: string): string =>
  readFileSync(join('test/rules/independence/fixtures', name), 'utf8');

const OVERRIDE = 'compose.override.prod.yml';
const laidOver = (file: string, line: number): string =>
  `${file}:${line}:1 ${file} is laid over the Platform's compose files, and nothing else runs rally: it cannot be deployed without the Platform.`;

const code = {
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/app/main.py': healthyApp,
  'web-rally/Dockerfile': webDockerfile,
};
const override = { ...code, [OVERRIDE]: fixture(OVERRIDE) };

/** What the scripts are rendered from, for the override of the fixtures. */
const facts = {
  name: 'rally',
  project: 'rally',
  own: ['api_rally', 'migrate_rally', 'web_rally'],
  applications: ['api_rally', 'web_rally'],
  migrate: 'migrate_rally',
  databases: ENGINES.filter(({ id }) => id === 'postgres').map((engine) => ({ engine })),
  kept: ['api_rally_static'],
  envTemplate: '.env.production.example',
  hasBackup: true,
  what: 'the database and the files in its volumes',
  checks: ['/api/rally/', '/rally/'],
};
const script = (name: string, data: object = facts): Record<string, string> => ({
  [`deploy/${name}.sh`]: renderTemplate(`deploy/${name}.sh`, data),
});

const stack = {
  'deploy/compose.standalone.yml': fixture('compose.standalone.yml'),
  'deploy/compose.standalone.tls.yml': fixture('compose.standalone.tls.yml'),
  'deploy/proxy/default.conf': fixture('default.conf'),
};
const complete = `services:
  api_rally:
    image: ghcr.io/nei/rally/api:\${TAG}
    environment:
      - POSTGRES_SERVER=postgres
    depends_on: [postgres]
    networks: [default, edge]
  postgres:
    image: postgres:18-alpine
networks:
  edge:
    external: true
`;
const external = `services:
  api_rally:
    image: ghcr.io/nei/api-rally:latest
    environment:
      DATABASE_URL: postgresql://app:\${PASSWORD}@db_pg/app
    networks: [platform_backend]
networks:
  platform_backend:
    external: true
`;

testRule(standaloneStack, {
  valid: [
    {
      name: 'a stack with a database of its own, whatever it is called, on a shared network',
      files: { ...override, 'deploy/docker-compose.prod.yaml': complete },
    },
    {
      name: 'a production file together with the compose.yml it is laid over',
      files: {
        ...code,
        'compose.yml':
          'services:\n  api_rally:\n    build: api-rally\n  db:\n    image: postgres\n',
        'compose.prod.yml': 'services:\n  api_rally:\n    restart: always\n    depends_on: [db]\n',
      },
    },
  ],
  invalid: [
    {
      name: 'an override of the Platform only: a stack is derived from it, with scripts',
      files: override,
      findings: [laidOver(OVERRIDE, 1)],
      after: {
        ...stack,
        ...script('stack'),
        ...script('deploy'),
        ...script('rollback'),
        ...script('backup'),
        ...script('restore'),
        ...script('status'),
      },
    },
    {
      name: 'scripts that are there already stay',
      files: { ...override, 'deploy/deploy.sh': '#!/bin/sh\n# ours\n' },
      findings: [laidOver(OVERRIDE, 1)],
      after: {
        ...stack,
        ...script('stack'),
        ...script('rollback'),
        ...script('backup'),
        ...script('restore'),
        ...script('status'),
      },
    },
    {
      name: 'a file on a network of the Platform, with a database that only the Platform has',
      files: {
        'compose.prod.yml': external.replace('image: ghcr.io/nei/api-rally:latest', 'build: ./api'),
        'api/Dockerfile': apiDockerfile,
      },
      findings: [laidOver('compose.prod.yml', 1)],
    },
    {
      name: 'a service that only the Platform defines is waited for',
      files: {
        'api-rally/Dockerfile': apiDockerfile,
        'compose.prod.yml':
          'services:\n  api_rally:\n    build: api-rally\n    depends_on: [db_pg]\n',
      },
      findings: [laidOver('compose.prod.yml', 1)],
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: code },
    {
      name: 'only development has a compose file',
      files: { ...code, 'compose.override.yml': fixture(OVERRIDE) },
      reason: 'no production compose file runs an API or a web client',
    },
  ],
});
