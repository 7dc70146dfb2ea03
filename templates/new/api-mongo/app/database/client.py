"""Connections to the database."""

from typing import Annotated, Any

from fastapi import Depends
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from app.core.config import settings

# Connects when it is first used, and gives up on a database that does not answer.
client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
    host=settings.mongo_server,
    port=settings.mongo_port,
    username=settings.mongo_user,
    password=settings.mongo_password.get_secret_value(),
    authSource=settings.mongo_auth_source,
    serverSelectionTimeoutMS=5000,
    uuidRepresentation="standard",
    tz_aware=True,
)


def get_database() -> AsyncDatabase[dict[str, Any]]:
    """Return the extension's database."""
    return client[settings.mongo_db]


Database = Annotated[AsyncDatabase[dict[str, Any]], Depends(get_database)]
