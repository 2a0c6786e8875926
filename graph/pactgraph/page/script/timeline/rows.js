/* The rows of the timeline: clauses under their agreement or their parties, what is folded, and
   what each row says. */

import {
  answers,
  comparedAnswers,
  courseOfClause,
  differenceNow,
  isKnown,
} from "../answers/answers.js";
import { lookTold } from "../answers/reasons.js";
import { FIRST, plusDays } from "../kernel/instants.js";
import { clauses, clausesOfAgreement, clausesOfParty, parties, versions } from "../model/model.js";
import { state } from "../state/state.js";
import {
  counted,
  dayInWords,
  endInWords,
  eventLabel,
  joined,
  listed,
  lookInWords,
  say,
  text,
  written,
} from "../words/words.js";

const MOST_UNFOLDED = 150;

// ---- groups ------------------------------------------------------------------------

const byKeyOrder = (a, b) => (a.key < b.key ? -1 : 1);
const NOBODY_KEY = "";

const withoutParty = [...clauses.values()].filter(
  ({ owedBy, holders }) => owedBy.length + holders.length === 0,
);

/** For each way of grouping, its groups in order: {key, thing, clauses}. Keys that stand for
    nothing described keep their clauses: a group is never lost. */
const TIMELINE_GROUPS = {
  agreement: versions.map((thing) => ({
    key: thing.key,
    thing,
    clauses: clausesOfAgreement.get(thing.key) ?? [],
  })),
  party: [...clausesOfParty]
    .map(([key, own]) => ({ key, thing: parties.get(key), clauses: own }))
    .sort((a, b) => b.clauses.length - a.clauses.length || byKeyOrder(a, b))
    .concat({ key: NOBODY_KEY, thing: null, clauses: withoutParty }),
};
for (const group of Object.values(TIMELINE_GROUPS).flat())
  group.clauses = [...group.clauses].sort(byKeyOrder);

const groupingNow = () => (state().grouping === "party" ? "party" : "agreement");

/** Returns the groups that have clauses which exist for the question. */
export function timelineGroups() {
  return TIMELINE_GROUPS[groupingNow()]
    .map((group) => ({ ...group, clauses: group.clauses.filter((clause) => isKnown(clause)) }))
    .filter((group) => group.clauses.length > 0);
}

export const groupLabel = ({ key, thing }) =>
  thing ? text(thing.label) : key === NOBODY_KEY ? say("nobody") : key;

// ---- folding: like that of <details>, no part of the state -----------------------------

const timelineFolds = new Map();
let foldings = 0;

/** Counts how often something was folded or unfolded. */
export const foldCount = () => foldings;

const foldName = (key) => `${groupingNow()} ${key}`;
const rowsInAll = () =>
  TIMELINE_GROUPS[groupingNow()].reduce((sum, group) => sum + group.clauses.length, 0);

export const isGroupFolded = (key) =>
  timelineFolds.get(foldName(key)) ?? rowsInAll() > MOST_UNFOLDED;

export function foldGroups(keys, folded) {
  for (const key of keys) timelineFolds.set(foldName(key), folded);
  foldings += 1;
}

// ---- courses --------------------------------------------------------------------------

/** Returns the course of a clause in the setting shown; no steps while no status counts. */
export const courseShown = (clause) => (answers().broken.length > 0 ? [] : courseOfClause(clause));

/** Returns its course in the setting compared with; null without one. */
export function courseCompared(clause) {
  const found = comparedAnswers();
  if (found === null) return null;
  if (found.broken.length > 0 || !isKnown(clause, found)) return [];
  return courseOfClause(clause, found);
}

// ---- words ----------------------------------------------------------------------------

const untilInWords = (instant) =>
  instant.slice(8, 10) > "01" && instant.slice(11) === FIRST.slice(11)
    ? written(plusDays(instant.slice(0, 10), -1))
    : endInWords(instant);

/** Returns one step of a course: "in force from 28 October 2025 until the end of 2030". */
export function stepInWords({ status, dependsOn, since, look, ways }, until) {
  const what =
    status === "depends"
      ? say("timeline_depends", { events: listed(dependsOn.map(eventLabel)) })
      : lookInWords(look, ways);
  const told = { what, from: written(dayInWords(since)), until: until && untilInWords(until) };
  if (since === FIRST) return until ? say("timeline_until", told) : what;
  return say(until ? "timeline_between" : "timeline_from", told);
}

/** Returns whether a step of a course is a bar. */
export const isDrawn = ({ status }) => status === "in force" || status === "depends";

const courseInWords = (steps) =>
  joined(
    "; ",
    steps.map((step, i) => isDrawn(step) && stepInWords(step, steps[i + 1]?.since)),
  );

/** Returns how a party takes part in a clause: "owes", "holds", "both"; "" where none is meant. */
function timelinePart(clause, group) {
  if (groupingNow() !== "party" || !group.thing) return "";
  const [owes, holds] = [clause.owedBy, clause.holders].map((keys) => keys.includes(group.key));
  return owes && holds ? "both" : owes ? "owes" : "holds";
}

const PART_SIGNS = { owes: "→ ", holds: "← ", both: "↔ ", "": "" };
export const rowLabel = (clause, group) =>
  PART_SIGNS[timelinePart(clause, group)] + text(clause.label);

/** Returns what a screen reader says of a row: "label, status, in force from … until …". */
export function rowName(clause, group) {
  const part = timelinePart(clause, group);
  const changed = differenceNow(clause);
  const before = courseCompared(clause);
  const isSure = answers().broken.length === 0;
  return joined(", ", [
    text(clause.label),
    part && say(`timeline_${part}`),
    isSure && lookTold(clause),
    isSure && courseInWords(courseShown(clause)),
    changed && say(changed),
    before && say("timeline_in_a", { course: courseInWords(before) || "–" }),
  ]);
}

const MOST_NAMED = 4;

/** Returns which clauses are not known yet, in words; "" for none. */
export function unknownInWords() {
  const unknown = [...clauses.values()].filter((clause) => !isKnown(clause));
  if (unknown.length === 0) return "";
  const labels = unknown.map((clause) => text(clause.label));
  const byAgreement = [...new Set(unknown.map(({ agreement }) => agreement))].map(eventLabel);
  const names = labels.length <= MOST_NAMED ? labels : byAgreement;
  const more = names.length - MOST_NAMED;
  const named = more > 0 ? [...names.slice(0, MOST_NAMED), say("more", { n: more })] : names;
  return say(unknown.length === 1 ? "timeline_unknown_one" : "timeline_unknown", {
    clauses: counted("clauses", unknown.length),
    known: written(state().known),
    names: listed(named),
  });
}
