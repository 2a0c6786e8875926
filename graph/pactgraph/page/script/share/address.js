/* The whole state in the address, readable, so that a link shows what its sender saw. */

import { atStep, hasStep } from "../controls/story.js";
import { className } from "../elements/dom.js";
import { FILTERED } from "../finding/filter.js";
import { isDay, windowOn } from "../kernel/instants.js";
import { LOOKS } from "../kernel/reviving.js";
import { clauses, events, things } from "../model/model.js";
import { groupOf, isGroup, nodeOf } from "../model/places.js";
import { bundleOf, cableKey, cableOf, memberOf, othersAt } from "../model/web.js";
import { attempt } from "../state/attempting.js";
import {
  change,
  INITIAL,
  LANGUAGES,
  LISTS,
  onChange,
  ROWS,
  state,
  VIEWS,
  viewCalled,
} from "../state/state.js";
import { tellUnread } from "../telling/notices.js";

const BETWEEN_WRITES = 250; // browsers take about 100 changes of the address in 30 seconds

/* Each part of the address has two functions: one tells a value, the other reads it. Every reader takes
   what stands in the address, and `amiss`, which it calls with the key of a phrase for what it does
   not understand; what makes no sense as a whole it returns as undefined. None of them throws,
   whatever stands there. */

// ---- values as text, and back ----------------------------------------------------------

const encoded = (told) => encodeURIComponent(told.toWellFormed?.() ?? told);

function decoded(told, amiss) {
  try {
    return decodeURIComponent(told);
  } catch {
    return amiss("address_escape", told);
  }
}

const piecesOf = (told, mark) => (told === "" ? [] : told.split(mark));

/** Returns the two sides of the first `mark` in a text; the second is "" without one. */
function sidesOfMark(told, mark) {
  const at = told.indexOf(mark);
  return at < 0 ? [told, ""] : [told.slice(0, at), told.slice(at + 1)];
}

/** What `isOne` wants; what is not is told by a phrase. */
const one = (isOne, phrase, tell = encoded) => ({
  tell,
  read(told, amiss) {
    const value = decoded(told, amiss);
    return value === undefined || isOne(value) ? value : amiss(phrase, told);
  },
});

/** One of some words. */
const word = (words) => ({
  tell: encoded,
  read: (told, amiss) =>
    words.includes(told) ? told : amiss("address_words", told, words.join(", ")),
});

/** The same, or "" for null. */
const orNone = ({ tell, read }) => ({
  tell: (value) => (value === null ? "" : tell(value)),
  read: (told, amiss) => (told === "" ? null : read(told, amiss)),
});

/** Several of what is told and read one by one; those that are not understood are left out. */
const listOf = ({ tell, read }, mark = ",") => ({
  tell: (values) => values.map(tell).join(mark),
  read(told, amiss) {
    const values = piecesOf(told, mark).map((piece) => read(piece, amiss));
    return Object.freeze([...new Set(values.filter((value) => value !== undefined))]);
  },
});

/** What is so or not, and is called by a word where it is. */
const switchCalled = (name) => ({
  tell: (on) => (on ? name : ""),
  read: (told, amiss) => (told === "" ? false : word([name]).read(told, amiss) && true),
});

const dateTold = (date) => encoded(date).replaceAll("%3A", ":");
const isInstantOrDay = (date) => isDay(date) || (date.includes("T") && windowOn(date) !== null);
const isDateOrNever = (date) => date === "never" || windowOn(date) !== null;

const day = one(isInstantOrDay, "address_day", dateTold);
const date = one(isDateOrNever, "address_date", dateTold);
const event = one((key) => events.has(key), "address_event");
const thing = orNone(one((key) => things.has(key), "address_thing"));
const group = orNone(one((key) => isGroup(nodeOf.get(key) ?? {}), "address_group"));
const pins = listOf(one((key) => clauses.has(key), "address_clause"));
const marksInOrder = listOf(one((key) => memberOf.has(key), "address_party"));
const partiesInOrder = listOf(one((key) => memberOf.get(key)?.hub === null, "address_party"));
const hubs = listOf(one((key) => othersAt.has(key), "address_others"));

const assumed = {
  tell: (dates) =>
    [...dates].map(([key, then]) => `${event.tell(key)}:${date.tell(then)}`).join(","),
  read(told, amiss) {
    const found = new Map();
    for (const piece of piecesOf(told, ",")) {
      const [name, written] = sidesOfMark(piece, ":");
      const key = event.read(name, amiss);
      const then = date.read(written, (phrase) => amiss(phrase, piece));
      if (key === undefined || then === undefined) continue;
      if (found.has(key)) amiss("address_twice", name);
      found.set(key, then);
    }
    return found;
  },
};

const COMPARED = { on: day, known: day, suppose: assumed };

