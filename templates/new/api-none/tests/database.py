"""There is no database: the board is in the memory of the application."""

ENVIRONMENT: dict[str, str] = {}


def why_none() -> str | None:
    """Return why the board cannot be tested: it always can."""
    return None


def create() -> None:
    """Do nothing."""


def drop() -> None:
    """Do nothing."""
