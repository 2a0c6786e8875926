/* What was in force before, is not now, and can be again: it has ended and can revive, and is
   never said to be "not yet" (kernel/flips.py, telling/words.py). */

import { completions } from "./completions.js";
import { plusMicroseconds, TICK } from "./instants.js";
import { hasHappened } from "./scenarios.js";

export const CAN_REVIVE = "can revive";

/** How something can be told to stand: each status, and what can revive apart from "not yet".
    @type {readonly Kernel.Look[]} */
export const LOOKS = Object.freeze([
  "in force",
  "depends",
  "not yet",
  CAN_REVIVE,
  "ended",
  "never",
]);

/** Returns whether something can hold, end, and hold again: one period has no gap.
    @param {Data.Period[]} periods */
export const canHaveGap = (periods) => periods.length > 1;

/** Returns since when what is not yet in force in a step has ended, if it was before; or null.
    @param {Kernel.Course[]} steps @param {number} now */
export function endedBefore(steps, now) {
  if (steps[now].status !== "not yet") return null;
  const last = steps.slice(0, now).findLastIndex(({ status }) => status === "in force");
  return last < 0 ? null : steps[last + 1].since;
}

/** Returns the events that have to come after an instant for something to hold again: one list
    for each way; an empty one for a way that only takes time. @param {Data.Period[]} periods
    @param {Kernel.Windows} windows @param {string} at */
export function revivals(periods, windows, at) {
  const after = plusMicroseconds(at, TICK);
  const ways = periods
    .filter((period) => completions([period], windows).canHold(after))
    .map(({ happened, named }) =>
      happened.filter((name) => named.includes(name) && !hasHappened(windows.get(name), at)),
    );
  /** @param {string[]} one @param {string[]} other */
  const within = (one, other) => one.every((name) => other.includes(name));
  const least = ways.filter(
    (way) => !ways.some((other) => other.length < way.length && within(other, way)),
  );
  return [...new Map(least.map((way) => [way.join(" "), way])).values()].sort();
}

/** Returns the steps of a course, each with its `look`; where it can revive, with the ways.
    @param {Kernel.Course[]} steps @param {Data.Period[]} periods @param {Kernel.Windows} windows
    @returns {Kernel.LookedAt[]} */
export const stepsWithLooks = (steps, periods, windows) =>
  steps.map((step, i) =>
    endedBefore(steps, i) === null
      ? { ...step, look: step.status }
      : { ...step, look: CAN_REVIVE, ways: revivals(periods, windows, step.since) },
  );
