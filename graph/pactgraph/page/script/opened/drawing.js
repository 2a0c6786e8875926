/* How the opened view looks: its picture as SVG, coloured by the answers of the setting. */

import { answers, isKnown, lookOf } from "../answers/answers.js";
import { outcomeInWords } from "../answers/duties.js";
import { oldInWords } from "../answers/evidence.js";
import { className, draw } from "../elements/dom.js";
import { agreements, clauses, things } from "../model/model.js";
import { DIFFERENCE_SIGNS, STROKES } from "../pictures/palette.js";
import { state } from "../state/state.js";
import { amountsInWords, counted, looksCounted, say } from "../words/words.js";
import { lifeOf } from "./life.js";
import { isClauseLit, isEndLit } from "./lit.js";
import {
  countMark,
  differenceMark,
  eventMark,
  eventShape,
  pinMark,
  ruleShape,
  statusMark,
} from "./marks.js";
import { eventStanding, spokenClause, standingOfClause } from "./said.js";
import { OPENED_FONTS, openedCut } from "./text.js";
import { dashOf, drawnPole, drawnTitle, drawnWire } from "./wires.js";

const boxOf = ({ left, top, width, height }) => ({ x: left, y: top, width, height });

function ringOf({ left, top, width, height }, rx) {
  return draw("rect.halo", {
    x: left - 4,
    y: top - 4,
    width: width + 8,
    height: height + 8,
    rx: rx + 4,
  });
}

const STRIP = 7;
const CENTRED = new Set(["party", "end", "date"]);

/** Returns the lines of a thing as texts, and what writes the small text under them. */
function writtenLines(thing) {
  const { size, line } = OPENED_FONTS[thing.font];
  const below = ((thing.hasSmall ? 1 : 0) + thing.notes.length) * OPENED_FONTS.small.line;
  const room = thing.height - (thing.strip ? STRIP : 0);
  const start = thing.top + (room - thing.lines.length * line - below) / 2 + size - 0.5;
  const isCentred = CENTRED.has(thing.sort);
  const x = thing.left + (isCentred ? thing.width / 2 : thing.textLeft);
  const anchor = isCentred ? "middle" : null;
  const write = (told, y, font) =>
    draw("text", { x, y, class: `t-${font}`, "text-anchor": anchor }, told);
  const next = start + thing.lines.length * line + 0.5;
  const cutTo = thing.width - thing.textLeft - thing.textRight;
  const under = next + (thing.hasSmall ? OPENED_FONTS.small.line : 0);
  return {
    first: start,
    nodes: [
      ...thing.lines.map((told, i) => write(told, start + i * line, thing.font)),
      ...thing.notes.map((told, i) => write(told, under + i * OPENED_FONTS.small.line, "small")),
    ],
    writeSmall: (told) =>
      thing.hasSmall ? write(openedCut(told, "small", cutTo), next, "small") : null,
  };
}

// ---- things ---------------------------------------------------------------------------

const ROUND = { duty: 2, prohibition: 6, permission: 22 };

function clauseLook(thing) {
  const clause = clauses.get(thing.key);
  const standing = standingOfClause(clause);
  const look = standing.status ?? "never";
  const stroke = STROKES[look];
  const { first, nodes, writeSmall } = writtenLines(thing);
  const sign = DIFFERENCE_SIGNS[standing.differs];
  const { left, top, width, height } = thing;
  const duty = outcomeInWords(clause);
  const more = [standing.words, amountsInWords(clause), oldInWords(clause)];
  const small = [duty, ...(thing.isWhole ? more : [])];
  const life = thing.strip
    ? lifeOf(clause, { left: left + thing.textLeft, top: top + height - 8, width: width - 52 })
    : { sign: "", nodes: () => [] };
  return {
    name: [spokenClause(clause, standing), duty].filter(Boolean).join(". "),
    sign: life.sign,
    classes: [
      className(look),
      standing.isThere ? "" : "ghost",
      standing.isAside ? "aside" : "",
      isClauseLit(thing.key) ? "" : "dim",
      standing.differs,
    ],
    parts: () => [
      ringOf(thing, ROUND[clause.rule]),
      ruleShape(clause.rule, thing, {
        class: "shape",
        "stroke-width": stroke.width,
        "stroke-dasharray": dashOf(stroke.dash),
      }),
      standing.status ? statusMark(standing.status, left + 14, top + height / 2 - 6) : null,
      ...life.nodes(),
      ...nodes,
      thing.amount
        ? draw(
            "text.t-small.strong",
            { x: left + width - 14, y: first, "text-anchor": "end" },
            thing.amount,
          )
        : null,
      writeSmall(small.filter(Boolean).join(" · ")),
      sign ? differenceMark(sign, left + 5, top + 4) : null,
      standing.isPinned ? pinMark(left + width - 6, top + 3) : null,
    ],
  };
}

