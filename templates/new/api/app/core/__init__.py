"""What every part of the API builds on."""
