import { readFileSync } from 'node:fs';
import { pyproject } from '../sample.js';

type Files = Readonly<Record<string, string>>;

/** A module as it is expected to be written. */
export const expected = (name: string): string =>
  readFileSync(`test/rules/monitoring/expected/${name}`, 'utf8');

export const MAIN = 'api-rally/app/main.py';
export const main = `from fastapi import FastAPI

from app.api import router
from app.core.config import settings

app = FastAPI()
app.include_router(router, prefix=settings.API_V1_STR)


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, port=8082)
`;

/** An API with a prefix from its settings and a synchronous engine. */
export const api: Files = {
  [MAIN]: main,
  'api-rally/app/api.py': `from fastapi import APIRouter

from app.db.session import engine

router = APIRouter()


@router.get("/teams/{id}")
def team(id: int) -> int:
    return id
`,
  'api-rally/app/core/config.py': `class Settings:
    API_V1_STR: str = "/api/rally/v1"


settings = Settings()
`,
  'api-rally/app/db/session.py': `from sqlalchemy import create_engine

from app.core.config import settings

engine = create_engine(settings.URL)
`,
  'api-rally/pyproject.toml': `${pyproject}dependencies = ["fastapi", "sqlalchemy"]\n`,
};

/** The application's module with an import of `module` and a call below its last one. */
export const mainWith = (
  imported: string,
  call: string,
  below = 'config import settings',
): string =>
  main
    .replace(`${below}\n`, `${below}\nfrom app.core.${imported}\n`)
    .replace('V1_STR)\n', `V1_STR)\n${call}\n`);
