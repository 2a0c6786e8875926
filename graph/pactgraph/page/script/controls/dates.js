/* The two dates of the setting: fields, sliders, and the ruler above them. */

import { courseOfClause, knownClauses } from "../answers/answers.js";
import { effectStarts } from "../answers/effects.js";
import { draw } from "../elements/dom.js";
import { timeScale } from "../elements/scale.js";
import { dayOf, FIRST, isDay, plusDays, windowOn } from "../kernel/instants.js";
import { agreements, clauses, element, model } from "../model/model.js";
import { keptWhile } from "../state/perstate.js";
import { change, INITIAL, state } from "../state/state.js";
import { text } from "../words/words.js";

const DAY_LENGTH = 86_400_000;

/** Returns the day of the device that the page is open on. */
export const today = () => {
  const now = new Date();
  return dayOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
};

const dayNumber = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_LENGTH);
const dayFrom = (number) => dayOf(number * DAY_LENGTH);

/** The years that the ruler spans: all dates in the record, and some beyond today. */
export const span = (() => {
  const instants = [
    ...[...clauses.values()].flatMap(({ periods }) =>
      periods.flatMap(({ from, until }) => [from, until]),
    ),
    ...model.events.map(({ happening }) => happening.occurred?.earliest ?? null),
  ].filter((instant) => instant !== null);
  const years = instants.map((instant) => Number(instant.slice(0, 4)));
  years.push(...[INITIAL.on, INITIAL.known].map((day) => Number(day.slice(0, 4))));
  const now = Number(INITIAL.known.slice(0, 4));
  const first = Math.max(now - 100, Math.min(...years));
  const last = Math.min(now + 100, Math.max(...years, now + 5));
  return Object.freeze({ first, last, from: `${first}-01-01`, until: `${last}-12-31` });
})();

const spanScale = (width) => timeScale(span.from, plusDays(span.until, 1), width);

/** Returns where an instant or a day lies in the span, from 0 to 1. */
const shareOf = spanScale(1).x;

/** Returns the instants at which known clauses change, in order, one for each change; and
    the days of these. */
const turns = keptWhile(
  () => [state().known, state().assumed],
  () => {
    const instants = knownClauses()
      .flatMap((clause) => courseOfClause(clause).map(({ since }) => since))
      .filter((since) => since !== FIRST)
      .sort();
    return { instants, days: [...new Set(instants.map((instant) => instant.slice(0, 10)))] };
  },
);

/** Returns the nearest day of change before or after a day, or the one asked about; null if none. */
export function nextChange(way, on = state().on.slice(0, 10)) {
  const { days } = turns();
  return (way < 0 ? days.findLast((day) => day < on) : days.find((day) => day > on)) ?? null;
}

// ---- ruler -----------------------------------------------------------------------

const RULER = { height: 38, base: 24, years: 40 }; // pixels; from one labelled year to the next
const BINS_A_YEAR = 4;

/** Counts the changes of each quarter, of clauses that exist for the question. */
function changesByQuarter() {
  const counts = new Array((span.last - span.first + 1) * BINS_A_YEAR).fill(0);
  for (const since of turns().instants) {
    const share = shareOf(since);
    if (share >= 0 && share < 1) counts[Math.floor(share * counts.length)] += 1;
  }
  return counts;
}

/** Returns a mark at each day from which on what is supposed changes a clause. */
const effectMarks = (x) =>
  effectStarts()
    .map((since) => x(since))
    .filter((at) => at >= 0 && at <= width)
    .map((at) => draw("path.effect", { d: `M${at - 5} 1h10l-5 8z` }));

let width = 0; // of the ruler, in pixels
const askedLine = draw("path.asked", { d: `M0 0V${RULER.height}` });
const drawRulerAnew = keptWhile(() => [width, turns(), state().language], drawRulerOfYears);

/** Draws the ruler; if only the day asked about has changed, its line moves. The width comes
    from who watches it: to ask for it here would lay out the whole page once more. */
