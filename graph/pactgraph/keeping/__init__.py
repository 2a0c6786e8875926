"""What was read and checked is kept, in the folder that the system has for that."""
