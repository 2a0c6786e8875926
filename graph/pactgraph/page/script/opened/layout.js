/* Where the things of the opened view stand: the parties as rails, clauses between them, and what
   bounds these in a column at the right, each event and day once. On a narrow screen what bounds a
   clause is written under its name, and those who give stand above, those who take below. */

import { connection, sortOfThing } from "../answers/connections.js";
import { clauses, clausesNaming, things } from "../model/model.js";
import { INITIAL } from "../state/state.js";
import { boundInWords } from "../words/bounds.js";
import {
  amountsInWords,
  counted,
  eventLabel,
  joined,
  listed,
  phrasesOf,
  say,
  thingLabel,
  written,
} from "../words/words.js";
import { addEnds, heightFor } from "./ends.js";
import { middleOf } from "./marks.js";
import { openedNow } from "./opening.js";
import { sizedBy } from "./sizing.js";
import { openedCut, openedWidth } from "./text.js";

const NARROW = 600;
const WIDEST = 1180;

// ---- things ----------------------------------------------------------------------

const textLeft = 34; // of a label in its pill, after the mark of the status

const MOST_FOR_AMOUNT = 0.36; // of a pill

/** Returns a clause: on a wide picture with its amounts at the right, if they fit. */
function sizedClause(clause, width, { narrow, bounds, aside = "" }) {
  const sized = { left: textLeft, strip: true, most: 4 };
  const told = aside ? [aside] : [];
  if (narrow) {
    const notes = [...told, ...bounds.map(boundInWords)];
    return sizedBy(clause.key, "clause", width, { ...sized, hasSmall: true, isWhole: true, notes });
  }
  const amount = amountsInWords(clause);
  const room = amount ? openedWidth(amount, "small") + 12 : 0;
  const fits = room > 0 && room <= width * MOST_FOR_AMOUNT;
  const thing = sizedBy(clause.key, "clause", width, {
    ...sized,
    right: 16 + (fits ? room : 0),
    amount: fits ? amount : "",
    hasSmall: Boolean(clause.duty),
    notes: told,
  });
  return { ...thing, height: Math.max(thing.height, heightFor(bounds.length)) };
}

function sizedBundle({ bundle, family }, width, block) {
  const n = bundle.length;
  const label =
    family === "over"
      ? say("opened_over", { n, day: written(INITIAL.on) })
      : say("opened_standing", { n, what: phrasesOf("loops")[family] });
  const more = { hasSmall: true, unfolds: block.name, bundle };
  return sizedBy(null, "bundle", width, { label, left: textLeft, ...more });
}

const sizedParty = (key, width) =>
  sizedBy(key, "party", width, { font: "party", left: 6, right: 6, most: 4 });

/** Returns anything as a box of its own, as in a connection. */
function sizedThing(key, width, most) {
  const sort = sortOfThing(key);
  if (sort === "party") return sizedParty(key, width);
  const how = { left: textLeft, hasSmall: true, isWhole: true, most };
  if (sort === "event") Object.assign(how, { label: eventLabel(key), left: 36 });
  if (sort === "agreement") Object.assign(how, { font: "strong", left: 14, right: 14 });
  return sizedBy(key, sort, width, how);
}

// ---- a picture while it grows downwards ----------------------------------------------

const LEAST_RAIL = 64;
const MOST_RAIL = 132;

/** Returns the width of the longest word in the names of parties. */
const longestWord = (keys) =>
  Math.max(
    0,
    ...keys.flatMap((key) => thingLabel(key).split(/\s+/u)).map((w) => openedWidth(w, "party")),
  );

