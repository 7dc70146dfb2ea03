import os


class Settings:
    API_V1_STR: str = "/api/tombola/v1"
    STATIC_STR: str = "/static/tombola"
    TICKET_LIMIT: int = int(os.getenv("TICKET_LIMIT", "10"))
    POSTGRES_SERVER: str = os.getenv("POSTGRES_SERVER", "localhost")
    POSTGRES_USER: str = os.getenv("POSTGRES_USER", "postgres")
    POSTGRES_PASSWORD: str = os.getenv("POSTGRES_PASSWORD", "postgres")
    POSTGRES_DB: str = os.getenv("POSTGRES_DB", "postgres")
    POSTGRES_URI: str = (
        f"postgresql+psycopg://{POSTGRES_USER}:{POSTGRES_PASSWORD}@{POSTGRES_SERVER}:5432/{POSTGRES_DB}"
    )


settings = Settings()
