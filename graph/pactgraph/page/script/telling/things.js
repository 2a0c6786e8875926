/* What is told about a thing, part by part, in the order and the words of `pactgraph show`
   (page/details.py has the order, and all that hangs on no setting; show/collecting.py the rules). */

import { answers, isKnown } from "../answers/answers.js";
import { comingTo } from "../answers/coming.js";
import { occurrenceInWords, occurrenceOf } from "../answers/occurrences.js";
import { clauses } from "../model/model.js";
import { fill, phrasesOf, text, thingLabel } from "../words/words.js";

/** Returns what a value says: of what it is before it, and by which clause a sum is fixed. */
export function valueInWords({ text: told, thing, of, clause }, own) {
  if (told === undefined) return thingLabel(thing);
  const words = of === undefined ? text(told) : `${thingLabel(of)}: ${text(told)}`;
  if (clause === undefined || clause === own) return words;
  return `${words}; ${fill(phrasesOf("show").title, [clause, thingLabel(clause)])}`;
}

/** Returns what a value leads to, unless that is what it is told of. */
export const aimOf = ({ thing, of, clause }, own) =>
  thing ?? of ?? (clause === own ? undefined : clause);

/** Returns what has to be known for a value to be told: of a clause its agreement. */
const neededFor = ({ needs, thing, of, clause }) =>
  needs ?? clauses.get(thing ?? of ?? clause)?.agreement;

/** Returns whether a value belongs to what is known. */
export function isTold(value, { unknown, tick } = answers()) {
  if (unknown.has(neededFor(value))) return false;
  const isKnownBy = ([needed, since]) =>
    !(needed !== null && unknown.has(needed)) && (since === null || since < tick);
  return value.ways === undefined || value.ways.some(isKnownBy);
}

/** Returns the clauses that are told of a thing; a clause tells of itself. */
const clausesUnder = ({ key, entries }) =>
  clauses.has(key) ? [key] : entries.flatMap((entry) => entry.clauses ?? []).sort();

/** Returns one part: {term} with `values`, `clauses`, `coming` or `happened`; null if nothing is
    told. */
function partOf(thing, { term, values, clauses: own }, found) {
  const isBroken = found.broken.length > 0;
  const known = (keys) => keys.map((key) => clauses.get(key)).filter((c) => isKnown(c, found));
  if (own !== undefined) {
    const list = known(own);
    return list.length > 0 ? { term, clauses: list } : null;
  }
  if (term === "coming") {
    const coming = isBroken ? [] : comingTo(known(clausesUnder(thing)), found);
    return coming.length > 0 ? { term, coming } : null;
  }
  if (term === "happened") {
    return isBroken
      ? null
      : { term, happened: occurrenceInWords(occurrenceOf(thing.key, found), found) };
  }
  if (term === "owns") return { term };
  const told = values.filter((value) => isTold(value, found));
  return told.length > 0 ? { term, values: told } : null;
}

/** Returns the parts of a thing, in order, without those in which nothing is told. */
export const toldOf = (thing, found = answers()) =>
  thing.entries.map((entry) => partOf(thing, entry, found)).filter(Boolean);
