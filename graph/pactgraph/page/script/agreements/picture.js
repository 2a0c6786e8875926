/* What stands where on the map, and what of it is shown now. Places come from Python
   (page/network.py) and never change; what is unfolded is the state's. */

import { answers, isKnown, lookOf } from "../answers/answers.js";
import { matches } from "../finding/filter.js";
import { clauses, grouped, model, things } from "../model/model.js";
import {
  clauseNodes,
  clausesIn,
  groupNodes,
  isGroup,
  nodeOf,
  nodes,
  partyNodes,
  signedBy,
} from "../model/places.js";
import { perState } from "../state/perstate.js";
import { isFiltering, state } from "../state/state.js";
import { kindWords, text } from "../words/words.js";

/** For each party the node that it is drawn as. */
const drawnAs = new Map(partyNodes.flatMap((node) => node.standsFor.map((key) => [key, node])));

/** What the mouse or the keyboard is at, which is no part of the state. */
export const pointer = { hovered: null, focused: null };

export const labelOf = (node) => text(things.get(node.key)?.label ?? node.label);

/** Returns the group that is unfolded, if it is on the map. */
export const openGroup = () => (nodeOf.has(state().open) ? nodeOf.get(state().open) : null);

const drawnParties = (keys) => [...new Set(keys.map((key) => drawnAs.get(key)).filter(Boolean))];

/* The parties, as drawn, that owe a clause and that hold it. */
const sides = new Map(
  clauseNodes.map(({ key }) => {
    const { owedBy, holders } = clauses.get(key);
    return [key, { owes: drawnParties(owedBy), holds: drawnParties(holders) }];
  }),
);

const knownAndMatching = perState(
  ({ key }) => isKnown(clauses.get(key)) && matches(clauses.get(key)),
);

/** Returns the lines of a folded group: one a party, with what it owes and holds. */
export function foldedLines(group) {
  const lines = new Map();
  const at = (party) => {
    if (!lines.has(party)) {
      lines.set(party, { party, other: group, owes: 0, holds: 0, dollars: 0, status: "in force" });
    }
    return lines.get(party);
  };
  for (const key of signedBy.get(group.key)) at(nodeOf.get(key));
  for (const clause of clausesIn.get(group.key).filter(knownAndMatching)) {
    const { owes, holds } = sides.get(clause.key);
    const dollars = clauses.get(clause.key).dollars ?? 0;
    for (const party of owes) at(party).owes += 1;
    for (const party of holds) at(party).holds += 1;
    for (const party of new Set([...owes, ...holds])) at(party).dollars += dollars;
  }
  return [...lines.values()];
}

/** Returns the lines of a clause: one a party, with whether it owes and whether it holds. */
export function clauseLines(node) {
  const { owes, holds } = sides.get(node.key);
  const clause = clauses.get(node.key);
  return [...new Set([...owes, ...holds])].map((party) => ({
    party,
    other: node,
    owes: Number(owes.includes(party)),
    holds: Number(holds.includes(party)),
    dollars: clause.dollars ?? 0,
    status: lookOf(clause),
  }));
}

const meanSide = (list) =>
  list.reduce((sum, { x }) => sum + Math.sign(x), 0) / Math.max(1, list.length);

const ARROWS = { 1: "→", 0: "↔", "-1": "←" };

/** Returns what flows in a folded group, by direction: [arrow, lists of [kind, how many]]. */
export const flowsOf = perState((group) => {
  const own = clausesIn.get(group.key).filter(knownAndMatching);
  const byWay = grouped(own, ({ key }) => {
    const { owes, holds } = sides.get(key);
    return [Math.sign(meanSide(holds) - meanSide(owes))];
  });
  const kindsIn = (list) =>
    [...grouped(list, ({ key }) => [clauses.get(key).kind])]
      .map(([kind, { length }]) => [kindWords({ kind }), length])
      .sort((a, b) => b[1] - a[1]);
  const ways = [1, 0, -1].filter((way) => byWay.has(way));
  return ways.map((way) => [ARROWS[way], kindsIn(byWay.get(way))]);
});

export const isFolded = (node) => node.kind === "clause" && node.group !== state().open;

/** Returns whether a thing is drawn now. */
export const isVisible = (node) => !isFolded(node);

export const isNodeKnown = (node) =>
  node.kind === "clause"
    ? isKnown(clauses.get(node.key))
    : node.kind !== "agreement" || !answers().unknown.has(node.key);

/** Returns whether a thing steps back: it does not match, or has no part in what is open. */
export const isFaded = perState((node) => {
  if (node.kind === "clause") return !knownAndMatching(node);
  if (node.kind !== "party") {
    if (!isNodeKnown(node)) return true;
    return isFiltering(state()) && !clausesIn.get(node.key).some(knownAndMatching);
  }
  const open = openGroup();
  if (open === null && !isFiltering(state())) return false;
  const among = open ? clausesIn.get(open.key) : clauseNodes;
  return !among.some((clause) => {
    const { owes, holds } = sides.get(clause.key);
    return (owes.includes(node) || holds.includes(node)) && knownAndMatching(clause);
  });
});

// ---- rectangles --------------------------------------------------------------

const CHIP_HEIGHT = 30;
const { sizes } = model;

/** Returns the rectangle that a thing is drawn in now. */
export function rectangle(node) {
  const box = boxOf(node);
  if (!isGroup(node) || !openGroup()) return box;
  return { ...box, top: node.y - CHIP_HEIGHT / 2, width: sizes.chip, height: CHIP_HEIGHT };
}

/** Returns the rectangle around the clauses of a group, with its name. */
export function panelOf(group) {
  const column = clausesIn.get(group.key).map(boxOf);
  const { x, box } = clauseNodes[0] ?? { x: 0, box: [400, 0] };
  const across = { left: x - box[0] / 2 - 14, width: box[0] + 28 };
  if (column.length === 0) return { ...across, top: group.y - 28, height: 56 };
  const { top, height } = around(column);
  return { ...across, top: top - sizes.head, height: height + sizes.head + sizes.foot };
}

/** Returns the rectangle around others. */
export function around(boxes) {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

const EMPTY = { left: 0, top: 0, width: 0, height: 0 };
function boxOf({ x, y, box }) {
  const [width, height] = box;
  return { left: x - width / 2, top: y - height / 2, width, height };
}

const standingBoxes = nodes.filter(({ kind }) => kind !== "clause").map(boxOf);

/** Returns the rectangle around what is drawn now. */
export function stageNow() {
  const open = openGroup();
  return around([
    ...(standingBoxes.length > 0 ? standingBoxes : [EMPTY]),
    ...(open ? [panelOf(open)] : []),
  ]);
}

/** The whole drawing, whatever is unfolded. */
export const world = around([EMPTY, ...standingBoxes, ...groupNodes.map(panelOf)]);

const isInside = (box, { x, y }) =>
  x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;

/** Returns the thing at a point of the drawing: the open group for its panel, or null. */
export function thingAt(point) {
  const found = nodes.filter((node) => isVisible(node) && isInside(rectangle(node), point));
  const open = openGroup();
  return found[found.length - 1] ?? (open && isInside(panelOf(open), point) ? open : null);
}
