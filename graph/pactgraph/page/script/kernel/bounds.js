/* Bounds: between which instants moments, comparisons and derived events happen, by the windows
   of underived events (kernel/bounds.py). */

import { between, END, LONG_AGO, NOT_AT_ALL, nth } from "./domains.js";
import { FIRST, LAST, plusMicroseconds, TICK } from "./instants.js";
import { first, last } from "./solver.js";
import { after, NO_SPAN } from "./spans.js";

/** Returns when what is called `name` happens: {earliest, latest}. @param {string} name
    @param {Kernel.Windows} windows @returns {Kernel.Window} */
export function boundsOf(name, windows) {
  const { events } = windows;
  const point = events.points.get(name);
  const { event, moment, ways, count, points, point: other, span } = point;
  if (event !== undefined) return moved(windows.get(event), span);
  const world = worldOf(windows);
  if (moment !== undefined)
    return bounds(first([[point, true]], world), last([[point, false]], world));
  if (other !== undefined) return ofPoint(other, windows, span);
  if (ways === undefined) return counted(count, points, windows);
  const [come, ahead] = ways.map((list) => list.map((period) => literalsOf(period, events)));
  const starts = come.map((way) => first(way, world)).filter((at) => at !== null);
  const overs = ahead.map((way) => last(way, world)).filter((at) => at !== null);
  return bounds(starts.sort()[0] ?? null, overs.sort().pop() ?? null);
}

/** Returns what a solver needs besides literals. @param {Kernel.Windows} windows
    @returns {Kernel.World} */
export const worldOf = (windows) => ({
  events: windows.events,
  domain: (event) => windows.domain(event),
  calls: { solved: 0 },
});

/** Returns the bounds of what can be first true at `start`, and last false at `lastWithout`.
    @param {string | null} start @param {string | null} lastWithout */
const bounds = (start, lastWithout) => ({
  earliest: end(start ?? LAST),
  latest: end(lastWithout === null ? FIRST : plusMicroseconds(lastWithout, TICK)),
});

/** Returns the bounds of what lies a span after what has a window. @param {Kernel.Window} window
    @param {Kernel.Span} span */
export const moved = ({ earliest, latest }, span) => ({
  earliest: end(after(span, earliest ?? LAST)),
  latest: end(after(span, latest ?? LAST)),
});

/** Returns an end of bounds: null for never, FIRST for any time long ago.
    @param {string} instant */
const end = (instant) => (instant === LAST ? null : instant < LONG_AGO ? FIRST : instant);

/** @param {Kernel.Part} point @param {Kernel.Windows} windows @param {Kernel.Span} span */
const ofPoint = (point, windows, span) =>
  moved(
    typeof point === "string"
      ? windows.get(point)
      : { earliest: point.instant, latest: point.instant },
    span,
  );

/** @param {number} count @param {Kernel.Part[]} points @param {Kernel.Windows} windows */
function counted(count, points, windows) {
  if (points.length === 0) {
    const always = count === 0 ? FIRST : null;
    return { earliest: always, latest: always };
  }
  const found = points.map((point) => ofPoint(point, windows, NO_SPAN));
  /** @param {(string | null)[]} ends */
  const nth = (ends) => end(ends.map((each) => each ?? LAST).sort()[count - 1]);
  return {
    earliest: nth(found.map(({ earliest }) => earliest)),
    latest: nth(found.map(({ latest }) => latest)),
  };
}

/** Returns at which moments an event can happen, or a count of events that is taken whole.
    @param {string} name @param {Kernel.Windows} windows @returns {Kernel.Domain} */
export function domainOf(name, windows) {
  const point = windows.events.points.get(name);
  if (point?.points?.length && !point.ways) {
    const domains = point.points.map((part) =>
      typeof part === "string" ? windows.domain(part) : between(part.instant, part.instant, false),
    );
    return nth(point.count, domains);
  }
  const { earliest, latest, last: lastDay } = windows.get(name);
  if (earliest === null) return NOT_AT_ALL;
  return latest === null
    ? between(earliest, lastDay ?? END, true)
    : between(earliest, latest, false);
}

/** Returns what a period demands, as literals; what its own events imply is left out.
    @param {Data.Period} period @param {Kernel.Relations} events @returns {Kernel.Literal[]} */
export function literalsOf({ from, until, happened, notHappened, named }, events) {
  const own = new Set(named);
  /** @type {(names: string[], holds: boolean) => Kernel.Literal[]} */
  const side = (names, holds) =>
    names.filter((name) => own.has(name)).map((name) => [events.atom(name), holds]);
  return [
    ...side(happened, true),
    ...side(notHappened, false),
    .../** @type {Kernel.Literal[]} */ (from === null ? [] : [[from, true]]),
    .../** @type {Kernel.Literal[]} */ (until === null ? [] : [[until, false]]),
  ];
}
