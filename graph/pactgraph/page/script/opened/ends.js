/* What bounds the clauses of an opened picture, in a column behind the rail: each event and each
   day once, beside what it bounds, over a node for the one that counts where there are several. */

import { basesOf, events } from "../model/model.js";
import { endLabel, isDay, whichOf } from "../words/bounds.js";
import { phrasesOf } from "../words/words.js";
import { middleOf } from "./marks.js";
import { mean } from "./opening.js";
import { sizedBy } from "./sizing.js";
import { openedWidth } from "./text.js";

const APART = 10;
const BESIDE = 13; // room at both sides of the words
const ABOVE = -16; // from the middle of a clause, where the first of several lines begins
const BELOW = 9; // where the only one does, or the second
const NEXT = 22; // from there to each further one
const BADGE_HEIGHT = 20;
const BADGE_AT = 112; // from the rail to the end of a badge

/** Returns an end with its lines and its size, not yet anywhere. */
function sizedEnd(name, word, width) {
  const how = { name, left: BESIDE, right: BESIDE, least: 0, at: [], bounds: new Set() };
  if (word === "concerns") return sizedBy(name, "party", width, { font: "party", ...how });
  const day = isDay(name);
  const key = day ? null : events.has(name) ? name : (basesOf(name)[0] ?? null);
  const label = endLabel(name, word);
  const more = { font: "small", most: 3, spare: 2, label, hasSmall: !day, ...how };
  return sizedBy(key, day ? "date" : "end", width, more);
}

/** Gives each end its place: beside what it bounds, none over another, and none further down than
    the picture reaches if there is room. */
function place(ends, bottom) {
  const sorted = ends
    .map((end) => ({ end, wanted: mean(end.at) }))
    .sort((a, b) => a.wanted - b.wanted || (a.end.name < b.end.name ? -1 : 1));
  let from = 0;
  for (const { end, wanted } of sorted) {
    end.top = Math.max(from, wanted - end.height / 2);
    from = end.top + end.height + APART;
  }
  const needed = sorted.reduce((sum, { end }) => sum + end.height + APART, -APART);
  let until = Math.max(bottom, needed);
  for (const { end } of sorted.reverse()) {
    end.top = Math.min(end.top, until - end.height);
    until = end.top - APART;
  }
}

/** Returns where the line of one of `n` bounds begins, from the middle of the clause. */
const offsetOf = (i, n) => (n === 1 ? BELOW : i === 0 ? ABOVE : BELOW + NEXT * (i - 1));

/** Returns how high a clause has to be for the lines of `n` bounds. */
export const heightFor = (n) => (n < 2 ? 0 : 2 * (Math.max(-ABOVE, offsetOf(n - 1, n)) + 8));

/** Returns the lines from clauses to what bounds them, each with where it begins. */
const linesOf = ({ bounded }) =>
  bounded.flatMap(({ clause, bounds, pill }) =>
    bounds.map((bound, i) => {
      const y = middleOf(pill) + offsetOf(i, bounds.length);
      return { ...bound, clause: clause.key, start: [pill.left + pill.width, y] };
    }),
  );

/** Returns all ends of some lines, placed, by name. */
function endsOf(lines, { ends: column, bottom }) {
  const found = new Map();
  for (const { word, ends, clause, start } of lines) {
    for (const name of ends) {
      if (!found.has(name)) found.set(name, sizedEnd(name, word, column.width));
      found.get(name).at.push(start[1]);
      found.get(name).bounds.add(clause);
    }
  }
  place([...found.values()], bottom);
  return found;
}

/** Draws a line from a clause to what bounds it, or over a badge to each of several. */
function wireBound({ hub, ends: column, wires }, { clause, word, ends, start }, found) {
  const y = start[1];
  const entry = (name) => [column.left, middleOf(found.get(name))];
  const tag = { text: phrasesOf("bounding")[word], x: hub.right + 6, y: y - 4 };
  const wire = { clause, bound: word, way: word === "from" ? -1 : 1 };
  if (ends.length === 1) {
    const to = entry(ends[0]);
    wires.push({ ...wire, ends, from: start, to, bend: hub.right + 44, arrow: true, tag });
    return;
  }
  const told = whichOf(word);
  const width = openedWidth(told, "tag") + 14;
  const left = hub.right + BADGE_AT - width;
  const badge = { told, left, top: y - BADGE_HEIGHT / 2, width, height: BADGE_HEIGHT };
  wires.push({ ...wire, ends, from: start, to: [left, y], arrow: false, tag, badge });
  for (const name of ends) {
    const from = [left + width, y];
    wires.push({ ...wire, ends: [name], from, to: entry(name), arrow: true });
  }
}

/** Adds to a picture what bounds its clauses. */
export function addEnds(picture) {
  const lines = linesOf(picture);
  const found = endsOf(lines, picture);
  for (const end of found.values()) {
    picture.things.push({ ...end, left: picture.ends.left, bounds: [...end.bounds] });
    picture.bottom = Math.max(picture.bottom, end.top + end.height);
  }
  for (const line of lines) wireBound(picture, line, found);
}
