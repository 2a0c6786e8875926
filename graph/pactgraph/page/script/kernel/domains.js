/* Domains: the moments at which an event can happen, one a day, and never (kernel/domains.py). A
   domain is a list of stretches [start, end], in order; LAST stands for never. */

import {
  daysAfter,
  daysBetween,
  FIRST,
  LAST,
  microsecondsBetween,
  plusMicroseconds,
  TICK,
} from "./instants.js";
import { after } from "./spans.js";

const DAY = 86_400_000_000n; // in microseconds
const MIDNIGHT = "T00:00:00.000000Z";
export const LONG_AGO = "1000-01-01T00:00:00.000000Z";
export const END = "9998-12-31T00:00:00.000000Z";
/** @type {Kernel.Domain} */
export const NOT_AT_ALL = [[LAST, LAST]];

/** @param {Kernel.Domain} domain */
export const firstOf = (domain) => domain[0][0];
/** @param {Kernel.Domain} domain */
export const lastOf = (domain) => domain[domain.length - 1][1];

/** Returns whether every moment but never is a midnight in UTC; of long ago that is not known.
    @param {Kernel.Domain} domain */
export const isOfMidnights = (domain) =>
  domain.every(([start]) => start === LAST || (start > FIRST && start.endsWith(MIDNIGHT)));

/** Returns the first moment from which a span leads to `target` or later; null if none does.
    @param {Kernel.Domain} domain @param {Kernel.Span} span @param {string} target */
export function fromOn(domain, span, target) {
  const found = domain.find(
    ([, end]) => surelyLeads(span, end, target) || after(span, end) >= target,
  );
  return found ? firstIn(found, span, target) : null;
}

/** Returns the last moment from which a span leads to `target` or before; null if none does.
    @param {Kernel.Domain} domain @param {Kernel.Span} span @param {string} target */
export function upTo(domain, span, target) {
  const found = domain.findLast(([start]) => after(span, start) <= target);
  return found ? lastIn(found, span, target) : null;
}

/** Returns the domain of the days from `start` on, `end` itself, and never if it may be.
    @param {string} start @param {string} end @param {boolean} mayNever @returns {Kernel.Domain} */
export function between(start, end, mayNever) {
  const last = daysAfter(start, daysBetween(start, end));
  /** @type {[string, string][]} */
  const found = [[start, last]];
  if (last < end && end < END) found.push([end, end]);
  if (mayNever && start < LAST) found.push([LAST, LAST]);
  return found;
}

/** Returns at which moments `count` of events that do not hang together can have come.
    @param {number} count @param {Kernel.Domain[]} domains @returns {Kernel.Domain} */
export function nth(count, domains) {
  const lowest = domains.map(firstOf).sort()[count - 1];
  const highest = domains.map(lastOf).sort()[count - 1];
  return united(cut(domains.flat(), lowest, highest));
}

/** Returns stretches, in order, without what lies before `lowest` or after `highest`.
    @param {Kernel.Domain} stretches @param {string} lowest @param {string} highest
    @returns {[string, string][]} */
function cut(stretches, lowest, highest) {
  /** @type {[string, string][]} */
  const found = [];
  for (const [start, end] of stretches) {
    if (end < lowest || start > highest) continue;
    const first = start >= lowest ? start : daysAfter(start, -daysBetween(lowest, start));
    const last = end <= highest ? end : daysAfter(start, daysBetween(start, highest));
    if (first <= last) found.push([first, last]);
  }
  return found.sort();
}

/** @param {Kernel.Domain} stretches @returns {Kernel.Domain} */
function united(stretches) {
  /** @type {[string, string][]} */
  const found = [];
  for (const [start, end] of stretches) {
    const before = found[found.length - 1];
    if (!before || start > before[1]) found.push([start, end]);
    else if (end > before[1]) before[1] = end;
  }
  return found;
}

/** @param {Kernel.Span} span @param {string} start @param {string} target */
const surelyLeads = (span, start, target) =>
  target <= END && microsecondsBetween(start, target) <= span.least;

/** Returns the first day of a stretch from which a span leads to `target` or later: one does.
    @param {readonly [string, string]} stretch @param {Kernel.Span} span @param {string} target */
function firstIn([start, end], span, target) {
  /** @param {number} day */
  const leads = (day) => after(span, daysAfter(start, day)) >= target;
  if (leads(0)) return start;
  let [low, high] = guess([start, end], span, target, leads);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (leads(middle)) high = middle;
    else low = middle;
  }
  return daysAfter(start, high);
}

/** Returns two days of a stretch, by number: the first leads before `target`, the second not.
    @param {readonly [string, string]} stretch @param {Kernel.Span} span @param {string} target
    @param {(day: number) => boolean} leads */
function guess([start, end], span, target, leads) {
  const allDays = daysBetween(start, end);
  const way = microsecondsBetween(start, target);
  /** @param {number} day */
  const isWithin = (day) => day > 0 && day < allDays;
  const near = span.most === null ? 0 : Number((way - span.most) / DAY) - 1;
  const far = Number((way - span.least) / DAY) + 1;
  const low = isWithin(near) && !leads(near) ? near : 0;
  return [low, isWithin(far) && leads(far) ? far : allDays];
}

/** Returns the last day of a stretch from which a span leads to `target` or before: one does.
    @param {readonly [string, string]} stretch @param {Kernel.Span} span @param {string} target */
function lastIn([start, end], span, target) {
  const isSurely = microsecondsBetween(end, target) >= span.least;
  if (isSurely && after(span, end) <= target) return end;
  return daysAfter(firstIn([start, end], span, plusMicroseconds(target, TICK)), -1);
}
