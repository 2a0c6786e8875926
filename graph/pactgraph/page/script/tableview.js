/* All clauses as a table: the same things as on the map, for reading and for screen readers. */

import { answers, comparedAnswers, difference, isKnown } from "./answers.js";
import { standingMark } from "./details.js";
import { dated, make } from "./dom.js";
import { matches } from "./filter.js";
import { agreements, clausesOfAgreement, element, kinds } from "./model.js";
import { state } from "./state.js";
import { counted, eventName, formula, listed, say, text, thingLabel } from "./words.js";

const NOBODY = "–";
const named = (keys) => keys.map(thingLabel).join(", ") || NOBODY;

const dependsWords = (dependsOn) =>
  dependsOn.length > 0 ? make("small", {}, listed(dependsOn.map(eventName))) : null;

/** Returns what the row of a clause says that the state decides. */
function clauseFacts(clause) {
  const before = comparedAnswers();
  const now = answers();
  const was = before && isKnown(clause, before) ? before.of.get(clause.key).status : "";
  return {
    ...now.of.get(clause.key),
    broken: [now.broken.length > 0, before?.broken.length > 0],
    was,
    differs: before ? difference(clause, before, now) : "",
    when: formula(clause.periods, now.unknown),
    matching: matches(clause),
    selected: state().selected === clause.key,
  };
}

/* Rows are laid out by themselves, as grids: as parts of a table all of them would have to be,
   to find the widths of the columns. Roles say that they are a table all the same. */
const cell = (name, ...children) => make("td", { role: "cell", class: name }, ...children);

function clauseRow(clause, { dependsOn, differs, when, matching, selected }) {
  const before = comparedAnswers();
  return make(
    "tr",
    {
      role: "row",
      class: `${matching ? "" : "faded"} ${differs ? "differs" : ""}`,
      "data-key": clause.key,
      "aria-current": selected ? "true" : null,
    },
    make(
      "th",
      { role: "rowheader", scope: "row" },
      make(
        "button",
        { type: "button", class: "link", "data-select": clause.key },
        text(clause.label),
      ),
      make("small", {}, clause.key),
    ),
    cell("", text(kinds.get(clause.kind)?.label ?? clause.kind)),
    cell("", `${named(clause.owedBy)} → ${named(clause.holders)}`),
    before
      ? cell("was", make("span", { class: "standing" }, ...standingMark(clause, before)))
      : null,
    cell(
      "is",
      make("span", { class: "standing" }, ...standingMark(clause)),
      dependsWords(dependsOn),
      differs ? make("small", { class: "difference" }, say(differs)) : null,
    ),
    cell("when", ...dated(when)),
  );
}

/* Rows stay as long as they say the same: to lay out a thousand new ones takes too long. */
let tableDrawnAs = "";
const tableRows = new Map();
const tableGroups = new Map();

/** Returns the row of a clause; a new one takes the place of one that no longer holds. */
function keptRow(clause) {
  const facts = clauseFacts(clause);
  const said = JSON.stringify(facts);
  const drawn = tableRows.get(clause.key);
  if (drawn?.said === said) return drawn.node;
  const node = clauseRow(clause, facts);
  drawn?.node.replaceWith(node);
  tableRows.set(clause.key, { said, node });
  return node;
}

/** Returns the rows of an agreement, as the state has them; null if it is not known. */
function keptGroup(agreement, columns) {
  if (answers().unknown.has(agreement.key)) return null;
  const own = clausesOfAgreement.get(agreement.key) ?? [];
  const rows = own.map(keptRow);
  if (!tableGroups.has(agreement.key)) {
    tableGroups.set(agreement.key, groupRows(agreement, rows, columns));
  }
  return tableGroups.get(agreement.key);
}

function groupRows(agreement, rows, columns) {
  const group = make(
    "tbody",
    { role: "rowgroup" },
    make(
      "tr",
      { role: "row", class: "group" },
      make(
        "th",
        { role: "rowheader", colspan: columns, "aria-colspan": columns, scope: "rowgroup" },
        make(
          "button",
          { type: "button", class: "link", "data-select": agreement.key },
          make("time", {}, agreement.date),
          " ",
          make("b", {}, text(agreement.label)),
        ),
        " ",
        make("small", {}, counted("clauses", rows.length)),
      ),
    ),
    ...rows,
  );
  group.style.setProperty("--rows", String(rows.length));
  return group;
}

/** Returns the agreements in the order of their dates. */
export const agreementsByDate = () =>
  [...agreements.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

/** Draws the table. */
export function drawTable(now) {
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
  if (tableDrawnAs !== `${now.language} ${compared}`) {
    tableDrawnAs = `${now.language} ${compared}`;
    tableRows.clear();
    tableGroups.clear();
    makeTable(headings);
  }
  const groups = agreementsByDate()
    .map((agreement) => keptGroup(agreement, headings.length))
    .filter(Boolean);
  const list = element("list");
  if (groups.length !== list.tBodies.length || groups.some((node, i) => node !== list.tBodies[i])) {
    list.replaceChildren(list.tHead, ...groups);
  }
  const unknown = unknownWords();
  element("list-unknown").hidden = unknown === "";
  element("list-unknown").textContent = unknown;
  if (focused)
    document.querySelector(`#view-table [data-select="${CSS.escape(focused)}"]`)?.focus();
}

function makeTable(headings) {
  const columns = headings.map((key) =>
    make("th", { role: "columnheader", scope: "col" }, say(key)),
  );
  const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...columns));
  element("view-table").replaceChildren(
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": say("view_table") },
      make(
        "table",
        { id: "list", role: "table", class: headings.length > 5 ? "comparing" : "" },
        head,
      ),
      make("p", { class: "said", id: "list-unknown", hidden: true }),
    ),
  );
}

function unknownWords() {
  const later = agreementsByDate().filter(({ key }) => answers().unknown.has(key));
  if (later.length === 0) return "";
  return `${say("not_known_short")}: ${later.map(({ label }) => text(label)).join("; ")}`;
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
