/* Search as one types: it filters, and offers what is found to be selected. */

import { hit, make, onKeys } from "../elements/dom.js";
import { amountsOf, found, namesOf, shownFor } from "../finding/found.js";
import { element, things } from "../model/model.js";
import { choosing } from "../state/choosing.js";
import { change, state } from "../state/state.js";
import { phrasesOf, text, thingLabel } from "../words/words.js";

const MOST_RESULTS = 12;
const searchField = element("search");
const resultList = element("results");
let marked = -1;

/** Returns the text that matched; an amount as it is written in the language chosen. */
const matchedText = ({ thing, field, text: told }) =>
  field === "amount" ? text(amountsOf(thing).find((each) => each.includes(told))) : told;

/** Returns of which sort a result is, and where the words stand. */
function aboutResult(match) {
  const { thing, field } = match;
  const sort = phrasesOf("sorts")[thing.sort];
  const where = phrasesOf("fields")[field];
  const told = ["id", "label"].includes(field) ? [] : [`${where}: ${matchedText(match)}`];
  const shown = shownFor(thing);
  const leads = shown === thing.key ? "" : ` → ${thingLabel(shown)}`;
  return [sort, thing.id, ...told].join(" · ") + leads;
}

const resultLabel = (thing) =>
  things.has(thing.key) ? thingLabel(thing.key) : text(namesOf(thing));

function showResults() {
  const results = found(searchField.value)
    .filter(({ thing }) => shownFor(thing) !== undefined)
    .slice(0, MOST_RESULTS);
  marked = -1;
  const option = ({ thing }, i) => ({
    role: "option",
    id: `result-${i}`,
    "aria-selected": "false",
    "data-result": shownFor(thing),
  });
  resultList.replaceChildren(
    ...results.map((match, i) =>
      make("li", option(match, i), resultLabel(match.thing), make("small", aboutResult(match))),
    ),
  );
  offerResults(results.length > 0 && document.activeElement === searchField);
}

/** Shows what is offered, or hides it. */
function offerResults(isShown) {
  resultList.hidden = !isShown;
  searchField.setAttribute("aria-expanded", String(isShown));
  searchField.removeAttribute("aria-activedescendant");
}

function markResult(step) {
  const options = [...resultList.children];
  if (options.length === 0) return;
  marked = (marked + step + options.length) % options.length;
  options.forEach((option, i) => {
    option.setAttribute("aria-selected", String(i === marked));
  });
  searchField.setAttribute("aria-activedescendant", options[marked].id);
  options[marked].scrollIntoView({ block: "nearest" });
}

function takeResult(option) {
  if (!option) return;
  change(choosing(option.dataset.result));
  hideResults();
}

const hideResults = () => offerResults(false);

/** Shows in the searchField what the state is filtered by. */
export function drawSearch() {
  const { words } = state().filter;
  if (document.activeElement !== searchField && searchField.value !== words)
    searchField.value = words;
}

function filterByWords(words, options) {
  change({ filter: { ...state().filter, words } }, options);
}

searchField.addEventListener("input", () => {
  filterByWords(searchField.value, { merge: state().filter.words !== "" });
  showResults();
});
searchField.addEventListener("focus", showResults);
searchField.addEventListener("blur", hideResults);
resultList.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  takeResult(hit(event, "[data-result]"));
});
onKeys(searchField, {
  ArrowDown: () => markResult(1),
  ArrowUp: () => markResult(-1),
  Enter: () => takeResult(resultList.children[Math.max(0, marked)]),
  Escape() {
    if (resultList.hidden) {
      searchField.value = "";
      filterByWords("");
    }
    hideResults();
  },
});
