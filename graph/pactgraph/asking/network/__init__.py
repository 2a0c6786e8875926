"""The web of deals: what flows from whom to whom, which loops that closes, what it comes to."""

from pactgraph.asking.network.flows import FlowAnswer, Flows, flowing
from pactgraph.asking.network.lanes import Lane, Lanes, LaneStanding, lanes
from pactgraph.asking.network.loops import LoopAnswer, Loops, StepAnswer, looping
from pactgraph.asking.network.totals import TotalAnswer, Totals, totals

__all__ = [
    "FlowAnswer",
    "Flows",
    "Lane",
    "LaneStanding",
    "Lanes",
    "LoopAnswer",
    "Loops",
    "StepAnswer",
    "TotalAnswer",
    "Totals",
    "flowing",
    "lanes",
    "looping",
    "totals",
]
