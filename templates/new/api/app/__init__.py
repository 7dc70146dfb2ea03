"""The API of the extension."""
