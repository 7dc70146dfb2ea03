from fastapi import APIRouter

from app.db import tickets

router = APIRouter(prefix="/tickets")


@router.get("/")
def owners() -> list[str]:
    return [ticket["owner"] for ticket in tickets.find().sort("number")]


@router.post("/")
def sell(owner: str) -> dict[str, int]:
    number = tickets.count_documents({}) + 1
    tickets.insert_one({"number": number, "owner": owner})
    return {"id": number}
