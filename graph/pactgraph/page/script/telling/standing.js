/* How a clause stands, as a mark and in words. */

import { answers, isKnown, lookOf } from "../answers/answers.js";
import { lookTold } from "../answers/reasons.js";
import { glyph, make } from "../elements/dom.js";
import { lookWords, say } from "../words/words.js";

/** Returns how a clause stands, with its mark: one that is not known yet says so. Of one that can
    revive is said what has to come, if all is to be `told`. */
export function standingMark(clause, found = answers(), told = false) {
  if (!isKnown(clause, found)) return [make("span", say("not_known_short"))];
  if (found.broken.length > 0) return [make("span", "–")];
  const look = lookOf(clause, found);
  return [glyph(look), make("span", told ? lookTold(clause, found) : lookWords(look))];
}

/** Returns a status in words, as `standingMark` has it. */
export const standingWords = (clause, found = answers()) =>
  standingMark(clause, found)
    .map(({ textContent }) => textContent)
    .join("");
