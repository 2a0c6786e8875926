/* How the opened view looks: its picture as SVG, coloured by the answers of the setting. */

import { answers, isKnown, lookCounts } from "../answers/answers.js";
import { outcomeInWords } from "../answers/duties.js";
import { oldInWords } from "../answers/evidence.js";
import { className, draw, glyph } from "../elements/dom.js";
import { keeper } from "../elements/keeping.js";
import { agreements, clauses, things } from "../model/model.js";
import { DIFFERENCE_SIGNS, STROKES } from "../pictures/palette.js";
import { state } from "../state/state.js";
import { amountsInWords, counted, joined, looksCounted, say } from "../words/words.js";
import { lifeOf } from "./life.js";
import { isClauseLit, isEndLit } from "./lit.js";
import {
  boxOf,
  countMark,
  differenceMark,
  eventMark,
  middleOf,
  pinMark,
  pointedShape,
  ruleShape,
} from "./marks.js";
import { eventStanding, spokenClause, standingOfClause } from "./said.js";
import { STRIP } from "./sizing.js";
import { OPENED_FONTS, openedCut } from "./text.js";
import { dashOf, drawnPole, drawnTitle, drawnWire } from "./wires.js";

const ringOf = ({ left, top, width, height }, rx) =>
  draw("rect.halo", {
    ...boxOf({ left: left - 4, top: top - 4, width: width + 8, height: height + 8 }),
    rx: rx + 4,
  });

const CENTRED = new Set(["party", "end", "date"]);

/** Returns where the first line of a thing stands. */
function firstLine({ font, lines, notes, hasSmall, height, strip, top }) {
  const { size, line } = OPENED_FONTS[font];
  const below = ((hasSmall ? 1 : 0) + notes.length) * OPENED_FONTS.small.line;
  return top + (height - (strip ? STRIP : 0) - lines.length * line - below) / 2 + size - 0.5;
}

/** Returns the lines of a thing as texts, with a small one under them if it has one. */
function texts(thing, told = "") {
  const { font, lines, notes, hasSmall, left, width, textLeft, textRight } = thing;
  const isCentred = CENTRED.has(thing.sort);
  const x = left + (isCentred ? width / 2 : textLeft);
  const small = hasSmall ? [openedCut(told, "small", width - textLeft - textRight)] : [];
  const first = firstLine(thing);
  const { line } = OPENED_FONTS[font];
  const write = (words, y, name) =>
    draw("text", { x, y, class: `t-${name}`, "text-anchor": isCentred ? "middle" : null }, words);
  const under = first + lines.length * line + 0.5;
  return [
    ...lines.map((words, i) => write(words, first + i * line, font)),
    ...[...small, ...notes].map((words, i) =>
      write(words, under + i * OPENED_FONTS.small.line, "small"),
    ),
  ];
}

/** Returns a thing as a box with its ring and its texts.
    @param {{ small?: string, dash?: string | null, marks?: any }} how */
const boxed = (thing, rx, how = {}) => [
  ringOf(thing, rx),
  draw("rect.shape", { ...boxOf(thing), rx, "stroke-dasharray": how.dash }),
  how.marks,
  ...texts(thing, how.small),
];

// ---- things ---------------------------------------------------------------------------

const ROUND = { duty: 2, prohibition: 6, permission: 22 };

function clauseLook(thing) {
  const clause = clauses.get(thing.key);
  const standing = standingOfClause(clause);
  const look = standing.status ?? "never";
  const stroke = STROKES[look];
  const sign = DIFFERENCE_SIGNS[standing.differs];
  const { left, top, width } = thing;
  const glyphAt = { x: left + 14, y: middleOf(thing) - 6, width: 12, height: 12 };
  const amountAt = { x: left + width - 14, y: firstLine(thing), "text-anchor": "end" };
  const duty = outcomeInWords(clause);
  const more = [standing.words, amountsInWords(clause), oldInWords(clause)];
  const small = [duty, ...(thing.isWhole ? more : [])];
  const life = lifeOf(clause, thing);
  return {
    name: joined(". ", [spokenClause(clause, standing), duty]),
    sign: life.sign,
    classes: [
      className(look),
      !standing.isThere && "ghost",
      standing.isAside && "aside",
      !isClauseLit(thing.key) && "dim",
      standing.differs,
    ],
    parts: () => [
      ringOf(thing, ROUND[clause.rule]),
      ruleShape(clause.rule, thing, {
        class: "shape",
        "stroke-width": stroke.width,
        "stroke-dasharray": dashOf(stroke.dash),
      }),
      standing.status && glyph(standing.status, glyphAt),
      ...life.nodes(),
      ...texts(thing, joined(" · ", small)),
      thing.amount && draw("text.t-small.strong", amountAt, thing.amount),
      sign && differenceMark(sign, left + 5, top + 4),
      standing.isPinned && pinMark(left + width - 6, top + 3),
    ],
  };
}

/** Returns how many of the clauses of a bundle stand how, in words. */
function bundleInWords(bundle) {
  if (answers().broken.length > 0) return counted("clauses", bundle.length);
  const isAllKnown = bundle.every((clause) => isKnown(clause));
  const unknown = isAllKnown ? "" : say("not_known_short");
  return joined(" · ", [...looksCounted(lookCounts(bundle)), unknown]);
}

const chevron = ({ left, top, height }, turn) =>
  draw("path.chevron", { d: `M${left + 15} ${top + height / 2 - 5}${turn}` });

