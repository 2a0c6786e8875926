/* The clauses that are shown as rows for spreadsheets, with the columns of `pactgraph status`. */

import { answers, courseOfClause, isKnown } from "../answers/answers.js";
import { outcomeOf } from "../answers/duties.js";
import { lastSeen } from "../answers/evidence.js";
import { matches } from "../finding/filter.js";
import { FIRST } from "../kernel/instants.js";
import { clauses, model, points, sources, things } from "../model/model.js";
import { state } from "../state/state.js";
import { formula, text } from "../words/words.js";

/** Returns the id of a thing by its key: of what is not described, the last part of its IRI. */
const idOf = (key) =>
  things.has(key) || points.has(key)
    ? key
    : key.replaceAll("#", "/").replace(/\/+$/u, "").split("/").pop();

const idsOf = (keys) => keys.map(idOf).join("; ");

function entryTexts(clause, term) {
  const values = clause.entries.find((entry) => entry.term === term)?.values ?? [];
  return values.map((value) => text(value.text)).join("; ");
}

const addressIn = (key) => (sources.has(key) ? (sources.get(key).urls[0] ?? "") : key);

const standingIn = (clause, found) =>
  found.broken.length > 0 ? { status: "", dependsOn: [] } : found.of.get(clause.key);

/** Returns since when and until when the status is what it is; null for no bound. */
function stretchOf(clause, found) {
  const { at, broken } = found;
  if (broken.length > 0) return { since: null, until: null };
  const steps = courseOfClause(clause, found);
  const next = steps.find(({ since }) => since > at);
  const { since } = steps.findLast((step) => step.since <= at);
  return { since: since === FIRST ? null : since, until: next?.since ?? null };
}

/** Returns an instant as `pactgraph status` writes it. */
const instantIn = (instant) => instant?.replace(".000000Z", "Z") ?? "";

/* What stands in each column, of a clause by what is found in the setting. */
/** @type {{ [name: string]: (clause: Data.Clause, found: Kernel.Found) => string }} */
const COLUMNS = {
  clause: ({ key }) => key,
  iri: ({ iri }) => iri,
  label: ({ label }) => text(label),
  agreement: ({ agreement }) => agreement,
  kind: ({ kind }) => kind,
  holder: ({ holders }) => idsOf(holders),
  owed_by: ({ owedBy }) => idsOf(owedBy),
  status: (clause, found) => standingIn(clause, found).status,
  formula: ({ periods }, { unknown }) => formula(periods, unknown),
  depends_on: (clause, found) => idsOf(standingIn(clause, found).dependsOn),
  limits: (clause) => entryTexts(clause, "limits"),
  undisclosed: (clause) => entryTexts(clause, "undisclosed"),
  certainty: ({ certainty }) => certainty,
  last_confirmed: (clause, found) => lastSeen(clause, found)?.date ?? "",
  sources: (clause) => clause.sources.map(addressIn).join("; "),
  record_reaches: () => model.reach?.text ?? "",
  deadline: ({ duty }) => duty?.deadline ?? "",
  duty: (clause, found) => outcomeOf(clause, found).state,
  duty_can_be: (clause, found) => outcomeOf(clause, found).canBe.join("; "),
  duty_depends_on: (clause, found) => idsOf(outcomeOf(clause, found).dependsOn),
  since: (clause, found) => instantIn(stretchOf(clause, found).since),
  until: (clause, found) => instantIn(stretchOf(clause, found).until),
  on: () => state().on,
  known: () => state().known,
  assumed: () => [...state().assumed].map(([key, date]) => `${idOf(key)}=${date}`).join("; "),
};

/** Returns a cell; one that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvCell(value) {
  const harmless = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Returns the clauses that are known and match, as CSV (RFC 4180) with a header. */
export function clausesAsCsv() {
  const found = answers();
  const rows = [...clauses.values()]
    .filter((clause) => isKnown(clause, found) && matches(clause))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((clause) => Object.values(COLUMNS).map((cell) => cell(clause, found)));
  return [Object.keys(COLUMNS), ...rows]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`)
    .join("");
}
