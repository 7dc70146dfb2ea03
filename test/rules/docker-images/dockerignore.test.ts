import { dockerignore } from '../../../src/rules/docker-images/dockerignore.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const compose = 'services:\n  api_rally: { build: api-rally }\n  web_rally: { build: web-rally }\n';
const api = {
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/pyproject.toml': '[tool.pytest]\n[tool.mypy]\n',
  'api-rally/app/main.py': 'x = 1\n',
  'api-rally/app/core/config.py': 'x = 1\n',
};
const web = {
  'web-rally/Dockerfile': webDockerfile,
  'web-rally/package.json': '{}\n',
};
const webIgnore = 'node_modules\n.env.local\n.env.*.local\n';
const apiIgnore = '**/__pycache__\n**/.venv\n**/.pytest_cache\n**/.mypy_cache\n';

testRule(dockerignore, {
  valid: [
    {
      name: 'complete, or with all but some directories kept out',
      files: {
        'compose.prod.yml': compose,
        ...api,
        ...web,
        'api-rally/app/tests/test_a.py': '',
        'api-rally/.dockerignore': '*\n!app\n**/__pycache__\n**/tests\n',
        'web-rally/.dockerignore': webIgnore,
      },
    },
    {
      name: 'what the builds need: copies by name, the history, tests that are run or used',
      files: {
        'compose.prod.yml':
          'services:\n  web_rally: { build: { context: ., dockerfile: web-rally/Dockerfile } }\n',
        ...web,
        'web-rally/Dockerfile':
          'FROM node:24\nRUN --mount=type=bind,source=.git,target=.git git describe\nCOPY web-rally/node_modules /x\nCOPY web-rally/.env.local web-rally/.env.x.local /x/\n',
        'api-rally/tests/test_a.py': '',
        'api-rally/app.py': 'from tests.data import x\n',
        '.dockerignore': '**/__pycache__\n',
      },
    },
    {
      name: 'tests that a script in the image or a browser beside it runs',
      files: {
        'compose.prod.yml': compose,
        ...api,
        ...web,
        'api-rally/scripts/tests-start.sh': 'exit 0\n',
        'api-rally/tests/test_a.py': '',
        'api-rally/.dockerignore': apiIgnore,
        'web-rally/tests/a.spec.ts': '',
        'web-rally/.dockerignore': webIgnore,
        'web-rally/Dockerfile.playwright': 'FROM mcr.microsoft.com/playwright:v1.50.0\nCOPY . .\n',
      },
    },
    {
      name: 'tests that a workflow runs with a command of the image',
      files: {
        'compose.prod.yml': 'services:\n  api_rally: { build: api-rally }\n',
        ...api,
        'api-rally/tests/test_a.py': '',
        'api-rally/.dockerignore': apiIgnore,
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker compose run --rm api tests --junitxml=x.xml\n',
      },
    },
    {
      name: 'an ignore file of the Dockerfile',
      files: {
        'compose.prod.yml': 'services:\n  web_rally: { build: web-rally }\n',
        ...web,
        'web-rally/Dockerfile.dockerignore': '*\n',
      },
    },
  ],
  invalid: [
    {
      name: 'made where there is none, completed where there is one',
      files: {
        'compose.prod.yml': compose,
        ...api,
        ...web,
        'api-rally/tests/test_a.py': '',
        'api-rally/app/tests/test_a.py': '',
        'api-rally/.dockerignore': '# ours\n__pycache__\n.venv\n**/.mypy_cache\ntests\n!tests/data',
      },
      findings: [
        'api-rally/.dockerignore:1:1 api-rally/.dockerignore does not keep out **/__pycache__, **/.pytest_cache, app/tests.',
        'web-rally/Dockerfile:1:1 There is no web-rally/.dockerignore that keeps out **/node_modules, **/.env.local, **/.env.*.local.',
      ],
      after: {
        'api-rally/.dockerignore':
          '# ours\n__pycache__\n.venv\n**/.mypy_cache\ntests\n!tests/data\n**/__pycache__\n**/.pytest_cache\napp/tests',
        'web-rally/.dockerignore': '**/node_modules\n**/.env.local\n**/.env.*.local\n',
      },
    },
    {
      name: 'a context with everything in it',
      files: {
        'compose.override.prod.yml':
          'services:\n  web_rally: { build: { context: extensions/rally, dockerfile: web-rally/Dockerfile } }\n',
        ...api,
        ...web,
        '.dockerignore': `web-rally/node_modules\nweb-rally/.env.*\n${apiIgnore}`,
      },
      findings: ['.dockerignore:1:1 .dockerignore does not keep out .git.'],
      after: {
        '.dockerignore': `web-rally/node_modules\nweb-rally/.env.*\n${apiIgnore}.git\n`,
      },
    },
  ],
  notApplicable: [{ name: 'no image', files: { 'compose.prod.yml': compose } }],
});
