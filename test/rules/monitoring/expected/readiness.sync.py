"""Readiness: can this process do its work now, or does something it needs not answer?

For load balancers, monitoring and people. The container's healthcheck asks the liveness
endpoint instead: a database that is down is no reason to restart an API that is fine.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db.session import engine

TIMEOUT_SECONDS = 2

readiness_router = APIRouter()
logger = logging.getLogger(__name__)
# Its own: a database that hangs must not take threads from the requests.
thread = ThreadPoolExecutor(max_workers=1)


@readiness_router.get("/ready", include_in_schema=False)
async def ready() -> JSONResponse:
    """Answer 200 where all that is needed answers in time, else 503; logs say why."""
    tasks = {
        "database": asyncio.ensure_future(ask_database()),
    }
    await asyncio.wait(tasks.values(), timeout=TIMEOUT_SECONDS)
    answers = {name: has_answered(name, task) for name, task in tasks.items()}
    is_ready = all(answers.values())
    content = {
        "status": "ready" if is_ready else "not ready",
        "checks": {name: "ok" if fine else "failed" for name, fine in answers.items()},
    }
    return JSONResponse(content, status_code=200 if is_ready else 503)


def has_answered(name: str, task: Any) -> bool:
    """Say whether a question was answered; one that was not is given up."""
    if not task.done():
        task.cancel()
        logger.warning("readiness: %s gave no answer in time", name)
        return False
    error = task.exception()
    if error is not None:
        logger.warning("readiness: %s failed with %s", name, type(error).__name__)
    return error is None


async def ask_database() -> None:
    """Ask the database for a number, over the application's own pool."""
    try:
        await in_thread()
    except DBAPIError:
        # The pooled connection was from before a restart; the pool has dropped it now.
        await in_thread()


async def in_thread() -> None:
    """Ask once, in the thread that may wait."""
    await asyncio.get_running_loop().run_in_executor(thread, select_one)


def select_one() -> None:
    """Ask once; waits."""
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
