/* How the things of the map look. Everything is drawn into a context that is given, so that
   the canvas and the vector picture are the same drawing. */

import { answers, comparedAnswers, difference, lookOf, looks } from "../answers/answers.js";
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
import { cutText, fontOf, wrapText } from "../pictures/text.js";
import { perState } from "../state/perstate.js";
import { isFiltering, state } from "../state/state.js";
import { counted, lookWords, say } from "../words/words.js";
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

/** Returns what a clause has become since the setting compared with; "" without one. */
function differenceOf(node) {
  const before = comparedAnswers();
  return before ? difference(clauses.get(node.key), before, answers()) : "";
}

// ---- text ----------------------------------------------------------------------

/** Returns `told` in one line, or if need be in two smaller ones: {size, lines}. */
function fittedLines(ctx, told, width) {
  for (const size of [13, 12.5, 12]) {
    ctx.font = fontOf(size, 400);
    if (ctx.measureText(told).width <= width) return { size, lines: [told] };
  }
  ctx.font = fontOf(11.5, 400);
  return { size: 11.5, lines: wrapText(ctx, told, width, 2) };
}

/** @param {{ size: number, weight?: number, colour: string, width?: number, align?: CanvasTextAlign }} how */
function write(ctx, owner, told, x, y, how) {
  const { size, weight = 400, colour, width, align = "left" } = how;
  ctx.font = fontOf(size, weight);
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  const shown = cutText(ctx, told, width ?? Infinity);
  ctx.fillText(shown, x, y);
  const wide = ctx.measureText(shown).width;
  const left = align === "center" ? x - wide / 2 : align === "right" ? x - wide : x;
  texts.push({
    owner,
    text: shown,
    cut: shown !== told,
    size,
    left,
    top: y - size * 0.78,
    width: wide,
    height: size,
  });
  return wide;
}

// ---- shapes ----------------------------------------------------------------------

function outline(ctx, { left, top, width, height }, radius) {
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, radius);
}

/** Traces the shape of a rule: a right is a pill, a duty a box, a prohibition pointed. */
function ruleOutline(ctx, rule, { left, top, width, height }) {
  if (rule !== "prohibition") {
    outline(ctx, { left, top, width, height }, rule === "duty" ? 2 : height / 2);
    return;
  }
  const [right, bottom, middle] = [left + width, top + height, top + height / 2];
  ctx.beginPath();
  ctx.moveTo(left + 11, top);
  ctx.lineTo(right - 11, top);
  ctx.lineTo(right, middle);
  ctx.lineTo(right - 11, bottom);
  ctx.lineTo(left + 11, bottom);
  ctx.lineTo(left, middle);
  ctx.closePath();
}

/** Draws a ring around what is selected or has the keyboard. */
function ring(ctx, node, radius) {
  const focused = pointer.focused === node.key && document.activeElement?.id === "canvas";
  if (state().selected !== node.key && !focused) return;
  const { left, top, width, height } = rectangle(node);
  ctx.setLineDash(focused ? [3, 3] : []);
  ctx.lineWidth = 2;
  ctx.strokeStyle = palette.ink;
  outline(ctx, { left: left - 4, top: top - 4, width: width + 8, height: height + 8 }, radius + 4);
  ctx.stroke();
  ctx.setLineDash([]);
}

// ---- things ----------------------------------------------------------------------

