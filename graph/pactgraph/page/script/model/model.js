/* What the page knows, as model.py wrote it. Things are known by their key. */

import { packedJson } from "./gunzip.js";
import { whole } from "./whole.js";

/** Returns the one element of the page with an id. @param {string} id */
export const element = (id) => /** @type {PageElement} */ (document.getElementById(id));

const written = await packedJson("model");

/** @type {Data.Model} */
export const model = { ...whole(written.record), ...whole(written.first), web: written.web };

const byKey = (list) => new Map(list.map((thing) => [thing.key, thing]));
const ofSort = (list, sort) => byKey(list.map((thing) => Object.assign(thing, { sort })));

export const parties = ofSort(model.parties, "party");
export const agreements = ofSort(model.agreements, "agreement");
export const clauses = ofSort(model.clauses, "clause");
export const sources = ofSort(model.sources, "source");
export const kinds = byKey(model.kinds);
export const certainties = byKey(model.certainties);

/** Returns the kinds that a clause is of: its own, and all that this one is below. */
export const kindsOf = ({ kind }) => [kind, ...(kinds.get(kind)?.above ?? [])];

/** Events; the taking effect of an agreement is one, and has the key of the agreement. */
export const events = ofSort(model.events, "event");

/** Everything that can be selected. */
export const things = new Map([...events, ...parties, ...agreements, ...clauses]);

/** What periods name besides events: moments, comparisons and derived events. */
export const points = byKey(model.points);

/** What answers follow from (kernel/settings.js). */
export const facts = {
  events: [...events.values()],
  points: model.points,
  schedules: model.schedules,
  clauses: [...clauses.values()],
};

/** Returns the underived events that what a period names hangs on; an event itself. */
export const basesOf = (name) => points.get(name)?.bases ?? [name];

/** Returns the event that a moment after it follows; anything else itself. */
export const baseOf = (name) => {
  const { event, bases } = points.get(name) ?? {};
  return event !== undefined && bases.length === 1 ? bases[0] : name;
};

/** Returns through which day all dates of the schedules are listed that periods hang on; null if
    they hang on none, or on none that goes on. */
export function listedThrough(periods) {
  const parts = new Set([periods]); // it grows while it is walked through
  const ends = [];
  for (const part of parts) {
    const made = points.get(part) ?? part;
    if (made === null || typeof made !== "object") continue;
    if (made.schedule !== undefined) ends.push(model.schedules[made.schedule].through);
    for (const each of Object.values(made)) parts.add(each);
  }
  return ends.filter((end) => end !== null).sort()[0] ?? null;
}

/** Lists of clauses by what `keysOf` says of each, in the order of the clauses. */
export function grouped(list, keysOf) {
  const found = new Map();
  for (const thing of list) {
    for (const key of new Set(keysOf(thing))) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(thing);
    }
  }
  return found;
}

const all = [...clauses.values()];
export const clausesOfAgreement = grouped(all, (clause) => [clause.agreement]);
export const clausesOfParty = grouped(all, (clause) => [...clause.owedBy, ...clause.holders]);
/** For each party the clauses that name it, and that it neither owes nor holds. */
export const clausesNaming = grouped(all, (clause) => clause.names);
/** For each event the clauses whose periods name it, or what hangs on it. */
export const clausesOfEvent = grouped(all, (clause) =>
  clause.periods.flatMap(({ happened, notHappened }) =>
    [...happened, ...notHappened].flatMap(basesOf),
  ),
);
const clausesHanging = ({ key }) => clausesOfEvent.get(key)?.length ?? 0;

/** Events that a person can suppose something about: without a date, and named by some clause; the
    ones of most clauses first. */
export const openEvents = [...events.values()]
  .filter((event) => !event.isAgreement && event.happening.occurred === null)
  .filter((event) => clausesHanging(event) > 0)
  .sort((a, b) => clausesHanging(b) - clausesHanging(a));

/** The agreements, the first to take effect first. */
export const versions = [...agreements.values()].sort((a, b) =>
  a.day < b.day ? -1 : Number(a.day > b.day),
);
