/* Completions: whether some dates of the open events make a condition true, or false, all atoms
   of its periods looked at together (kernel/completions.py). */

import { literalsOf, worldOf } from "./bounds.js";
import { isAtom } from "./conditions.js";
import { FIRST, LAST, plusMicroseconds, TICK } from "./instants.js";
import { first } from "./solver.js";

const MOST_SYSTEMS = 5_000;

/** Returns whether bounds alone may not tell what some of what periods name can do beside
    others: of delays, only if some that hang together are counted in several units, or where
    events have to come by a stated day. @param {Data.Period[]} periods
    @param {Kernel.Relations} events */
export function needSearch(periods, events) {
  if (events.points.size === 0) return false;
  const names = new Set(periods.flatMap(({ named }) => named));
  const told = [...names].map((name) => events.points.get(name));
  const atoms = told.filter((point) => point !== undefined).filter(isAtom);
  if (atoms.length === 0) return false;
  /** @param {string} name */
  const isLimited = (name) => events.bases(name).some(events.isLimited);
  return (
    atoms.some(({ isDelay }) => !isDelay) ||
    hangTogether(/** @type {Kernel.Delay[]} */ (atoms), events) ||
    (names.size > 1 && [...names].some(isLimited))
  );
}

/** @param {Kernel.Moment[]} delays @param {Kernel.Relations} events */
function hangTogether(delays, events) {
  if (delays.length < 2) return false;
  /** @type {{ ties: Set<string>, units: Set<boolean> }[]} */
  let groups = [];
  for (const { event, span } of delays) {
    const ties = [events.before(event), events.after(event), events.ruledOutBy(event)];
    const own = { ties: new Set([event, ...ties.flatMap((keys) => [...keys])]), units: new Set() };
    own.units.add("months" in span.steps[0]);
    const joined = groups.filter((group) => [...own.ties].some((tie) => group.ties.has(tie)));
    for (const { ties: further, units } of joined) {
      for (const tie of further) own.ties.add(tie);
      for (const unit of units) own.units.add(unit);
    }
    groups = [...groups.filter((group) => !joined.includes(group)), own];
  }
  return groups.some(({ units }) => units.size > 1);
}

/** Returns what is asked of the completions of open events: {canHold, canHoldIn, canFail}.
    @param {Data.Period[]} periods @param {Kernel.Windows} windows */
export function completions(periods, windows) {
  const literals = new Map(periods.map((period) => [period, literalsOf(period, windows.events)]));
  const ways = [...literals.values()];
  const world = worldOf(windows);
  return {
    canHold: (since = FIRST, until = LAST) =>
      ways.some((way) => first(way, world, since, until) !== null),
    /** @param {Data.Period} period @param {string} at */
    canHoldIn: (period, at) =>
      first(literals.get(period), world, at, plusMicroseconds(at, TICK)) !== null,
    /** @param {string} at */
    canFail(at) {
      world.calls.solved = 0;
      return canFail([...ways].sort(byLength), new Map(), at, world);
    },
  };
}

/** @param {{ length: number }} a @param {{ length: number }} b */
const byLength = (a, b) => a.length - b.length;

/** Returns whether all ways can fail at an instant, if atoms are true or false as `chosen`.
    @param {Kernel.Literal[][]} ways @param {Map<Kernel.Atom, boolean>} chosen @param {string} at
    @param {Kernel.World} world @returns {boolean} */
function canFail(ways, chosen, at, world) {
  if (world.calls.solved > MOST_SYSTEMS) return true;
  if (first([...chosen], world, at, plusMicroseconds(at, TICK)) === null) return false;
  const left = ways
    .filter((way) => way.every(([atom, holds]) => (chosen.get(atom) ?? holds) === holds))
    .map((way) => way.filter(([atom]) => !chosen.has(atom)));
  if (left.length === 0) return true;
  const way = left.reduce((shortest, other) => (other.length < shortest.length ? other : shortest));
  return way.some(([atom, holds], number) =>
    canFail(left, new Map([...chosen, ...way.slice(0, number), [atom, !holds]]), at, world),
  );
}
