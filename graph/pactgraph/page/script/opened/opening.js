/* What is opened: which clauses stand between which parties, in which order, and what bounds them.
   It follows from what is opened or selected alone, so that a change of date or of what is supposed
   moves nothing. Nothing here is drawn. */

import { answersIn, lookOf, looks } from "../answers/answers.js";
import { changesOf, isImplied, sortOfThing } from "../answers/connections.js";
import { topOf } from "../answers/flows.js";
import { FAMILIES } from "../kernel/lanes.js";
import {
  agreements,
  clauses,
  clausesNaming,
  clausesOfAgreement,
  clausesOfEvent,
  clausesOfParty,
  grouped,
  model,
  things,
} from "../model/model.js";
import { cableOf, cables, endsOf } from "../model/web.js";
import { INITIAL, settingOf } from "../state/state.js";

const MOST = 40; // rows at first
const SLACK = 8; // more that are shown rather than counted
const ROUNDS = 6;

const blocksIn = (sections) => sections.flatMap(({ blocks }) => blocks);
const rowsIn = (sections) => blocksIn(sections).flatMap(({ rows }) => rows);

const cablesOfClause = grouped(cables, (cable) => Object.keys(cable.clauses));

const boundsByKey = new Map(Object.entries(model.web.bounds));

/** Returns what bounds a clause: {word, ends}; ends are keys of events and of what hangs on them,
    and days. */
export const boundsOf = ({ key }) =>
  (boundsByKey.get(key) ?? []).map(([word, ends]) => ({ word, ends }));

/** Returns the same, and whom else a clause concerns. */
const boundsAndConcerned = (clause) => [
  ...boundsOf(clause),
  ...clause.names.map((party) => ({ word: "concerns", ends: [party] })),
];

/** Returns whether a clause leads to one side of its block: "right", "left", or "both". */
export function wayOf({ owedBy, holders }, { right }) {
  const isRight = (keys) => keys.some((key) => right === key || right === topOf(key));
  const [owes, holds] = [isRight(owedBy), isRight(holders)];
  return owes === holds ? "both" : holds ? "right" : "left";
}

/** Returns who owes or holds a clause beside the two parties that it stands between. */
const othersIn = ({ owedBy, holders }, { sides }) =>
  [...new Set([...owedBy, ...holders].map(topOf))].filter(
    (key) => !sides.includes(key) && !sides.some((side) => topOf(side) === key),
  );

// ---- blocks ----------------------------------------------------------------------------

const listOf = (keys) => [...keys].map((key) => clauses.get(key)).filter(Boolean);

/** Returns all clauses between two parties. */
const blockOfCable = ({ key, one, other, clauses: own }) => ({
  name: key,
  sides: [one, other],
  list: listOf(Object.keys(own)),
});

/** Returns clauses in blocks by the parties that they are between: of several pairs the first one
    that any of `wanted` is in. */
function blocksOf(list, wanted = []) {
  const placed = list.map((clause) => {
    const all = cablesOfClause.get(clause.key) ?? [];
    const cable = all.find(({ one, other }) => wanted.includes(one) || wanted.includes(other));
    const sides = cable ?? all[0];
    const parties = sides
      ? [sides.one, sides.other]
      : [...new Set([...clause.owedBy, ...clause.holders])];
    return { clause, name: [...parties].sort().join("\n"), sides: parties.slice(0, 2) };
  });
  return [...grouped(placed, ({ name }) => [name]).values()]
    .map((own) => ({ ...own[0], list: own.map(({ clause }) => clause) }))
    .sort((a, b) => b.list.length - a.list.length);
}

const BLOCKS_OF = {
  party: (key) => blocksOf(clausesOfParty.get(key) ?? [], [key]),
  agreement: (key) => blocksOf(clausesOfAgreement.get(key) ?? []),
  event: (key) => blocksOf(clausesOfEvent.get(key) ?? []),
  clause: (key) =>
    blocksOf(listOf(new Set([key, ...changesOf(clauses.get(key)).map(({ to }) => to)]))),
};

