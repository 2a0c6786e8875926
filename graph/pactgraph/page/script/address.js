/* The whole state in the address, readable, so that a link shows what its sender saw. */

import { className } from "./dom.js";
import { isDay, windowOn } from "./instants.js";
import { agreements, certainties, clauses, events, kinds, parties, things } from "./model.js";
import { groupOf, isGroup, nodeOf } from "./picture.js";
import { change, FILTERS, INITIAL, LANGUAGES, onChange, state, VIEWS } from "./state.js";
import { STATUSES } from "./status.js";
import { atStep, hasStep } from "./story.js";

const MOST_HOPS = 3;
const BETWEEN_WRITES = 250; // browsers take about 100 changes of the address in 30 seconds

// ---- values as text, and back; what makes no sense is undefined ----------------------

const encoded = (told) => encodeURIComponent(told.toWellFormed?.() ?? told);

function decoded(told) {
  try {
    return decodeURIComponent(told);
  } catch {
    return undefined;
  }
}

const dateTold = (date) => encoded(date).replaceAll("%3A", ":");
const listTold = (keys) => keys.map(encoded).join(",");

const listRead = (told, isOne) =>
  told === "" ? [] : [...new Set(told.split(",").map(decoded).filter(isOne))];

const isInstantOrDay = (date) => isDay(date) || (date.includes("T") && windowOn(date) !== null);

function dayRead(told) {
  const date = decoded(told) ?? "";
  return isInstantOrDay(date) ? date : undefined;
}

/** Returns the two sides of the first `mark` in a text; the second is "" without one. */
function sidesOfMark(told, mark) {
  const at = told.indexOf(mark);
  return at < 0 ? [told, ""] : [told.slice(0, at), told.slice(at + 1)];
}

const assumedTold = (assumed) =>
  [...assumed].map(([event, date]) => `${encoded(event)}:${dateTold(date)}`).join(",");

const assumedRead = (told) =>
  new Map(
    (told === "" ? [] : told.split(","))
      .map((part) => sidesOfMark(part, ":").map(decoded))
      .filter(([event, date]) => events.has(event) && (date === "never" || windowOn(date ?? ""))),
  );

function comparedTold(compare) {
  if (compare === null) return "";
  const { on, known, assumed } = compare;
  const supposed = assumed.size > 0 ? [`suppose:${assumedTold(assumed)}`] : [];
  return [`on:${dateTold(on)}`, `known:${dateTold(known)}`, ...supposed].join(";");
}

function comparedRead(told) {
  const given = new Map(told.split(";").map((part) => sidesOfMark(part, ":")));
  const [on, known] = ["on", "known"].map((name) => dayRead(given.get(name) ?? ""));
  if (on === undefined && known === undefined) return told === "" ? null : undefined;
  return {
    on: on ?? INITIAL.on,
    known: known ?? INITIAL.known,
    assumed: assumedRead(given.get("suppose") ?? ""),
  };
}

const storyTold = (story) => (story === null ? "" : `${encoded(story.key)}/${story.step + 1}`);

function storyRead(told) {
  if (told === "") return null;
  const [name, number] = told.split("/");
  const [key, step] = [decoded(name), Number(number) - 1];
  return /^\d{1,4}$/u.test(number ?? "") && hasStep(key, step) ? { key, step } : undefined;
}

function hopsRead(told) {
  const steps = Number(told);
  return /^\d$/u.test(told) && steps >= 1 && steps <= MOST_HOPS ? steps : undefined;
}

const wordRead = (words) => (told) => (words.includes(told) ? told : undefined);

const keyTold = (key) => (key ? encoded(key) : "");

const keyRead = (isOne) => (told) => {
  if (told === "") return null;
  const key = decoded(told);
  return key !== undefined && isOne(key) ? key : undefined;
};

const isThing = (key) => things.has(key);
const isGroupKey = (key) => isGroup(nodeOf.get(key) ?? {});

/* What stands for each part of the state: its name, how it is told, how it is read. */
const PARTS = {
  on: { name: "on", tell: dateTold, read: dayRead },
  known: { name: "known", tell: dateTold, read: dayRead },
  assumed: { name: "suppose", tell: assumedTold, read: assumedRead },
  view: { name: "view", tell: encoded, read: wordRead(VIEWS) },
  selected: { name: "select", tell: keyTold, read: keyRead(isThing) },
  open: { name: "open", tell: keyTold, read: keyRead(isGroupKey) },
  pins: {
    name: "pins",
    tell: listTold,
    read: (told) => Object.freeze(listRead(told, (key) => clauses.has(key))),
  },
  compare: { name: "compare", tell: comparedTold, read: comparedRead },
  steps: { name: "steps", tell: String, read: hopsRead },
  whole: { name: "whole", tell: keyTold, read: keyRead(isThing) },
  target: { name: "to", tell: keyTold, read: keyRead(isThing) },
  grouping: { name: "group", tell: encoded, read: wordRead(["agreement", "party"]) },
  story: { name: "story", tell: storyTold, read: storyRead },
  language: { name: "lang", tell: encoded, read: wordRead(LANGUAGES) },
  theme: { name: "theme", tell: encoded, read: wordRead(["auto", "light", "dark"]) },
};

