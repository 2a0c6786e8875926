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
 * @param {Pick<Kernel.Facts, "events" | "points" | "schedules">} facts {events, points, schedules} as model.py writes them
 * @returns {Kernel.Relations}
 */
export function relate({ events, points, schedules }) {
  const byKey = new Map(events.map((event) => [event.key, event]));
  const [earlier, later] = [orderOf(byKey, "earlier"), orderOf(byKey, "later")];
  /** @type {(written: Data.Side) => Kernel.Side} */
  const side = ({ instant, event = "", span = [] }) =>
    instant ?? { event, span: spanOf(span, schedules) };
  const found = new Map(points.map((point) => [point.key, made(point, side, schedules)]));
  const moments = new Map();
  /** @param {string} name */
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

/** Returns whether something is a moment or a comparison. @param {Kernel.Point} point
    @returns {point is Kernel.Delay | Kernel.Comparison} */
export const isAtom = ({ event, moment }) => event !== undefined || moment !== undefined;

/** Returns whether something never comes if the events `unknown` never do. @param {string} name
    @param {Map<string, Data.Point>} points @param {Set<string>} unknown @returns {boolean} */
export function neverComes(name, points, unknown) {
  /** @param {Data.Point["point"]} part */
  const never = (part) => typeof part === "string" && neverComes(part, points, unknown);
  const point = points.get(name);
  if (point === undefined) return unknown.has(name);
  if (point.moment !== undefined) {
    const sides = point.before ? [point.moment] : [point.moment, point.bound];
    return sides.some((side) => never(side?.event));
  }
  const { count, points: parts = [] } = point;
  if (count === undefined) return [point.event, point.point, ...(point.needs ?? [])].some(never);
  return parts.length - parts.filter(never).length < count;
}

/** @param {Data.Point} point @param {(side: Data.Side) => Kernel.Side} side
    @param {Kernel.Facts["schedules"]} schedules @returns {Kernel.Point} */
function made(point, side, schedules) {
  const { span, moment, bound } = point;
  const further =
    moment !== undefined
      ? { moment: side(moment), bound: side(bound ?? moment) }
      : span !== undefined && { span: spanOf(span, schedules) };
  return /** @type {Kernel.Point} */ ({ ...point, ...further });
}
