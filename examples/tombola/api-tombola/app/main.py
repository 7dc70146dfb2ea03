from fastapi import FastAPI

from app.api.tickets import router
from app.core.config import settings

app = FastAPI(title="Tombola API")
app.include_router(router, prefix=settings.API_V1_STR)


if __name__ == "__main__":
    # For debugging only
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=8099)
