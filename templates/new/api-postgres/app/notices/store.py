"""Where notices are kept: in a table of the extension's schema."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import select

from app.database.session import Session
from app.notices.models import NoticeRow
from app.notices.schemas import NewNotice, Notice


class NoticeStore:
    """The notices in the database."""

    def __init__(self, session: Session) -> None:
        """Work in a request's session."""
        self.session = session

    async def all(self) -> list[Notice]:
        """Return all notices, the newest first."""
        newest = select(NoticeRow).order_by(NoticeRow.created_at.desc(), NoticeRow.id)
        rows = await self.session.scalars(newest)
        return [Notice.model_validate(row) for row in rows]

    async def add(self, new: NewNotice, author: str) -> Notice:
        """Keep a new notice."""
        row = NoticeRow(title=new.title, body=new.body, author=author)
        self.session.add(row)
        await self.session.commit()
        return Notice.model_validate(row)

    async def remove(self, notice_id: UUID) -> bool:
        """Remove a notice; false where there is none of this id."""
        row = await self.session.get(NoticeRow, notice_id)
        if row is None:
            return False
        await self.session.delete(row)
        await self.session.commit()
        return True


Store = Annotated[NoticeStore, Depends(NoticeStore)]
