/* The axis of the timeline: years, known events, today, and the handle of the day asked about. */

import { answers } from "../answers/answers.js";
import { span, today } from "../controls/dates.js";
import { draw } from "../elements/dom.js";
import { cutTo, textWidth } from "../elements/measuring.js";
import { timeScale } from "../elements/scale.js";
import { plusDays } from "../kernel/instants.js";
import { agreements, clausesOfEvent } from "../model/model.js";
import { state } from "../state/state.js";
import { eventLabel, say, short, written } from "../words/words.js";

export const AXIS = Object.freeze({ height: 64, pill: 24, marks: 40, years: 58 });
const AXIS_FONT = 11.5;
const PHONE_WIDTH = 560; // narrower, and labels stand above their bars
const LABEL_GAP = 4;

/** Returns where things stand in a timeline of a width: labels, and the chart beside or below;
    on paper the rows are closer to one another. */
export function timelineLayout(width, onPaper = false) {
  const phone = width < PHONE_WIDTH;
  const labels = phone ? width : Math.min(380, Math.max(200, Math.round(width * 0.4)));
  const left = phone ? 4 : labels + 12;
  const right = width - 12;
  const scale = timeScale(span.from, plusDays(span.until, 1), Math.max(1, right - left));
  return Object.freeze({ width, phone, onPaper, labels, left, right, scale });
}

export const chosenDay = () => state().on.slice(0, 10);

/** Returns where a date is drawn: at an edge of the chart if it lies beyond. */
export const xOf = (date, { scale, left, right }) =>
  Math.floor(Math.min(right, Math.max(left, left + scale.x(date)))) + 0.5;

const isOnAxis = (date, { scale }) => scale.x(date) >= 0 && scale.x(date) <= scale.width;

// ---- events ------------------------------------------------------------------------

/** Returns what is dated in the setting, if it is on the axis: versions taking effect, and events,
    with their labels. */
function timelineMarks(layout) {
  const { unknown, windows } = answers();
  const { assumed, selected } = state();
  const others = [...clausesOfEvent.keys()].filter((key) => !agreements.has(key));
  return [...agreements.keys(), ...others].flatMap((key) => {
    const { earliest = null, latest = null } = windows.get(key) ?? {};
    const supposed = assumed.has(key);
    const { date } = agreements.get(key) ?? {};
    const isDated = date !== undefined || supposed || earliest === latest;
    if (unknown.has(key) || earliest === null || latest === null || !isDated) return [];
    if (!isOnAxis(earliest, layout)) return [];
    const day = assumed.get(key) ?? date ?? earliest.slice(0, 10);
    const told = (words) => (date === undefined ? `${eventLabel(key)}, ${words(day)}` : words(day));
    const title = `${written(day)}: ${eventLabel(key)}`;
    const rank = key === selected ? 2 : supposed ? 1 : 0;
    return [{ key, x: xOf(earliest, layout), at: earliest, supposed, told, title, rank }];
  });
}

/** Returns a day as "23 Nov 2026", a month as "Nov 2026". */
export const shortDate = (date) =>
  /^\d{4}-\d\d$/u.test(date) ? short(`${date}-01`).replace(/^\S+ /u, "") : short(date);

/** Returns a date without its year, which stands on the axis. */
const withoutYear = (date) => shortDate(date).replace(/ \d{4}$/u, "");

/** Gives the marks labels: with the year if there is room for all, else without. */
function labelledMarks(marks, layout) {
  const full = labelsThatFit(marks, layout, shortDate);
  return full.size === marks.length ? full : labelsThatFit(marks, layout, withoutYear);
}

/** Gives as many marks a label as there is room for: first what is selected or supposed, then
    the latest. The others keep their line. */
function labelsThatFit(marks, layout, words) {
  const taken = [];
  const sorted = [...marks].sort((a, b) => b.rank - a.rank || (a.at < b.at ? 1 : -1));
  const labels = new Map();
  for (const mark of sorted) {
    const told = cutTo(mark.told(mark.rank > 0 ? shortDate : words), 190, AXIS_FONT);
    const wide = textWidth(told, AXIS_FONT);
    const low = layout.phone ? 0 : layout.left - 60;
    const start = Math.min(layout.width - wide, Math.max(low, mark.x - wide / 2));
    const isFree = taken.every(
      ([from, to]) => start > to + LABEL_GAP || start + wide < from - LABEL_GAP,
    );
    if (!isFree) continue;
    taken.push([start, start + wide]);
    labels.set(mark.key, { told, x: start });
  }
  return labels;
}

