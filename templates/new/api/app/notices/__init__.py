"""Notices: an example of a resource, to be replaced by the extension's own."""
