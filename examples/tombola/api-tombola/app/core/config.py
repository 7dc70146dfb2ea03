import os


class Settings:
    API_V1_STR: str = "/api/tombola/v1"
    TICKET_LIMIT: int = int(os.getenv("TICKET_LIMIT", "10"))


settings = Settings()
