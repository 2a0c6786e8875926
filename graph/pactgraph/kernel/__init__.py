"""The mathematics: time lines, conditions, periods, scenarios, status.

Nothing in here knows RDF, files, the clock or a screen. Events are known by a
text of the caller's choosing (their IRI, elsewhere in the package).
"""
