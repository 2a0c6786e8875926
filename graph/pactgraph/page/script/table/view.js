/* All clauses as a table: the same things as on the map, for reading and for screen readers. */

import { answers, comparedAnswers, differenceNow, isKnown } from "../answers/answers.js";
import { oldInWords } from "../answers/evidence.js";
import { lookTold } from "../answers/reasons.js";
import { oldNote } from "../details/details.js";
import { adjust, arrange, dated, hit, make, renewed, selecting } from "../elements/dom.js";
import { keeper } from "../elements/keeping.js";
import { matches } from "../finding/filter.js";
import { clausesOfAgreement, element, versions } from "../model/model.js";
import { change, state } from "../state/state.js";
import { standingMark } from "../telling/standing.js";
import {
  counted,
  eventName,
  formula,
  kindWords,
  listed,
  say,
  text,
  thingLabel,
} from "../words/words.js";
import { loopTable, totalTable } from "./flows.js";

const NOBODY = "–";
const named = (keys) => keys.map(thingLabel).join(", ") || NOBODY;

const dependsWords = (dependsOn) =>
  dependsOn.length > 0 && make("small", listed(dependsOn.map(eventName)));

/* Rows are laid out by themselves, as grids: as parts of a table all of them would have to be,
   to find the widths of the columns. Roles say that they are a table all the same. */
const cell = (name, ...children) => make("td", { role: "cell", class: name }, ...children);

const standing = (clause, found) => make("span.standing", ...standingMark(clause, found, true));

/** Returns what a row says of a status that is worth writing it anew. */
function standingTold(clause, found) {
  if (!isKnown(clause, found)) return "not known";
  const { dependsOn } = found.of.get(clause.key);
  return [found.broken.length > 0, lookTold(clause, found), ...dependsOn].join("\n");
}

/** Returns the row of a clause; one that says the same as before is kept, as writing a thousand
    anew takes too long. */
function keptRow(clause, { before, now }) {
  const differs = differenceNow(clause);
  const classes = [!matches(clause) && "faded", differs && "differs"];
  const isSelected = state().selected === clause.key;
  const when = formula(clause.periods, now.unknown);
  const was = before ? standingTold(clause, before) : "";
  const is = `${standingTold(clause, now)} ${oldInWords(clause, now)}`;
  const row = () =>
    make(
      "tr",
      { role: "row", "data-key": clause.key, class: classes, "aria-current": isSelected && "true" },
      make(
        "th",
        { role: "rowheader", scope: "row" },
        selecting(clause.key, text(clause.label)),
        make("small", clause.key),
      ),
      cell("", kindWords(clause)),
      cell("", `${named(clause.owedBy)} → ${named(clause.holders)}`),
      before && cell("was", standing(clause, before)),
      cell(
        "is",
        standing(clause, now),
        dependsWords(now.of.get(clause.key).dependsOn),
        oldNote(clause, now),
        differs && make("small.difference", say(differs)),
      ),
      cell("when", ...dated(when)),
    );
  return keepRow(clause.key, [classes, isSelected, was, differs, is, when].join("\n\n"), row);
}

let keepRow = keeper();
const tableGroups = new Map();

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
  const head = { role: "rowheader", colspan: columns, "aria-colspan": columns, scope: "rowgroup" };
  const [date, name] = [make("time", agreement.date), make("b", text(agreement.label))];
  const group = make(
    "tbody",
    { role: "rowgroup" },
    make(
      "tr.group",
      { role: "row" },
      make(
        "th",
        head,
        selecting(agreement.key, date, " ", name),
        " ",
        make("small", counted("clauses", rows.length)),
      ),
    ),
    ...rows,
  );
  group.style.setProperty("--rows", String(rows.length));
  return group;
}

const TABLES = { loops: loopTable, totals: totalTable };

/** Returns the place of the table that is shown, below what chooses it. */
const place = () => element("table-place");

/** Draws the table. */
export function drawTable(now) {
  renewed(element("view-table"), () => {
    for (const button of element("table-rows").querySelectorAll("[data-rows]")) {
      adjust(button, { "aria-pressed": button.dataset.rows === now.rows });
    }
    if (now.rows === "clauses") drawClauses(now);
    else place().replaceChildren(...TABLES[now.rows]());
  });
}

function drawClauses(now) {
  const [before, found] = [comparedAnswers(), answers()];
  const shown = { before, now: found };
  const compared = before !== null;
  const headings = [
    "column_clause",
    "column_kind",
    "column_parties",
    ...(compared ? ["column_before"] : []),
    "column_status",
    "column_formula",
  ];
  const drawnAs = `${now.language} ${compared}`;
  if (element("list")?.dataset.drawn !== drawnAs) {
    keepRow = keeper();
    tableGroups.clear();
    makeTable(headings, drawnAs);
  }
  const groups = versions
    .map((agreement) => keptGroup(agreement, headings.length, shown))
    .filter(Boolean);
  const list = element("list");
  arrange(list, [list.tHead, ...groups]);
  element("list-unknown").textContent = unknownWords();
}

function makeTable(headings, drawnAs) {
  const columns = headings.map((key) =>
    make("th", { role: "columnheader", scope: "col" }, say(key)),
  );
  const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...columns));
  const name = headings.length > 5 ? "table.comparing" : "table";
  place().replaceChildren(
    make(name, { id: "list", role: "table", "data-drawn": drawnAs }, head),
    make("p.said", { id: "list-unknown" }),
  );
}

function unknownWords() {
  const later = versions.filter(({ key }) => answers().unknown.has(key));
  if (later.length === 0) return "";
  return `${say("not_known_short")}: ${later.map(({ label }) => text(label)).join("; ")}`;
}

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
