"""What the tests share."""

import os
from collections.abc import Iterator

import pytest

from tests import database, tokens

# Before the application is imported, which reads them.
os.environ.update(database.ENVIRONMENT)
os.environ["JWT_PUBLIC_KEY_PATH"] = str(tokens.public_key_file)

from fastapi.testclient import TestClient  # noqa: E402

from app.core.auth import MANAGER  # noqa: E402
from app.core.config import API_PREFIX  # noqa: E402
from app.main import app  # noqa: E402


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """Return a client of the running application, whether there is a database or not."""
    with TestClient(app, base_url=f"http://test{API_PREFIX}") as running:
        yield running


@pytest.fixture
def manager() -> tokens.Headers:
    """Return the headers of a request by somebody who manages the extension."""
    return tokens.headers(scopes=[MANAGER])


@pytest.fixture(scope="session")
def tables() -> Iterator[None]:
    """Make a database for the tests, and remove it afterwards."""
    if database.WHY_NONE:
        pytest.skip(database.WHY_NONE)
    database.create()
    yield
    database.drop()


@pytest.fixture
def board(tables: None, client: TestClient, manager: tokens.Headers) -> TestClient:
    """Return a client of an application whose board is empty."""
    for notice in client.get("/notices").json():
        client.delete(f"/notices/{notice['id']}", headers=manager)
    return client
