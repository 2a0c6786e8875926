/* Who with whom: which parties stand where, and which lanes run between them now. Places come
   from Python (page/parties.py); where a reader has put a party is the state's. */

import { answers } from "../answers/answers.js";
import { effectsOn } from "../answers/effects.js";
import { matches } from "../finding/filter.js";
import { FAMILIES, lanesIn, STANDINGS } from "../kernel/lanes.js";
import { clauses, grouped, model, parties } from "../model/model.js";
import {
  bundleOf,
  bundles,
  cableKey,
  cableOf,
  cables,
  memberOf,
  members,
  others,
  othersAt,
} from "../model/web.js";
import { keptWhile, perState } from "../state/perstate.js";
import { isFiltering, state, toggled } from "../state/state.js";
import { counted, text } from "../words/words.js";

const hasMore = members.some(({ shown }) => !shown);

/** Whether all parties can be drawn at once: of too many, only the largest have places. */
export const canDrawAll = members.every(({ shown, places }) => shown || places.all);

/** What the mouse or the keyboard is at, which is no part of the state.
    @type {{ party: string | null, cable: string | null, frame: string, letters: number,
      dragged: { key: string, x: number, y: number } | null }} */
export const aim = { party: null, cable: null, dragged: null, frame: "wide", letters: 1 };

/** Returns the name of the frame that the places are of now. */
export const frameNow = () =>
  !drawsMore() ? aim.frame : aim.frame === "phone" ? "all-phone" : "all";

/** Whether more parties are drawn now than at first. */
export const drawsMore = () => hasMore && canDrawAll && state().everyone;

/** Returns the width of a frame, its height, and what radii are multiplied by in it. */
export const sizeOfFrame = (name) => model.web.frames[name];

/** Returns the parties that have a place in the picture of now. */
export function inPicture() {
  if (drawsMore()) return members;
  const unfolded = new Set(others.filter(isUnfolded).flatMap((mark) => mark.members));
  return members.filter(({ key, shown }) => shown || unfolded.has(key));
}

/** Returns whether there is room for each party of a mark of several, where all others stay. */
const hasRoomFor = (mark) => mark.members.every((key) => memberOf.get(key).places[aim.frame]);

/** Returns whether the parties of a mark of several are drawn one by one, beside it. */
export const isUnfolded = (mark) => state().others.includes(mark.hub) && hasRoomFor(mark);

/** Returns the patch that draws the parties at a hub one by one, or as one again; where there is
    no room for them, that of drawing all. */
export const unfolding = (hub) =>
  hasRoomFor(othersAt.get(hub)) ? { others: toggled(state().others, hub) } : drawingAll();

/** Returns the patch that draws all parties; where they are too many, the table has them. */
export const drawingAll = () => (canDrawAll ? { everyone: true } : { view: "table" });

/** Returns the marks that have a place in the picture of now: of parties, and of several. */
const marksInPicture = () => (drawsMore() ? members : [...inPicture(), ...others]);

/** Returns the marks in the picture of what ever has anything with a party. */
export function neighboursOf(party) {
  const isJoined = (key) => cableOf.has(key) || bundleOf.has(key);
  return marksInPicture().filter(({ key }) => key !== party && isJoined(cableKey(key, party)));
}

/** Returns the party whose neighbours alone are drawn; null where all are. */
const centre = () => (state().near && memberOf.has(state().selected) ? state().selected : null);

/** Returns the marks that are drawn now. */
export function drawnMembers() {
  const party = centre();
  if (party === null) return marksInPicture();
  const near = new Set(neighboursOf(party));
  return marksInPicture().filter((member) => member.key === party || near.has(member));
}

/** Returns the keys of the parties that are drawn now, by themselves or in a mark of several. */
export const drawnParties = () => new Set(drawnMembers().flatMap((mark) => mark.members));

const isAmong = (keys) => (cable) => keys.has(cable.one) && keys.has(cable.other);

/** Returns the cables that are drawn now; one of several together while these are not. */
export function drawnCables() {
  const folded = bundles.filter(({ other }) => !isUnfolded(memberOf.get(other)));
  return [...cables, ...folded].filter(isAmong(new Set(drawnMembers().map(({ key }) => key))));
}

/** Returns the pairs of parties that are drawn now, each one of several together too. */
export const drawnPairs = () => cables.filter(isAmong(drawnParties()));

/** Returns how many parties there are in all. */
export const membersInAll = members.length;

/** Returns where a party is now, and how large its mark: {x, y, side, size}. */
export function placeOf(member) {
  const [x, y, side] = member.places[frameNow()] ?? Object.values(member.places)[0];
  const size = member.radius * sizeOfFrame(frameNow())[2];
  const moved = aim.dragged?.key === member.key ? aim.dragged : state().moved.get(member.key);
  return moved ? { x: moved.x, y: moved.y, side, size } : { x, y, side, size };
}

