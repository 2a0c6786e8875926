/* Which clauses a person has asked for. What does not match is faded, not hidden, and counted. */

import { answers, isKnown, knownClauses } from "./answers.js";
import { agreements, clauses, kinds, parties } from "./model.js";
import { perState } from "./perstate.js";
import { state } from "./state.js";
import { say } from "./words.js";

const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const inAllLanguages = (told) => (typeof told === "string" ? [told] : told);

/** What a search looks in, in all languages: label, number, parties, kind and agreement. */
const searchable = new Map(
  [...clauses.values()].map((clause) => [
    clause.key,
    plain(
      [
        clause.key,
        clause.label,
        kinds.get(clause.kind)?.label ?? clause.kind,
        agreements.get(clause.agreement).label,
        ...[...clause.owedBy, ...clause.holders, ...clause.names].map(
          (key) => parties.get(key)?.label ?? key,
        ),
      ]
        .flatMap(inAllLanguages)
        .join(" "),
    ),
  ]),
);

/** Returns the words of a search, without case and accents. */
export const searchWords = (typed) => plain(typed).split(/\s+/u).filter(Boolean);

const fits = (chosen, ...values) => chosen.length === 0 || values.some((v) => chosen.includes(v));

/** Returns whether a clause is among those asked for; pinned ones always are. */
export const matches = perState((clause) => {
  const { filter, pins } = state();
  if (pins.includes(clause.key)) return true;
  const text = searchable.get(clause.key);
  return (
    fits(filter.kind, clause.kind) &&
    fits(filter.party, ...clause.owedBy, ...clause.holders) &&
    fits(filter.agreement, clause.agreement) &&
    fits(filter.certainty, clause.certainty) &&
    (filter.status.length === 0 ||
      (isKnown(clause) && filter.status.includes(answers().of.get(clause.key).status))) &&
    searchWords(filter.words).every((word) => text.includes(word))
  );
});

/** Says how many of the clauses that exist for the question match. */
export function matchesInWords() {
  const known = knownClauses();
  return say("matching", { n: known.filter(matches).length, total: known.length });
}

/** Returns the things whose name has all words of a search: parties, agreements, events, clauses. */
export function found(typed, things) {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  const name = (thing) =>
    searchable.get(thing.key) ?? plain([thing.key, ...inAllLanguages(thing.label)].join(" "));
  return things.filter((thing) => words.every((word) => name(thing).includes(word)));
}
