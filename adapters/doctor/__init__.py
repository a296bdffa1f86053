"""`kanslist doctor`: what is wrong with settings, tokens, store or clock, each in a sentence that says what to do."""
