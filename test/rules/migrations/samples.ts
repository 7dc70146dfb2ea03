type Files = Readonly<Record<string, string>>;

const requirements = {
  'api-rally/requirements.txt': 'fastapi\nsqlalchemy\npsycopg[binary]\nalembic\n',
};

const main = `from fastapi import FastAPI

app = FastAPI()
`;

/** A synchronous engine; the schema is a setting. */
export const syncApi: Files = {
  ...requirements,
  'api-rally/app/main.py': main,
  'api-rally/app/core/config.py': `from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    SCHEMA_NAME: str = "rally_tascas"
    DATABASE_URL: str = "postgresql+psycopg://localhost/rally"


settings = Settings()
`,
  'api-rally/app/db.py': `from sqlalchemy import create_engine

from app.core.config import settings

engine = create_engine(str(settings.DATABASE_URL), pool_pre_ping=True)
`,
  'api-rally/app/models/__init__.py': 'from .base import Base\nfrom .team import Team\n',
  'api-rally/app/models/base.py': `from sqlalchemy.orm import DeclarativeBase

from app.core.config import settings


class Base(DeclarativeBase):
    __table_args__ = {"schema": settings.SCHEMA_NAME}
`,
  'api-rally/app/models/team.py': `from sqlalchemy.orm import Mapped, mapped_column

from . import Base


class Team(Base):
    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
`,
};

/** An asynchronous engine, and tables in the default schema. */
export const asyncApi: Files = {
  ...requirements,
  'api-rally/app/main.py': main,
  'api-rally/app/db.py': `import os

from sqlalchemy import Integer, Column
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import declarative_base

Base = declarative_base()
URL = os.environ["DATABASE_URL"].replace("postgres://", "postgresql+asyncpg://")
engine = create_async_engine(URL)


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
`,
};

/** The files of an Alembic environment, as other people write them. */
export const environment: Files = {
  'api-rally/alembic.ini': '[alembic]\nscript_location = alembic\n',
  'api-rally/alembic/env.py': `from alembic import context
from sqlalchemy import create_engine

from app.core.config import settings
from app.models import Base

with create_engine(settings.DATABASE_URL).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table_schema=settings.SCHEMA_NAME,
    )
    with context.begin_transaction():
        context.run_migrations()
`,
  'api-rally/alembic/script.py.mako': '${message}\n',
};

/** Two revisions, one after the other. */
export const revisions: Files = {
  'api-rally/alembic/versions/1_baseline.py': 'revision: str = "a1"\ndown_revision = None\n',
  'api-rally/alembic/versions/2_more.py': 'revision = "b2"\ndown_revision = "a1"\n',
};

/** What deploys the API, from an image that has no migrations. */
export const deployment: Files = {
  'compose.override.prod.yml': `services:
  api_rally:
    image: ghcr.io/nei/api-rally:1.0.0
    build:
      context: extensions/rally/api-rally
      dockerfile: Dockerfile.prod
    environment:
      POSTGRES_SERVER: db_pg
    depends_on:
      db_pg:
        condition: service_healthy
    networks:
      - backend
`,
  'api-rally/Dockerfile.prod': `FROM python:3.12-slim
WORKDIR /api
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY ./app ./app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8003"]
`,
};

/** The same with the migrations in the image. */
export const shipped: Files = {
  ...deployment,
  'api-rally/Dockerfile.prod': (deployment['api-rally/Dockerfile.prod'] ?? '').replace(
    'COPY ./app ./app\n',
    'COPY ./app ./app\nCOPY ./alembic ./alembic\nCOPY ./alembic.ini ./alembic.ini\n',
  ),
};