const compared = {
  tell({ on, known, assumed: suppose }) {
    const parts = Object.entries({ on, known, suppose });
    const told = parts.map(([name, value]) => [name, COMPARED[name].tell(value)]);
    return told.flatMap(([name, value]) => (value === "" ? [] : `${name}:${value}`)).join(";");
  },
  read(told, amiss) {
    const found = {};
    for (const piece of told.split(";")) {
      const [name, value] = sidesOfMark(piece, ":");
      if (!Object.hasOwn(COMPARED, name)) amiss("address_part", piece);
      else {
        if (Object.hasOwn(found, name)) amiss("address_twice", name);
        found[name] = COMPARED[name].read(value, amiss);
      }
    }
    const { on, known, suppose = new Map() } = found;
    if (on === undefined && known === undefined) return amiss("address_compare", told);
    return { on: on ?? INITIAL.on, known: known ?? INITIAL.known, assumed: suppose };
  },
};

const story = {
  tell: ({ key, step }) => `${encoded(key)}/${step + 1}`,
  read(told, amiss) {
    const [name, number = ""] = told.split("/");
    const key = decoded(name, amiss);
    const step = Number(number) - 1;
    if (key === undefined) return undefined;
    if (/^\d{1,4}$/u.test(number) && hasStep(key, step)) return { key, step };
    return amiss("address_story", told);
  },
};

const wayTold = (way) => marksInOrder.tell(way.split("\n"));

/** Two marks with something between them, if `isPair` has what they are together. */
const pairIf = (isPair) => ({
  tell: wayTold,
  read(told, amiss) {
    const [first, second, ...more] = marksInOrder.read(told, amiss);
    const key = second === undefined || more.length > 0 ? "" : cableKey(first, second);
    return isPair(key) ? key : amiss("address_pair", told);
  },
});

const isCable = (key) => cableOf.has(key);
const pairs = listOf(pairIf(isCable), ";");
const chosenPair = orNone(pairIf((key) => isCable(key) || bundleOf.has(key)));

const loop = {
  tell: wayTold,
  read(told, amiss) {
    const way = partiesInOrder.read(told, amiss);
    return way.length > 1 ? way.join("\n") : amiss("address_loop", told);
  },
};

const WHERE = /^(?<name>[^:]+):(?<x>-?\d{1,5}):(?<y>-?\d{1,5})$/u;

const places = {
  tell: (moved) => [...moved].map(([key, { x, y }]) => `${encoded(key)}:${x}:${y}`).join(","),
  read(told, amiss) {
    const found = new Map();
    for (const piece of piecesOf(told, ",")) {
      const { name, x, y } = WHERE.exec(piece)?.groups ?? {};
      const key = name === undefined ? undefined : decoded(name, amiss);
      if (memberOf.has(key)) found.set(key, { x: Number(x), y: Number(y) });
      else amiss("address_place", piece);
    }
    return found;
  },
};

/* What stands for each part of the state: its name, and how it is told and read. */
const PARTS = {
  on: { name: "on", ...day },
  known: { name: "known", ...day },
  assumed: { name: "suppose", ...assumed },
  view: {
    name: "view",
    tell: encoded,
    read: (told, amiss) => viewCalled(told) ?? word(VIEWS).read(told, amiss),
  },
  selected: { name: "select", ...thing },
  pair: { name: "pair", ...chosenPair },
  loop: { name: "loop", ...orNone(loop) },
  everyone: { name: "parties", ...switchCalled("all") },
  others: { name: "others", ...hubs },
  near: { name: "near", ...switchCalled("only") },
  moved: { name: "at", ...places },
  list: { name: "list", ...orNone(word(LISTS)) },
  open: { name: "open", ...group },
  pins: { name: "pins", ...pins },
  compare: { name: "compare", ...orNone(compared) },
  opened: { name: "pairs", ...pairs },
  unfolded: { name: "unfolded", ...pairs },
  whole: { name: "whole", ...thing },
  target: { name: "to", ...thing },
  grouping: { name: "group", ...word(["agreement", "party"]) },
  rows: { name: "rows", ...word(ROWS) },
  story: { name: "story", ...orNone(story) },
  language: { name: "lang", ...word(LANGUAGES) },
  theme: { name: "theme", ...word(["auto", "light", "dark"]) },
};

/* What older addresses say, and what is drawn in one way today: how far around something one
   looked. */
const NO_MORE = new Set(["steps"]);

/** What a filter can choose: what the page knows, and what clauses have of that all the same. */
function choices({ all, of }) {
  const keys = new Set([...all.keys(), ...[...clauses.values()].flatMap(of)]);
  return listOf(one((key) => keys.has(key), "address_choice"));
}

