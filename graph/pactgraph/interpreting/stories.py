"""Stories: captioned steps through the record, and whether each step can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.errors import BadInputError
from pactgraph.kernel.scenarios import NEVER, on, windows
from pactgraph.kernel.timeline import LAST, TICK
from pactgraph.messages import message_of, worded
from pactgraph.record import Story, StoryStep
from pactgraph.terms import DCTERMS, PACT, SCHEMA, XSD, local_name, with_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from pactgraph.interpreting.values import Values
    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.scenarios import Happening
    from pactgraph.kernel.timeline import Stretch


def stories(
    values: Values, relations: Events, happenings: Mapping[str, Happening]
) -> dict[str, Story]:
    """Return the stories, by IRI; complain about steps out of place or in impossible settings.

    Args:
        values: the graph.
        relations: how the events hang together.
        happenings: what is recorded of every underived event, agreements included.
    """
    steps = _steps(values, {*happenings, *relations.points})
    parts = {iri: values.iris(iri, DCTERMS.hasPart) for iri in values.of_type(PACT.Story)}
    for iri, step in steps.items():
        if sum(iri in named for named in parts.values()) != 1:
            values.complain(
                URIRef(iri), worded("exactly one story should name it with dcterms:hasPart")
            )
        _check_setting(values, step, relations, happenings)
    return {
        str(iri): Story(
            iri=str(iri),
            id=local_name(iri),
            label=values.label(iri),
            text=values.text(iri, DCTERMS.description),
            steps=_in_order(values, [steps[part] for part in named if part in steps]),
        )
        for iri, named in parts.items()
    }


def _steps(values: Values, events: set[str]) -> dict[str, StoryStep]:
    """Return the steps of all stories, by IRI."""
    found = {}
    for iri in values.of_type(PACT.StoryStep):
        day = _day(values, iri, PACT.on)
        if day is None:
            continue  # the shapes tell that pact:on is missing, or what kind of date it takes
        found[str(iri)] = StoryStep(
            iri=str(iri),
            id=local_name(iri),
            label=values.label(iri),
            text=values.text(iri, DCTERMS.description),
            on=day,
            known=_day(values, iri, PACT.knownOn),
            assumed=_assumed(values, iri, events),
            shows=values.iris(iri, PACT.selects, DCTERMS.references),
            selects=values.iri(iri, PACT.selects),
            view=values.plain(iri, PACT.view),
            sources=values.iris(iri, DCTERMS.source),
        )
    return found


def _day(values: Values, step: URIRef, predicate: URIRef) -> Stretch | None:
    """Return the day that `step` has for `predicate`, None for anything but an xsd:date."""
    value = values.graph.value(step, predicate)
    is_day = isinstance(value, Literal) and value.datatype == XSD.date
    return values.date(step, predicate) if is_day else None


def _assumed(values: Values, step: URIRef, events: set[str]) -> dict[str, Stretch | None]:
    """Return what `step` assumes, None for never; complain about an event assumed twice."""
    found: dict[str, Stretch | None] = {}
    for assumption in map(URIRef, values.iris(step, PACT.assumes)):
        event = values.iri(assumption, PACT.aboutEvent)
        if event not in events:
            continue  # the shapes tell
        if event in found:
            values.complain(
                step, worded("it assumes two dates of {event}; keep one", event=local_name(event))
            )
        found[event] = values.date(assumption, PACT.occurredOn)
    return found


def _check_setting(
    values: Values, step: StoryStep, relations: Events, happenings: Mapping[str, Happening]
) -> None:
    """Complain if what `step` assumes cannot be, by what is known in it."""
    known = step.known.last if step.known else LAST - TICK
    assumed = {event: NEVER if date is None else on(date) for event, date in step.assumed.items()}
    try:
        windows(happenings, relations, known, assumed)
    except BadInputError as error:
        values.complain(
            URIRef(step.iri), with_ids(message_of(error), [*happenings, *relations.points])
        )


def _in_order(values: Values, steps: Iterable[StoryStep]) -> tuple[StoryStep, ...]:
    """Return `steps` in the order of their positions; complain about those that share one."""
    found: dict[Decimal, StoryStep] = {}
    for step in steps:
        position = values.number(URIRef(step.iri), SCHEMA.position)
        if position is None:
            continue  # the shapes tell
        if position in found:
            values.complain(
                URIRef(step.iri),
                worded(
                    "{found} has the position {position} too; number the steps of a story"
                    " 1, 2, 3, …",
                    found=found[position].id,
                    position=position,
                ),
            )
        found[position] = step
    return tuple(found[position] for position in sorted(found))
