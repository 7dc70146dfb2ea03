from pymongo import MongoClient

from app.core.config import settings

client = MongoClient(
    settings.MONGO_SERVER,
    username=settings.MONGO_USER,
    password=settings.MONGO_PASSWORD,
    serverSelectionTimeoutMS=2000,
)
tickets = client["tombola"]["tickets"]
tickets.create_index("number", unique=True)
