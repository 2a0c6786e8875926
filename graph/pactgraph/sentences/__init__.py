"""Sentences: when a clause is in force, as a person writes it and as the program prints it."""
