"""The record: documents in, facts out. This room knows nothing of chat and imports neither `bot` nor `adapters`."""
