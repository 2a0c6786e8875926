"""What a graph says that is understood: which terms exist, where they may stand, what was read."""
