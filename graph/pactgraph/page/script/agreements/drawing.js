/* How the things of the map look. Everything is drawn into a context that is given, so that
   the canvas and the vector picture are the same drawing. */

import { answers, differenceNow, lookCounts, lookOf, looks } from "../answers/answers.js";
import { cutTo, textWidth, wrapTo } from "../elements/measuring.js";
import { matches } from "../finding/filter.js";
import { agreements, clauses, model } from "../model/model.js";
import { clausesIn, groupNodes, nodes, partyNodes } from "../model/places.js";
import {
  colourOf,
  DIFFERENCE_SIGNS,
  drawGlyph,
  isAhead,
  isOver,
  palette,
  STROKES,
} from "../pictures/palette.js";
import { perState } from "../state/perstate.js";
import { isFiltering, state } from "../state/state.js";
import { counted, joined, looksCounted, lookWords, say } from "../words/words.js";
import {
  clauseLines,
  flowsOf,
  foldedLines,
  isFaded,
  isNodeKnown,
  isVisible,
  labelOf,
  openGroup,
  panelOf,
  pointer,
  rectangle,
} from "./picture.js";

const FADED = 0.34;
const SIZES_OF = model.sizes;

/** What was written in the last frame, for whoever measures the picture. */
let texts = [];
export const writtenTexts = () => texts;

const lookOfNode = (node) => lookOf(clauses.get(node.key));
const isBroken = () => answers().broken.length > 0;

const differenceOf = (node) => differenceNow(clauses.get(node.key));

// ---- text ----------------------------------------------------------------------

/** Returns `told` in one line, or if need be in two smaller ones: {size, lines}. */
function fittedLines(told, width) {
  const size = [13, 12.5, 12].find((each) => textWidth(told, each) <= width);
  return size ? { size, lines: [told] } : { size: 11.5, lines: wrapTo(told, width, 2, 11.5) };
}

/** Writes a text, cut to its width; returns how wide it is. */
function write(ctx, owner, told, x, y, how) {
  const { size, weight = 400, colour, width = Infinity, align = "left" } = how;
  const text = cutTo(told, width, size, weight);
  const wide = textWidth(text, size, weight);
  ctx.font = `${weight} ${size}px ${palette.font}`;
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  ctx.fillText(text, x, y);
  const left = align === "center" ? x - wide / 2 : align === "right" ? x - wide : x;
  const box = { left, top: y - size * 0.78, width: wide, height: size };
  texts.push({ owner, text, cut: text !== told, size, ...box });
  return wide;
}

// ---- shapes ----------------------------------------------------------------------

function outline(ctx, { left, top, width, height }, radius) {
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, radius);
}

/** Fills what is traced, if there is a colour for that, and then its line, likewise.
    @param {{ fill?: string, line?: string, width?: number, dash?: number[] }} how */
