"""There is no database: the board is in the memory of the application."""

WHY_NONE: str | None = None
ENVIRONMENT: dict[str, str] = {}


def create() -> None:
    """Do nothing."""


def drop() -> None:
    """Do nothing."""
