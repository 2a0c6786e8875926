/* When each event can happen, by the record and by assumption (kernel/scenarios.py). */

import { boundsOf, domainOf } from "./bounds.js";
import { FIRST, LAST, windowOn } from "./instants.js";
import { after } from "./spans.js";

/** @type {Kernel.Window} */
const NEVER = Object.freeze({ earliest: null, latest: null });

/** @param {Kernel.Window} window @param {string} at */
export const hasHappened = ({ latest }, at) => latest !== null && latest <= at;
/** @param {Kernel.Window} window @param {string} at */
export const canHaveHappened = ({ earliest }, at) => earliest !== null && earliest <= at;

/** @param {string} one @param {string} other */
const firstOf = (one, other) => (other < one ? other : one);
/** @param {string} one @param {string} other */
const latestOf = (one, other) => (other > one ? other : one);

/** Returns the window of an event by what could be known up to `tick`, exclusive.
    @param {Data.Happening} happening @param {string} tick @returns {Kernel.Window} */
export function recorded(happening, tick) {
  const { knownSince, occurred, reported } = happening;
  if (knownSince !== null && knownSince >= tick) return NEVER;
  if (occurred !== null && (reported === null || reported < tick)) return occurred;
  return openWindow(happening, tick);
}

/** Returns the window of an event that is known to be open before `tick`.
    @param {Data.Happening} happening @param {string} tick */
const openWindow = (happening, tick) =>
  openFrom(happening, happening.notBefore === null ? upTo(tick) : floor(happening, tick));

/** Returns the window of an event that is open and cannot have happened before an instant; what
    has not happened by its last day never does. @param {Data.Happening} happening
    @param {string} start @returns {Kernel.Window} */
const openFrom = ({ last }, start) =>
  last !== undefined && start > last
    ? NEVER
    : { earliest: start, latest: null, ...(last && { last: begun(last, start) }) };

/** Returns the first instant of the day that an instant ends, if that is from `start` on: what
    happens on a day counts from its beginning on. @param {string} last @param {string} start */
function begun(last, start) {
  const day = `${last.slice(0, 10)}T00:00:00.000000Z`;
  return last.endsWith("T23:59:59.999999Z") && start <= day ? day : last;
}

/** Returns the first instant at which an event can have happened, were it not open; `found` is
    whether it counts through when it is known not to have happened.
    @param {Data.Happening} happening @param {string} tick @param {boolean} [found] */
export function floor({ notBefore, notUntil }, tick, found = true) {
  const until = found && notUntil !== null ? firstOf(notUntil, upTo(tick)) : FIRST;
  return latestOf(notBefore ?? FIRST, until);
}

/** @param {string} tick */
const upTo = (tick) => (tick < LAST ? tick : LAST);

/** Returns the window that an assumption stands for: a date as written, or "never".
    @param {string} written @returns {Kernel.Window} */
export const assumedWindow = (written) => (written === "never" ? null : windowOn(written)) ?? NEVER;

/** When each event can happen: underived and delayed ones, and any other once it is asked for, as
    are the moments at which it can. */
class Windows extends Map {
  /** @param {Map<string, Kernel.Window>} found @param {Kernel.Relations} events */
  constructor(found, events) {
    super(found);
    this.events = events;
    this.domains = new Map();
  }

  /** @param {string} name */
  get(name) {
    const found = super.get(name);
    if (found !== undefined) return found;
    this.set(name, boundsOf(name, this));
    return super.get(name);
  }

  /** @param {string} name @returns {Kernel.Domain} */
  domain(name) {
    if (!this.domains.has(name)) this.domains.set(name, domainOf(name, this));
    return this.domains.get(name);
  }
}

/**
 * Returns when each event can happen, and the events whose dates break their order, or rule each
 * other out; the answer counts only if there are none.
 *
 * @param {Data.Event[]} list {key, happening, excludes}: underived events
 * @param {Kernel.Relations} events how all events hang together, of `relate`
 * @param {string} tick first instant after what is known
 * @param {Map<string, string>} assumed map of keys to dates as written, or "never"
 */
export function windows(list, events, tick, assumed) {
  const stated = new Map(
    list.map(({ key, happening }) => [
      key,
      assumed.has(key) ? assumedWindow(assumed.get(key)) : recorded(happening, tick),
    ]),
  );
  const opened = new Map([...stated, ...openedFor(list, events, tick, assumed, stated)]);
  const found = ordered(list, events, opened);
  const contradictory = list.map(({ key }) => key).filter((key) => isContradictory(found.get(key)));
  const broken = [...new Set([...contradictory, ...ruleOut(list, events, found)])];
  for (const key of contradictory) found.set(key, NEVER);
  for (const { key, event, span, isDelay } of events.points.values()) {
    if (isDelay && event !== undefined) found.set(key, delayed(found.get(event), span));
  }
  return { windows: new Windows(found, events), broken };
}

