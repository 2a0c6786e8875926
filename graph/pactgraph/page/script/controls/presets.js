/* Settings worth a look, each one choice away. Each sets one thing, a day or a case, so that a
   comparison tells what that one thing does; only the last takes back everything. */

import { make } from "../elements/dom.js";
import { plusDays } from "../kernel/instants.js";
import { element, openEvents, versions } from "../model/model.js";
import { change, INITIAL, state, withAssumed } from "../state/state.js";
import { eventLabel, say, text } from "../words/words.js";
import { today } from "./dates.js";

const MOST_CASES = 3;
const YEARS_AHEAD = 2;

/** Returns groups of presets, each a list of {label, patch} under its name.
    @returns {{ [name: string]: { label: string, patch: Partial<State> }[] }} */
function presetGroups() {
  const year = Number(INITIAL.known.slice(0, 4)) + YEARS_AHEAD;
  const cases = openEvents
    .slice(0, MOST_CASES)
    .map(({ key }) => ({
      label: say("preset_supposed", { event: eventLabel(key), year }),
      patch: { assumed: withAssumed(state().assumed, key, `${year}-06-01`) },
    }));
  const turns = versions.flatMap(({ day, label }) => {
    const first = day.slice(0, 10);
    return [
      { label: say("preset_before", { label: text(label) }), patch: { on: plusDays(first, -1) } },
      { label: say("preset_after", { label: text(label) }), patch: { on: first } },
    ];
  });
  const { on, known, assumed } = INITIAL;
  return {
    preset_days: [
      { label: say("preset_today"), patch: { on: today() } },
      { label: say("preset_made"), patch: { on, known, assumed } },
    ],
    preset_cases: cases,
    preset_versions: turns,
  };
}

/** Writes the presets in the language chosen; what they set is looked up when chosen. */
export function drawPresets() {
  const option =
    (group) =>
    ({ label }, i) =>
      make("option", { value: `${group} ${i}` }, label);
  element("presets").replaceChildren(
    make("option", { value: "" }, say("preset_choose")),
    ...Object.entries(presetGroups()).map(([name, list]) =>
      list.length > 0 ? make("optgroup", { label: say(name) }, ...list.map(option(name))) : "",
    ),
  );
}

element("presets").addEventListener("change", () => {
  const menu = element("presets");
  if (menu.value === "") return;
  const [group, item] = menu.value.split(" ");
  change(presetGroups()[group][Number(item)].patch);
  menu.value = "";
});
