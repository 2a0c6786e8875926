/* What stands in a row of the timeline: the bars of a course, and the sums of a folded group. */

import { draw } from "../elements/dom.js";
import { longestOf, textWidth } from "../elements/measuring.js";
import { FIRST } from "../kernel/instants.js";
import { CAN_REVIVE } from "../kernel/reviving.js";
import { eventLabel, listed, lookWords } from "../words/words.js";
import { courseShown, stepInWords } from "./rows.js";

const BAR_TIP = 6; // of a bar that goes on past the edge
const LEAST_BAR = 2;
const LEAST_ROOM = 56;

// ---- text --------------------------------------------------------------------------

const MOST_LETTERS = 240;

/** Returns a text cut to a width, with an ellipsis if it had to be. */
export function cutTo(told, width, size, weight) {
  const letters = [...told.replace(/\s+/gu, " ").slice(0, MOST_LETTERS)];
  if (letters.length < MOST_LETTERS && textWidth(told, size, weight) <= width) return told;
  const cut = (start) => `${start.trimEnd()}…`;
  return cut(longestOf(letters, (start) => textWidth(cut(start), size, weight) <= width));
}

// ---- hatch -------------------------------------------------------------------------

/** Returns the hatch that stands for what depends on open events. */
export const hatchPattern = (id) =>
  draw(
    "pattern",
    { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    draw("rect.timeline-paper", { width: 6, height: 6 }),
    draw("rect.timeline-stripe", { width: 2.4, height: 6 }),
  );

// ---- bars --------------------------------------------------------------------------

/** Returns the steps of a course with where they are drawn, of those that are on the axis. */
function segmentsOf(steps, { scale, left, right }) {
  const clamped = (instant) => Math.min(right, Math.max(left, left + scale.x(instant)));
  return steps
    .map((step, i) => {
      const until = steps[i + 1]?.since ?? null;
      const beyond = until === null || scale.x(until) > scale.width;
      return {
        ...step,
        until,
        beyond,
        from: clamped(step.since),
        to: beyond ? right : clamped(until),
      };
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

const barData = ({ look, since, until }) => ({
  "data-status": look,
  "data-since": since,
  "data-until": until,
});

function barOf(segment, { top, height, hatch }) {
  const { status, look, from, to, since, until } = segment;
  const told = () => draw("title", stepInWords({ ...segment, since: since ?? FIRST }, until));
  const middle = Math.round(top + height / 2) + 0.5;
  if (status === "not yet") {
    return draw(
      "path",
      {
        class: look === CAN_REVIVE ? "timeline-revivable" : "timeline-leader",
        d: `M${from} ${middle}H${to}`,
        ...barData(segment),
      },
      told(),
    );
  }
  if (status !== "in force" && status !== "depends") return null;
  return draw(
    "path",
    {
      class: status === "depends" ? "timeline-depends" : "timeline-in-force",
      fill: status === "depends" ? `url(#${hatch})` : null,
      d: barPath(segment, top, height),
      ...barData(segment),
    },
    told(),
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
const neverAt = (at, { left, right, scale }) =>
  Math.min(right - 60, Math.max(left, left + scale.x(at)));

/**
 * Returns the bars of a course.
 *
 * @param steps the course
 * @param at when its agreement takes effect
 * @param {{ top: number, height: number, hatch: string }} place in the row
 * @param layout of the timeline
 */
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
    if (status !== "in force" && status !== "depends") return;
    if (!turns.has(instant)) turns.set(instant, { "in force": 0, depends: 0 });
    turns.get(instant)[status] += n;
  };
  for (const clause of list) {
    const steps = courseShown(clause);
    steps.forEach(({ since, status }, i) => {
      add(since, status, 1);
      if (i > 0) add(since, steps[i - 1].status, -1);
    });
  }
  const sums = { "in force": 0, depends: 0 };
  return [...turns.keys()].sort().map((since) => {
    sums["in force"] += turns.get(since)["in force"];
    sums.depends += turns.get(since).depends;
    return { since, ...sums };
  });
}

/** Returns the sums of a group over time as two steps of one hill: in force, and on it depends. */
export function sumShapes(list, { top, height, hatch }, { scale, left, right }) {
  const sums = sumsOf(list);
  if (sums.length === 0) return [];
  const x = (instant) => Math.min(right, Math.max(left, left + scale.x(instant)));
  const y = (n) => top + height - (n / list.length) * height;
  const outline = (low, high) => {
    const ends = sums.map((sum, i) => [
      x(sum.since),
      sums[i + 1] ? x(sums[i + 1].since) : right,
      sum,
    ]);
    const up = ends.map(([from, to, sum]) => `L${from} ${y(high(sum))}L${to} ${y(high(sum))}`);
    const down = [...ends]
      .reverse()
      .map(([from, to, sum]) => `L${to} ${y(low(sum))}L${from} ${y(low(sum))}`);
    return `M${up.join("").slice(1)}${down.join("")}Z`;
  };
  return [
    draw("path.timeline-in-force", {
      d: outline(
        () => 0,
        (sum) => sum["in force"],
      ),
    }),
    draw("path.timeline-sum", {
      fill: `url(#${hatch})`,
      d: outline(
        (sum) => sum["in force"],
        (sum) => sum["in force"] + sum.depends,
      ),
    }),
  ];
}
