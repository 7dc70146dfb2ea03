from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from app.api.tickets import router
from app.core.config import settings

app = FastAPI(title="Tombola API")
app.mount(settings.STATIC_STR, StaticFiles(directory="static"), name="static")
app.include_router(router, prefix=settings.API_V1_STR)
