/* Spans: how much later one moment is than another (kernel/spans.py), one step after the other:
   {months, days} with how many days these are at least and at most, {microseconds}, either of them
   with `isBack`, or {schedule}, on to its next date. LAST stands for never. */

import { LAST, minus, plus, plusDays, TICK } from "./instants.js";

const DAY = 86_400_000_000n; // in microseconds

/** Returns a span of `steps`, with its least and its greatest length in microseconds, null for
    none; a schedule becomes the list of its dates.

    @param {Kernel.Facts["schedules"]} schedules by name {first, gaps, through, longest, fromMidnight}, as points.py lists
      them @param {readonly (Kernel.Step & Data.Step)[]} steps @returns {Kernel.Span} */
export function spanOf(steps, schedules) {
  const told = steps.map((step) =>
    step.schedule === undefined ? step : { dates: datesOf(schedules[step.schedule]) },
  );
  const found = { steps: told, least: 0n, most: /** @type {bigint | null} */ (0n) };
  for (const [least, most] of told.map(lengthsOf)) {
    found.least += least;
    found.most = found.most === null || most === null ? null : found.most + most;
  }
  return found;
}

/** @type {Kernel.Span} */
export const NO_SPAN = Object.freeze({ steps: Object.freeze([]), least: 0n, most: 0n });

/** @type {WeakMap<Data.Schedule, Kernel.Dates>} */
const known = new WeakMap();

/** @param {Data.Schedule} schedule @returns {Kernel.Dates} */
function datesOf(schedule) {
  if (!known.has(schedule)) {
    const { first, gaps, through } = schedule;
    const days = first === null ? [] : [first];
    for (const [gap, times] of gaps) {
      for (let n = 0; n < times; n += 1) days.push(plusDays(days[days.length - 1], gap));
    }
    const { longest, fromMidnight } = schedule;
    known.set(schedule, { days, through, longest, fromMidnight });
  }
  return known.get(schedule);
}

/** @param {Kernel.Step} step @returns {[bigint, bigint | null]} */
function lengthsOf({ months, days, microseconds, isBack, dates }) {
  if (dates) return [TICK, dates.longest === undefined ? null : BigInt(dates.longest) * DAY];
  const [least, most] = months
    ? (days ?? []).map((number) => BigInt(number) * DAY)
    : [BigInt(microseconds ?? 0), BigInt(microseconds ?? 0)];
  return isBack ? [-most, -least] : [least, most];
}

/** Returns what a span is from any midnight: days, where its first step leads over some.
    @param {Kernel.Span} span */
export function fromMidnight(span) {
  const days = span.steps[0]?.dates?.fromMidnight;
  if (days === undefined) return span;
  return spanOf([{ microseconds: String(BigInt(days) * DAY) }, ...span.steps.slice(1)], {});
}

/** Returns the instant that lies a span after another; LAST for never. @param {Kernel.Span} span
    @param {string} instant */
export function after(span, instant) {
  let moment = instant;
  for (const step of span.steps) {
    if (moment === LAST) break;
    if (step.dates) moment = nextOf(step.dates, moment);
    else moment = step.isBack ? minus(moment, step) : plus(moment, step);
  }
  return moment;
}

/** Returns the first date after the day of an instant; beyond what is listed every day is one.
    @param {Kernel.Dates} dates @param {string} instant */
function nextOf({ days, through }, instant) {
  const day = instant.slice(0, 10);
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] > day) high = middle;
    else low = middle + 1;
  }
  const next = days[low] ?? (through === null ? null : plusDays(day > through ? day : through, 1));
  return next === null || next > "9998-12-31" ? LAST : `${next}T00:00:00.000000Z`;
}

/** @param {Kernel.Step} one @param {Kernel.Step} other */
const isSame = (one, other) =>
  one.dates === other.dates && (one.dates || JSON.stringify(one) === JSON.stringify(other));

/** Returns whether a span surely never leads further than another, from any instant.
    @param {Kernel.Span} span @param {Kernel.Span} other */
export function neverLongerThan(span, other) {
  const [ours, theirs] = [[...span.steps], [...other.steps]];
  /** @param {number} at */
  const isAlike = (at) => {
    const [mine, yours] = [ours.at(at), theirs.at(at)];
    return mine !== undefined && yours !== undefined && isSame(mine, yours);
  };
  while (isAlike(-1)) for (const steps of [ours, theirs]) steps.pop();
  while (isAlike(0)) for (const steps of [ours, theirs]) steps.shift();
  if (ours.length === 1 && theirs.length === 1) {
    const [mine, yours] = [ours[0], theirs[0]];
    if (mine.months && yours.months && !mine.isBack && !yours.isBack) {
      return mine.months <= yours.months;
    }
  }
  const { most } = spanOf(ours, {});
  return most !== null && most <= spanOf(theirs, {}).least;
}
