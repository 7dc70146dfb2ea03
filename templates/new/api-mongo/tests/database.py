"""The database of the tests: one of their own, on the MongoDB that the environment names."""

import os
from typing import Any

from pymongo import MongoClient

NAME = "sample_ext_test"
# Why there is no database to test with.
WHY_NONE = (
    None
    if "MONGO_PASSWORD" in os.environ
    else "set MONGO_SERVER and MONGO_PASSWORD to test with MongoDB"
)
ENVIRONMENT = {
    "MONGO_DB": NAME,
    "MONGO_SERVER": os.environ.get("MONGO_SERVER", "localhost"),
    "MONGO_PASSWORD": os.environ.get("MONGO_PASSWORD", "unused"),
}


def create() -> None:
    """Begin with nothing; MongoDB makes what is written to."""
    drop()


def drop() -> None:
    """Remove the database."""
    from app.core.config import settings

    server: MongoClient[dict[str, Any]] = MongoClient(
        host=settings.mongo_server,
        port=settings.mongo_port,
        username=settings.mongo_user,
        password=settings.mongo_password.get_secret_value(),
        authSource=settings.mongo_auth_source,
    )
    with server:
        server.drop_database(NAME)
