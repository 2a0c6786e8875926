/* When each event can happen, by the record and by assumption (kernel/scenarios.py). */

import { FIRST, LAST, plus, windowOn } from "./instants.js";

export const NEVER = Object.freeze({ earliest: null, latest: null });

const hasHappened = ({ latest }, at) => latest !== null && latest <= at;
const canHaveHappened = ({ earliest }, at) => earliest !== null && earliest <= at;

export { canHaveHappened, hasHappened };

const NONE = new Set();
const earliestOf = (instants) => instants.reduce((a, b) => (b < a ? b : a));
const latestOf = (instants) => instants.reduce((a, b) => (b > a ? b : a));

/** Returns the window of an event by what could be known up to `tick`, exclusive. */
export function recorded(happening, tick) {
  const { knownSince, occurred, reported } = happening;
  if (knownSince !== null && knownSince >= tick) return NEVER;
  if (occurred !== null && (reported === null || reported < tick)) return occurred;
  return openWindow(happening, tick);
}

/** Returns the window of an event that is known to be open before `tick`. */
function openWindow(happening, tick) {
  return {
    earliest: happening.notBefore === null ? upTo(tick) : floor(happening, tick),
    latest: null,
  };
}

/** Returns the first instant at which an event can have happened, were it not open; `found` is
    whether it counts through when it is known not to have happened. */
export function floor({ notBefore, notUntil }, tick, found = true) {
  const until = found && notUntil !== null ? earliestOf([notUntil, upTo(tick)]) : FIRST;
  return latestOf([notBefore ?? FIRST, until]);
}

const upTo = (tick) => (tick < LAST ? tick : LAST);

/** Returns the window that an assumption stands for: a date as written, or "never". */
export const assumedWindow = (written) => (written === "never" ? NEVER : windowOn(written));

/**
 * Returns when each event can happen, delayed ones included, and the events whose dates
 * break their order; the answer counts only if there are none.
 *
 * @param events list of {key, happening, earlier, later}: underived events
 * @param delays list of {key, event, months, microseconds}: delayed events; the latter as text
 * @param tick first instant after what is known
 * @param assumed map of keys to dates as written, or "never"
 */
export function windows(events, delays, tick, assumed) {
  const stated = new Map(
    events.map(({ key, happening }) => [
      key,
      assumed.has(key) ? assumedWindow(assumed.get(key)) : recorded(happening, tick),
    ]),
  );
  const opened = new Map([...stated, ...openedFor(events, tick, assumed, stated)]);
  const found = new Map();
  const broken = [];
  for (const event of events) {
    const window = ordered(event, opened);
    if (window.latest !== null && (window.earliest === null || window.earliest > window.latest)) {
      broken.push(event.key);
    }
    found.set(event.key, window);
  }
  for (const delay of delays) {
    const { earliest, latest } = found.get(delay.event);
    found.set(delay.key, {
      earliest: earliest === null || earliest === FIRST ? earliest : plus(earliest, delay),
      latest: latest === null ? null : plus(latest, delay),
    });
  }
  return { windows: found, broken };
}

/** Returns the windows of the undated events that dated ones presuppose, wide enough for these
    (kernel/scenarios.py). */
function openedFor(events, tick, assumed, stated) {
  const isDated = (key) => stated.get(key).latest !== null;
  const undated = events.filter(({ key }) => !isDated(key) && !assumed.has(key));
  const floors = new Map(
    undated.map((event) => [event.key, floorOf(event, tick, assumed, stated)]),
  );
  const startsInTime = (key) => {
    const start = floors.get(key) ?? stated.get(key).earliest;
    return start !== null && start < tick;
  };
  const byKnown = new Set(
    events
      .filter(({ key, earlier = NONE }) => isDated(key) && [key, ...earlier].every(startsInTime))
      .map(({ key }) => key),
  );
  return undated
    .filter(({ later = NONE }) => [...later].some(isDated))
    .map(({ key, later, happening }) => [
      key,
      [...later].some((other) => byKnown.has(other))
        ? { earliest: floors.get(key), latest: null }
        : openWindow(happening, tick),
    ]);
}

/** That an event had not happened by some day gives way to an assumption that it had. */
function floorOf({ happening, later = NONE }, tick, assumed, stated) {
  const least = floor(happening, tick);
  const isEarlier = ({ latest }) => latest !== null && latest < least;
  const overridden = [...later].some((key) => assumed.has(key) && isEarlier(stated.get(key)));
  return overridden ? floor(happening, tick, false) : least;
}

/** Every event is bounded by those before and after it. */
function ordered({ key, earlier = NONE, later = NONE }, opened) {
  const starts = [key, ...earlier].map((other) => opened.get(other).earliest);
  const ends = [key, ...later]
    .map((other) => opened.get(other).latest)
    .filter((end) => end !== null);
  return {
    earliest: starts.includes(null) ? null : latestOf(starts),
    latest: ends.length > 0 ? earliestOf(ends) : null,
  };
}
