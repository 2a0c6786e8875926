/* How events hang together (kernel/conditions.py), and what is made of them (kernel/points.py). */

import { orderOf } from "./orders.js";
import { NO_SPAN, spanOf } from "./spans.js";

const NONE = new Set();

/**
 * Returns how events hang together:
 *   points  by name what is made of events: moments {event, span}, comparisons {moment, bound,
 *           before}, counts {count, points}, what lies after another {point, span}, and `ways`,
 *           lists of periods: in which one has come, and has not. Points are names, or dates {instant}
 *   bases   for each of them the underived events that it hangs on
 *   earlier, later  their order, seen from either side
 *   before, after, ruledOutBy  the underived events in order before, after, or beside one
 *   isLimited  whether an underived event, or one it needs, has to come by a stated day or never
 *   atom    what a period names, for the solver: the same object for the same name
 *
 * @param facts {events, points, schedules} as model.py writes them
 */
export function relate({ events, points, schedules }) {
  const byKey = new Map(events.map((event) => [event.key, event]));
  const [earlier, later] = [orderOf(byKey, "earlier"), orderOf(byKey, "later")];
  const side = ({ instant, event, span }) => instant ?? { event, span: spanOf(span, schedules) };
  const found = new Map(points.map((point) => [point.key, made(point, side, schedules)]));
  const moments = new Map();
  const atom = (name) => {
    const point = found.get(name);
    if (point && isAtom(point)) return point;
    if (!moments.has(name)) moments.set(name, { event: name, span: NO_SPAN });
    return moments.get(name);
  };
  return {
    points: found,
    bases: (name) => found.get(name)?.bases ?? [name],
    earlier,
    later,
    before: earlier.of,
    after: later.of,
    ruledOutBy: (key) => byKey.get(key)?.excludes ?? NONE,
    isLimited: (key) => [key, ...earlier.of(key)].some((each) => byKey.get(each)?.happening.last),
    atom,
  };
}

/** Returns whether something is a moment or a comparison. */
export const isAtom = ({ event, moment }) => event !== undefined || moment !== undefined;

/** Returns whether something never comes if the events `unknown` never do. */
export function neverComes(name, points, unknown) {
  const never = (part) => typeof part === "string" && neverComes(part, points, unknown);
  const point = points.get(name);
  if (point === undefined) return unknown.has(name);
  if (point.moment !== undefined) {
    const sides = point.before ? [point.moment] : [point.moment, point.bound];
    return sides.some(({ event }) => never(event));
  }
  if (point.count === undefined)
    return [point.event, point.point, ...(point.needs ?? [])].some(never);
  return point.points.length - point.points.filter(never).length < point.count;
}

function made(point, side, schedules) {
  const { event, span, moment, bound } = point;
  if (moment !== undefined) return { ...point, moment: side(moment), bound: side(bound) };
  return span === undefined ? point : { ...point, event, span: spanOf(span, schedules) };
}