/** @returns {OpenedPicture} */
function emptyPicture(width, blocks, about) {
  const rows = blocks.flatMap((block) => block.rows);
  const longest = Math.ceil(longestWord(blocks.flatMap(({ sides }) => sides)));
  const narrow = width < NARROW;
  const hasEnds = rows.some(({ bounds }) => bounds.length > 0);
  const hasSeveral = rows.some(({ bounds }) => bounds.some(({ ends }) => ends.length > 1));
  const rail = Math.min(MOST_RAIL, Math.max(LEAST_RAIL, longest + 14));
  const ends = Math.min(184, Math.max(112, Math.round(width * 0.19)));
  const behind = narrow || !hasEnds ? 0 : ends + (hasSeveral ? 160 : 88);
  const gap = narrow ? 22 : 20;
  const hub = width - behind - rail;
  return {
    width,
    narrow,
    rail,
    hub: { left: hub, right: hub + rail },
    left: narrow ? gap : rail + gap,
    right: narrow ? width - gap : hub - gap,
    ends: { left: width - ends, width: ends },
    bottom: 0,
    height: 0,
    ...about,
    things: [],
    wires: [],
    poles: [],
    titles: [],
    bounded: [],
    shown: new Set(),
  };
}

function putThing(picture, thing, left, top, more = {}) {
  const placed = { ...thing, left, top, ...more };
  picture.things.push(placed);
  if (thing.sort === "clause") picture.shown.add(thing.key);
  picture.bottom = Math.max(picture.bottom, top + thing.height);
  return placed;
}

function putTitle(picture, told) {
  const top = picture.bottom + (picture.bottom > 0 ? 18 : 0);
  const text = openedCut(told, "title", picture.width);
  picture.titles.push({ text, left: 0, top, font: "title", rule: top > 0 });
  picture.bottom = top + 28;
}

const BETWEEN_PILLS = 7;
const BETWEEN_BLOCKS = 16;
const BETWEEN_SECTIONS = 30;

/** Returns what is written under a clause: what it is to the thing selected, and who else it is
    owed or held by; "" for nothing. */
function asideOf({ clause, others }, words) {
  const word = words.get(clause.key);
  const parties = listed(others.map(thingLabel));
  const told = [word && say(word), parties && say("opened_others", { parties })];
  return joined(" · ", told);
}

/** Puts the rows of a block under each other, and keeps what bounds them. */
function putPills(picture, block, top, words) {
  const { left, right, narrow } = picture;
  let at = top;
  return block.rows.map((row) => {
    const { clause, bounds, way } = row;
    const sized = clause
      ? sizedClause(clause, right - left, { narrow, bounds, aside: asideOf(row, words) })
      : sizedBundle(row, right - left, block);
    const pill = putThing(picture, sized, left, at, { way });
    at += pill.height + BETWEEN_PILLS;
    if (clause) picture.bounded.push({ clause, bounds, pill });
    return pill;
  });
}

/** Puts the row that bundles again what is unfolded of a block. */
function putFold(picture, { name, folds }) {
  if (!folds) return;
  const { left, right, bottom } = picture;
  const how = { label: say("opened_fold"), left: textLeft, unfolds: name };
  putThing(picture, sizedBy(null, "fold", right - left, how), left, bottom + BETWEEN_PILLS);
}

/** Puts a party beside clauses: a rail along all of them, its name always in sight. */
function putRail(picture, key, left, top, bottom) {
  const box = sizedParty(key, picture.rail);
  const height = Math.max(box.height, bottom - top);
  picture.poles.push({ left, top, width: picture.rail, height, rail: true });
  const slide = Math.max(0, height - box.height);
  const reach = { top, bottom: top + height };
  putThing(picture, box, left, top, { reach, slide });
}

const LEVEL = 5; // lines to parties are as much above the middle as those to ends are below

/** Draws lines from who gives over a clause to who takes. */
function wireSides(picture, pills, { left, right }) {
  for (const { key, sort, way, ...pill } of pills) {
    const y = middleOf(pill) - (sort === "clause" ? LEVEL : 0);
    const isBack = way === "left";
    const wire = (...places) => {
      const [from, to] = (isBack ? places.reverse() : places).map((x) => [x, y]);
      picture.wires.push({ clause: key, from, to, way: isBack ? -1 : 1, arrow: way !== "both" });
    };
    if (left !== null) wire(picture.rail, picture.left);
    if (right !== null) wire(picture.right, picture.hub.left);
  }
}

