"""Writes what the API offers as openapi.json, of which the web client makes its types.

python -m app.openapi ../web-sample-ext/openapi.json
"""

import json
import sys
from pathlib import Path

from app.main import app


def document() -> str:
    """Return the API's description as it is kept in the repository."""
    return json.dumps(app.openapi(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document())