const day = ({ agreement }) => agreements.get(agreement)?.day ?? "";
const oldestFirst = (a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.key < b.key ? -1 : 1);

/** Returns what of a block stands alone and what in bundles: what has no end and no condition, by
    who gives and what, and all that was over when the file was made. */
function rowsOf(block, isWhole, then) {
  const families = new Map(Object.entries(cableOf.get(block.name)?.clauses ?? {}));
  const rows = [...block.list].sort(oldestFirst).map((clause) => {
    const isOver = ["ended", "never"].includes(then.of.get(clause.key)?.status);
    const family = isOver ? "over" : (families.get(clause.key) ?? "owes");
    const [bounds, way] = [boundsAndConcerned(clause), wayOf(clause, block)];
    return { clause, bounds, way, family, others: othersIn(clause, block) };
  });
  const isAlone = ({ clause, family }) =>
    isWhole || (family !== "over" && boundsOf(clause).length > 0);
  const bundles = grouped(
    rows.filter((row) => !isAlone(row)),
    ({ family, way }) => [family === "over" ? family : `${way} ${family}`],
  );
  const order = [...FAMILIES, "over"];
  const folded = [...bundles.values()]
    .sort(([a], [b]) => order.indexOf(a.family) - order.indexOf(b.family))
    .map((own) => {
      const [{ family, way }] = own;
      const bundle = own.map(({ clause }) => clause);
      const bundled = { bundle, bounds: [], family, way: family === "over" ? "both" : way };
      return own.length === 1 ? own[0] : bundled;
    });
  return [...rows.filter(isAlone), ...folded];
}

const WEIGHT = 10_000; // of a block against a clause, and of a clause against one that is held

/** Returns blocks by the one of their two parties that more have in common, the hub: of each
    {hub, blocks}, where `right` of a block is the hub and `left` who is opposite. Of two parties
    alone the one that holds more is the hub. */
function sectionsOf(blocks, preferred) {
  const weights = new Map();
  for (const { sides, list } of blocks) {
    for (const key of sides) {
      const holds = list.filter(({ holders }) =>
        holders.some((h) => h === key || topOf(h) === key),
      );
      const weight = WEIGHT * WEIGHT + WEIGHT * list.length + holds.length;
      weights.set(key, (weights.get(key) ?? 0) + weight);
    }
  }
  const isBefore = (a, b) =>
    b === preferred
      ? 1
      : a === preferred
        ? -1
        : weights.get(b) - weights.get(a) || (a < b ? -1 : 1);
  const ordered = blocks.map((block) => {
    const [hub = null, left = null] = [...block.sides].sort(isBefore);
    return { ...block, right: hub, left };
  });
  return [...grouped(ordered, ({ right }) => [right])]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : isBefore(a, b)))
    .map(([hub, own]) => ({ hub, blocks: own }));
}

export const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Returns the sections with their rows so that what shares an end stands together. */
function inOrder(sections) {
  const namesOf = ({ bounds }) => bounds.flatMap(({ ends }) => ends);
  for (let round = 0; round < ROUNDS; round += 1) {
    const numbered = rowsIn(sections).map((row, i) => ({ names: namesOf(row), i }));
    const rowsAt = grouped(numbered, ({ names }) => names);
    const middle = (name) => mean(rowsAt.get(name).map(({ i }) => i));
    const ends = [...rowsAt.keys()].map((name) => [name, middle(name)]);
    const place = new Map(ends.sort((a, b) => a[1] - b[1]).map(([name], i) => [name, i]));
    const weight = (row) => {
      const names = namesOf(row);
      return names.length > 0 ? mean(names.map((name) => place.get(name))) : Infinity;
    };
    for (const block of blocksIn(sections)) {
      const weighed = block.rows.map((row) => [row, weight(row)]);
      block.rows = weighed.sort((a, b) => (a[1] === b[1] ? 0 : a[1] - b[1])).map(([row]) => row);
    }
  }
  return sections;
}

