/* The filter, as checkboxes with counts, and what it leaves. */

import { answers, lookCounts, looks } from "../answers/answers.js";
import { glyph, make, renew, renewed } from "../elements/dom.js";
import { FILTERED, matchesInWords } from "../finding/filter.js";
import { clauses, element, grouped } from "../model/model.js";
import { keptWhile } from "../state/perstate.js";
import { change, INITIAL, isFiltering, state, toggled } from "../state/state.js";
import { lookWords, say, text } from "../words/words.js";

function toggle(name, value) {
  const { filter } = state();
  change({ filter: { ...filter, [name]: toggled(filter[name], value) } });
}

function statusButtons() {
  const counts = lookCounts(clauses.values());
  const broken = answers().broken.length > 0;
  return looks.map((look) =>
    make(
      "button",
      {
        "data-status": look,
        "aria-pressed": String(state().filter.status.includes(look)),
        onclick: () => toggle("status", look),
      },
      glyph(look),
      lookWords(look),
      " ",
      make("b", broken ? "–" : counts.get(look)),
    ),
  );
}

const statusGroup = make("div.statuses", { role: "group" });
const unfolded = new Set();

function choices(name) {
  const { all, of } = FILTERED[name];
  const those = grouped(clauses.values(), of);
  const count = (key) => those.get(key).length;
  const chosen = state().filter[name];
  const label = (key) => text(all.get(key)?.label ?? key);
  const keys = [...those.keys()];
  if (name !== "agreement")
    keys.sort((a, b) => count(b) - count(a) || (label(a) < label(b) ? -1 : 1));
  return make(
    "details.choices",
    {
      open: unfolded.has(name),
      ontoggle: ({ target }) => (target.open ? unfolded.add(name) : unfolded.delete(name)),
    },
    make(
      "summary",
      say(`filter_${name}`),
      " ",
      chosen.length > 0 ? make("b", chosen.length) : null,
    ),
    make(
      "ul",
      ...keys.map((key, i) =>
        make(
          "li",
          make("input", {
            type: "checkbox",
            id: `${name}-${i}`,
            checked: chosen.includes(key),
            onchange: () => toggle(name, key),
          }),
          make("label", { for: `${name}-${i}` }, label(key), " ", make("small", count(key))),
        ),
      ),
    ),
  );
}

/** Returns the lists to choose from, which no date changes; made anew only if need be. */
const allChoices = keptWhile(
  () => [state().filter, state().language],
  () => Object.keys(FILTERED).map(choices),
);

/** Draws the filter; the choice that has the keyboard keeps it. */
export function drawFilters() {
  const filtering = isFiltering(state());
  statusGroup.setAttribute("aria-label", say("filter_status"));
  renewed(element("filters"), () => {
    renew(statusGroup, statusButtons());
    renew(element("filters"), [
      statusGroup,
      ...allChoices(),
      make("p.matching", filtering ? matchesInWords() : ""),
    ]);
  });
  element("clear").hidden = !filtering;
}

element("clear").addEventListener("click", () => {
  element("search").value = "";
  change({ filter: INITIAL.filter });
});
