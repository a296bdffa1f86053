"""A file → pages of text with page and character positions."""
