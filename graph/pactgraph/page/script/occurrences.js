/* What is known about an event in a setting, and in one sentence (why/occurrences.py and
   why/occurrence_words.py). */

import { answers } from "./answers.js";
import { events } from "./model.js";
import { assumedWindow, recorded } from "./scenarios.js";
import { dayInWords, eventName, fill, phrasesOf, text } from "./words.js";

/**
 * Returns what is known about an event, underived or delayed:
 *   event, base     the event, and the one that it is delayed after or itself
 *   basis           where its window comes from: "assumed", "recorded", "ordered", "open",
 *                   "undecided" or "not yet known"
 *   date            its date {text, earliest, latest}, or null
 *   window, baseWindow
 *   because         the events whose dates matter by the order of events
 *   claims          what sources claim about its date, if it is open
 */
export function occurrenceOf(event, found = answers()) {
  const base = found.base.get(event) ?? event;
  const [basis, date] = basisOf(base, found);
  return {
    event,
    base,
    basis,
    date,
    window: found.windows.get(event),
    baseWindow: found.windows.get(base),
    because: basis === "ordered" ? settledBeside(base, found) : [],
    claims: basis === "open" || basis === "undecided" ? claimsAbout(base, found) : [],
  };
}

function basisOf(event, { setting, tick, windows, unknown }) {
  const { happening } = events.get(event);
  if (setting.assumed.has(event)) {
    const date = setting.assumed.get(event);
    return ["assumed", date === "never" ? null : { text: date, ...assumedWindow(date) }];
  }
  const stated = recorded(happening, tick);
  const window = windows.get(event);
  if (stated.latest !== null) return ["recorded", { text: happening.date, ...stated }];
  if (stated.earliest !== window.earliest || window.latest !== null) return ["ordered", null];
  if (unknown.has(event)) return ["not yet known", null];
  return [happening.notBefore === null ? "open" : "undecided", null];
}

/** Returns the events before and after one whose dates, or not happening, are settled. */
function settledBeside(event, { setting, tick }) {
  const { earlier, later } = events.get(event);
  const isSettled = (other) => {
    const { earliest, latest } = recorded(events.get(other).happening, tick);
    return setting.assumed.has(other) || latest !== null || earliest === null;
  };
  return inOrder([...new Set([...earlier, ...later])].filter(isSettled));
}

/** Returns events in the order in which Python names them. */
export const inOrder = (keys) =>
  keys
    .map((key) => [events.get(key).iri, key])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);

const claimsAbout = (event, { tick }) =>
  events.get(event).claims.filter(({ knownSince }) => knownSince === null || knownSince < tick);

// ---- in words --------------------------------------------------------------------

/** Returns what is known about an event, in one sentence without a full stop. */
export function occurrenceInWords(occurrence, found = answers()) {
  const phrases = phrasesOf("occurrence");
  const { event, base, basis, because, window } = occurrence;
  let told = baseInWords(occurrence, found);
  if (basis === "assumed") told = fill(phrases.assumed, [told]);
  if (basis === "ordered") told = fill(phrases.ordered, [told, namesInWords(because)]);
  if (event === base || window.earliest === null) return told;
  const form = window.earliest === window.latest ? "delayed" : "delayed at the earliest";
  return fill(phrases[form], [told, eventName(event), onDay(window.earliest)]);
}

function baseInWords({ base, basis, date, baseWindow }, found) {
  const [form, day] = formOf(basis, date, baseWindow, found);
  const { isAgreement } = events.get(base);
  const forms = phrasesOf("occurrence")[form];
  return fill(forms[isAgreement ? 1 : 0], [nameInWords(base), day, found.setting.known]);
}

function formOf(basis, date, { earliest, latest }, { at }) {
  if (date !== null) return [date.earliest <= at ? "did" : "does", dateInWords(date)];
  if (basis === "assumed") return ["never", ""];
  if (basis === "not yet known") return ["unknown", ""];
  if (basis === "ordered" && latest !== null) return ["surely", onDay(latest)];
  if (earliest === null) return ["cannot", ""];
  return [basis === "ordered" ? "can" : basis, dayInWords(earliest)];
}

/** Returns what an event is called; an agreement by its number and label. */
export function nameInWords(key) {
  const { isAgreement, label } = events.get(key);
  return isAgreement ? fill(phrasesOf("occurrence").agreement, [key, text(label)]) : eventName(key);
}

/** Returns what events are called, joined by commas and a last "and". */
export function namesInWords(keys) {
  const names = keys.map(nameInWords);
  const last = names.pop() ?? "";
  return names.length > 0 ? [names.join(", "), last].join(phrasesOf("occurrence").and) : last;
}

/** Returns "on" a day, or "in" a month or a year whose day is not known. */
function dateInWords({ text: written, earliest, latest }) {
  return fill(phrasesOf("occurrence")[earliest === latest ? "day" : "coarse"], [written]);
}

const onDay = (instant) => fill(phrasesOf("occurrence").day, [dayInWords(instant)]);