const LOOK_NAMES = LOOKS.map(className);
const look = {
  tell: className,
  read: (told, amiss) => LOOKS[LOOK_NAMES.indexOf(word(LOOK_NAMES).read(told, amiss))],
};

/** @type {{ [name: string]: { tell: (value: any) => string, read: (told: string, amiss: any) => any } }} */
const FILTER = {
  words: { tell: encoded, read: decoded },
  status: listOf(look),
  ...Object.fromEntries(Object.entries(FILTERED).map(([name, all]) => [name, choices(all)])),
};

// ---- the address -----------------------------------------------------------------------

/** Returns what a step of a story sets; nothing without one. */
const toldBy = (story) => (story ? atStep(story.key, story.step) : {});

/** Returns what an address says of a state, from its # on: all that is not as the file has it,
    or the step of a story that it names; "" for nothing. */
export function addressOf(now) {
  const base = { ...INITIAL, ...toldBy(now.story), story: null };
  const told = [
    ...Object.entries(PARTS).map(([field, { name, tell }]) => [
      name,
      tell(now[field]),
      tell(base[field]),
    ]),
    ...Object.entries(FILTER).map(([name, { tell }]) => [name, tell(now.filter[name]), ""]),
  ]
    .filter(([, value, before]) => value !== before)
    .map(([name, value]) => `${name}=${value}`);
  return told.length > 0 ? `#${told.join("&")}` : "";
}

const fieldOf = new Map(Object.entries(PARTS).map(([field, { name }]) => [name, field]));

/** Returns the parts of an address by their names; the last one counts of those of one name. */
function partsOf(told, amiss) {
  const parts = new Map();
  for (const part of told.split("&").filter((each) => each !== "")) {
    const [name, value] = sidesOfMark(part, "=");
    if (NO_MORE.has(name)) continue;
    if (!fieldOf.has(name) && !Object.hasOwn(FILTER, name)) amiss("address_part", part);
    else {
      if (parts.has(name)) amiss("address_twice", name);
      parts.set(name, value);
    }
  }
  return parts;
}

/** Says what is missing of a connection whose ends an address names.
    @param {Partial<State>} patch @param {(phrase: string, told: string) => void} amiss */
function checkEnds({ selected, target }, amiss) {
  if (!target) return;
  if (!selected) amiss("address_end", target);
  else if (selected === target) amiss("address_ends", target);
}

/** Returns what an address says: {patch, unread}.

    The patch is what it changes of the state that the file has; what is unknown is left out, and
    stands in `unread`: {phrase, told, words} of each. A bare key selects a thing. */
export function readAddress(hash) {
  const unread = [];
  const amiss = (phrase, told, words = "") => {
    unread.push({ phrase, told, words });
  };
  const told = hash.replace(/^#/u, "");
  if (told !== "" && !told.includes("=")) {
    const selected = thing.read(told, amiss);
    return { patch: selected ? { selected, open: groupOf(selected) } : {}, unread };
  }
  /** @type {Partial<State>} */
  const patch = {};
  const filter = {};
  const parts = partsOf(told, amiss);
  for (const [name, value] of parts) {
    const about = (phrase, part, words) =>
      amiss(phrase, part === value ? `${name}=${value}` : part, words);
    const field = fieldOf.get(name);
    const found = (field === undefined ? FILTER[name] : PARTS[field]).read(value, about);
    if (found !== undefined) (field === undefined ? filter : patch)[field ?? name] = found;
  }
  if (Object.keys(filter).length > 0) {
    patch.filter = Object.freeze({ ...INITIAL.filter, ...filter });
  }
  // What was the view "network" showed what is unfolded, too.
  if (parts.get("view") === "network" && patch.open) patch.view = "agreements";
  const whole = { ...toldBy(patch.story), ...patch };
  checkEnds(whole, amiss);
  return { patch: whole, unread };
}

/** Returns what an address changes of the state that the file has. */
export const stateFrom = (hash) => readAddress(hash).patch;

const pageAddress = () => location.href.split("#", 1)[0];

/** Returns the address of the page as it is now. */
export const fullAddress = () => pageAddress() + addressOf(state());

/** Takes over what an address says: as a whole, what it does not name is as the file has it. What
    it says that is not understood is told. */
export function follow(hash, options) {
  const { patch, unread } = readAddress(hash);
  tellUnread(unread);
  change({ ...INITIAL, ...patch }, options);
}

function writeAddress() {
  const address = fullAddress();
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // In a frame of another page there is no address to keep; the link can still be copied.
  }
}

/** Follows the address, now and when it changes, and keeps it as the state is. */
export function keepAddress() {
  if (location.hash.length > 1) attempt(() => follow(location.hash, { merge: true }));
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
    if (location.hash !== addressOf(state())) follow(location.hash);
  });
}
