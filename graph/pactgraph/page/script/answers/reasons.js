/* Why a clause has the status that it has: its conditions one by one (why/inquiry.py). */

import { CAN_REVIVE, endedBefore, revivals } from "../kernel/reviving.js";
import { baseOf, clauses, events } from "../model/model.js";
import {
  dayInWords,
  fill,
  lastDayInWords,
  lookInWords,
  phrasesOf,
  revivalInWords,
  text,
} from "../words/words.js";
import { answers, courseOf, courseOfClause, lookOf } from "./answers.js";
import { inOrder, namesInWords, occurrenceInWords, occurrenceOf } from "./occurrences.js";

const truthOf = (status) => ({ "in force": "holds", depends: "open" })[status] ?? "fails";

/**
 * Returns how a condition of the model, and all that it is made of, stand:
 *   condition, status, dependsOn, truth ("holds", "fails" or "open")
 *   since, until    the first instant with this standing, and the first one after; or null
 *   earliest        where it fails, when it can hold for the first time after; or null
 *   decides         whether the status of the clause rests on it
 *   occurrence      what is known of the event that it names; or null
 *   endedBefore     if it is not yet so but was before, since when it no longer is; or null
 *   parts           the same for each of its parts
 */
function findingOf(condition, found = answers()) {
  const steps = courseOf(condition.periods, found);
  const now = steps.findLastIndex(({ since }) => since <= found.at);
  const { status, dependsOn } = steps[now];
  const later = steps.slice(now + 1);
  const truth = truthOf(status);
  const possible = later.find((step) => truthOf(step.status) !== "fails");
  const named = baseOf(condition.event);
  return {
    condition,
    status,
    dependsOn: inOrder(dependsOn),
    truth,
    since: now > 0 ? steps[now].since : null,
    until: later[0]?.since ?? null,
    earliest: truth === "fails" ? (possible?.since ?? null) : null,
    decides: true,
    occurrence: events.has(named) ? occurrenceOf(condition.event, found) : null,
    endedBefore: endedBefore(steps, now),
    parts: partsOf(condition, truth, found),
  };
}

function partsOf({ kind, event, needed, parts = [] }, truth, found) {
  const all = parts.map((part) => findingOf(part, found));
  const onlyTell = event !== undefined && !needed;
  const allCount = onlyTell || kind === "one" || !all.some((part) => part.truth === truth);
  return all.map((part) => (allCount || part.truth === truth ? part : withoutSay(part)));
}

/** Returns a finding, and all below it, as not deciding anything. */
const withoutSay = (finding) => ({
  ...finding,
  decides: false,
  parts: finding.parts.map(withoutSay),
});

/** Returns whether the open parts decide it all the same, however they turn out. */
export const isSettledTogether = (finding) =>
  finding.truth !== "open" && combined(finding) === "open";

function combined({ condition: { kind, needed }, truth, parts }) {
  const has = (wanted) => parts.some((part) => part.truth === wanted);
  const count = (...wanted) => parts.filter((part) => wanted.includes(part.truth)).length;
  if (parts.length === 0 || needed === 0) return truth;
  if (needed > 0) {
    if (count("holds") >= needed) return "holds";
    return count("holds", "open") >= needed ? "open" : "fails";
  }
  if (kind === "one") {
    const holding = count("holds");
    if (holding > 1) return "fails";
    return has("open") ? "open" : holding === 1 ? "holds" : "fails";
  }
  return (kind === "any" ? ["holds", "open", "fails"] : ["fails", "open", "holds"]).find(has);
}

/** Returns all conditions in a finding that no others make true or false. */
const leavesOf = (finding) =>
  finding.parts.length > 0 && finding.condition.needed !== 0
    ? finding.parts.flatMap(leavesOf)
    : [finding];

const isDerived = ({ condition }) => condition.needed !== undefined;

/** Returns the topmost conditions that derived events have come, if they have. */
function arrivalsOf(finding) {
  if (!isDerived(finding)) return finding.parts.flatMap(arrivalsOf);
  return finding.condition.kind === "from" && finding.truth === "holds" ? [finding] : [];
}

