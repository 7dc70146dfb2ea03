"""Who is asking, by the access token that the Platform gives its users.

The Platform signs its tokens (ES512) with a key of its own; the public half of it is
mounted into the container. Nothing has to be asked over the network.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ValidationError

from app.core.config import settings

ALGORITHM = "ES512"
ADMIN = "admin"
MANAGER = "manager-sample-ext"

bearer = HTTPBearer(auto_error=False, description="Access token of the Platform")


class User(BaseModel):
    """What an access token says about its owner; a refresh token has no scopes."""

    sub: int
    name: str
    surname: str = ""
    scopes: list[str]

    def may(self, scope: str) -> bool:
        """Tell whether the user has a scope; an administrator has them all."""
        return scope in self.scopes or ADMIN in self.scopes


@lru_cache
def read_key(path: Path) -> str:
    """Read the Platform's public key."""
    return path.read_text()


def current_user(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> User:
    """Return the owner of the request's token, or answer 401."""
    if credentials is None:
        raise unauthorized("Not signed in")
    try:
        claims = jwt.decode(
            credentials.credentials,
            read_key(settings.jwt_public_key_path),
            algorithms=[ALGORITHM],
            # The Platform's users are numbers; the standard wants text.
            options={"require": ["exp"], "verify_sub": False},
        )
        return User.model_validate(claims)
    except (jwt.InvalidTokenError, ValidationError) as error:
        raise unauthorized("The token is not valid") from error


def unauthorized(detail: str) -> HTTPException:
    """Return the answer to a request without a valid token."""
    headers = {"WWW-Authenticate": "Bearer"}
    return HTTPException(status.HTTP_401_UNAUTHORIZED, detail, headers)


def requires(scope: str) -> Callable[[User], User]:
    """Return a dependency: the user, who must have this scope, else the answer is 403."""

    def check(user: Annotated[User, Depends(current_user)]) -> User:
        if not user.may(scope):
            raise HTTPException(status.HTTP_403_FORBIDDEN, f'The scope "{scope}" is missing')
        return user

    return check


Manager = Annotated[User, Depends(requires(MANAGER))]
