/* What screen readers are told while the keyboard stays where it is. */

import { answers, knownClauses, lookCounts, lookOf } from "../answers/answers.js";
import { matchesInWords } from "../finding/filter.js";
import { element } from "../model/model.js";
import { isFiltering, onChange, state } from "../state/state.js";
import { counted, listed, looksCounted, say, thingLabel, written } from "../words/words.js";

const PAUSE = 700; // milliseconds: what one drags or types is told once one stops

export function announce(told) {
  element("announcer").textContent = told;
}

const looksNow = () => new Map(knownClauses().map((clause) => [clause.key, lookOf(clause)]));

let looksTold = looksNow();

/** Returns how many clauses have which look, and how many had another when last asked. */
function settingTold() {
  const now = looksNow();
  const changed = [...new Set([...now.keys(), ...looksTold.keys()])].filter(
    (key) => now.get(key) !== looksTold.get(key),
  );
  looksTold = now;
  return say("announced", {
    date: written(state().on),
    counts: listed(looksCounted(lookCounts(knownClauses()))),
    changed: counted("clauses", changed.length),
  });
}

const filterTold = () => (isFiltering(state()) ? matchesInWords() : say("matching_all"));

const due = {};
const later = (name, told) => {
  clearTimeout(due[name]);
  due[name] = setTimeout(() => {
    if (answers().broken.length === 0) announce(told());
  }, PAUSE);
};

/* What is selected is told at once, statuses and matches after a pause. */
onChange((now, before) => {
  const differs = (name) => now[name] !== before[name];
  if (differs("language")) announce("");
  if (differs("selected") && now.selected !== null)
    announce(say("selected", { label: thingLabel(now.selected) }));
  if (["on", "known", "assumed"].some(differs)) later("setting", settingTold);
  else if (["filter", "pins"].some(differs)) later("filter", filterTold);
});
