"""Question → Answer, one file a family of answers."""
