import { envTemplate } from '../../../src/rules/docs/env-template.js';
import { testRule } from '../tester.js';

/** An API with the traits of real ones; `planted` must never come out. */
const files = {
  'api-rally/app/config.py': `import os
from pydantic import AnyHttpUrl, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)

    PRODUCTION: bool = os.getenv("ENV") == "production"
    BACKEND_CORS_ORIGINS: list[AnyHttpUrl] = [AnyHttpUrl("https://x.org" if PRODUCTION else "http://y")]
    VOMIT_PENALTY: int = -10  # Points deducted for vomiting
    TITLE: str = "Rally Tascas"
    POSTGRES_SERVER: str = os.getenv("POSTGRES_SERVER", "localhost")
    POSTGRES_PASSWORD: str = os.getenv("POSTGRES_PASSWORD", "planted-default")  # planted-comment
    POSTGRES_URI: PostgresDsn = PostgresDsn(f"postgresql://u:{POSTGRES_PASSWORD}@{POSTGRES_SERVER}/db")
    R2_BUCKET: str | None = None
    R2_SECRET_ACCESS_KEY: str | None = None
`,
  'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY ./app ./app\n',
  'web-rally/package.json': '{}',
  'web-rally/Dockerfile': 'FROM node:22\nARG VITE_API\nCOPY . .\n',
  'compose.override.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally:\${TAG:-latest}
    environment:
      ENV: production
      POSTGRES_SERVER: db_pg
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
      SECRET_KEY: \${SECRET_KEY}
      API_TOKEN: planted-literal
      TITLE: \${TITLE:-Rally Tascas}
      VOMIT_PENALTY: \${VOMIT_PENALTY:--10}
      R2_BUCKET: \${R2_BUCKET}
`,
};

const text = `# The variables that rally reads in production.
# Copy this file to .env.production, which git ignores, fill it in, and check it with:
#   rally-ext env --check
# A variable in a comment may stay one; take away the # to set it.
# Inside the Platform only the variables that its deploy workflow lists arrive; every other
# one is empty there, and its default applies.

# --- General ---

# true or false, default true with ENV=production.
# Read in api-rally/app/config.py:8.
# No compose file passes it on: to use it, add it to the environment of the API.
# PRODUCTION=true

# JSON list, default ["https://x.org"] with ENV=production.
# Read in api-rally/app/config.py:9.
# BACKEND_CORS_ORIGINS=["https://x.org"]

# Text, set by compose.
# Read in api-rally/app/config.py:8.
# Its value is in compose.override.prod.yml:5: one that is set here has no effect.
# ENV=production

# Text, default latest.
# Read in compose.override.prod.yml:3.
TAG=latest

# --- Database ---

# Text, set by compose.
# Read in api-rally/app/config.py:12.
# Its value is in compose.override.prod.yml:6: one that is set here has no effect.
# POSTGRES_SERVER=db_pg

# Text, required.
# Read in api-rally/app/config.py:13, compose.override.prod.yml:7.
# Without it Compose passes an empty value, and not the default of the code.
# Secret: make one with: openssl rand -hex 32
# The default is in the repository for everybody to read: set your own.
POSTGRES_PASSWORD=change-me

# Connection URL, optional.
# Read in api-rally/app/config.py:14.
# Without it: worked out from POSTGRES_PASSWORD, POSTGRES_SERVER.
# No compose file passes it on: to use it, add it to the environment of the API.
# POSTGRES_URI=

# --- Authentication ---

# Text, optional.
# Read in compose.override.prod.yml:8.
# Compose passes it on, and nothing reads it: it need not be set.
# SECRET_KEY=change-me

# --- Storage ---

# Text, optional.
# Read in api-rally/app/config.py:15, compose.override.prod.yml:12.
R2_BUCKET=

# Text, optional.
# Read in api-rally/app/config.py:16.
# No compose file passes it on: to use it, add it to the environment of the API.
# Secret: the service that it belongs to issues it.
# R2_SECRET_ACCESS_KEY=change-me

# --- Web build ---

# Text, optional.
# Read in web-rally/Dockerfile:2.
# Goes into the bundle when the image is built: give it with --build-arg.
# VITE_API=

# --- Rally ---

# Points deducted for vomiting.
# Whole number, default -10.
# Read in api-rally/app/config.py:10, compose.override.prod.yml:11.
VOMIT_PENALTY=-10

# Text, default Rally Tascas.
# Read in api-rally/app/config.py:11, compose.override.prod.yml:10.
TITLE='Rally Tascas'
`;

const small = {
  'api-rally/app/config.py': 'import os\nbonus = int(os.getenv("EXTRA_SHOT_BONUS", "1"))\n',
  'compose.prod.yml': `services:
  api_rally:
    image: a:\${TAG}
    environment:
      EXTRA_SHOT_BONUS: \${EXTRA_SHOT_BONUS:-1}
      LIMIT: \${LIMIT:?say how many}
`,
};

testRule(envTemplate, {
  valid: [
    {
      name: 'a remark in small letters, and a variable in small letters that is not set',
      files: {
        'api-rally/app/config.py':
          'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    pool: int = 5\n\n    class Config:\n        case_sensitive = True\n',
        'api-rally/app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
        '.env.production.example': '# size=large\n# pool=5\n',
      },
    },
    {
      name: 'every variable, set or in a comment',
      files: {
        ...small,
        '.env.production.example': '#TAG=1\nexport EXTRA_SHOT_BONUS=7\nLIMIT=\n',
      },
    },
    {
      name: 'the template has another usual name',
      files: { ...small, '.env.prod.sample': 'TAG=\nEXTRA_SHOT_BONUS=7\nLIMIT=\n' },
    },
    {
      name: 'a variable that a script mentions is read',
      files: {
        ...small,
        'api-rally/entrypoint.sh': 'echo "$GREETING"\n',
        '.env.production.example': 'TAG=\nEXTRA_SHOT_BONUS=1\nLIMIT=\nGREETING=hello\n',
      },
    },
  ],
  invalid: [
    {
      name: 'no template: it is written, group by group, and no value of a secret gets into it',
      files,
      findings: [
        'api-rally/app/config.py:8:5 There is no .env.production.example: 13 variables are read and listed nowhere (PRODUCTION, BACKEND_CORS_ORIGINS, VOMIT_PENALTY, TITLE, POSTGRES_SERVER, POSTGRES_PASSWORD, POSTGRES_URI, R2_BUCKET, R2_SECRET_ACCESS_KEY, ENV, TAG, SECRET_KEY, VITE_API).',
      ],
      after: { '.env.production.example': text },
    },
    {
      name: 'a template by another usual name is completed',
      files: { ...small, 'env.production.example': 'TAG=1\nEXTRA_SHOT_BONUS=7\nGONE=1\n' },
      findings: [
        'compose.prod.yml:6:7 LIMIT is read here and not listed in env.production.example.',
        'env.production.example:3:1 GONE is listed here, and nothing reads it any more: remove it if it has no use.',
      ],
      after: {
        'env.production.example':
          'TAG=1\n\n# Text, required.\n# Read in compose.prod.yml:6.\n# Compose asks for it, and nothing reads it.\nLIMIT=\n\nEXTRA_SHOT_BONUS=7\nGONE=1\n',
      },
      remaining: [
        'env.production.example:9:1 GONE is listed here, and nothing reads it any more: remove it if it has no use.',
      ],
    },
    {
      name: 'what the image sets has its value there',
      files: {
        'api-rally/app/config.py': 'import os\nplaces = os.environ["SHARED_DIR"]\n',
        'api-rally/Dockerfile.prod': 'FROM python:3.12-slim\nENV SHARED_DIR=/tmp/shared\n',
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally:1
`,
      },
      findings: [
        'api-rally/app/config.py:2:10 There is no .env.production.example: 1 variable is read and listed nowhere (SHARED_DIR).',
      ],
      after: {
        '.env.production.example': `# The variables that rally reads in production.
# Copy this file to .env.production, which git ignores, fill it in, and check it with:
#   rally-ext env --check
# A variable in a comment may stay one; take away the # to set it.

# --- Rally ---

# Text, set by the image.
# Read in api-rally/app/config.py:2.
# Its value is in api-rally/Dockerfile.prod:2: one that is set here has no effect.
# SHARED_DIR=/tmp/shared
`,
      },
    },
    {
      name: 'a secret that comes from a file is written there, not here',
      files: {
        'api-rally/app/config.py': 'import os\nkey = os.environ["SIGNING_KEY"]\n',
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally:1
    environment:
      SIGNING_KEY_FILE: /run/secrets/signing_key
`,
      },
      findings: [
        'api-rally/app/config.py:2:7 There is no .env.production.example: 1 variable is read and listed nowhere (SIGNING_KEY).',
      ],
      after: {
        '.env.production.example': `# The variables that rally reads in production.
# Copy this file to .env.production, which git ignores, fill it in, and check it with:
#   rally-ext env --check
# A variable in a comment may stay one; take away the # to set it.

# --- Rally ---

# Text, from a file.
# Read in api-rally/app/config.py:2.
# Write it into the secret file signing_key (compose.prod.yml:5): one that is set here has no effect.
# SIGNING_KEY=
`,
      },
    },
    {
      name: 'an existing one keeps its order, comments and values',
      files: {
        ...small,
        '.env.production.example': `# Ours. Ask Rita before you change it!
EXTRA_SHOT_BONUS=3   # agreed in May
OLD=1
`,
      },
      findings: [
        'compose.prod.yml:3:5 TAG is read here and not listed in .env.production.example.',
        'compose.prod.yml:6:7 LIMIT is read here and not listed in .env.production.example.',
        '.env.production.example:3:1 OLD is listed here, and nothing reads it any more: remove it if it has no use.',
      ],
      after: {
        '.env.production.example': `# Ours. Ask Rita before you change it!
EXTRA_SHOT_BONUS=3   # agreed in May
OLD=1

# --- General ---

# Text, required.
# Read in compose.prod.yml:3.
TAG=

# Text, required.
# Read in compose.prod.yml:6.
# Compose asks for it, and nothing reads it.
LIMIT=
`,
      },
      remaining: [
        '.env.production.example:3:1 OLD is listed here, and nothing reads it any more: remove it if it has no use.',
      ],
    },
    {
      name: 'one that cannot be read is left alone',
      files: { ...small, '.env.production.example': 'TAG="open\nLIMIT=1\n' },
      findings: [
        'api-rally/app/config.py:2:13 EXTRA_SHOT_BONUS is read here and not listed in .env.production.example.',
        'compose.prod.yml:3:5 TAG is read here and not listed in .env.production.example.',
      ],
      refused: ['.env.production.example:1:1'],
    },
  ],
  manual: [
    {
      name: 'only what nothing reads any more is left',
      files: {
        ...small,
        '.env.production.example': 'TAG=\nEXTRA_SHOT_BONUS=1\nLIMIT=\n# GONE=1\n',
      },
      findings: [
        '.env.production.example:4:1 GONE is listed here, and nothing reads it any more: remove it if it has no use.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'nothing reads a variable',
      files: { 'api-rally/app/main.py': 'x = 1\n', 'compose.override.yml': 'services: {}\n' },
    },
  ],
});
