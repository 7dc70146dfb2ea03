"""The API of Sample Extension."""
