"""The corpus in the formats that other software reads."""
