"""Who may change the board, by what the token says."""

from time import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi.testclient import TestClient

from app.core.auth import ADMIN, MANAGER
from tests import tokens

SOMEBODY = ec.generate_private_key(ec.SECP521R1())
NOWHERE = "/notices/00000000-0000-0000-0000-000000000000"


def test_nobody_is_asked_to_sign_in(client: TestClient) -> None:
    """No token at all."""
    response = client.delete(NOWHERE)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer nonsense"},
        tokens.headers(scopes=[MANAGER], exp=time() - 1),
        tokens.headers(scopes=[MANAGER], exp=None),
        tokens.headers(SOMEBODY, scopes=[MANAGER]),
        tokens.headers("a secret of thirty-two characters", "HS256", scopes=[MANAGER]),
        tokens.headers(None, "none", scopes=[MANAGER]),
        tokens.headers(scopes=None),
    ],
    ids=["garbage", "expired", "eternal", "other key", "HS256", "unsigned", "refresh token"],
)
def test_a_token_that_does_not_count(client: TestClient, headers: tokens.Headers) -> None:
    """Tokens that the Platform did not give, or not for this."""
    response = client.delete(NOWHERE, headers=headers)
    assert (response.status_code, response.json()) == (401, {"detail": "The token is not valid"})


def test_without_the_scope(client: TestClient) -> None:
    """Signed in, but not a manager."""
    response = client.delete(NOWHERE, headers=tokens.headers(scopes=["default"]))
    assert response.status_code == 403
    assert response.json() == {"detail": f'The scope "{MANAGER}" is missing'}


@pytest.mark.parametrize("scope", [MANAGER, ADMIN])
def test_with_the_scope(board: TestClient, scope: str) -> None:
    """Those who may come as far as the board."""
    response = board.delete(NOWHERE, headers=tokens.headers(scopes=[scope]))
    assert (response.status_code, response.json()) == (404, {"detail": "There is no such notice"})
