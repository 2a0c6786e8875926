"""Places for a picture of parties and what they have with each other."""

from pactgraph.placing.beside import beside
from pactgraph.placing.faults import Faults, Part, faults
from pactgraph.placing.placing import placed
from pactgraph.placing.plans import NAME_GAP, Body, Cable, Frame, Place, Plan

__all__ = [
    "NAME_GAP",
    "Body",
    "Cable",
    "Faults",
    "Frame",
    "Part",
    "Place",
    "Plan",
    "beside",
    "faults",
    "placed",
]
