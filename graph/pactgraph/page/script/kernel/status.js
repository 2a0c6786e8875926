/* The status at one instant, and its course through time, from periods and windows
   (kernel/status.py, kernel/flips.py). A period is {from, until, happened, notHappened,
   named}: instants or null, lists of events, and the events that its formula names. */

import { moved } from "./bounds.js";
import { completions, needSearch } from "./completions.js";
import { LONG_AGO } from "./domains.js";
import { FIRST, LAST, microsecondsBetween, plusMicroseconds, TICK } from "./instants.js";
import { canHaveHappened, hasHappened } from "./scenarios.js";

/** @type {readonly string[]} */
const NO_EVENTS = Object.freeze([]);
/** @param {Kernel.Status} status @returns {Kernel.Standing} */
const settled = (status) => ({ status, dependsOn: NO_EVENTS });

/**
 * Returns the status at the instant `at`, and the open events that it depends on.
 *
 * @param {Data.Period[]} periods all prime implicants of a condition
 * @param {Kernel.Windows} windows when each event named in them can happen
 * @param {string} at the instant asked about
 * @returns {Kernel.Standing}
 */
export function standing(periods, windows, at) {
  if (periods.some((period) => surelyHolds(period, windows, at))) return settled("in force");
  const possible = periods.flatMap((period) => {
    const span = spanOf(period, windows);
    return span === null ? [] : [{ period, span }];
  });
  const current = possible.filter(({ span }) => isIn(span, at)).map(({ period }) => period);
  const left = possible.map(({ period }) => period);
  if (needSearch(left, windows.events)) return searched(left, current, windows, at);
  if (current.length > 0) return depending(current, windows, at);
  if (possible.some(({ span }) => at < span.earliest)) return settled("not yet");
  return settled(possible.length > 0 ? "ended" : "never");
}

/** Returns the standing where atoms have to be looked at together.
    @param {Data.Period[]} periods @param {Data.Period[]} near @param {Kernel.Windows} windows
    @param {string} at */
function searched(periods, near, windows, at) {
  const { canHold, canHoldIn, canFail } = completions(periods, windows);
  const moment = at > LONG_AGO ? at : LONG_AGO;
  const current = near.filter((period) => canHoldIn(period, moment));
  if (current.length > 0) {
    return canFail(moment) ? depending(current, windows, at) : settled("in force");
  }
  if (canHold(plusMicroseconds(moment, TICK))) return settled("not yet");
  return settled(canHold(FIRST, moment) ? "ended" : "never");
}

/** @param {Data.Period[]} current @param {Kernel.Windows} windows @param {string} at
    @returns {Kernel.Standing} */
const depending = (current, windows, at) => ({
  status: "depends",
  dependsOn: [...new Set(deciding(current, windows, at))].sort(),
});

/** @param {{ earliest: string, end: string }} span @param {string} at */
const isIn = ({ earliest, end }, at) => earliest <= at && at < end;

/** @param {Data.Period} period @param {Kernel.Windows} windows @param {string} at */
function surelyHolds({ from, until, happened, notHappened }, windows, at) {
  return (
    (from === null || from <= at) &&
    (until === null || at < until) &&
    happened.every((event) => hasHappened(windows.get(event), at)) &&
    !notHappened.some((event) => canHaveHappened(windows.get(event), at))
  );
}

/** Returns when a period can hold: {earliest, end}; null if it never can.
    @param {Data.Period} period @param {Kernel.Windows} windows */
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

/** Returns the events on which it depends whether some of the periods that can hold now does.
    @param {Data.Period[]} current @param {Kernel.Windows} windows @param {string} at
    @returns {string[]} */
function deciding(current, windows, at) {
  /** @typedef {{ named: string[], sides: Set<string>[] }} Term
      @type {Map<string, Term>} */
  const left = new Map();
  for (const { happened, notHappened, named } of current) {
    const sides = [happened, notHappened].map((names) =>
      names.filter((name) => isOpen(windows.get(name), at)),
    );
    left.set(JSON.stringify(sides), { named, sides: sides.map((names) => new Set(names)) });
  }
  /** @param {Term} small @param {Term} large */
  const isWithin = (small, large) =>
    small.sides.every((names, i) => [...names].every((name) => large.sides[i].has(name)));
  const terms = [...left.values()];
  const smallest = terms.filter(
    (term) => !terms.some((other) => other !== term && isWithin(other, term)),
  );
  const open = smallest.flatMap(({ named }) =>
    named.filter((name) => isOpen(windows.get(name), at)),
  );
  return [...new Set(open)].flatMap((name) => openIn(name, windows, at));
}

/** @param {Kernel.Window} window @param {string} at */
const isOpen = (window, at) => !hasHappened(window, at) && canHaveHappened(window, at);

/** Returns the underived events on which it hangs whether an open event has happened.
    @param {string} name @param {Kernel.Windows} windows @param {string} at @returns {string[]} */
function openIn(name, windows, at) {
  const point = windows.events.points.get(name);
  if (point === undefined) return [name];
  const { event, moment, span, ways } = point;
  /** @param {string} part */
  const further = (part) => openIn(part, windows, at);
  if (event !== undefined) return openAfter(event, span, windows, at);
  if (moment !== undefined || ways === undefined) {
    /** @param {Kernel.Window} window */
    const isLeft = (window) => (moment === undefined ? isOpen(window, at) : !isSettled(window, at));
    return madeOf(point)
      .filter((part) => isLeft(windows.get(part)))
      .flatMap(further);
  }
  const current = ways[0].filter((period) => {
    const stretch = spanOf(period, windows);
    return stretch !== null && isIn(stretch, at);
  });
  return deciding(current, windows, at);
}

