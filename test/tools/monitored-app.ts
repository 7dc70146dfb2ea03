type Files = Readonly<Record<string, string>>;

export interface MonitoredKind {
  readonly isAsync: boolean;
  readonly isLoguru: boolean;
}

/** A small deployed API with a database, which logs each request and can be made to fail. */
export function monitoredApp({ isAsync, isLoguru }: MonitoredKind): Files {
  const log = isLoguru ? 'logger.bind(team=id).info("team {}", id)' : 'logger.info("team %s", id)';
  return {
    'manifest.json': '{ "name": "quiz", "version": "1.4.0" }\n',
    'compose.prod.yml': `services:
  api_quiz:
    image: ghcr.io/example/api-quiz
    build: ./api-quiz
`,
    'api-quiz/Dockerfile': `FROM python:3.12-slim
COPY ./app ./app
EXPOSE 8010
CMD ["gunicorn", "app.main:app", "-k", "uvicorn.workers.UvicornWorker", "-b", "0.0.0.0:8010"]
`,
    'api-quiz/pyproject.toml': '[project]\nname = "api-quiz"\ndependencies = ["fastapi"]\n',
    'api-quiz/app/__init__.py': '',
    'api-quiz/app/core/__init__.py': '',
    'api-quiz/app/core/config.py': `import os


class Settings:
    DATABASE_URL: str = os.environ["DATABASE_URL"]
    API_V1_STR: str = "/api/quiz/v1"


settings = Settings()
`,
    'api-quiz/app/core/logging.py': isLoguru ? LOGURU : STANDARD,
    'api-quiz/app/db.py': isAsync
      ? `from sqlalchemy.ext.asyncio import create_async_engine

from app.core.config import settings

engine = create_async_engine(settings.DATABASE_URL)
`
      : `from sqlalchemy import create_engine

from app.core.config import settings

engine = create_engine(settings.DATABASE_URL)
`,
    'api-quiz/app/api.py': `from fastapi import APIRouter

from app.core.logging import logger
from app.db import engine

router = APIRouter()


@router.get("/teams/{id}")
def team(id: int) -> dict[str, str]:
    ${log}
    if id == 0:
        raise RuntimeError("no such team")
    return {"engine": engine.dialect.name}
`,
    'api-quiz/app/main.py': `from fastapi import FastAPI

from app.api import router
from app.core.config import settings
from app.core.logging import init_logging

app = FastAPI(on_startup=[init_logging])
app.include_router(router, prefix=settings.API_V1_STR)
`,
  };
}

const STANDARD = `import logging

logger = logging.getLogger("quiz")


def init_logging() -> None:
    logging.basicConfig(level="INFO")
`;

const LOGURU = `import sys

from loguru import logger


def init_logging() -> None:
    logger.configure(handlers=[{"sink": sys.stdout, "level": "DEBUG"}])
`;
