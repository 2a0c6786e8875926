/* What follows from the state, and is asked for often, is worked out once for each state, or once as
   long as what it follows from is the same. */

import { state } from "./state.js";

/** Returns `workOut` as a function that remembers what it returned, until the state changes.

    Nothing but the state, the model and the argument may decide what it returns. */
export function perState(workOut) {
  const foundNow = keptWhile(
    () => [state()],
    () => new Map(),
  );
  return (thing) => {
    const found = foundNow();
    if (!found.has(thing)) found.set(thing, workOut(thing));
    return found.get(thing);
  };
}

/** Returns `workOut` as a function that works it out anew only when one of the `reasons` is another.
    @template Result @param {() => unknown[]} reasons @param {() => Result} workOut */
export function keptWhile(reasons, workOut) {
  /** @type {{ reasons: unknown[], found: Result } | null} */
  let kept = null;
  return () => {
    const now = reasons();
    if (kept === null || now.some((reason, i) => reason !== kept?.reasons[i])) {
      kept = { reasons: now, found: workOut() };
    }
    return kept.found;
  };
}
