// The sample extension grown to the size of a real one (Rally when its readiness was analysed: 83
// Python modules with 216 KB, 7 workflows with 44 KB, 162 files of the web client).
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SUBJECTS =
  'team draw prize seller buyer round stand scanner payment badge notice report'.split(' ');
const WORKFLOWS = 'api-tests web-tests lint coverage sonar images preview'.split(' ');
const WEB_FILES = 150;

/** Copies `examples/tombola` to `directory` and adds to it what a real extension has more. */
export function makeRallySized(directory) {
  cpSync('examples/tombola', directory, { recursive: true });
  const write = (path, text) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  const app = 'api-tombola/app';
  write(`${app}/core/config.py`, settings());
  write(`${app}/main.py`, main());
  write(`${app}/db/base.py`, base);
  write(`${app}/db/session.py`, session);
  write(`${app}/api/api.py`, routers());
  for (const folder of ['db', 'models', 'schemas', 'crud', 'services'])
    write(`${app}/${folder}/__init__.py`, '');
  for (const name of SUBJECTS) {
    write(`${app}/models/${name}.py`, model(name));
    write(`${app}/schemas/${name}.py`, schema(name));
    write(`${app}/crud/crud_${name}.py`, functions(name, 'db.query', 12));
    write(`${app}/services/${name}_service.py`, functions(name, 'crud.list', 14));
    write(`${app}/api/${name}.py`, router(name));
    write(`${app}/tests/test_${name}.py`, functions(name, 'client.get', 14));
  }
  for (const name of WORKFLOWS) write(`.github/workflows/${name}.yml`, workflow(name));
  for (let index = 0; index < WEB_FILES; index += 1) {
    write(`web-tombola/src/parts/part-${index}.ts`, `export const part${index} = ${index};\n`);
  }
}

const repeat = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');
const title = (name) => name[0].toUpperCase() + name.slice(1);

const base = `from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass
`;

const session = `from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from app.core.config import settings

engine = create_engine(settings.DATABASE_URI, pool_pre_ping=True)
SessionLocal = sessionmaker(bind=engine, autoflush=False)


def get_db():
    with SessionLocal() as db:
        yield db
`;

const settings = () => `import os

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    API_V1_STR: str = "/api/tombola/v1"
    TICKET_LIMIT: int = int(os.getenv("TICKET_LIMIT", "10"))
    SECRET_KEY: str = os.getenv("SECRET_KEY", "changethis")
    DATABASE_URI: str = "postgresql://" + os.getenv("POSTGRES_SERVER", "localhost") + "/tombola"
${repeat(16, (index) => `    LIMIT_${index}: int = ${index}\n`)}

settings = Settings()
`;

const main = () => `from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api.api import api_router
from app.core.config import settings
from app.db.base import Base
from app.db.session import engine


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(bind=engine)
    yield


app = FastAPI(title="Tombola API", lifespan=lifespan)
app.include_router(api_router, prefix=settings.API_V1_STR)
`;

const routers = () => `from fastapi import APIRouter

from app.api import tickets, ${SUBJECTS.join(', ')}

api_router = APIRouter()
api_router.include_router(tickets.router)
${repeat(SUBJECTS.length, (index) => `api_router.include_router(${SUBJECTS[index]}.router, prefix="/${SUBJECTS[index]}")\n`)}`;

const router = (name) => `from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from app.crud import crud_${name}
from app.db.session import get_db
from app.schemas.${name} import ${title(name)}Schema

router = APIRouter(tags=["${name}"])

${repeat(
  10,
  (index) => `
@router.get("/view-${index}", response_model=list[${title(name)}Schema])
def view_${index}(limit: int, db: Annotated[Session, Depends(get_db)]):
    """Everything that is shown in view ${index} of a ${name}."""
    found = crud_${name}.step_${index}(db, limit)
    if not found:
        raise HTTPException(status_code=404, detail="nothing in view ${index}")
    return [entry for entry in found if entry.amount >= ${index}]

`,
)}`;

const model = (name) => `from sqlalchemy import Boolean, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base


class ${title(name)}(Base):
    """A ${name} of the tombola."""

    __tablename__ = "${name}s"
    __table_args__ = {"schema": "tombola"}

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
${repeat(14, (index) => `    field_${index}: Mapped[str] = mapped_column(String(${100 + index}), default="none")\n`)}
    @property
    def label(self) -> str:
        return f"{self.field_0} {self.field_1}"
`;

const schema = (name) => `from pydantic import BaseModel


class ${title(name)}Schema(BaseModel):
    id: int
    amount: int
${repeat(14, (index) => `    field_${index}: str | None = None\n`)}`;

const functions = (name, call, count) => `"""What is done with each ${name}."""
${repeat(
  count,
  (index) => `

def step_${index}(db, limit: int = 100):
    """Step ${index}: the entries that are open, the newest first."""
    entries = [entry for entry in ${call}("${name}") if entry.amount > ${index} * limit]
    total = sum(entry.amount for entry in entries)
    if total > 1000 and len(entries) < limit:
        return sorted(entries, key=lambda entry: entry.amount, reverse=True)[:limit]
    return entries
`,
)}`;

const workflow = (name) => `name: ${name}

on:
  push:
    branches: [ main ]
    paths:
      - 'api-tombola/**'
  pull_request:
    branches: [ main ]

jobs:
${repeat(
  6,
  (index) => `  job-${index}:
    name: Job ${index}
    runs-on: ubuntu-latest
    env:
      POSTGRES_SERVER: localhost
      STAGE: '${index}'
    steps:
      - name: Check out
        uses: actions/checkout@v4
      - name: Python
        uses: actions/setup-python@v5
        with:
          python-version: '3.12'
          cache: pip
      - name: Install  # with what the tests need
        working-directory: api-tombola
        run: |
          python -m pip install --upgrade pip
          pip install poetry
          poetry install --no-interaction --with dev
      - name: Run
        if: \${{ github.event_name == 'push' || github.event.pull_request.draft == false }}
        working-directory: api-tombola
        run: poetry run pytest --cov=app --cov-report=xml -q tests/part_${index}
      - name: Keep the report
        uses: actions/upload-artifact@v4
        with:
          name: report-${index}
          path: api-tombola/coverage.xml

`,
)}`;
