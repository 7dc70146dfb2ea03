type Files = Readonly<Record<string, string>>;

export interface AppKind {
  readonly isAsync: boolean;
  /** The schema, as a setting; undefined for the default one. */
  readonly schema: string | undefined;
}

/** A small application with enums, indexes, foreign keys and server defaults. */
export function migrationApp(kind: AppKind): Files {
  return {
    'manifest.json': '{ "name": "quiz", "version": "1.0.0" }\n',
    'api-quiz/requirements.txt': 'sqlalchemy\npsycopg\nasyncpg\nalembic\n',
    'api-quiz/app/__init__.py': '',
    'api-quiz/app/config.py': `import os


class Settings:
    DATABASE_URL: str = os.environ["DATABASE_URL"]
    SCHEMA_NAME: str = "${kind.schema ?? ''}"


settings = Settings()
`,
    'api-quiz/app/db.py': kind.isAsync
      ? `from sqlalchemy.ext.asyncio import create_async_engine

from .config import settings

engine = create_async_engine(settings.DATABASE_URL)
`
      : `from sqlalchemy import create_engine

from .config import settings

engine = create_engine(settings.DATABASE_URL)
`,
    'api-quiz/app/base.py': `from sqlalchemy.orm import DeclarativeBase

from .config import settings


class Base(DeclarativeBase):
    ${kind.schema === undefined ? 'pass' : '__table_args__ = {"schema": settings.SCHEMA_NAME}'}
`,
    'api-quiz/app/models.py': models(kind),
  };
}

/** What a path below the schema is called in a foreign key. */
const prefix = ({ schema }: AppKind): string => (schema === undefined ? '' : `${schema}.`);

function models(kind: AppKind): string {
  return `import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class State(enum.Enum):
    open = "open"
    closed = "closed"


class Level(enum.Enum):
    easy = "easy"
    hard = "hard"


class Trimmed(sa.TypeDecorator):
    impl = sa.String
    cache_ok = True


class Team(Base):
    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True, index=True)
    state: Mapped[State] = mapped_column(server_default="open")
    points: Mapped[int] = mapped_column(server_default="0")
    nick: Mapped[str] = mapped_column(Trimmed(20))
    created: Mapped[object] = mapped_column(sa.DateTime, server_default=sa.func.now())


class Member(Base):
    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("${prefix(kind)}teams.id"), index=True)
    state: Mapped[State]
    email: Mapped[str] = mapped_column(sa.String(80))
`;
}

/** The same models after a change: a new table, column and enum, a wider text, a column gone. */
export function changedModels(kind: AppKind): string {
  return models(kind)
    .replace('    points: Mapped[int] = mapped_column(server_default="0")\n', '')
    .replace('sa.String(80)', 'sa.String(120), server_default="none"')
    .concat(`    level: Mapped[Level] = mapped_column(server_default="easy")


class Answer(Base):
    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("${prefix(kind)}members.id"))
    levels: Mapped[list] = mapped_column(sa.ARRAY(sa.Enum(Level)))
`);
}

/** Makes all tables without Alembic, as applications do when they start. */
export const createAll = `import sqlalchemy as sa

from app import models
from app.config import settings

engine = sa.create_engine(settings.DATABASE_URL.replace("+asyncpg", "+psycopg"))
with engine.begin() as connection:
    if settings.SCHEMA_NAME:
        connection.execute(sa.schema.CreateSchema(settings.SCHEMA_NAME))
    models.Base.metadata.create_all(connection)
`;
