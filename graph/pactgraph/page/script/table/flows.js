/* Loops and totals as tables, beside that of clauses. */

import { answers, brokenInWords } from "../answers/answers.js";
import {
  changesWords,
  daysMade,
  forceWords,
  hangsWords,
  loopNotes,
  loopsNow,
  stateMark,
  stateWords,
  stepNodes,
  wayOf,
} from "../answers/flows.js";
import { dated, make } from "../elements/dom.js";
import { model } from "../model/model.js";
import { say, text } from "../words/words.js";

const note = (told) => make("p.said", ...dated(told));

/* On a phone a cell has no column: it says itself what it is. */
const cell = (heading, ...children) => make("td", { "data-heading": heading }, ...children);

function tableOf(id, headings, rows) {
  const head = headings.map((told) => make("th", { scope: "col" }, told));
  return make("table.flows", { id }, make("thead", make("tr", ...head)), make("tbody", ...rows));
}

const LOOP_COLUMNS = ["loop", "state", "promised", "flowed", "weakest", "changes"];

function loopRow(loop, headings) {
  const [, state, promised, flowed, weakest, changing] = headings;
  const hangs = hangsWords(loop);
  return make(
    "tr",
    make("th", { scope: "row" }, make("b", wayOf(loop)), make("ul.steps", ...stepNodes(loop))),
    cell(state, make("span.standing", ...stateMark(loop.state)), hangs && make("small", hangs)),
    cell(promised, stateWords(loop.promised)),
    cell(flowed, stateWords(loop.performed)),
    cell(weakest, forceWords(loop.weakest)),
    cell(changing, ...changesWords(loop).map((told) => make("p", told))),
  );
}

/** Returns the loops on the day asked about as a table, and what is to be said of it. */
export function loopTable() {
  if (answers().broken.length > 0) return [note(brokenInWords())];
  const found = loopsNow();
  const notes = loopNotes(found.length).map(note);
  if (found.length === 0) return notes;
  const headings = LOOP_COLUMNS.map((name) => say(`column_${name}`));
  const rows = found.map((loop) => loopRow(loop, headings));
  return [...notes, tableOf("loops", headings, rows)];
}

const totalRow = ({ cells }, headings) =>
  make(
    "tr",
    make("th", { scope: "row" }, text(cells[0])),
    ...cells.slice(1).map((told, i) => cell(headings[i + 1], text(told))),
  );

/** Returns the totals on the day that the page was made for as a table, with that day. */
export function totalTable() {
  const { headings, rows } = model.totals;
  if (rows.length === 0) return [note(say("totals_none", daysMade()))];
  const told = headings.map(text);
  const drawn = rows.map((row) => totalRow(row, told));
  return [note(say("totals_help", daysMade())), tableOf("totals", told, drawn)];
}
