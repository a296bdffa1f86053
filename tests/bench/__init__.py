"""Figures, not tests: how fast an answer is, beside its floor in the same run. `make bench` prints them."""
