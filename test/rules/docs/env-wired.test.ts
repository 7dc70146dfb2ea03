import { envWired } from '../../../src/rules/docs/env-wired.js';
import { testRule } from '../tester.js';

const settings = (body: string): string => `import os
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)
${body.replace(/^/gm, '    ')}
`;

const scoring = settings(`VOMIT_PENALTY: int = -10
CORS: list[str] = ["http://localhost:3000"]
SERVER: str = os.getenv("SERVER", "localhost")`);

const config = 'api-rally/app/config.py';
const missing = (names: string): string =>
  `api_rally is not given ${names}: setting them has no effect.`;

testRule(envWired, {
  valid: [
    {
      name: 'a file with settings in the image, which a default of the code would win over',
      files: {
        [config]: settings('A: int = 1'),
        'api-rally/.env.production': 'A=2\n',
        'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY . .\n',
        'compose.prod.yml': 'services:\n  api_rally:\n    build: api-rally\n',
      },
    },
    {
      name: 'an image of somebody else that serves, beside the API that is built',
      files: {
        [config]: settings('A: int = 1'),
        'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY . .\n',
        'compose.prod.yml':
          'services:\n  maps:\n    image: somebody/maps:1.0\n    command: gunicorn maps.wsgi\n  api_rally:\n    build: api-rally\n    environment: { A: }\n',
      },
    },
    {
      name: 'another program that serves, built outside of the API and from nothing of it',
      files: {
        [config]: settings('A: int = 1'),
        'docker/Dockerfile.inference':
          'FROM python:3.12-slim\nCOPY ./inference ./inference\nCMD ["uvicorn", "inference.main:app"]\n',
        'compose.prod.yml':
          'services:\n  inference:\n    build: { context: ., dockerfile: docker/Dockerfile.inference }\n  api_rally:\n    image: a\n    environment: { A: }\n',
      },
    },
    {
      name: 'what only tests read, and what images set for their workers',
      files: {
        [config]: settings(
          'EMAIL_TEST_USER: str = "a"\nPROMETHEUS_MULTIPROC_DIR: str = ""\nA: int = 1',
        ),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      A: ${A:-1}\n',
      },
    },
    {
      name: 'passed on, fixed, from another variable, or bare; in map and list form',
      files: {
        [config]: settings('A: int = 1\nB: int = 2\nC: int = 3\nD: int = 4'),
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment: { A: "\${A:-1}", B: 5, C: "\${OTHER}", D: }
`,
        'compose.staging.yml': `services:
  api_rally:
    image: a
    environment:
      - A=\${A}
      - B=2
      - C=\${C:-3}
      - D
`,
      },
    },
    {
      name: "what the Platform's deployment sets for itself would come in with its value",
      files: {
        [config]: settings('OIDC_ENABLED: bool = False\nMONGO_DB: str = "rally"\nA: int = 1'),
        'compose.override.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      A: ${A:-1}\n',
      },
    },
    {
      name: 'what the image sets: passed on bare, it would be taken away from the container',
      files: {
        [config]: settings('METRICS_DIR: str | None = None\nA: int = 1'),
        'api-rally/Dockerfile.prod':
          'FROM python:3.12-slim AS base\nENV METRICS_DIR=/tmp/metrics\nFROM base\nCMD ["gunicorn", "app.main:app"]\n',
        'compose.prod.yml': `services:
  api_rally:
    image: a
    build: { context: ./api-rally, dockerfile: Dockerfile.prod }
    environment:
      A: \${A:-1}
`,
      },
    },
    {
      name: 'an env_file brings all there is',
      files: {
        [config]: scoring,
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    env_file: .env.production\n',
      },
    },
    {
      name: 'what the file below a production file passes on',
      files: {
        [config]: settings('A: int = 1'),
        'compose.yml':
          'services:\n  api_rally:\n    build: ./api-rally\n    environment:\n      A: ${A:-1}\n',
        'compose.prod.yml': 'services:\n  api_rally:\n    image: a\n',
      },
    },
    {
      name: 'what is worked out from other variables, and what every shell sets',
      files: {
        [config]: settings(`A: str = os.getenv("A", "x")
URI: str = f"db://{A}/y"
HOST: str = "0.0.0.0"`),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      A: ${A:-x}\n',
      },
    },
  ],
  invalid: [
    {
      name: 'a file with settings that git or Docker leaves out is nowhere',
      files: {
        [config]: settings('A: int = 1'),
        '.gitignore': '.env\n',
        'api-rally/.env': 'A=2\n',
        'api-rally/.env.dev': 'A=3\n',
        'api-rally/.dockerignore': '.env.*\n',
        'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY . .\n',
        'compose.prod.yml': 'services:\n  api_rally:\n    build: api-rally\n',
      },
      findings: [`compose.prod.yml:2:3 ${missing('A')}`],
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    build: api-rally\n    environment:\n      A: ${A:-1}\n',
      },
    },
    {
      name: 'where it runs, of which a file for production does not repeat the default for development',
      files: {
        [config]: settings('ENVIRONMENT: str = "development"\nA: int = 1'),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      - A=${A:-1}\n',
      },
      findings: [
        'compose.prod.yml:4:5 api_rally is not given ENVIRONMENT: setting them has no effect.',
      ],
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      - A=${A:-1}\n      - ENVIRONMENT\n',
      },
    },
    {
      name: 'the image is built by a Dockerfile beside the directory of the only API',
      files: {
        'pyproject.toml': '',
        'src/main.py':
          'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\nbonus = os.getenv("BONUS", "1")\n',
        Dockerfile: 'FROM python:3.12-slim\nCOPY . .\nCMD ["uvicorn", "src.main:app"]\n',
        'compose.prod.yml':
          'services:\n  api_rally:\n    build: .\n    environment:\n      A: "1"\n',
      },
      findings: [`compose.prod.yml:4:5 ${missing('BONUS')}`],
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    build: .\n    environment:\n      A: "1"\n      BONUS: ${BONUS:-1}\n',
      },
    },
    {
      name: 'a map: the defaults are those of the code',
      files: {
        [config]: scoring,
        'compose.override.prod.yml': `services:
  web_nei:
    environment:
      ENABLE_RALLY: 'True'
  api_rally:
    image: ghcr.io/x/api-rally # ours
    environment:
      SERVER: db_pg   # the Platform's

    restart: always
`,
      },
      findings: [`compose.override.prod.yml:7:5 ${missing('VOMIT_PENALTY, CORS')}`],
      after: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment:
      ENABLE_RALLY: 'True'
  api_rally:
    image: ghcr.io/x/api-rally # ours
    environment:
      SERVER: db_pg   # the Platform's
      VOMIT_PENALTY: \${VOMIT_PENALTY:--10}
      CORS: \${CORS:-["http://localhost:3000"]}

    restart: always
`,
      },
    },
    {
      name: 'a list, and a service without any',
      files: {
        [config]: scoring,
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
    - SERVER=db
    # scoring follows
  api_rally_two:
    image: b
`,
      },
      findings: [
        `compose.prod.yml:4:5 ${missing('VOMIT_PENALTY, CORS')}`,
        'compose.prod.yml:7:3 api_rally_two is not given VOMIT_PENALTY, CORS, SERVER: setting them has no effect.',
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
    - SERVER=db
    - VOMIT_PENALTY=\${VOMIT_PENALTY:--10}
    - CORS=\${CORS:-["http://localhost:3000"]}
    # scoring follows
  api_rally_two:
    image: b
    environment:
      VOMIT_PENALTY: \${VOMIT_PENALTY:--10}
      CORS: \${CORS:-["http://localhost:3000"]}
      SERVER: \${SERVER:-localhost}
`,
      },
    },
    {
      name: 'bare: no default, a secret, one that follows another variable, braces, made by a call',
      files: {
        [config]: settings(`NONE: str | None = None
NEEDED: str
DB_PASSWORD: str = "planted-secret"
FOLLOWS: str = "a" if os.getenv("ENV") == "production" else "b"
MAP: dict[str, int] = {"a": 1}
MONEY: str = "$5"
MADE: list[str] = Field(default_factory=list)`),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      - ENV=production\n',
      },
      findings: [
        `compose.prod.yml:4:5 ${missing('NONE, NEEDED, DB_PASSWORD, FOLLOWS, MAP, MONEY, MADE')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    environment:
      - ENV=production
      - NONE
      - NEEDED
      - DB_PASSWORD
      - FOLLOWS
      - MAP
      - MONEY
      - MADE
`,
      },
    },
    {
      name: 'an aliased environment is not written to',
      files: {
        [config]: settings('A: int = 1'),
        'compose.prod.yml': `x-env: &env
  B: 1
services:
  api_rally:
    image: a
    environment: *env
`,
      },
      findings: [`compose.prod.yml:6:5 ${missing('A')}`],
      refused: ['compose.prod.yml:6:18'],
    },
    {
      name: 'a variable that nothing reads is reported, not removed',
      files: {
        [config]: settings('A: int = 1'),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      OLD_KEY: ${OLD_KEY}\n',
      },
      findings: [
        `compose.prod.yml:4:5 ${missing('A')}`,
        'compose.prod.yml:5:7 api_rally is given OLD_KEY, and nothing in its code reads it: remove the line if no library does.',
      ],
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment:\n      OLD_KEY: ${OLD_KEY}\n      A: ${A:-1}\n',
      },
      remaining: [
        'compose.prod.yml:5:7 api_rally is given OLD_KEY, and nothing in its code reads it: remove the line if no library does.',
      ],
    },
  ],
  manual: [
    {
      name: 'only variables that nothing reads are left',
      files: {
        [config]: settings('A: int = 1'),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment: ["A=${A:-1}", "OLD=${OLD}", "SEEN=${SEEN}"]\n',
        'api-rally/entrypoint.sh': 'echo "$SEEN"\n',
      },
      findings: [
        'compose.prod.yml:4:32 api_rally is given OLD, and nothing in its code reads it: remove the line if no library does.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no API is deployed',
      files: {
        [config]: scoring,
        'compose.override.yml': 'services:\n  api_rally:\n    build: .\n',
      },
    },
    {
      name: 'code that reads nothing',
      files: {
        'api-rally/app/main.py': 'x = 1\n',
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    environment: { X: "${X}" }\n',
      },
    },
  ],
});
