/* Which loops the flows close in a setting, decided by the periods of their conditions
   (asking/network/loops.py); page/looping.py writes them. */

import { standing } from "./status.js";

const STATES = ["closed", "possibly", "open"];
const PERFORMED = "performed";
/** @type {readonly string[]} */
const NO_EVENTS = Object.freeze([]);

/** @type {{ [status: string]: string }} */
const STATE_OF = { "in force": "closed", depends: "possibly" };

/** Returns what a condition comes to at the instant asked about, whatever open events do.
    @param {Data.Period[]} periods @param {Kernel.Found} found */
function decided(periods, { windows, at }) {
  const { status, dependsOn } = standing(periods, windows, at);
  const state = STATE_OF[status] ?? "open";
  return { state, dependsOn: state === "possibly" ? dependsOn : NO_EVENTS };
}

/** Returns those of some loops or flows that the agreements known in a setting make.
    @template {Data.Version} T @param {T[]} list @param {{ known: string[] }} told
    @param {{ tick: string }} found @returns {T[]} */
export function madeIn(list, { known }, { tick }) {
  const passed = known.filter((instant) => instant < tick).length;
  return list.filter(({ least, most }) => least <= passed && passed <= most);
}

/** @param {Data.Carrier} carrier @param {Kernel.Found} found */
function carrierIn(carrier, found) {
  const [promised, performed] = [carrier.promised, carrier.performed].map(
    (periods) => decided(periods, found).state,
  );
  return {
    clause: carrier.clause,
    isCurrent: promised !== "open" || performed !== "open",
    force: performed === "closed" ? PERFORMED : carrier.force,
    isPress: carrier.press === true,
    isEndless: carrier.endless === true && promised === "closed" && performed !== "closed",
  };
}

/** @param {string[]} names @param {string[]} forces */
const strongest = (names, forces) => forces.find((force) => names.includes(force)) ?? "";
/** @param {string[]} names @param {string[]} forces */
const weakestOf = (names, forces) => forces.findLast((force) => names.includes(force)) ?? "";

/** @param {Data.LoopStep} step @param {Kernel.Found} found @param {string[]} forces */
function stepIn(step, found, forces) {
  const carriers = step.carriers.map((carrier) => carrierIn(carrier, found));
  const current = carriers.filter(({ isCurrent }) => isCurrent);
  const binding = current.map(({ force }) => force);
  return {
    leads: step.leads,
    state: decided(step.periods, found).state,
    carriers,
    force: strongest(binding, forces),
    isPressOnly: (current.length > 0 ? current : carriers).every(({ isPress }) => isPress),
    endNotPublic: current.filter(({ isEndless }) => isEndless).map(({ clause }) => clause),
  };
}

/** @param {Data.Loop} loop @param {Kernel.Found} found @param {string[]} forces */
function loopIn(loop, found, forces) {
  const steps = loop.steps.map((step) => stepIn(step, found, forces));
  const told = steps.map(({ force }) => force);
  return {
    parties: loop.parties,
    ...decided(loop.periods, found),
    promised: decided(loop.promised, found).state,
    performed: decided(loop.performed, found).state,
    weakest: told.includes("") ? "" : weakestOf(told, forces),
    steps,
  };
}

/** @param {{ parties: string[] }} loop */
const orderOf = ({ parties }) => parties.join("\n");
/** @param {{ parties: string[] }} a @param {{ parties: string[] }} b */
const inOrder = (a, b) => a.parties.length - b.parties.length || (orderOf(a) < orderOf(b) ? -1 : 1);

/**
 * Returns the loops in a setting, closed ones first, then those that possibly are:
 *   parties    from the one with the smallest id on
 *   state      "closed", "possibly" or "open"; dependsOn, the open events that decide
 *   promised, performed  the same of both readings alone
 *   weakest    how far the weakest step binds; "" if one is open
 *   steps      {leads, state, force, carriers, isPressOnly, endNotPublic} of each
 *
 * @param {Data.Flowing} told what looping.py writes
 * @param {Kernel.Found} found what the kernel found in the setting
 */
export function loopsIn(told, found) {
  if (found.broken.length > 0) return [];
  return madeIn(told.loops, told, found)
    .sort(inOrder)
    .map((loop) => loopIn(loop, found, told.forces))
    .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
}

/** Returns the agreements that count as known only because something is supposed of them: what
    they make flow is not counted. @param {Data.Event[]} events @param {Kernel.Found} found */
export const uncountedIn = (events, { setting, tick }) =>
  events
    .filter(({ isAgreement, key }) => isAgreement && setting.assumed.has(key))
    .filter(({ happening: { knownSince } }) => knownSince !== null && knownSince >= tick)
    .map(({ key }) => key);
