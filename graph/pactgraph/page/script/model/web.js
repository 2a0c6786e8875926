/* Which parties there are, and which two ever have anything with each other. */

import { model, parties } from "./model.js";

const { web } = model;
const keyOf = new Map([...parties.values()].map(({ iri, key }) => [iri, key]));
const keyed = (iri) => keyOf.get(iri) ?? iri;

/** Every party that has anything with another on any day, the largest first. */
export const members = web.nodes.map(({ id, is_class: isClass, ...node }) => ({
  ...node,
  key: keyed(id),
  isClass,
}));
export const memberOf = new Map(members.map((member) => [member.key, member]));

const joined = (one, other) => [one, other].sort().join("\n");

/** Every two parties that ever have anything with each other. */
export const cables = web.cables.map(({ from, to, ...cable }) => {
  const [one, other] = [keyed(from), keyed(to)];
  return { ...cable, one, other, key: joined(one, other) };
});
export const cableOf = new Map(cables.map((cable) => [cable.key, cable]));

/** Returns the key of what two parties have with each other. */
export const cableKey = joined;

/** Returns the parties of a cable by its key. */
export const endsOf = (key) => key.split("\n");
