"""The process that delivers is killed at every step between lease and stored id; what the platforms hold is counted."""
