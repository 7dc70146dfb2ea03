import { inspect } from '../../../src/extension/inspect.js';
import type { Variable } from '../../../src/extension/environment/model.js';
import { MANIFEST, writeTree } from '../tree.js';

type Files = Readonly<Record<string, string>>;

function variables(files: Files): readonly Variable[] {
  return inspect(writeTree({ 'manifest.json': MANIFEST, ...files })).variables;
}

/** Name, type and what the code does without it, as one line. */
function described(files: Files): string[] {
  return variables(files).map(({ name, code }) => {
    const found = code?.default;
    const text =
      found === undefined
        ? '-'
        : found.kind === 'known'
          ? [found.text, ...found.given.map(([other, value]) => `if ${other}=${value}`)].join(' ')
          : found.kind === 'computed'
            ? `from ${found.from.join(',')}`
            : found.kind;
    return `${name} ${code?.type?.kind ?? '-'} ${text}`;
  });
}

const config = (source: string): Files => ({ 'api-quiz/app/config.py': source });
const v2 = (body: string): Files =>
  config(`import os
from pydantic import Field, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)
${body.replace(/^/gm, '    ')}
`);

describe('settings classes', () => {
  test('that are only made of data from a file read no variable', () => {
    const classes = `from pydantic_settings import BaseSettings

class App(BaseSettings):
    title: str = "Quiz"

class Mail(BaseSettings):
    sender: str = "quiz"

mail = Mail()
`;
    const files = {
      ...config(classes),
      'api-quiz/app/load.py':
        'import yaml\nfrom .config import App, Mail\n\ndata = yaml.safe_load(open("config.yaml"))\napp = App.model_validate(data["app"])\nother = Mail.model_validate(data["mail"])\n',
    };
    expect(variables(files).map(({ name }) => name)).toEqual(['SENDER']);
  });

  test('fields that no getenv reads count, with their own defaults', () => {
    expect(
      described(
        v2(`PENALTY: int = -10  # points
RATE: float = 0.50
NAME: str
ORIGINS: list[str] = ["a", "b"]
MAYBE: str | None = None
WEEK: int = 60 * 24
FLAG: bool = not False`),
      ),
    ).toEqual([
      'PENALTY integer -10',
      'RATE number 0.50',
      'NAME text required',
      'ORIGINS list ["a","b"]',
      'MAYBE text none',
      'WEEK integer 1440',
      'FLAG boolean true',
    ]);
  });

  test('a default from the environment is one read, by the name that the field has', () => {
    const found = variables(v2('SERVER: str = os.getenv("SERVER", "localhost")'));
    expect(found.map(({ name, readings }) => [name, readings])).toEqual([
      [
        'SERVER',
        [{ by: 'settings', file: 'api-quiz/app/config.py', position: { line: 7, column: 5 } }],
      ],
    ]);
  });

  test('what is built in the class body follows from what it is built of', () => {
    expect(
      described(
        v2(`PRODUCTION: bool = os.getenv("ENV") == "production"
HOST: str = "https://x" if PRODUCTION else "http://y"
PASSWORD: str = os.getenv("PASSWORD", "postgres")
URI: PostgresDsn = PostgresDsn(f"postgresql://u:{PASSWORD}@db")`),
      ),
    ).toEqual([
      'PRODUCTION boolean from ENV',
      'HOST text from PRODUCTION',
      'PASSWORD text postgres',
      'URI connection from PASSWORD',
      'ENV text none',
    ]);
  });

  test('… and is known where the deployment fixes that', () => {
    const files = {
      ...v2(`PRODUCTION: bool = os.getenv("ENV") == "production"
HOSTS: list[str] = ["https://x"] if PRODUCTION else []
LEVEL: str = os.getenv("LEVEL", "INFO" if PRODUCTION else "DEBUG")`),
      'compose.prod.yml':
        'services:\n  api_quiz:\n    image: a\n    environment: [ENV=production]\n',
    };
    expect(described(files)).toEqual([
      'PRODUCTION boolean true if ENV=production',
      'HOSTS list ["https://x"] if ENV=production',
      'LEVEL text INFO if ENV=production',
      'ENV text none',
    ]);
  });

  test('inherited fields, a mixin, a class of another module', () => {
    const files = {
      'api-quiz/app/__init__.py': '',
      'api-quiz/app/base.py': `from pydantic_settings import BaseSettings as Base

class Common(Base):
    model_config = {"env_prefix": "quiz_"}
    level: str = "info"
    debug: bool = False
`,
      'api-quiz/app/mail.py': 'class Mail:\n    sender: str = "a@b"\n',
      'api-quiz/app/config.py': `from app.base import Common
from .mail import Mail

class Settings(Mail, Common):
    debug: bool = True

class TestSettings(Common):
    database: str = "sqlite://"
`,
    };
    expect(described(files)).toEqual([
      'QUIZ_LEVEL text info',
      'QUIZ_DEBUG boolean true',
      'QUIZ_SENDER text a@b',
    ]);
  });

  test('a field that a validator refuses to leave empty is required', () => {
    const source = v2(`KEY: str | None = os.getenv("KEY")

@field_validator("KEY")
@classmethod
def check(cls, v):
    if not v:
        raise ValueError("KEY must be set")
    return v`);
    expect(described(source)).toEqual(['KEY text required']);
  });

  test('what its people wrote beside a field', () => {
    const found = variables(
      v2(`A: int = 1  # Points per shot
B: int = Field(2, description="Teams")
C: int = 3  # noqa: E501
D: int = 4`),
    );
    expect(found.map(({ code }) => code?.description)).toEqual([
      'Points per shot',
      'Teams',
      undefined,
      undefined,
    ]);
  });
});

