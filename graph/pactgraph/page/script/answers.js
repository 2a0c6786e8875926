/* The status of every clause in a setting. One way in: every view and every list asks here. */

import { lastOf, tickAfter } from "./instants.js";
import { clauses, delays, events } from "./model.js";
import { windows } from "./scenarios.js";
import { settingOf, state } from "./state.js";
import { course, courseDifferences, STATUSES, sameStanding, standing } from "./status.js";

const FACTS = {
  events: [...events.values()],
  delays: [...delays.values()],
  clauses: [...clauses.values()],
};
const MOST_KEPT = 6;
const kept = new Map();

const nameOf = ({ on, known, assumed }) => JSON.stringify([on, known, [...assumed].sort()]);

/**
 * Returns what follows from a setting {on, known, assumed}:
 *   setting   the setting itself
 *   at        the instant asked about
 *   tick      the first instant after what is known
 *   windows   when each event can happen
 *   broken    events whose dates break their order; no status counts then
 *   base      for each delayed event the one that it follows
 *   unknown   events and agreements that do not exist for the question
 *   of        for each clause {status, dependsOn}; of agreements not known too
 */
export function answersIn(setting) {
  const name = nameOf(setting);
  if (!kept.has(name)) {
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value);
    kept.set(name, answersOf(FACTS, setting));
  }
  return kept.get(name);
}

/** Returns what follows for `facts`, of the form of the model, from a setting. */
export function answersOf(facts, setting) {
  const at = lastOf(setting.on);
  const tick = tickAfter(setting.known);
  const found = windows(facts.events, facts.delays, tick, setting.assumed);
  const isUnknown = ({ key, happening: { knownSince } }) =>
    knownSince !== null && knownSince >= tick && !setting.assumed.has(key);
  const unknown = new Set(facts.events.filter(isUnknown).map(({ key }) => key));
  const base = new Map(facts.delays.map(({ key, event }) => [key, event]));
  const of = new Map(
    facts.clauses.map(({ key, periods }) => [key, standing(periods, found.windows, at, base)]),
  );
  return { setting, at, tick, unknown, base, of, ...found };
}

let shown = { on: "", known: "", assumed: null, found: null };

/** Returns the answers in the setting that is shown. */
export function answers() {
  const { on, known, assumed } = state();
  if (shown.on !== on || shown.known !== known || shown.assumed !== assumed) {
    shown = { on, known, assumed, found: answersIn(settingOf(state())) };
  }
  return shown.found;
}

/** Returns the answers in the setting that is compared with, or null. */
export const comparedAnswers = () => (state().compare ? answersIn(state().compare) : null);

/** Returns whether a clause exists for the question that `found` answers. */
export const isKnown = (clause, found = answers()) => !found.unknown.has(clause.agreement);

/** Returns the clauses that exist for the question. */
export const knownClauses = () => [...clauses.values()].filter((clause) => isKnown(clause));

/** Returns how many of `list` have each status, of those that exist for the question. */
export function statusCounts(list, found = answers()) {
  const counts = new Map(STATUSES.map((status) => [status, 0]));
  for (const clause of list) {
    if (!isKnown(clause, found)) continue;
    const { status } = found.of.get(clause.key);
    counts.set(status, counts.get(status) + 1);
  }
  return counts;
}

/** Returns how periods stand at the instant asked about. */
export const standingOf = (periods, found = answers()) =>
  standing(periods, found.windows, found.at, found.base);

/** Returns the course of periods through time: steps {since, status, dependsOn}. */
export const courseOf = (periods, found = answers()) => course(periods, found.windows, found.base);

let apart = { before: null, now: null, found: [] };

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
              courseOf(clause.periods, before),
              courseOf(clause.periods, now),
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
