/* How the focus view looks: its picture as SVG, coloured by the answers of the setting. */

import { answers, comparedAnswers, difference, isKnown, lookOf } from "./answers.js";
import { className, draw } from "./dom.js";
import { DIFFERENCE_SIGNS, isOver, moneyWidth, STROKES } from "./drawing.js";
import { oldInWords } from "./evidence.js";
import { matches } from "./filter.js";
import { FOCUS_FONTS, focusCut } from "./focuslayout.js";
import { agreements, clauses, element, events, kinds, things } from "./model.js";
import { state } from "./state.js";
import {
  dayInWords,
  formula,
  lastPartBefore,
  listed,
  lookWords,
  say,
  text,
  thingLabel,
  written,
} from "./words.js";

// ---- what is said -------------------------------------------------------------------

/** Returns what is known of an event in the setting: {kind, words}, where the kind is "open",
    "dated", "never" or "unknown". */
export function eventStanding(key) {
  const found = answers();
  const supposed = state().assumed.get(key);
  const dated = (on, date) =>
    say(`focus_${on}_${date.length > 7 ? "on" : "in"}`.replace("focus_plain_", "focus_"), {
      date: written(date),
    });
  if (found.unknown.has(key)) return { kind: "unknown", words: say("not_known_short") };
  if (supposed === "never") return { kind: "never", words: say("focus_supposed_never") };
  if (supposed !== undefined) return { kind: "dated", words: dated("supposed", supposed) };
  const { earliest, latest } = found.windows.get(key);
  const { occurred, date } = events.get(key).happening;
  if (occurred !== null && latest === occurred.latest) {
    return { kind: "dated", words: dated("plain", date) };
  }
  if (earliest === null) return { kind: "never", words: say("event_never") };
  if (latest === null) return { kind: "open", words: say("event_undated") };
  return { kind: "dated", words: say("focus_by", { date: written(dayInWords(latest)) }) };
}

/** Returns the amounts of a clause in words, as its details have them. */
const amountsOf = ({ entries }) =>
  (entries.find(({ term }) => term === "amounts")?.values ?? [])
    .map(({ text: told }) => text(told))
    .join(", ");

/** Returns the fixed end of a clause in words: the date after which no period of it holds; ""
    without one, or if it is over anyway. */
function fixedEndOf({ periods }, status) {
  const ends = periods.map(({ until }) => until);
  if (ends.length === 0 || ends.includes(null) || (status !== null && isOver(status))) return "";
  const last = ends.reduce((a, b) => (b > a ? b : a));
  const part = lastPartBefore(last);
  const isAlone = new Set(ends).size === 1 && periods.every((p) => p.notHappened.length === 0);
  const form = part === null ? "until" : "through";
  return say(isAlone ? `end_${form}` : `end_at_most_${form}`, { end: part ?? dayInWords(last) });
}

let standings = { of: null, found: new Map() };

/** Returns how a clause stands in the state of now: what of it is drawn, and how. */
function standingOfClause(clause) {
  if (standings.of !== state()) standings = { of: state(), found: new Map() };
  if (!standings.found.has(clause)) standings.found.set(clause, standingNow(clause));
  return standings.found.get(clause);
}

function standingNow(clause) {
  const found = answers();
  const before = comparedAnswers();
  const isThere = isKnown(clause, found);
  const isSure = found.broken.length === 0;
  const look = lookOf(clause, found);
  return {
    isThere,
    status: isThere && isSure ? look : null,
    words: isThere ? (isSure ? lookWords(look) : "–") : say("not_known_short"),
    differs: before ? difference(clause, before, found) : "",
    isPinned: state().pins.includes(clause.key),
    isAside: !matches(clause),
  };
}

