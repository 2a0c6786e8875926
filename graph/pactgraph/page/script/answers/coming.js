/* What comes next for some clauses: what starts or ends them after the day asked about
   (asking/show/collecting.py). */

import { basesOf, events } from "../model/model.js";
import { answers, courseOfClause } from "./answers.js";

/** Returns what begins or ends at each instant: {turn, event, isNamed}, where an event's turn is
    "happens", "can happen" or "has happened", and that of a date "from" or "until"
    (kernel/flips.py). */
function turnsAt(periods, windows) {
  const found = new Map();
  const note = (at, turn, event, isNamed) => {
    if (!found.has(at)) found.set(at, new Map());
    const before = found.get(at).get(`${turn} ${event}`);
    found.get(at).set(`${turn} ${event}`, { turn, event, isNamed: isNamed || before?.isNamed });
  };
  for (const { from, until, happened, notHappened, named } of periods) {
    if (from !== null) note(from, "from", null, true);
    if (until !== null) note(until, "until", null, true);
    for (const event of [...happened, ...notHappened]) {
      const { earliest, latest } = windows.get(event);
      const isNamed = named.includes(event);
      if (earliest !== null && earliest === latest) note(earliest, "happens", event, isNamed);
      else {
        if (earliest !== null) note(earliest, "can happen", event, isNamed);
        if (latest !== null) note(latest, "has happened", event, isNamed);
      }
    }
  }
  return found;
}

/** Returns what a flip at an instant hangs on; what only the order of events brings in, alone. */
function causesOf(turns) {
  const all = [...(turns?.values() ?? [])];
  const named = all.filter(({ isNamed }) => isNamed);
  return named.length > 0 ? named : all;
}

/** Returns what says whether an event helps to start a clause (true), to end it (false), or both. */
function waysIn({ periods }) {
  const among = (side) => {
    const names = periods.flatMap((period) => period[side]);
    return new Set([...names, ...names.flatMap(basesOf)]);
  };
  const [starting, ending] = [among("happened"), among("notHappened")];
  return (event) => [...(starting.has(event) ? [true] : []), ...(ending.has(event) ? [false] : [])];
}

/** Returns when, or with which event, a clause starts or ends later: {at, event, starts}. */
function comingFor(clause, found) {
  const steps = courseOfClause(clause, found);
  const now = steps.findLastIndex(({ since }) => since <= found.at);
  const turns = turnsAt(clause.periods, found.windows);
  const waysOf = waysIn(clause);
  const dated = steps.slice(now + 1).flatMap(({ since }) =>
    causesOf(turns.get(since)).flatMap(({ turn, event }) => {
      if (event === null) return [{ at: since, event, starts: turn === "from" }];
      if (turn !== "happens") return [];
      return waysOf(event).map((starts) => ({ at: since, event, starts }));
    }),
  );
  const open = new Set(steps.slice(now).flatMap(({ dependsOn }) => dependsOn));
  const hanging = [...open].flatMap((event) => {
    const { earliest, latest } = found.windows.get(event);
    const at = latest === null ? null : earliest;
    return waysOf(event).map((starts) => ({ at, event, starts }));
  });
  return [...dated, ...hanging];
}

const nameOf = (event) => (event === null ? "" : (events.get(event)?.iri ?? event));

/** Returns what starts or ends clauses after the day asked about, dates before events:
    {at, latest, event, starts, ends}; `at` is null for an event without a date, `event` for a
    date alone, `latest` unless the event happens between `at` and then. */
export function comingTo(list, found = answers()) {
  const all = new Map();
  for (const clause of list) {
    for (const { at, event, starts } of comingFor(clause, found)) {
      const name = `${at ?? "~"} ${nameOf(event)}`;
      if (!all.has(name)) {
        const settled = event === null ? null : found.windows.get(event).latest;
        const latest = settled === at ? null : settled;
        all.set(name, { name, at, latest, event, starts: new Set(), ends: new Set() });
      }
      all.get(name)[starts ? "starts" : "ends"].add(clause);
    }
  }
  return [...all.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, starts, ends, ...turn }) => ({ ...turn, starts: [...starts], ends: [...ends] }));
}
