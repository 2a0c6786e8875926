"""Any ODRL 2.2 policy, a request and a state of the world: what is permitted, owed, violated.

    triples → read → policy ┐
                            ├→ judge → rules, duties → evaluate → report
    triples → world         ┘

What ODRL leaves open is decided once, in the table of `README.md` beside this file.
"""

from pactgraph.odrl.evaluation import evaluate, evaluate_files, from_rdflib
from pactgraph.odrl.report import Reading, Report
from pactgraph.odrl.report_rdf import turtle
from pactgraph.reading.triples import Triples, read_triples

__all__ = [
    "Reading",
    "Report",
    "Triples",
    "evaluate",
    "evaluate_files",
    "from_rdflib",
    "read_triples",
    "turtle",
]
