"""Where notices are kept: in a collection of the extension's database."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import Depends
from pymongo import DESCENDING

from app.database.client import Database
from app.notices.schemas import NewNotice, Notice


class NoticeStore:
    """The notices in the database."""

    def __init__(self, database: Database) -> None:
        """Work in the extension's database."""
        self.notices = database["notices"]

    async def all(self) -> list[Notice]:
        """Return all notices, the newest first."""
        newest = self.notices.find().sort([("created_at", DESCENDING), ("_id", DESCENDING)])
        return [read(document) async for document in newest]

    async def add(self, new: NewNotice, author: str) -> Notice:
        """Keep a new notice."""
        # MongoDB keeps milliseconds.
        now = datetime.now(UTC)
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        notice = Notice(id=uuid4(), author=author, created_at=now, **new.model_dump())
        document = notice.model_dump()
        document["_id"] = document.pop("id")
        await self.notices.insert_one(document)
        return notice

    async def remove(self, notice_id: UUID) -> bool:
        """Remove a notice; false where there is none of this id."""
        result = await self.notices.delete_one({"_id": notice_id})
        return result.deleted_count == 1


def read(document: dict[str, Any]) -> Notice:
    """Return the notice that a document is."""
    return Notice.model_validate({**document, "id": document["_id"]})


Store = Annotated[NoticeStore, Depends(NoticeStore)]
