/* What stands on the map, and in which group. Places come from Python (page/network.py) and never
   change. */

import { model } from "./model.js";

/** Everything that is drawn, in the order of drawing. @type {any[]} */
export const nodes = model.picture;
export const nodeOf = new Map(nodes.map((node) => [node.key, node]));

const ofKind = (...wanted) => nodes.filter(({ kind }) => wanted.includes(kind));
export const partyNodes = ofKind("party");
export const groupNodes = ofKind("agreement", "pair");
export const clauseNodes = ofKind("clause");

/** Whether clauses are folded into pairs of parties, because there are too many agreements. */
export const inPairs = groupNodes.some(({ kind }) => kind === "pair");
export const pairsInAll = inPairs ? groupNodes[0].pairs : 0;

/** For each group its clauses, from top to bottom. */
export const clausesIn = new Map(
  groupNodes.map(({ key }) => [
    key,
    clauseNodes.filter(({ group }) => group === key).sort((a, b) => a.y - b.y),
  ]),
);

export const isGroup = ({ kind }) => kind === "agreement" || kind === "pair";

/** Returns the group that something selected stands in: an agreement itself, or a clause's. */
export function groupOf(key) {
  const node = nodeOf.get(key);
  if (!node) return null;
  return node.kind === "clause" ? node.group : node.kind === "party" ? null : key;
}

/** For each group the parties that have signed it. */
export const signedBy = new Map(groupNodes.map(({ key }) => [key, new Set()]));
for (const [party, group] of model.signed) {
  signedBy.get(group)?.add(party);
}
