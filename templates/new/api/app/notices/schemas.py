"""Notices as the API takes and gives them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class NewNotice(BaseModel):
    """What it takes to put up a notice."""

    title: Title
    body: Body = ""


class Notice(BaseModel):
    """A notice on the board."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    body: str
    author: str
    created_at: datetime
