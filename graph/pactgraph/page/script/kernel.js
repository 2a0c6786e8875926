/* What follows for facts in a setting: the twin of the kernel of pactgraph, without a page. */

import { relate } from "./conditions.js";
import { lastOf, tickAfter } from "./instants.js";
import { windows } from "./scenarios.js";
import { course, standing } from "./status.js";

const related = new WeakMap();

/** Returns how the events of some facts hang together; once for the same facts. */
export function relationsOf(facts) {
  if (!related.has(facts)) related.set(facts, relate(facts));
  return related.get(facts);
}

let before = { facts: null, name: "", found: null };

/** Returns when events can happen, worked out once as long as only the day asked about changes. */
function windowsOf(facts, tick, assumed) {
  const name = JSON.stringify([tick, [...assumed].sort()]);
  if (before.facts !== facts || before.name !== name) {
    const found = windows(facts.events, relationsOf(facts), tick, assumed);
    before = { facts, name, found };
  }
  return before.found;
}

/**
 * Returns what follows for `facts`, of the form of the model, from a setting {on, known, assumed}:
 *   setting    the setting itself
 *   at         the instant asked about
 *   tick       the first instant after what is known
 *   windows    when each event can happen
 *   broken     events whose dates contradict one another; no status counts then
 *   relations  how the events hang together
 *   unknown    events and agreements that do not exist for the question
 *   of         for each clause {status, dependsOn}; of agreements not known too
 */
export function answersOf(facts, setting) {
  const at = lastOf(setting.on);
  const tick = tickAfter(setting.known);
  const relations = relationsOf(facts);
  const found = windowsOf(facts, tick, setting.assumed);
  const isUnknown = ({ key, happening: { knownSince } }) =>
    knownSince !== null && knownSince >= tick && !setting.assumed.has(key);
  const unknown = new Set(facts.events.filter(isUnknown).map(({ key }) => key));
  const of = new Map(
    facts.clauses.map(({ key, periods }) => [key, standing(periods, found.windows, at, relations)]),
  );
  return { setting, at, tick, unknown, relations, of, ...found };
}

/** Returns all that is said of some facts in settings, in which `assumed` is a list of pairs, as
    plain data: windows of all that has a name, statuses, and courses through time. */
export const saidOf = (facts, settings) =>
  settings.map((setting) => {
    const found = answersOf(facts, { ...setting, assumed: new Map(setting.assumed) });
    const names = [...facts.events, ...facts.points].map(({ key }) => key);
    const plain = ({ status, dependsOn }) => [status, dependsOn];
    return {
      windows: Object.fromEntries(names.map((name) => [name, found.windows.get(name)])),
      of: Object.fromEntries([...found.of].map(([key, standing]) => [key, plain(standing)])),
      courses: Object.fromEntries(
        facts.clauses.map(({ key, periods }) => [
          key,
          course(periods, found.windows, found.relations).map((step) => [
            step.since,
            ...plain(step),
          ]),
        ]),
      ),
    };
  });
