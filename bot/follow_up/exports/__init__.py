"""What is followed, as tables for other programs: as it stood on a day."""
