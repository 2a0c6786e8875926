/* The timeline: every clause as a bar through time, in a row of its own. Nodes are kept while
   they stand for the same rows; a change of the day moves a line and changes marks. */

import { answers } from "../answers/answers.js";
import { adjust, arrange, hit } from "../elements/dom.js";
import { keeper } from "../elements/keeping.js";
import { clausesOfEvent, element, things } from "../model/model.js";
import { keptWhile } from "../state/perstate.js";
import { change, state } from "../state/state.js";
import { say, written } from "../words/words.js";
import {
  AXIS,
  axisShapes,
  chosenDay,
  gridShapes,
  pillOf,
  timelineLayout,
  todayLabel,
} from "./axis.js";
import { drawEntry, keyOfEntry, timelineEntries } from "./entries.js";
import { wireHands } from "./hands.js";
import { legendItems } from "./legend.js";
import { foldCount, foldGroups, isGroupFolded, timelineGroups, unknownInWords } from "./rows.js";

const part = (name) => element(`timeline-${name}`);
const frame = part("frame");
const chart = part("chart");

let width = 0; // of the frame; 0 while another view is shown
/** @type {{ entries: any[], height: number }} */
let laid = { entries: [], height: 0 };
let chosenHere = null;
let lastSelected = null;
let cursor = null; // id of the entry that the keyboard is at

/** Returns what rows are drawn on: another for another width or language or other sorts of rows. */
const groundNow = keptWhile(
  () => [width, state().language, state().grouping, state().compare !== null],
  () => ({ layout: timelineLayout(width), keep: keeper() }),
);

/** Returns the rows that there are now. */
const rowsNow = keptWhile(
  () => [groundNow(), foldCount(), [...answers().unknown].join("\n")],
  () => timelineEntries(groundNow().layout),
);

/** Draws the timeline as the state has it, and notes how long it took. */
export function drawTimeline() {
  const start = performance.now();
  width ||= Math.floor(frame.clientWidth);
  if (width === 0) return;
  const { selected } = state();
  const isOther = selected !== lastSelected;
  if (isOther && selected !== chosenHere) unfoldFor(selected);
  const before = laid;
  laid = rowsNow();
  const { layout, keep } = groundNow();
  for (const entry of laid.entries) drawEntry(entry, layout, keep);
  if (laid !== before) layOutRows();
  drawGround();
  drawKnownEvents();
  drawDay();
  part("unknown").textContent = unknownInWords();
  drawHead();
  if (isOther) {
    tellCovered();
    revealSelected();
  }
  if (selected !== chosenHere) chosenHere = null;
  lastSelected = selected;
  performance.clearMeasures("timeline");
  performance.measure("timeline", { start });
}

/** Puts the rows that there are now under one another; those that were there are kept. */
function layOutRows() {
  const hadFocus = chart.contains(document.activeElement);
  const { entries } = laid;
  const height = Math.max(1, laid.height);
  adjust(chart, { viewBox: `0 0 ${width} ${height}`, height });
  const nodes = entries.map(({ node }) => node);
  arrange(part("entries"), nodes);
  moveCursor(entries.find(({ id }) => id === cursor) ?? entries[0], hadFocus);
}

/** Draws what belongs to the ground. */
const drawGround = keptWhile(
  () => [groundNow()],
  () => {
    adjust(part("axis"), { viewBox: `0 0 ${width} ${AXIS.height}`, height: AXIS.height });
    part("legend").replaceChildren(...legendItems());
    tellCovered();
  },
);

/** Tells the style how much of the window other parts of the page cover, above and below. */
function tellCovered() {
  const covered = (other, position) =>
    other && getComputedStyle(other).position === position ? other.offsetHeight : 0;
  const { style } = element("view-timeline");
  style.setProperty("--timeline-top", `${covered(document.querySelector(".times"), "sticky")}px`);
  style.setProperty("--timeline-bottom", `${covered(element("details"), "fixed")}px`);
}

/** Draws the lines of known events, if they have changed. */
const drawKnownEvents = keptWhile(
  () => [laid, state().known, state().assumed, state().selected],
  () => {
    const { layout } = groundNow();
    part("lines").replaceChildren(...gridShapes(layout, 0, laid.height));
    part("marks").replaceChildren(...axisShapes(layout));
  },
);

