/* The timeline: every clause as a bar through time, in a row of its own. Nodes are kept while
   they stand for the same rows; a change of the day moves a line and changes marks. */

import { answers } from "../answers/answers.js";
import { adjust, arrange, draw, hit } from "../elements/dom.js";
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
  todayLine,
} from "./axis.js";
import { hatchPattern } from "./bars.js";
import { drawEntry, keyOfEntry, timelineEntries } from "./entries.js";
import { wireTimeline } from "./hands.js";
import { legendItems } from "./legend.js";
import { foldCount, foldGroups, isGroupFolded, timelineGroups, unknownInWords } from "./rows.js";

const HATCH = "timeline-hatch";
let panel = null;
let frameWidth = 0; // 0 while another view is shown
/** @type {{ entries: any[], kind?: string, layout?: any, keep?: any, height?: number, rows?: any }} */
let laid = { entries: [] };

/** Makes the parts of the panel, once. */
function madePanel() {
  const axis = draw("svg.timeline-axis", { height: AXIS.height });
  const chart = draw("svg.timeline-chart", { role: "tree", "aria-describedby": "timeline-help" });
  const handle = handleNode();
  axis.append(handle);
  const frame = element("timeline-frame");
  frame.replaceChildren(axis, chart);
  new ResizeObserver(([{ contentRect }]) => {
    frameWidth = Math.floor(contentRect.width);
    if (frameWidth !== laid.layout?.width) drawTimeline();
  }).observe(frame);
  wireTimeline({
    axis,
    chart,
    entries: () => laid.entries,
    layout: () => laid.layout,
    redraw: drawTimeline,
    choose: (key) => {
      chosenHere = things.has(key) ? key : null;
      change({ selected: chosenHere });
    },
    move: moveCursor,
  });
  wireHead();
  return { axis, chart, frame, handle };
}

let chosenHere = null;
let lastSelected = null;
let cursor = null; // id of the entry that the keyboard is at

/** Draws the timeline as the state has it, and notes how long it took. */
export function drawTimeline() {
  const start = performance.now();
  drawAllOfTimeline();
  performance.clearMeasures("timeline");
  performance.measure("timeline", { start });
}

function drawAllOfTimeline() {
  panel ??= madePanel();
  const width = frameWidth || Math.floor(panel.frame.clientWidth);
  if (width === 0) return;
  const { language, grouping, selected } = state();
  if (selected !== lastSelected && selected !== chosenHere) unfoldFor(selected);
  const kind = [width, language, grouping, state().compare !== null].join("\n");
  const rows = [foldCount(), ...answers().unknown].join("\n");
  const relaid = laid.kind !== kind;
  if (relaid) layOut(width, kind);
  const isOther = relaid || laid.rows !== rows;
  if (isOther) laid = { ...laid, ...timelineEntries(laid.layout), rows };
  for (const entry of laid.entries) drawEntry(entry, laid.layout, HATCH, laid.keep);
  if (isOther) layOutRows();
  drawKnownEvents();
  drawDay();
  drawUnknown();
  drawHead();
  if (selected !== lastSelected || relaid) tellCovered();
  if (selected !== lastSelected) revealSelected();
  if (selected !== chosenHere) chosenHere = null;
  lastSelected = selected;
}

/** Makes everything anew, for another width or language or other sorts of rows. */
function layOut(width, kind) {
  const layout = timelineLayout(width);
  laid = { kind, layout, entries: [], keep: keeper(), height: 0, rows: null };
  panel.axis.setAttribute("viewBox", `0 0 ${width} ${AXIS.height}`);
  panel.chart.setAttribute("aria-label", say("view_timeline"));
  panel.lines = draw("g", { "aria-hidden": "true" });
  panel.entries = draw("g", { role: "none" });
  panel.chart.replaceChildren(draw("defs", hatchPattern(HATCH)), panel.lines, panel.entries);
  panel.todayText = draw("text.timeline-small");
  panel.marks = draw("g");
  panel.axisChosen = draw("path.timeline-chosen", {
    d: `M0 0V${AXIS.height}`,
    "aria-hidden": "true",
  });
  const { axis, handle } = panel;
  for (const node of [...axis.children]) if (node !== handle) node.remove();
  handle.before(
    ...[todayLine(layout, 6, AXIS.height)].filter(Boolean),
    panel.axisChosen,
    panel.marks,
    panel.todayText,
  );
  element("timeline-legend").replaceChildren(...legendItems(HATCH));
}

