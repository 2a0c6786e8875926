/* Words made comparable, and how well they match (search/words.py, whose rules the model has). */

import { model } from "../model/model.js";

const { rules } = model.search;
const empty = new Set(rules.empty);

/* Letters as `str.casefold` has them: those that only their capitals show to be the same. */
const folded = (letters) =>
  letters
    .toLowerCase()
    .replace(/[^ı]+/gu, (some) => some.toUpperCase().toLowerCase())
    .replaceAll("ς", "σ");

/** Returns the words and numbers of a text, folded. */
export function wordsIn(told) {
  const plain = folded(told.normalize("NFKD")).normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Returns the words that are about something, each once; all if none is. */
export function content(told) {
  const words = [...new Set(wordsIn(told))];
  const about = words.filter((word) => !empty.has(word));
  return about.length > 0 ? about : words;
}

/** Returns those of the `known` words that `wanted` means, each with how well it does. */
export function matching(wanted, known) {
  const spellings = [wanted, wanted.replace(/([aou])e/gu, "$1")].map((word) => [
    word,
    [...word].length,
  ]);
  const found = new Map();
  for (const word of known) {
    const quality = qualityOf(word, spellings);
    if (quality > 0) found.set(word, quality);
  }
  const [[, size]] = spellings;
  const shortest = found.size > 0 ? rules.shortestNearBesides : rules.shortestNear;
  if (/^\p{Nd}+$/u.test(wanted) || size < shortest || size > rules.longestNear) return found;
  /** @type {[string, number][]} */
  const near = nearest(wanted, known).map((word) => [word, rules.nearly]);
  return new Map([...near, ...found]);
}

function qualityOf(word, spellings) {
  if (spellings.some(([spelt]) => word === spelt)) return rules.whole;
  if (spellings.some(([spelt, size]) => size >= rules.shortestBeginning && word.startsWith(spelt)))
    return rules.beginning;
  if (spellings.some(([spelt, size]) => size >= rules.shortestInside && word.includes(spelt)))
    return rules.inside;
  return 0;
}

// ---- words that are nearly the same, as Python's difflib finds them ------------------

function nearest(wanted, known) {
  const second = [...wanted];
  const close = [];
  for (const word of known) {
    const first = [...word];
    const total = first.length + second.length;
    if ((2 * Math.min(first.length, second.length)) / total < rules.nearEnough) continue;
    const ratio = (2 * shared(first, second)) / total;
    if (ratio >= rules.nearEnough) close.push({ word, ratio });
  }
  close.sort((a, b) => b.ratio - a.ratio || (a.word < b.word ? 1 : -1));
  return close.slice(0, rules.mostNear).map(({ word }) => word);
}

/** Returns how many letters two words share: in the longest part of both, and beside it. */
function shared(first, second) {
  const { i, j, size } = longestPart(first, second);
  if (size === 0) return 0;
  return (
    size +
    shared(first.slice(0, i), second.slice(0, j)) +
    shared(first.slice(i + size), second.slice(j + size))
  );
}

/** Returns where the longest part of both begins in each; the first of several. */
function longestPart(first, second) {
  let best = { i: 0, j: 0, size: 0 };
  let before = [];
  for (let i = 0; i < first.length; i += 1) {
    const here = [];
    for (let j = 0; j < second.length; j += 1) {
      if (first[i] !== second[j]) continue;
      here[j] = (before[j - 1] ?? 0) + 1;
      if (here[j] > best.size) best = { i: i - here[j] + 1, j: j - here[j] + 1, size: here[j] };
    }
    before = here;
  }
  return best;
}
