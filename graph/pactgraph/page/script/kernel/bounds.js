/* Bounds: between which instants moments, comparisons and derived events happen, by the windows
   of underived events (kernel/bounds.py). */

import { isAtom } from "./conditions.js";
import { between, END, LONG_AGO, NOT_AT_ALL, nth } from "./domains.js";
import { FIRST, LAST, plusMicroseconds, TICK } from "./instants.js";
import { first, last } from "./solver.js";
import { after, NO_SPAN } from "./spans.js";

/** Returns when what is called `name` happens: {earliest, latest}. */
export function boundsOf(name, windows, events) {
  const point = events.points.get(name);
  const { event, moment, ways, count, points, span } = point;
  if (event !== undefined) return moved(windows.get(event), span);
  const world = worldOf(windows, events);
  if (moment !== undefined)
    return bounds(first([[point, true]], world), last([[point, false]], world));
  if (span !== undefined) return ofPoint(point.point, windows, span);
  if (ways === undefined) return counted(count, points, windows);
  const [come, ahead] = ways.map((list) => list.map((period) => literalsOf(period, events)));
  const starts = come.map((way) => first(way, world)).filter((at) => at !== null);
  const overs = ahead.map((way) => last(way, world)).filter((at) => at !== null);
  return bounds(starts.sort()[0] ?? null, overs.sort().pop() ?? null);
}

/** Returns what a solver needs besides literals. */
export const worldOf = (windows, events) => ({
  events,
  domain: (event) => windows.domain(event),
  calls: { solved: 0 },
});

/** Returns the bounds of what can be first true at `start`, and last false at `lastWithout`. */
const bounds = (start, lastWithout) => ({
  earliest: end(start ?? LAST),
  latest: end(lastWithout === null ? FIRST : plusMicroseconds(lastWithout, TICK)),
});

/** Returns the bounds of what lies a span after what has a window. */
export const moved = ({ earliest, latest }, span) => ({
  earliest: end(after(span, earliest ?? LAST)),
  latest: end(after(span, latest ?? LAST)),
});

/** Returns an end of bounds: null for never, FIRST for any time long ago. */
const end = (instant) => (instant === LAST ? null : instant < LONG_AGO ? FIRST : instant);

const ofPoint = (point, windows, span) =>
  moved(
    point.instant ? { earliest: point.instant, latest: point.instant } : windows.get(point),
    span,
  );

function counted(count, points, windows) {
  if (points.length === 0) {
    const always = count === 0 ? FIRST : null;
    return { earliest: always, latest: always };
  }
  const found = points.map((point) => ofPoint(point, windows, NO_SPAN));
  const [earliest, latest] = ["earliest", "latest"].map((side) =>
    end(found.map((each) => each[side] ?? LAST).sort()[count - 1]),
  );
  return { earliest, latest };
}

/** Returns at which moments an event can happen, or a count of events that is taken whole. */
export function domainOf(name, windows, events) {
  const point = events.points.get(name);
  if (point?.points?.length > 0 && !point.ways && !isAtom(point)) {
    const domains = point.points.map((part) =>
      part.instant ? between(part.instant, part.instant, false) : windows.domain(part),
    );
    return nth(point.count, domains);
  }
  const { earliest, latest, last: lastDay } = windows.get(name);
  if (earliest === null) return NOT_AT_ALL;
  return latest === null
    ? between(earliest, lastDay ?? END, true)
    : between(earliest, latest, false);
}

/** Returns what a period demands, as literals; what its own events imply is left out. */
export function literalsOf({ from, until, happened, notHappened, named }, events) {
  const own = new Set(named);
  const side = (names, holds) =>
    names.filter((name) => own.has(name)).map((name) => [events.atom(name), holds]);
  return [
    ...side(happened, true),
    ...side(notHappened, false),
    ...(from === null ? [] : [[from, true]]),
    ...(until === null ? [] : [[until, false]]),
  ];
}
