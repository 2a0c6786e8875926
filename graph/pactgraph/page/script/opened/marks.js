/* Shapes and marks of the opened view, as nodes of SVG. */

import { draw } from "../elements/dom.js";

/** Returns a box as SVG has it. */
export const boxOf = ({ left, top, width, height }) => ({ x: left, y: top, width, height });

/** Returns how far down the middle of a thing that is placed is. */
export const middleOf = ({ top, height }) => top + height / 2;

/** Returns an outline that is pointed at both sides. */
export function pointedShape({ left, top, width, height }, tip, attributes) {
  const [right, bottom, middle] = [left + width, top + height, top + height / 2];
  const d =
    `M${left + tip} ${top}H${right - tip}L${right} ${middle}L${right - tip} ${bottom}` +
    `H${left + tip}L${left} ${middle}Z`;
  return draw("path", { d, ...attributes });
}

/** Returns the outline of a rule: a right is a pill, a duty a box, a prohibition pointed. */
export function ruleShape(rule, box, attributes) {
  if (rule === "prohibition") return pointedShape(box, 12, attributes);
  const rx = rule === "duty" ? 2 : Math.min(box.height / 2, 23);
  return draw("rect", { ...boxOf(box), rx, ...attributes });
}

/** Returns the mark of an event: a diamond, hollow while open, full with a date, crossed. */
export const eventMark = (kind, x, y) => [
  draw("path.lozenge", { d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z` }),
  kind === "never" && draw("path.strike", { d: `M${x - 6} ${y - 6}l12 12m-12 0l12 -12` }),
];

const dot = (name, x, y, r, ...inside) => draw(name, draw("circle", { cx: x, cy: y, r }), inside);

const middleText = (name, x, y, told) => draw(name, { x, y, "text-anchor": "middle" }, told);

export const pinMark = (x, y) =>
  dot(
    "g.pin",
    x,
    y,
    8,
    draw("path", { d: `M${x - 2.4} ${y - 4.4}h4.8l-.6 3.2 2 1.8h-3.2v4.2h-1.2v-4.2h-3.2l2-1.8z` }),
  );

export const differenceMark = (sign, x, y) =>
  dot("g.sign", x, y, 8, middleText("text.t-title", x, y + 4.4, sign));

/** Returns how often something counts, in a dot at a corner. */
export const countMark = (n, x, y) =>
  dot("g.count", x, y, 9, middleText("text.t-tag", x, y + 4, String(n)));
