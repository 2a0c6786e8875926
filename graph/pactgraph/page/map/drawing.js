/* Draws parties, agreements, clauses and the lines between them, in the colours of the page. */

"use strict";

// ---- drawing ---------------------------------------------------------------

let palette = {};

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ground", "ink", "muted", "faint", "line", "tint", "wire", "wire-dark",
    "party", "party-ink", "in-force", "depends", "not-yet", "ended", "never"];
  palette = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  palette.font = getComputedStyle(document.body).fontFamily;
}

const FADED = 0.34;
const STROKES = {
  "in force": { width: 1.8, dash: [] },
  depends: { width: 1.8, dash: [6, 4] },
  "not yet": { width: 1.8, dash: [1.5, 3.5] },
  ended: { width: 1, dash: [] },
  never: { width: 1, dash: [1.5, 5] },
};
const colourOf = (status) => palette[status.replace(" ", "-")];
const over = (status) => status === "ended" || status === "never";

/** What was written in the last frame, for whoever measures the picture. */
let written = [];

const fontOf = (size, weight) => `${weight} ${size}px ${palette.font}`;

/** Returns `text` cut to `width`, with an ellipsis if it had to be. */
function cut(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const shorter = letters.slice(0, middle).join("").trimEnd();
    if (ctx.measureText(`${shorter}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}

/** Returns `text` in at most `most` lines of `width`; the last is cut if need be. */
function wrapped(ctx, text, width, most) {
  const lines = [];
  let rest = text.split(/\s+/u).filter(Boolean);
  while (rest.length > 0 && lines.length < most - 1) {
    let n = rest.length;
    while (n > 1 && ctx.measureText(rest.slice(0, n).join(" ")).width > width) n -= 1;
    lines.push(cut(ctx, rest.slice(0, n).join(" "), width));
    rest = rest.slice(n);
  }
  return rest.length > 0 ? [...lines, cut(ctx, rest.join(" "), width)] : lines;
}

/** Sets the largest font in which `text` fits, not much smaller than the usual one. */
function fontFor(ctx, text, width, most) {
  const sizesToTry = [13, 12.5, 12, 11.5];
  for (const size of sizesToTry) {
    ctx.font = fontOf(size, 400);
    if (!wrapped(ctx, text, width, most).some((line) => line.endsWith("…"))) return size;
  }
  return sizesToTry[sizesToTry.length - 1];
}

function write(ctx, owner, text, x, y, { size, weight = 400, colour, width, align = "left" }) {
  ctx.font = fontOf(size, weight);
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  const shown = cut(ctx, text, width ?? Infinity);
  ctx.fillText(shown, x, y);
  const wide = ctx.measureText(shown).width;
  const left = align === "center" ? x - wide / 2 : align === "right" ? x - wide : x;
  const box = { left, top: y - size * 0.78, width: wide, height: size };
  written.push({ owner, text: shown, cut: shown !== text, size, ...box });
  return wide;
}

function outline(ctx, { left, top, width, height }, radius) {
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, radius);
}

/** Traces the shape of a rule: a right is a pill, a duty a box, a prohibition pointed. */
function ruleOutline(ctx, rule, { left, top, width, height }) {
  if (rule === "prohibition") {
    const [right, bottom, middle] = [left + width, top + height, top + height / 2];
    ctx.beginPath();
    ctx.moveTo(left + 11, top);
    ctx.lineTo(right - 11, top);
    ctx.lineTo(right, middle);
    ctx.lineTo(right - 11, bottom);
    ctx.lineTo(left + 11, bottom);
    ctx.lineTo(left, middle);
    ctx.closePath();
  } else {
    outline(ctx, { left, top, width, height }, rule === "duty" ? 2 : height / 2);
  }
}

/** Draws a ring around what is selected or has the keyboard. */
function ring(ctx, node, radius) {
  const focused = chosen.focused === node.key && document.activeElement === canvas;
  if (chosen.selected !== node.key && !focused) return;
  const { left, top, width, height } = rectangle(node);
  ctx.setLineDash(focused ? [3, 3] : []);
  ctx.lineWidth = 2;
  ctx.strokeStyle = palette.ink;
  outline(ctx, { left: left - 4, top: top - 4, width: width + 8, height: height + 8 }, radius + 4);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawGlyph(ctx, status, x, y) {
  ctx.strokeStyle = colourOf(status);
  ctx.fillStyle = colourOf(status);
  ctx.lineWidth = 1.6;
  ctx.setLineDash(status === "not yet" ? [1.6, 1.7] : []);
  ctx.beginPath();
  if (status === "ended") {
    ctx.moveTo(x - 4.5, y);
    ctx.lineTo(x + 4.5, y);
    ctx.stroke();
  } else if (status === "never") {
    for (const slope of [1, -1]) {
      ctx.moveTo(x - 3.5, y - 3.5 * slope);
      ctx.lineTo(x + 3.5, y + 3.5 * slope);
    }
    ctx.stroke();
  } else {
    ctx.arc(x, y, status === "in force" ? 5 : 4.2, 0, 2 * Math.PI);
    if (status === "in force") ctx.fill();
    else ctx.stroke();
    if (status === "depends") {
      ctx.beginPath();
      ctx.arc(x, y, 4.2, Math.PI / 2, 1.5 * Math.PI);
      ctx.fill();
    }
  }
  ctx.setLineDash([]);
}

function drawParty(ctx, node) {
  const box = rectangle(node);
  if (node.is_class) {
    ctx.fillStyle = palette["wire-dark"];
    outline(ctx, { ...box, left: box.left + 4, top: box.top + 4 }, 6);
    ctx.fill();
  }
  const aside = faded(node);
  const ink = palette[aside ? "faint" : "party-ink"];
  ctx.fillStyle = palette[aside ? "ground" : "party"];
  ctx.strokeStyle = palette[aside ? "wire" : "party"];
  ctx.lineWidth = 1;
  outline(ctx, box, 6);
  ctx.fill();
  ctx.stroke();
  ring(ctx, node, 6);
  ctx.font = fontOf(14.5, 600);
  const lines = wrapped(ctx, node.label, box.width - 20, 2);
  let y = node.y - ((lines.length - 1) * 17) / 2 - 3;
  for (const line of lines) {
    write(ctx, node.key, line, node.x, y, { size: 14.5, weight: 600, colour: ink, align: "center" });
    y += 17;
  }
  ctx.globalAlpha *= aside ? 1 : 0.82;
  write(ctx, node.key, fill(words.owes_holds, node), node.x, y + 1, {
    size: 12, colour: ink, align: "center", width: box.width - 12,
  });
}

const ORDER = ["in force", "depends", "not yet", "ended", "never"];
const rank = (clause) => ORDER.indexOf(clause.status);

/** Draws small marks, one a clause, coloured and filled by status; what does not match faint. */
function drawMarks(ctx, node, right, y, room) {
  const marks = [...clausesOf.get(node.key)].sort((a, b) => rank(a) - rank(b));
  const alpha = ctx.globalAlpha;
  const step = Math.min(12, room / Math.max(1, marks.length));
  const wide = Math.min(8, step - 1.5);
  let x = right - (marks.length - 1) * step - wide;
  for (const clause of marks) {
    const { status } = clause;
    ctx.globalAlpha = matches(clause) ? alpha : alpha * 0.25;
    ctx.strokeStyle = colourOf(status);
    ctx.fillStyle = colourOf(status);
    ctx.lineWidth = 1.3;
    ctx.setLineDash(status === "not yet" ? [1.5, 2] : []);
    outline(ctx, { left: x, top: y, width: wide, height: 14 }, 2);
    if (status === "in force") ctx.fill();
    if (status === "depends") ctx.fillRect(x, y + 7, wide, 7);
    ctx.stroke();
    x += step;
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = alpha;
}

function drawAgreement(ctx, node) {
  if (chosen.open !== null) {
    drawChip(ctx, node);
    return;
  }
  const box = rectangle(node);
  const hovered = chosen.hovered === node.key;
  ctx.fillStyle = palette.paper;
  outline(ctx, box, 6);
  ctx.fill();
  ctx.fillStyle = palette.tint;
  outline(ctx, { ...box, width: sizes.chip }, [6, 0, 0, 6]);
  ctx.fill();
  ctx.strokeStyle = hovered ? palette["wire-dark"] : palette.wire;
  ctx.lineWidth = 1;
  ctx.setLineDash(node.binding ? [] : [4, 3]);
  outline(ctx, box, 6);
  ctx.stroke();
  ctx.setLineDash([]);
  ring(ctx, node, 6);
  const x = box.left + sizes.chip + 16;
  const room = box.width - sizes.chip - 32;
  write(ctx, node.key, node.date, box.left + sizes.chip / 2, node.y + 5, {
    size: 13.5, weight: 600, colour: palette.ink, align: "center", width: sizes.chip - 10,
  });
  write(ctx, node.key, node.label, x, node.y - 5, {
    size: 15.5, weight: 600, colour: palette.ink, width: room,
  });
  const taken = write(ctx, node.key, summaryOf(node), x, node.y + 16, {
    size: 13, colour: palette.muted, width: room - Math.min(MARKS_LEAST, node.clauses * 12),
  });
  drawMarks(ctx, node, box.left + box.width - 14, node.y + 4, room - taken - 16);
}

function summaryOf(agreement) {
  const own = clausesOf.get(agreement.key);
  if (!filtering()) return agreement.summary;
  return fill(words.matching_box, { n: own.filter(matches).length, total: own.length });
}

/** Draws what stays of an agreement while one is unfolded: its date. */
function drawChip(ctx, node) {
  const box = rectangle(node);
  const open = chosen.open === node.key;
  const marked = related.get(chosen.selected)?.has(node.key) && !open;
  ctx.fillStyle = open ? palette.ink : palette.tint;
  outline(ctx, box, open ? [6, 0, 0, 6] : 6);
  ctx.fill();
  ctx.strokeStyle = marked || chosen.hovered === node.key ? palette.ink : palette.wire;
  ctx.lineWidth = marked ? 2 : 1;
  ctx.setLineDash(node.binding ? [] : [4, 3]);
  if (!open) ctx.stroke();
  ctx.setLineDash([]);
  ring(ctx, node, 6);
  write(ctx, node.key, node.date, box.left + box.width / 2, node.y + 4.5, {
    size: 13, weight: open ? 600 : 400, colour: open ? palette.paper : palette.muted,
    align: "center", width: box.width - 10,
  });
}

function drawClause(ctx, node) {
  const box = rectangle(node);
  const { width, dash } = STROKES[node.status];
  const lit = chosen.hovered === node.key || chosen.selected === node.key;
  ctx.fillStyle = lit ? palette.tint : palette.paper;
  ruleOutline(ctx, node.rule, box);
  ctx.fill();
  ctx.strokeStyle = colourOf(node.status);
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
  ring(ctx, node, node.rule === "duty" ? 2 : box.height / 2);
  drawGlyph(ctx, node.status, box.left + 19, node.y);
  const right = box.left + box.width - 16;
  const taken = write(ctx, node.key, node.status_words, right, node.y + 4, {
    size: 12, colour: palette.muted, align: "right", width: 100,
  });
  const room = box.width - 34 - 16 - taken - 10;
  const size = fontFor(ctx, node.label, room, box.height > 30 ? 2 : 1);
  const lines = wrapped(ctx, node.label, room, box.height > 30 ? 2 : 1);
  let y = node.y + 4.5 - ((lines.length - 1) * 14) / 2;
  for (const line of lines) {
    write(ctx, node.key, line, box.left + 34, y, { size, colour: over(node.status) ? palette.muted : palette.ink });
    y += 14;
  }
}

const DRAW = { party: drawParty, agreement: drawAgreement, clause: drawClause };

/** Draws one thing; vis-network calls it for every node, in their order. */
function drawNode({ ctx, id }) {
  const node = things.get(id);
  return {
    drawNode() {
      if (!visible(node)) return;
      ctx.globalAlpha = faded(node) && node.kind !== "party" ? FADED : 1;
      DRAW[node.kind](ctx, node);
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width: node.box[0], height: node.box[1] },
  };
}

// ---- lines -----------------------------------------------------------------

function linesNow() {
  const open = chosen.open;
  if (open === null) return agreements.flatMap(foldedLines);
  return clausesOf.get(open).flatMap(clauseLines);
}

/** Spreads lines along a side of `thing`, in the order of their other ends. */
function spread(lines, thing, otherEnd, most, put) {
  const sorted = [...lines].sort((a, b) => otherEnd(a).y - otherEnd(b).y);
  const step = Math.min(most, (rectangle(thing).height - 10) / Math.max(1, sorted.length - 1));
  sorted.forEach((line, i) => put(line, thing.y + (i - (sorted.length - 1) / 2) * step));
}

/** Gives each line its heights at its party and at its other end, so that none hides another. */
function placePorts(lines) {
  const leftOf = (line) => line.party.x < line.other.x;
  for (const party of parties) {
    const own = lines.filter((line) => line.party === party);
    spread(own, party, (line) => line.other, 9, (line, y) => { line.port = y; });
  }
  for (const other of new Set(lines.map((line) => line.other))) {
    for (const left of [true, false]) {
      const own = lines.filter((line) => line.other === other && leftOf(line) === left);
      spread(own, other, (line) => line.party, 11, (line, y) => { line.end = y; });
    }
  }
  return lines;
}

function drawLines(ctx) {
  const lines = placePorts(linesNow());
  const about = [chosen.hovered, chosen.selected, document.activeElement === canvas ? chosen.focused : null];
  const lit = ({ party, other }) =>
    about.includes(other.key) || (chosen.open !== null && about.includes(party.key)) ||
    (chosen.open === null && chosen.hovered === party.key);
  for (const line of lines.filter((l) => !lit(l))) drawLine(ctx, line, false);
  for (const line of lines.filter(lit)) drawLine(ctx, line, true);
}

const ARROW = 7;
const BETWEEN = 2.5; // two arrowheads

function drawLine(ctx, { party, other, owes, holds, status, port, end: height }, lit) {
  const from = rectangle(party);
  const to = rectangle(other);
  const way = party.x < other.x ? 1 : -1;
  const start = way > 0 ? from.left + from.width : from.left;
  const side = way > 0 ? to.left : to.left + to.width;
  const arrows = (owes > 0 ? 1 : 0) + (holds > 0 ? 1 : 0);
  const end = side - way * (3 + arrows * ARROW + (arrows > 1 ? BETWEEN : 0));
  const aside = faded(other) || faded(party);
  ctx.globalAlpha = aside ? FADED : other.kind === "clause" && over(status) && !lit ? 0.6 : 1;
  ctx.strokeStyle = lit ? palette.ink : palette.wire;
  ctx.fillStyle = lit ? palette.ink : palette["wire-dark"];
  ctx.lineWidth = lit ? 2 : widthOf(other, owes + holds);
  ctx.setLineDash(other.kind === "clause" && !over(status) ? STROKES[status].dash : []);
  const middle = (start + end) / 2;
  ctx.beginPath();
  ctx.moveTo(start, port);
  ctx.bezierCurveTo(middle, port, middle, height, end, height);
  ctx.stroke();
  ctx.setLineDash([]);
  const outer = end - (way > 0 ? 0 : ARROW);
  if (holds > 0) arrow(ctx, outer, height, -way);
  if (owes > 0) arrow(ctx, outer + way * (holds > 0 ? ARROW + BETWEEN : 0), height, way);
  ctx.globalAlpha = 1;
}

const widthOf = (other, count) =>
  other.kind === "agreement" ? 1 + 0.45 * Math.log2(Math.max(1, count)) : 1.1;

/** Draws an arrowhead over `ARROW` from `x` on, pointing to the right (1) or left (-1). */
function arrow(ctx, x, y, way) {
  const [blunt, point] = way > 0 ? [x, x + ARROW] : [x + ARROW, x];
  ctx.beginPath();
  ctx.moveTo(point, y);
  ctx.lineTo(blunt, y - 3.6);
  ctx.lineTo(blunt, y + 3.6);
  ctx.closePath();
  ctx.fill();
}

function drawPanel(ctx) {
  if (chosen.open === null) return;
  const open = things.get(chosen.open);
  const box = panel();
  const chip = rectangle(open);
  ctx.fillStyle = palette.ink;
  ctx.fillRect(chip.left + chip.width - 2, open.y - 1, box.left - chip.left - chip.width + 4, 2);
  ctx.fillStyle = palette.tint;
  outline(ctx, box, 8);
  ctx.fill();
  const room = box.width - 32;
  write(ctx, open.key, open.label, box.left + 16, box.top + 24, {
    size: 15.5, weight: 600, colour: palette.ink, width: room,
  });
  write(ctx, open.key, summaryOf(open), box.left + 16, box.top + 42, {
    size: 12.5, colour: palette.muted, width: room,
  });
}
