/* Two settings beside each other: A is kept, B is what is shown. */

import { answers, comparedAnswers, difference } from "./answers.js";
import { standingMark } from "./details.js";
import { make } from "./dom.js";
import { DIFFERENCE_SIGNS } from "./drawing.js";
import { clauses, element } from "./model.js";
import { change, settingOf, state } from "./state.js";
import { assumptionsInWords } from "./supposing.js";
import { counted, say, text, written } from "./words.js";

/** Returns a setting in one line: "In force on …, as known on …; supposing …". */
export function settingInWords(setting) {
  const assumed = assumptionsInWords(setting);
  const told = say("stamp", { on: written(setting.on), known: written(setting.known) });
  return assumed ? `${told}; ${say("stamp_assumed", { assumed })}` : told;
}

/** Returns the clauses that differ between A and B, each with how. */
export function differing() {
  const before = comparedAnswers();
  if (!before) return [];
  return [...clauses.values()]
    .map((clause) => [clause, difference(clause, before, answers())])
    .filter(([, how]) => how !== "");
}

function differenceItem([clause, how]) {
  return make(
    "li",
    { class: how },
    make("span", { class: "sign", title: say(how) }, DIFFERENCE_SIGNS[how]),
    make(
      "button",
      { type: "button", class: "link", "data-select": clause.key },
      text(clause.label),
    ),
    make("span", { class: "standing" }, ...standingMark(clause, comparedAnswers())),
    make("span", { class: "arrow", "aria-hidden": "true" }, "→"),
    make("span", { class: "standing" }, ...standingMark(clause)),
  );
}

/** Draws what is compared and what differs. */
export function drawComparing(now) {
  const box = element("compare");
  box.hidden = now.compare === null;
  element("compare-start").hidden = now.compare !== null;
  if (now.compare === null) return;
  const found = differing();
  const n = counted("clauses", found.length);
  box.replaceChildren(
    make(
      "div",
      { class: "settings" },
      make("p", {}, make("b", {}, "A "), settingInWords(now.compare)),
      make("p", {}, make("b", {}, "B "), settingInWords(now)),
      make(
        "p",
        { class: "actions" },
        make("button", { type: "button", class: "quiet", onclick: swap }, say("compare_swap")),
        make(
          "button",
          { type: "button", class: "quiet", onclick: () => change({ compare: null }) },
          say("compare_end"),
        ),
      ),
    ),
    found.length === 0
      ? make("p", { class: "hint" }, say("compare_none"))
      : make(
          "details",
          { class: "differences", open: true },
          make(
            "summary",
            {},
            say(found.length === 1 ? "compare_n_one" : "compare_n", { clauses: n }),
          ),
          make("ul", {}, ...found.map(differenceItem)),
        ),
  );
}

function swap() {
  const { compare } = state();
  change({ ...compare, compare: settingOf(state()) });
}

export function wireComparing() {
  element("compare-start").addEventListener("click", () => {
    change({ compare: settingOf(state()) });
    element("compare").querySelector("button")?.focus();
  });
}