function drawParty(ctx, node) {
  const box = rectangle(node);
  const aside = isFaded(node);
  if (node.standsFor.length > 1) {
    ctx.fillStyle = palette["wire-dark"];
    outline(ctx, { ...box, left: box.left + 4, top: box.top + 4 }, 6);
    ctx.fill();
  }
  const ink = palette[aside ? "faint" : "party-ink"];
  ctx.fillStyle = palette[aside ? "ground" : "party"];
  ctx.strokeStyle = palette[aside ? "wire" : "party"];
  ctx.lineWidth = 1;
  outline(ctx, box, 6);
  ctx.fill();
  ctx.stroke();
  ring(ctx, node, 6);
  ctx.font = fontOf(14.5, 600);
  const lines = wrapText(ctx, labelOf(node), box.width - 18, 2);
  let y = node.y - ((lines.length - 1) * 17) / 2 - 3;
  for (const line of lines) {
    write(ctx, node.key, line, node.x, y, {
      size: 14.5,
      weight: 600,
      colour: ink,
      align: "center",
    });
    y += 17;
  }
  ctx.globalAlpha *= aside ? 1 : 0.82;
  write(ctx, node.key, say("owes_holds", countsOf(node)), node.x, y + 1, {
    size: 12,
    colour: ink,
    align: "center",
    width: box.width - 10,
  });
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
    ctx.globalAlpha = matches(clauses.get(node.key)) ? alpha : alpha * 0.22;
    ctx.strokeStyle = colourOf(status);
    ctx.fillStyle = colourOf(status);
    ctx.lineWidth = 1.2;
    ctx.setLineDash(isAhead(status) ? [1.5, 1.6] : []);
    outline(ctx, { left: x, top: y, width: wide, height: high }, 1.5);
    if (status === "in force") ctx.fill();
    if (status === "depends") ctx.fillRect(x, y + high / 2, wide, high / 2);
    ctx.stroke();
    if (differenceOf(node)) {
      ctx.setLineDash([]);
      ctx.strokeStyle = palette.ink;
      outline(ctx, { left: x - 1.6, top: y - 1.6, width: wide + 3.2, height: high + 3.2 }, 2);
      ctx.stroke();
    }
  });
  ctx.setLineDash([]);
  ctx.globalAlpha = alpha;
}

function drawGroup(ctx, node) {
  if (openGroup()) drawChip(ctx, node);
  else drawFolded(ctx, node);
}

const dateOf = (node) => agreements.get(node.key)?.date ?? "";
const isBinding = (node) => agreements.get(node.key)?.binding ?? true;

function drawFolded(ctx, node) {
  const box = rectangle(node);
  ctx.fillStyle = palette.paper;
  outline(ctx, box, 6);
  ctx.fill();
  ctx.fillStyle = palette.tint;
  outline(ctx, { ...box, width: SIZES_OF.chip }, [6, 0, 0, 6]);
  ctx.fill();
  ctx.strokeStyle = pointer.hovered === node.key ? palette["wire-dark"] : palette.wire;
  ctx.lineWidth = 1;
  ctx.setLineDash(isBinding(node) ? [] : [4, 3]);
  outline(ctx, box, 6);
  ctx.stroke();
  ctx.setLineDash([]);
  ring(ctx, node, 6);
  const middle = box.left + SIZES_OF.chip / 2;
  const hasMarks = clausesIn.get(node.key).length > 0 && isNodeKnown(node);
  const many = clausesIn.get(node.key).length > MARKS_IN_A_ROW;
  const date = dateOf(node) || counted("clauses", clausesIn.get(node.key).length);
  write(ctx, node.key, date, middle, node.y + (hasMarks ? (many ? -7 : -3) : 5), {
    size: 13,
    weight: 600,
    colour: palette.ink,
    align: "center",
    width: SIZES_OF.chip - 8,
  });
  if (hasMarks) drawMarks(ctx, node, middle, node.y + (many ? 0 : 5));
  const x = box.left + SIZES_OF.chip + 16;
  const room = box.width - SIZES_OF.chip - 32;
  write(ctx, node.key, labelOf(node), x, node.y - 5, {
    size: titleSize(ctx, labelOf(node), room),
    weight: 600,
    colour: palette.ink,
    width: room,
  });
  write(ctx, node.key, summaryOf(ctx, node, room), x, node.y + 16, {
    size: 13,
    colour: palette.muted,
    width: room,
  });
}

/** Returns the largest size of a title in which it fits, not much smaller than the usual one. */
function titleSize(ctx, told, room) {
  const fits = (size) => {
    ctx.font = fontOf(size, 600);
    return ctx.measureText(told).width <= room;
  };
  return [15.5, 14.5, 13.5].find(fits) ?? 12.5;
}

