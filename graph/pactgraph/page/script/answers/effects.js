/* What is supposed changes clauses, on whatever day: which, how many, and from when on first. */

import { FIRST } from "../kernel/instants.js";
import { perState } from "../state/perstate.js";
import { settingOf, state } from "../state/state.js";
import { answers, answersIn, differencesThroughTime } from "./answers.js";

/** @type {{ known?: string, assumed?: Map<string, string>, effects: Kernel.Apart[] }} */
let kept = { effects: [] };

/** Returns the clauses that what is supposed changes, {clause, stretches} of each, as `diff` lists
    them between nothing supposed and this; none while the dates contradict one another. The day
    asked about plays no part. */
export function effectsNow() {
  const { known, assumed } = state();
  if (kept.known !== known || kept.assumed !== assumed) {
    const found = answers();
    const isPlain = assumed.size === 0 || found.broken.length > 0;
    const plain = isPlain ? found : answersIn({ ...settingOf(state()), assumed: new Map() });
    kept = { known, assumed, effects: isPlain ? [] : differencesThroughTime(plain, found) };
  }
  return kept.effects;
}

const byClause = perState(
  () => new Map(effectsNow().map(({ clause, stretches }) => [clause, stretches])),
);

/** Returns the stretches in which what is supposed changes a clause. */
export const effectsOn = (clause) => byClause("now").get(clause) ?? [];

/** Returns the instants from which on something is otherwise, in order. */
export const effectStarts = () =>
  [...new Set(effectsNow().flatMap(({ stretches }) => stretches.map(({ since }) => since)))]
    .filter((since) => since !== FIRST)
    .sort();

/** Returns the keys of the clauses that are changed on any day. */
export const effectKeys = () => new Set(effectsNow().map(({ clause }) => clause.key));
