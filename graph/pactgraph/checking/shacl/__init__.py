"""SHACL as far as our shapes use it: compiled once, and checked on triples of rdflib's terms.

What a shape demands becomes a function; what it cannot become is refused, so no demand is lost.

    shapes.ttl → compiled → shapes ┐
                                   ├→ validation → results
    facts → data                   ┘
"""
