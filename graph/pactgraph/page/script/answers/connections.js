/* How things hang together: who has a part in which clause, what clauses change, and on which
   events they hang. Nothing here is drawn. What is linked depends on no date and no scenario;
   which of several connections is taken depends on what is in force. */

import { agreements, basesOf, clauses, parties, things } from "../model/model.js";
import { answers, isKnown } from "./answers.js";

/* What a link is called on the way back. */
const BACK = {
  both_by: "both",
  owed_by: "owes",
  held_by: "holds",
  replaces: "replaced_by",
  ends: "ended_by",
  narrows: "narrowed_by",
  changes: "changed_by",
  hangs_on: "turns",
  starts_with: "starts",
  until: "stops",
  names: "named_in",
  stands_in: "contains",
  signed_by: "party_to",
};
const CHANGES = ["replaces", "ends", "narrows", "changes"];
const OF_CHANGES = new Set(CHANGES.flatMap((word) => [word, BACK[word]]));

/** Returns "party", "agreement", "event" or "clause"; an agreement is no event here. */
export const sortOfThing = (key) => things.get(key)?.sort ?? "party";

/** Returns what a clause does to another: "replaces", "ends", "narrows". */
function changeOf(clause, key) {
  const isOf = ({ term, values }) =>
    CHANGES.includes(term) && values.some(({ thing }) => thing === key);
  return clause.entries.find(isOf)?.term ?? "changes";
}

/** Returns the events that a clause hangs on, its own agreement's taking effect aside: whether each
    starts the clause, ends it, or both, and whether only the order of events brings it in. */
function hangingOn({ agreement, periods }) {
  const found = new Map();
  const note = (names, side, named) => {
    for (const name of names) {
      for (const event of basesOf(name).filter((base) => base !== agreement)) {
        const told = found.get(event) ?? { implied: true };
        found.set(event, { ...told, [side]: true, implied: told.implied && !named.includes(name) });
      }
    }
  };
  for (const { happened, notHappened, named } of periods) {
    note(happened, "starts", named);
    note(notHappened, "ends", named);
  }
  return found;
}

function partIn({ owedBy, holders }, party) {
  if (!owedBy.includes(party)) return "held_by";
  return holders.includes(party) ? "both_by" : "owed_by";
}

/** Calls `link` with each link of each clause, and of agreements with their parties. */
function eachLink(link) {
  for (const clause of clauses.values()) {
    const { key, owedBy, holders, changes, names, agreement } = clause;
    for (const party of new Set([...owedBy, ...holders])) {
      if (parties.has(party)) link(key, partIn(clause, party), party);
    }
    for (const other of changes) if (clauses.has(other)) link(key, changeOf(clause, other), other);
    for (const [event, { starts, ends, implied }] of hangingOn(clause)) {
      link(key, starts && ends ? "hangs_on" : starts ? "starts_with" : "until", event, implied);
    }
    for (const party of names) link(key, "names", party);
    link(key, "stands_in", agreement);
  }
  for (const { key, parties: signing } of agreements.values()) {
    for (const party of signing) if (parties.has(party)) link(key, "signed_by", party);
  }
}

let links = null;

/** Returns what a thing is linked to directly: {word, to, implied} of each, where `implied` says
    that only the order of events links them. */
function linksOf(key) {
  if (links === null) {
    links = new Map([...things.keys()].map((thing) => [thing, []]));
    eachLink((from, word, to, implied = false) => {
      links.get(from)?.push({ word, to, implied });
      links.get(to)?.push({ word: BACK[word], to: from, implied });
    });
  }
  return links.get(key) ?? [];
}

/** Returns what a clause does to others and others do to it: {word, to} of each. */
export const changesOf = ({ key }) => linksOf(key).filter(({ word }) => OF_CHANGES.has(word));

/** Returns whether only the order of events makes a clause hang on an event. */
export const isImplied = ({ key }, event) =>
  linksOf(key).some(({ to, implied }) => to === event && implied);

// ---- connection ------------------------------------------------------------------

/* What a connection costs, the dearest first: a clause that does not hold; a link that is a mere
   mention, or follows from the order of events; a step; a clause that depends. One number is
   enough: no connection has as many of one as make up for one of the next. */
const DEAD = 1e12;
const INDIRECT = 1e8;
const STEP = 1e4;
const OPEN = 1;

const isIndirect = ({ word, implied }) => implied || word === "names" || word === "named_in";

function costOfThing(key, found) {
  const clause = clauses.get(key);
  if (!clause || found.broken.length > 0) return 0;
  const { status } = found.of.get(key);
  if (!isKnown(clause, found)) return DEAD;
  return status === "in force" ? 0 : status === "depends" ? OPEN : DEAD;
}

/** Returns an empty queue: `take` gives the key of the least cost, of equals the one that came
    first, and undefined once it is empty. There are few costs, so each has a list. */
function cheapestFirst() {
  const byCost = new Map();
  return {
    add(key, cost) {
      if (!byCost.has(cost)) byCost.set(cost, []);
      byCost.get(cost).push(key);
    },
    take() {
      const least = Math.min(...byCost.keys());
      const keys = byCost.get(least) ?? [];
      const key = keys.shift();
      if (keys.length === 0) byCost.delete(least);
      return key;
    },
  };
}

/** Searches for the cheapest connection, or for one over agreements too; along no link that is
    `leftOut`. */
function cheapestPath(from, to, overAgreements, leftOut) {
  const found = answers();
  /** @type {Map<string | null, { cost: number, link?: Link, from: string | null }>}
      @typedef {{ to: string, word: string, implied: boolean }} Link */
  const cameBy = new Map([[from, { cost: 0, from: null }]]);
  const settled = new Set();
  const queue = cheapestFirst();
  queue.add(from, 0);
  for (let key = queue.take(); key !== undefined; key = queue.take()) {
    if (key === to) break;
    const leadsOn = key === from || overAgreements || !agreements.has(key);
    if (settled.has(key) || !leadsOn) continue;
    settled.add(key);
    for (const link of linksOf(key)) {
      if (leftOut(link)) continue;
      const more = STEP + (isIndirect(link) ? INDIRECT : 0) + costOfThing(link.to, found);
      const cost = cameBy.get(key).cost + more;
      if (cost >= (cameBy.get(link.to)?.cost ?? Infinity)) continue;
      cameBy.set(link.to, { cost, link, from: key });
      queue.add(link.to, cost);
    }
  }
  if (!cameBy.has(to)) return null;
  /** @type {{ key: string, word: string | null, implied: boolean }[]} */
  const path = [];
  for (let key = to; key !== null; key = cameBy.get(key).from) {
    const { link } = cameBy.get(key);
    path.unshift({ key, word: link?.word ?? null, implied: link?.implied ?? false });
  }
  return path;
}

/**
 * Returns how two things are connected, from one to the other: {key, word, implied} of each,
 * where the word leads to it; null if they are not.
 *
 * It leads over clauses, their parties and their events; only if there is none such, through
 * agreements too. Of several the one over the fewest clauses that do not hold in the setting is
 * taken; of these the one with the fewest links that are only mentions or follow from the order
 * of events; and then the shortest.
 */
export function connection(from, to) {
  const isSigned = ({ word }) => word === "party_to" || word === "signed_by";
  return cheapestPath(from, to, false, isSigned) ?? cheapestPath(from, to, true, () => false);
}
