"""Everybody may read the board; who manages the extension may change it."""

from uuid import UUID

from fastapi import APIRouter, HTTPException, status

from app.core.auth import Manager
from app.notices.schemas import NewNotice, Notice
from app.notices.store import Store

router = APIRouter(prefix="/notices", tags=["notices"])


@router.get("")
async def list_notices(store: Store) -> list[Notice]:
    """All notices, the newest first."""
    return await store.all()


@router.post("", status_code=status.HTTP_201_CREATED)
async def add_notice(new: NewNotice, user: Manager, store: Store) -> Notice:
    """Put up a notice."""
    author = f"{user.name} {user.surname}".strip()
    return await store.add(new, author)


@router.delete("/{notice_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_notice(notice_id: UUID, _: Manager, store: Store) -> None:
    """Take a notice down."""
    if not await store.remove(notice_id):
        raise HTTPException(status.HTTP_404_NOT_FOUND, "There is no such notice")
