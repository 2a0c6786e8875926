/* Which parties there are, and which two ever have anything with each other. */

import { model, parties } from "./model.js";

const { web } = model;
const keyOf = new Map([...parties.values()].map(({ iri, key }) => [iri, key]));
const keyed = (iri) => keyOf.get(iri) ?? iri;

/** Every party that has anything with another on any day, the largest first: it stands for itself,
    and at no other. */
export const members = web.nodes.map(({ id, is_class: isClass, ...node }) => ({
  ...node,
  key: keyed(id),
  members: [keyed(id)],
  hub: null,
  isClass,
}));

const joined = (one, other) => [one, other].sort().join("\n");

/** Every two parties that ever have anything with each other. */
export const cables = web.cables.map(({ from, to, ...cable }) => {
  const [one, other] = [keyed(from), keyed(to)];
  return { ...cable, one, other, key: joined(one, other) };
});
export const cableOf = new Map(cables.map((cable) => [cable.key, cable]));

/** Returns the key of what two parties have with each other. */
export const cableKey = joined;

/** Marks that stand for several parties that have anything with one alone, their hub; no key of a
    party has a blank. */
export const others = web.others.map(({ hub, members: own, size, places, along }) => ({
  key: `others ${keyed(hub)}`,
  label: "",
  members: own.map(keyed),
  hub: keyed(hub),
  isClass: true,
  shape: "dot",
  sector: "",
  shown: true,
  size,
  places,
  along,
}));
export const othersAt = new Map(others.map((mark) => [mark.hub, mark]));

/** Everything that can be a mark, by its key. */
export const memberOf = new Map([...members, ...others].map((mark) => [mark.key, mark]));

/** What the parties of such a mark have with their hub, together. */
export const bundles = others.map(({ key, hub, members: own, along }) => ({
  key: joined(hub, key),
  one: hub,
  other: key,
  along,
  parts: own.map((member) => joined(hub, member)),
}));
export const bundleOf = new Map(bundles.map((bundle) => [bundle.key, bundle]));

/** Returns the parties of a cable by its key. */
export const endsOf = (key) => key.split("\n");
