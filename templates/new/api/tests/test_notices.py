"""The board, with the real database behind it."""

import pytest
from fastapi.testclient import TestClient

from tests.tokens import Headers


def test_what_is_put_up_is_read_by_everybody(board: TestClient, manager: Headers) -> None:
    """A notice, from the request to the board."""
    new = {"title": "  Dinner ", "body": "On Friday."}
    response = board.post("/notices", json=new, headers=manager)
    notice = response.json()
    assert response.status_code == 201
    assert (notice["title"], notice["body"]) == ("Dinner", "On Friday.")
    assert notice["author"] == "Ana Reis"
    assert board.get("/notices").json() == [notice]


def test_the_newest_is_first(board: TestClient, manager: Headers) -> None:
    """Three notices."""
    for title in ["one", "two", "three"]:
        board.post("/notices", json={"title": title}, headers=manager)
    titles = [notice["title"] for notice in board.get("/notices").json()]
    assert titles == ["three", "two", "one"]


def test_what_is_taken_down_is_gone(board: TestClient, manager: Headers) -> None:
    """Once; the second time it is not there."""
    notice = board.post("/notices", json={"title": "Dinner"}, headers=manager).json()
    path = f"/notices/{notice['id']}"
    assert board.delete(path, headers=manager).status_code == 204
    assert board.delete(path, headers=manager).status_code == 404
    assert board.get("/notices").json() == []


@pytest.mark.parametrize("title", ["", "  ", "x" * 81])
def test_a_title_that_is_none(client: TestClient, manager: Headers, title: str) -> None:
    """Empty, or too long for the board."""
    response = client.post("/notices", json={"title": title}, headers=manager)
    assert response.status_code == 422
