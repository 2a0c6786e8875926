/* A scale of time: where an instant stands on a line of pixels, and which day is at a pixel. */

import { dayOf, milliseconds } from "../kernel/instants.js";

const TICK_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const QUARTER_MONTHS = [1, 4, 7, 10];

const millisecondsOf = (date) => milliseconds(date.length > 10 ? date : `${date}T00:00:00.000000Z`);
const firstOf = (year, month) =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;

/**
 * Returns a scale from one instant, or day, to another over `width` pixels:
 *   x(date)        where an instant or a day stands; outside of 0 to width if it is outside
 *   dayAt(x)       the day at a pixel, never one outside of the scale
 *   ticks(unit)    the starts of "years" or "quarters" within: [{day, x, label}]; of years only
 *                  as many as leave `room` pixels from one to the next
 */
export function timeScale(from, to, width) {
  const [first, last] = [from, to].map(millisecondsOf);
  const x = (date) => ((millisecondsOf(date) - first) / (last - first)) * width;
  const dayAt = (at) => {
    const share = Math.min(1, Math.max(0, width > 0 ? at / width : 0));
    return dayOf(Math.min(last - 1, first + share * (last - first)));
  };
  const yearNow = (moment) => Number(dayOf(moment).slice(0, 4));
  const ticks = (unit, room = 0) => {
    const [low, high] = [yearNow(first), yearNow(last - 1)];
    const step = TICK_STEPS.find((n) => (width / (high - low + 1)) * n >= room) ?? 1000;
    const years = Array.from({ length: high - low + 1 }, (_, i) => low + i);
    const days =
      unit === "quarters"
        ? years.flatMap((year) => QUARTER_MONTHS.map((month) => firstOf(year, month)))
        : years.filter((year) => year % step === 0).map((year) => firstOf(year, 1));
    return days
      .map((day) => ({ day, x: x(day), label: unit === "quarters" ? day : day.slice(0, 4) }))
      .filter((tick) => tick.x >= 0 && tick.x < width);
  };
  return Object.freeze({ from, to, width, x, dayAt, ticks });
}
