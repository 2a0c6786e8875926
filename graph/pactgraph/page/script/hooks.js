/* What tests, and scripts of one's own, can ask of the page: plain data in, plain data out. */

import { answersIn, courseOf, differencesThroughTime, lookOf } from "./answers/answers.js";
import { isOld, lastSeen } from "./answers/evidence.js";
import { stakesNow } from "./answers/owners.js";
import {
  factInWords,
  isSettledTogether,
  lookTold,
  reasonsOf,
  stateInWords,
} from "./answers/reasons.js";
import { found, missedWords } from "./finding/found.js";
import { wordsIn } from "./finding/matching.js";
import { isDay, lastOf, plus, plusDays, tickAfter, windowOn } from "./kernel/instants.js";
import { lanesIn } from "./kernel/lanes.js";
import { loopsIn } from "./kernel/loops.js";
import { answersOf, saidOf } from "./kernel/settings.js";
import { baseOf, clauses, model, things } from "./model/model.js";
import { openNow, undisclosedNow } from "./telling/lists.js";
import { reasonsTree } from "./telling/reasons.js";
import { aimOf, toldOf, valueInWords } from "./telling/things.js";
import { dayInWords, endInWords, formula, text } from "./words/words.js";

const readSetting = (setting) => ({ ...setting, assumed: new Map(setting.assumed) });

const plainAnswers = ({ broken, unknown, of }) => ({
  broken,
  unknown: [...unknown].sort(),
  of: [...of],
});

/** Returns a hook that is asked for what `told` says of the answers in a setting. */
const inSetting = (told) => (setting) => told(answersIn(readSetting(setting)));

/** Returns a hook that is asked for what `told` says of each clause in a setting. */
const ofEachClause = (told) =>
  inSetting((found) => [...clauses.values()].map((clause) => [clause.key, told(clause, found)]));

/** Returns a part of what is told of a thing: what it names, and in which words or how it stands. */
function plainPart(own, found, { term, values = [], clauses: list = [], coming = [], happened }) {
  const told = [
    ...values.map((value) => [aimOf(value, own) ?? null, valueInWords(value, own)]),
    ...list.map(({ key }) => [key, found.of.get(key).status]),
    ...coming.map(({ at, latest, event, starts, ends }) => [
      event === null ? null : baseOf(event),
      at,
      latest,
      ...[starts, ends].map((side) => side.map(({ key }) => key)),
    ]),
    ...(happened ? [[null, happened]] : []),
  ];
  return [term, told];
}

const plainFinding = (finding, found) => ({
  kind: finding.condition.kind,
  text: text(finding.condition.text),
  truth: finding.truth,
  standing: [finding.status, finding.dependsOn],
  bounds: [finding.since, finding.until, finding.earliest],
  decides: finding.decides,
  settledTogether: isSettledTogether(finding),
  state: stateInWords(finding),
  fact: factInWords(finding, found),
  claims: (finding.occurrence?.claims ?? []).map(({ label }) => text(label)),
  parts: finding.parts.map((part) => plainFinding(part, found)),
});

/* Settings are {on, known, assumed}, where assumed is a list of pairs of an event and a date. */
export const hooks = {
  model,
  statuses: inSetting(plainAnswers),
  statusesFrom: (facts, setting) => plainAnswers(answersOf(facts, readSetting(setting))),
  saidOf,
  differences: (first, second) =>
    differencesThroughTime(answersIn(readSetting(first)), answersIn(readSetting(second))).map(
      ({ clause, stretches }) => [clause.key, stretches],
    ),
  courses: ofEachClause(({ periods }, found) => courseOf(periods, found)),
  looks: ofEachClause((clause, found) => [lookOf(clause, found), lookTold(clause, found)]),
  formulas: ofEachClause(({ periods }, { unknown }) => formula(periods, unknown)),
  reasons: ofEachClause((clause, found) => {
    const { root, reasons, headline } = reasonsOf(clause, found);
    const facts = reasons.map((leaf) => factInWords(leaf, found));
    return { headline, facts, root: plainFinding(root, found) };
  }),
  find: (typed) => ({
    missed: missedWords(typed),
    matches: found(typed).map(({ thing: { iri }, field, text: told, score }) => [
      iri,
      field,
      told,
      score,
    ]),
  }),
  wordsIn,
  open: inSetting((found) =>
    openNow(found).map(({ iri, earliest, latest }) => [iri, earliest, latest]),
  ),
  undisclosed: inSetting((found) =>
    undisclosedNow(found).map((told) => [told.id, text(told.text)]),
  ),
  loops: inSetting((found) => loopsIn(model.flowing, found)),
  lanes: inSetting((found) => lanesIn(model.flowing, [...clauses.values()], found)),
  owners: inSetting((found) => stakesNow(found).map(({ iri }) => iri)),
  told: inSetting((found) =>
    [...things.values()].map((thing) => [
      thing.iri,
      toldOf(thing, found).map((part) => plainPart(thing.key, found, part)),
    ]),
  ),
  evidence: ofEachClause((clause, found) => [
    lastSeen(clause, found)?.date ?? null,
    isOld(clause, found),
  ]),
  reasonsTree: (key) => reasonsTree(clauses.get(key)),
  inWords: { dayInWords, endInWords, formula: (periods) => formula(periods) },
  instants: { isDay, lastOf, plus, plusDays, tickAfter, windowOn },
};
