/* What is opened: which clauses stand between which parties, in which order, and what bounds them.
   It follows from what is opened or selected alone, so that a change of date or of what is supposed
   moves nothing. Nothing here is drawn. */

import { answersIn, lookOf, looks } from "./answers.js";
import { changesOf, sortOfThing } from "./connections.js";
import { FAMILIES } from "./lanes.js";
import {
  agreements,
  clauses,
  clausesNaming,
  clausesOfAgreement,
  clausesOfEvent,
  clausesOfParty,
  model,
  things,
} from "./model.js";
import { INITIAL, settingOf } from "./state.js";
import { cableOf, cables, endsOf } from "./web.js";

const MOST = 40; // rows at first
const SLACK = 8; // more that are shown rather than counted
const ROUNDS = 6;

const cablesOfClause = new Map();
for (const cable of cables) {
  for (const key of Object.keys(cable.clauses)) {
    if (!cablesOfClause.has(key)) cablesOfClause.set(key, []);
    cablesOfClause.get(key).push(cable);
  }
}

/** Returns what bounds a clause: {word, ends}; ends are keys of events and of what hangs on them,
    and days. */
export const boundsOf = ({ key }) =>
  (model.web.bounds[key] ?? []).map(([word, ends]) => ({ word, ends }));

/** Returns the same, and whom else a clause concerns. */
const boundsAndConcerned = (clause) => [
  ...boundsOf(clause),
  ...clause.names.map((party) => ({ word: "concerns", ends: [party] })),
];

const topOf = (key) => model.flowing.tops[key] ?? key;

/** Returns whether a clause leads to one side of its block: "right", "left", or "both". */
export function wayOf({ owedBy, holders }, { right }) {
  const isRight = (keys) => keys.some((key) => right === key || right === topOf(key));
  const [owes, holds] = [isRight(owedBy), isRight(holders)];
  return owes === holds ? "both" : holds ? "right" : "left";
}

// ---- blocks ----------------------------------------------------------------------------

const listOf = (keys) => keys.map((key) => clauses.get(key)).filter(Boolean);

/** Returns all clauses between two parties. */
const blockOfCable = ({ key, one, other, clauses: own }) => ({
  name: key,
  sides: [one, other],
  list: listOf(Object.keys(own)),
});

/** Returns clauses in blocks by the parties that they are between: of several pairs the first one
    that any of `wanted` is in. */
function blocksOf(list, wanted = []) {
  const found = new Map();
  for (const clause of list) {
    const all = cablesOfClause.get(clause.key) ?? [];
    const cable = all.find(({ one, other }) => wanted.includes(one) || wanted.includes(other));
    const { owedBy, holders } = clause;
    const sides = cable ?? all[0];
    const parties = sides ? [sides.one, sides.other] : [...new Set([...owedBy, ...holders])];
    const name = [...parties].sort().join("\n");
    if (!found.has(name)) found.set(name, { name, sides: parties.slice(0, 2), list: [] });
    found.get(name).list.push(clause);
  }
  return [...found.values()].sort((a, b) => b.list.length - a.list.length);
}

const relatedTo = (clause) => {
  const { does, undergoes } = changesOf(clause);
  return [...does, ...undergoes].filter(({ to }) => clauses.has(to));
};

const BLOCKS_OF = {
  party: (key) => blocksOf(clausesOfParty.get(key) ?? [], [key]),
  agreement: (key) => blocksOf(clausesOfAgreement.get(key) ?? []),
  event: (key) => blocksOf(clausesOfEvent.get(key) ?? []),
  clause: (key) =>
    blocksOf(
      [...new Set([key, ...relatedTo(clauses.get(key)).map(({ to }) => to)])].map((k) =>
        clauses.get(k),
      ),
    ),
};

const day = ({ agreement }) => agreements.get(agreement)?.day ?? "";
const oldestFirst = (a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.key < b.key ? -1 : 1);

/** Returns what of a block stands alone and what in bundles: what has no end and no condition, by
    who gives and what, and all that was over when the file was made. */
function rowsOf(block, isWhole, then) {
  const rows = [];
  const bundles = new Map();
  const families = cableOf.get(block.name)?.clauses ?? {};
  for (const clause of [...block.list].sort(oldestFirst)) {
    const isOver = ["ended", "never"].includes(then.of.get(clause.key)?.status);
    const row = { clause, bounds: boundsAndConcerned(clause), way: wayOf(clause, block) };
    if (isWhole || (!isOver && boundsOf(clause).length > 0)) {
      rows.push(row);
      continue;
    }
    const family = isOver ? "over" : (families[clause.key] ?? "owes");
    const name = isOver ? "over" : `${row.way} ${family}`;
    if (!bundles.has(name)) bundles.set(name, { family, way: isOver ? "both" : row.way, rows: [] });
    bundles.get(name).rows.push(row);
  }
  const order = [...FAMILIES, "over"];
  const sorted = [...bundles.values()].sort(
    (a, b) => order.indexOf(a.family) - order.indexOf(b.family),
  );
  const folded = sorted.map((bundle) =>
    bundle.rows.length === 1
      ? bundle.rows[0]
      : { bundle: bundle.rows.map(({ clause }) => clause), bounds: [], ...bundle },
  );
  return [...rows, ...folded];
}

