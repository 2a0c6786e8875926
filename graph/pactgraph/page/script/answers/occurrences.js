/* What is known about an event in a setting, and in one sentence (why/occurrences.py and
   why/occurrence_words.py). */

import { FIRST, windowOn } from "../kernel/instants.js";
import { assumedWindow, floor, recorded } from "../kernel/scenarios.js";
import { baseOf, events, model } from "../model/model.js";
import { dayInWords, eventName, fill, phrasesOf, text } from "../words/words.js";
import { answers } from "./answers.js";

/**
 * Returns what is known about an event, underived or delayed:
 *   event, base     the event, and the one that it is delayed after or itself
 *   basis           where its window comes from: "assumed", "recorded", "ordered", "open",
 *                   "undecided" or "not yet known"
 *   date            its date {text, earliest, latest}, or null
 *   window, baseWindow
 *   because         the events whose dates matter by the order of events
 *   claims          what sources claim about its date, if it is open
 *   through         last day through which the record knows it not to have happened, or null
 *   shownBy         the sources that show that
 *   isAgainstRecord whether an assumption has it happen by then all the same
 */
export function occurrenceOf(event, found = answers()) {
  const base = baseOf(event);
  const [basis, date] = basisOf(base, found);
  const isAgainstRecord = isAgainst(base, basis, found);
  const isTold = isAgainstRecord || UNDATED.has(basis);
  const { through = null, shownBy = [] } = isTold ? events.get(base) : {};
  return {
    event,
    base,
    basis,
    date,
    window: found.windows.get(event),
    baseWindow: found.windows.get(base),
    because: basis === "ordered" ? settledBeside(base, found) : [],
    claims: basis === "open" || basis === "undecided" ? claimsAbout(base, found) : [],
    through,
    shownBy: through === null ? [] : shownBy,
    isAgainstRecord,
  };
}

const UNDATED = new Set(["open", "undecided", "ordered"]);

/** Returns whether an assumption has an event happen when it was found not to have. */
function isAgainst(event, basis, { windows, tick }) {
  const { earliest, latest } = windows.get(event);
  const found = floor(events.get(event).happening, tick);
  if (basis === "assumed") return latest !== null && latest < found;
  return basis === "ordered" && earliest !== null && earliest < found;
}

/** @returns {[string, any]} */
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

/** Returns the events before and after one by which it is bounded: those whose dates, or not
    happening, are settled, and those with an earliest day. */
function settledBeside(event, { setting, tick, relations }) {
  const isSettled = (other) => {
    const { happening } = events.get(other);
    const { earliest, latest } = recorded(happening, tick);
    const isFixed = latest !== null || earliest === null || happening.notBefore !== null;
    return setting.assumed.has(other) || isFixed;
  };
  return inOrder([...relations.before(event), ...relations.after(event)].filter(isSettled));
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
  const { event, base, basis, because, through, window } = occurrence;
  let told = baseInWords(occurrence, found);
  if (basis === "assumed") told = fill(phrases.assumed, [told]);
  if (basis === "ordered") told = fill(phrases.ordered, [told, namesInWords(because)]);
  if (occurrence.isAgainstRecord && through) told = fill(phrases.against, [told, through]);
  if (event === base || window.earliest === null) return told;
  if (window.earliest === FIRST) {
    if (window.latest === null) return told;
    return fill(phrases["delayed by"], [told, eventName(event), dayInWords(window.latest)]);
  }
  const form = window.earliest === window.latest ? "delayed" : "delayed at the earliest";
  return fill(phrases[form], [told, eventName(event), onDay(window.earliest)]);
}

function baseInWords(occurrence, found) {
  const { base, baseWindow, through } = occurrence;
  const [form, day] = formOf(occurrence, found);
  const { isAgreement } = events.get(base);
  const phrase = phrasesOf("occurrence")[form][isAgreement ? 1 : 0];
  const first = baseWindow.earliest === null ? "" : dayInWords(baseWindow.earliest);
  const days = [day, found.setting.known, first, through ?? "", model.reach?.text ?? ""];
  return fill(phrase, [nameInWords(base), ...days]);
}

const FORMS_WITHOUT_DATE = { assumed: "never", "not yet known": "unknown" };

/** Returns which phrase tells when an event happens, and the date that it names. */
function formOf(occurrence, found) {
  const { basis, date, baseWindow } = occurrence;
  const { earliest, latest } = baseWindow;
  if (date !== null) return [date.earliest <= found.at ? "did" : "does", dateInWords(date)];
  if (basis in FORMS_WITHOUT_DATE) return [FORMS_WITHOUT_DATE[basis], ""];
  if (earliest === null) return ["cannot", ""];
  if (basis === "open") return [openForm(occurrence, found), dayInWords(earliest)];
  if (basis === "ordered" && latest !== null) return orderedForm(earliest, latest, found.at);
  return [basis === "undecided" ? basis : "can", dayInWords(earliest)];
}

/** Of an event that its order puts between two instants. */
function orderedForm(earliest, latest, at) {
  if (earliest === latest) return [latest <= at ? "did" : "does", onDay(latest)];
  if (latest <= at) return ["settled", dayInWords(latest)];
  return [earliest === FIRST ? "any time" : "within", dayInWords(latest)];
}

/** Of an event that counts as open, by what there is to say so: that it had not happened by a
    day only if a source of that day or later shows it, or the record has a later date of it. */
function openForm({ base, through, shownBy }, { tick }) {
  const { occurred, date, notUntil } = events.get(base).happening;
  if (occurred !== null)
    return (windowOn(date)?.earliest ?? "") >= tick ? "open" : "open, not known";
  if (through === null) return model.reach ? "open, unsaid" : "open, all unsaid";
  const isShown = shownBy.length > 0;
  if (notUntil >= tick) return isShown ? "open" : "open, none";
  return isShown ? "open, shown" : "open, none since";
}

/** Returns what an event is called; an agreement by its number and label. */
function nameInWords(key) {
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
