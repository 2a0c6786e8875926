/* The first and the last instant at which some atoms can all be true, or false (kernel/solver.py).

   An atom is an instant, a moment {event, span} or a comparison {moment, bound, before}; a literal
   is an atom and whether it is to be true. What they say are relations [low, high, isStrict]
   between sides, each an instant or a moment; the time itself is the event "". A relation says: a
   variable is at least, or at most, a monotone function of another. So there is a least and a
   greatest solution, found by passing bounds on until nothing changes. That a comparison is
   false, and that two events rule each other out, are choices between two systems. */

import { firstOf, fromOn, isOfMidnights, lastOf, upTo } from "./domains.js";
import { FIRST, LAST, plusMicroseconds, TICK } from "./instants.js";
import { after, fromMidnight, NO_SPAN, neverLongerThan } from "./spans.js";

const MOST_ROUNDS = 100;
const NOW = { event: "", span: NO_SPAN };

/** @param {Kernel.Side} side @returns {side is Kernel.Moment} */
const isMoment = (side) => typeof side !== "string";
/** @param {string} event @returns {Kernel.System} */
const never = (event) => [[LAST, { event, span: NO_SPAN }, false]];

/** @type {(...sides: Kernel.Relation) => Kernel.Relation} */
const relation = (...sides) => sides;

/** Returns what it says of time and events that an atom is true, or false: systems, of which one
    is to hold. @param {Kernel.Literal} literal @returns {Kernel.System[]} */
function choice([atom, holds]) {
  if (typeof atom === "string" || atom.event !== undefined) {
    return [[holds ? [atom, NOW, false] : [NOW, atom, true]]];
  }
  const { moment, bound, before } = atom;
  /** @type {Kernel.System} */
  const both = [
    [moment, bound, true],
    [bound, moment, false],
  ];
  const [wanted, other] = before ? both : both.reverse();
  /** @type {Kernel.Relation} */
  const come = [moment, NOW, false];
  return holds ? [[come, wanted]] : [[[NOW, moment, true]], [come, other]];
}

/**
 * Returns the first instant t, since <= t < until, at which all literals can hold; null if none.
 *
 * @param {Kernel.World} world {events, domain, calls}: how events hang together, when one can happen, and a
 *     count {solved} of the systems solved
 * @param {Kernel.Literal[]} literals
 * @param {string} [since]
 * @param {string} [until]
 */
export function first(literals, world, since = FIRST, until = LAST) {
  const problem = problemOf(literals, world, since, plusMicroseconds(until, -TICK));
  return best(problem, problem.fixed, problem.choices, null, LEAST);
}

/** Returns the last instant t, since <= t < until, at which all literals can hold; or null.
    @param {Kernel.Literal[]} literals @param {Kernel.World} world @param {string} [since]
    @param {string} [until] */
export function last(literals, world, since = FIRST, until = LAST) {
  const problem = problemOf(literals, world, since, plusMicroseconds(until, -TICK));
  return best(problem, problem.fixed, problem.choices, null, GREATEST);
}

// ---- what is to be solved ------------------------------------------------------------

/** @param {Kernel.Literal[]} literals @param {Kernel.World} world @param {string} since
    @param {string} until @returns {Kernel.Problem} */
function problemOf(literals, { events, domain, calls }, since, until) {
  const choices = literals.map(choice);
  const sides = choices.flat(2).flatMap(([low, high]) => [low, high].filter(isMoment));
  const named = new Set(sides.map(({ event }) => event));
  named.delete(NOW.event);
  const involved = withThoseBetween([...named], events);
  const domains = new Map(involved.map((event) => [event, domain(event)]));
  /** @param {Kernel.Side} side */
  const inDays = (side) => daysOf(side, domains);
  const told = choices.map((systems) =>
    systems.map((system) =>
      system.map(([low, high, strict]) => relation(inDays(low), inDays(high), strict)),
    ),
  );
  /** @param {string} event */
  const moment = (event) => ({ event, span: NO_SPAN });
  /** @param {Set<string>} keys */
  const within = (keys) => involved.filter((event) => keys.has(event));
  const orders = involved.flatMap((other) =>
    within(new Set(events.before(other))).map((one) => relation(moment(one), moment(other), false)),
  );
  const rivals = involved.flatMap((other) =>
    within(new Set(events.ruledOutBy(other)))
      .filter((one) => one <= other)
      .map((one) => [never(one), never(other)]),
  );
  return {
    fixed: [...told.filter((each) => each.length === 1).flatMap(([system]) => system), ...orders],
    choices: [...told.filter((each) => each.length > 1), ...rivals],
    domains,
    since,
    until,
    calls,
  };
}

