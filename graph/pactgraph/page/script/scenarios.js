/* When each event can happen, by the record and by assumption (kernel/scenarios.py). */

import { LAST, plus, windowOn } from "./instants.js";

export const NEVER = Object.freeze({ earliest: null, latest: null });

const hasHappened = ({ latest }, at) => latest !== null && latest <= at;
const canHaveHappened = ({ earliest }, at) => earliest !== null && earliest <= at;

export { canHaveHappened, hasHappened };

const NONE = new Set();
const earliestOf = (instants) => instants.reduce((a, b) => (b < a ? b : a));
const latestOf = (instants) => instants.reduce((a, b) => (b > a ? b : a));

/** Returns the window of an event by what could be known up to `tick`, exclusive. */
export function recorded({ knownSince, occurred, reported, notBefore }, tick) {
  if (knownSince !== null && knownSince >= tick) return NEVER;
  if (occurred !== null && (reported === null || reported < tick)) return occurred;
  return { earliest: notBefore ?? (tick < LAST ? tick : LAST), latest: null };
}

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
  const pulled = new Map(
    events.map((event) => [
      event.key,
      assumed.has(event.key) ? stated.get(event.key) : pulledAlong(event, stated),
    ]),
  );
  const found = new Map();
  const broken = [];
  for (const event of events) {
    const window = ordered(event, pulled);
    if (window.latest !== null && (window.earliest === null || window.earliest > window.latest)) {
      broken.push(event.key);
    }
    found.set(event.key, window);
  }
  for (const delay of delays) {
    const { earliest, latest } = found.get(delay.event);
    found.set(delay.key, {
      earliest: earliest === null ? null : plus(earliest, delay),
      latest: latest === null ? null : plus(latest, delay),
    });
  }
  return { windows: found, broken };
}

/** An undated event is opened early enough for the dated ones that never precede it. */
function pulledAlong({ key, later = NONE }, stated) {
  const window = stated.get(key);
  if (window.latest !== null) return window;
  const dated = [...later]
    .map((other) => stated.get(other))
    .filter(({ latest }) => latest !== null);
  const starts = [window, ...dated]
    .map(({ earliest }) => earliest)
    .filter((start) => start !== null);
  return { earliest: starts.length > 0 ? earliestOf(starts) : null, latest: null };
}

/** Every event is bounded by those before and after it. */
function ordered({ key, earlier = NONE, later = NONE }, pulled) {
  const starts = [key, ...earlier].map((other) => pulled.get(other).earliest);
  const ends = [key, ...later]
    .map((other) => pulled.get(other).latest)
    .filter((end) => end !== null);
  return {
    earliest: starts.includes(null) ? null : latestOf(starts),
    latest: ends.length > 0 ? earliestOf(ends) : null,
  };
}
