/* All clauses as a table: the same things as on the map, for reading and for screen readers. */

import { answers, comparedAnswers, difference, isKnown } from "../answers/answers.js";
import { oldInWords } from "../answers/evidence.js";
import { lookTold } from "../answers/reasons.js";
import { oldNote } from "../details/details.js";
import { arrange, dated, hit, make, renew, selecting } from "../elements/dom.js";
import { matches } from "../finding/filter.js";
import { agreements, clausesOfAgreement, element, kinds } from "../model/model.js";
import { change, ROWS, state } from "../state/state.js";
import { standingMark } from "../telling/standing.js";
import { counted, eventName, formula, listed, say, text, thingLabel } from "../words/words.js";
import { loopTable, totalTable } from "./flows.js";

const NOBODY = "–";
const named = (keys) => keys.map(thingLabel).join(", ") || NOBODY;

const dependsWords = (dependsOn) =>
  dependsOn.length > 0 ? make("small", listed(dependsOn.map(eventName))) : null;

/* Rows are laid out by themselves, as grids: as parts of a table all of them would have to be,
   to find the widths of the columns. Roles say that they are a table all the same. */
const cell = (name, ...children) => make("td", { role: "cell", class: name }, ...children);

/** Returns the row of a clause, without what the state decides. */
function clauseRow(clause) {
  const row = {
    was: comparedAnswers() ? cell("was") : null,
    is: cell("is"),
    when: cell("when"),
    told: {},
  };
  row.node = make(
    "tr",
    { role: "row", "data-key": clause.key },
    make(
      "th",
      { role: "rowheader", scope: "row" },
      selecting(clause.key, text(clause.label)),
      make("small", clause.key),
    ),
    cell("", text(kinds.get(clause.kind)?.label ?? clause.kind)),
    cell("", `${named(clause.owedBy)} → ${named(clause.holders)}`),
    row.was,
    row.is,
    row.when,
  );
  return row;
}

const standing = (clause, found) => make("span.standing", ...standingMark(clause, found, true));

/** Returns what a row says of a status that is worth writing it anew. */
function standingTold(clause, found) {
  if (!isKnown(clause, found)) return "not known";
  const { dependsOn } = found.of.get(clause.key);
  return [found.broken.length > 0, lookTold(clause, found), ...dependsOn].join("\n");
}

/** Brings a row up to date, in what differs: to write a thousand anew takes too long. */
function updateTableRow(row, clause, { before, now, unknown }) {
  const differs = before ? difference(clause, before, now) : "";
  const renewed = (part, told, write) => {
    if (row.told[part] === told) return;
    row.told[part] = told;
    write();
  };
  const name = `${matches(clause) ? "" : "faded"} ${differs ? "differs" : ""}`.trim();
  renewed("name", name, () => row.node.setAttribute("class", name));
  const isSelected = state().selected === clause.key;
  renewed("selected", isSelected, () => {
    if (isSelected) row.node.setAttribute("aria-current", "true");
    else row.node.removeAttribute("aria-current");
  });
  if (before) {
    renewed("was", standingTold(clause, before), () =>
      row.was.replaceChildren(standing(clause, before)),
    );
  }
  renewed("is", `${differs} ${standingTold(clause, now)} ${oldInWords(clause, now)}`, () => {
    const { dependsOn } = now.of.get(clause.key);
    row.is.replaceChildren(
      ...[
        standing(clause, now),
        dependsWords(dependsOn),
        oldNote(clause, now),
        differs ? make("small.difference", say(differs)) : null,
      ].filter(Boolean),
    );
  });
  renewed("unknown", unknown, () => {
    const when = formula(clause.periods, now.unknown);
    renewed("when", when, () => row.when.replaceChildren(...dated(when)));
  });
}

let tableDrawnAs = "";
const tableRows = new Map();
const tableGroups = new Map();

function keptRow(clause, shown) {
  if (!tableRows.has(clause.key)) tableRows.set(clause.key, clauseRow(clause));
  const row = tableRows.get(clause.key);
  updateTableRow(row, clause, shown);
  return row.node;
}

