import { alembicShipped } from '../../../src/rules/migrations/alembic-shipped.js';
import { testRule } from '../tester.js';
import { deployment, environment, shipped, syncApi } from './samples.js';

const PRODUCTION = 'api-rally/Dockerfile.prod';
const base = { ...syncApi, ...environment, ...deployment };
const dockerfile = deployment[PRODUCTION] ?? '';
const lacks =
  'The image that api-rally/Dockerfile.prod builds gets no api-rally/alembic and no api-rally/alembic.ini.';

testRule(alembicShipped, {
  valid: [
    { name: 'both are copied', files: { ...base, ...shipped } },
    {
      name: 'everything is copied',
      files: { ...base, [PRODUCTION]: dockerfile.replace('./app ./app', '. .') },
    },
    {
      name: 'a pattern and the whole directory',
      files: {
        ...base,
        [PRODUCTION]: dockerfile.replace('COPY ./app ./app', 'COPY alembic* app/ ./'),
      },
    },
  ],
  invalid: [
    {
      name: 'from a context below: Docker copies nothing from outside of it',
      files: {
        ...base,
        'compose.override.prod.yml': (base['compose.override.prod.yml'] ?? '').replace(
          'rally/api-rally',
          'rally/api-rally/app',
        ),
        'api-rally/app/Dockerfile.prod': dockerfile.replace('./app ./app', '. ./app'),
      },
      findings: [`api-rally/app/Dockerfile.prod:1:1 ${lacks.replace('rally/D', 'rally/app/D')}`],
    },
    {
      name: 'only the application is copied',
      files: base,
      findings: [`${PRODUCTION}:1:1 ${lacks}`],
      after: { [PRODUCTION]: shipped[PRODUCTION] ?? '' },
    },
    {
      name: 'from a context above, to another place, for another owner',
      files: {
        ...base,
        'compose.override.prod.yml': (base['compose.override.prod.yml'] ?? '')
          .replace('rally/api-rally', 'rally')
          .replace('Dockerfile.prod', 'api-rally/Dockerfile.prod'),
        [PRODUCTION]:
          'FROM python:3.12-slim\nCOPY --chown=app:app api-rally/app /srv/app\nCMD ["uvicorn", "app.main:app"]\n',
      },
      findings: [`${PRODUCTION}:1:1 ${lacks}`],
      after: {
        [PRODUCTION]:
          'FROM python:3.12-slim\nCOPY --chown=app:app api-rally/app /srv/app\nCOPY --chown=app:app ./api-rally/alembic /srv/alembic\nCOPY --chown=app:app ./api-rally/alembic.ini /srv/alembic.ini\nCMD ["uvicorn", "app.main:app"]\n',
      },
    },
    {
      name: 'a .dockerignore keeps them out',
      files: { ...base, ...shipped, 'api-rally/.dockerignore': '*.md\n*.ini\n' },
      findings: [
        `${PRODUCTION}:1:1 The image that api-rally/Dockerfile.prod builds gets no api-rally/alembic.ini.`,
      ],
      after: { 'api-rally/.dockerignore': '*.md\n*.ini\n!alembic.ini\n' },
    },
  ],
  notApplicable: [
    { name: 'no deployment', files: { ...syncApi, ...environment } },
    { name: 'no database', files: deployment },
  ],
});
