"""What can be set from outside, by environment variables of the same names."""

from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import URL

API_PREFIX = "/api/sample-ext/v1"
DATABASE_SCHEMA = "sample_ext"


class Settings(BaseSettings):
    """The settings, with the defaults that suit development beside the Platform."""

    env: Literal["development", "production"] = "development"

    postgres_server: str = "localhost"
    postgres_port: int = 5432
    postgres_user: str = "postgres"
    postgres_password: SecretStr
    postgres_db: str = "postgres"

    # The public half of the key that the Platform signs its tokens with.
    jwt_public_key_path: Path = Path("/jwt.key.pub")

    @property
    def database_url(self) -> URL:
        """The URL of the database; any character may be in the password."""
        return URL.create(
            "postgresql+psycopg",
            username=self.postgres_user,
            password=self.postgres_password.get_secret_value(),
            host=self.postgres_server,
            port=self.postgres_port,
            database=self.postgres_db,
        )


settings = Settings()
