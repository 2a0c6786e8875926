"""The questions, a package each: the answer, its data for programs, its tree for people."""
