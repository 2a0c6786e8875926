/* Instants, and the stretches of time that a written date stands for (kernel/timeline.py).

   An instant is a text such as 2026-04-27T00:00:00.000000Z. Texts of this form are in the
   order of the instants, and exact to the microsecond, which numbers are not. */

export const FIRST = "0001-01-01T00:00:00.000000Z";
export const LAST = "9999-12-31T23:59:59.999999Z";

const DAY = 86_400_000;
const YEAR = 366 * DAY * 1000; // in microseconds, at the most
const SECOND = 1_000_000n; // in microseconds
const LATEST_DAY = "9998-12-31";

export const TICK = 1n;
const WRITTEN = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d:\d\d(?:\.\d{1,6})?Z?)?)?)?$/u;

/** @param {string} day */
const startOf = (day) => `${day}T00:00:00.000000Z`;

/** Returns the day, as written, `days` after a day as written. @param {string} day
    @param {number} days */
export function plusDays(day, days) {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY);
}

/** Returns the day, as written, that a number of milliseconds since 1970 lies in.
    @param {number} milliseconds */
export const dayOf = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 10);

/** Returns an instant as milliseconds since 1970, for drawing. @param {string} instant */
export const milliseconds = (instant) => Date.parse(`${instant.slice(0, 23)}Z`);

/** Returns whether `text` is a day of the calendar, of the years 0002 to 9998.
    @param {string} text */
export function isDay(text) {
  const [, year, month, day, time] = WRITTEN.exec(text) ?? [];
  return Boolean(day) && !time && inCalendar(`${year}-${month}-${day}`);
}

/** @param {string} day @param {string} [time] */
function inCalendar(day, time = "T00:00:00") {
  const found = new Date(`${day}${time.slice(0, 9)}Z`);
  const exists = !Number.isNaN(found.getTime()) && found.toISOString().startsWith(day);
  return exists && day >= "0002" && day < "9999";
}

/** Returns when something dated `text` happened: as a window; null if `text` is no date.
    A day counts from its first instant on; a month or a year leaves open which of its days.
    @param {string} text @returns {Kernel.Window | null} */
export function windowOn(text) {
  const [, year, month, day, time] = WRITTEN.exec(text) ?? [];
  const first = `${year}-${month ?? "01"}-${day ?? "01"}`;
  if (!year || !inCalendar(first, time)) return null;
  if (time) {
    const [whole, part = ""] = time.replace("Z", "").split(".");
    const instant = `${first}${whole}.${part.padEnd(6, "0")}Z`;
    return { earliest: instant, latest: instant };
  }
  const last = day ? first : month ? lastOfMonth(year, month) : `${year}-12-31`;
  return { earliest: startOf(first), latest: startOf(last) };
}

/** @param {string} year @param {string} month */
function lastOfMonth(year, month) {
  return month === "12"
    ? `${year}-12-31`
    : plusDays(`${year}-${twoDigits(Number(month) + 1)}-01`, -1);
}

/** @param {number} n */
const twoDigits = (n) => String(n).padStart(2, "0");

/** Returns the last instant of a day or an instant as written. @param {string} text */
export function lastOf(text) {
  return text.includes("T") ? instantOf(text) : `${text}T23:59:59.999999Z`;
}

/** Returns an instant as written in full. @param {string} text */
const instantOf = (text) => /** @type {string} */ (windowOn(text)?.latest);

/** Returns the instant one microsecond after a day, or an instant, as written.
    @param {string} text */
export function tickAfter(text) {
  return text.includes("T") ? plusMicroseconds(instantOf(text), 1n) : startOf(plusDays(text, 1));
}

/** Returns the instant so many microseconds after another, or before it. @param {string} instant
    @param {bigint} more */
export function plusMicroseconds(instant, more) {
  const part = BigInt(instant.slice(20, 26)) + more;
  const rest = ((part % SECOND) + SECOND) % SECOND;
  const second = Date.parse(`${instant.slice(0, 19)}Z`) + Number((part - rest) / SECOND) * 1000;
  return `${new Date(second).toISOString().slice(0, 19)}.${String(rest).padStart(6, "0")}Z`;
}

/** Returns how many microseconds after one instant another is. @param {string} start
    @param {string} end */
export function microsecondsBetween(start, end) {
  const seconds = Date.parse(`${end.slice(0, 19)}Z`) - Date.parse(`${start.slice(0, 19)}Z`);
  return BigInt(seconds) * 1000n + BigInt(end.slice(20, 26)) - BigInt(start.slice(20, 26));
}

/** Returns how many whole days after one instant another is, at least. @param {string} start
    @param {string} end */
export function daysBetween(start, end) {
  const days = (Date.parse(end.slice(0, 10)) - Date.parse(start.slice(0, 10))) / DAY;
  return end.slice(10) < start.slice(10) ? days - 1 : days;
}

/** Returns the instant so many days after another. @param {string} instant @param {number} days */
export const daysAfter = (instant, days) =>
  plusDays(instant.slice(0, 10), days) + instant.slice(10);

/** Returns the instant `delay` after another: months, clamped to the last day of a shorter
    month, or microseconds; never past the year 9998. @param {string} instant
    @param {Kernel.Step} delay */
export const plus = (instant, delay) => moved(instant, delay, 1);

/** Returns the instant a duration before another, never before FIRST. @param {string} instant
    @param {Kernel.Step} delay */
export const minus = (instant, delay) => moved(instant, delay, -1);

/** @param {string} instant @param {Kernel.Step} delay @param {1 | -1} way */
function moved(instant, { months = 0, microseconds = "0" }, way) {
  const latest = startOf(LATEST_DAY);
  const years = Number(instant.slice(0, 4)) + way * (months / 12 + Number(microseconds) / YEAR);
  if (years >= 9999) return latest;
  if (years < 0) return FIRST;
  const found = months
    ? plusMonths(instant, way * months)
    : plusMicroseconds(instant, BigInt(way) * BigInt(microseconds));
  if (found > latest || found.startsWith("+")) return latest;
  return found < FIRST ? FIRST : found;
}

/** @param {string} instant @param {number} months */
function plusMonths(instant, months) {
  const count = Number(instant.slice(0, 4)) * 12 + Number(instant.slice(5, 7)) - 1 + months;
  if (count < 12) return FIRST;
  const year = String(Math.floor(count / 12)).padStart(4, "0");
  const month = twoDigits((count % 12) + 1);
  const day = `${year}-${month}-${instant.slice(8, 10)}`;
  const end = lastOfMonth(year, month);
  return (day < end ? day : end) + instant.slice(10);
}
