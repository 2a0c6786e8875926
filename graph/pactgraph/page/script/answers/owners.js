/* Who owns which share of whom on the day asked about (queries/owners.rq). */

import { clauses } from "../model/model.js";
import { answers, isKnown } from "./answers.js";

const stakes = [...clauses.values()].filter(({ shares }) => shares !== undefined);
const renewing = [...clauses.values()].filter(({ renews }) => renews !== undefined);

/** Returns the stakes in force whatever the open events do; one that a later clause in force has
    figures of is left out. */
export function stakesNow(found = answers()) {
  if (found.broken.length > 0) return [];
  const isInForce = (clause) =>
    isKnown(clause, found) && found.of.get(clause.key).status === "in force";
  const renewed = new Set(renewing.filter(isInForce).flatMap(({ renews }) => renews));
  return stakes.filter((clause) => isInForce(clause) && !renewed.has(clause.key));
}
