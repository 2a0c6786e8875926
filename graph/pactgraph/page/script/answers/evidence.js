/* How old the evidence of a clause is (asking/evidence.py). */

import { lastOf, plus, tickAfter, windowOn } from "../kernel/instants.js";
import { clauses, model } from "../model/model.js";
import { fill, phrasesOf, say, written } from "../words/words.js";
import { answers, isKnown } from "./answers.js";

const known = ({ evidence }, { tick }) => evidence.filter((seen) => seen.known < tick);

/** Returns the newest source, known by then, that states or confirms a clause; or undefined. */
export const lastSeen = (clause, found = answers()) => known(clause, found).at(-1);

/** Returns the last instant to which anything is known: of the record, or of the setting. */
function endOf({ setting }) {
  const asked = lastOf(setting.known);
  const reached = model.reach ? lastOf(model.reach.text) : asked;
  return reached < asked ? reached : asked;
}

/** Returns the first instant after a day, month, year or instant as written. */
const endOfDate = (date) =>
  tickAfter(date.includes("T") ? date : (windowOn(date)?.latest ?? date).slice(0, 10));

/** Returns whether a clause was neither stated nor confirmed lately, nor by a newer version. */
export function isOld(clause, found = answers()) {
  const seen = known(clause, found);
  if (seen.some(({ byVersion }) => byVersion)) return false;
  const since = plus(endOf(found), { months: -model.freshFor, microseconds: "0" });
  return seen.length === 0 || endOfDate(seen[seen.length - 1].date) <= since;
}

/** Returns when a clause was last stated or confirmed, in words. */
export function confirmedInWords(clause, found = answers()) {
  const last = lastSeen(clause, found);
  const { confirmed, unconfirmed } = phrasesOf("show");
  return last ? fill(confirmed, [last.date]) : unconfirmed;
}

const OVER = ["ended", "never"];

/** Returns when a clause was last confirmed if that is long ago and it may be in force, else "". */
export function oldInWords(clause, found = answers()) {
  if (found.broken.length > 0 || !isKnown(clause, found)) return "";
  if (OVER.includes(found.of.get(clause.key).status) || !isOld(clause, found)) return "";
  return confirmedInWords(clause, found);
}

/** Returns what it means that a clause says when it was last confirmed; "" if none does. */
export function oldMeans(found = answers()) {
  if (![...clauses.values()].some((clause) => oldInWords(clause, found))) return "";
  const told = fill(phrasesOf("show").confirmed, [""]).trim();
  return say("legend_old", { told, n: model.freshFor, date: written(endOf(found).slice(0, 10)) });
}