describe('reads in code', () => {
  test('every way to read the environment, and no way to write it', () => {
    expect(
      described(
        config(`import os
import os as _os
from os import environ, getenv as env

A = os.getenv("A", "1")
B = int(_os.environ.get("B", 5))
C = environ["C"]
D = env("D")

def f(name):
    if "E" in os.environ:
        os.environ["F"] = "x"
        del os.environ["G"]
    return os.getenv(name) or os.getenv(f"H_{name}")

if __name__ == "__main__":
    os.getenv("I")
`),
      ),
    ).toEqual(['A text 1', 'B integer 5', 'C text required', 'D text none', 'E text none']);
  });

  test('a variable with two defaults has none', () => {
    const source = 'import os\na = os.getenv("A", "1")\nb = os.getenv("A", "2")\n';
    expect(described(config(source))).toEqual(['A text from ']);
  });

  test("the system's variables and tests are nobody's settings", () => {
    expect(
      described({
        'api-quiz/app/main.py': 'import os\nos.environ["PATH"], os.getenv("HOME")\n',
        'api-quiz/tests/test_x.py': 'import os\nos.getenv("T")\n',
        'api-quiz/app/smoke/run.py': 'import os\nos.getenv("S")\n',
        'api-quiz/app/conftest.py': 'import os\nos.getenv("U")\n',
      }),
    ).toEqual([]);
  });

  test('only what the image gets counts', () => {
    expect(
      described({
        'api-quiz/app/main.py': 'import os\nos.getenv("A")\n',
        'api-quiz/alembic/env.py': 'import os\nos.getenv("B")\n',
        'api-quiz/scripts/seed.py': 'import os\nos.getenv("C")\n',
        'api-quiz/Dockerfile': 'FROM python:3.12-slim\nCOPY . .\n',
        'api-quiz/Dockerfile.prod':
          'FROM python:3.12-slim\nCOPY pyproject.toml poetry.lock* ./\nCOPY ./app ./alembic /srv/\n',
      }),
    ).toEqual(['B text none', 'A text none']);
  });
});

describe('compose files and builds', () => {
  test('deployed files, with the place of each variable', () => {
    const found = variables({
      'compose.prod.yml': `x-common: &common
  image: ghcr.io/x/quiz:\${TAG:-latest}
services:
  api_quiz:
    <<: *common
    environment:
      KEY: \${KEY:?needed}
      PRICE: $$5
  web_quiz:
    <<: *common
    build:
      args:
        - NODE=\${NODE-22}
`,
      'compose.override.yml': 'services:\n  api_quiz:\n    image: ${DEVELOPMENT}\n',
    });
    const places = found.map(({ name, compose }) => [
      name,
      ...compose.map(
        ({ operator, fallback, position, service }) =>
          `${service ?? ''}:${position.line}:${position.column} ${operator} ${fallback ?? ''}`,
      ),
    ]);
    expect(places).toEqual([
      ['TAG', ':2:3 :- latest'],
      ['KEY', 'api_quiz:7:7 :? '],
      ['NODE', 'web_quiz:13:11 - 22'],
    ]);
  });

  test("arguments of the web client's production build", () => {
    const found = variables({
      'web-quiz/package.json': '{}',
      'web-quiz/Dockerfile': 'FROM node:22\nARG VITE_DEV\n',
      'web-quiz/Dockerfile.prod':
        'FROM node:22\nARG VITE_API=/api\nARG VITE_SENTRY_DSN\nARG VERSION\nRUN pnpm build\n',
    });
    expect(found.map(({ name, build, secret }) => [name, build[0]?.fallback, secret])).toEqual([
      ['VITE_API', '/api', false],
      ['VITE_SENTRY_DSN', undefined, false],
    ]);
  });
});

test.each([
  ['POSTGRES_PASSWORD', true],
  ['ME_CONFIG_MONGODB_ADMINPASSWORD', true],
  ['SECRET_KEY', true],
  ['TEAM_JWT_SECRET_KEY', true],
  ['AUTHENTIK_TOKEN', true],
  ['R2_ACCESS_KEY_ID', true],
  ['VAPID_PRIVATE_KEY', true],
  ['CHECKIN_HMAC_SECRET', true],
  ['DATABASE_URL', true],
  ['SENTRY_DSN', true],
  ['VAPID_PUBLIC_KEY', false],
  ['APPLE_KEY_ID', false],
  ['JWT_PUBLIC_KEY_PATH', false],
  ['JWT_ALGORITHM', false],
  ['TOKEN_EXPIRE_MINUTES', false],
  ['POSTGRES_USER', false],
  ['AUTHENTIK_URL', false],
])('%s is a secret: %s', (name, secret) => {
  const [found] = variables(config(`import os\nos.getenv("${name}")\n`));
  expect(found?.secret).toBe(secret);
});
