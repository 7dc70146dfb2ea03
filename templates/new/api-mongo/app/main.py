"""The application: what uvicorn serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.core.config import API_PREFIX
from app.database.client import client
from app.notices.router import router as notices


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Close the connections to the database when the application ends."""
    yield
    await client.close()


# Only what is below the prefix is reached from outside.
app = FastAPI(
    title="Sample Extension",
    version="0.1.0",
    docs_url=f"{API_PREFIX}/docs",
    redoc_url=None,
    openapi_url=f"{API_PREFIX}/openapi.json",
    # The names of the functions are what the web client calls the operations.
    generate_unique_id_function=lambda route: route.name,
    lifespan=lifespan,
)
app.include_router(notices, prefix=API_PREFIX)
