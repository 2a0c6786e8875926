"""What is wrong with files, and what is doubtful."""
