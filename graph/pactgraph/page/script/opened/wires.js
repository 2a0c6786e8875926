/* The lines of the opened view: from who gives over a clause to who takes, and from a clause to
   what bounds it; rails and titles. */

import { moneyWidth } from "../agreements/drawing.js";
import { draw } from "../elements/dom.js";
import { clauses } from "../model/model.js";
import { isOver, STROKES } from "../pictures/palette.js";
import { isDay } from "../words/bounds.js";
import { isBoundLit, isClauseLit } from "./lit.js";
import { boxOf, middleOf } from "./marks.js";
import { eventStanding, standingOfClause } from "./said.js";
import { OPENED_FONTS } from "./text.js";

const HEAD = 7;

/** Returns a pattern of dashes as SVG has it; null for none. */
export const dashOf = (dash) => (dash.length > 0 ? dash.join(" ") : null);

/** Returns the head of an arrow: to the right, to the left (`way` -1) or down. */
function arrowHead([x, y], way, down = false) {
  const d = down ? `M${x} ${y}l-3.6 ${-HEAD}h7.2z` : `M${x} ${y}l${-way * HEAD} -3.6v7.2z`;
  return draw("path.head", { d });
}

/** Returns where a line runs: straight on to `bend`, then over to where it leads. */
function pathOf({ from: [x, y], to: [toX, toY], level, bend }, startShort, endShort) {
  if (level !== undefined) return `M${x} ${y}V${level}H${toX}V${toY - endShort}`;
  const way = Math.sign(toX - x) || 1;
  const [start, end] = [x + way * startShort, toX - way * endShort];
  if (Math.abs(y - toY) < 0.5) return `M${start} ${y}H${end}`;
  const turn = bend ?? start;
  const middle = (turn + end) / 2;
  const straight = bend === undefined ? "" : `H${turn}`;
  return `M${start} ${y}${straight}C${middle} ${y} ${middle} ${toY} ${end} ${toY}`;
}

/** Returns how a line to what bounds a clause looks: dashed while that is open. */
function boundLook({ ends, clause, bound }) {
  if (bound === "concerns") return { classes: ["bound"], dash: "1 4", width: 1.4 };
  const kinds = ends.map((end) => (isDay(end) ? "day" : eventStanding(end).kind));
  const isOpen = kinds.every((kind) => kind === "open");
  const classes = ["bound", isOpen && "open", isBoundLit(clause, ends) && "lit"];
  return { classes, dash: isOpen ? "4 3" : null, width: 1.4 };
}

function sideLook(clause, standing) {
  const look = standing ? (standing.status ?? "never") : null;
  return {
    classes: [look && isOver(look) && "over"],
    dash: look && !isOver(look) ? dashOf(STROKES[look].dash) : null,
    width: clause ? moneyWidth(clause.dollars ?? 0) : 1.4,
  };
}

/** Returns a line as it is drawn now: what of it a change of date can change, and its node. */
export function drawnWire(wire) {
  const clause = clauses.get(wire.clause);
  const standing = clause ? standingOfClause(clause) : null;
  const { classes, dash, width } = wire.bound ? boundLook(wire) : sideLook(clause, standing);
  const names = [
    "wire",
    standing && (standing.isAside || !standing.isThere) && "aside",
    clause && !isClauseLit(wire.clause, wire.ends) && "dim",
    ...classes,
  ];
  return { sign: `${names} ${dash}`, draw: () => wireNode(wire, names, { dash, width }) };
}

function wireNode(wire, classes, { dash, width }) {
  const { arrow, way = 1, level, tag, badge, bound } = wire;
  // What starts a clause leads to it, though its line is drawn from there.
  const isBack = bound === "from";
  const short = arrow ? HEAD - 1 : 0;
  return draw(
    "g",
    { class: classes },
    draw("path.line", {
      d: pathOf(wire, 0, isBack ? 0 : short),
      "stroke-width": width,
      "stroke-dasharray": dash,
    }),
    arrow && !isBack && arrowHead(wire.to, bound ? 1 : way, level !== undefined),
    isBack && tag && arrowHead([tag.x - 2, wire.from[1]], -1),
    tag && draw("text.t-tag.word", { x: tag.x, y: tag.y }, tag.text),
    badge && badgeNodes(badge),
  );
}

const badgeNodes = (box) => [
  draw("rect.badge", { ...boxOf(box), rx: box.height / 2 }),
  draw(
    "text.t-tag.word",
    { x: box.left + box.width / 2, y: middleOf(box) + 4, "text-anchor": "middle" },
    box.told,
  ),
];

/** Returns a rail of a party, or a line along several clauses. */
export const drawnPole = (pole) => [
  draw(pole.rail ? "rect.rail" : "rect.pole", { ...boxOf(pole), rx: pole.rail ? 6 : null }),
  pole.arrow && arrowHead([pole.left + pole.width / 2, pole.top + pole.height], 1, true),
];

/** Returns what draws a title, or words on a line of a connection. */
export const drawnTitle = (picture) => (title) => [
  title.rule && draw("path.rule", { d: `M0 ${title.top - 4}H${picture.width}` }),
  draw(
    "text",
    {
      x: title.left,
      y: title.top + OPENED_FONTS[title.font].size + 2,
      class: [`t-${title.font}`, title.rule === undefined && "word"],
      "text-anchor": title.middle ? "middle" : null,
    },
    title.text,
  ),
];
