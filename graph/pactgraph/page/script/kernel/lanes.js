/* What each pair of parties has with each other in a setting: who gives what to whom, and how it
   stands (asking/network/lanes.py). Nothing here is drawn. */

import { madeIn } from "./loops.js";
import { standing } from "./status.js";

/** What goes from one party to another, in the order of drawing; each says what the giver does. */
export const FAMILIES = Object.freeze([
  "invests",
  "lends",
  "pays",
  "shares",
  "supplies",
  "grants",
  "backs",
  "owes",
]);

/** How it stands, the strongest first. */
export const STANDINGS = Object.freeze(["stands", "hangs", "ahead", "over"]);

/** @type {{ [status: string]: string }} */
const OF_STATUS = { "in force": "stands", depends: "hangs", "not yet": "ahead" };
const STAKE = "equity-stake";

/** @param {string[]} givers @param {string[]} takers @returns {[string, string][]} */
const product = (givers, takers) =>
  givers.flatMap((giver) =>
    takers.map((taker) => /** @type {[string, string]} */ ([giver, taker])),
  );

/** Returns the party that one counts as, by what looping.py writes of groups.
    @param {{ [key: string]: string }} tops @param {string} key */
export const topIn = (tops, key) => (Object.hasOwn(tops, key) ? tops[key] : key);

/** Returns who gives and who takes, two by two, of the sides of a flow. @param {Data.Flow} flow
    @returns {[string, string][]} */
const pairsOf = ({ sides }) => sides.flatMap(([givers, takers]) => product(givers, takers));

/** @param {string} unit */
const nothing = (unit) => ({ unit, exact: 0, least: 0, most: 0, about: false });

/** Adds up the sums of flows: of an exact one its value counts, of any other both bounds.
    @param {Data.Flow[]} flows */
function totalOf(flows) {
  const sums = new Map();
  const told = flows.flatMap((flow) => flow.sums);
  for (const { unit, rate, exact, least = 0, most = 0, about = false } of told) {
    if (rate) continue;
    const sum = sums.get(unit) ?? nothing(unit);
    const more =
      exact === undefined
        ? { least: sum.least + least, most: sum.most + most }
        : { exact: sum.exact + exact, about: sum.about || about };
    sums.set(unit, { ...sum, ...more });
  }
  return {
    sums: [...sums.values()],
    rates: told.filter(({ rate }) => rate).length,
    undisclosed: flows.filter((flow) => flow.sums.length === 0).length,
  };
}

/**
 * Returns the lanes in a setting: {giver, taker, family, standing, clauses, sums, rates,
 * undisclosed, joint} of each; what is in force and what hangs on events are two.
 *
 * @param {Data.Flowing} told what looping.py writes
 * @param {Data.Clause[]} clauses all clauses
 * @param {Kernel.Found} found what the kernel found in the setting
 */
export function lanesIn(told, clauses, found) {
  if (found.broken.length > 0) return [];
  /** @type {Map<string, Kernel.Lane & { flows: Data.Flow[], clauses: Set<string> }>} */
  const lanes = new Map();
  /** @param {string} giver @param {string} taker @param {string} family @param {string} how */
  const laneOf = (giver, taker, family, how) => {
    const name = [giver, taker, family, how].join("\n");
    if (!lanes.has(name)) {
      lanes.set(name, { giver, taker, family, standing: how, flows: [], clauses: new Set() });
    }
    return lanes.get(name);
  };
  const flowing = new Set();
  for (const flow of madeIn(told.flows, told, found)) {
    const { status } = standing(flow.periods, found.windows, found.at);
    for (const key of flow.clauses) flowing.add(key);
    for (const [giver, taker] of pairsOf(flow)) {
      const lane = laneOf(giver, taker, flow.family, OF_STATUS[status] ?? "over");
      lane.flows.push(flow);
      for (const key of flow.clauses) lane.clauses.add(key);
    }
  }
  /** @param {string} key */
  const topOf = (key) => topIn(told.tops, key);
  for (const { key, agreement, kind, owedBy, holders } of clauses) {
    if (found.unknown.has(agreement) || flowing.has(key)) continue;
    const how = OF_STATUS[found.of.get(key).status] ?? "over";
    const sides = product([...new Set(owedBy.map(topOf))], [...new Set(holders.map(topOf))]);
    for (const [giver, taker] of sides.filter(([one, other]) => one !== other)) {
      laneOf(giver, taker, kind === STAKE ? "shares" : "owes", how).clauses.add(key);
    }
  }
  return [...lanes.values()].map(({ flows, clauses: keys, ...lane }) => {
    const alone = flows.filter((flow) => pairsOf(flow).length === 1);
    return {
      ...lane,
      clauses: [...keys].sort(),
      ...totalOf(alone),
      joint: flows.length - alone.length,
    };
  });
}