/** @param {Kernel.Window} window */
const isContradictory = ({ earliest, latest }) =>
  latest !== null && (earliest === null || earliest > latest);

/** Takes out events that others rule out, or that need one of these; returns those that surely
    happen all the same. @param {Data.Event[]} list @param {Kernel.Relations} events
    @param {Map<string, Kernel.Window>} found */
function ruleOut(list, events, found) {
  /** @param {string} key */
  const isCertain = (key) => found.get(key).latest !== null;
  /** @param {Data.Event} event */
  const isOut = ({ key, excludes = [] }) =>
    found.get(key).earliest === null ||
    [...excludes].some((other) => other === key || isCertain(other));
  const itself = new Map(list.filter(isOut).map(({ key }) => [key, true]));
  const out = [...events.earlier.carried(itself, either).keys()];
  const broken = out.filter(isCertain);
  for (const key of out) found.set(key, NEVER);
  return broken;
}

/** What can have happened at any time before can have been followed by then.
    @param {Kernel.Window} window @param {Kernel.Span} span */
const delayed = ({ earliest, latest }, span) => ({
  earliest: earliest === null || earliest === FIRST ? earliest : after(span, earliest),
  latest: latest === null ? null : after(span, latest),
});

/** Returns the windows of the undated events that dated ones presuppose, wide enough for these
    (kernel/scenarios.py). @param {Data.Event[]} list @param {Kernel.Relations} events
    @param {string} tick @param {Map<string, string>} assumed
    @param {Map<string, Kernel.Window>} stated @returns {[string, Kernel.Window][]} */
function openedFor(list, events, tick, assumed, stated) {
  /** @param {string} key */
  const isDated = (key) => stated.get(key).latest !== null;
  const undated = list.filter(({ key }) => !isDated(key) && !assumed.has(key));
  const floors = floorsOf(undated, events, tick, assumed, stated);
  /** @param {string} key */
  const startsInTime = (key) => {
    const start = floors.get(key) ?? stated.get(key).earliest;
    return start !== null && start < tick;
  };
  const keys = list.map(({ key }) => key);
  const inTime = events.earlier.carried(
    new Map(keys.map((key) => [key, startsInTime(key)])),
    (one, other) => one && other,
  );
  const dated = new Map(keys.filter(isDated).map((key) => [key, inTime.get(key)]));
  const presupposed = events.later.carried(dated, either);
  return undated
    .filter(({ key }) => presupposed.has(key))
    .map(({ key, happening }) => [
      key,
      presupposed.get(key) ? openFrom(happening, floors.get(key)) : openWindow(happening, tick),
    ]);
}

/** @param {boolean} one @param {boolean} other */
const either = (one, other) => one || other;

/** That an event had not happened by some day gives way to an assumption that it had.
    @param {Data.Event[]} undated @param {Kernel.Relations} events @param {string} tick
    @param {Map<string, string>} assumed @param {Map<string, Kernel.Window>} stated
    @returns {Map<string, string>} */
function floorsOf(undated, events, tick, assumed, stated) {
  const own = new Map();
  for (const [key, { latest }] of stated) {
    if (assumed.has(key) && latest !== null) own.set(key, latest);
  }
  const assumedBy = events.later.carried(own, firstOf);
  return new Map(
    undated.map(({ key, happening }) => {
      const least = floor(happening, tick);
      return [key, assumedBy.get(key) < least ? floor(happening, tick, false) : least];
    }),
  );
}

/** Every event is bounded by those before and after it, and by its last day.
    @param {Data.Event[]} list @param {Kernel.Relations} events
    @param {Map<string, Kernel.Window>} opened @returns {Map<string, Kernel.Window>} */
function ordered(list, events, opened) {
  /** @type {[string, Kernel.Window][]} */
  const all = list.map(({ key }) => [key, opened.get(key)]);
  const starts = new Map(all.map(([key, { earliest }]) => [key, earliest]));
  const ends = new Map(
    all.flatMap(([key, { latest }]) => (latest === null ? [] : [[key, latest]])),
  );
  const startOf = events.earlier.carried(starts, lastStart);
  const endOf = events.later.carried(ends, firstOf);
  /** @type {(earliest: string | null, latest: string | null, last?: string) => Kernel.Window} */
  const window = (earliest, latest, last) => {
    if (last === undefined) return { earliest, latest };
    if (latest !== null) return { earliest, latest: firstOf(latest, last), last };
    return earliest !== null && last < earliest ? NEVER : { earliest, latest, last };
  };
  return new Map(
    all.map(([key, { last }]) => [key, window(startOf.get(key), endOf.get(key) ?? null, last)]),
  );
}

/** Returns the later of two starts; what needs something that never happens never does.
    @param {string | null} one @param {string | null} other */
const lastStart = (one, other) => (one === null || other === null ? null : latestOf(one, other));
