/* Search as one types: it filters, and offers what is found to be selected. */

import { make } from "./dom.js";
import { found } from "./filter.js";
import { agreements, clauses, element, events, parties } from "./model.js";
import { choosing } from "./networkview.js";
import { change, state } from "./state.js";
import { say, thingLabel } from "./words.js";

const MOST_RESULTS = 12;
const searchField = element("search");
const resultList = element("results");
let marked = -1;

const everything = [
  ...parties.values(),
  ...agreements.values(),
  ...[...events.values()].filter(({ isAgreement }) => !isAgreement),
  ...clauses.values(),
];

const sortWords = {
  party: "party",
  agreement: "agreement",
  event: "event",
  clause: "column_clause",
};

function showResults() {
  const results = found(searchField.value, everything).slice(0, MOST_RESULTS);
  marked = -1;
  resultList.replaceChildren(
    ...results.map(({ key, sort }, i) =>
      make(
        "li",
        { role: "option", id: `result-${i}`, "aria-selected": "false", "data-result": key },
        thingLabel(key),
        make("small", {}, `${say(sortWords[sort])} · ${key}`),
      ),
    ),
  );
  const open = results.length > 0 && document.activeElement === searchField;
  resultList.hidden = !open;
  searchField.setAttribute("aria-expanded", String(open));
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

function hideResults() {
  resultList.hidden = true;
  searchField.setAttribute("aria-expanded", "false");
}

/** Shows in the searchField what the state is filtered by. */
export function drawSearch() {
  const { words } = state().filter;
  if (document.activeElement !== searchField && searchField.value !== words)
    searchField.value = words;
}

export function wireSearch() {
  searchField.addEventListener("input", () => {
    change(
      { filter: { ...state().filter, words: searchField.value } },
      { merge: state().filter.words !== "" },
    );
    showResults();
  });
  searchField.addEventListener("focus", showResults);
  searchField.addEventListener("blur", hideResults);
  resultList.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    takeResult(event.target.closest("[data-result]"));
  });
  searchField.addEventListener("keydown", (event) => {
    const keys = {
      ArrowDown: () => markResult(1),
      ArrowUp: () => markResult(-1),
      Enter: () => takeResult(resultList.children[Math.max(0, marked)]),
      Escape: () => {
        if (resultList.hidden) {
          searchField.value = "";
          change({ filter: { ...state().filter, words: "" } });
        }
        hideResults();
      },
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
}
