/* The entries of the timeline, rows of clauses and heads of groups: where they stand, their
   nodes, and what changes in them. */

import { answers, lookCounts, lookOf } from "../answers/answers.js";
import { className, draw, glyph } from "../elements/dom.js";
import { matches } from "../finding/filter.js";
import { agreements } from "../model/model.js";
import { DIFFERENCE_SIGNS } from "../pictures/palette.js";
import { isFiltering, state } from "../state/state.js";
import { counted, looksCounted, say } from "../words/words.js";
import { chosenDay, shortDate, todayLine, xOf } from "./axis.js";
import { courseShapes, courseWords, cutTo, sumShapes } from "./bars.js";
import {
  courseCompared,
  courseShown,
  differenceShown,
  groupLabel,
  isGroupFolded,
  rowLabel,
  rowName,
  timelineGroups,
} from "./rows.js";

const ROW = 24;
const ROW_ON_PHONE = 42;
const ROW_ON_PAPER = 19;
const HEAD = 44;
const HEAD_ON_PHONE = 68; // of a folded group
const GROUP_GAP = 6;

const rowHeight = ({ phone, onPaper }) => (phone ? ROW_ON_PHONE : onPaper ? ROW_ON_PAPER : ROW);

/** Returns how much higher things stand in a row than in one of the usual height. */
const raised = ({ phone, onPaper }) => (onPaper && !phone ? (ROW - ROW_ON_PAPER) / 2 : 0);

/** Returns the entries from top to bottom with their nodes, and how high they are together.
    `kept` has those that were made before, by their id, and gets the new ones. */
export function timelineEntries(layout, kept = new Map()) {
  const entries = [];
  let top = 0;
  const add = (entry) => {
    const found = keptEntry(entry, kept.get(entry.id), layout);
    kept.set(found.id, found);
    entries.push(found);
    top += found.height;
  };
  for (const group of timelineGroups()) {
    const folded = isGroupFolded(group.key);
    const high = folded && layout.phone ? HEAD_ON_PHONE : HEAD;
    add({ id: `group ${group.key}`, group, folded, top, height: high });
    if (folded) continue;
    for (const clause of group.clauses) {
      const height = rowHeight(layout);
      add({ id: `${group.key} row ${clause.key}`, group, clause, top, height });
    }
    top += GROUP_GAP;
  }
  return { entries, height: top };
}

/** Returns the key of what an entry stands for: a clause, or an agreement or a party. */
export const keyOfEntry = ({ clause, group }) => (clause ?? group).key;

/** Sets an attribute if it is another one. */
export const renew = (node, name, value) => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};

function keptEntry(entry, before, layout) {
  const { group, top } = entry;
  const isKept = before !== undefined && before.folded === entry.folded;
  const now = isKept ? Object.assign(before, { group, top }) : entry;
  now.node ??= entryNode(now, layout);
  renew(now.node, "transform", `translate(0 ${now.top})`);
  return now;
}

/** Returns the node of an entry without its place and what changes: bars, mark and names. */
function entryNode(entry, layout) {
  const { clause, group, height } = entry;
  const label = clause ? rowLabel(clause, group) : groupLabel(group);
  const x = clause ? 40 : 26;
  const size = clause ? 13 : 13.5;
  const wide = clause || entry.folded ? layout.labels : layout.width;
  const room = wide - x - (layout.phone ? 8 : 4);
  const told = cutTo(label, room, size, clause ? 400 : 600);
  const y = clause ? (layout.phone ? 17 : 16.5) - raised(layout) : 19;
  entry.title = draw("title", label);
  entry.bars = draw("g.timeline-bars");
  entry.line = draw("path.timeline-chosen", { d: `M0 ${clause ? 0 : -GROUP_GAP}V${height}` });
  entry.words = draw("g.timeline-bars");
  entry.sign = clause ? draw("text.timeline-sign", { x: 9, y }) : null;
  entry.glyph = clause ? markOf("never", y) : null;
  entry.count = clause ? null : draw("text.timeline-small", { x, y: 35 });
  entry.label = draw(
    "text",
    { class: clause ? "timeline-label" : "timeline-label group", x, y },
    told,
  );
  entry.drawn = {};
  entry.node = draw(
    "g",
    {
      class: clause ? "timeline-row" : "timeline-group",
      role: "treeitem",
      tabindex: -1,
      "aria-level": clause ? 2 : 1,
      "aria-expanded": clause ? null : String(!entry.folded),
      "data-key": keyOfEntry(entry),
    },
    draw("rect.timeline-hit", { x: 1, y: 1, width: layout.width - 2, height: height - 2, rx: 3 }),
    clause ? null : chevron(entry.folded),
    entry.bars,
    todayLine(layout, clause ? 0 : -GROUP_GAP, height),
    entry.line,
    entry.words,
    entry.glyph,
    entry.sign,
    entry.label,
    entry.count,
    entry.title,
  );
  return entry.node;
}

