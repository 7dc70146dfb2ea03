"""What can be set from outside, by environment variables of the same names."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings

API_PREFIX = "/api/sample-ext/v1"


class Settings(BaseSettings):
    """The settings, with the defaults that suit development beside the Platform."""

    env: Literal["development", "production"] = "development"

    # The public half of the key that the Platform signs its tokens with.
    jwt_public_key_path: Path = Path("/jwt.key.pub")


settings = Settings()
