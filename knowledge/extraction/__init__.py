"""Pages → facts: one file a stage, one file a kind of fact. `extract(reading)` is the whole room from outside."""
