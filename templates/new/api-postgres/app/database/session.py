"""Connections to the database."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.core.config import settings

# A connection that broke while it lay idle is noticed and replaced.
engine = create_async_engine(settings.database_url, pool_pre_ping=True)
new_session = async_sessionmaker(engine, expire_on_commit=False)


async def get_session() -> AsyncIterator[AsyncSession]:
    """Give a request its session; what it does not commit is taken back."""
    async with new_session() as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session)]
