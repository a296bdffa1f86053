"""A record of any size about invented municipalities, to see what grows with it: `python -m tests.load --help`."""
