"""Understanding what is asked."""
