/* What bounds a clause, in words: events, days, and which of several counts. */

import { plusDays } from "../kernel/instants.js";
import { events, points } from "../model/model.js";
import {
  endInWords,
  eventLabel,
  lastPartBefore,
  listed,
  phrasesOf,
  thingLabel,
  written,
} from "./words.js";

/** Returns whether an end is a day; any other is an event, or what hangs on some. */
export const isDay = (end) =>
  /^\d{4,}-\d\d-\d\d$/u.test(end) && !events.has(end) && !points.has(end);

/** Returns what an end is called: the last day of a clause as the end of its month or year. */
export function endLabel(end, word) {
  if (word === "concerns") return thingLabel(end);
  if (!isDay(end)) return eventLabel(end);
  const midnight = `${plusDays(end, 1)}T00:00:00.000000Z`;
  const part = lastPartBefore(midnight);
  const isWhole = word !== "from" && part !== null && part.length < end.length;
  return isWhole ? endInWords(midnight) : written(end);
}

/** Returns which of several ends counts: "earliest of", or of starts "latest of". */
export const whichOf = (word) => phrasesOf("bounding")[word === "from" ? "last" : "first"];

/** Returns what bounds a clause: "until earliest of: the end of 2030, AGI verified". */
export function boundInWords({ word, ends }) {
  const told = listed(ends.map((end) => endLabel(end, word)));
  const which = ends.length > 1 ? `${whichOf(word)}: ` : "";
  return `${phrasesOf("bounding")[word]} ${which}${told}`;
}
