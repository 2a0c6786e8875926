/* What follows for facts in a setting: the twin of the kernel of pactgraph, without a page. */

import { relate } from "./conditions.js";
import { lastOf, tickAfter } from "./instants.js";
import { endedBefore, stepsWithLooks } from "./reviving.js";
import { windows } from "./scenarios.js";
import { course, standing } from "./status.js";

/** @type {WeakMap<Kernel.Facts, Kernel.Relations>} */
const related = new WeakMap();

/** Returns how the events of some facts hang together; once for the same facts.
    @param {Kernel.Facts} facts @returns {Kernel.Relations} */
function relationsOf(facts) {
  if (!related.has(facts)) related.set(facts, relate(facts));
  return related.get(facts);
}

/**
    @type {{ facts: Kernel.Facts | null, name: string, found: ReturnType<typeof windows> | null }} */
let before = { facts: null, name: "", found: null };

/** Returns when events can happen, worked out once as long as only the day asked about changes.
    @param {Kernel.Facts} facts @param {string} tick @param {Map<string, string>} assumed */
function windowsOf(facts, tick, assumed) {
  const name = JSON.stringify([tick, [...assumed].sort()]);
  const isSame = before.facts === facts && before.name === name;
  const found =
    (isSame && before.found) || windows(facts.events, relationsOf(facts), tick, assumed);
  before = { facts, name, found };
  return found;
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
 * @param {Kernel.Facts} facts
 * @param {Kernel.Setting} setting
 * @returns {Kernel.Found}
 */
export function answersOf(facts, setting) {
  const at = lastOf(setting.on);
  const tick = tickAfter(setting.known);
  const relations = relationsOf(facts);
  const found = windowsOf(facts, tick, setting.assumed);
  /** @param {Data.Event} event */
  const isUnknown = ({ key, happening: { knownSince } }) =>
    knownSince !== null && knownSince >= tick && !setting.assumed.has(key);
  const unknown = new Set(facts.events.filter(isUnknown).map(({ key }) => key));
  const of = new Map(
    facts.clauses.map(({ key, periods }) => [key, standing(periods, found.windows, at)]),
  );
  return { setting, at, tick, unknown, relations, of, ...found };
}

/** Returns the steps of a course in which something can revive: since when, when it ended, and what
    has to come. @param {Kernel.LookedAt[]} steps */
const revivalsIn = (steps) =>
  steps.flatMap(({ since, ways }, i) =>
    ways === undefined
      ? []
      : [[since, endedBefore(steps, i), ways.map((way) => [...way].sort()).sort()]],
  );

/** Returns all that is said of some facts in settings, in which `assumed` is a list of pairs, as
    plain data: windows of all that has a name, statuses, courses through time, and revivals.
    @param {Kernel.Facts} facts @param {Data.Setting[]} settings */
export const saidOf = (facts, settings) =>
  settings.map((setting) => {
    const found = answersOf(facts, { ...setting, assumed: new Map(setting.assumed) });
    const { windows: all } = found;
    const names = [...facts.events, ...facts.points].map(({ key }) => key);
    /** @param {Kernel.Standing} standing */
    const plain = ({ status, dependsOn }) => [status, dependsOn];
    const courses = facts.clauses.map(({ key, periods }) => ({
      key,
      steps: stepsWithLooks(course(periods, all), periods, all),
    }));
    /** @param {(steps: Kernel.LookedAt[]) => unknown} told */
    const ofEach = (told) =>
      Object.fromEntries(courses.map(({ key, steps }) => [key, told(steps)]));
    return {
      windows: Object.fromEntries(names.map((name) => [name, all.get(name)])),
      of: Object.fromEntries([...found.of].map(([key, standing]) => [key, plain(standing)])),
      courses: ofEach((steps) => steps.map((step) => [step.since, ...plain(step)])),
      revivals: ofEach(revivalsIn),
    };
  });