const keysIn = (known, used) => new Set([...known.keys(), ...[...clauses.values()].flatMap(used)]);

const CHOICES = {
  kind: keysIn(kinds, ({ kind }) => [kind]),
  party: keysIn(parties, ({ owedBy, holders }) => [...owedBy, ...holders]),
  agreement: new Set(agreements.keys()),
  certainty: keysIn(certainties, ({ certainty }) => [certainty]),
};

const filterTold = (name, chosen) =>
  name === "status" ? chosen.map(className).join(",") : listTold(chosen);

const filterRead = (name, told) =>
  name === "status"
    ? STATUSES.filter((status) => told.split(",").includes(className(status)))
    : listRead(told, (key) => CHOICES[name].has(key));

// ---- the address -----------------------------------------------------------------------

/** Returns what a step of a story sets; nothing without one. */
const toldBy = (story) => (story ? atStep(story.key, story.step) : {});

/** Returns what an address says of a state, from its # on: all that is not as the file has it,
    or the step of a story that it names; "" for nothing. */
export function addressOf(now) {
  const base = { ...INITIAL, ...toldBy(now.story), story: null };
  const told = Object.entries(PARTS)
    .map(([field, { name, tell }]) => [name, tell(now[field]), tell(base[field])])
    .filter(([, value, before]) => value !== before)
    .map(([name, value]) => `${name}=${value}`);
  const { filter } = now;
  if (filter.words !== "") told.push(`words=${encoded(filter.words)}`);
  for (const name of FILTERS) {
    if (filter[name].length > 0) told.push(`${name}=${filterTold(name, filter[name])}`);
  }
  return told.length > 0 ? `#${told.join("&")}` : "";
}

const fieldOf = new Map(Object.entries(PARTS).map(([field, { name }]) => [name, field]));

/** Returns what an address changes of the state that the file has; what is unknown is left out.
    A bare key selects a thing. */
export function stateFrom(hash) {
  const told = hash.replace(/^#/u, "");
  if (!told.includes("=")) {
    const key = decoded(told);
    return things.has(key) ? { selected: key, open: groupOf(key) } : {};
  }
  const patch = {};
  const filter = {};
  for (const part of told.split("&")) {
    const [name, value] = sidesOfMark(part, "=");
    if (name === "words") filter.words = decoded(value) ?? "";
    else if (FILTERS.includes(name)) filter[name] = filterRead(name, value);
    else if (fieldOf.has(name)) {
      const found = PARTS[fieldOf.get(name)].read(value);
      if (found !== undefined) patch[fieldOf.get(name)] = found;
    }
  }
  if (Object.keys(filter).length > 0) {
    patch.filter = Object.freeze({ ...INITIAL.filter, ...filter });
  }
  return { ...toldBy(patch.story), ...patch };
}

const pageAddress = () => location.href.split("#", 1)[0];

/** Returns the address of the page as it is now. */
export const fullAddress = () => pageAddress() + addressOf(state());

/** Takes over what the address says: as a whole, what it does not name is as the file has it. */
const follow = (options) => change({ ...INITIAL, ...stateFrom(location.hash) }, options);

function writeAddress() {
  try {
    history.replaceState(history.state, "", fullAddress());
  } catch {
    // In a frame of another page there is no address to keep; the link can still be copied.
  }
}

/** Follows the address, now and when it changes, and keeps it as the state is. */
export function keepAddress() {
  if (location.hash.length > 1) follow({ merge: true });
  let writtenAt = Number.NEGATIVE_INFINITY;
  let isWaiting = false;
  onChange(() => {
    if (isWaiting) return;
    isWaiting = true;
    const wait = Math.max(0, writtenAt + BETWEEN_WRITES - performance.now());
    setTimeout(() => {
      isWaiting = false;
      writtenAt = performance.now();
      writeAddress();
    }, wait);
  });
  addEventListener("hashchange", () => {
    if (location.hash !== addressOf(state())) follow();
  });
}
