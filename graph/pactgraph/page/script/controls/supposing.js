/* A switch for every event without a date: as recorded, happens on a date, or never. */

import { answers, brokenInWords, isKnown } from "../answers/answers.js";
import { make, renew, renewed } from "../elements/dom.js";
import { isDay } from "../kernel/instants.js";
import { clausesOfEvent, element, events, openEvents } from "../model/model.js";
import { change, state, withAssumed } from "../state/state.js";
import { counted, eventLabel, eventName, listed, say, text, written } from "../words/words.js";
import { dayListeners } from "./dates.js";

/** Returns the assumption about an event in words: "AGI verified on 1 June 2029". */
function assumptionInWords([event, date]) {
  const name = text(events.get(event).name);
  if (date === "never") return say("assumed_never", { event: name });
  return say(date.length > 7 ? "assumed_on" : "assumed_in", { event: name, date: written(date) });
}

/** Returns what is assumed in a setting, in words; "" for nothing. */
export const assumptionsInWords = ({ assumed }) => listed([...assumed].map(assumptionInWords));

const choiceOf = (event) => {
  const date = state().assumed.get(event);
  return date === undefined ? "open" : date === "never" ? "never" : "on";
};

const recordedWords = ({ happening }) =>
  happening.date === null
    ? say("event_undated")
    : say("event_happened", { date: written(happening.date) });

/** Returns the day that an event is put on first: the day asked about, if that is later. */
function firstDay() {
  const { on, known } = state();
  const later =
    on.slice(0, 10) > known.slice(0, 10) ? on : `${Number(known.slice(0, 4)) + 2}-06-01`;
  return later.slice(0, 10);
}

function suppose(event, choice, day, options) {
  const date = choice === "on" ? day : choice === "never" ? "never" : null;
  change({ assumed: withAssumed(state().assumed, event, date) }, options);
}

/** Returns the switch of an event: a choice, and a date if it is to happen on one. */
export function supposingSwitch(key, id) {
  const event = events.get(key);
  const choice = choiceOf(key);
  const option = (value, told) => make("option", { value, selected: choice === value }, told);
  const select = make(
    "select",
    { id, "data-event": key, onchange: ({ target }) => suppose(key, target.value, firstDay()) },
    option("open", recordedWords(event)),
    option("on", say("event_on")),
    option("never", say("event_never")),
  );
  if (choice !== "on") return [select];
  const date = state().assumed.get(key);
  const field = make("input", {
    type: isDay(date) ? "date" : "text",
    id: `${id}-date`,
    min: "1900-01-01",
    max: "9998-12-31",
    required: true,
    "data-event-date": key,
    "aria-label": say("event_date", { event: eventLabel(key) }),
    ...dayListeners(
      () => state().assumed.get(key) ?? "",
      (day, options) => suppose(key, "on", day, options),
    ),
  });
  field.value = date;
  return [select, field];
}

/** Writes the dates that are supposed into their fields, but not where one types. */
export function writeSupposedDates(parent) {
  for (const field of parent.querySelectorAll("[data-event-date]")) {
    if (document.activeElement !== field)
      field.value = state().assumed.get(field.dataset.eventDate);
  }
}

const clausesHanging = (key) => (clausesOfEvent.get(key) ?? []).filter((clause) => isKnown(clause));

/** Returns the events that have a switch: the open ones, those of most clauses first, and all
    about which something is assumed. */
function switchable() {
  const { assumed } = state();
  const more = [...assumed.keys()].filter((key) => !openEvents.some((event) => event.key === key));
  return [...openEvents, ...more.map((key) => events.get(key))];
}

function eventRow(event, number) {
  const { key } = event;
  const n = clausesHanging(key).length;
  const id = `suppose-${number}`;
  const unknown = answers().unknown.has(key);
  return make(
    "div",
    { class: `event ${choiceOf(key) === "open" ? "" : "supposed"}` },
    make("label", { for: id }, event.isAgreement ? eventName(key) : eventLabel(key)),
    make(
      "button.quiet",
      { "data-select": key },
      unknown ? say("not_known_short") : counted("clauses", n),
    ),
    make("div.switches", ...supposingSwitch(key, id)),
  );
}

/** Draws the switches; the one that has the keyboard keeps it. */
export function drawSupposing() {
  const box = element("events");
  renewed(box, () => renew(box, switchable().map(eventRow)));
  writeSupposedDates(box);
  element("suppose-reset").hidden = state().assumed.size === 0;
  element("broken").textContent = brokenInWords();
}

element("suppose-reset").addEventListener("click", () => change({ assumed: new Map() }));