/** Puts the rows that there are now under one another; those that were there are kept. */
function layOutRows() {
  const hadFocus = panel.chart.contains(document.activeElement);
  const { layout, entries } = laid;
  const height = Math.max(1, laid.height ?? 0);
  adjust(panel.chart, { viewBox: `0 0 ${layout.width} ${height}`, height });
  arrange(
    panel.entries,
    entries.map(({ node }) => node),
  );
  moveCursor(entries.find(({ id }) => id === cursor) ?? entries[0], hadFocus);
}

/** Tells the style how much of the window other parts of the page cover, above and below. */
function tellCovered() {
  const covered = (part, position) =>
    part && getComputedStyle(part).position === position ? part.offsetHeight : 0;
  const { style } = panel.frame.parentElement;
  style.setProperty("--timeline-top", `${covered(document.querySelector(".times"), "sticky")}px`);
  style.setProperty("--timeline-bottom", `${covered(element("details"), "fixed")}px`);
}

const handleNode = () =>
  draw(
    "g.timeline-handle",
    { role: "slider", tabindex: 0 },
    draw("rect", { y: 0, height: AXIS.pill, rx: 4 }),
    draw("text", { y: 16.5, "text-anchor": "middle" }),
  );

/** Draws the lines of known events, if they have changed. */
const drawKnownEvents = keptWhile(
  () => [laid.rows, laid.layout, state().known, state().assumed, state().selected],
  () => {
    panel.lines.replaceChildren(...gridShapes(laid.layout, 0, laid.height));
    panel.marks.replaceChildren(...axisShapes(laid.layout));
  },
);

const dayNumber = (date) => Math.round(Date.parse(date) / 86_400_000);

/** Moves the day asked about: its line, its pill, and what is written beside. */
function drawDay() {
  const { layout } = laid;
  const { told, wide, at, left } = pillOf(layout);
  adjust(panel.axisChosen, { transform: `translate(${at} 0)` });
  const [rect, label] = panel.handle.children;
  adjust(rect, { x: left, width: wide });
  adjust(label, { x: left + wide / 2 });
  label.textContent = told;
  const [first, last] = [dayNumber(layout.scale.from), dayNumber(layout.scale.to) - 1];
  adjust(panel.handle, {
    "aria-label": say("on_slider"),
    "aria-valuemin": first,
    "aria-valuemax": last,
    "aria-valuenow": Math.min(last, Math.max(first, dayNumber(chosenDay()))),
    "aria-valuetext": written(chosenDay()),
  });
  const { told: today = "", ...place } = todayLabel(layout) ?? {};
  panel.todayText.textContent = today;
  adjust(panel.todayText, place);
}

const groupKeys = () => laid.entries.filter(({ clause }) => !clause).map(({ group }) => group.key);

/** Draws how rows are grouped, and whether groups are folded. */
function drawHead() {
  for (const button of element("timeline-head").querySelectorAll("[aria-pressed]")) {
    adjust(button, { "aria-pressed": button.dataset.timeline === state().grouping });
  }
  const isFolded = groupKeys().some(isGroupFolded);
  element("timeline-folds").textContent = say(isFolded ? "timeline_unfold" : "timeline_fold");
}

function wireHead() {
  element("timeline-head").addEventListener("click", (event) => {
    const { timeline } = hit(event, "button")?.dataset ?? {};
    if (timeline === "folds") {
      foldGroups(groupKeys(), !groupKeys().some(isGroupFolded));
      drawTimeline();
    } else if (timeline !== undefined) change({ grouping: timeline });
  });
}

function drawUnknown() {
  const told = unknownInWords();
  element("timeline-unknown").textContent = told;
  element("timeline-unknown").hidden = told === "";
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
