"""Writing the answer and checking it."""