/** Returns how many of the clauses of a bundle stand how, in words. */
function bundleInWords(bundle) {
  const found = answers();
  const known = bundle.filter((clause) => isKnown(clause, found));
  if (found.broken.length > 0) return counted("clauses", bundle.length);
  const counts = new Map();
  for (const clause of known) {
    const look = lookOf(clause, found);
    counts.set(look, (counts.get(look) ?? 0) + 1);
  }
  const told = looksCounted(counts);
  if (known.length < bundle.length) told.push(say("not_known_short"));
  return told.join(" · ");
}

function bundleLook(thing) {
  const { nodes, writeSmall } = writtenLines(thing);
  const told = bundleInWords(thing.bundle);
  const isDim = !thing.bundle.some(({ key }) => isClauseLit(key));
  return {
    name: `${thing.told}. ${told}. ${say("opened_unfold")}`,
    classes: [isDim ? "dim" : ""],
    parts: () => [
      ringOf(thing, 8),
      draw("rect", {
        ...boxOf({ ...thing, left: thing.left + 4, top: thing.top + 4 }),
        rx: 8,
        class: "under",
      }),
      draw("rect", { ...boxOf(thing), rx: 8, class: "shape" }),
      draw("path.chevron", {
        d: `M${thing.left + 15} ${thing.top + thing.height / 2 - 5}l6 5l-6 5`,
      }),
      ...nodes,
      writeSmall(told),
    ],
  };
}

function partyLook(thing) {
  return {
    name: thing.told,
    classes: [thing.bounds && !isEndLit(thing.name) ? "dim" : ""],
    parts: () => [
      ringOf(thing, 6),
      draw("rect", { ...boxOf(thing), rx: 6, class: "shape" }),
      ...writtenLines(thing).nodes,
    ],
  };
}

/** Returns how an event looks that bounds clauses, in the column of ends. */
function endLook(thing) {
  const [whole, standing] = [eventStanding(thing.name), eventStanding(thing.name, true)];
  const sort = agreements.has(thing.name) ? "agreement" : "event";
  const { nodes, writeSmall } = writtenLines(thing);
  const { bounds } = thing;
  return {
    name: `${say(sort)}: ${thing.told}. ${whole.words}. ${counted("clauses", bounds.length)}`,
    classes: [
      standing.kind,
      state().assumed.has(thing.key) ? "supposed" : "",
      isEndLit(thing.name) ? "" : "dim",
    ],
    parts: () => [
      ringOf(thing, 10),
      eventShape(thing, {
        class: "shape",
        "stroke-dasharray": standing.kind === "open" ? "5 3" : null,
      }),
      ...nodes,
      writeSmall(standing.words),
      bounds.length > 1
        ? countMark(bounds.length, thing.left + thing.width - 6, thing.top + 2)
        : null,
    ],
  };
}

function dateLook(thing) {
  const { bounds } = thing;
  return {
    name: `${thing.told}. ${counted("clauses", bounds.length)}`,
    classes: [isEndLit(thing.name) ? "" : "dim"],
    parts: () => [
      draw("rect", { ...boxOf(thing), rx: 2, class: "shape" }),
      ...writtenLines(thing).nodes,
      bounds.length > 1
        ? countMark(bounds.length, thing.left + thing.width - 6, thing.top + 2)
        : null,
    ],
  };
}

function eventLook(thing) {
  const standing = eventStanding(thing.key);
  const { nodes, writeSmall } = writtenLines(thing);
  const sort = say(agreements.has(thing.key) ? "agreement" : "event");
  return {
    name: `${sort}: ${thing.told}. ${standing.words}`,
    classes: [standing.kind],
    parts: () => [
      ringOf(thing, 3),
      draw("rect", { ...boxOf(thing), rx: 3, class: "shape" }),
      ...eventMark(standing.kind, thing.left + 18, thing.top + thing.height / 2),
      ...nodes,
      writeSmall(standing.words),
    ],
  };
}