function putWideSection(picture, { hub, blocks }, words) {
  const start = picture.bottom + (picture.bottom > 0 ? BETWEEN_SECTIONS : 0);
  picture.bottom = start;
  blocks.forEach((block, i) => {
    const top = picture.bottom + (i > 0 ? BETWEEN_BLOCKS : 0);
    const pills = putPills(picture, block, top, words);
    putFold(picture, block);
    if (block.left !== null) putRail(picture, block.left, 0, top, picture.bottom);
    wireSides(picture, pills, block);
  });
  if (hub !== null) putRail(picture, hub, picture.hub.left, start, picture.bottom);
}

// ---- narrow ----------------------------------------------------------------------------

/** Puts a block on a narrow screen: lines lead down from who gives, and on to who takes. */
function putTallBlock(picture, block, words) {
  for (const way of new Set(block.rows.map((row) => row.way))) {
    const rows = block.rows.filter((row) => row.way === way);
    const sides = [block.left, block.right];
    const [giver, taker] = way === "left" ? sides.reverse() : sides;
    const { width, left, right } = picture;
    const arrow = way !== "both";
    const gap = picture.bottom > 0 ? BETWEEN_BLOCKS + 6 : 0;
    if (giver !== null) putThing(picture, sizedParty(giver, width), 0, picture.bottom + gap);
    const under = picture.bottom;
    const pills = putPills(picture, { ...block, rows }, under + 12, words);
    const line = (from, to, isHead) => {
      for (const pill of pills) {
        const [start, end] = [from, to].map((x) => [x, middleOf(pill)]);
        picture.wires.push({ clause: pill.key, from: start, to: end, arrow: isHead });
      }
    };
    const [first, last] = [pills[0], pills[pills.length - 1]].map(middleOf);
    if (giver !== null) {
      picture.poles.push({ left: 7, top: under, width: 2, height: last - under });
      line(8, left, arrow);
    }
    if (taker === null) continue;
    const end = picture.bottom + 12;
    putThing(picture, sizedParty(taker, width), 0, end);
    picture.poles.push({ left: width - 9, top: first, width: 2, height: end - first, arrow });
    line(right, width - 8, false);
  }
  putFold(picture, block);
}

function putSections(picture, sections, words) {
  for (const section of sections) {
    if (picture.narrow) for (const block of section.blocks) putTallBlock(picture, block, words);
    else putWideSection(picture, section, words);
  }
}

// ---- a connection -----------------------------------------------------------------------------

const MOST_WIDE = 236;
const LEAST_WIDE = 140;
const ROW_GAP = 46;

/** Puts a connection from left to right, in as many rows as it needs; on a narrow screen from
    top to bottom. */
function putPath(picture, path) {
  const words = path.slice(1).map(({ word, implied }) => linkWords(word, implied));
  const gap = Math.max(60, ...words.map((word) => openedWidth(word, "small") + 30));
  const fits = Math.floor((picture.width + gap) / (LEAST_WIDE + gap));
  const perRow = picture.narrow ? 1 : Math.max(1, Math.min(path.length, fits));
  const width = picture.narrow
    ? picture.width
    : Math.min(MOST_WIDE, (picture.width - (perRow - 1) * gap) / perRow);
  const rows = [];
  for (let i = 0; i < path.length; i += perRow) rows.push(path.slice(i, i + perRow));
  let before = null;
  for (const row of rows) {
    const boxes = row.map(({ key }) => sizedThing(key, width, 4));
    const height = Math.max(...boxes.map((box) => box.height));
    const top = before ? picture.bottom + ROW_GAP : 0;
    row.forEach(({ word, implied }, i) => {
      const left = i * (width + gap);
      const placed = putThing(picture, boxes[i], left, top + (height - boxes[i].height) / 2);
      if (before) joinPath(picture, before, placed, linkWords(word, implied), i > 0);
      before = placed;
    });
  }
}

