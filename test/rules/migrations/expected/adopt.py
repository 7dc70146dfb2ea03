"""Let Alembic take over a database whose tables were made without it.

Run it in the API's directory, or in its container, before `alembic upgrade head`:

    python alembic/adopt.py

* no tables or no migrations yet, or Alembic has a version already: nothing to do
* tables that are exactly what the models say: they get the newest version's stamp
* tables that differ: stops, changes nothing, and prints what would make them equal
"""

import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

INI = Path(__file__).resolve().parent.parent / "alembic.ini"
DIFFERENT = """\
The tables in the database are not what the models say, so nothing was changed.
What would make them equal (write it into a migration, or correct the models):
"""


def main() -> int:
    """Look at the database and stamp it where that is right; return the exit code."""
    config = Config(str(INI))
    script = ScriptDirectory.from_config(config)
    if not script.get_heads():
        return 0
    state = {"stamp": False, "differences": ""}

    def look(revision: Any, migration: Any) -> list[Any]:
        metadata = migration.opts["target_metadata"]
        schema = migration.version_table_schema
        present = set(sa.inspect(migration.connection).get_table_names(schema=schema))
        tables = metadata.tables.values()
        own = {table.name for table in tables if table.schema == schema}
        if not revision and present & own:
            needed = produce_migrations(migration, metadata).upgrade_ops
            state["stamp"] = needed.is_empty()
            if not needed.is_empty():
                state["differences"] = render_python_code(needed)
        return []

    with EnvironmentContext(config, script, fn=look, dont_mutate=True):
        script.run_env()
    if state["differences"]:
        print(f"{DIFFERENT}\n    {state['differences']}", file=sys.stderr)
        return 1
    if state["stamp"]:
        print("The tables are what the models say: Alembic takes over from here.")
        command.stamp(config, "head")
    return 0


if __name__ == "__main__":
    sys.exit(main())
