/* What is told about a thing, part by part, in the order and the words of `pactgraph show`
   (page/details.py has the order, and all that hangs on no setting; show/collecting.py the rules). */

import { answers, isKnown } from "../answers/answers.js";
import { comingTo } from "../answers/coming.js";
import { occurrenceInWords, occurrenceOf } from "../answers/occurrences.js";
import {
  agreements,
  basesOf,
  clauses,
  clausesOfAgreement,
  clausesOfEvent,
  clausesOfParty,
  grouped,
  parties,
} from "../model/model.js";
import { fill, phrasesOf, text, thingLabel } from "../words/words.js";

const partsOf = grouped([...parties.values()], ({ parents }) => parents);

/** Returns a party with its parts and members, at any remove. */
function membersOf(key) {
  const found = new Set([key]);
  for (const member of found) {
    for (const part of partsOf.get(member) ?? []) found.add(part.key);
  }
  return found;
}

const inTime = ({ day, knownDay, key }) => `${day} ${knownDay} ${key}`;

/** Returns the clauses that a party, or a part or member of it, holds and owes. */
function sidesOf(key) {
  const members = [...membersOf(key)];
  const own = [...new Set(members.flatMap((member) => clausesOfParty.get(member) ?? []))].sort(
    (a, b) => (a.key < b.key ? -1 : 1),
  );
  const has = (keys) => keys.some((other) => members.includes(other));
  return own.map((clause) => ({ clause, holds: has(clause.holders), owes: has(clause.owedBy) }));
}

/** Returns the clauses whose periods name an event, or a delay after it, on one side. */
const onSide = (key, side) =>
  (clausesOfEvent.get(key) ?? []).filter(({ periods }) =>
    periods.some((period) =>
      period[side].some((name) => period.named.includes(name) && basesOf(name).includes(key)),
    ),
  );

const ofAgreement = ({ key }) => clausesOfAgreement.get(key) ?? [];

const performed = (keys = []) => keys.map((key) => ({ clause: clauses.get(key) }));

const CLAUSES = {
  holds: ({ key }) => sidesOf(key).filter(({ holds, owes }) => holds && !owes),
  owes: ({ key }) => sidesOf(key).filter(({ holds, owes }) => owes && !holds),
  both: ({ key }) => sidesOf(key).filter(({ holds, owes }) => holds && owes),
  clauses: (agreement) => ofAgreement(agreement).map((clause) => ({ clause })),
  starts: ({ key }) => onSide(key, "happened").map((clause) => ({ clause })),
  fulfils: ({ fulfils }) => performed(fulfils),
  excuses: ({ excuses }) => performed(excuses),
  deadline_of: ({ deadline_of: due }) => performed(due),
  exercises: ({ exercises }) => performed(exercises),
  ends_with: ({ key }) => onSide(key, "notHappened").map((clause) => ({ clause })),
};

const OWN = {
  clause: (clause) => [clause],
  agreement: ofAgreement,
  party: ({ key }) => sidesOf(key).map(({ clause }) => clause),
};

const inSeries = grouped(
  [...agreements.values()].sort((a, b) => (inTime(a) < inTime(b) ? -1 : 1)),
  ({ series }) => (series === undefined ? [] : [series]),
);

/** Returns the versions known before an agreement, or after it, as values. */
function versionsOf({ key, series }, term, { unknown }) {
  const known = (inSeries.get(series) ?? []).filter((version) => !unknown.has(version.key));
  const at = known.findIndex((version) => version.key === key);
  const place = at < 0 ? known.length : at;
  return (term === "before" ? known.slice(0, place) : known.slice(place + 1)).map((version) => ({
    text: version.label,
    aside: version.key,
    thing: version.key,
  }));
}

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

/** Returns one part: {term} with `values`, `clauses`, `coming` or `happened`; null if nothing is
    told. */
function partOf(thing, sort, { term, values }, found) {
  const isBroken = found.broken.length > 0;
  if (term in CLAUSES) {
    const list = CLAUSES[term](thing)
      .map(({ clause }) => clause)
      .filter((clause) => isKnown(clause, found));
    return list.length > 0 ? { term, clauses: list } : null;
  }
  if (term === "coming") {
    const own = OWN[sort](thing).filter((clause) => isKnown(clause, found));
    const coming = isBroken ? [] : comingTo(own, found);
    return coming.length > 0 ? { term, coming } : null;
  }
  if (term === "happened") {
    return isBroken
      ? null
      : { term, happened: occurrenceInWords(occurrenceOf(thing.key, found), found) };
  }
  if (term === "owns") return { term };
  const given = ["before", "after"].includes(term) ? versionsOf(thing, term, found) : values;
  const told = given.filter((value) => isTold(value, found));
  return told.length > 0 ? { term, values: told } : null;
}

/** Returns the parts of a thing of a sort, in order, without those in which nothing is told. */
export const toldOf = (thing, sort, found = answers()) =>
  thing.entries.map((entry) => partOf(thing, sort, entry, found)).filter(Boolean);
