"""Finding and reading what speaks to a question."""
