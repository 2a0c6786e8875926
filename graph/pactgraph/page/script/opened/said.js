/* What the opened view says of clauses and of what bounds them, in the setting. */

import { answers, differenceNow, isKnown, lookOf } from "../answers/answers.js";
import { oldInWords } from "../answers/evidence.js";
import { matches } from "../finding/filter.js";
import { events } from "../model/model.js";
import { perState } from "../state/perstate.js";
import { state } from "../state/state.js";
import {
  amountsInWords,
  dayInWords,
  formula,
  joined,
  kindWords,
  listed,
  lookWords,
  say,
  short,
  text,
  thingLabel,
  written,
} from "../words/words.js";

/** Returns what is known of an event in the setting: {kind, words}, where the kind is "open",
    "dated", "never" or "unknown"; or of what hangs on some, by its name. In brief, with months cut
    short, for narrow places. */
export function eventStanding(key, isBrief = false) {
  const { unknown, windows } = answers();
  const assumed = state().assumed.get(key);
  const form = isBrief ? short : written;
  const dated = (supposed, date) => {
    const on = date.length > 7 ? "on" : "in";
    const way = supposed ? `opened_supposed_${on}` : `opened_${on}`;
    const words = supposed ? say("opened_if", { date: short(date) }) : short(date);
    return { kind: "dated", words: isBrief ? words : say(way, { date: written(date) }) };
  };
  const told = (kind, phrase) => ({ kind, words: say(phrase) });
  if (unknown.has(key)) return told("unknown", "not_known_short");
  if (assumed === "never") {
    return told("never", isBrief ? "opened_if_never" : "opened_supposed_never");
  }
  if (assumed !== undefined) return dated(true, assumed);
  const { earliest, latest } = windows.get(key) ?? { earliest: null, latest: null };
  const { occurred, date } = events.get(key)?.happening ?? { occurred: null };
  if (occurred !== null && latest === occurred.latest) return dated(false, date);
  if (earliest === null) return told("never", "event_never");
  if (latest === null) return told("open", "event_undated");
  if (earliest === latest) return dated(false, dayInWords(latest));
  return { kind: "dated", words: say("opened_by", { date: form(dayInWords(latest)) }) };
}

/** Returns how a clause stands in the state of now: what of it is drawn, and how. */
export const standingOfClause = perState((clause) => {
  const found = answers();
  const isThere = isKnown(clause, found);
  const isSure = found.broken.length === 0;
  const look = lookOf(clause, found);
  return {
    isThere,
    status: isThere && isSure ? look : null,
    words: isThere ? (isSure ? lookWords(look) : "–") : say("not_known_short"),
    differs: differenceNow(clause),
    isPinned: state().pins.includes(clause.key),
    isAside: !matches(clause),
  };
});

/** Returns what a screen reader says of a clause. */
export function spokenClause(clause, standing) {
  const side = (word, keys) =>
    keys.length > 0 ? `${say(word)} ${listed(keys.map(thingLabel))}` : "";
  return joined(". ", [
    text(clause.label),
    `${say(clause.rule)}, ${kindWords(clause)}`,
    side("link_owed_by", clause.owedBy),
    side("link_held_by", clause.holders),
    standing.words,
    standing.differs && say(standing.differs),
    amountsInWords(clause),
    standing.isThere && formula(clause.periods, answers().unknown),
    oldInWords(clause),
    standing.isPinned && say("pinned"),
  ]);
}