function markOf(status, y) {
  const mark = glyph(status);
  for (const [name, value] of Object.entries({ x: 23, y: y - 10.5, width: 11, height: 11 })) {
    mark.setAttribute(name, value);
  }
  return mark;
}

const chevron = (folded) =>
  draw(
    "g.timeline-fold",
    draw("rect.timeline-target", { x: 0, y: 1, width: 24, height: 28 }),
    draw("path.timeline-chevron", { d: folded ? "M9 9.5l5 5-5 5" : "M7 12l5 5 5-5" }),
  );

/** Brings what can change in an entry up to date. */
export function updateEntry(entry, layout, hatch) {
  if (entry.clause) updateRow(entry, layout, hatch);
  else updateGroup(entry, layout, hatch);
  renew(entry.node, "aria-selected", String(state().selected === keyOfEntry(entry)));
  renew(entry.line, "transform", `translate(${xOf(chosenDay(), layout)} 0)`);
}

const barPlace = (layout, hatch, compared) => ({
  top: (layout.phone ? 24 : 6) - raised(layout) - (compared ? (layout.phone ? 1 : 3) : 0),
  height: 12,
  hatch,
});

const courseName = (steps) =>
  steps
    .map(({ since, look, dependsOn, ways }) => [since, look, dependsOn, ways].join(" "))
    .join("\n");
const shapeOf = (steps, before) =>
  before ? `${courseName(steps)}\n\n${courseName(before)}` : courseName(steps);

function updateRow(entry, layout, hatch) {
  const { clause, group, drawn, node } = entry;
  const steps = courseShown(clause);
  const before = courseCompared(clause);
  const shape = shapeOf(steps, before);
  if (drawn.shape !== shape) {
    const at = agreements.get(clause.agreement).day;
    const place = barPlace(layout, hatch, before !== null);
    const thin = { top: place.top + place.height + 2, height: 4, hatch };
    entry.bars.replaceChildren(
      ...courseShapes(steps, at, place, layout).filter(Boolean),
      ...(before ? [draw("g.timeline-before", courseShapes(before, at, thin, layout))] : []),
    );
    entry.words.replaceChildren(...courseWords(steps, at, place, layout));
  }
  const look = answers().broken.length > 0 ? "" : lookOf(clause);
  if (drawn.look !== look) {
    renew(entry.glyph, "class", `glyph ${className(look || "never")}`);
    renew(entry.glyph, "visibility", look ? "visible" : "hidden");
    renew(entry.glyph.firstChild, "href", `#glyph-${className(look || "never")}`);
  }
  const changed = differenceShown(clause);
  if (drawn.shape !== shape || drawn.look !== look || drawn.changed !== changed) {
    const name = rowName(clause, group);
    renew(node, "aria-label", name);
    entry.title.textContent = name;
    entry.sign.textContent = DIFFERENCE_SIGNS[changed] ?? "";
  }
  node.classList.toggle("faded", !matches(clause));
  entry.drawn = { shape, look, changed };
}

/** Returns "14 clauses · 9 in force · 2 depend", or how many of a group match. */
function groupWords({ clauses: own }) {
  const told = [counted("clauses", own.length)];
  if (isFiltering(state())) {
    return say("matching_box", { n: own.filter(matches).length, total: own.length });
  }
  if (answers().broken.length > 0) return told[0];
  return [...told, ...looksCounted(lookCounts(own))].join(" · ");
}

function updateGroup(entry, layout, hatch) {
  const { group, drawn, folded } = entry;
  const told = groupWords(group);
  const { known, assumed } = state();
  if (drawn.told !== told) {
    const room = layout.labels - 26 - (layout.phone ? 8 : 4);
    entry.count.textContent = cutTo(told, room, 11.5);
    renew(entry.node, "aria-label", `${groupLabel(group)}, ${told}`);
    entry.title.textContent = `${groupLabel(group)}, ${told}`;
  }
  if (drawn.known !== known || drawn.assumed !== assumed) {
    const place = layout.phone ? { top: 44, height: 18, hatch } : { top: 13, height: 18, hatch };
    entry.bars.replaceChildren(...(folded ? sumShapes(group.clauses, place, layout) : []));
    entry.words.replaceChildren(...(folded ? [] : groupDate(group, layout)));
  }
  entry.node.classList.toggle("faded", !group.clauses.some(matches));
  entry.drawn = { told, known, assumed };
}

/** Writes the day on which an unfolded agreement took effect at its line. */
function groupDate({ key }, layout) {
  const agreement = agreements.get(key);
  if (!agreement || layout.phone) return [];
  const at = xOf(agreement.day, layout);
  const isNear = layout.right - at < 90;
  return [
    draw("path.timeline-flag", { d: `M${at - 4} ${HEAD - 8}h8l-4 6z` }),
    draw(
      "text.timeline-small",
      { x: at + (isNear ? -8 : 8), y: HEAD - 5, "text-anchor": isNear ? "end" : null },
      shortDate(agreement.date),
    ),
  ];
}