/** Returns what a screen reader says of a clause. */
function spokenClause(clause, standing) {
  const named = (keys) => listed(keys.map(thingLabel));
  return [
    text(clause.label),
    `${say(clause.rule)}, ${text(kinds.get(clause.kind)?.label ?? clause.kind)}`,
    clause.owedBy.length > 0 ? `${say("link_owed_by")} ${named(clause.owedBy)}` : "",
    clause.holders.length > 0 ? `${say("link_held_by")} ${named(clause.holders)}` : "",
    standing.words,
    standing.differs ? say(standing.differs) : "",
    amountsOf(clause),
    standing.isThere ? formula(clause.periods, answers().unknown) : "",
    oldInWords(clause),
    standing.isPinned ? say("pinned") : "",
  ]
    .filter(Boolean)
    .join(". ");
}

function spokenThing(thing) {
  const label = thing.told;
  if (thing.sort === "party") {
    return thing.part ? `${label}, ${say(`link_${thing.part}`)}` : label;
  }
  if (thing.sort === "event") {
    const sort = say(agreements.has(thing.key) ? "agreement" : "event");
    return `${sort}: ${label}. ${eventStanding(thing.key).words}`;
  }
  return `${say("agreement")}: ${label}`;
}

// ---- shapes ---------------------------------------------------------------------------

const dashOf = (dash) => (dash.length > 0 ? dash.join(" ") : null);

/** Returns the outline of a rule: a right is a pill, a duty a box, a prohibition pointed. */
function ruleShape(rule, { left, top, width, height }, attributes) {
  if (rule !== "prohibition") {
    const rx = rule === "duty" ? 2 : Math.min(height / 2, 23);
    return draw("rect", { x: left, y: top, width, height, rx, ...attributes });
  }
  const [right, bottom, middle, tip] = [left + width, top + height, top + height / 2, 12];
  const d =
    `M${left + tip} ${top}H${right - tip}L${right} ${middle}L${right - tip} ${bottom}` +
    `H${left + tip}L${left} ${middle}Z`;
  return draw("path", { d, ...attributes });
}

/** Returns the mark of a status, drawn anew so that the drawing can stand alone. */
export const statusMark = (status, x, y, size = 12) =>
  draw(
    "svg",
    { class: `glyph ${className(status)}`, x, y, width: size, height: size, viewBox: "0 0 12 12" },
    ...[...element(`glyph-${className(status)}`).children].map((shape) => shape.cloneNode(true)),
  );

