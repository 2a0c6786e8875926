/* What a person has set and chosen: one value, never changed in place, and its history.

   Everything on the page follows from it and from the model; the address can hold all of it. */

import { model } from "../model/model.js";
import { attempt } from "./attempting.js";

export const VIEWS = Object.freeze(["parties", "opened", "agreements", "timeline", "table"]);

/* What views were called in older files and addresses. */
const CALLED = { focus: "opened", network: "parties" };

/** Returns the view of a name, of today or of before; undefined for any other. */
export const viewCalled = (name) =>
  VIEWS.includes(name) ? name : Object.hasOwn(CALLED, name) ? CALLED[name] : undefined;

export const LANGUAGES = Object.freeze(model.languages);
export const ROWS = Object.freeze(["clauses", "loops", "totals"]);
export const LISTS = Object.freeze(["open", "undisclosed"]);

/* Of many agreements who has what with whom reads best; of few each with its clauses, and on a
   phone the table. An address that names no view means the best one here. */
const isMany = model.picture.some(({ kind }) => kind === "pair");
const FIRST_VIEW = isMany
  ? "parties"
  : matchMedia("(max-width: 700px)").matches
    ? "table"
    : "agreements";

/** Returns the language that the file was made for; if for none, that of the reader's browser. */
function firstLanguage() {
  const { lang, dataset } = document.documentElement;
  if (!("followsBrowser" in dataset)) return lang;
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  return wanted.find((language) => LANGUAGES.includes(language)) ?? lang;
}

/** The state that the file was made with. @type {Readonly<State>} */
export const INITIAL = Object.freeze({
  on: model.setting.on, // day asked about, or an instant
  known: model.setting.known, // day the record is known to
  assumed: new Map(model.setting.assumed), // event to a date, or "never"
  view: FIRST_VIEW,
  language: firstLanguage(),
  theme: "auto",
  open: null, // group that is unfolded on the map
  selected: null,
  pair: null, // two parties whose dealings are shown, while nothing is selected
  loop: null, // parties that a chosen loop leads through
  everyone: false, // whether all parties are drawn, not just the largest
  others: Object.freeze([]), // parties of which the others at them are drawn one by one
  near: false, // whether of the parties only the neighbours of a chosen one are drawn
  moved: new Map(), // where a reader has put parties
  list: null, // list that the details have while nothing is selected
  pins: Object.freeze([]), // clauses that no filter fades
  filter: Object.freeze({
    words: "",
    status: [],
    kind: [],
    party: [],
    agreement: [],
    certainty: [],
  }),
  compare: null, // another setting: {on, known, assumed}
  opened: Object.freeze([]), // pairs of parties whose clauses are shown one by one
  unfolded: Object.freeze([]), // pairs of parties of which no clauses are bundled there
  whole: null, // thing around which all clauses are opened, however many
  target: null, // the other end of a connection that starts at what is selected
  grouping: "agreement", // rows of the timeline
  rows: "clauses", // what the table lists
  story: null, // {key, step}
});

/* Changes of these alone are no step of their own in the history. */
const PASSING = new Set(["language", "theme"]);
const MOST_STEPS = 200;

let current = INITIAL;
/** @type {Readonly<State>[]} */
const past = [];
/** @type {Readonly<State>[]} */
const undone = [];
/** @type {((now: Readonly<State>, before: Readonly<State>) => void)[]} */
const listeners = [];

export const state = () => current;

/** Calls `listener(now, before)` after every change; one that fails stops no other. */
export const onChange = (listener) => listeners.push(listener);

function become(next) {
  const before = current;
  current = next;
  for (const listener of listeners) attempt(() => listener(next, before));
}

/** Changes what `patch` names; `merge` joins it to the last step, as while a slider is dragged. */
export function change(patch, { merge = false } = {}) {
  const names = Object.keys(patch).filter((name) => patch[name] !== current[name]);
  if (names.length === 0) return;
  if (!merge && !names.every((name) => PASSING.has(name))) {
    past.push(current);
    if (past.length > MOST_STEPS) past.shift();
    undone.length = 0;
  }
  become(Object.freeze({ ...current, ...patch }));
}

export const canUndo = () => past.length > 0;
export const canRedo = () => undone.length > 0;

function goBack(from, onto) {
  if (from.length === 0) return;
  onto.push(current);
  const { language, theme } = current;
  become(Object.freeze({ ...from.pop(), language, theme }));
}

export const undo = () => goBack(past, undone);
export const redo = () => goBack(undone, past);

/** Returns the setting in `held`: what statuses depend on. */
export const settingOf = ({ on, known, assumed }) => ({ on, known, assumed });

export const withAssumed = (assumed, event, date) => {
  const next = new Map(assumed);
  if (date === null) next.delete(event);
  else next.set(event, date);
  return next;
};

export const isFiltering = ({ filter }) => Object.values(filter).some((asked) => asked.length > 0);

/** Returns a list with a value at its end, or without it if it has that. */
export const toggled = (list, value) =>
  Object.freeze(list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);
