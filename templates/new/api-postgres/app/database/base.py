"""What all models share: one schema, of this extension alone, and names for constraints."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from app.core.config import DATABASE_SCHEMA


class Base(DeclarativeBase):
    """The base of all models."""

    metadata = MetaData(
        schema=DATABASE_SCHEMA,
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
