/* Why a clause has the status that it has: its conditions one by one (why/inquiry.py). */

import { answers, courseOf } from "./answers.js";
import { plusDays } from "./instants.js";
import { clauses, events } from "./model.js";
import { inOrder, namesInWords, occurrenceInWords, occurrenceOf } from "./occurrences.js";
import { dayInWords, fill, phrasesOf, text } from "./words.js";

const truthOf = (status) => ({ "in force": "holds", depends: "open" })[status] ?? "fails";

/**
 * Returns how a condition of the model, and all that it is made of, stand:
 *   condition, status, dependsOn, truth ("holds", "fails" or "open")
 *   since, until    the first instant with this standing, and the first one after; or null
 *   earliest        where it fails, when it can hold for the first time after; or null
 *   decides         whether the status of the clause rests on it
 *   occurrence      what is known of the event that it names; or null
 *   parts           the same for each of its parts
 */
export function findingOf(condition, found = answers()) {
  const steps = courseOf(condition.periods, found);
  const now = steps.findLastIndex(({ since }) => since <= found.at);
  const { status, dependsOn } = steps[now];
  const later = steps.slice(now + 1);
  const truth = truthOf(status);
  const possible = later.find((step) => truthOf(step.status) !== "fails");
  const named = found.base.get(condition.event) ?? condition.event;
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
    parts: partsOf(condition, truth, found),
  };
}

function partsOf({ kind, parts = [] }, truth, found) {
  const all = parts.map((part) => findingOf(part, found));
  const allCount = kind === "one" || !all.some((part) => part.truth === truth);
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

function combined({ condition: { kind }, truth, parts }) {
  const has = (wanted) => parts.some((part) => part.truth === wanted);
  if (parts.length === 0) return truth;
  if (kind === "one") {
    const holding = parts.filter((part) => part.truth === "holds").length;
    if (holding > 1) return "fails";
    return has("open") ? "open" : holding === 1 ? "holds" : "fails";
  }
  return (kind === "any" ? ["holds", "open", "fails"] : ["fails", "open", "holds"]).find(has);
}

/** Returns all conditions in a finding that have no parts. */
const leavesOf = (finding) =>
  finding.parts.length > 0 ? finding.parts.flatMap(leavesOf) : [finding];

/** Returns the conditions without parts that the status rests on; none if it is in force. */
function carrying(root) {
  if (root.truth === "holds") return [];
  const deciding = leavesOf(root).filter(({ decides }) => decides);
  const alike = deciding.filter(({ truth }) => truth === root.truth);
  const found = alike.length > 0 ? alike : deciding;
  const then = found.filter(({ since }) => since === root.since);
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
  const before = hungBefore(root, courseOf(clause.periods, found));
  const form = before.length > 0 ? "ended before" : formOf(root, phrasesOf("headlines"));
  const hanging = namesInWords(before.length > 0 ? before : root.dependsOn);
  return {
    root,
    reasons: carrying(root),
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

/** Returns the last day before an instant, or the instant itself if it begins no day. */
function lastDayInWords(instant) {
  const whole = dayInWords(instant);
  return whole.includes("T") ? whole : plusDays(whole, -1);
}

/** Returns how a condition stands: "holds since …", "no longer since …", "open". */
export const stateInWords = (finding) =>
  fill(phrasesOf("states")[formOf(finding, phrasesOf("states"))], boundsOf(finding));

/** Returns what is known of the event that a condition names; "" if it names none. */
export const factInWords = ({ occurrence }, found = answers()) =>
  occurrence === null ? "" : occurrenceInWords(occurrence, found);

/** Returns what the status rests on: an event, or else the clause's own term. */
export const reasonInWords = (leaf, found = answers()) =>
  factInWords(leaf, found) || fill(phrasesOf("why").term, [text(leaf.condition.text)]);

/** Returns the phrase that tells with which provision the agreement ends the clause: that
    provision comes first, then the day asked about and the status of its own. */
export function endingPhrase({ key, replaces }, hasEnded) {
  const phrases = phrasesOf("why");
  if (!hasEnded) return phrases[replaces ? "would replace" : "would end"];
  if (!clauses.has(key)) return phrases["ended by statement"];
  return phrases[replaces ? "replaced" : "ended by clause"];
}
