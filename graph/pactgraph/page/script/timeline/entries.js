/* The entries of the timeline, rows of clauses and heads of groups: where they stand, their
   nodes, and what changes in them. */

import { answers, differenceNow, lookCounts, lookOf } from "../answers/answers.js";
import { adjust, draw, glyph } from "../elements/dom.js";
import { cutTo } from "../elements/measuring.js";
import { matches } from "../finding/filter.js";
import { agreements } from "../model/model.js";
import { DIFFERENCE_SIGNS } from "../pictures/palette.js";
import { isFiltering, state } from "../state/state.js";
import { counted, looksCounted, say } from "../words/words.js";
import { chosenDay, shortDate, todayLine, xOf } from "./axis.js";
import { courseShapes, courseWords, sumShapes } from "./bars.js";
import {
  courseCompared,
  courseShown,
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

/** Returns the entries from top to bottom, and how high they are together. */
export function timelineEntries(layout) {
  const entries = [];
  let top = 0;
  const add = (entry) => {
    entries.push({ ...entry, top });
    top += entry.height;
  };
  for (const group of timelineGroups()) {
    const folded = isGroupFolded(group.key);
    const high = folded && layout.phone ? HEAD_ON_PHONE : HEAD;
    add({ id: `group ${group.key}`, group, folded, height: high });
    if (folded) continue;
    for (const clause of group.clauses) {
      add({ id: `${group.key} row ${clause.key}`, group, clause, height: rowHeight(layout) });
    }
    top += GROUP_GAP;
  }
  return { entries, height: top };
}

/** Returns the key of what an entry stands for: a clause, or an agreement or a party. */
export const keyOfEntry = ({ clause, group }) => (clause ?? group).key;

/** Draws an entry as the state has it: anew, unless `keep` has it as it is. */
export function drawEntry(entry, layout, keep) {
  const { id, clause, group, top } = entry;
  const { sign, parts } = (clause ? rowNow : headNow)(entry, layout, keep);
  entry.node = keep(id, sign, () => entryNode(entry, layout, parts()));
  const isSelected = state().selected === keyOfEntry(entry);
  adjust(entry.node, { transform: `translate(0 ${top})`, "aria-selected": isSelected });
  const line = entry.node.querySelector(".timeline-chosen");
  adjust(line, { transform: `translate(${xOf(chosenDay(), layout)} 0)` });
  entry.node.classList.toggle("faded", clause ? !matches(clause) : !group.clauses.some(matches));
}

/** Returns where the words of an entry stand, and how wide they may be. */
function placeOf({ clause = null, folded = false }, layout) {
  const x = clause ? 40 : 26;
  const y = clause ? (layout.phone ? 17 : 16.5) - raised(layout) : 19;
  const wide = clause || folded ? layout.labels : layout.width;
  return { x, y, room: wide - x - (layout.phone ? 8 : 4) };
}

/** Returns the node of an entry with what of it can change: bars, words on them, marks, its name. */
function entryNode(entry, layout, { bars, words, marks, name }) {
  const { clause, group, height, folded } = entry;
  const { x, y, room } = placeOf(entry, layout);
  const label = clause ? rowLabel(clause, group) : groupLabel(group);
  const told = clause ? cutTo(label, room, 13, 400) : cutTo(label, room, 13.5, 600);
  const top = clause ? 0 : -GROUP_GAP;
  return draw(
    "g",
    {
      class: clause ? "timeline-row" : "timeline-group",
      role: "treeitem",
      tabindex: -1,
      "aria-level": clause ? 2 : 1,
      "aria-expanded": clause ? null : String(!folded),
      "aria-label": name,
      "data-key": keyOfEntry(entry),
    },
    draw("rect.timeline-hit", { x: 1, y: 1, width: layout.width - 2, height: height - 2, rx: 3 }),
    !clause && chevron(folded),
    bars,
    todayLine(layout, top, height),
    draw("path.timeline-chosen", { d: `M0 ${top}V${height}` }),
    draw("g.timeline-bars", words),
    draw(clause ? "text.timeline-label" : "text.timeline-label.group", { x, y }, told),
    marks,
    draw("title", name),
  );
}

const chevron = (folded) =>
  draw(
    "g.timeline-fold",
    draw("rect.timeline-target", { x: 0, y: 1, width: 24, height: 28 }),
    draw("path.timeline-chevron", { d: folded ? "M9 9.5l5 5-5 5" : "M7 12l5 5 5-5" }),
  );

const courseName = (steps) =>
  steps
    ?.map(({ since, look, dependsOn, ways }) => [since, look, dependsOn, ways].join(" "))
    .join("\n");

/** Returns a row as it is now: what it is drawn from, and what draws its parts. */
function rowNow({ id, clause, group }, layout, keep) {
  const steps = courseShown(clause);
  const before = courseCompared(clause);
  const look = answers().broken.length > 0 ? "" : lookOf(clause);
  const changed = differenceNow(clause);
  const shape = `${courseName(steps)}\n\n${courseName(before)}`;
  const parts = () => {
    const at = agreements.get(clause.agreement).day;
    const up = raised(layout) + (before ? (layout.phone ? 1 : 3) : 0);
    const place = { top: (layout.phone ? 24 : 6) - up, height: 12 };
    const thin = { top: place.top + place.height + 2, height: 4 };
    const { y } = placeOf({ clause }, layout);
    return {
      name: rowName(clause, group),
      bars: keep(`${id} bars`, shape, () =>
        draw(
          "g.timeline-bars",
          courseShapes(steps, at, place, layout),
          before && draw("g.timeline-before", courseShapes(before, at, thin, layout)),
        ),
      ),
      words: courseWords(steps, at, place, layout),
      marks: [
        look && glyph(look, { x: 23, y: y - 10.5, width: 11, height: 11 }),
        draw("text.timeline-sign", { x: 9, y }, DIFFERENCE_SIGNS[changed] ?? ""),
      ],
    };
  };
  return { sign: [shape, look, changed].join("\n\n"), parts };
}

/** Returns "14 clauses · 9 in force · 2 depend", or how many of a group match. */
function groupWords({ clauses: own }) {
  if (isFiltering(state())) {
    return say("matching_box", { n: own.filter(matches).length, total: own.length });
  }
  const counts = answers().broken.length > 0 ? [] : looksCounted(lookCounts(own));
  return [counted("clauses", own.length), ...counts].join(" · ");
}

/** Returns the head of a group as it is now, likewise; folded it has the sums of its clauses. */
function headNow({ group, folded }, layout) {
  const told = groupWords(group);
  const { known, assumed } = state();
  const parts = () => {
    const { x, room } = placeOf({ folded: true }, layout);
    const place = { top: layout.phone ? 44 : 13, height: 18 };
    return {
      name: `${groupLabel(group)}, ${told}`,
      bars: draw("g.timeline-bars", folded && sumShapes(group.clauses, place, layout)),
      words: folded ? [] : groupDate(group, layout),
      marks: draw("text.timeline-small", { x, y: 35 }, cutTo(told, room, 11.5)),
    };
  };
  return { sign: JSON.stringify([folded, told, known, [...assumed]]), parts };
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
