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

const ofEachClause = (told) => [...clauses.values()].map((clause) => [clause.key, told(clause)]);

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
  statuses: (setting) => plainAnswers(answersIn(readSetting(setting))),
  statusesFrom: (facts, setting) => plainAnswers(answersOf(facts, readSetting(setting))),
  saidOf,
  differences: (first, second) =>
    differencesThroughTime(answersIn(readSetting(first)), answersIn(readSetting(second))).map(
      ({ clause, stretches }) => [clause.key, stretches],
    ),
  courses(setting) {
    const found = answersIn(readSetting(setting));
    return ofEachClause(({ periods }) => courseOf(periods, found));
  },
  looks(setting) {
    const found = answersIn(readSetting(setting));
    return ofEachClause((clause) => [lookOf(clause, found), lookTold(clause, found)]);
  },
  formulas(setting) {
    const { unknown } = answersIn(readSetting(setting));
    return ofEachClause(({ periods }) => formula(periods, unknown));
  },
  reasons(setting) {
    const found = answersIn(readSetting(setting));
    return ofEachClause((clause) => {
      const { root, reasons, headline } = reasonsOf(clause, found);
      const facts = reasons.map((leaf) => factInWords(leaf, found));
      return { headline, facts, root: plainFinding(root, found) };
    });
  },
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
  open: (setting) =>
    openNow(answersIn(readSetting(setting))).map(({ iri, earliest, latest }) => [
      iri,
      earliest,
      latest,
    ]),
  undisclosed: (setting) =>
    undisclosedNow(answersIn(readSetting(setting))).map((told) => [told.id, text(told.text)]),
  loops(setting) {
    const found = answersIn(readSetting(setting));
    return loopsIn(model.flowing, found);
  },
  lanes(setting) {
    const found = answersIn(readSetting(setting));
    return lanesIn(model.flowing, [...clauses.values()], found);
  },
  owners: (setting) => stakesNow(answersIn(readSetting(setting))).map(({ iri }) => iri),
  told(setting) {
    const found = answersIn(readSetting(setting));
    return [...things.values()].map((thing) => [
      thing.iri,
      toldOf(thing, found).map(
        ({ term, values = [], clauses: list = [], coming = [], happened }) => [
          term,
          [
            ...values.map((value) => [
              aimOf(value, thing.key) ?? null,
              valueInWords(value, thing.key),
            ]),
            ...list.map(({ key }) => [key, found.of.get(key).status]),
            ...coming.map(({ at, latest, event, starts, ends }) => [
              event === null ? null : baseOf(event),
              at,
              latest,
              ...[starts, ends].map((side) => side.map(({ key }) => key)),
            ]),
            ...(happened ? [[null, happened]] : []),
          ],
        ],
      ),
    ]);
  },
  evidence(setting) {
    const found = answersIn(readSetting(setting));
    return ofEachClause((clause) => [lastSeen(clause, found)?.date ?? null, isOld(clause, found)]);
  },
  reasonsTree: (key) => reasonsTree(clauses.get(key)),
  inWords: { dayInWords, endInWords, formula: (periods) => formula(periods) },
  instants: { isDay, lastOf, plus, plusDays, tickAfter, windowOn },
};