function bundleLook(thing) {
  const small = bundleInWords(thing.bundle);
  const under = boxOf({ ...thing, left: thing.left + 4, top: thing.top + 4 });
  return {
    name: `${thing.told}. ${small}. ${say("opened_unfold")}`,
    classes: [!thing.bundle.some(({ key }) => isClauseLit(key)) && "dim"],
    parts: () => [
      draw("rect.under", { ...under, rx: 8 }),
      ...boxed(thing, 8, { small, marks: chevron(thing, "l6 5l-6 5") }),
    ],
  };
}

const foldLook = (thing) => ({
  name: thing.told,
  classes: [],
  parts: () => boxed(thing, 8, { marks: chevron(thing, "m-2 8l5 -6l5 6") }),
});

const named = (key) => say(agreements.has(key) ? "agreement" : "event");

/** Returns how often an end counts, at its corner; nothing for once. */
const boundsMark = ({ bounds, left, top, width }) =>
  bounds.length > 1 && countMark(bounds.length, left + width - 6, top + 2);

const partyLook = (thing) => ({
  name: thing.told,
  classes: [thing.bounds && !isEndLit(thing.name) && "dim"],
  parts: () => boxed(thing, 6),
});

/** Returns how an event looks that bounds clauses, in the column of ends. */
function endLook(thing) {
  const [whole, standing] = [eventStanding(thing.name), eventStanding(thing.name, true)];
  const count = counted("clauses", thing.bounds.length);
  const dash = standing.kind === "open" ? "5 3" : null;
  return {
    name: `${named(thing.name)}: ${thing.told}. ${whole.words}. ${count}`,
    classes: [
      standing.kind,
      state().assumed.has(thing.key) && "supposed",
      !isEndLit(thing.name) && "dim",
    ],
    parts: () => [
      ringOf(thing, 10),
      pointedShape(thing, 10, { class: "shape", "stroke-dasharray": dash }),
      ...texts(thing, standing.words),
      boundsMark(thing),
    ],
  };
}

const dateLook = (thing) => ({
  name: `${thing.told}. ${counted("clauses", thing.bounds.length)}`,
  classes: [!isEndLit(thing.name) && "dim"],
  parts: () => [draw("rect.shape", { ...boxOf(thing), rx: 2 }), ...texts(thing), boundsMark(thing)],
});

function eventLook(thing) {
  const { kind, words } = eventStanding(thing.key);
  const mark = () => eventMark(kind, thing.left + 18, middleOf(thing));
  return {
    name: `${named(thing.key)}: ${thing.told}. ${words}`,
    classes: [kind],
    parts: () => boxed(thing, 3, { small: words, marks: mark() }),
  };
}

function agreementLook(thing) {
  const { date, binding } = agreements.get(thing.key);
  const isThere = !answers().unknown.has(thing.key);
  const aside = [!isThere && say("not_known_short"), date, !binding && say("not_binding")];
  const small = joined(" · ", aside);
  return {
    name: `${say("agreement")}: ${thing.told}`,
    classes: [!isThere && "ghost"],
    parts: () => boxed(thing, 6, { small, dash: binding ? null : "4 3" }),
  };
}

const LOOK_OF = {
  clause: clauseLook,
  bundle: bundleLook,
  fold: foldLook,
  party: partyLook,
  event: eventLook,
  end: endLook,
  date: dateLook,
  agreement: agreementLook,
};

/** Returns a thing as it is drawn now: its node, and what of it a change of date can change. */
function drawnThing(thing, number) {
  const { name, sign = "", classes, parts } = LOOK_OF[thing.sort](thing);
  const isThing = things.has(thing.key);
  const isButton = isThing || thing.unfolds !== undefined;
  const isSelected = isThing && thing.key === state().selected;
  const about = {
    class: ["thing", thing.sort, ...classes],
    role: isButton ? "button" : "img",
    tabindex: isButton ? -1 : null,
    "aria-label": name,
    "aria-current": isSelected && "true",
    "data-thing": isThing ? thing.key : null,
    "aria-expanded": thing.unfolds === undefined ? null : String(thing.sort === "fold"),
    "data-unfold": thing.unfolds,
    "data-number": number,
  };
  const node = () => draw("g", about, thing.isCut && draw("title", thing.told), ...parts());
  return { sign: [name, classes, sign, isSelected].join("\n"), draw: node };
}

export const OPENED_EDGE = 10; // around a picture, for rings and marks

/** Returns everything of a picture that can change with the date, drawn anew unless `keep` has it
    as it is: wires below, things above. */
export const changingNodes = (picture, keep) =>
  [...picture.wires.map(drawnWire), ...picture.things.map(drawnThing)].map(
    ({ sign, draw: drawPart }, i) => keep(i, sign, drawPart),
  );

/** Returns a picture as a group of SVG. */
export function drawnPicture(picture, keep = keeper()) {
  const nodes = changingNodes(picture, keep);
  return draw(
    "g",
    draw(
      "g",
      { "aria-hidden": "true" },
      ...nodes.slice(0, picture.wires.length),
      ...picture.poles.flatMap(drawnPole),
      ...picture.titles.flatMap(drawnTitle(picture)),
    ),
    ...nodes.slice(picture.wires.length),
  );
}

/** Returns a picture as an SVG element that is called `label`. */
export function openedSvg(picture, label, keep) {
  const width = picture.width + 2 * OPENED_EDGE;
  const height = picture.height + 2 * OPENED_EDGE;
  return draw(
    "svg.opened-picture",
    {
      role: "group",
      "aria-label": label,
      "aria-describedby": "opened-help",
      width,
      height,
      viewBox: `${-OPENED_EDGE} ${-OPENED_EDGE} ${width} ${height}`,
    },
    drawnPicture(picture, keep),
  );
}
