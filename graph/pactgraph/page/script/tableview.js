/* All clauses as a table: the same things as on the map, for reading and for screen readers. */

import { answers, comparedAnswers, difference, isKnown } from "./answers.js";
import { standingMark } from "./details.js";
import { make } from "./dom.js";
import { matches } from "./filter.js";
import { agreements, clausesOfAgreement, element, kinds } from "./model.js";
import { state } from "./state.js";
import { counted, eventName, formula, listed, say, text, thingLabel } from "./words.js";

const NOBODY = "–";
const named = (keys) => keys.map(thingLabel).join(", ") || NOBODY;

function dependsWords(clause) {
  const { dependsOn } = answers().of.get(clause.key);
  return dependsOn.length > 0 ? make("small", {}, listed(dependsOn.map(eventName))) : null;
}

function clauseRow(clause) {
  const before = comparedAnswers();
  const differs = before ? difference(clause, before, answers()) : "";
  return make(
    "tr",
    {
      class: `${matches(clause) ? "" : "faded"} ${differs ? "differs" : ""}`,
      "data-key": clause.key,
      "aria-current": state().selected === clause.key ? "true" : null,
    },
    make(
      "th",
      { scope: "row" },
      make(
        "button",
        { type: "button", class: "link", "data-select": clause.key },
        text(clause.label),
      ),
      make("small", {}, clause.key),
    ),
    make("td", {}, text(kinds.get(clause.kind)?.label ?? clause.kind)),
    make("td", {}, `${named(clause.owedBy)} → ${named(clause.holders)}`),
    before
      ? make(
          "td",
          { class: "was" },
          make("span", { class: "standing" }, ...standingMark(clause, before)),
        )
      : null,
    make(
      "td",
      { class: "is" },
      make("span", { class: "standing" }, ...standingMark(clause)),
      dependsWords(clause),
      differs ? make("small", { class: "difference" }, say(differs)) : null,
    ),
    make("td", { class: "when" }, formula(clause.periods, answers().unknown)),
  );
}

function groupRows(agreement, columns) {
  const own = (clausesOfAgreement.get(agreement.key) ?? []).filter((clause) => isKnown(clause));
  if (answers().unknown.has(agreement.key)) return null;
  return make(
    "tbody",
    {},
    make(
      "tr",
      { class: "group" },
      make(
        "th",
        { colspan: columns, scope: "rowgroup" },
        make(
          "button",
          { type: "button", class: "link", "data-select": agreement.key },
          make("time", {}, agreement.date),
          " ",
          make("b", {}, text(agreement.label)),
        ),
        " ",
        make("small", {}, counted("clauses", own.length)),
      ),
    ),
    ...own.map(clauseRow),
  );
}

/** Returns the agreements in the order of their dates. */
export const agreementsByDate = () =>
  [...agreements.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

/** Draws the table. */
export function drawTable() {
  const compared = comparedAnswers() !== null;
  const headings = [
    "column_clause",
    "column_kind",
    "column_parties",
    ...(compared ? ["column_before"] : []),
    "column_status",
    "column_formula",
  ];
  const focused = document.activeElement?.closest?.("#view-table")?.querySelector(":focus")
    ?.dataset.select;
  element("view-table").replaceChildren(
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": say("view_table") },
      make(
        "table",
        { id: "list" },
        make(
          "thead",
          {},
          make("tr", {}, ...headings.map((key) => make("th", { scope: "col" }, say(key)))),
        ),
        ...agreementsByDate().map((agreement) => groupRows(agreement, headings.length)),
      ),
      unknownWords(),
    ),
  );
  if (focused)
    document.querySelector(`#view-table [data-select="${CSS.escape(focused)}"]`)?.focus();
}

function unknownWords() {
  const later = agreementsByDate().filter(({ key }) => answers().unknown.has(key));
  if (later.length === 0) return null;
  return make(
    "p",
    { class: "said" },
    `${say("not_known_short")}: ${later.map(({ label }) => text(label)).join("; ")}`,
  );
}

/** Moves from row to row with the arrow keys. */
export function wireTable() {
  element("view-table").addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.matches("button")) return;
    const buttons = [...element("list").querySelectorAll("button")];
    buttons[buttons.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  });
}
