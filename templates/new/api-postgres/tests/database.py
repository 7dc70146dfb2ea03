"""The database of the tests: one of their own, on the PostgreSQL that the environment names."""

import os

import psycopg
from alembic import command
from alembic.config import Config

NAME = "sample_ext_test"
# Why there is no database to test with.
WHY_NONE = (
    None
    if "POSTGRES_PASSWORD" in os.environ
    else "set POSTGRES_SERVER and POSTGRES_PASSWORD to test with PostgreSQL"
)
ENVIRONMENT = {
    "POSTGRES_DB": NAME,
    "POSTGRES_SERVER": os.environ.get("POSTGRES_SERVER", "localhost"),
    "POSTGRES_PASSWORD": os.environ.get("POSTGRES_PASSWORD", "unused"),
}


def create() -> None:
    """Make the database and, by the migrations, its tables."""
    execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    command.upgrade(Config("alembic.ini"), "head")


def drop() -> None:
    """Remove the database."""
    execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def execute(*statements: str) -> None:
    """Run statements on the server, outside of the database."""
    from app.core.config import settings

    url = settings.database_url.set(drivername="postgresql", database="postgres")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())