/** Returns the rows of an agreement, as the state has them; null if it is not known. */
function keptGroup(agreement, columns, shown) {
  if (shown.now.unknown.has(agreement.key)) return null;
  const own = clausesOfAgreement.get(agreement.key) ?? [];
  const rows = own.map((clause) => keptRow(clause, shown));
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
      "tr.group",
      { role: "row" },
      make(
        "th",
        { role: "rowheader", colspan: columns, "aria-colspan": columns, scope: "rowgroup" },
        selecting(
          agreement.key,
          make("time", agreement.date),
          " ",
          make("b", text(agreement.label)),
        ),
        " ",
        make("small", counted("clauses", rows.length)),
      ),
    ),
    ...rows,
  );
  group.style.setProperty("--rows", String(rows.length));
  return group;
}

/** Returns the agreements in the order of their dates. */
const agreementsByDate = () =>
  [...agreements.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

const TABLES = { loops: loopTable, totals: totalTable };

/** Returns the place of the table that is shown, below what chooses it. */
const place = () => element("table-place");

function drawRowsBar({ rows }) {
  const view = element("view-table");
  if (view.firstElementChild?.id !== "table-rows") {
    view.replaceChildren(
      make("div.timeline-head", { id: "table-rows" }),
      make("div.scroll", { id: "table-place", tabindex: "0", role: "region" }),
    );
  }
  place().setAttribute("aria-label", say("view_table"));
  renew(element("table-rows"), [
    make(
      "div.timeline-switch",
      { role: "group", "aria-label": say("rows") },
      ...ROWS.map((name) =>
        make(
          "button",
          { "data-rows": name, "aria-pressed": String(rows === name) },
          say(`rows_${name}`),
        ),
      ),
    ),
  ]);
}

/** Draws the table. */
export function drawTable(now) {
  const chosen = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.rows;
  drawRowsBar(now);
  if (chosen) element("table-rows").querySelector(`[data-rows="${chosen}"]`)?.focus();
  if (now.rows === "clauses") {
    drawClauses(now);
    return;
  }
  const focusedOn = place().querySelector(":focus")?.dataset.select;
  tableDrawnAs = "";
  place().replaceChildren(...TABLES[now.rows]());
  if (focusedOn)
    place()
      .querySelector(`[data-select="${CSS.escape(focusedOn)}"]`)
      ?.focus();
}

function drawClauses(now) {
  const [before, found] = [comparedAnswers(), answers()];
  const shown = { before, now: found, unknown: [...found.unknown].join("\n") };
  const compared = before !== null;
  const headings = [
    "column_clause",
    "column_kind",
    "column_parties",
    ...(compared ? ["column_before"] : []),
    "column_status",
    "column_formula",
  ];
  const focused = element("view-table").querySelector(":focus")?.dataset.select;
  if (tableDrawnAs !== `${now.language} ${compared}`) {
    tableDrawnAs = `${now.language} ${compared}`;
    tableRows.clear();
    tableGroups.clear();
    makeTable(headings);
  }
  const groups = agreementsByDate()
    .map((agreement) => keptGroup(agreement, headings.length, shown))
    .filter(Boolean);
  const list = element("list");
  arrange(list, [list.tHead, ...groups]);
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
  place().replaceChildren(
    make(
      "table",
      { id: "list", role: "table", class: headings.length > 5 ? "comparing" : "" },
      head,
    ),
    make("p.said", { id: "list-unknown", hidden: true }),
  );
}

function unknownWords() {
  const later = agreementsByDate().filter(({ key }) => answers().unknown.has(key));
  if (later.length === 0) return "";
  return `${say("not_known_short")}: ${later.map(({ label }) => text(label)).join("; ")}`;
}

/** Moves from row to row with the arrow keys. */
export function wireTable() {
  element("view-table").addEventListener("click", (event) => {
    const rows = hit(event, "[data-rows]")?.dataset.rows;
    if (rows !== undefined) change({ rows });
  });
  element("view-table").addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const button = hit(event, "#table-place button");
    if (!step || button === null) return;
    const buttons = [...place().querySelectorAll("button")];
    buttons[buttons.indexOf(button) + step]?.focus();
    event.preventDefault();
  });
}
