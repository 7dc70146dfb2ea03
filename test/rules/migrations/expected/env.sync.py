"""How Alembic reaches the database: with the application's own URL, models and schema.

Only this extension's schema is compared, and the version table lives in it too: other
tables of the same database are never touched, and a schema that was dropped is built
again from the first migration on.
"""

import time
from logging.config import fileConfig
from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate import rewriter
from alembic.operations import ops

import app.models.team  # noqa: F401
from app.core.config import settings
from app.models.base import Base

SCHEMA = settings.SCHEMA_NAME
VERSION_TABLE = "alembic_version"
target_metadata = Base.metadata

# Migrations of this extension wait for each other, by a lock of this number.
LOCK_NUMBER = 1797208084
LOCK_WAIT_SECONDS = 600
# A migration that cannot have a table gives up: every query would wait behind it.
LOCK_TIMEOUT = "10s"


def include_name(name: Any, type_: str, parents: Any) -> bool:
    """Say what of the database is looked at."""
    return name == SCHEMA if type_ == "schema" else True


def include_object(item: Any, name: Any, type_: str, reflected: bool, _: Any) -> bool:
    """Leave out models of tables that are not this extension's."""
    return item.schema == SCHEMA if type_ == "table" else True


# Alembic itself neither creates PostgreSQL's enum types with a new column nor drops them
# with a table: here autogenerate writes statements of their own for that.
directives = rewriter.Rewriter()


def enum_of(type_: Any) -> Any:
    """Return the named enum type that a column's type is or has in an array."""
    inner = getattr(type_, "item_type", type_)
    return inner if isinstance(inner, sa.Enum) and inner.native_enum else None


def quoted(migration: Any, enum: Any) -> str:
    """Return an enum type's name as SQL, with its schema."""
    return str(migration.dialect.identifier_preparer.format_type(enum))


def guarded(statement: str, condition: str) -> Any:
    """Return an operation that does nothing under an error condition of PostgreSQL."""
    body = f"BEGIN {statement}; EXCEPTION WHEN {condition} THEN NULL; END"
    return ops.ExecuteSQLOp(f"DO $$ {body} $$".replace(":", "\\:"))


def create_enums(migration: Any, types: Any) -> list[Any]:
    """Return operations that create the enum types among the types of columns."""
    enums = {quoted(migration, enum): enum for enum in map(enum_of, types) if enum}
    literals = {
        name: ", ".join("'" + each.replace("'", "''") + "'" for each in enum.enums)
        for name, enum in enums.items()
    }
    return [
        guarded(f"CREATE TYPE {name} AS ENUM ({values})", "duplicate_object")
        for name, values in literals.items()
    ]


def drop_enums(migration: Any, types: Any) -> list[Any]:
    """Return operations that drop those enum types, unless something else uses them."""
    names = {quoted(migration, enum) for enum in map(enum_of, types) if enum}
    condition = "dependent_objects_still_exist OR undefined_object"
    return [guarded(f"DROP TYPE {name}", condition) for name in sorted(names)]


@directives.rewrites(ops.CreateTableOp)
def create_table(migration: Any, revision: Any, op: Any) -> Any:
    """Create a table's enum types before it."""
    types = [item.type for item in op.columns if isinstance(item, sa.Column)]
    return [*create_enums(migration, types), op]


@directives.rewrites(ops.AddColumnOp)
def add_column(migration: Any, revision: Any, op: Any) -> Any:
    """Create a column's enum type before it."""
    return [*create_enums(migration, [op.column.type]), op]


@directives.rewrites(ops.AlterColumnOp)
def alter_column(migration: Any, revision: Any, op: Any) -> Any:
    """Create the enum type that a column is changed to."""
    return [*create_enums(migration, [op.modify_type]), op]


@directives.rewrites(ops.DropTableOp)
def drop_table(migration: Any, revision: Any, op: Any) -> Any:
    """Drop a table's enum types after it."""
    types = [column.type for column in op.to_table().columns]
    return [op, *drop_enums(migration, types)]


@directives.rewrites(ops.DropColumnOp)
def drop_column(migration: Any, revision: Any, op: Any) -> Any:
    """Drop a column's enum type after it."""
    return [op, *drop_enums(migration, [op.to_column().type])]


def render_item(type_: str, item: Any, autogenerate: Any) -> Any:
    """Write enum types so that a table does not create them a second time."""
    module = type(item).__module__
    if type_ == "type" and not module.startswith("sqlalchemy."):
        # A type of the application's or of another library: its full name is written.
        autogenerate.imports.add(f"import {module}")
    if type_ != "type" or enum_of(item) is not item:
        return False
    autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
    schema = f", schema={item.schema!r}" if item.schema else ""
    values = ", ".join(map(repr, item.enums))
    return f"postgresql.ENUM({values}, name={item.name!r}{schema}, create_type=False)"


def configure(**how: Any) -> None:
    """Tell Alembic how tables are compared and where their version is kept."""
    context.configure(
        target_metadata=target_metadata,
        include_schemas=True,
        include_name=include_name,
        include_object=include_object,
        version_table=VERSION_TABLE,
        version_table_schema=SCHEMA,
        compare_type=True,
        compare_server_default=True,
        process_revision_directives=directives,
        render_item=render_item,
        **how,
    )


def run_migrations() -> None:
    """Run what the command asks for, in one transaction: all of it, or nothing."""
    with context.begin_transaction():
        context.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
        # Asked first: IF NOT EXISTS wants the right to create one even if it is there.
        missing = f"to_regnamespace('\"{SCHEMA}\"') IS NULL"
        create = f'IF {missing} THEN CREATE SCHEMA "{SCHEMA}"; END IF'
        context.execute(f"DO $$ BEGIN {create}; END $$")
        context.run_migrations()


def take_turn(connection: Any) -> None:
    """Wait until no other process migrates this extension.

    The lock ends with the connection. Asking again and again holds no transaction open:
    CREATE INDEX CONCURRENTLY in the other process would wait for that.
    """
    deadline = time.monotonic() + LOCK_WAIT_SECONDS
    lock = sa.select(sa.func.pg_try_advisory_lock(LOCK_NUMBER))
    while not connection.scalar(lock):
        if time.monotonic() > deadline:
            raise TimeoutError("another process has been migrating for too long")
        connection.rollback()
        time.sleep(0.5)
    connection.commit()


def migrate(connection: Any) -> None:
    """Migrate over a connection, one process after the other."""
    take_turn(connection)
    # The schema may be first in the search path; it is compared by its name all the same.
    connection.dialect.default_schema_name = None
    configure(connection=connection)
    run_migrations()


def database_url() -> Any:
    """Return the application's URL, or that of `alembic -x url=...` with its driver."""
    url = sa.engine.make_url(str(settings.DATABASE_URL))
    given = context.get_x_argument(as_dictionary=True).get("url")
    return sa.engine.make_url(given).set(drivername=url.drivername) if given else url


def migrate_online() -> None:
    """Migrate over a connection of its own."""
    engine = sa.create_engine(database_url(), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        migrate(connection)


if context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)

if context.is_offline_mode():
    configure(dialect_name="postgresql", literal_binds=True)
    run_migrations()
else:
    migrate_online()
