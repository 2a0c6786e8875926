/* What follows from the state, and is asked for often, is worked out once for each state. */

import { state } from "./state.js";

/** Returns `workOut` as a function that remembers what it returned, until the state changes.

    Nothing but the state, the model and the argument may decide what it returns. */
export function perState(workOut) {
  const found = new Map();
  let since = null;
  return (thing) => {
    if (since !== state()) {
      found.clear();
      since = state();
    }
    if (!found.has(thing)) found.set(thing, workOut(thing));
    return found.get(thing);
  };
}
