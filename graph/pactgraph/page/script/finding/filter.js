/* Which clauses a person has asked for. What does not match is faded, not hidden, and counted. */

import { isKnown, knownClauses, lookOf } from "../answers/answers.js";
import { agreements, certainties, kinds, kindsOf, parties } from "../model/model.js";
import { perState } from "../state/perstate.js";
import { state } from "../state/state.js";
import { say } from "../words/words.js";
import { found, keysByWord, missedWords, shownFor } from "./found.js";

/** What can be asked for beside words and status: all there is, and what of it a clause has. */
export const FILTERED = {
  kind: { all: kinds, of: kindsOf },
  party: { all: parties, of: ({ owedBy, holders }) => [...owedBy, ...holders] },
  agreement: { all: agreements, of: ({ agreement }) => [agreement] },
  certainty: { all: certainties, of: ({ certainty }) => [certainty] },
};

const fits = (chosen, values) => chosen.length === 0 || values.some((v) => chosen.includes(v));

/** Returns whether a search finds a clause, or what the clause names has the words it lacks;
    words that nothing has are told (`matchesInWords`), and fade everything if there is no other. */
function hasWords(clause, typed) {
  if (typed.trim() === "") return true;
  const { key: own, agreement, owedBy, holders, names } = clause;
  const about = [own, agreement, ...owedBy, ...holders, ...names];
  const byWord = keysByWord(typed);
  return byWord.length > 0 && byWord.every((keys) => about.some((key) => keys.has(key)));
}

/** Returns whether a clause is among those asked for; pinned ones always are. */
export const matches = perState((clause) => {
  const { filter, pins } = state();
  if (pins.includes(clause.key)) return true;
  return (
    Object.entries(FILTERED).every(([name, { of }]) => fits(filter[name], of(clause))) &&
    (filter.status.length === 0 || (isKnown(clause) && filter.status.includes(lookOf(clause)))) &&
    hasWords(clause, filter.words)
  );
});

/** Says how many of the clauses that exist for the question match. */
export function matchesInWords() {
  const known = knownClauses();
  const told = say("matching", { n: known.filter(matches).length, total: known.length });
  const { words } = state().filter;
  const missed = missedWords(words);
  const elsewhere = found(words).filter(({ thing }) => shownFor(thing) === undefined).length;
  return [
    told,
    missed.length > 0 ? say("missed", missed.join(", ")) : "",
    elsewhere > 0
      ? say(elsewhere === 1 ? "found_elsewhere_one" : "found_elsewhere", { n: elsewhere })
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}