function agreementLook(thing) {
  const { date, binding } = agreements.get(thing.key);
  const { nodes, writeSmall } = writtenLines(thing);
  const isThere = !answers().unknown.has(thing.key);
  return {
    name: `${say("agreement")}: ${thing.told}`,
    classes: [isThere ? "" : "ghost"],
    parts: () => [
      ringOf(thing, 6),
      draw("rect", {
        ...boxOf(thing),
        rx: 6,
        class: "shape",
        "stroke-dasharray": binding ? null : "4 3",
      }),
      ...nodes,
      writeSmall(
        [isThere ? "" : say("not_known_short"), date, binding ? "" : say("not_binding")]
          .filter(Boolean)
          .join(" · "),
      ),
    ],
  };
}

const LOOK_OF = {
  clause: clauseLook,
  bundle: bundleLook,
  party: partyLook,
  event: eventLook,
  end: endLook,
  date: dateLook,
  agreement: agreementLook,
};

/** Returns a thing as it is drawn now: its node, and what of it a change of date can change. */
function drawnThing(thing, number) {
  const { name, sign = "", classes, parts } = LOOK_OF[thing.sort](thing);
  const told = `${name}\n${classes.join(" ")}\n${sign}\n${thing.key === state().selected}`;
  return { sign: told, draw: () => thingNode(thing, number, { name, classes, parts: parts() }) };
}

function thingNode(thing, number, { name, classes, parts }) {
  const isThing = things.has(thing.key);
  const isButton = isThing || thing.unfolds !== undefined;
  return draw(
    "g",
    {
      class: ["thing", thing.sort, ...classes].filter(Boolean).join(" "),
      role: isButton ? "button" : "img",
      tabindex: isButton ? -1 : null,
      "aria-label": name,
      "aria-current": isThing && thing.key === state().selected ? "true" : null,
      "data-thing": isThing ? thing.key : null,
      "data-unfold": thing.unfolds ?? null,
      "data-number": number,
    },
    thing.isCut ? draw("title", thing.told) : null,
    ...parts,
  );
}

export const OPENED_EDGE = 10; // around a picture, for rings and marks

/** Returns everything of a picture that can change with the date: wires below, things above. */
const changingParts = (picture) => [
  ...picture.wires.map(drawnWire),
  ...picture.things.map(drawnThing),
];

/** Returns a picture as a group of SVG, with each changing part as it was drawn. */
export function drawnPicture(picture) {
  const parts = changingParts(picture).map(({ sign, draw: drawPart }) => ({
    sign,
    node: drawPart(),
  }));
  const wires = parts.slice(0, picture.wires.length);
  const group = draw(
    "g",
    draw(
      "g",
      { "aria-hidden": "true" },
      ...wires.map(({ node }) => node),
      ...picture.poles.flatMap(drawnPole),
      ...picture.titles.flatMap(drawnTitle(picture)),
    ),
    ...parts.slice(picture.wires.length).map(({ node }) => node),
  );
  return { group, parts };
}

/** Draws anew what the state has changed of a picture that is drawn. */
export function redrawPicture(picture, parts) {
  changingParts(picture).forEach(({ sign, draw: drawPart }, i) => {
    if (parts[i].sign === sign) return;
    const old = parts[i].node;
    const node = drawPart();
    for (const name of ["tabindex", "transform"]) {
      if (old.hasAttribute(name)) node.setAttribute(name, old.getAttribute(name));
    }
    const hadFocus = old === document.activeElement;
    old.replaceWith(node);
    if (hadFocus) node.focus({ preventScroll: true });
    parts[i] = { sign, node };
  });
}

/** Returns a picture as an SVG element that is called `label`, and its changing parts. */
export function openedSvg(picture, label) {
  const width = picture.width + 2 * OPENED_EDGE;
  const height = picture.height + 2 * OPENED_EDGE;
  const { group, parts } = drawnPicture(picture);
  const svg = draw(
    "svg.opened-picture",
    {
      role: "group",
      "aria-label": label,
      "aria-describedby": "opened-help",
      width,
      height,
      viewBox: `${-OPENED_EDGE} ${-OPENED_EDGE} ${width} ${height}`,
    },
    group,
  );
  return { svg, parts };
}
