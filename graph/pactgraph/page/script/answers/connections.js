/* How things hang together: who has a part in which clause, what clauses change, and on which
   events they hang. Nothing here is drawn. What is linked depends on no date and no scenario;
   which of several connections is taken depends on what is in force. */

import { leastFirst } from "../kernel/heap.js";
import {
  agreements,
  basesOf,
  changedBy,
  clauses,
  clausesNaming,
  clausesOfAgreement,
  clausesOfEvent,
  clausesOfParty,
  grouped,
  parties,
  points,
  things,
} from "../model/model.js";
import { answers, isKnown } from "./answers.js";

const CHANGES = ["replaces", "ends", "narrows"];
const CHANGED = { replaces: "replaced_by", ends: "ended_by", narrows: "narrowed_by" };

/** Returns "party", "agreement", "event" or "clause"; an agreement is no event here. */
export const sortOfThing = (key) =>
  agreements.has(key) ? "agreement" : (things.get(key)?.sort ?? "party");

/** Returns what a clause does to another: "replaces", "ends", "narrows". */
function changeOf(clause, key) {
  const isOf = ({ term, values }) =>
    CHANGES.includes(term) && values.some(({ thing }) => thing === key);
  return clause.entries.find(isOf)?.term ?? "changes";
}

/** Returns what a clause does to others and others do to it: pairs of a word and a key. */
export function changesOf(clause) {
  const does = clause.changes
    .filter((key) => clauses.has(key))
    .map((key) => ({ word: changeOf(clause, key), to: key }));
  const undergoes = (changedBy.get(clause.key) ?? []).map((other) => ({
    word: CHANGED[changeOf(other, clause.key)] ?? "changed_by",
    to: other.key,
  }));
  return { does, undergoes };
}

/** Returns the events that a clause hangs on, its own agreement's taking effect aside: what each
    is called there, whether it starts the clause, ends it, or both, and whether only the order of
    events brings it in. */
function hangingOn(clause) {
  const found = new Map();
  const note = (name, event, side, isNamed) => {
    if (event === clause.agreement) return;
    const told = found.get(event) ?? { to: event, name, starts: false, ends: false, implied: true };
    found.set(event, {
      ...told,
      name: points.has(name) ? name : told.name,
      implied: told.implied && !isNamed,
      [side]: true,
    });
  };
  for (const { happened, notHappened, named } of clause.periods) {
    const chosen = new Set(named);
    for (const [side, names] of [
      ["starts", happened],
      ["ends", notHappened],
    ]) {
      for (const name of names) {
        for (const event of basesOf(name)) note(name, event, side, chosen.has(name));
      }
    }
  }
  return [...found.values()].map(({ starts, ends, ...rest }) => ({
    ...rest,
    word: starts && ends ? "hangs_on" : starts ? "starts_with" : "until",
  }));
}

/** Returns whether only the order of events makes a clause hang on an event. */
export const isImplied = (clause, event) =>
  hangingOn(clause).some(({ to, implied }) => to === event && implied);

const CAUSES = { hangs_on: "turns", starts_with: "starts", until: "stops" };

const partIn = (clause, party) => {
  const owes = clause.owedBy.includes(party);
  return owes && clause.holders.includes(party) ? "both" : owes ? "owes" : "holds";
};
const PART_OF = { both: "both_by", owes: "owed_by", holds: "held_by" };

const agreementsOfParty = grouped([...agreements.values()], (agreement) => agreement.parties);

function linksOfClause(clause) {
  const { does, undergoes } = changesOf(clause);
  const sides = [...new Set([...clause.owedBy, ...clause.holders])].filter((k) => parties.has(k));
  return [
    ...sides.map((party) => ({ word: PART_OF[partIn(clause, party)], to: party })),
    ...does,
    ...undergoes,
    ...hangingOn(clause),
    ...clause.names.map((party) => ({ word: "names", to: party })),
    { word: "stands_in", to: clause.agreement },
  ];
}

const linksOfParty = ({ key }) => [
  ...(clausesOfParty.get(key) ?? []).map((clause) => ({
    word: partIn(clause, key),
    to: clause.key,
  })),
  ...(clausesNaming.get(key) ?? []).map((clause) => ({ word: "named_in", to: clause.key })),
  ...(agreementsOfParty.get(key) ?? []).map((agreement) => ({
    word: "party_to",
    to: agreement.key,
  })),
];

const linksOfEvent = ({ key }) =>
  (clausesOfEvent.get(key) ?? [])
    .filter(({ agreement }) => agreement !== key)
    .map((clause) => {
      const { word, implied } = hangingOn(clause).find(({ to }) => to === key);
      return { word: CAUSES[word], to: clause.key, implied };
    });

const linksOfAgreement = (agreement) => [
  ...(clausesOfAgreement.get(agreement.key) ?? []).map(({ key }) => ({
    word: "contains",
    to: key,
  })),
  ...linksOfEvent(agreement),
  ...agreement.parties
    .filter((key) => parties.has(key))
    .map((key) => ({ word: "signed_by", to: key })),
];

const LINKS_OF = {
  clause: linksOfClause,
  party: linksOfParty,
  event: linksOfEvent,
  agreement: linksOfAgreement,
};
const keptLinks = new Map();

/** Returns what a thing is linked to directly: {word, to} of each, and `implied` if only the order
    of events links them. */
function linksOf(key) {
  if (!keptLinks.has(key)) {
    const thing = things.get(key);
    keptLinks.set(key, thing ? LINKS_OF[sortOfThing(key)](thing) : []);
  }
  return keptLinks.get(key);
}

// ---- connection ------------------------------------------------------------------

/* What a connection costs, the dearest first: a clause that does not hold; a link that is a mere
   mention, or follows from the order of events; a step; a clause that depends. One number is
   enough: no connection has as many of one as make up for one of the next. */
const DEAD = 1e12;
const INDIRECT = 1e8;
const STEP = 1e4;
const OPEN = 1;

const isIndirect = ({ word, implied }) =>
  implied === true || word === "names" || word === "named_in";

function costOfThing(key, found) {
  const clause = clauses.get(key);
  if (!clause || found.broken.length > 0) return 0;
  const { status } = found.of.get(key);
  if (!isKnown(clause, found)) return DEAD;
  return status === "in force" ? 0 : status === "depends" ? OPEN : DEAD;
}

/** Searches for the cheapest connection; goes on only from what `leadsOn`, along links that
    `counts`. */
function cheapestPath(from, to, leadsOn, counts) {
  const found = answers();
  /** @type {Map<string | null, { cost: number, link?: Link, from: string | null }>}
      @typedef {{ to: string, word: string, implied?: boolean }} Link */
  const cameBy = new Map([[from, { cost: 0, from: null }]]);
  const settled = new Set();
  const queue = leastFirst();
  queue.add(from, 0);
  for (let key = queue.take(); key !== undefined; key = queue.take()) {
    if (key === to) break;
    if (settled.has(key) || (key !== from && !leadsOn(key))) continue;
    settled.add(key);
    for (const link of linksOf(key).filter(counts)) {
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
    path.unshift({ key, word: link?.word ?? null, implied: link?.implied === true });
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
  return (
    cheapestPath(
      from,
      to,
      (key) => !agreements.has(key),
      (link) => !isSigned(link),
    ) ??
    cheapestPath(
      from,
      to,
      () => true,
      () => true,
    )
  );
}
