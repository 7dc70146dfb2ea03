"""Prometheus metrics at /metrics: requests, their latency by route, what is running.

The path is at the root: the proxy forwards only what is below the API's prefix, so that
/metrics is read from inside the container network only. Several workers share their
numbers through files in PROMETHEUS_MULTIPROC_DIR; without it, each tells only its own.
"""

import os
import time
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MULTIPROC_DIR = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
if MULTIPROC_DIR:
    Path(MULTIPROC_DIR).mkdir(parents=True, exist_ok=True)

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
REQUESTS = Counter(
    "http_requests_total",
    "Requests that were answered.",
    ["method", "route", "status"],
)
DURATION = Histogram(
    "http_request_duration_seconds",
    "Time until a request was answered completely.",
    ["method", "route"],
)
BUILD = Gauge(
    "build_info",
    "Always 1; the labels say what is running.",
    ["service", "version"],
    multiprocess_mode="max",
)


def add_metrics(app: FastAPI) -> None:
    """Measure every request of an application and serve the numbers at /metrics."""
    BUILD.labels("rally", "1.2.0").set(1)
    app.add_middleware(MeasureRequests)
    app.add_api_route("/metrics", metrics, include_in_schema=False)


async def metrics() -> Response:
    """Answer in Prometheus' text format."""
    return Response(generate_latest(registry()), media_type=CONTENT_TYPE_LATEST)


def registry() -> CollectorRegistry:
    """Return what is to be told: of this process, or of all workers together."""
    if not MULTIPROC_DIR:
        return REGISTRY
    together = CollectorRegistry()
    collector: Any = MultiProcessCollector
    collector(together)
    # Of the workers' parent: it starts with the container, while workers come and go.
    ProcessCollector(pid=os.getppid, registry=together)
    return together


class MeasureRequests:
    """ASGI middleware that counts and times; it changes nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and measure it, also where it fails."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # An exception that nobody handles is answered further out, with this status.
        status = 500
        mounted_at = scope.get("root_path", "")
        start = time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            route = route_of(scope, mounted_at)
            REQUESTS.labels(method, route, str(status)).inc()
            DURATION.labels(method, route).observe(time.perf_counter() - start)


def route_of(scope: Scope, mounted_at: str) -> str:
    """Return a route as it is declared, `/teams/{id}`: of paths there is no end."""
    mount = scope.get("root_path", "")[len(mounted_at) :]
    if mount:
        return f"{mount}/*"
    # Newer releases of FastAPI keep a router's prefix apart, old ones no route at all.
    details = scope.get("fastapi") or {}
    route = details.get("effective_route_context") or scope.get("route")
    if route is None and "endpoint" in scope:
        routes = scope["app"].routes
        by_endpoint = {getattr(each, "endpoint", None): each for each in routes}
        route = by_endpoint.get(scope["endpoint"])
    return str(getattr(route, "path", "none"))
