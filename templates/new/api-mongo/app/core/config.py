"""What can be set from outside, by environment variables of the same names."""

from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings

API_PREFIX = "/api/sample-ext/v1"


class Settings(BaseSettings):
    """The settings, with the defaults that suit development beside the Platform."""

    env: Literal["development", "production"] = "development"

    mongo_server: str = "localhost"
    mongo_port: int = 27017
    mongo_user: str = "mongo"
    mongo_password: SecretStr
    mongo_db: str = "sample_ext"
    # The database that knows the user.
    mongo_auth_source: str = "admin"

    # The public half of the key that the Platform signs its tokens with.
    jwt_public_key_path: Path = Path("/jwt.key.pub")


settings = Settings()
