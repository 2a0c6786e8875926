/* The status of every clause in a setting. One way in: every view and every list asks here. */

import { CAN_REVIVE, canHaveGap, LOOKS, stepsWithLooks } from "../kernel/reviving.js";
import { answersOf } from "../kernel/settings.js";
import { course, courseDifferences, sameStanding } from "../kernel/status.js";
import { clauses, facts } from "../model/model.js";
import { keptWhile } from "../state/perstate.js";
import { settingOf, state } from "../state/state.js";
import { eventName, listed, say } from "../words/words.js";

const MOST_KEPT = 6;
const kept = new Map();

const nameOf = ({ on, known, assumed }) => JSON.stringify([on, known, [...assumed].sort()]);

/** Returns what follows from a setting, as `answersOf` tells it.
    @param {Kernel.Setting} setting @returns {Kernel.Found} */
export function answersIn(setting) {
  const name = nameOf(setting);
  if (!kept.has(name)) {
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value);
    kept.set(name, answersOf(facts, setting));
  }
  return kept.get(name);
}

/** Returns the answers in the setting that is shown. */
export const answers = keptWhile(
  () => Object.values(settingOf(state())),
  () => answersIn(settingOf(state())),
);

/** Returns the answers in the setting that is compared with, or null. */
export function comparedAnswers() {
  const { compare } = state();
  return compare && answersIn(compare);
}

/** Returns whether a clause exists for the question that `found` answers. */
export const isKnown = (clause, found = answers()) => !found.unknown.has(clause.agreement);

/** Returns the clauses that exist for the question that `found` answers. */
export const knownClauses = (found = answers()) =>
  [...clauses.values()].filter((clause) => isKnown(clause, found));

/** Returns the course of periods through time: steps {since, status, dependsOn}. */
export const courseOf = (periods, { windows } = answers()) => course(periods, windows);

const courses = new WeakMap();

/** Returns the course of a clause, worked out once for all days asked about, with how each step
    is told: {since, status, dependsOn, look, ways} (kernel/reviving.js). */
export function courseOfClause({ key, periods }, found = answers()) {
  if (!courses.has(found.windows)) courses.set(found.windows, new Map());
  const own = courses.get(found.windows);
  if (!own.has(key)) own.set(key, stepsWithLooks(courseOf(periods, found), periods, found.windows));
  return own.get(key);
}

/** The looks that clauses can have: without any that can revive there is no such look. */
export const looks = LOOKS.filter(
  (look) => look !== CAN_REVIVE || facts.clauses.some(({ periods }) => canHaveGap(periods)),
);

/** Returns how a clause is told to stand: its status, but never "not yet" of one that was in
    force before. */
export function lookOf(clause, found = answers()) {
  const { status } = found.of.get(clause.key);
  if (status !== "not yet" || !canHaveGap(clause.periods) || found.broken.length > 0) return status;
  return courseOfClause(clause, found).findLast(({ since }) => since <= found.at).look;
}

/** Returns how many of `list` have each look, of those that exist for the question. */
export function lookCounts(list, found = answers()) {
  const counts = new Map(looks.map((look) => [look, 0]));
  for (const clause of list) {
    if (!isKnown(clause, found)) continue;
    const look = lookOf(clause, found);
    counts.set(look, counts.get(look) + 1);
  }
  return counts;
}

/** Returns that dates contradict one another, and of which events; "" if none do. */
export const brokenInWords = ({ broken } = answers()) =>
  broken.length > 0 ? say("broken", { events: listed(broken.map(eventName)) }) : "";

/** @type {{ before?: Kernel.Found, now?: Kernel.Found, found: Kernel.Apart[] }} */
let apart = { found: [] };

/** Returns the clauses that two answers do not say the same of at all times: {clause, stretches}
    of each (asking/diff/settings.py). What they say of the day asked about plays no part. */
export function differencesThroughTime(before, now) {
  const isSame = (a, b) =>
    a?.tick === b.tick &&
    JSON.stringify([...a.setting.assumed]) === JSON.stringify([...b.setting.assumed]);
  if (!isSame(apart.before, before) || !isSame(apart.now, now)) {
    const found = isSame(before, now)
      ? []
      : [...clauses.values()]
          .filter((clause) => isKnown(clause, before) || isKnown(clause, now))
          .map((clause) => ({
            clause,
            stretches: courseDifferences(
              courseOfClause(clause, before),
              courseOfClause(clause, now),
            ),
          }))
          .filter(({ stretches }) => stretches.length > 0);
    apart = { before, now, found };
  }
  return apart.found;
}

/** Returns what a clause has become between two answers: "" for the same, else gained, lost,
    changed (of two statuses neither of which is in force), new, or gone. While the dates of
    either contradict one another, nothing is said to differ. */
export function difference(clause, before, now) {
  if (before.broken.length > 0 || now.broken.length > 0) return "";
  const [was, is] = [isKnown(clause, before), isKnown(clause, now)];
  if (!was || !is) return was === is ? "" : is ? "new" : "gone";
  const [a, b] = [before.of.get(clause.key), now.of.get(clause.key)];
  if (sameStanding(a, b)) return "";
  if (b.status === "in force") return "gained";
  return a.status === "in force" ? "lost" : "changed";
}

/** Returns what a clause has become since the setting that is compared with; "" without one. */
export function differenceNow(clause) {
  const before = comparedAnswers();
  return before ? difference(clause, before, answers()) : "";
}
