/* What stands in a row of the timeline: the bars of a course, and the sums of a folded group. */

import { className, draw } from "../elements/dom.js";
import { cutTo, textWidth } from "../elements/measuring.js";
import { FIRST } from "../kernel/instants.js";
import { CAN_REVIVE } from "../kernel/reviving.js";
import { eventLabel, listed, lookWords } from "../words/words.js";
import { courseShown, isDrawn, stepInWords } from "./rows.js";

const BAR_TIP = 6; // of a bar that goes on past the edge
const LEAST_BAR = 2;
const LEAST_ROOM = 56;

// ---- bars --------------------------------------------------------------------------

/** Returns where an instant is on the chart: at an edge if it lies beyond. */
const within = (instant, { scale, left, right }) =>
  Math.min(right, Math.max(left, left + scale.x(instant)));

/** Returns the steps of a course with where they are drawn, of those that are on the axis. */
function segmentsOf(steps, layout) {
  const { scale, right } = layout;
  return steps
    .map((step, i) => {
      const until = steps[i + 1]?.since ?? null;
      const beyond = until === null || scale.x(until) > scale.width;
      const to = beyond ? right : within(until, layout);
      return { ...step, until, beyond, from: within(step.since, layout), to };
    })
    .filter(({ since, until }) => scale.x(since) < scale.width && !(until && scale.x(until) <= 0));
}

/** Returns the outline of a bar, pointed where it goes on. */
function barPath({ from, to, beyond }, top, height) {
  const end = Math.max(to, from + LEAST_BAR);
  const tip = beyond
    ? `L${end + BAR_TIP} ${top + height / 2}L${end} ${top + height}`
    : `V${top + height}`;
  return `M${from} ${top}H${end}${tip}H${from}Z`;
}

/** Returns how a step of a course is drawn: as a line before it is in force, or as a bar. */
function barOf(segment, { top, height }) {
  const { status, look, from, to, since, until } = segment;
  const isLine = status === "not yet";
  if (!isLine && !isDrawn(segment)) return null;
  const name = isLine ? (look === CAN_REVIVE ? "revivable" : "leader") : className(status);
  const middle = Math.round(top + height / 2) + 0.5;
  return draw(
    `path.timeline-${name}`,
    {
      d: isLine ? `M${from} ${middle}H${to}` : barPath(segment, top, height),
      "data-status": look,
      "data-since": since,
      "data-until": until,
    },
    draw("title", stepInWords({ ...segment, since: since ?? FIRST }, until)),
  );
}

const BAR_FONT = 11.5;

/** Writes on what a bar depends, in it and in the free room behind it. */
function barWords(segment, next, { top, height }, { right }) {
  if (segment.status !== "depends") return [];
  const free = next && (next.status === "ended" || next.status === "not yet") ? right : segment.to;
  const room = free - segment.from - 12;
  if (room < LEAST_ROOM) return [];
  const told = cutTo(listed(segment.dependsOn.map(eventLabel)), room, BAR_FONT);
  const [x, wide] = [segment.from + 7, textWidth(told, BAR_FONT)];
  return [
    draw("rect.timeline-paper", {
      x: x - 3,
      y: top + 1,
      height: height - 2,
      width: Math.max(0, Math.min(wide + 6, segment.to - x + 2)),
    }),
    draw("text.timeline-words", { x, y: top + height / 2 + 4 }, told),
  ];
}

const isNever = (steps) => steps.length === 1 && steps[0].status === "never";

/** Returns where the dash of what never holds begins: where its agreement would have begun it. */
const neverAt = (at, layout) => Math.min(layout.right - 60, within(at, layout));

/** Returns the bars of a course, in their place in a row; its agreement takes effect `at`.
    @param {{ top: number, height: number }} place */
export function courseShapes(steps, at, place, layout) {
  if (!isNever(steps)) return segmentsOf(steps, layout).map((segment) => barOf(segment, place));
  const middle = Math.round(place.top + place.height / 2) + 0.5;
  const d = `M${neverAt(at, layout)} ${middle}h16`;
  return [draw("path.timeline-never", { d, "data-status": "never" })];
}

/** Returns what is written on the bars of a course, or behind them. */
export function courseWords(steps, at, place, layout) {
  const segments = segmentsOf(steps, layout);
  if (!isNever(steps)) {
    return segments.flatMap((segment, i) => barWords(segment, segments[i + 1], place, layout));
  }
  const [x, y] = [neverAt(at, layout) + 22, place.top + place.height / 2 + 4];
  return [draw("text.timeline-words", { x, y }, lookWords("never"))];
}

// ---- sums --------------------------------------------------------------------------

/** Returns how many clauses are in force and depend, from each instant at which that changes. */
function sumsOf(list) {
  const turns = new Map();
  const add = (instant, status, n) => {
    if (!turns.has(instant)) turns.set(instant, { "in force": 0, depends: 0 });
    turns.get(instant)[status] += n;
  };
  for (const clause of list) {
    let before = "";
    for (const { since, status } of courseShown(clause)) {
      if (isDrawn({ status })) add(since, status, 1);
      if (isDrawn({ status: before })) add(since, before, -1);
      before = status;
    }
  }
  let [sure, open] = [0, 0];
  return [...turns.keys()].sort().map((since) => {
    sure += turns.get(since)["in force"];
    open += turns.get(since).depends;
    return { since, sure, open };
  });
}

/** Returns the sums of a group over time as two steps of one hill: in force, and on it depends. */
export function sumShapes(list, { top, height }, layout) {
  const sums = sumsOf(list);
  if (sums.length === 0) return [];
  const ends = sums.map(({ since }, i) => {
    const until = sums[i + 1]?.since;
    return [within(since, layout), until === undefined ? layout.right : within(until, layout)];
  });
  const y = (n) => top + height - (n / list.length) * height;
  const outline = (low, high) => {
    const up = ends.map(([from, to], i) => `L${from} ${y(high[i])}L${to} ${y(high[i])}`);
    const down = ends.map(([from, to], i) => `L${to} ${y(low[i])}L${from} ${y(low[i])}`).reverse();
    return `M${up.join("").slice(1)}${down.join("")}Z`;
  };
  const sure = sums.map((sum) => sum.sure);
  const all = sums.map((sum) => sum.sure + sum.open);
  const none = sums.map(() => 0);
  return [
    draw("path.timeline-in-force", { d: outline(none, sure) }),
    draw("path.timeline-sum", { d: outline(sure, all) }),
  ];
}