/** Returns the conditions that the status rests on; if it is in force, what had to come. */
function carrying(root) {
  if (root.truth === "holds") return arrivalsOf(root).filter(({ decides }) => decides);
  const deciding = leavesOf(root).filter(({ decides }) => decides);
  const alike = deciding.filter(({ truth }) => truth === root.truth);
  const found = alike.length > 0 ? alike : deciding;
  const then = found.filter(
    (leaf) => leaf.since === root.since || (isDerived(leaf) && leaf.status === "never"),
  );
  return root.status === "ended" && then.length > 0 ? then : found;
}

/** Returns the open events that decide whether it ended earlier; none otherwise. */
function hungBefore(root, steps) {
  if (root.status !== "ended" || root.since === null) return [];
  const before = steps.filter(({ since }) => since < root.since);
  const firm = before.findLastIndex(({ status }) => status !== "depends");
  return inOrder([...new Set(before.slice(firm + 1).flatMap(({ dependsOn }) => dependsOn))]);
}

/** Returns why a clause has its status: the tree, what it rests on, and that in words. */
export function reasonsOf(clause, found = answers()) {
  const root = findingOf(clause.reasons, found);
  const reasons = carrying(root);
  if (root.endedBefore !== null) {
    const values = [dayInWords(root.endedBefore), ...boundsOf(root).slice(1)];
    const revival = revivalInWords(revivalsOf(clause, found));
    return { root, reasons, headline: fill(phrasesOf("headlines").revived, [...values, revival]) };
  }
  const before = hungBefore(root, courseOfClause(clause, found));
  const form = before.length > 0 ? "ended before" : formOf(root, phrasesOf("headlines"));
  const hanging = namesInWords(before.length > 0 ? before : root.dependsOn);
  return {
    root,
    reasons,
    headline: fill(phrasesOf("headlines")[form], [...boundsOf(root), hanging]),
  };
}

// ---- in words --------------------------------------------------------------------

/** Returns which of the forms tells the status, by the bounds that it has. */
function formOf({ status, since, until }, forms) {
  const form = `${status}${since === null ? "" : " from"}${until === null ? "" : " until"}`;
  return form in forms ? form : status;
}

/** Returns the first and the last day of the status, and the earliest day it can hold. */
const boundsOf = ({ since, until, earliest }) => [
  since === null ? "" : dayInWords(since),
  until === null ? "" : lastDayInWords(until),
  earliest === null ? "" : dayInWords(earliest),
];

/** Returns how a condition stands: "holds since …", "no longer since …", "open". */
export function stateInWords(finding) {
  const forms = phrasesOf("states");
  const bounds = boundsOf(finding);
  if (finding.endedBefore === null) return fill(forms[formOf(finding, forms)], bounds);
  return fill(forms.revived, [dayInWords(finding.endedBefore), ...bounds.slice(1)]);
}

/** Returns the events that have to come for a clause to be in force again: one list for each way. */
const revivalsOf = ({ periods }, { windows, at }) => revivals(periods, windows, at);

/** Returns how a clause stands, in words: one that was in force before with what revives it. */
export function lookTold(clause, found = answers()) {
  const look = lookOf(clause, found);
  return lookInWords(look, look === CAN_REVIVE ? revivalsOf(clause, found) : []);
}

/** Returns what is known of the event that a condition names; "" if it names none. */
export const factInWords = ({ occurrence }, found = answers()) =>
  occurrence === null ? "" : occurrenceInWords(occurrence, found);

/** Returns what the status rests on: an event, how what is derived from some stands, or else the
    clause's own term. */
export function reasonInWords(leaf, found = answers()) {
  const told = text(leaf.condition.text);
  if (isDerived(leaf) && leaf.occurrence === null) return `${told}: ${stateInWords(leaf)}`;
  return factInWords(leaf, found) || fill(phrasesOf("why").term, [told]);
}

/** Returns the phrase that tells with which provision the agreement ends the clause: that
    provision comes first, then the day asked about and the status of its own. */
export function endingPhrase({ key, replaces }, hasEnded) {
  const phrases = phrasesOf("why");
  if (!hasEnded) return phrases[replaces ? "would replace" : "would end"];
  if (!clauses.has(key)) return phrases["ended by statement"];
  return phrases[replaces ? "replaced" : "ended by clause"];
}
