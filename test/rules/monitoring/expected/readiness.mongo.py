"""Readiness: can this process do its work now, or does something it needs not answer?

For load balancers, monitoring and people. The container's healthcheck asks the liveness
endpoint instead: a database that is down is no reason to restart an API that is fine.
"""

import asyncio
import logging
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from db import get_db

TIMEOUT_SECONDS = 2

readiness_router = APIRouter()
logger = logging.getLogger(__name__)


@readiness_router.get("/ready", include_in_schema=False)
async def ready(mongo: Any = Depends(get_db)) -> JSONResponse:
    """Answer 200 where all that is needed answers in time, else 503; logs say why."""
    tasks = {
        "mongo": asyncio.ensure_future(ask_mongo(mongo)),
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


async def ask_mongo(mongo: Any) -> None:
    """Ask the database for nothing but an answer."""
    await mongo.command("ping")
