"""Answers by passage: wanted → candidates → the sentence → the answer."""
