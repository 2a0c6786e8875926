/* The whole state in the address, readable, so that a link shows what its sender saw. */

import { atStep, hasStep } from "../controls/story.js";
import { className } from "../elements/dom.js";
import { isDay, windowOn } from "../kernel/instants.js";
import { LOOKS } from "../kernel/reviving.js";
import {
  agreements,
  certainties,
  clauses,
  events,
  kinds,
  parties,
  things,
} from "../model/model.js";
import { groupOf, isGroup, nodeOf } from "../model/places.js";
import { bundleOf, cableKey, cableOf, memberOf, othersAt } from "../model/web.js";
import { attempt } from "../state/attempting.js";
import {
  change,
  FILTERS,
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

/* Every reader takes what stands in the address, and `amiss`, which it calls with the key of a
   phrase for what it does not understand; what makes no sense as a whole it returns as undefined.
   None of them throws, whatever stands there. */

// ---- values as text, and back ----------------------------------------------------------

const encoded = (told) => encodeURIComponent(told.toWellFormed?.() ?? told);

function decoded(told, amiss) {
  try {
    return decodeURIComponent(told);
  } catch {
    amiss("address_escape", told);
    return undefined;
  }
}

const dateTold = (date) => encoded(date).replaceAll("%3A", ":");
const listTold = (keys) => keys.map(encoded).join(",");

/** Returns one value if it is what `isOne` wants, else undefined, and says so by `phrase`. */
function oneRead(told, isOne, phrase, amiss) {
  const value = decoded(told, amiss);
  if (value === undefined) return undefined;
  if (isOne(value)) return value;
  amiss(phrase, told);
  return undefined;
}

const piecesOf = (told, mark) => (told === "" ? [] : told.split(mark));

const listRead = (told, isOne, phrase, amiss) => [
  ...new Set(
    piecesOf(told, ",")
      .map((piece) => oneRead(piece, isOne, phrase, amiss))
      .filter((value) => value !== undefined),
  ),
];

const isInstantOrDay = (date) => isDay(date) || (date.includes("T") && windowOn(date) !== null);

const dayRead = (told, amiss) => oneRead(told, isInstantOrDay, "address_day", amiss);

/** Returns the two sides of the first `mark` in a text; the second is "" without one. */
function sidesOfMark(told, mark) {
  const at = told.indexOf(mark);
  return at < 0 ? [told, ""] : [told.slice(0, at), told.slice(at + 1)];
}

const assumedTold = (assumed) =>
  [...assumed].map(([event, date]) => `${encoded(event)}:${dateTold(date)}`).join(",");

const isDateOrNever = (date) => date === "never" || windowOn(date) !== null;

function assumedRead(told, amiss) {
  const found = new Map();
  for (const piece of piecesOf(told, ",")) {
    const [name, written] = sidesOfMark(piece, ":");
    const event = oneRead(name, (key) => events.has(key), "address_event", amiss);
    const date = oneRead(written, isDateOrNever, "address_date", (phrase) => amiss(phrase, piece));
    if (event === undefined || date === undefined) continue;
    if (found.has(event)) amiss("address_twice", name);
    found.set(event, date);
  }
  return found;
}

function comparedTold(compare) {
  if (compare === null) return "";
  const { on, known, assumed } = compare;
  const supposed = assumed.size > 0 ? [`suppose:${assumedTold(assumed)}`] : [];
  return [`on:${dateTold(on)}`, `known:${dateTold(known)}`, ...supposed].join(";");
}

const COMPARED = { on: dayRead, known: dayRead, suppose: assumedRead };

function comparedRead(told, amiss) {
  if (told === "") return null;
  const found = {};
  for (const piece of told.split(";")) {
    const [name, value] = sidesOfMark(piece, ":");
    if (!Object.hasOwn(COMPARED, name)) amiss("address_part", piece);
    else {
      if (Object.hasOwn(found, name)) amiss("address_twice", name);
      found[name] = COMPARED[name](value, amiss);
    }
  }
  const { on, known, suppose } = found;
  if (on === undefined && known === undefined) {
    amiss("address_compare", told);
    return undefined;
  }
  return { on: on ?? INITIAL.on, known: known ?? INITIAL.known, assumed: suppose ?? new Map() };
}

const storyTold = (story) => (story === null ? "" : `${encoded(story.key)}/${story.step + 1}`);

function storyRead(told, amiss) {
  if (told === "") return null;
  const [name, number] = told.split("/");
  const key = decoded(name, amiss);
  if (key === undefined) return undefined;
  const step = Number(number) - 1;
  if (/^\d{1,4}$/u.test(number ?? "") && hasStep(key, step)) return { key, step };
  amiss("address_story", told);
  return undefined;
}

function wordRead(words) {
  return (told, amiss) => {
    if (words.includes(told)) return told;
    amiss("address_words", told, words.join(", "));
    return undefined;
  };
}

/* What older addresses say, and what is drawn in one way today: how far around something one
   looked. */
const NO_MORE = new Set(["steps"]);

const viewRead = (told, amiss) => viewCalled(told) ?? wordRead(VIEWS)(told, amiss);

const keyTold = (key) => (key ? encoded(key) : "");

const keyRead =
  (isOne, phrase = "address_thing") =>
  (told, amiss) =>
    told === "" ? null : oneRead(told, isOne, phrase, amiss);

const isThing = (key) => things.has(key);
const isGroupKey = (key) => isGroup(nodeOf.get(key) ?? {});
const isClause = (key) => clauses.has(key);

const waysTold = (way) => (way === null ? "" : listTold(way.split("\n")));

const wayRead = (told, amiss) => listRead(told, (key) => memberOf.has(key), "address_party", amiss);
const isParty = (key) => memberOf.get(key)?.hub === null;

const pairRead = (isPair) => (told, amiss) => {
  if (told === "") return null;
  const [one, other, ...more] = wayRead(told, amiss);
  const key = other === undefined || more.length > 0 ? "" : cableKey(one, other);
  if (isPair(key)) return key;
  amiss("address_pair", told);
  return undefined;
};

const isCable = (key) => cableOf.has(key);
const isCableOrBundle = (key) => isCable(key) || bundleOf.has(key);

const pairsTold = (keys) => keys.map(waysTold).join(";");

const pairsRead = (told, amiss) =>
  Object.freeze([
    ...new Set(
      piecesOf(told, ";")
        .map((piece) => pairRead(isCable)(piece, amiss))
        .filter(Boolean),
    ),
  ]);

function loopRead(told, amiss) {
  if (told === "") return null;
  const way = listRead(told, isParty, "address_party", amiss);
  if (way.length > 1) return way.join("\n");
  amiss("address_loop", told);
  return undefined;
}

const placesTold = (moved) =>
  [...moved].map(([key, { x, y }]) => `${encoded(key)}:${x}:${y}`).join(",");

const WHERE = /^(?<name>[^:]+):(?<x>-?\d{1,5}):(?<y>-?\d{1,5})$/u;

function placesRead(told, amiss) {
  const found = new Map();
  for (const piece of piecesOf(told, ",")) {
    const { name, x, y } = WHERE.exec(piece)?.groups ?? {};
    const key = name === undefined ? undefined : decoded(name, amiss);
    if (memberOf.has(key)) found.set(key, { x: Number(x), y: Number(y) });
    else amiss("address_place", piece);
  }
  return found;
}

/** Returns how something is told that is so or not, and is called by a word where it is. */
const switchCalled = (word) => ({
  tell: (on) => (on ? word : ""),
  read: (told, amiss) => (told === "" ? false : wordRead([word])(told, amiss) && true),
});

const listNameRead = (told, amiss) => (told === "" ? null : wordRead(LISTS)(told, amiss));

/* What stands for each part of the state: its name, how it is told, how it is read. */
const PARTS = {
  on: { name: "on", tell: dateTold, read: dayRead },
  known: { name: "known", tell: dateTold, read: dayRead },
  assumed: { name: "suppose", tell: assumedTold, read: assumedRead },
  view: { name: "view", tell: encoded, read: viewRead },
  selected: { name: "select", tell: keyTold, read: keyRead(isThing) },
  pair: { name: "pair", tell: waysTold, read: pairRead(isCableOrBundle) },
  loop: { name: "loop", tell: waysTold, read: loopRead },
  everyone: { name: "parties", ...switchCalled("all") },
  others: {
    name: "others",
    tell: listTold,
    read: (told, amiss) =>
      Object.freeze(listRead(told, (key) => othersAt.has(key), "address_others", amiss)),
  },
  near: { name: "near", ...switchCalled("only") },
  moved: { name: "at", tell: placesTold, read: placesRead },
  list: { name: "list", tell: keyTold, read: listNameRead },
  open: { name: "open", tell: keyTold, read: keyRead(isGroupKey, "address_group") },
  pins: {
    name: "pins",
    tell: listTold,
    read: (told, amiss) => Object.freeze(listRead(told, isClause, "address_clause", amiss)),
  },
  compare: { name: "compare", tell: comparedTold, read: comparedRead },
  opened: { name: "pairs", tell: pairsTold, read: pairsRead },
  unfolded: { name: "unfolded", tell: pairsTold, read: pairsRead },
  whole: { name: "whole", tell: keyTold, read: keyRead(isThing) },
  target: { name: "to", tell: keyTold, read: keyRead(isThing) },
  grouping: { name: "group", tell: encoded, read: wordRead(["agreement", "party"]) },
  rows: { name: "rows", tell: encoded, read: wordRead(ROWS) },
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

const statusNames = LOOKS.map(className);

function statusRead(told, amiss) {
  const chosen = new Set(piecesOf(told, ","));
  for (const name of chosen) {
    if (!statusNames.includes(name)) amiss("address_words", name, statusNames.join(", "));
  }
  return LOOKS.filter((look) => chosen.has(className(look)));
}

const filterRead = (name, told, amiss) =>
  name === "status"
    ? statusRead(told, amiss)
    : listRead(told, (key) => CHOICES[name].has(key), "address_choice", amiss);

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

const FILTER_PARTS = ["words", ...FILTERS];

/** Returns the parts of an address by their names; the last one counts of those of one name. */
function partsOf(told, amiss) {
  const parts = new Map();
  for (const part of told.split("&").filter((each) => each !== "")) {
    const [name, value] = sidesOfMark(part, "=");
    if (NO_MORE.has(name)) continue;
    if (!fieldOf.has(name) && !FILTER_PARTS.includes(name)) amiss("address_part", part);
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
  const amiss = (phrase, told, words = "") => unread.push({ phrase, told, words });
  const told = hash.replace(/^#/u, "");
  if (told !== "" && !told.includes("=")) {
    const selected = oneRead(told, isThing, "address_thing", amiss);
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
    const found =
      field !== undefined
        ? PARTS[field].read(value, about)
        : name === "words"
          ? decoded(value, about)
          : filterRead(name, value, about);
    if (found !== undefined) (field !== undefined ? patch : filter)[field ?? name] = found;
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
