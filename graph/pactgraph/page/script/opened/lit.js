/* What of an opened picture steps forward: what hangs together with an event or a clause that is
   selected in it; all of it, while nothing there is. */

import { basesOf, clauses, events } from "../model/model.js";
import { perState } from "../state/perstate.js";
import { state } from "../state/state.js";
import { boundsOf } from "./opening.js";

const namesOf = (clause) => [...boundsOf(clause).flatMap(({ ends }) => ends), ...clause.names];

/** Returns what is selected within a picture of something else: which ends are those of a clause, and
    its key, or of an event; null without. */
const chosen = perState(() => {
  const { selected, opened } = state();
  if (opened.length === 0) return null;
  if (clauses.has(selected)) {
    const names = new Set(namesOf(clauses.get(selected)));
    return { clause: selected, isEnd: (end) => names.has(end) };
  }
  return events.has(selected) ? { isEnd: (end) => basesOf(end).includes(selected) } : null;
});

/** Returns whether an end is in front. */
export const isEndLit = (end) => chosen("now")?.isEnd(end) ?? true;

/** Returns whether a clause, or its lines to `ends`, are in front. */
export function isClauseLit(key, ends = null) {
  const now = chosen("now");
  if (now === null) return true;
  if (now.clause !== undefined) return key === now.clause;
  return (ends ?? namesOf(clauses.get(key))).some(now.isEnd);
}

/** Returns whether a line to `ends` is one of those for which all others step back. */
export const isBoundLit = (clause, ends) => chosen("now") !== null && isClauseLit(clause, ends);
