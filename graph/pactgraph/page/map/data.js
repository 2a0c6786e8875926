/* The map in four scripts that share one scope: data, drawing, camera, choosing.

   vis-network gives the canvas that pans and zooms; what stands where comes from Python
   (network.py). All text is text: the canvas draws it, and the document takes it by
   textContent alone.

   Here: what there is, what a person has chosen, and which places follow from it. */

"use strict";

const element = (id) => document.getElementById(id);
const model = JSON.parse(element("model").textContent);
const { words, sizes } = model;
const things = new Map(model.nodes.map((node) => [node.key, node]));
const ofKind = (kind) => model.nodes.filter((node) => node.kind === kind);
const parties = ofKind("party");
const agreements = ofKind("agreement");
const clauses = ofKind("clause");
const byName = new Map(model.nodes.map((node) => [node.name, node]));
const rows = new Map(
  [...document.querySelectorAll("tr[data-key]")].map((row) => [row.dataset.key, row]),
);
const groups = [...document.querySelectorAll("tbody[data-group]")];
const canvas = element("canvas");
const details = element("details");
const tip = element("tip");

/* What a person has chosen; everything drawn follows from it. Keys of nodes, or null. */
const chosen = { open: null, selected: null, hovered: null, focused: null };
const filter = { words: [], status: null };
let camera = { moved: false, steady: true };

// ---- texts -----------------------------------------------------------------

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Returns "1 clause" or "14 clauses". */
function counted(what, n) {
  const [one, many] = words[what].split("|");
  return fill(n === 1 ? one : many, { n });
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// ---- what belongs together -------------------------------------------------

/** For each clause the parties that owe it and hold it. */
const sides = new Map(clauses.map((clause) => [clause.key, { owes: [], holds: [] }]));
/** For each agreement the parties that signed it. */
const signed = new Map(agreements.map((agreement) => [agreement.key, new Set()]));
/** For each clause the agreements with clauses that it changes, or that change it. */
const related = new Map(clauses.map((clause) => [clause.key, new Set()]));

for (const edge of model.edges) {
  if (edge.kind === "owes") sides.get(edge.to).owes.push(edge.from);
  else if (edge.kind === "holds") sides.get(edge.from).holds.push(edge.to);
  else if (edge.kind === "signed") signed.get(edge.to).add(edge.from);
  else if (related.has(edge.from) && related.has(edge.to)) {
    related.get(edge.from).add(things.get(edge.to).agreement);
    related.get(edge.to).add(things.get(edge.from).agreement);
  }
}

/** For each agreement its clauses, from top to bottom. */
const clausesOf = new Map(
  agreements.map((agreement) => [
    agreement.key,
    clauses.filter((c) => c.agreement === agreement.key).sort((a, b) => a.y - b.y),
  ]),
);

const partiesOf = (clause) => {
  const { owes, holds } = sides.get(clause.key);
  return new Set([...owes, ...holds]);
};

/** Returns the lines of a folded agreement: one a party, with what it owes and holds. */
function foldedLines(agreement) {
  const found = new Map([...signed.get(agreement.key)].map((key) => [key, [0, 0]]));
  for (const clause of clausesOf.get(agreement.key).filter(matches)) {
    const { owes, holds } = sides.get(clause.key);
    for (const key of owes) found.set(key, [(found.get(key)?.[0] ?? 0) + 1, found.get(key)?.[1] ?? 0]);
    for (const key of holds) found.set(key, [found.get(key)?.[0] ?? 0, (found.get(key)?.[1] ?? 0) + 1]);
  }
  return [...found].map(([key, [owes, holds]]) => ({
    party: things.get(key), other: agreement, owes, holds, status: "in force",
  }));
}

function clauseLines(clause) {
  const { owes, holds } = sides.get(clause.key);
  return [...partiesOf(clause)].map((key) => ({
    party: things.get(key),
    other: clause,
    owes: Number(owes.includes(key)),
    holds: Number(holds.includes(key)),
    status: clause.status,
  }));
}

// ---- filter ----------------------------------------------------------------

const filtering = () => filter.words.length > 0 || filter.status !== null;

function matches(clause) {
  if (filter.status !== null && clause.status !== filter.status) return false;
  return filter.words.every((word) => clause.search.includes(word));
}

/** Returns whether a thing steps back: it does not match, or has no part in what is open. */
function faded(node) {
  if (node.kind === "clause") return !matches(node);
  const open = things.get(chosen.open);
  const among = open && node.kind === "party" ? clausesOf.get(open.key) : clauses;
  if (node.kind === "agreement") {
    return filtering() && !clausesOf.get(node.key).some(matches);
  }
  const takesPart = among.some((c) => matches(c) && partiesOf(c).has(node.key));
  if (takesPart) return false;
  return open ? true : filtering();
}

// ---- where things are ------------------------------------------------------

/** Returns whether a thing is on the map now. */
const visible = (node) => node.kind !== "clause" || node.agreement === chosen.open;

const CHIP_HEIGHT = 30;
const MARKS_LEAST = 120; // room that the marks of an agreement keep

/** Returns the rectangle that a thing is drawn in now. */
function rectangle(node) {
  const [width, height] = node.box;
  const left = node.x - width / 2;
  if (node.kind === "agreement" && chosen.open !== null) {
    return { left, top: node.y - CHIP_HEIGHT / 2, width: sizes.chip, height: CHIP_HEIGHT };
  }
  return { left, top: node.y - height / 2, width, height };
}

/** Returns the rectangle around the clauses of the open agreement, with its name. */
function panel() {
  const column = clausesOf.get(chosen.open) ?? [];
  if (column.length === 0) {
    const { x } = clauses[0] ?? { x: 0 };
    const { y } = things.get(chosen.open);
    const width = clauses[0]?.box[0] ?? 400;
    return { left: x - width / 2 - 14, top: y - 28, width: width + 28, height: 56 };
  }
  const first = rectangle(column[0]);
  const last = rectangle(column[column.length - 1]);
  const top = first.top - sizes.head;
  return {
    left: first.left - 14,
    top,
    width: first.width + 28,
    height: last.top + last.height + sizes.foot - top,
  };
}

/** Returns the rectangle around others. */
function around(boxes) {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** The whole drawing, whatever is unfolded. */
const world = around([
  { left: 0, top: 0, width: 0, height: 0 },
  ...model.nodes.map((node) => {
    const [width, height] = node.box;
    const [head, foot] = node.kind === "clause" ? [sizes.head, sizes.foot] : [0, 0];
    return {
      left: node.x - width / 2, top: node.y - height / 2 - head, width, height: height + head + foot,
    };
  }),
]);

const inside = (box, { x, y }) =>
  x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;

const thingAt = (point) => {
  const found = model.nodes.filter((node) => visible(node) && inside(rectangle(node), point));
  return found[found.length - 1] ?? null;
};