const WEIGHT = 10_000; // of a block against a clause, and of a clause against one that is held

/** Returns the parties that most blocks have in common, and the rest, until all are told: of each
    {hub, blocks}, where `right` of a block is the hub and `left` who is opposite. Of two parties
    alone the one that holds more is the hub. */
function sectionsOf(blocks, preferred) {
  const found = [];
  let rest = blocks;
  while (rest.length > 0) {
    const weights = new Map();
    for (const { sides, list } of rest) {
      for (const key of sides) {
        const holds = list.filter(({ holders }) =>
          holders.some((h) => h === key || topOf(h) === key),
        );
        const weight = WEIGHT * WEIGHT + WEIGHT * list.length + holds.length;
        weights.set(key, (weights.get(key) ?? 0) + weight);
      }
    }
    const heaviest = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
    const hub = weights.has(preferred) && found.length === 0 ? preferred : (heaviest ?? null);
    const isOfHub = ({ sides }) => (hub === null ? sides.length === 0 : sides.includes(hub));
    const own = rest.filter(isOfHub);
    found.push({
      hub,
      blocks: own.map((block) => ({
        ...block,
        right: hub,
        left: block.sides.find((key) => key !== hub) ?? null,
      })),
    });
    rest = rest.filter((block) => !isOfHub(block));
  }
  return found;
}

const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Returns the sections with their rows so that what shares an end stands together. */
function inOrder(sections) {
  const all = () => sections.flatMap(({ blocks }) => blocks).flatMap(({ rows }) => rows);
  const namesOf = ({ bounds }) => bounds.flatMap(({ ends }) => ends);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rowsAt = new Map();
    all().forEach((row, i) => {
      for (const name of namesOf(row)) rowsAt.set(name, [...(rowsAt.get(name) ?? []), i]);
    });
    const ends = [...rowsAt].map(([name, at]) => [name, mean(at)]).sort((a, b) => a[1] - b[1]);
    const place = new Map(ends.map(([name], i) => [name, i]));
    const weight = (row) => {
      const names = namesOf(row);
      return names.length > 0 ? mean(names.map((name) => place.get(name))) : Infinity;
    };
    for (const block of sections.flatMap(({ blocks }) => blocks)) {
      const weighed = block.rows.map((row) => [row, weight(row)]);
      block.rows = weighed.sort((a, b) => (a[1] === b[1] ? 0 : a[1] - b[1])).map(([row]) => row);
    }
  }
  return sections;
}

/** Returns the rows that are drawn: so many, of those that were in force first. */
function cut(sections, isAll, then) {
  const all = sections.flatMap(({ blocks }) => blocks).flatMap(({ rows }) => rows);
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

/**
 * Returns what a state opens, in order: {key, sections, named, total, n, canGrow, words}.
 *
 * @returns key of what is opened around, null for pairs; sections {hub, blocks: {name, left, right,
 *   rows}}, where a row is {clause} or {bundle}, with {bounds, way}; sections of clauses that only
 *   name the party; how many clauses there are and how many of them are told, and whether more can
 *   be; and for each clause that another changes, how.
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
    for (const block of sections.flatMap(({ blocks: own }) => own)) {
      block.rows = rowsOf(block, isSingle || unfolded.includes(block.name), then);
    }
    return inOrder(sections);
  };
  const all = placed(blocks, key);
  const { sections, isCut } = cut(all, key === null || whole === key, then);
  const named = sort === "party" ? placed(blocksOf(clausesNaming.get(key) ?? []), null) : [];
  const rows = (list) => list.flatMap(({ blocks: own }) => own).flatMap((block) => block.rows);
  return {
    key,
    sections,
    named,
    total: countIn(rows(all)) + countIn(rows(named)),
    n: countIn(rows(sections)) + countIn(rows(named)),
    canGrow: isCut,
    words: new Map(
      sort === "clause" ? relatedTo(clauses.get(key)).map(({ word, to }) => [to, word]) : [],
    ),
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

/** Returns the patch that opens what is around a thing. */
export const openingAround = (key) => ({
  view: "opened",
  opened: Object.freeze([]),
  selected: key,
  target: null,
});

/** Returns the patch that opens a pair, beside what is open or alone. */
export const openingPair = (key, beside = []) => ({
  view: "opened",
  opened: Object.freeze([...beside.filter((other) => other !== key), key]),
  pair: key,
  selected: null,
  target: null,
  loop: null,
  list: null,
});
