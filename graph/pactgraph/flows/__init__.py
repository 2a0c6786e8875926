"""What goes from whom to whom because of which clause: flows, the loops they close, their sums."""
