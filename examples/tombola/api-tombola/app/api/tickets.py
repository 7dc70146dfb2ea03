from fastapi import APIRouter

from app.core.config import settings

router = APIRouter(prefix="/tickets")


@router.get("/limit")
def ticket_limit() -> dict[str, int]:
    return {"limit": settings.TICKET_LIMIT}