/** Joins two things of a connection by a line with words: beside each other, or over rows. */
function joinPath(picture, before, placed, text, beside) {
  const write = (left, top, middle) =>
    picture.titles.push({ text, left, top, font: "small", middle });
  if (beside) {
    const [x, y] = [before.left + before.width, middleOf(before)];
    picture.wires.push({ path: true, from: [x, y], to: [placed.left, y], arrow: true });
    write((x + placed.left) / 2 - 3, y - 20, true);
    return;
  }
  const from = [before.left + before.width / 2, before.top + before.height];
  const to = [placed.left + placed.width / 2, placed.top];
  const level = placed.top - ROW_GAP / 2 + 6;
  picture.wires.push({ path: true, from, to, level, arrow: true });
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  if (Math.abs(from[0] - to[0]) < 1) write(from[0] + 10, y - 9, false);
  else write(x, level - 19, true);
}

// ---- the whole ----------------------------------------------------------------------------------

/** Returns the words of a step: also that only the order of events brings it in. */
export const linkWords = (word, implied = false) =>
  say(`link_${word}`) + (implied ? ` (${say("implied")})` : "");

/** Puts a thing on its own, of which nothing hangs together with anything. */
function putAlone(picture, key) {
  const top = picture.bottom > 0 ? picture.bottom + 24 : 0;
  putThing(picture, sizedThing(key, Math.min(picture.width, 320), 3), 0, top);
}

/** Puts what is opened; says how many of how many clauses are shown. */
function putOpened(picture, found) {
  const { key, sections, named, words } = found;
  if (key !== null && sortOfThing(key) === "agreement") putAlone(picture, key);
  putSections(picture, sections, words);
  if (named.length > 0) {
    const count = counted("clauses", clausesNaming.get(key).length);
    putTitle(picture, `${say("opened_named")} · ${count}`);
    putSections(picture, named, words);
  }
  if (!picture.narrow) addEnds(picture);
  if (picture.things.length === 0 && key !== null) putAlone(picture, key);
}

/** Puts the clauses that are pinned and not in the picture yet. */
function putPinned(picture, pins) {
  const left = pins
    .map((key) => clauses.get(key))
    .filter((clause) => clause && !picture.shown.has(clause.key));
  if (left.length === 0) return;
  putTitle(picture, say("pinned"));
  for (const clause of left) {
    const { narrow, width } = picture;
    const sized = sizedClause(clause, Math.min(width, 460), { narrow, bounds: [] });
    putThing(picture, sized, 0, picture.bottom + BETWEEN_PILLS);
  }
}

/** Returns the picture of a state, `width` wide: things, wires and titles with their places; the
    path if two things are to be connected; and how many of how many clauses it shows. */
export function openedPicture(state, width) {
  const { selected, target, pins, opened } = state;
  const across = Math.max(280, Math.min(WIDEST, Math.floor(width)));
  const start = things.has(selected) ? selected : null;
  const end = start !== null && things.has(target) && target !== start ? target : null;
  const isAround = end === null && (start !== null || opened.length > 0);
  const found = isAround ? openedNow(state) : null;
  const path = end === null ? null : connection(start, end);
  const blocks = [...(found?.sections ?? []), ...(found?.named ?? [])].flatMap((s) => s.blocks);
  const picture = emptyPicture(across, blocks, { start, end, path, found });
  if (path) putPath(picture, path);
  else if (found) putOpened(picture, found);
  else if (end !== null) for (const key of [start, end]) putAlone(picture, key);
  if (!found || found.key !== null) putPinned(picture, pins);
  picture.height = picture.bottom;
  return picture;
}
