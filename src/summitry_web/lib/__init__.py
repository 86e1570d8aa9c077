"""What is not about summits: the database's address, keys, headers."""