function drawRuler() {
  if (width === 0) return;
  drawRulerAnew();
  askedLine.setAttribute("transform", `translate(${shareOf(state().on) * width} 0)`);
}

function drawRulerOfYears() {
  const svg = element("ruler");
  const { x, ticks } = spanScale(width);
  const counts = changesByQuarter();
  const most = Math.max(1, ...counts);
  const wide = width / counts.length;
  svg.setAttribute("viewBox", `0 0 ${width} ${RULER.height}`);
  svg.replaceChildren(
    ...counts.map((n, i) => {
      const high = n === 0 ? 0 : Math.max(2, (n / most) * (RULER.base - 3));
      return draw("rect.changes", {
        x: i * wide + 0.5,
        y: RULER.base - high,
        width: Math.max(1, wide - 1),
        height: high,
      });
    }),
    draw("path.axis", { d: `M0 ${RULER.base}.5H${width}` }),
    ...ticks("years", RULER.years).flatMap((year) => [
      draw("path.axis", { d: `M${year.x} ${RULER.base}v5` }),
      draw("text", { x: year.x + 4, y: RULER.height - 2 }, year.label),
    ]),
    ...[...agreements.values()].map(({ day, label }) =>
      draw(
        "path.version",
        { d: `M${x(day) - 3.5} ${RULER.base}h7l-3.5 5z` },
        draw("title", text(label)),
      ),
    ),
    ...effectMarks(x),
    draw("path.today", { d: `M${x(today())} 2V${RULER.base}` }),
    askedLine,
  );
}

// ---- fields and sliders -----------------------------------------------------------

const FIELDS = ["on", "known"];
const dayPart = (date) => date.slice(0, 10);

/** Draws dates, sliders and ruler as the state has them. */
export function drawDates(now) {
  for (const name of FIELDS) {
    const field = element(name);
    if (document.activeElement !== field) field.value = dayPart(now[name]);
    const slider = element(`${name}-slider`);
    slider.value = String(dayNumber(dayPart(now[name])));
    slider.setAttribute("aria-valuetext", dayPart(now[name]));
  }
  element("earlier").disabled = nextChange(-1) === null;
  element("later").disabled = nextChange(1) === null;
  drawRuler();
}

/** Returns what a field for a day listens to: it sets the day while one types, all of it in one
    step, and what is no day is put back once the field is left. */
export function dayListeners(day, set) {
  let isTyping = false;
  return {
    onfocus() {
      isTyping = false;
    },
    onchange({ target: { type, validity, value } }) {
      const isDate = isDay(value) || (type === "text" && windowOn(value) !== null);
      if (!isDate || !validity.valid || value === day()) return;
      set(value, { merge: isTyping });
      isTyping = true;
    },
    onblur({ target }) {
      target.value = day();
    },
  };
}

for (const name of FIELDS) {
  const slider = element(`${name}-slider`);
  slider.min = String(dayNumber(span.from));
  slider.max = String(dayNumber(span.until));
  let dragging = false;
  slider.addEventListener("input", () => {
    change({ [name]: dayFrom(Number(slider.value)) }, { merge: dragging });
    dragging = true;
  });
  slider.addEventListener("change", () => {
    dragging = false;
  });
  const listeners = dayListeners(
    () => dayPart(state()[name]),
    (day, options) => change({ [name]: day }, options),
  );
  for (const [on, listener] of Object.entries(listeners)) {
    element(name).addEventListener(on.slice(2), /** @type {EventListener} */ (listener));
  }
}
for (const [id, way] of Object.entries({ earlier: -1, later: 1 })) {
  element(id).addEventListener("click", () => {
    const day = nextChange(way);
    if (day) change({ on: day });
  });
}
new ResizeObserver(([{ contentRect }]) => {
  width = contentRect.width;
  drawRuler();
}).observe(element("ruler"));
