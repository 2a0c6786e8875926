/* What is supposed changes clauses, on whatever day: which, how many, and from when on first. */

import { FIRST } from "../kernel/instants.js";
import { keptWhile, perState } from "../state/perstate.js";
import { settingOf, state } from "../state/state.js";
import { answers, answersIn, differencesThroughTime } from "./answers.js";

/** Returns the clauses that what is supposed changes, {clause, stretches} of each, as `diff` lists
    them between nothing supposed and this; none while the dates contradict one another. The day
    asked about plays no part. */
export const effectsNow = keptWhile(
  () => [state().known, state().assumed],
  () => {
    const found = answers();
    if (state().assumed.size === 0 || found.broken.length > 0) return [];
    const plain = answersIn({ ...settingOf(state()), assumed: new Map() });
    return differencesThroughTime(plain, found);
  },
);

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