// ---- drawing -----------------------------------------------------------------------

const YEAR_ROOM = 34; // pixels from one labelled year to the next
const LINE_ROOM = 7;
const QUARTERS_ROOM = 100;
const CROWDED = 5; // pixels between lines of events that would look like one bar

/** Returns the ticks that have a line: quarters where a year is wide, else as many years as fit. */
function gridTicks({ scale }) {
  const years = scale.ticks("years", LINE_ROOM);
  const isWide = years.length > 1 && years[1].x - years[0].x >= QUARTERS_ROOM;
  return isWide ? scale.ticks("quarters") : years;
}

/** Returns those of some places that lie close to another one. */
function crowdedAmong(places) {
  const sorted = [...places].sort((a, b) => a - b);
  const pairs = sorted.slice(1).map((place, i) => [sorted[i], place]);
  return new Set(pairs.filter(([before, place]) => place - before < CROWDED).flat());
}

/** Returns the grid and the known events, as lines through the chart from `top` to `bottom`. */
export function gridShapes(layout, top, bottom) {
  const lines = gridTicks(layout).map(({ day, x }) =>
    draw("path", {
      class: ["timeline-grid", !day.endsWith("-01-01") && "quarter"],
      "data-day": day,
      "data-x": layout.left + x,
      d: `M${Math.round(layout.left + x) + 0.5} ${top}V${bottom}`,
    }),
  );
  const known = timelineMarks(layout);
  const crowded = crowdedAmong(known.map(({ x }) => x));
  const ways = known.map(({ key, x, supposed }) =>
    draw("path", {
      class: ["timeline-version", supposed ? "supposed" : crowded.has(x) && "crowded"],
      "data-event": key,
      d: `M${x} ${top}V${bottom}`,
    }),
  );
  return [...lines, ...ways];
}

/** Returns the years in figures, and the known events. */
export function axisShapes(layout) {
  const marks = timelineMarks(layout);
  const labels = labelledMarks(marks, layout);
  return [
    ...[todayLine(layout, 6, AXIS.height)].filter(Boolean),
    draw("path.timeline-axis-line", { d: `M${layout.left} ${AXIS.height - 0.5}H${layout.right}` }),
    ...layout.scale
      .ticks("years", YEAR_ROOM)
      .flatMap(({ x, label }) => [
        draw("path.timeline-grid", {
          d: `M${Math.round(layout.left + x) + 0.5} ${AXIS.years - 11}V${AXIS.height}`,
        }),
        draw("text.timeline-small", { x: layout.left + x + 4, y: AXIS.years }, label),
      ]),
    ...marks.map(({ key, x, supposed, title }) => {
      const label = labels.get(key);
      return draw(
        "g",
        { role: "img", "aria-label": title, "data-mark": key },
        draw("title", title),
        draw("path", {
          class: ["timeline-version", supposed && "supposed"],
          d: `M${x} ${AXIS.marks + 3}V${AXIS.height}`,
        }),
        label && draw("text.timeline-small.strong", { x: label.x, y: AXIS.marks }, label.told),
      );
    }),
  ];
}

/** Returns the pill of the day asked about: what it says and where, on the axis. */
export function pillOf(layout) {
  const day = short(chosenDay());
  const told = chosenDay() === today() ? `${say("timeline_today")}, ${day}` : day;
  const wide = textWidth(told, 12, 600) + 18;
  const at = xOf(chosenDay(), layout);
  return { told, wide, at, left: Math.min(layout.width - wide, Math.max(0, at - wide / 2)) };
}

/** Returns where "today" is written: beside its line, not under the pill; null for nowhere. */
export function todayLabel(layout) {
  if (chosenDay() === today() || !isOnAxis(today(), layout)) return null;
  const told = say("timeline_today");
  const wide = textWidth(told, AXIS_FONT);
  const at = xOf(today(), layout);
  const pill = pillOf(layout);
  const free = [at + 4, at - 4 - wide].find(
    (x) =>
      x >= 0 &&
      x + wide <= layout.width &&
      (x > pill.left + pill.wide + 4 || x + wide < pill.left - 4),
  );
  return free === undefined ? null : { told, x: free, y: 16 };
}

/** Returns the line of today; null if it is not on the axis. */
export const todayLine = (layout, top, bottom) =>
  isOnAxis(today(), layout)
    ? draw("path.timeline-today", { d: `M${xOf(today(), layout)} ${top}V${bottom}` })
    : null;
