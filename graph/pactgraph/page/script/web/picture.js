/* Who with whom: which parties stand where, and which lanes run between them now. Places come
   from Python (page/parties.py); where a reader has put a party is the state's. */

import { answers } from "../answers/answers.js";
import { effectKeys } from "../answers/effects.js";
import { matches } from "../finding/filter.js";
import { FAMILIES, lanesIn, STANDINGS } from "../kernel/lanes.js";
import { clauses, model, parties } from "../model/model.js";
import { cableKey, cableOf, cables, memberOf, members } from "../model/web.js";
import { perState } from "../state/perstate.js";
import { isFiltering, state } from "../state/state.js";
import { text } from "../words/words.js";

const hasMore = members.some(({ shown }) => !shown);

/** Whether all parties can be drawn at once: of too many, only the largest have places. */
export const canDrawAll = members.every(({ shown, places }) => shown || places.all);

/** What the mouse or the keyboard is at, which is no part of the state.
    @type {{ party: string | null, cable: string | null, frame: string, letters: number,
      dragged: { key: string, x: number, y: number } | null }} */
export const aim = { party: null, cable: null, dragged: null, frame: "wide", letters: 1 };

/** Returns the name of the frame that the places are of now. */
export const frameNow = () => (drawsMore() ? "all" : aim.frame);

/** Whether more parties are drawn now than at first. */
export const drawsMore = () => hasMore && canDrawAll && state().everyone;

/** Returns the size of a frame. */
export const sizeOfFrame = (name) => model.web.frames[name] ?? model.web.frames.wide;

/** Returns the parties that have a place in the picture of now. */
export const inPicture = () => (drawsMore() ? members : members.filter(({ shown }) => shown));

/** Returns the parties in the picture that ever have anything with a party. */
export const neighboursOf = (party) =>
  inPicture().filter(({ key }) => key !== party && cableOf.has(cableKey(key, party)));

/** Returns the party whose neighbours alone are drawn; null where all are. */
const centre = () => (state().near && memberOf.has(state().selected) ? state().selected : null);

/** Returns the parties that are drawn now. */
export function drawnMembers() {
  const party = centre();
  if (party === null) return inPicture();
  const near = new Set(neighboursOf(party));
  return inPicture().filter((member) => member.key === party || near.has(member));
}

/** Returns how many parties there are in all. */
export const membersInAll = members.length;

/** Returns where a party is now: {x, y, side}. */
export function placeOf(member) {
  const [x, y, side] = member.places[frameNow()] ?? Object.values(member.places)[0];
  const moved = aim.dragged?.key === member.key ? aim.dragged : state().moved.get(member.key);
  return moved ? { x: moved.x, y: moved.y, side } : { x, y, side };
}

export const labelOfMember = ({ key, label }) => text(parties.get(key)?.label ?? label);

// ---- lanes -------------------------------------------------------------------

/** Returns the lanes in a setting, by the key of their cable. */
function lanesByCable(found) {
  const grouped = new Map();
  for (const lane of lanesIn(model.flowing, [...clauses.values()], found)) {
    const key = cableKey(lane.giver, lane.taker);
    if (!grouped.has(key)) grouped.set(key, []);
    grouped.get(key).push(lane);
  }
  const weight = (lane) => [
    STANDINGS.indexOf(lane.standing),
    -moneyOf(lane),
    FAMILIES.indexOf(lane.family),
  ];
  for (const list of grouped.values()) list.sort((a, b) => compared(weight(a), weight(b)));
  return grouped;
}

const compared = (one, other) => {
  const at = one.findIndex((value, i) => value !== other[i]);
  return at < 0 ? 0 : one[at] - other[at];
};

/** Returns the money of a lane, in whatever currency: what is exact, or its bounds. */
export const moneyOf = ({ sums }) =>
  sums
    .filter(({ unit }) => isCurrency(unit))
    .reduce((sum, { exact, least, most }) => sum + exact + Math.max(least, most), 0);

export const isCurrency = (unit) => /^[A-Z]{3}$/u.test(unit);

/** @type {{ found?: Kernel.Found, lanes: ReturnType<typeof lanesByCable> }} */
let kept = { lanes: new Map() };

/** Returns the lanes on the day asked about, worked out once for the setting. */
function lanesNow() {
  const found = answers();
  if (kept.found !== found) kept = { found, lanes: lanesByCable(found) };
  return kept.lanes;
}

/** Returns all lanes of a cable on the day asked about, those that stand first. */
export const lanesOf = (key) => lanesNow().get(key) ?? [];

const isOver = ({ standing }) => standing === "over";

/** Returns the lanes of a cable that are drawn: what has ended only where there is nothing else. */
export function drawnLanes(key) {
  const all = lanesOf(key);
  const going = all.filter((lane) => !isOver(lane));
  return going.length > 0 ? going : all;
}

const changedCables = perState(() => {
  const keys = effectKeys();
  const isChanged = ({ clauses: own }) => own.some((key) => keys.has(key));
  return keys.size === 0
    ? new Set()
    : new Set([...lanesNow()].filter(([, own]) => own.some(isChanged)).map(([key]) => key));
});

/** Returns whether what is supposed changes anything between two parties, on whatever day. */
export const isChangedCable = ({ key }) => changedCables("now").has(key);

const matchesSome = (lane) => lane.clauses.some((key) => matches(clauses.get(key)));

/** Returns the parties, in their order, that a chosen loop leads through; null without one. */
export const loopNow = () => state().loop?.split("\n") ?? null;

const loopCables = perState(() => {
  const way = loopNow();
  return way === null
    ? null
    : new Set(way.map((key, i) => cableKey(key, way[(i + 1) % way.length])));
});

/** Returns whether a cable steps back: beside what is chosen, or because nothing of it matches. */
export const isFadedCable = perState((cable) => {
  const { pair, selected } = state();
  const inLoop = loopCables("now");
  if (inLoop) return !inLoop.has(cable.key);
  if (pair !== null) return cable.key !== pair;
  if (memberOf.has(selected)) return cable.one !== selected && cable.other !== selected;
  if (clauses.has(selected)) return !lanesOf(cable.key).some((l) => l.clauses.includes(selected));
  return isFiltering(state()) && !drawnLanes(cable.key).some(matchesSome);
});

/** Returns whether a lane steps back, in a chosen loop: one that the loop does not go by. */
export function isFadedLane(lane) {
  const way = loopNow();
  if (way === null) return isFiltering(state()) && !matchesSome(lane);
  const at = way.indexOf(lane.giver);
  return at < 0 || way[(at + 1) % way.length] !== lane.taker || !LOOPING.has(lane.family);
}

const LOOPING = new Set(["invests", "lends", "pays", "shares"]);

/** Returns whether a party steps back. */
export const isFadedMember = perState((member) => {
  const own = cables.filter(({ one, other }) => one === member.key || other === member.key);
  return own.every((cable) => isFadedCable(cable) || lanesOf(cable.key).length === 0);
});