/** Returns what flows between the parties, in words; or that nothing does, and why. */
function summaryOf(ctx, node, room) {
  const own = clausesIn.get(node.key);
  if (!isNodeKnown(node)) return say("not_known_short");
  if (isFiltering(state())) {
    const n = own.filter(({ key }) => matches(clauses.get(key))).length;
    if (n < own.length) return say("matching_box", { n, total: own.length });
  }
  const told = isBinding(node) ? [] : [say("not_binding")];
  if (own.length === 0) {
    const { statements } = agreements.get(node.key);
    return [...told, counted("statements", statements)].join(" · ");
  }
  ctx.font = fontOf(13, 400);
  const flows = flowsOf(node);
  for (let most = 6; most > 0; most -= 1) {
    const parts = [
      ["→", flows.right],
      ["↔", flows.both],
      ["←", flows.left],
    ]
      .filter(([, kinds]) => kinds.length > 0)
      .map(([arrow, kinds]) => `${arrow} ${flowWords(kinds, most)}`);
    const line = [...told, ...parts].join("  ");
    if (most === 1 || ctx.measureText(line).width <= room) return line;
  }
  return "";
}

function flowWords(kinds, most) {
  const shown = kinds.slice(0, most).map(([label, n]) => (n > 1 ? `${label} ×${n}` : label));
  const more = kinds.slice(most).reduce((sum, [, n]) => sum + n, 0);
  return shown.join(", ") + (more > 0 ? ` +${more}` : "");
}

