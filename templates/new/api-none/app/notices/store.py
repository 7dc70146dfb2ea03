"""Where notices are kept: in the memory of the process, until it ends.

Good enough to look at; one process has to serve all requests. What shall last needs a
database, or a file on a volume, behind the same three methods.
"""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends

from app.notices.schemas import NewNotice, Notice


class NoticeStore:
    """The notices of this process."""

    def __init__(self) -> None:
        """Begin with an empty board."""
        self.notices: dict[UUID, Notice] = {}

    async def all(self) -> list[Notice]:
        """Return all notices, the newest first."""
        return list(reversed(self.notices.values()))

    async def add(self, new: NewNotice, author: str) -> Notice:
        """Keep a new notice."""
        now = datetime.now(UTC)
        notice = Notice(id=uuid4(), author=author, created_at=now, **new.model_dump())
        self.notices[notice.id] = notice
        return notice

    async def remove(self, notice_id: UUID) -> bool:
        """Remove a notice; false where there is none of this id."""
        return self.notices.pop(notice_id, None) is not None


board = NoticeStore()


def get_store() -> NoticeStore:
    """Return the one board."""
    return board


Store = Annotated[NoticeStore, Depends(get_store)]