function paint(ctx, how) {
  const { fill, line, width = 1, dash = [] } = how;
  if (fill) {
    ctx.fillStyle = fill;
    ctx.fill();
  }
  if (!line) return;
  ctx.strokeStyle = line;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

function rounded(ctx, box, radius, how) {
  outline(ctx, box, radius);
  paint(ctx, how);
}

/** Traces a shape from corner to corner, each with its x and its y. */
function polygon(ctx, ...places) {
  ctx.beginPath();
  ctx.moveTo(places[0], places[1]);
  for (let i = 2; i < places.length; i += 2) ctx.lineTo(places[i], places[i + 1]);
  ctx.closePath();
}

function dot(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  paint(ctx, { fill: palette.ink });
}

/** Traces the shape of a rule: a right is a pill, a duty a box, a prohibition pointed. */
function ruleOutline(ctx, rule, box) {
  if (rule !== "prohibition") {
    outline(ctx, box, rule === "duty" ? 2 : box.height / 2);
    return;
  }
  const { left, top, width, height } = box;
  const [right, bottom, middle] = [left + width, top + height, top + height / 2];
  const [from, to] = [left + 11, right - 11];
  polygon(ctx, from, top, to, top, right, middle, to, bottom, from, bottom, left, middle);
}

/** Returns a rectangle that reaches so much further on each side. */
const grown = ({ left, top, width, height }, by) => ({
  left: left - by,
  top: top - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

const atKeyboard = () => (document.activeElement?.id === "canvas" ? pointer.focused : null);

/** Draws a ring around what is selected or has the keyboard. */
function ring(ctx, node, radius) {
  const focused = atKeyboard() === node.key;
  if (state().selected !== node.key && !focused) return;
  const line = { line: palette.ink, width: 2, dash: focused ? [3, 3] : [] };
  rounded(ctx, grown(rectangle(node), 4), radius + 4, line);
}

// ---- things ----------------------------------------------------------------------

function drawParty(ctx, node) {
  const box = rectangle(node);
  const aside = isFaded(node);
  if (node.standsFor.length > 1) {
    const under = { ...box, left: box.left + 4, top: box.top + 4 };
    rounded(ctx, under, 6, { fill: palette["wire-dark"] });
  }
  const colour = palette[aside ? "faint" : "party-ink"];
  const [fill, line] = aside ? ["ground", "wire"] : ["party", "party"];
  rounded(ctx, box, 6, { fill: palette[fill], line: palette[line] });
  ring(ctx, node, 6);
  const lines = wrapTo(labelOf(node), box.width - 18, 2, 14.5, 600);
  const first = node.y - ((lines.length - 1) * 17) / 2 - 3;
  const how = { colour, width: box.width - 10, align: "center" };
  lines.forEach((line, i) => {
    write(ctx, node.key, line, node.x, first + 17 * i, { ...how, size: 14.5, weight: 600 });
  });
  ctx.globalAlpha *= aside ? 1 : 0.82;
  const y = first + 17 * lines.length + 1;
  write(ctx, node.key, say("owes_holds", countsOf(node)), node.x, y, { ...how, size: 12 });
}

/** Returns how many clauses that are known a party owes and holds. */
export const countsOf = perState((node) => {
  const found = { owes: 0, holds: 0 };
  for (const clause of clauses.values()) {
    if (answers().unknown.has(clause.agreement)) continue;
    if (clause.owedBy.some((key) => node.standsFor.includes(key))) found.owes += 1;
    if (clause.holders.some((key) => node.standsFor.includes(key))) found.holds += 1;
  }
  return found;
});

const MARKS_IN_A_ROW = 9;

/** Draws small marks, one a clause, coloured and filled by status; what does not match faint. */
function drawMarks(ctx, group, middle, top) {
  const own = clausesIn.get(group.key);
  const rank = (node) => looks.indexOf(lookOfNode(node));
  const marks = [...own].sort((a, b) => rank(a) - rank(b));
  const rows = Math.min(3, Math.ceil(marks.length / MARKS_IN_A_ROW));
  const perRow = Math.max(1, Math.ceil(marks.length / Math.max(1, rows)));
  const step = Math.min(8.6, (SIZES_OF.chip - 14) / perRow);
  const [wide, high] = [Math.max(0.8, step - 2.4), rows > 2 ? 5 : 8];
  const alpha = ctx.globalAlpha;
  marks.forEach((node, i) => {
    const row = Math.floor(i / perRow);
    const inRow = Math.min(perRow, marks.length - row * perRow);
    const x = middle + ((i % perRow) - inRow / 2) * step + (step - wide) / 2;
    const y = top + row * (high + 3);
    const status = isBroken() ? "ended" : lookOfNode(node);
    const [box, colour] = [{ left: x, top: y, width: wide, height: high }, colourOf(status)];
    ctx.globalAlpha = matches(clauses.get(node.key)) ? alpha : alpha * 0.22;
    if (status === "depends") {
      rounded(ctx, { ...box, top: y + high / 2, height: high / 2 }, 0, { fill: colour });
    }
    rounded(ctx, box, 1.5, {
      fill: status === "in force" ? colour : "",
      line: colour,
      width: 1.2,
      dash: isAhead(status) ? [1.5, 1.6] : [],
    });
    if (differenceOf(node)) {
      rounded(ctx, grown(box, 1.6), 2, { line: palette.ink, width: 1.2 });
    }
  });
  ctx.globalAlpha = alpha;
}

function drawGroup(ctx, node) {
  if (openGroup()) drawChip(ctx, node);
  else drawFolded(ctx, node);
}

const dateOf = (node) => agreements.get(node.key)?.date ?? "";
const isBinding = (node) => agreements.get(node.key)?.binding ?? true;

const dashOf = (node) => (isBinding(node) ? [] : [4, 3]);

function drawFolded(ctx, node) {
  const box = rectangle(node);
  const { key, y } = node;
  rounded(ctx, box, 6, { fill: palette.paper });
  rounded(ctx, { ...box, width: SIZES_OF.chip }, [6, 0, 0, 6], { fill: palette.tint });
  const line = palette[pointer.hovered === key ? "wire-dark" : "wire"];
  rounded(ctx, box, 6, { line, dash: dashOf(node) });
  ring(ctx, node, 6);
  const middle = box.left + SIZES_OF.chip / 2;
  const n = clausesIn.get(key).length;
  const hasMarks = n > 0 && isNodeKnown(node);
  const many = n > MARKS_IN_A_ROW;
  const head = { size: 13, weight: 600, colour: palette.ink, width: SIZES_OF.chip - 8 };
  const at = y + (hasMarks ? (many ? -7 : -3) : 5);
  write(ctx, key, dateOf(node) || counted("clauses", n), middle, at, { ...head, align: "center" });
  if (hasMarks) drawMarks(ctx, node, middle, y + (many ? 0 : 5));
  const x = box.left + SIZES_OF.chip + 16;
  const width = box.width - SIZES_OF.chip - 32;
  const size = titleSize(labelOf(node), width);
  write(ctx, key, labelOf(node), x, y - 5, { size, weight: 600, colour: palette.ink, width });
  write(ctx, key, summaryOf(node, width), x, y + 16, { size: 13, colour: palette.muted, width });
}

/** Returns the largest size of a title in which it fits, not much smaller than the usual one. */
const titleSize = (told, room) =>
  [15.5, 14.5, 13.5].find((size) => textWidth(told, size, 600) <= room) ?? 12.5;

const notBinding = (node) => (isBinding(node) ? "" : say("not_binding"));

/** Returns what flows between the parties, in words; or that nothing does, and why. */
function summaryOf(node, room) {
  const own = clausesIn.get(node.key);
  if (!isNodeKnown(node)) return say("not_known_short");
  if (isFiltering(state())) {
    const n = own.filter(({ key }) => matches(clauses.get(key))).length;
    if (n < own.length) return say("matching_box", { n, total: own.length });
  }
  if (own.length === 0) return joined(" · ", [notBinding(node), statementsOf(node)]);
  const line = (most) =>
    joined("  ", [
      notBinding(node),
      ...flowsOf(node).map(([arrow, kinds]) => `${arrow} ${flowWords(kinds, most)}`),
    ]);
  return [6, 5, 4, 3, 2].map(line).find((told) => textWidth(told, 13) <= room) ?? line(1);
}

const statementsOf = ({ key }) => counted("statements", agreements.get(key)?.statements ?? 0);

function flowWords(kinds, most) {
  const shown = kinds.slice(0, most).map(([label, n]) => (n > 1 ? `${label} ×${n}` : label));
  const more = kinds.slice(most).reduce((sum, [, n]) => sum + n, 0);
  return shown.join(", ") + (more > 0 ? ` +${more}` : "");
}

/** Draws what stays of a group while one is unfolded: its date, or the end of its name. */
function drawChip(ctx, node) {
  const box = rectangle(node);
  const open = openGroup() === node;
  const line = palette[pointer.hovered === node.key ? "ink" : "wire"];
  if (open) rounded(ctx, box, [6, 0, 0, 6], { fill: palette.ink });
  else rounded(ctx, box, 6, { fill: palette.tint, line, dash: dashOf(node) });
  ring(ctx, node, 6);
  write(ctx, node.key, dateOf(node) || labelOf(node), box.left + box.width / 2, node.y + 4.5, {
    size: 13,
    weight: open ? 600 : 400,
    colour: palette[open ? "paper" : "muted"],
    align: "center",
    width: box.width - 8,
  });
}

function drawClause(ctx, node) {
  const box = rectangle(node);
  const known = isNodeKnown(node);
  const status = isBroken() || !known ? "never" : lookOfNode(node);
  const { width, dash } = STROKES[status];
  const { rule } = clauses.get(node.key);
  const lit = pointer.hovered === node.key || state().selected === node.key;
  ruleOutline(ctx, rule, box);
  paint(ctx, { fill: palette[lit ? "tint" : "paper"], line: colourOf(status), width, dash });
  ring(ctx, node, rule === "duty" ? 2 : box.height / 2);
  if (known && !isBroken()) drawGlyph(ctx, status, box.left + 19, node.y);
  const sign = DIFFERENCE_SIGNS[differenceOf(node)];
  if (sign) drawSign(ctx, node, sign, box.left - 1, box.top - 1);
  const right = box.left + box.width - 16;
  const words = known ? (isBroken() ? "" : lookWords(status)) : say("not_known_short");
  const small = { size: 12, colour: palette.muted, width: 130 };
  const taken = write(ctx, node.key, words, right, node.y + 4, { ...small, align: "right" });
  const room = box.width - 34 - 16 - taken - 10;
  const { size, lines } = fittedLines(labelOf(node), room);
  const colour = palette[isOver(status) ? "muted" : "ink"];
  lines.forEach((line, i) => {
    const y = node.y + 4.5 + (i - (lines.length - 1) / 2) * 12.5;
    write(ctx, node.key, line, box.left + 34, y, { size, colour });
  });
  if (state().pins.includes(node.key)) dot(ctx, box.left + box.width - 4, box.top + 4, 4.5);
}

/** Draws the sign of a difference on the corner of a clause. */
function drawSign(ctx, node, sign, x, y) {
  dot(ctx, x + 4, y + 4, 8);
  const how = { size: 13, weight: 700, colour: palette.paper, align: "center" };
  write(ctx, node.key, sign, x + 4, y + 8.4, how);
}

const DRAW = { party: drawParty, agreement: drawGroup, pair: drawGroup, clause: drawClause };

/** Draws one thing. */
export function drawThing(ctx, node) {
  if (!isVisible(node)) return;
  ctx.globalAlpha = isFaded(node) && node.kind !== "party" ? FADED : 1;
  DRAW[node.kind](ctx, node);
  ctx.globalAlpha = 1;
}

/** Draws what lies below the things: the panel of the open group, and all lines. */
export function drawBelow(ctx) {
  texts = [];
  drawPanel(ctx);
  drawLines(ctx);
}

/** Draws everything, for pictures that are no canvas of vis-network. */
export function drawAll(ctx) {
  drawBelow(ctx);
  for (const node of nodes) drawThing(ctx, node);
}

// ---- lines -----------------------------------------------------------------------

/** Returns the lines of what is unfolded, or of all that is folded, each in its place. */
const mapLines = perState((open) =>
  placePorts(open ? clausesIn.get(open.key).flatMap(clauseLines) : groupNodes.flatMap(foldedLines)),
);

/** Spreads the ends of lines along a side of `thing`, in the order of their other ends. */
function spreadPorts(lines, thing, most, [name, opposite]) {
  const sorted = [...lines].sort((a, b) => a[opposite].y - b[opposite].y);
  const step = Math.min(most, (rectangle(thing).height - 10) / Math.max(1, sorted.length - 1));
  sorted.forEach((line, i) => {
    line[name] = thing.y + (i - (sorted.length - 1) / 2) * step;
  });
}

/** Gives each line its heights at its party and at its other end, so that none hides another. */
function placePorts(lines) {
  const isLeft = (line) => line.party.x < line.other.x;
  for (const party of partyNodes) {
    const own = lines.filter((line) => line.party === party);
    spreadPorts(own, party, 9, ["port", "other"]);
  }
  for (const other of new Set(lines.map((line) => line.other))) {
    for (const left of [true, false]) {
      const own = lines.filter((line) => line.other === other && isLeft(line) === left);
      spreadPorts(own, other, 11, ["end", "party"]);
    }
  }
  return lines;
}

function drawLines(ctx) {
  const about = [pointer.hovered, state().selected, atKeyboard()];
  const open = openGroup();
  const lines = mapLines(open);
  const isLit = ({ party, other }) =>
    about.includes(other.key) ||
    (open !== null && about.includes(party.key)) ||
    (open === null && pointer.hovered === party.key);
  for (const line of lines) if (!isLit(line)) drawLine(ctx, line, false);
  for (const line of lines) if (isLit(line)) drawLine(ctx, line, true);
}

const ARROW = 7;
const BETWEEN = 2.5; // two arrowheads

function drawLine(ctx, line, lit) {
  const { party, other, owes, holds, status, dollars, port, end: height } = line;
  const from = rectangle(party);
  const to = rectangle(other);
  const way = party.x < other.x ? 1 : -1;
  const start = way > 0 ? from.left + from.width : from.left;
  const side = way > 0 ? to.left : to.left + to.width;
  const arrows = (owes > 0 ? 1 : 0) + (holds > 0 ? 1 : 0);
  const end = side - way * (3 + arrows * ARROW + (arrows > 1 ? BETWEEN : 0));
  const isClause = other.kind === "clause";
  const aside = isFaded(other) || isFaded(party);
  ctx.globalAlpha = aside ? FADED : isClause && isOver(status) && !lit ? 0.6 : 1;
  const middle = (start + end) / 2;
  ctx.beginPath();
  ctx.moveTo(start, port);
  ctx.bezierCurveTo(middle, port, middle, height, end, height);
  paint(ctx, {
    line: palette[lit ? "ink" : "wire"],
    width: Math.max(lit ? 2 : 0, moneyWidth(dollars)),
    dash: isClause && !isOver(status) ? STROKES[status].dash : [],
  });
  ctx.fillStyle = palette[lit ? "ink" : "wire-dark"];
  const outer = end - (way > 0 ? 0 : ARROW);
  if (holds > 0) drawArrow(ctx, outer, height, -way);
  if (owes > 0) drawArrow(ctx, outer + way * (holds > 0 ? ARROW + BETWEEN : 0), height, way);
  ctx.globalAlpha = 1;
}

/** Returns the width of a line by the money at stake, in steps of ten times; thin if unknown. */
export const moneyWidth = (dollars) =>
  dollars > 0 ? Math.min(6, 1.1 + 0.9 * Math.max(0, Math.log10(dollars) - 7.5)) : 1.1;

/** Draws an arrowhead over `ARROW` from `x` on, pointing to the right (1) or left (-1). */
function drawArrow(ctx, x, y, way) {
  const [blunt, point] = way > 0 ? [x, x + ARROW] : [x + ARROW, x];
  polygon(ctx, point, y, blunt, y - 3.6, blunt, y + 3.6);
  ctx.fill();
}

function drawPanel(ctx) {
  const open = openGroup();
  if (!open) return;
  const box = panelOf(open);
  const chip = rectangle(open);
  ctx.fillStyle = palette.ink;
  ctx.fillRect(chip.left + chip.width - 2, open.y - 1, box.left - chip.left - chip.width + 4, 2);
  rounded(ctx, box, 8, { fill: palette.tint });
  const [x, width] = [box.left + 16, box.width - 32];
  const size = titleSize(labelOf(open), width);
  const title = { size, weight: 600, colour: palette.ink, width };
  write(ctx, open.key, labelOf(open), x, box.top + 24, title);
  const small = { size: 12.5, colour: palette.muted, width };
  write(ctx, open.key, countsInWords(open), x, box.top + 42, small);
}

/** Returns "14 clauses · 9 in force · 2 depend", or that a group has none. */
export function countsInWords(group) {
  const own = clausesIn.get(group.key).map(({ key }) => clauses.get(key));
  if (!isNodeKnown(group)) return say("not_known_short");
  if (own.length === 0) return joined(" · ", [notBinding(group), statementsOf(group)]);
  const counts = isBroken() ? [] : looksCounted(lookCounts(own));
  return joined(" · ", [notBinding(group), counted("clauses", own.length), ...counts]);
}
