/* What matches some words: ranked, each with the text that matched (asking/search/answer.py). */

import { grouped, model, things } from "../model/model.js";
import { keptWhile } from "../state/perstate.js";
import { LANGUAGES } from "../state/state.js";
import { content, matching, wordsIn } from "./matching.js";

const { fields } = model.search;
const searched = model.search.things.map((thing) => ({
  ...thing,
  id: thing.id ?? thing.key,
  iri: thing.iri ?? things.get(thing.key).iri,
}));

/** Returns the name of a thing in the language with a number. */
function labelOf(key, language) {
  const { label } = things.get(key);
  return typeof label === "string" ? label : label[language];
}

/** Returns for each word in which places it stands; made when first asked for. */
const placesByWord = keptWhile(
  () => [],
  () => {
    const places = searched.flatMap((thing) =>
      thing.places.map(([field, told = thing.id, more = ""]) => {
        const text = typeof told === "number" ? labelOf(thing.key, told) : told;
        return { thing, field: fields[field], text, words: new Set(wordsIn(`${text} ${more}`)) };
      }),
    );
    const numbered = places.map((place, number) => ({ ...place, number }));
    return grouped(numbered, ({ words }) => words);
  },
);

const better = (hit, other) =>
  other === undefined ||
  hit.score > other.score ||
  (hit.score === other.score && hit.place.number > other.place.number);

/** Returns, for each thing that has the word, its score and the place of its best match. */
function hitsOf(meant) {
  const hits = new Map();
  for (const [word, quality] of meant) {
    for (const place of placesByWord().get(word)) {
      const { thing, field, words } = place;
      const hit = { score: quality * field.weight + 1 / (1 + words.size), place };
      if (better(hit, hits.get(thing))) hits.set(thing, hit);
    }
  }
  return hits;
}

/** @type {{ typed: string, hits: Map<any, any>[], missed: string[] }} */
let asked = { typed: "", hits: [], missed: [] };

/** Returns for each word of a search what has it, and the words that nothing has. */
function hitsFor(typed) {
  if (asked.typed === typed) return asked;
  const known = [...placesByWord().keys()];
  const words = content(typed).map((word) => ({ word, meant: matching(word, known) }));
  const hits = words.filter(({ meant }) => meant.size > 0).map(({ meant }) => hitsOf(meant));
  const missed = words.filter(({ meant }) => meant.size === 0).map(({ word }) => word);
  asked = { typed, hits, missed };
  return asked;
}

/** Returns the words of a search that nothing has. */
export const missedWords = (typed) => hitsFor(typed).missed;

/** Returns, for each word of a search that something has, the keys of what has it. */
export const keysByWord = (typed) =>
  hitsFor(typed).hits.map((hits) => new Set([...hits.keys()].map(({ key }) => key)));

/** Returns what has all words of a search, the best first: {thing, field, text, score}. */
export function found(typed) {
  const { hits } = hitsFor(typed);
  if (hits.length === 0) return [];
  const [first, ...others] = hits;
  const shared = [...first.keys()].filter((thing) => others.every((other) => other.has(thing)));
  const matches = shared.map((thing) => matchOf(hits.map((of) => of.get(thing))));
  return matches.sort(
    (a, b) =>
      b.score - a.score || compared(a.thing.id, b.thing.id) || compared(a.thing.iri, b.thing.iri),
  );
}

/** Returns what a thing is called, in every language. */
export function namesOf({ id, key, places }) {
  const names = places
    .filter(([field]) => fields[field].name === "label")
    .map(([, told]) => (typeof told === "number" ? labelOf(key, told) : told));
  return names.length > 0 ? LANGUAGES.map((_, n) => names[n] ?? names[0]) : id;
}

/** Returns the key of what the page shows of a thing: itself, or what tells of it. */
export const shownFor = ({ key, at }) => (things.has(key) ? key : at);

/** Returns the amounts of a thing, each as it is written in every language. */
export function amountsOf({ places }) {
  const written = places.filter(([field]) => fields[field].name === "amount");
  const amounts = [];
  for (let i = 0; i < written.length; i += LANGUAGES.length) {
    amounts.push(written.slice(i, i + LANGUAGES.length).map(([, told]) => told));
  }
  return amounts;
}

const compared = (a, b) => (a < b ? -1 : Number(a > b));

function matchOf(hits) {
  const best = hits.reduce((one, other) => (better(other, one) ? other : one));
  const score = hits.reduce((sum, hit) => sum + hit.score, 0);
  const { thing, field, text } = best.place;
  return { thing, field: field.name, text, score: Math.floor(score * 1000 + 0.5) / 1000 };
}
