"""Tokens like the Platform's, signed with a key of the tests' own."""

import tempfile
from pathlib import Path
from time import time
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

Headers = dict[str, str]

KEY = ec.generate_private_key(ec.SECP521R1())
PUBLIC_KEY = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)

folder = tempfile.TemporaryDirectory()
public_key_file = Path(folder.name, "jwt.key.pub")
public_key_file.write_bytes(PUBLIC_KEY)


def headers(key: Any = KEY, algorithm: str = "ES512", **claims: Any) -> Headers:
    """Return the headers of a request by a user of whom the token claims this."""
    ana = {"sub": 7, "name": "Ana", "surname": "Reis", "scopes": [], "exp": time() + 60}
    token = jwt.encode({**ana, **claims}, key, algorithm=algorithm)
    return {"Authorization": f"Bearer {token}"}
