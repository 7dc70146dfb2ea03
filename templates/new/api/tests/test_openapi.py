"""The web client is made from openapi.json.

After a change of the API: python -m app.openapi ../web-sample-ext/openapi.json
"""

from pathlib import Path

from app.openapi import document

FILE = Path(__file__).parents[2] / "web-sample-ext/openapi.json"


def test_openapi_json_is_up_to_date() -> None:
    """The file in the repository is what the API says of itself."""
    assert FILE.read_text() == document()