/** @param {Kernel.Part[]} [points] @returns {string[]} */
const partsOf = (points = []) => points.filter((part) => typeof part === "string");

/** Returns the underived events on which it hangs whether a span after an event has come, which is
    underived or a count of events that do not hang together. @param {string} event
    @param {Kernel.Span} span @param {Kernel.Windows} windows @param {string} at
    @returns {string[]} */
function openAfter(event, span, windows, at) {
  const point = windows.events.points.get(event);
  if (point === undefined) return [event];
  return partsOf(point.points)
    .filter((part) => isOpen(moved(windows.get(part), span), at))
    .flatMap((part) => openAfter(part, span, windows, at));
}

/** Returns the instants at which it can change on which events an open one hangs.
    @param {string} name @param {Kernel.Windows} windows @returns {readonly string[]} */
function within(name, windows) {
  const point = windows.events.points.get(name);
  if (point === undefined) return NO_EVENTS;
  const { event, span, ways } = point;
  if (event !== undefined) return withinMoment(event, span, windows);
  const dates = (ways?.[0] ?? []).flatMap(({ from, until }) => [from, until]);
  /** @param {string} part */
  const further = (part) => [...endsOf(windows.get(part)), ...within(part, windows)];
  return [...dates.filter((date) => date !== null), ...madeOf(point).flatMap(further)];
}

/** Returns the names of what a comparison or a derived event is made of.
    @param {Kernel.Point} point */
function madeOf({ moment, bound, points, ways }) {
  if (moment !== undefined)
    return [...new Set([moment.event, typeof bound === "string" ? moment.event : bound.event])];
  if (ways === undefined) return partsOf(points);
  return ways[0].flatMap(({ happened, notHappened }) => [...happened, ...notHappened]);
}

/** @param {string} event @param {Kernel.Span} span @param {Kernel.Windows} windows
    @returns {string[]} */
const withinMoment = (event, span, windows) =>
  partsOf(windows.events.points.get(event)?.points).flatMap((part) => [
    ...endsOf(moved(windows.get(part), span)),
    ...withinMoment(part, span, windows),
  ]);

/** @param {Kernel.Window} window */
const endsOf = ({ earliest, latest }) => [earliest, latest].filter((end) => end !== null);

/** Returns whether it is known when an event has happened, if it has by `at`.
    @param {Kernel.Window} window @param {string} at */
const isSettled = (window, at) => window.earliest === window.latest || !canHaveHappened(window, at);

/** Returns the standing at every instant: steps {since, status, dependsOn}, the first since FIRST.
    @param {Data.Period[]} periods @param {Kernel.Windows} windows */
export function course(periods, windows) {
  const turns = new Set([FIRST]);
  for (const { from, until, happened, notHappened } of periods) {
    for (const instant of [from, until]) if (instant !== null) turns.add(instant);
    for (const event of [...happened, ...notHappened]) {
      const { earliest, latest } = windows.get(event);
      for (const instant of [earliest, latest]) if (instant !== null) turns.add(instant);
      for (const instant of within(event, windows)) turns.add(instant);
    }
  }
  /** @param {string} instant */
  const at = (instant) => standing(periods, windows, instant);
  if (needSearch(periods, windows.events)) {
    const known = [...turns].sort();
    known.forEach((start, i) => {
      for (const turn of turnsWithin(start, known[i + 1] ?? LATE, at)) turns.add(turn);
    });
  }
  const steps = [];
  for (const since of [...turns].sort()) {
    const now = at(since);
    if (steps.length === 0 || !sameStanding(now, steps[steps.length - 1])) {
      steps.push({ since, ...now });
    }
  }
  return steps;
}

const LATE = "9000-01-01T00:00:00.000000Z";

/** Returns instants within a stretch at which the standing changes, until it is that of its end:
    what compares events can change on days that no bound names. @param {string} start
    @param {string} end @param {(instant: string) => Kernel.Standing} at */
function turnsWithin(start, end, at) {
  const found = [];
  const last = plusMicroseconds(end, -TICK);
  const final = at(last);
  let [since, now] = [start, at(start)];
  while (since < last && !sameStanding(now, final)) {
    let [low, high] = [since, last];
    for (let gap = microsecondsBetween(low, high); gap > TICK; ) {
      const middle = plusMicroseconds(low, gap / 2n);
      if (sameStanding(at(middle), now)) low = middle;
      else high = middle;
      gap = microsecondsBetween(low, high);
    }
    found.push(high);
    [since, now] = [high, at(high)];
  }
  return found;
}

/** Returns the stretches {since, until} in which two courses differ, in order; `until` is the
    first instant after it, null for none (kernel/flips.py). @param {Kernel.LookedAt[]} first
    @param {Kernel.LookedAt[]} second */
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

/** @param {Kernel.Standing} a @param {Kernel.Standing} b */
export const sameStanding = (a, b) =>
  a.status === b.status && a.dependsOn.join("\n") === b.dependsOn.join("\n");
