/* Lists of what readers ask for first: what is open on the day asked about, and what is not
   public. They stand in the details while nothing is selected. */

import { answers, knownClauses } from "../answers/answers.js";
import { make, selecting } from "../elements/dom.js";
import { FIRST } from "../kernel/instants.js";
import { clauses, element, events, grouped, model, things } from "../model/model.js";
import { state } from "../state/state.js";
import { dayInWords, endInWords, eventName, say, text, written } from "../words/words.js";

/** Returns the events that may or may not have happened by the instant asked about, with the
    windows in which they can (queries/open-events.rq). */
export function openNow(found = answers()) {
  const isOpen = ({ earliest, latest }) =>
    earliest !== null && earliest <= found.at && (latest === null || latest > found.at);
  return [...events.values()]
    .map(({ key, iri }) => ({ key, iri, ...found.windows.get(key) }))
    .filter(isOpen)
    .sort((a, b) => (a.iri < b.iri ? -1 : 1));
}

/** Returns what is not public of what is known: {thing, id, label, text}. */
export const undisclosedNow = (found = answers()) =>
  model.undisclosed
    .map(({ thing, id = thing, label = things.get(thing).label, needs, text: told }) => ({
      thing,
      id,
      label,
      text: told,
      needs: needs ?? clauses.get(thing).agreement,
    }))
    .filter(({ needs }) => !found.unknown.has(needs));

/** Returns the clauses whose status depends on an event, by the events. */
export function clausesByDecider(found = answers()) {
  if (found.broken.length > 0) return new Map();
  return grouped(knownClauses(found), ({ key }) => found.of.get(key).dependsOn);
}

const ENTRIES = {
  open: () => (answers().broken.length > 0 ? [] : openNow()),
  undisclosed: () => undisclosedNow(),
};

const titleOf = (name) => say(`list_${name}`, { n: ENTRIES[name]().length });

// ---- in the details ----------------------------------------------------------------

const MOST_LISTED = 8;

/** Returns an entry: an event, and the clauses that hang on it; of many the first. */
export function hangingEntry(event, list, ...told) {
  const shown = list.length > MOST_LISTED ? list.slice(0, MOST_LISTED - 1) : list;
  const more = list.length - shown.length;
  return make(
    "div.entry",
    make("dt", selecting(event, eventName(event))),
    ...told,
    ...shown.map((clause) => make("dd", selecting(clause.key, text(clause.label)))),
    more > 0 ? make("dd", selecting(event, say("more", { n: more }))) : null,
  );
}

function openEntry({ key, earliest, latest }, list = []) {
  const day = (told, instant) => written(told(instant));
  const since = earliest === FIRST ? "open_ever" : "open_since";
  const told = [
    say(since, { date: day(dayInWords, earliest) }),
    latest === null ? "" : say("open_until", { date: day(endInWords, latest) }),
    list.length === 0 ? say("open_alone") : "",
  ];
  return hangingEntry(key, list, make("dd.said", told.filter(Boolean).join("; ")));
}

const undisclosedEntry = ([first, ...more]) =>
  make(
    "div.entry",
    make("dt", selecting(first.thing, text(first.label)), " ", make("small", first.id)),
    ...[first, ...more].map((told) => make("dd", text(told.text))),
  );

const NODES = {
  open() {
    const deciding = clausesByDecider();
    return ENTRIES.open().map((entry) => openEntry(entry, deciding.get(entry.key)));
  },
  undisclosed() {
    const byThing = grouped(ENTRIES.undisclosed(), ({ id, thing }) => [`${thing} ${id}`]);
    return [...byThing.values()].map(undisclosedEntry);
  },
};

/** Returns a list as the details have it. */
export function listNodes(name) {
  const { on, known } = state();
  const date = written(name === "open" ? on : known);
  const entries = NODES[name]();
  return [
    make("h2", titleOf(name)),
    make("p.hint", say(`${name}_help`, { date })),
    entries.length > 0 ? make("dl", ...entries) : make("p", say(`${name}_none`)),
  ];
}

/** Returns the way from what is selected back to the list that it was chosen from. */
export const backToList = (name) =>
  make("button.quiet.back", { "data-back": true }, `\u2190 ${titleOf(name)}`);

// ---- the buttons ---------------------------------------------------------------------

/** Says how much each list has, and which is shown. */
export function drawLists({ list, selected }) {
  for (const button of element("lists").querySelectorAll("button")) {
    const name = button.dataset.list;
    button.textContent = titleOf(name);
    button.setAttribute("aria-pressed", String(list === name && selected === null));
  }
}

/** Returns the patch of such a button: it shows its list, or lets go of it. */
export function choosingList(name) {
  const isShown = state().list === name && state().selected === null;
  return { list: isShown ? null : name, selected: null };
}
