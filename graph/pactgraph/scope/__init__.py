"""What a clause covers: actions, assets, limits."""
