"""Work counted: how it grows with the data."""
