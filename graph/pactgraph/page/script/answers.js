/* The status of every clause in a setting. One way in: every view and every list asks here. */

import { baseOf, clauses, delays, events } from "./model.js";
import { windows } from "./scenarios.js";
import { settingOf, state } from "./state.js";
import { course, sameStanding, standing } from "./status.js";
import { lastOf, tickAfter } from "./instants.js";

const MOST_KEPT = 6;
const kept = new Map();

const nameOf = ({ on, known, assumed }) => JSON.stringify([on, known, [...assumed].sort()]);

/**
 * Returns what follows from a setting {on, known, assumed}:
 *   at        the instant asked about
 *   tick      the first instant after what is known
 *   windows   when each event can happen
 *   broken    events whose dates break their order; no status counts then
 *   unknown   events and agreements that do not exist for the question
 *   of        for each clause {status, dependsOn}; of agreements not known too
 */
export function answersIn(setting) {
  const name = nameOf(setting);
  if (!kept.has(name)) {
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value);
    kept.set(name, answered(setting));
  }
  return kept.get(name);
}

function answered({ on, known, assumed }) {
  const at = lastOf(on);
  const tick = tickAfter(known);
  const found = windows([...events.values()], [...delays.values()], tick, assumed);
  const unknown = new Set(
    [...events.values()]
      .filter(({ key, happening }) => happening.knownSince !== null && happening.knownSince >= tick && !assumed.has(key))
      .map(({ key }) => key),
  );
  const of = new Map(
    [...clauses.values()].map(({ key, periods }) => [key, standing(periods, found.windows, at, baseOf)]),
  );
  return { at, tick, unknown, of, ...found };
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

/** Returns how periods stand at the instant asked about. */
export const standingOf = (periods, found = answers()) =>
  standing(periods, found.windows, found.at, baseOf);

/** Returns the course of periods through time: steps {since, status, dependsOn}. */
export const courseOf = (periods, found = answers()) => course(periods, found.windows, baseOf);

/** Returns what a clause has become between two answers: "" for the same, else gained, lost,
    changed (of two statuses neither of which is in force), new, or gone. */
export function difference(clause, before, now) {
  const [was, is] = [isKnown(clause, before), isKnown(clause, now)];
  if (!was || !is) return was === is ? "" : is ? "new" : "gone";
  const [a, b] = [before.of.get(clause.key), now.of.get(clause.key)];
  if (sameStanding(a, b)) return "";
  if (b.status === "in force") return "gained";
  return a.status === "in force" ? "lost" : "changed";
}
