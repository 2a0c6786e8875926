/* Which parties there are, and which two ever have anything with each other. */

import { model } from "./model.js";

const { web } = model;

/** Every party that has anything with another on any day, the largest first: it stands for itself,
    and at no other. @type {any[]} */
export const members = web.nodes.map((node) => ({ ...node, members: [node.key], hub: null }));

/** Returns the key of what two parties have with each other. */
export const cableKey = (one, other) => [one, other].sort().join("\n");

/** Every two parties that ever have anything with each other. */
export const cables = web.cables.map((cable) => ({
  ...cable,
  key: cableKey(cable.one, cable.other),
}));
export const cableOf = new Map(cables.map((cable) => [cable.key, cable]));

/** Marks that stand for several parties that have anything with one alone, their hub; no key of a
    party has a blank. */
export const others = web.others.map((mark) => ({
  ...mark,
  key: `others ${mark.hub}`,
  label: "",
  isClass: true,
  shape: "dot",
  sector: "",
  shown: true,
}));
export const othersAt = new Map(others.map((mark) => [mark.hub, mark]));

/** Everything that can be a mark, by its key. */
export const memberOf = new Map([...members, ...others].map((mark) => [mark.key, mark]));

/** What the parties of such a mark have with their hub, together. */
export const bundles = others.map(({ key, hub, members: own, along }) => ({
  key: cableKey(hub, key),
  one: hub,
  other: key,
  along,
  parts: own.map((member) => cableKey(hub, member)),
}));
export const bundleOf = new Map(bundles.map((bundle) => [bundle.key, bundle]));

/** Returns the parties of a cable by its key. */
export const endsOf = (key) => key.split("\n");
