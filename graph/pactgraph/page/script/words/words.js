/* What is said, in the language chosen. The phrases are those of Python (page/phrases.py and
   words.py); formulas are written from periods as words.py writes them. */

import { neverComes } from "../kernel/conditions.js";
import { plusDays } from "../kernel/instants.js";
import { CAN_REVIVE } from "../kernel/reviving.js";
import { agreements, events, kinds, model, points, things } from "../model/model.js";
import { LANGUAGES, state } from "../state/state.js";

const language = () => state().language;
const words = () => model.words[language()];

/** Returns a text of the model, which is one for all languages or one for each. */
export const text = (told) =>
  typeof told === "string" ? told : told[LANGUAGES.indexOf(language())];

/** Returns `template` with values for {0} or {name}, and one after another for each {}. */
export function fill(template, values) {
  let next = 0;
  return template.replace(/\{(\w*)\}/gu, (_, name) => values[name || next++]);
}

/** Returns the phrases of a part of Python, by the name that build.py gives it. */
export const phrasesOf = (part) => words()[part];

/** Returns the phrase `key` with values filled in, by name or the first one for {}. */
export function say(key, values = {}) {
  return fill(words().page[key] ?? key, typeof values === "object" ? values : [values]);
}

/** Returns "1 clause" or "14 clauses". */
export function counted(what, n) {
  const [one, many] = words().counted[what];
  return fill(n === 1 ? one : many, [n]);
}

/** Returns ["9 in force", "2 depend"] for the numbers of clauses by look, without the zeros. */
export const looksCounted = (counts) =>
  [...counts].filter(([, n]) => n > 0).map(([look, n]) => counted(look, n));

export const lookWords = (look) => words().looks[look];

/** Returns how something is told to stand; what can revive with what has to come, in `ways`. */
export const lookInWords = (look, ways) =>
  look === CAN_REVIVE ? fill(words().revivals.ended, [revivalInWords(ways)]) : lookWords(look);

/** Returns a day as "23 November 2026"; a month, a year or an instant as it is written. */
export const written = (date) => dayWith(date, (month) => month);

/** Returns a day as "23 Nov 2026", for narrow places. */
export const short = (date) => dayWith(date, (month) => month.slice(0, 3));

function dayWith(date, shortened) {
  if (!/^\d{4}-\d\d-\d\d$/u.test(date)) return date;
  const [year, month, day] = date.split("-").map(Number);
  return say("day_written", { day, month: shortened(words().months[month - 1]), year });
}

/** Returns what an event is called: an agreement by the date it takes effect on. */
export const eventName = (key) => text((points.get(key) ?? events.get(key)).name);

/** Returns what names events within one text, each derived one with what it is where it comes
    first. */
export function naming() {
  const told = new Set();
  return (key) => {
    const meant = points.get(key)?.meant;
    if (meant === undefined || told.has(key)) return eventName(key);
    told.add(key);
    return text(meant);
  };
}

/** Returns what an event is called where it stands alone: without quotation marks. */
export const eventLabel = (key) =>
  text(agreements.get(key)?.label ?? events.get(key)?.label ?? points.get(key)?.name ?? key);

/** Returns what the kind of a clause is called. */
export const kindWords = ({ kind }) => text(kinds.get(kind)?.label ?? kind);

/** Returns who published a source, and when. */
export const issuerOf = ({ publisher, issued }) => joined(", ", [publisher, issued]);

/** Returns those of some texts that say something, with a mark between each and the next. */
export const joined = (mark, texts) => texts.filter(Boolean).join(mark);

/** Returns words as the beginning of a sentence. */
export const capital = (told) => told.slice(0, 1).toUpperCase() + told.slice(1);

/** Returns what anything that can be selected is called. */
export const thingLabel = (key) => text(things.get(key)?.label ?? key);

/** Returns several names with commas and a last "and". */
export function listed(names) {
  const last = names[names.length - 1] ?? "";
  return names.length < 2 ? last : names.slice(0, -1).join(", ") + words().formula.and + last;
}