/** Returns a side with days in place of what leads over the midnights of an event's days.
    @param {Kernel.Side} side @param {Map<string, Kernel.Domain>} domains @returns {Kernel.Side} */
function daysOf(side, domains) {
  if (!isMoment(side) || side.span.steps[0]?.dates?.fromMidnight === undefined) return side;
  const { event, span } = side;
  return isOfMidnights(domains.get(event)) ? { event, span: fromMidnight(span) } : side;
}

/** Returns events, and those that lie between two of them by their order.
    @param {string[]} named @param {Kernel.Relations} events @returns {string[]} */
function withThoseBetween(named, events) {
  const later = new Set(named.flatMap((event) => [...events.after(event)]));
  const earlier = new Set(named.flatMap((event) => [...events.before(event)]));
  return [...new Set([...named, ...[...later].filter((event) => earlier.has(event))])].sort();
}

// ---- least and greatest solutions ----------------------------------------------------

/** Returns the best time that solves a system and one of each of the choices, if better than
    `found`. @param {Kernel.Problem} problem @param {Kernel.System} system
    @param {Kernel.System[][]} choices @param {string | null} found @param {Kernel.Way} way
    @returns {string | null} */
function best(problem, system, choices, found, way) {
  const values = solved(problem, system, way);
  if (values === null) return found;
  const now = values.get(NOW.event);
  if (found !== null && !way.isBetter(now, found)) return found;
  const open = choices.find((each) => !isMade(each, values));
  if (open === undefined) return now;
  const others = choices.filter((each) => each !== open);
  return open.reduce(
    (sofar, more) => best(problem, [...system, ...more], others, sofar, way),
    found,
  );
}

/** @param {Kernel.Side} side @param {Map<string, string>} values */
const valueIn = (side, values) =>
  isMoment(side) ? after(side.span, values.get(side.event)) : side;

/** Returns whether values solve one of some systems already. @param {Kernel.System[]} systems
    @param {Map<string, string>} values */
const isMade = (systems, values) =>
  systems.some((system) =>
    system.every(([low, high, isStrict]) => {
      const [a, b] = [valueIn(low, values), valueIn(high, values)];
      return isStrict ? a < b : a <= b;
    }),
  );

/** @type {Kernel.Way} */
const LEAST = {
  isBetter: (a, b) => a < b,
  start: ({ since }) => since,
  end: firstOf,
  moved: raised,
  endless: withoutEnd,
};
/** @type {Kernel.Way} */
const GREATEST = {
  isBetter: (a, b) => a > b,
  start: ({ until }) => until,
  end: lastOf,
  moved: lowered,
  endless: (system, values) => pushed(system, comingOf(values)).size > 0,
};

/** Returns the least, or the greatest, of all solutions of a system; null if there is none.
    @param {Kernel.Problem} problem @param {Kernel.System} system @param {Kernel.Way} way
    @returns {Map<string, string> | null} */
function solved(problem, system, way) {
  problem.calls.solved += 1;
  const values = new Map([...problem.domains].map(([event, domain]) => [event, way.end(domain)]));
  const count = values.size + 1;
  values.set(NOW.event, way.start(problem));
  for (let number = 0; number < MOST_ROUNDS; number += 1) {
    let hasChanged = false;
    for (const relation of system) {
      const [side, value] = way.moved(relation, values, problem);
      if (value === null) return null;
      if (isMoment(side) && way.isBetter(values.get(side.event), value)) {
        values.set(side.event, value);
        hasChanged = true;
      }
    }
    if (!hasChanged) break;
    if (number === count && way.endless(system, values, problem)) return null;
  }
  return values;
}

/** Returns the greater side, and what its variable is at least; null if it cannot be.
    @param {Kernel.Relation} relation @param {Map<string, string>} values
    @param {Kernel.Problem} problem @returns {[Kernel.Side, string | null]} */