/** Draws what stays of a group while one is unfolded: its date, or the end of its name. */
function drawChip(ctx, node) {
  const box = rectangle(node);
  const open = openGroup() === node;
  ctx.fillStyle = open ? palette.ink : palette.tint;
  outline(ctx, box, open ? [6, 0, 0, 6] : 6);
  ctx.fill();
  ctx.strokeStyle = pointer.hovered === node.key ? palette.ink : palette.wire;
  ctx.lineWidth = 1;
  ctx.setLineDash(isBinding(node) ? [] : [4, 3]);
  if (!open) ctx.stroke();
  ctx.setLineDash([]);
  ring(ctx, node, 6);
  write(ctx, node.key, dateOf(node) || labelOf(node), box.left + box.width / 2, node.y + 4.5, {
    size: 13,
    weight: open ? 600 : 400,
    colour: open ? palette.paper : palette.muted,
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
  ctx.fillStyle = lit ? palette.tint : palette.paper;
  ruleOutline(ctx, rule, box);
  ctx.fill();
  ctx.strokeStyle = colourOf(status);
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
  ring(ctx, node, rule === "duty" ? 2 : box.height / 2);
  if (known && !isBroken()) drawGlyph(ctx, status, box.left + 19, node.y);
  const sign = DIFFERENCE_SIGNS[differenceOf(node)];
  if (sign) drawSign(ctx, node, sign, box.left - 1, box.top - 1);
  const right = box.left + box.width - 16;
  const words = known ? (isBroken() ? "" : lookWords(status)) : say("not_known_short");
  const taken = write(ctx, node.key, words, right, node.y + 4, {
    size: 12,
    colour: palette.muted,
    align: "right",
    width: 130,
  });
  const room = box.width - 34 - 16 - taken - 10;
  const { size, lines } = fittedLines(ctx, labelOf(node), room);
  lines.forEach((line, i) => {
    write(ctx, node.key, line, box.left + 34, node.y + 4.5 + (i - (lines.length - 1) / 2) * 12.5, {
      size,
      colour: isOver(status) ? palette.muted : palette.ink,
    });
  });
  if (state().pins.includes(node.key)) drawPin(ctx, box.left + box.width + 1, box.top - 1);
}

/** Draws the sign of a difference on the corner of a clause. */
function drawSign(ctx, node, sign, x, y) {
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.arc(x + 4, y + 4, 8, 0, 2 * Math.PI);
  ctx.fill();
  ctx.font = fontOf(13, 700);
  ctx.fillStyle = palette.paper;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(sign, x + 4, y + 8.4);
  texts.push({
    owner: node.key,
    text: sign,
    cut: false,
    size: 13,
    left: x,
    top: y,
    width: 8,
    height: 8,
  });
}

function drawPin(ctx, x, y) {
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.arc(x - 5, y + 5, 4.5, 0, 2 * Math.PI);
  ctx.fill();
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
  ctx.save();
  drawPanel(ctx);
  drawLines(ctx);
  ctx.restore();
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

/** Spreads lines along a side of `thing`, in the order of their other ends. */
function spreadPorts(lines, thing, otherEnd, most, put) {
  const sorted = [...lines].sort((a, b) => otherEnd(a).y - otherEnd(b).y);
  const step = Math.min(most, (rectangle(thing).height - 10) / Math.max(1, sorted.length - 1));
  sorted.forEach((line, i) => {
    put(line, thing.y + (i - (sorted.length - 1) / 2) * step);
  });
}

/** Gives each line its heights at its party and at its other end, so that none hides another. */
function placePorts(lines) {
  const isLeft = (line) => line.party.x < line.other.x;
  for (const party of partyNodes) {
    const own = lines.filter((line) => line.party === party);
    spreadPorts(
      own,
      party,
      (line) => line.other,
      9,
      (line, y) => {
        line.port = y;
      },
    );
  }
  for (const other of new Set(lines.map((line) => line.other))) {
    for (const left of [true, false]) {
      const own = lines.filter((line) => line.other === other && isLeft(line) === left);
      spreadPorts(
        own,
        other,
        (line) => line.party,
        11,
        (line, y) => {
          line.end = y;
        },
      );
    }
  }
  return lines;
}

function drawLines(ctx) {
  const lines = mapLines(openGroup());
  const focused = document.activeElement?.id === "canvas" ? pointer.focused : null;
  const about = [pointer.hovered, state().selected, focused];
  const open = openGroup();
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
  const { party, other, owes, holds, status, port, end: height } = line;
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
  ctx.strokeStyle = lit ? palette.ink : palette.wire;
  ctx.fillStyle = lit ? palette.ink : palette["wire-dark"];
  ctx.lineWidth = Math.max(lit ? 2 : 0, widthOf(line));
  ctx.setLineDash(isClause && !isOver(status) ? STROKES[status].dash : []);
  const middle = (start + end) / 2;
  ctx.beginPath();
  ctx.moveTo(start, port);
  ctx.bezierCurveTo(middle, port, middle, height, end, height);
  ctx.stroke();
  ctx.setLineDash([]);
  const outer = end - (way > 0 ? 0 : ARROW);
  if (holds > 0) drawArrow(ctx, outer, height, -way);
  if (owes > 0) drawArrow(ctx, outer + way * (holds > 0 ? ARROW + BETWEEN : 0), height, way);
  ctx.globalAlpha = 1;
}

/** Returns the width of a line by the money at stake, in steps of ten times; thin if unknown. */
export const moneyWidth = (dollars) =>
  dollars > 0 ? Math.min(6, 1.1 + 0.9 * Math.max(0, Math.log10(dollars) - 7.5)) : 1.1;

const widthOf = ({ dollars }) => moneyWidth(dollars);

/** Draws an arrowhead over `ARROW` from `x` on, pointing to the right (1) or left (-1). */
function drawArrow(ctx, x, y, way) {
  const [blunt, point] = way > 0 ? [x, x + ARROW] : [x + ARROW, x];
  ctx.beginPath();
  ctx.moveTo(point, y);
  ctx.lineTo(blunt, y - 3.6);
  ctx.lineTo(blunt, y + 3.6);
  ctx.closePath();
  ctx.fill();
}

function drawPanel(ctx) {
  const open = openGroup();
  if (!open) return;
  const box = panelOf(open);
  const chip = rectangle(open);
  ctx.fillStyle = palette.ink;
  ctx.fillRect(chip.left + chip.width - 2, open.y - 1, box.left - chip.left - chip.width + 4, 2);
  ctx.fillStyle = palette.tint;
  outline(ctx, box, 8);
  ctx.fill();
  const room = box.width - 32;
  write(ctx, open.key, labelOf(open), box.left + 16, box.top + 24, {
    size: titleSize(ctx, labelOf(open), room),
    weight: 600,
    colour: palette.ink,
    width: room,
  });
  write(ctx, open.key, countsInWords(open), box.left + 16, box.top + 42, {
    size: 12.5,
    colour: palette.muted,
    width: room,
  });
}

/** Returns "14 clauses · 9 in force · 2 depend", or that a group has none. */
export function countsInWords(group) {
  const own = clausesIn.get(group.key);
  if (!isNodeKnown(group)) return say("not_known_short");
  const told = isBinding(group) ? [] : [say("not_binding")];
  if (own.length === 0) {
    return [...told, counted("statements", agreements.get(group.key)?.statements ?? 0)].join(" · ");
  }
  told.push(counted("clauses", own.length));
  if (isBroken()) return told.join(" · ");
  for (const look of looks) {
    const n = own.filter((node) => lookOfNode(node) === look).length;
    if (n > 0) told.push(counted(look, n));
  }
  return told.join(" · ");
}