/** Returns whether a mark is chosen: as a party, or as what several of them have. */
export const isChosenMark = ({ key, hub }) =>
  hub === null ? state().selected === key : state().pair === cableKey(hub, key);

export const labelOfMember = ({ key, label, hub, members: own }) =>
  hub === null ? text(parties.get(key)?.label ?? label) : counted("others", own.length);

// ---- lanes -------------------------------------------------------------------

const markOf = new Map(others.flatMap(({ key, members: own }) => own.map((each) => [each, key])));
const asDrawn = (key) => markOf.get(key) ?? key;

/** Returns a flow as it goes where the parties of a mark count as one: between each two once. */
function betweenMarks(flow) {
  const pairs = flow.sides.flatMap(([givers, takers]) =>
    givers.flatMap((giver) => takers.map((taker) => [asDrawn(giver), asDrawn(taker)])),
  );
  const once = new Map(pairs.map((pair) => [pair.join("\n"), pair]));
  return { ...flow, sides: [...once.values()].map(([giver, taker]) => [[giver], [taker]]) };
}

/* All that flows, where the parties of a mark count as one, as those of a group do. */
const together = others.length > 0 && {
  ...model.flowing,
  flows: model.flowing.flows.map(betweenMarks),
  tops: Object.fromEntries([
    ...markOf,
    ...Object.entries(model.flowing.tops).map(([key, top]) => [key, asDrawn(top)]),
  ]),
};

/** Returns all lanes in a setting: between two parties, and between a party and a mark. */
function allLanes(found) {
  const list = [...clauses.values()];
  const alone = lanesIn(model.flowing, list, found);
  if (!together) return alone;
  const isBundled = ({ giver, taker }) => bundleOf.has(cableKey(giver, taker));
  return [...alone, ...lanesIn(together, list, found).filter(isBundled)];
}

/** Returns the lanes in a setting, by the key of their cable. */
function lanesByCable(found) {
  const inOrder = (a, b) =>
    STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
    moneyOf(b) - moneyOf(a) ||
    FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family);
  return grouped(allLanes(found).sort(inOrder), ({ giver, taker }) => [cableKey(giver, taker)]);
}

/** Returns the money of a lane, in whatever currency: what is exact, or its bounds. */
export const moneyOf = ({ sums }) =>
  sums
    .filter(({ unit }) => isCurrency(unit))
    .reduce((sum, { exact, least, most }) => sum + exact + Math.max(least, most), 0);

export const isCurrency = (unit) => /^[A-Z]{3}$/u.test(unit);

/** Returns the lanes on the day asked about, worked out once for the setting. */
const lanesNow = keptWhile(
  () => [answers()],
  () => lanesByCable(answers()),
);

/** Returns all lanes of a cable on the day asked about, those that stand first. */
export const lanesOf = (key) => lanesNow().get(key) ?? [];

const isOver = ({ standing }) => standing === "over";

/** Returns the lanes of a cable that are drawn: what has ended only where there is nothing else. */
export function drawnLanes(key) {
  const all = lanesOf(key);
  const going = all.filter((lane) => !isOver(lane));
  return going.length > 0 ? going : all;
}

const isChanged = (key) => effectsOn(clauses.get(key)).length > 0;

/** Returns whether what is supposed changes anything between two parties, on whatever day. */
export const isChangedCable = perState(({ key }) =>
  lanesOf(key).some((lane) => lane.clauses.some(isChanged)),
);

const matchesSome = (lane) => lane.clauses.some((key) => matches(clauses.get(key)));

/** Returns the parties, in their order, that a chosen loop leads through; null without one. */
export const loopNow = () => state().loop?.split("\n") ?? null;

/** Returns whether a cable steps back: beside what is chosen, or because nothing of it matches. */
export const isFadedCable = perState((cable) => {
  const { pair, selected } = state();
  const { key, one, other, parts = [] } = cable;
  const way = loopNow();
  if (way) return !way.some((party, i) => cableKey(party, way[(i + 1) % way.length]) === key);
  if (pair !== null)
    return key !== pair && !parts.includes(pair) && !bundleOf.get(pair)?.parts.includes(key);
  if (memberOf.has(selected))
    return ![one, other].includes(selected) && !parts.includes(cableKey(one, selected));
  if (clauses.has(selected)) return !lanesOf(key).some((l) => l.clauses.includes(selected));
  return isFiltering(state()) && !drawnLanes(key).some(matchesSome);
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
  const own = [...cables, ...bundles].filter(({ one, other }) => [one, other].includes(member.key));
  return own.every((cable) => isFadedCable(cable) || lanesOf(cable.key).length === 0);
});
