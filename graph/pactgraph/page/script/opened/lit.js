/* What of an opened picture steps forward: what hangs together with an event or a clause that is
   selected in it; all of it, while nothing there is. */

import { basesOf, clauses, events } from "../model/model.js";
import { perState } from "../state/perstate.js";
import { state } from "../state/state.js";
import { boundsOf } from "./opening.js";

const namesOf = (clause) =>
  new Set([...boundsOf(clause).flatMap(({ ends }) => ends), ...clause.names]);

/** Returns what is selected within a picture of something else: {clause} or {event}; null without. */
const chosen = perState(() => {
  const { selected, opened } = state();
  if (opened.length === 0) return null;
  if (clauses.has(selected)) return { clause: selected, ends: namesOf(clauses.get(selected)) };
  return events.has(selected) ? { event: selected } : null;
});

const comesTo = (end, event) => end === event || basesOf(end).includes(event);

/** Returns whether a clause, or its lines to `ends`, are in front. */
export function isClauseLit(key, ends = null) {
  const now = chosen("now");
  if (now === null) return true;
  if (now.clause !== undefined) return key === now.clause;
  const names = ends ?? [...namesOf(clauses.get(key))];
  return names.some((end) => comesTo(end, now.event));
}

/** Returns whether an end is in front. */
export function isEndLit(end) {
  const now = chosen("now");
  if (now === null) return true;
  return now.clause === undefined ? comesTo(end, now.event) : now.ends.has(end);
}

/** Returns whether a line to `ends` is one of those for which all others step back. */
export const isBoundLit = (clause, ends) => chosen("now") !== null && isClauseLit(clause, ends);
