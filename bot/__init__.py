"""The conversation: a question in, an answer out. This room knows no platform and never imports `adapters`."""
