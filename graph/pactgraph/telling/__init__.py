"""How anything is told: words, numbers, tables, trees, sources."""