/** Returns the rows that are drawn: so many, of those that were in force first. */
function cut(sections, isAll, then) {
  const all = rowsIn(sections);
  if (isAll || all.length <= MOST + SLACK) return { sections, isCut: false };
  const rank = ({ clause, bundle }) =>
    Math.min(...(bundle ?? [clause]).map((each) => looks.indexOf(lookOf(each, then))));
  const kept = new Set(
    all
      .map((row) => [row, rank(row)])
      .sort((a, b) => a[1] - b[1])
      .slice(0, MOST)
      .map(([row]) => row),
  );
  const few = sections.map(({ hub, blocks }) => ({
    hub,
    blocks: blocks
      .map((block) => ({ ...block, rows: block.rows.filter((row) => kept.has(row)) }))
      .filter(({ rows }) => rows.length > 0),
  }));
  return { sections: few.filter(({ blocks }) => blocks.length > 0), isCut: true };
}

const countIn = (rows) => rows.reduce((sum, { bundle }) => sum + (bundle?.length ?? 1), 0);

const keyOfSubject = ({ opened, selected }) =>
  opened.length > 0 ? null : things.has(selected) ? selected : null;

/* What some clauses are to the thing around which they are opened. */
const WORDS_OF = {
  clause: (key) => new Map(changesOf(clauses.get(key)).map(({ word, to }) => [to, `link_${word}`])),
  event: (key) =>
    new Map(
      (clausesOfEvent.get(key) ?? [])
        .filter((clause) => isImplied(clause, key))
        .map((clause) => [clause.key, "implied"]),
    ),
};

/**
 * Returns what a state opens, in order: {key, sections, named, total, n, canGrow, words}.
 *
 * @returns key of what is opened around, null for pairs; sections {hub, blocks: {name, left, right,
 *   rows, folds}}, where a row is {clause} or {bundle}, with {bounds, way}; sections of clauses that only
 *   name the party; how many clauses there are and how many of them are told, and whether more can
 *   be; and what some clauses are to the thing, as keys of phrases.
 */
export function openedNow(state) {
  const { opened, unfolded, whole } = state;
  const key = keyOfSubject(state);
  const then = answersIn(settingOf(INITIAL));
  const sort = key === null ? "pairs" : sortOfThing(key);
  const isSingle = sort === "clause" || sort === "event";
  const blocks =
    key === null
      ? opened.filter((each) => cableOf.has(each)).map((each) => blockOfCable(cableOf.get(each)))
      : BLOCKS_OF[sort](key);
  const placed = (list, preferred) => {
    const sections = sectionsOf(list, preferred);
    for (const block of blocksIn(sections)) {
      const rows = rowsOf(block, isSingle, then);
      block.folds = rows.length < block.list.length && unfolded.includes(block.name);
      block.rows = block.folds ? rowsOf(block, true, then) : rows;
    }
    return inOrder(sections);
  };
  const all = placed(blocks, key);
  const { sections, isCut } = cut(all, key === null || whole === key, then);
  const named = sort === "party" ? placed(blocksOf(clausesNaming.get(key) ?? []), null) : [];
  return {
    key,
    sections,
    named,
    total: countIn(rowsIn(all)) + countIn(rowsIn(named)),
    n: countIn(rowsIn(sections)) + countIn(rowsIn(named)),
    canGrow: isCut,
    words: (WORDS_OF[sort] ?? (() => new Map()))(key),
  };
}

/** Returns the pairs that can be opened beside what is open: those that have a party in common. */
export function besides({ opened }) {
  const parties = new Set(opened.flatMap(endsOf));
  const isNext = ({ key, one, other }) =>
    !opened.includes(key) && (parties.has(one) || parties.has(other));
  const weight = ({ clauses: own }) => Object.keys(own).length;
  return cables.filter(isNext).sort((a, b) => weight(b) - weight(a));
}
