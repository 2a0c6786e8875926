/* What comes next for some clauses: what starts or ends them after the day asked about
   (asking/show/collecting.py). */

import { basesOf, events } from "../model/model.js";
import { answers, courseOfClause } from "./answers.js";

/** Returns what begins or ends, and when: {at, turn, event, isNamed}, where an event's turn is
    "happens", "can happen" or "has happened", and that of a date "from" or "until"
    (kernel/flips.py). */
const turnsOf = (periods, windows) =>
  periods.flatMap(({ from, until, happened, notHappened, named }) => [
    { at: from, turn: "from", event: null, isNamed: true },
    { at: until, turn: "until", event: null, isNamed: true },
    ...[...happened, ...notHappened].flatMap((event) => {
      const { earliest, latest } = windows.get(event);
      const turns = earliest === latest ? ["happens"] : ["can happen", "has happened"];
      const isNamed = named.includes(event);
      return turns.map((turn, i) => ({ at: [earliest, latest][i], turn, event, isNamed }));
    }),
  ]);

/** Returns what a flip at an instant hangs on; what only the order of events brings in, alone. */
function causesAt(instant, turns) {
  const all = turns.filter(({ at }) => at === instant);
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
  const turns = turnsOf(clause.periods, found.windows);
  const waysOf = waysIn(clause);
  const dated = steps.slice(now + 1).flatMap(({ since }) =>
    causesAt(since, turns).flatMap(({ turn, event }) => {
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