const dayNumber = (date) => Math.round(Date.parse(date) / 86_400_000);

/** Moves the day asked about: its line, its pill, and what is written beside. */
function drawDay() {
  const { layout } = groundNow();
  const { told, wide, at, left } = pillOf(layout);
  adjust(part("chosen"), { transform: `translate(${at} 0)` });
  const handle = part("handle");
  const [rect, label] = handle.children;
  adjust(rect, { x: left, width: wide, height: AXIS.pill });
  adjust(label, { x: left + wide / 2 });
  label.textContent = told;
  const [first, last] = [dayNumber(layout.scale.from), dayNumber(layout.scale.to) - 1];
  adjust(handle, {
    "aria-valuemin": first,
    "aria-valuemax": last,
    "aria-valuenow": Math.min(last, Math.max(first, dayNumber(chosenDay()))),
    "aria-valuetext": written(chosenDay()),
  });
  const { told: today = "", ...place } = todayLabel(layout) ?? {};
  part("today").textContent = today;
  adjust(part("today"), place);
}

const groupKeys = () => laid.entries.filter(({ clause }) => !clause).map(({ group }) => group.key);

/** Draws how rows are grouped, and whether groups are folded. */
function drawHead() {
  for (const button of part("head").querySelectorAll("[aria-pressed]")) {
    adjust(button, { "aria-pressed": button.dataset.timeline === state().grouping });
  }
  const isFolded = groupKeys().some(isGroupFolded);
  part("folds").textContent = say(isFolded ? "timeline_unfold" : "timeline_fold");
}

// ---- selection and cursor ------------------------------------------------------------

const entryOf = (key) => laid.entries.find((entry) => keyOfEntry(entry) === key);

/** Unfolds a group that has what was selected elsewhere, unless another shows it already. */
function unfoldFor(key) {
  const having = timelineGroups().filter((group) =>
    group.clauses.some((clause) => clause.key === key),
  );
  if (having.length > 0 && having.every((group) => isGroupFolded(group.key))) {
    foldGroups([having[0].key], false);
  }
}

/** Returns the entry of what is selected; of an event, those whose status depends on it, or
    else all that name it. */
function selectedEntries() {
  const { selected } = state();
  const own = entryOf(selected);
  if (own || selected === null) return own ? [own] : [];
  const naming = clausesOfEvent.get(selected) ?? [];
  const named = laid.entries.filter(({ clause }) => naming.includes(clause));
  const { of } = answers();
  const depending = named.filter(({ clause }) => of.get(clause.key).dependsOn.includes(selected));
  return depending.length > 0 ? depending : named;
}

/** Brings into sight what is selected: the first of it, and as much more as there is room for. */
function revealSelected() {
  const found = selectedEntries();
  if (found.length === 0) return;
  moveCursor(found[0], false);
  for (const { node } of found.reverse()) node.scrollIntoView({ block: "nearest" });
}

/** Puts the keyboard on an entry. */
function moveCursor(entry, focus) {
  if (!entry) return;
  for (const { node } of laid.entries) adjust(node, { tabindex: -1 });
  cursor = entry.id;
  adjust(entry.node, { tabindex: 0 });
  if (focus) entry.node.focus();
}

// ---- mouse, touch and keyboard ---------------------------------------------------------

part("head").addEventListener("click", (event) => {
  const { timeline } = hit(event, "button")?.dataset ?? {};
  if (timeline === "folds") {
    foldGroups(groupKeys(), !groupKeys().some(isGroupFolded));
    drawTimeline();
  } else if (timeline !== undefined) change({ grouping: timeline });
});
new ResizeObserver(([{ contentRect }]) => {
  const before = width;
  width = Math.floor(contentRect.width);
  if (width !== before) drawTimeline();
}).observe(frame);
wireHands({
  axis: part("axis"),
  chart,
  entries: () => laid.entries,
  layout: () => groundNow().layout,
  redraw: drawTimeline,
  choose: (key) => {
    chosenHere = things.has(key) ? key : null;
    change({ selected: chosenHere });
  },
  move: moveCursor,
});