/** Returns the amounts of a clause in words, as its details have them. */
export const amountsInWords = ({ entries: told }) =>
  (told.find(({ term }) => term === "amounts")?.values ?? [])
    .map(({ text: amount }) => text(amount))
    .join(", ");

// ---- formulas ----------------------------------------------------------------

/** Returns when periods hold, in words; events that are unknown never happen. */
export function formula(periods, unknown = new Set()) {
  const phrases = words().formula;
  const known = reachable(periods, unknown);
  if (known.length === 0) return phrases.never;
  const told = span(periods, unknown);
  return told === "" ? phrases.always : fill(phrases.in_force, [told]);
}

/** Returns "from … until …" for periods; "" if they hold at all times, or never. */
export function span(periods, unknown = new Set()) {
  const named = naming();
  return reachable(periods, unknown)
    .map((period) => periodInWords(period, unknown, named))
    .join(words().formula.or);
}

/** Returns what has to come for something that has ended to revive: "can revive if …". */
export function revivalInWords(ways) {
  const phrases = words().revivals;
  if (ways.length === 0 || ways.some((way) => way.length === 0)) return phrases["with time"];
  const comes = (key) =>
    points.has(key) ? text(points.get(key).comes) : fill(phrases.comes, [eventName(key)]);
  return fill(phrases.if, [ways.map((way) => listed(way.map(comes))).join(phrases.or)]);
}

const isNever = (name, unknown) => unknown.size > 0 && neverComes(name, points, unknown);

/** Returns the periods that need no event that is unknown. */
const reachable = (periods, unknown) =>
  periods.filter(({ happened }) => !happened.some((name) => isNever(name, unknown)));

function periodInWords({ from, until, happened, notHappened, ...period }, unknown, named) {
  const phrases = words().formula;
  const isChosen = (event) => period.named.includes(event);
  const isOpen = (event) => isChosen(event) && !isNever(event, unknown);
  const starts = entries(happened.filter(isChosen), from, named);
  const ends = entries(notHappened.filter(isOpen), until, named);
  if (from !== null) starts.push(dayInWords(from));
  if (until !== null) ends.push(endInWords(until));
  return joined(" ", [
    starts.length > 0 && fill(phrases.start, [choice(starts, phrases.latest)]),
    ends.length > 0 && fill(phrases.end, [choice(ends, phrases.earliest)]),
  ]);
}

/** Returns what events are called: in parentheses where parts are told, unless it stands alone. */
function entries(keys, date, named) {
  const isAlone = date === null && keys.length === 1;
  const isApart = (key) => !isAlone && points.get(key)?.has_parts;
  return keys.map((key) => (isApart(key) ? fill(words().formula.apart, [named(key)]) : named(key)));
}

/** Returns one of several items, as `of` says it of two and of more. */
const choice = (items, of) =>
  items.length === 1 ? items[0] : fill(of[items.length > 2 ? 1 : 0], [listed(items)]);

const MIDNIGHT = "T00:00:00.000000Z";

/** Returns the day that begins at an instant, or the instant itself. */
export function dayInWords(instant) {
  if (instant.endsWith(MIDNIGHT)) return instant.slice(0, 10);
  return instant.replace(".000000Z", "Z");
}

/** Returns the year, month or day that ends at an instant; null if it begins no day. */
export function lastPartBefore(instant) {
  if (!instant.endsWith(MIDNIGHT)) return null;
  const before = plusDays(instant.slice(0, 10), -1);
  return before.slice(0, instant.slice(8, 10) > "01" ? 10 : instant.slice(5, 7) > "01" ? 7 : 4);
}

/** Returns the last day before an instant, or the instant itself if it begins no day. */
export function lastDayInWords(instant) {
  const day = dayInWords(instant);
  return day.includes("T") ? day : plusDays(day, -1);
}

/** Returns the end of the year, month or day that ends at an instant, or the instant itself. */
export function endInWords(instant) {
  const part = lastPartBefore(instant);
  return part === null ? dayInWords(instant) : fill(words().formula.end_of, [part]);
}
