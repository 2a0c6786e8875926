/* The status at one instant, and its course through time, from periods and windows alone
   (kernel/status.py, kernel/flips.py). A period is {from, until, happened, notHappened,
   named}: instants or null, lists of events, and the events that its formula names. */

import { FIRST, LAST } from "./instants.js";
import { canHaveHappened, hasHappened } from "./scenarios.js";

export const STATUSES = Object.freeze(["in force", "depends", "not yet", "ended", "never"]);

const NO_EVENTS = Object.freeze([]);

/**
 * Returns the status at the instant `at`, and the open events that it depends on.
 *
 * @param periods all prime implicants of a condition
 * @param windows when each event named in them can happen
 * @param at the instant asked about
 * @param base for each delayed event the one that it follows
 */
export function standing(periods, windows, at, base) {
  if (periods.some((period) => surelyHolds(period, windows, at))) {
    return { status: "in force", dependsOn: NO_EVENTS };
  }
  const possible = periods
    .map((period) => ({ period, span: spanOf(period, windows) }))
    .filter(({ span }) => span !== null);
  const current = possible.filter(({ span }) => span.earliest <= at && at < span.end);
  if (current.length > 0) {
    const open = deciding(
      current.map(({ period }) => period),
      windows,
      at,
    );
    return {
      status: "depends",
      dependsOn: [...new Set(open.map((event) => base.get(event) ?? event))].sort(),
    };
  }
  if (possible.some(({ span }) => at < span.earliest))
    return { status: "not yet", dependsOn: NO_EVENTS };
  return { status: possible.length > 0 ? "ended" : "never", dependsOn: NO_EVENTS };
}

function surelyHolds({ from, until, happened, notHappened }, windows, at) {
  return (
    (from === null || from <= at) &&
    (until === null || at < until) &&
    happened.every((event) => hasHappened(windows.get(event), at)) &&
    !notHappened.some((event) => canHaveHappened(windows.get(event), at))
  );
}

/** Returns when a period can hold: {earliest, end}; null if it never can. */
function spanOf({ from, until, happened, notHappened }, windows) {
  let earliest = from ?? FIRST;
  let end = until ?? LAST;
  for (const event of happened) {
    const start = windows.get(event).earliest;
    if (start === null) return null;
    if (start > earliest) earliest = start;
  }
  for (const event of notHappened) {
    const { latest } = windows.get(event);
    if (latest !== null && latest < end) end = latest;
  }
  return earliest < end ? { earliest, end } : null;
}

/** Returns the events on which it depends whether some of the periods that can hold now does. */
function deciding(current, windows, at) {
  const isOpen = (event) => {
    const window = windows.get(event);
    return !hasHappened(window, at) && canHaveHappened(window, at);
  };
  const left = current.map(({ happened, notHappened, named }) => ({
    named,
    happened: new Set(happened.filter(isOpen)),
    notHappened: new Set(notHappened.filter(isOpen)),
  }));
  const within = (small, large) => [...small].every((event) => large.has(event));
  const smaller = (a, b) => within(a.happened, b.happened) && within(a.notHappened, b.notHappened);
  const smallest = left.filter(
    (term) => !left.some((other) => smaller(other, term) && !smaller(term, other)),
  );
  return [...new Set(smallest.flatMap(({ named }) => named.filter(isOpen)))];
}

/** Returns the standing at every instant: steps {since, status, dependsOn}, the first since FIRST. */
export function course(periods, windows, base) {
  const turns = new Set();
  for (const { from, until, happened, notHappened } of periods) {
    for (const instant of [from, until]) if (instant !== null) turns.add(instant);
    for (const event of [...happened, ...notHappened]) {
      const { earliest, latest } = windows.get(event);
      for (const instant of [earliest, latest]) if (instant !== null) turns.add(instant);
    }
  }
  const steps = [{ since: FIRST, ...standing(periods, windows, FIRST, base) }];
  for (const at of [...turns].sort()) {
    const now = standing(periods, windows, at, base);
    if (!sameStanding(now, steps[steps.length - 1])) steps.push({ since: at, ...now });
  }
  return steps;
}

/** Returns the stretches {since, until} in which two courses differ, in order; `until` is the
    first instant after it, null for none (kernel/flips.py). */
export function courseDifferences(first, second) {
  const starts = [...new Set([...first, ...second].map(({ since }) => since))].sort();
  const at = [0, 0];
  return starts.flatMap((since, i) => {
    const [one, other] = [first, second].map((steps, side) => {
      while (steps[at[side] + 1]?.since <= since) at[side] += 1;
      return steps[at[side]];
    });
    return sameStanding(one, other)
      ? []
      : [{ since, until: starts[i + 1] ?? null, first: one, second: other }];
  });
}

export const sameStanding = (a, b) =>
  a.status === b.status && a.dependsOn.join("\n") === b.dependsOn.join("\n");