function raised([low, high, isStrict], values, { until, domains }) {
  const least = valueIn(low, values);
  if (isStrict && least === LAST) return [high, null];
  const target = isStrict ? plusMicroseconds(least, TICK) : least;
  if (!isMoment(high)) return [high, target <= high ? high : null];
  const value = values.get(high.event);
  if (high.event === NOW.event) {
    return [high, target > until ? null : target > value ? target : value];
  }
  if (after(high.span, value) >= target) return [high, value];
  return [high, fromOn(domains.get(high.event), high.span, target)];
}

/** Returns the lesser side, and what its variable is at most; null if it cannot be.
    @param {Kernel.Relation} relation @param {Map<string, string>} values
    @param {Kernel.Problem} problem @returns {[Kernel.Side, string | null]} */
function lowered([low, high, isStrict], values, { since, domains }) {
  const most = valueIn(high, values);
  if (isStrict && most === FIRST) return [low, null];
  const target = isStrict ? plusMicroseconds(most, -TICK) : most;
  if (!isMoment(low)) return [low, low <= target ? low : null];
  const value = values.get(low.event);
  if (low.event === NOW.event) {
    return [low, target < since ? null : target < value ? target : value];
  }
  if (after(low.span, value) <= target) return [low, value];
  return [low, upTo(domains.get(low.event), low.span, target)];
}

// ---- what goes on without end --------------------------------------------------------

/** @param {Map<string, string>} values */
const comingOf = (values) => new Set([...values.keys()].filter((key) => values.get(key) < LAST));

/** Moves to never what relations push on without end; returns whether it may not be never.
    @param {Kernel.System} system @param {Map<string, string>} values
    @param {Kernel.Problem} problem */
function withoutEnd(system, values, { domains }) {
  for (const event of pushed(system, comingOf(values))) {
    if (event === NOW.event || lastOf(domains.get(event)) < LAST) return true;
    values.set(event, LAST);
  }
  return false;
}

/** Returns which events relations between them push on without end: as R. Bellman and L. Ford
    find a circle of positive length. @param {Kernel.System} system @param {Set<string>} events */
function pushed(system, events) {
  const gains = gainsOf(system).filter(([low, high]) => events.has(low) && events.has(high));
  const place = new Map([...events].map((event) => [event, 0n]));
  let found = new Set();
  for (let number = 0; number <= events.size; number += 1) {
    found = new Set();
    for (const [low, high, gain] of gains) {
      if (place.get(low) + gain > place.get(high)) {
        place.set(high, place.get(low) + gain);
        found.add(high);
      }
    }
    if (found.size === 0) break;
  }
  return found;
}

/** @type {(low: string, high: string, gain: bigint) => [string, string, bigint]} */
const gainOf = (...told) => told;

/** @param {Kernel.Moment} one @param {Kernel.Moment} other */
const isAlike = (one, other) =>
  one.event === other.event &&
  neverLongerThan(one.span, other.span) &&
  neverLongerThan(other.span, one.span);

/** Returns by how much, at least, one variable is pushed beyond another; and beyond itself, where
    a span has to have come, if by way of others, that is never shorter than one that has not.
    @param {Kernel.System} system @returns {[string, string, bigint][]} */
function gainsOf(system) {
  const told = system.flatMap(([low, high, isStrict]) =>
    isMoment(low) && isMoment(high) ? [{ low, high, isStrict }] : [],
  );
  const come = [NOW];
  for (const past of come) {
    const more = told.filter(({ low, high }) => isAlike(high, past) && !come.includes(low));
    come.push(...more.map(({ low }) => low));
  }
  const ahead = told.filter(({ low, isStrict }) => low === NOW && isStrict);
  const pairs = [
    ...ahead.flatMap(({ high }) => come.map((longer) => [high, longer])),
    ...told
      .filter((each) => each.isStrict && each.low.event === each.high.event)
      .map(({ low, high }) => [high, low]),
  ];
  const own = pairs
    .filter(([a, b]) => a.event === b.event && neverLongerThan(a.span, b.span))
    .map(([{ event }]) => gainOf(event, event, TICK));
  const others = told.flatMap(({ low, high, isStrict }) => {
    if (high.span.most === null) return [];
    const gain = low.span.least - high.span.most;
    return [gainOf(low.event, high.event, isStrict ? gain + TICK : gain)];
  });
  return [...own, ...others];
}