/** Returns the mark of an event: a diamond, hollow while open, full with a date, crossed. */
export function eventMark(kind, x, y) {
  const mark = [
    draw("path", {
      d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`,
      class: "lozenge",
    }),
  ];
  if (kind === "never") {
    mark.push(
      draw("path", {
        d: `M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x - 6} ${y + 6}L${x + 6} ${y - 6}`,
        class: "strike",
      }),
    );
  }
  return mark;
}

const pinMark = (x, y) =>
  draw(
    "g",
    { class: "pin" },
    draw("circle", { cx: x, cy: y, r: 8 }),
    draw("path", { d: `M${x - 2.4} ${y - 4.4}h4.8l-.6 3.2 2 1.8h-3.2v4.2h-1.2v-4.2h-3.2l2-1.8z` }),
  );

const differenceMark = (sign, x, y) =>
  draw(
    "g",
    { class: "sign" },
    draw("circle", { cx: x, cy: y, r: 8 }),
    draw("text", { x, y: y + 4.4, class: "t-title", "text-anchor": "middle" }, sign),
  );

// ---- things ---------------------------------------------------------------------------

const focusBoxOf = ({ left, top, width, height }) => ({ x: left, y: top, width, height });

function focusRingOf({ left, top, width, height }, rx) {
  return draw("rect", {
    class: "halo",
    x: left - 4,
    y: top - 4,
    width: width + 8,
    height: height + 8,
    rx: rx + 4,
  });
}

/** Returns the lines of a thing as texts, and where the small text under them stands. */
function writtenLines(thing) {
  const { size, line } = FOCUS_FONTS[thing.font];
  const small = thing.hasSmall ? FOCUS_FONTS.small.line : 0;
  const start = thing.top + (thing.height - thing.lines.length * line - small) / 2 + size - 0.5;
  const centred = thing.sort === "party";
  const x = thing.left + (centred ? thing.width / 2 : thing.textLeft);
  const anchor = centred ? "middle" : null;
  const nodes = thing.lines.map((told, i) =>
    draw("text", { x, y: start + i * line, class: `t-${thing.font}`, "text-anchor": anchor }, told),
  );
  const writeSmall = (told) =>
    draw(
      "text",
      { x, y: start + thing.lines.length * line + 0.5, class: "t-small", "text-anchor": anchor },
      focusCut(told, "small", thing.width - thing.textLeft - thing.textRight),
    );
  return { nodes, writeSmall };
}

function clauseLook(thing) {
  const clause = clauses.get(thing.key);
  const standing = standingOfClause(clause);
  const look = standing.status ?? "never";
  const stroke = STROKES[look];
  const { nodes, writeSmall } = writtenLines(thing);
  const sign = DIFFERENCE_SIGNS[standing.differs];
  const small = [
    standing.words,
    standing.differs ? say(standing.differs) : "",
    amountsOf(clause),
    standing.isThere ? fixedEndOf(clause, standing.status) : "",
    oldInWords(clause),
    thing.aside ?? "",
  ];
  const middle = thing.top + thing.height / 2;
  return {
    name: spokenClause(clause, standing),
    classes: [
      className(look),
      standing.isThere ? "" : "ghost",
      standing.isAside ? "aside" : "",
      standing.differs,
    ],
    parts: () => [
      focusRingOf(thing, clause.rule === "duty" ? 2 : clause.rule === "prohibition" ? 6 : 22),
      ruleShape(clause.rule, thing, {
        class: "shape",
        "stroke-width": stroke.width,
        "stroke-dasharray": dashOf(stroke.dash),
      }),
      standing.status ? statusMark(standing.status, thing.left + 14, middle - 6) : null,
      ...nodes,
      writeSmall(small.filter(Boolean).join(" · ")),
      sign ? differenceMark(sign, thing.left + 5, thing.top + 4) : null,
      standing.isPinned ? pinMark(thing.left + thing.width - 6, thing.top + 3) : null,
    ],
  };
}

function partyLook(thing) {
  const { nodes, writeSmall } = writtenLines(thing);
  return {
    name: spokenThing(thing),
    classes: [],
    parts: () => [
      focusRingOf(thing, 6),
      draw("rect", { ...focusBoxOf(thing), rx: 6, class: "shape" }),
      ...nodes,
      writeSmall(say(thing.part ? `link_${thing.part}` : "party")),
    ],
  };
}

function eventLook(thing) {
  const standing = eventStanding(thing.key);
  const { nodes, writeSmall } = writtenLines(thing);
  const middle = thing.top + thing.height / 2;
  return {
    name: spokenThing(thing),
    classes: [standing.kind],
    parts: () => [
      focusRingOf(thing, 3),
      draw("rect", { ...focusBoxOf(thing), rx: 3, class: "shape" }),
      ...eventMark(standing.kind, thing.left + 18, middle),
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
    name: spokenThing(thing),
    classes: [isThere ? "" : "ghost"],
    parts: () => [
      focusRingOf(thing, 6),
      draw("rect", {
        ...focusBoxOf(thing),
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

function headingLook(thing) {
  return {
    name: spokenThing(thing),
    classes: [],
    parts: () => [
      focusRingOf(thing, 2),
      draw("rect", { ...focusBoxOf(thing), class: "shape" }),
      ...writtenLines(thing).nodes,
    ],
  };
}

const LOOK_OF = {
  clause: clauseLook,
  party: partyLook,
  event: eventLook,
  agreement: agreementLook,
  heading: headingLook,
};

/** Returns a thing as it is drawn now: its node, and what of it a change of date can change. */
function drawnThing(thing, number) {
  const { name, classes, parts } = LOOK_OF[thing.sort](thing);
  const sign = `${name}\n${classes.join(" ")}`;
  return { sign, draw: () => thingNode(thing, number, { name, classes, parts: parts() }) };
}

function thingNode(thing, number, { name, classes, parts }) {
  const isThing = things.has(thing.key);
  return draw(
    "g",
    {
      class: ["thing", thing.sort, ...classes].filter(Boolean).join(" "),
      role: isThing ? "button" : "img",
      tabindex: isThing ? -1 : null,
      "aria-label": name,
      "aria-current": thing.key === state().selected ? "true" : null,
      "data-thing": isThing ? thing.key : null,
      "data-number": number,
    },
    thing.isCut ? draw("title", {}, thing.told) : null,
    ...parts,
  );
}

// ---- wires --------------------------------------------------------------------------------

const FOCUS_HEAD = 7;

function arrowHead([x, y], way, down = false) {
  const d = down
    ? `M${x} ${y}l-3.6 ${-FOCUS_HEAD}h7.2z`
    : `M${x} ${y}l${-way * FOCUS_HEAD} -3.6v7.2z`;
  return draw("path", { d, class: "head" });
}

function wirePath({ from: [x, y], to: [toX, toY], level }, short) {
  if (level !== undefined) return `M${x} ${y}V${level}H${toX}V${toY - short}`;
  const end = toX - short;
  if (Math.abs(y - toY) < 0.5) return `M${x} ${y}H${end}`;
  const middle = (x + end) / 2;
  return `M${x} ${y}C${middle} ${y} ${middle} ${toY} ${end} ${toY}`;
}

function drawnWire(wire) {
  const clause = clauses.get(wire.clause);
  const standing = clause ? standingOfClause(clause) : null;
  const look = standing ? (standing.status ?? "never") : null;
  const classes = [
    "wire",
    standing && (standing.isAside || !standing.isThere) ? "aside" : "",
    look && isOver(look) ? "over" : "",
  ];
  const dash = look && !isOver(look) ? dashOf(STROKES[look].dash) : null;
  const name = classes.filter(Boolean).join(" ");
  return { sign: `${name} ${dash}`, draw: () => wireNode(wire, clause, name, dash) };
}

const wireNode = (wire, clause, name, dash) =>
  draw(
    "g",
    { class: name },
    draw("path", {
      d: wirePath(wire, wire.arrow ? FOCUS_HEAD - 1 : 0),
      class: "line",
      "stroke-width": clause ? moneyWidth(clause.dollars ?? 0) : 1.4,
      "stroke-dasharray": dash,
    }),
    wire.arrow ? arrowHead(wire.to, 1, wire.level !== undefined) : null,
  );

const drawnPole = ({ left, top, width, height, trunk, arrow }) => [
  draw("rect", { x: left, y: top, width, height, class: trunk ? "trunk" : "pole" }),
  arrow ? arrowHead([left + width / 2, top + height], 1, true) : null,
];

const drawnTitle = (picture) => (title) => [
  title.rule ? draw("path", { d: `M0 ${title.top - 4}H${picture.width}`, class: "rule" }) : null,
  draw(
    "text",
    {
      x: title.left,
      y: title.top + FOCUS_FONTS[title.font].size + 2,
      class: `t-${title.font} ${title.rule === undefined ? "word" : ""}`,
      "text-anchor": title.middle ? "middle" : null,
    },
    title.text,
  ),
];

export const FOCUS_EDGE = 10; // around a picture, for rings and marks

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
    {},
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
export function focusSvg(picture, label) {
  const width = picture.width + 2 * FOCUS_EDGE;
  const height = picture.height + 2 * FOCUS_EDGE;
  const { group, parts } = drawnPicture(picture);
  const svg = draw(
    "svg",
    {
      class: "focus-picture",
      role: "group",
      "aria-label": label,
      "aria-describedby": "focus-help",
      width,
      height,
      viewBox: `${-FOCUS_EDGE} ${-FOCUS_EDGE} ${width} ${height}`,
    },
    group,
  );
  return { svg, parts };
}
