/* What goes between parties, in words: on the picture, in the list beside it, in the details. */

import { memberOf } from "../model/web.js";
import { state } from "../state/state.js";
import { fill, listed, phrasesOf, say } from "../words/words.js";
import { isCurrency, labelOfMember, lanesOf } from "./picture.js";

const formats = new Map();

/** Returns a sum in short: "$138B"; of a unit that is no currency its number and its name. */
export function brief(value, unit) {
  const { language } = state();
  const name = `${language} ${unit}`;
  if (!formats.has(name)) formats.set(name, formatOf(language, unit));
  return formats.get(name)(value);
}

function formatOf(language, unit) {
  /** @type {Intl.NumberFormatOptions} */
  const shape = { notation: "compact", maximumSignificantDigits: 4 };
  if (!isCurrency(unit)) {
    const { format } = new Intl.NumberFormat(language, shape);
    return (value) => `${format(value)} ${unit}`;
  }
  Object.assign(shape, { style: "currency", currency: unit, currencyDisplay: "narrowSymbol" });
  return new Intl.NumberFormat(language, shape).format;
}

/** Returns a sum with its bounds: "$10B, up to $30B" (telling/amounts.py). */
function sumWords({ unit, exact, about, least, most }) {
  const phrases = phrasesOf("amounts");
  const told = (value, phrase) => fill(phrases[phrase] ?? "{}", [brief(value, unit)]);
  return [
    exact > 0 ? told(exact, about ? "about" : "exact") : "",
    least > 0 ? told(least, "more than") : "",
    most > 0 ? told(most, "up to") : "",
  ]
    .filter(Boolean)
    .join(", ");
}

const familyWords = (family) => phrasesOf("loops")[family];

/** Returns what a lane carries, in short: "pays $138B", "shares". */
export function laneBrief(lane) {
  const money = lane.sums.filter(({ unit }) => isCurrency(unit)).map(sumWords);
  return [familyWords(lane.family), ...money.slice(0, 1)].filter(Boolean).join(" ");
}

/** Returns how a lane stands in words. */
const standingOfLane = ({ standing }) => phrasesOf("loops")[standing];

/** Returns all that a lane comes to, besides what it is: sums, and how many have none. */
export function laneSums(lane) {
  return [
    ...lane.sums.map(sumWords),
    lane.rates > 0 ? say("lane_rates", lane.rates) : "",
    lane.joint > 0 ? fill(phrasesOf("loops").joint, { count: lane.joint }) : "",
    lane.undisclosed > 0 && lane.family !== "grants"
      ? say("lane_undisclosed", lane.undisclosed)
      : "",
  ]
    .filter(Boolean)
    .join("; ");
}

export const partyWords = (key) => (memberOf.has(key) ? labelOfMember(memberOf.get(key)) : key);

/** Returns what two parties have with each other: "Amazon invests $50B; OpenAI pays $138B". */
export function cableTold({ key }) {
  const told = lanesOf(key)
    .filter(({ standing }) => standing !== "over")
    .map((lane) => {
      const hangs = lane.standing === "stands" ? "" : ` (${standingOfLane(lane)})`;
      return `${partyWords(lane.giver)} ${laneBrief(lane)}${hangs}`;
    });
  return told.length > 0 ? told.join("; ") : say("pair_over");
}

/** Returns the same with the names of both before it. */
export const cableWords = (cable) =>
  `${listed([cable.one, cable.other].map(partyWords))}: ${cableTold(cable)}`;
