"""Logs as JSON lines, each with the id of the request it belongs to.

LOG_FORMAT=json switches it on; otherwise logs look as they did. The id is that of the
X-Request-ID header, or a new one, and goes back in the response.
"""

import json
import logging
import os
import re
import sys
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from loguru import logger
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

IS_JSON = os.environ.get("LOG_FORMAT", "text").lower() == "json"
LEVEL = os.environ.get("LOG_LEVEL", "INFO").upper()
HEADER = "X-Request-ID"
REQUEST_ID = ContextVar("request_id", default="")
# What every record has; all else was given by who logged.
KNOWN = {*vars(logging.makeLogRecord({})), "message", "asctime", "color_message"}


def add_structured_logging(app: FastAPI) -> None:
    """Give every request an id, and write JSON lines if that is wanted."""
    configure()
    app.add_middleware(RequestId)


def configure(*, is_started: bool = False) -> None:
    """Make every log that goes to the terminal one of JSON lines."""
    if not IS_JSON:
        return
    logger.remove()
    # Without the values of variables, which a traceback would show otherwise.
    logger.add(write_loguru, level=LEVEL, format="{message}", diagnose=False)
    names = list(logging.root.manager.loggerDict)
    loggers = [logging.root, *map(logging.getLogger, names)]
    handlers = [handler for each in loggers for handler in each.handlers]
    # Before that, the application may want to add one itself: basicConfig does so once.
    if is_started and not logging.root.handlers:
        handlers.append(logging.StreamHandler(sys.stdout))
        logging.root.addHandler(handlers[-1])
    for handler in handlers:
        is_file = isinstance(handler, logging.FileHandler)
        if isinstance(handler, logging.StreamHandler) and not is_file:
            handler.setFormatter(JsonFormatter())


class JsonFormatter(logging.Formatter):
    """Formats a record of the standard library as one JSON line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        exception = None
        if record.exc_info:
            exception = self.formatException(record.exc_info)
        return line(
            {key: value for key, value in vars(record).items() if key not in KNOWN},
            time=datetime.fromtimestamp(record.created).astimezone(),
            level=record.levelname,
            logger=record.name,
            message=record.getMessage(),
            exception=exception,
        )


def write_loguru(message: Any) -> None:
    """Write a message of loguru as one JSON line."""
    record = message.record
    text = line(
        record["extra"],
        time=record["time"],
        level=record["level"].name,
        logger=record["name"],
        message=record["message"],
        # The text is the message, and below it the traceback.
        exception=str(message)[len(record["message"]) :].strip() or None,
    )
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def line(given: Any, *, time: datetime, **fields: Any) -> str:
    """Return a JSON object on one line; what who logs gives cannot replace the rest."""
    fields = {
        "time": time.isoformat(timespec="milliseconds"),
        **fields,
        "request_id": REQUEST_ID.get() or None,
    }
    others = {key: value for key, value in given.items() if key not in fields}
    present = {key: value for key, value in fields.items() if value is not None}
    return json.dumps({**present, **others}, default=str, ensure_ascii=False)


class RequestId:
    """ASGI middleware: an id for each request, and JSON lines again after start-up."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; what it logs on the way carries the id."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, configuring(send))
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        # Whatever a client sends ends up in logs: only what looks like an id is taken.
        is_id = re.fullmatch(r"[\w.:+/=-]{1,128}", given)
        request_id = given if is_id else str(uuid4())
        # Not reset: the server logs an unhandled exception when this has ended.
        REQUEST_ID.set(request_id)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                MutableHeaders(scope=message).setdefault(HEADER, request_id)
            await send(message)

        await self.app(scope, receive, answer)


def configuring(send: Send) -> Send:
    """Configure again after start-up: the application may set up logging itself."""

    async def watch(message: Message) -> None:
        if message["type"] == "lifespan.startup.complete":
            configure(is_started=True)
        await send(message)

    return watch
