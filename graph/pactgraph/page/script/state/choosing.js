/* What is chosen, as patches of the state. */

import { groupOf } from "../model/places.js";
import { state } from "./state.js";

/** Returns the patch that selects a thing, and unfolds the group that it stands in. */
export const choosing = (key) => ({ selected: key, open: groupOf(key) ?? state().open });

/** Returns the patch that opens what is around a thing. */
export const openingAround = (key) => ({
  view: "opened",
  opened: Object.freeze([]),
  selected: key,
  target: null,
});

/** Returns the patch that opens a pair, beside what is open or alone.
    @param {string} key @param {readonly string[]} beside */
export const openingPair = (key, beside = []) => ({
  view: "opened",
  opened: Object.freeze([...beside.filter((other) => other !== key), key]),
  pair: key,
  selected: null,
  target: null,
  loop: null,
  list: null,
});
