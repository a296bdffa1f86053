"""The buttons below an answer: which there are, what they carry, and what a press gives. Adapters decide nothing.

Nothing is stored for a button: it carries the question as it was understood, so that it works after a restart.
"""
