import os


class Settings:
    API_V1_STR: str = "/api/tombola/v1"
    STATIC_STR: str = "/static/tombola"
    MONGO_SERVER: str = os.getenv("MONGO_SERVER", "localhost")
    MONGO_USER: str = os.getenv("MONGO_USER", "mongo")
    MONGO_PASSWORD: str = os.getenv("MONGO_PASSWORD", "mongo")


settings = Settings()
