/* How things hang together: who has a part in which clause, what clauses change, and on which
   events they hang. Nothing here is drawn, and nothing depends on a date or a scenario. */

import {
  agreements,
  baseOf,
  changedBy,
  clauses,
  clausesOfAgreement,
  clausesOfEvent,
  clausesOfParty,
  grouped,
  parties,
  things,
} from "./model.js";

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
    is called there, and whether it starts the clause, ends it, or both. */
export function hangingOn(clause) {
  const found = new Map();
  const note = (name, side) => {
    const event = baseOf.get(name) ?? name;
    if (event === clause.agreement) return;
    const told = found.get(event) ?? { to: event, name, starts: false, ends: false };
    found.set(event, { ...told, name: baseOf.has(name) ? name : told.name, [side]: true });
  };
  for (const { happened, notHappened } of clause.periods) {
    for (const name of happened) note(name, "starts");
    for (const name of notHappened) note(name, "ends");
  }
  return [...found.values()].map(({ starts, ends, ...rest }) => ({
    ...rest,
    word: starts && ends ? "hangs_on" : starts ? "starts_with" : "until",
  }));
}

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
    { word: "stands_in", to: clause.agreement },
  ];
}

const linksOfParty = ({ key }) => [
  ...(clausesOfParty.get(key) ?? []).map((clause) => ({
    word: partIn(clause, key),
    to: clause.key,
  })),
  ...(agreementsOfParty.get(key) ?? []).map((agreement) => ({
    word: "party_to",
    to: agreement.key,
  })),
];

const linksOfEvent = ({ key }) =>
  (clausesOfEvent.get(key) ?? [])
    .filter(({ agreement }) => agreement !== key)
    .map((clause) => ({
      word: CAUSES[hangingOn(clause).find(({ to }) => to === key).word],
      to: clause.key,
    }));

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

/** Returns what a thing is linked to directly: {word, to} of each. */
export function linksOf(key) {
  if (!keptLinks.has(key)) {
    const thing = things.get(key);
    keptLinks.set(key, thing ? LINKS_OF[sortOfThing(key)](thing) : []);
  }
  return keptLinks.get(key);
}

// ---- neighbourhood ---------------------------------------------------------------

const FORMAL = new Set(["stands_in", "contains", "party_to", "signed_by"]);

/**
 * Returns everything within some steps of a thing, with how many steps away it is.
 *
 * A step leads from a clause to its parties, to what it changes or is changed by and to the
 * events that it hangs on, and back. From an agreement the first step leads to its clauses, the
 * second also to those of others that its taking effect starts or ends; no step leads through
 * an agreement.
 */
export function neighbourhood(start, steps) {
  const found = new Map([[start, 0]]);
  const fromAgreement = sortOfThing(start) === "agreement";
  let edge = [start];
  for (let step = 1; step <= steps; step += 1) {
    const next = edge.flatMap((key) => {
      if (key !== start && agreements.has(key)) return [];
      const isFormal = ({ word }) => FORMAL.has(word);
      const links = linksOf(key);
      if (key !== start) return links.filter((link) => !isFormal(link));
      return fromAgreement
        ? links.filter(({ word }) => word === "contains")
        : links.filter((link) => !isFormal(link));
    });
    if (fromAgreement && step === 2)
      next.push(...linksOf(start).filter(({ word }) => !FORMAL.has(word)));
    edge = [...new Set(next.map(({ to }) => to))].filter((key) => !found.has(key));
    for (const key of edge) found.set(key, step);
  }
  return found;
}

// ---- connection ------------------------------------------------------------------

/** Searches breadth first; goes on only from what `leadsOn`, along links that `counts`. */
function shortestPath(from, to, leadsOn, counts) {
  const cameBy = new Map([[from, null]]);
  const queue = [from];
  for (const key of queue) {
    if (key === to) break;
    if (key !== from && !leadsOn(key)) continue;
    for (const { word, to: next } of linksOf(key).filter(counts)) {
      if (cameBy.has(next)) continue;
      cameBy.set(next, { word, from: key });
      queue.push(next);
    }
  }
  if (!cameBy.has(to)) return null;
  const path = [];
  for (let key = to; key !== undefined; key = cameBy.get(key)?.from) {
    path.unshift({ key, word: cameBy.get(key)?.word ?? null });
  }
  return path;
}

/**
 * Returns the shortest connection of two things, from one to the other: {key, word} of each,
 * where the word leads to it; null if there is none.
 *
 * It leads over clauses, their parties and their events; only if there is none such, through
 * agreements too.
 */
export function connection(from, to) {
  const isSigned = ({ word }) => word === "party_to" || word === "signed_by";
  return (
    shortestPath(
      from,
      to,
      (key) => !agreements.has(key),
      (link) => !isSigned(link),
    ) ??
    shortestPath(
      from,
      to,
      () => true,
      () => true,
    )
  );
}
