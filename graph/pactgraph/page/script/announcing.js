/* What screen readers are told while the keyboard stays where it is. */

import { answers, knownClauses, statusCounts } from "./answers.js";
import { matchesInWords } from "./filter.js";
import { element } from "./model.js";
import { isFiltering, onChange, state } from "./state.js";
import { counted, listed, say, statusesCounted, thingLabel, written } from "./words.js";

const PAUSE = 700; // milliseconds: what one drags or types is told once one stops

export function announce(told) {
  element("announcer").textContent = told;
}

const statusesNow = () =>
  new Map(knownClauses().map(({ key }) => [key, answers().of.get(key).status]));

let statusesTold = new Map();

/** Returns how many clauses have which status, and how many had another when last asked. */
function settingTold() {
  const now = statusesNow();
  const changed = [...new Set([...now.keys(), ...statusesTold.keys()])].filter(
    (key) => now.get(key) !== statusesTold.get(key),
  );
  statusesTold = now;
  return say("announced", {
    date: written(state().on),
    counts: listed(statusesCounted(statusCounts(knownClauses()))),
    changed: counted("clauses", changed.length),
  });
}

const filterTold = () => (isFiltering(state()) ? matchesInWords() : say("matching_all"));

/** Tells what changes: what is selected at once, statuses and matches after a pause. */
export function wireAnnouncing() {
  const due = {};
  const later = (name, told) => {
    clearTimeout(due[name]);
    due[name] = setTimeout(() => {
      if (answers().broken.length === 0) announce(told());
    }, PAUSE);
  };
  statusesTold = statusesNow();
  onChange((now, before) => {
    const differs = (name) => now[name] !== before[name];
    if (differs("language")) announce("");
    if (differs("selected") && now.selected !== null)
      announce(say("selected", { label: thingLabel(now.selected) }));
    if (["on", "known", "assumed"].some(differs)) later("setting", settingTold);
    else if (["filter", "pins"].some(differs)) later("filter", filterTold);
  });
}
