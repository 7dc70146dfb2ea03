from pathlib import Path

from fastapi import APIRouter, UploadFile

from app.core.config import settings
from app.db import Session, Ticket

router = APIRouter(prefix="/tickets")


@router.get("/limit")
def ticket_limit() -> dict[str, int]:
    return {"limit": settings.TICKET_LIMIT}


@router.get("/")
def owners() -> list[str]:
    with Session() as session:
        return [ticket.owner for ticket in session.query(Ticket).order_by(Ticket.id)]


@router.post("/")
def sell(owner: str) -> dict[str, int]:
    with Session.begin() as session:
        ticket = Ticket(owner=owner)
        session.add(ticket)
        session.flush()
        return {"id": ticket.id}


@router.post("/photo")
async def add_photo(file: UploadFile) -> dict[str, str]:
    Path("static", file.filename or "photo").write_bytes(await file.read())
    return {"url": f"{settings.STATIC_STR}/{file.filename}"}
