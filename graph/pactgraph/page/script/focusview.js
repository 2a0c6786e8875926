/* The focus view: what is selected and what is around it, or how two things are connected. */

import { answers, looks } from "./answers.js";
import { sortOfThing } from "./connections.js";
import { heading, standingWords } from "./details.js";
import { className, draw, make } from "./dom.js";
import { STROKES } from "./drawing.js";
import { found } from "./finding.js";
import {
  drawnPicture,
  eventMark,
  FOCUS_EDGE,
  focusSvg,
  redrawPicture,
  statusMark,
} from "./focusdrawing.js";
import { FOCUS_FONTS, focusLines, focusPicture, focusWidth, linkWords } from "./focuslayout.js";
import { framed } from "./framing.js";
import {
  agreements,
  clauses,
  clausesNaming,
  clausesOfParty,
  element,
  events,
  parties,
  things,
} from "./model.js";
import { choosing } from "./networkview.js";
import { canUndo, change, state, undo } from "./state.js";
import { isTold, valueInWords } from "./telling.js";
import { counted, listed, lookWords, say, text, thingLabel, written } from "./words.js";

const focusPanel = element("view-focus");
const MOST_STEPS_AWAY = 3;
const USUAL_WIDTH = 760;

// ---- the frame around the picture ----------------------------------------------------------

const focusButton = (id, key, sign, onclick) =>
  make(
    "button",
    {
      type: "button",
      class: "tool",
      id,
      title: say(key),
      "aria-label": say(key),
      onclick,
    },
    sign,
  );

const setSteps = (steps) => {
  if (steps >= 1 && steps <= MOST_STEPS_AWAY) change({ steps });
};

/* Everything that has a name, in the order of the lists. */
const namedThings = [
  ...parties.values(),
  ...agreements.values(),
  ...[...events.values()].filter(({ isAgreement }) => !isAgreement),
  ...clauses.values(),
];

/** Returns what a thing is called among all others: its name, and its key if that is not enough. */
const optionName = ({ key, sort }) =>
  sort === "party" || sort === "event" ? thingLabel(key) : `${thingLabel(key)} (${key})`;

/** Returns the thing that is meant by what was typed: by its whole name, or by words of it. */
function meantBy(typed) {
  const told = typed.trim();
  const exact = namedThings.find((thing) =>
    [optionName(thing), thing.key, thingLabel(thing.key)].includes(told),
  );
  if (exact !== undefined) return exact;
  const match = found(told).find(({ thing }) => things.has(thing.key));
  return things.get(match?.thing.key);
}

function takeTarget({ target: field }) {
  const typed = field.value.trim();
  const meant = typed ? meantBy(typed) : undefined;
  element("focus-target-said").textContent =
    typed && !meant ? say("focus_target_unknown", { typed }) : "";
  if (meant || !typed) change({ target: meant?.key ?? null });
}

/** Makes the controls anew in the language chosen. */
function makeFrame() {
  focusPanel.dataset.saidIn = state().language;
  focusPanel.replaceChildren(
    make(
      "div",
      { class: "focus-tools" },
      make(
        "div",
        { role: "group", class: "focus-steps", "aria-label": say("focus_steps") },
        make("span", {}, say("focus_steps")),
        focusButton("focus-nearer", "focus_nearer", "−", () => setSteps(state().steps - 1)),
        make("output", { id: "focus-steps" }),
        focusButton("focus-wider", "focus_wider", "+", () => setSteps(state().steps + 1)),
      ),
      make(
        "div",
        { class: "focus-connect" },
        make("label", { for: "focus-target" }, say("focus_target")),
        make("input", {
          id: "focus-target",
          list: "focus-things",
          autocomplete: "off",
          spellcheck: "false",
          placeholder: say("focus_target_help"),
          "aria-describedby": "focus-target-said",
          onchange: takeTarget,
        }),
        make(
          "datalist",
          { id: "focus-things" },
          ...namedThings.map((thing) => make("option", { value: optionName(thing) })),
        ),
        focusButton("focus-target-end", "focus_target_end", "×", () => change({ target: null })),
      ),
    ),
    make("p", { class: "said", id: "focus-target-said", role: "status" }),
    make("p", { class: "focus-path", id: "focus-path" }),
    make("p", { class: "said", id: "focus-path-said" }),
    make("div", { class: "focus-scroll", id: "focus-scroll" }),
    make("p", { class: "said", id: "focus-count" }),
    make("p", { class: "unseen", id: "focus-help" }, say("focus_help")),
  );
  focusScrolling().addEventListener("scroll", slideParties, { passive: true });
  focusWatching.disconnect();
  focusWatching.observe(focusScrolling());
}

const focusScrolling = () => element("focus-scroll");
/* What is drawn: the picture, for which state and width it is, its nodes. */
const NOTHING_DRAWN = Object.freeze({ picture: null, parts: [], svg: null, reasons: [] });
let drawn = NOTHING_DRAWN;
let widthDrawn = 0;

const widthNow = () => {
  const { clientWidth } = focusScrolling();
  return clientWidth > 0 ? clientWidth - 2 * FOCUS_EDGE : 0;
};

const focusWatching = new ResizeObserver(() => {
  const width = widthNow();
  if (width === 0 || width === widthDrawn) return;
  widthDrawn = width;
  if (!focusPanel.hidden) drawFocus();
});

const nodeOfThing = (i) => drawn.parts[drawn.picture.wires.length + i].node;

/** Keeps the name of a party in sight beside a long list of its clauses. */
function slideParties() {
  if (!drawn.picture?.things.some(({ slide }) => slide > 0)) return;
  const seen = focusScrolling().scrollTop;
  drawn.picture.things.forEach(({ slide, reach }, i) => {
    if (!slide) return;
    const down = Math.max(0, Math.min(slide, seen - FOCUS_EDGE + 6 - reach.top));
    nodeOfThing(i).setAttribute("transform", `translate(0 ${down})`);
  });
}

// ---- drawing -----------------------------------------------------------------------------------

const pictureLabel = (picture) =>
  picture.end
    ? say("focus_path", { from: thingLabel(picture.start), to: thingLabel(picture.end) })
    : picture.start
      ? say("focus_title", { label: thingLabel(picture.start) })
      : say("focus_title", { label: say("pinned") });

/** Returns a connection in words: "Microsoft –holds→ Licence –owed by→ OpenAI". */
export const pathInWords = (path) =>
  path
    .map(
      ({ key, word, implied }) => (word ? `–${linkWords(word, implied)}→ ` : "") + thingLabel(key),
    )
    .join(" ");

function pathWords({ start, end, path }, target) {
  if (target !== null && !start) return say("focus_target_first");
  if (target !== null && !end) return say("focus_target_same");
  if (!end) return "";
  if (!path) return say("focus_apart", { from: thingLabel(start), to: thingLabel(end) });
  return pathInWords(path);
}

/** Says which clauses of a connection are not in force, and that there is no better one. */
function pathSaid({ path }, { on }) {
  if (!path || answers().broken.length > 0) return "";
  const weak = path
    .map(({ key }) => clauses.get(key))
    .filter((clause) => clause && standingWords(clause) !== lookWords("in force"));
  if (weak.length === 0) return "";
  return say("focus_path_weak", {
    on: written(on),
    clauses: listed(weak.map((clause) => `${text(clause.label)} (${standingWords(clause)})`)),
  });
}

/** Returns what a thing is told to be in under one of the terms of its details. */
const toldUnder = (thing, term) =>
  (thing.entries ?? [])
    .filter((entry) => entry.term === term)
    .flatMap(({ values }) => values)
    .filter((value) => isTold(value))
    .map((value) => valueInWords(value, thing.key));

const NAMED_UNDER = ["named_in", "said", "party_to", "part_of", "parts"];

/** Says that nobody gains or owes anything by a thing, and where it is named all the same. */
function nobodysNodes(key) {
  const thing = parties.get(key) ?? events.get(key);
  const named = NAMED_UNDER.map((term) => [heading(term), toldUnder(thing, term)])
    .filter(([, told]) => told.length > 0)
    .map(([term, told]) => `${term}: ${told.join("; ")}.`);
  return [say(parties.has(key) ? "focus_no_part" : "focus_no_clauses"), ...named].join(" ");
}

const emptyOf = {
  party: nobodysNodes,
  event: nobodysNodes,
  clause: () => "",
  agreement: (key) =>
    [say("focus_agreement_empty"), counted("statements", agreements.get(key).statements)].join(" "),
};

/** Says how many of how many clauses are shown, and lets all of them be. */
function countNodes({ start, count }) {
  if (!count) return [];
  if (count.total === 0) return [emptyOf[sortOfThing(start)](start)];
  if (!count.canGrow) return [counted("clauses", count.total)];
  const whole = state().whole === start;
  return [
    whole ? counted("clauses", count.total) : say("focus_shown", count),
    " ",
    make(
      "button",
      {
        type: "button",
        class: "quiet",
        id: "focus-whole",
        onclick: () => {
          change({ whole: whole ? null : start });
          element("focus-whole")?.focus();
        },
      },
      say(whole ? "focus_show_fewer" : "focus_show_all", { total: count.total }),
    ),
  ];
}

/** Returns what is offered while nothing is selected. */
function offerNodes() {
  const rank = ({ key }) => clausesOfParty.get(key)?.length ?? 0;
  const namings = ({ key }) => clausesNaming.get(key)?.length ?? 0;
  const sorted = [...parties.values()].sort((a, b) => rank(b) - rank(a) || namings(b) - namings(a));
  const parts = (party) =>
    rank(party) === 0 && namings(party) > 0
      ? say("focus_named_in", { clauses: counted("clauses", namings(party)) })
      : counted("clauses", rank(party));
  return [
    make("p", { class: "hint" }, say("focus_nothing")),
    make(
      "ul",
      { class: "focus-offers" },
      ...sorted.map((party) =>
        make(
          "li",
          {},
          make(
            "button",
            {
              type: "button",
              class: rank(party) > 0 ? "focus-offer" : "focus-offer idle",
              "data-thing": party.key,
            },
            make("b", {}, thingLabel(party.key)),
            make("span", {}, parts(party)),
          ),
        ),
      ),
    ),
  ];
}

const focusPlaceOf = (node) =>
  node?.closest?.("#focus-scroll")
    ? { key: node.dataset.thing, number: node.dataset.number }
    : null;

/** Gives the keyboard to a thing of the picture; only that one is a stop of the Tab key. */
function stopAt(node) {
  for (const other of focusPanel.querySelectorAll('.thing[tabindex="0"]')) other.tabIndex = -1;
  if (node) node.setAttribute("tabindex", "0");
}

const focusables = () => [...focusPanel.querySelectorAll(".thing[data-thing]")];

function restoreStop(place, isNew) {
  const nodes = focusables();
  const named = (key) => nodes.filter((node) => node.dataset.thing === key);
  const same = place && named(place.key).find((node) => node.dataset.number === place.number);
  const stop =
    (isNew ? null : same) ??
    named(place?.key)[0] ??
    named(state().selected)[0] ??
    nodes.find((node) => !node.matches(".heading")) ??
    nodes[0];
  stopAt(stop);
  if (place) stop?.focus({ preventScroll: !isNew });
}

/** Returns what a picture hangs on; as long as it is the same, nothing moves. Only a connection
    hangs on what is in force. */
const reasonsOf = (
  { selected, target, steps, pins, whole, language, on, known, assumed },
  width,
) => [
  selected,
  target,
  steps,
  pins,
  whole,
  language,
  ...(target === null ? [] : [on, known, assumed]),
  width,
];

/** Draws the view as the state has it. */
export function drawFocus(now = state()) {
  if (focusPanel.dataset.saidIn !== now.language) makeFrame();
  if (widthDrawn === 0) widthDrawn = widthNow();
  const reasons = reasonsOf(now, widthDrawn || USUAL_WIDTH);
  if (drawn.svg && reasons.every((reason, i) => reason === drawn.reasons[i])) {
    redrawPicture(drawn.picture, drawn.parts);
    return;
  }
  drawAnew(now, reasons);
}

function drawAnew(now, reasons) {
  const isNew = now.selected !== drawn.reasons[0] || now.target !== drawn.reasons[1];
  const place = focusPlaceOf(document.activeElement);
  const box = focusScrolling();
  const { scrollTop } = box;
  const picture = focusPicture(now, reasons[reasons.length - 1]);
  if (picture.things.length === 0) {
    drawn = NOTHING_DRAWN;
    box.replaceChildren(...(picture.start ? [] : offerNodes()));
  } else {
    drawn = { picture, reasons, ...focusSvg(picture, pictureLabel(picture)) };
    box.replaceChildren(drawn.svg);
  }
  if (isNew || scrollTop > 0) box.scrollTop = isNew ? 0 : scrollTop;
  element("focus-path").textContent = pathWords(picture, now.target);
  element("focus-path-said").textContent = pathSaid(picture, now);
  element("focus-count").replaceChildren(...countNodes(picture));
  drawTools(now);
  restoreStop(place, isNew);
  slideParties();
}

function drawTools({ steps, target }) {
  element("focus-steps").textContent = String(steps);
  element("focus-nearer").disabled = steps <= 1;
  element("focus-wider").disabled = steps >= MOST_STEPS_AWAY;
  element("focus-target-end").hidden = target === null;
  const field = element("focus-target");
  const thing = namedThings.find(({ key }) => key === target);
  if (document.activeElement !== field || target !== null) {
    field.value = thing ? optionName(thing) : "";
  }
  if (thing) element("focus-target-said").textContent = "";
}

// ---- keyboard and mouse ---------------------------------------------------------------------------

function chooseThing(key) {
  if (!things.has(key)) return;
  const target = key === state().target ? null : state().target;
  change({ ...choosing(key), selected: key, target });
}

const FOCUS_WAYS = {
  ArrowLeft: { axis: "left", size: "width", cross: "top", crossSize: "height", way: -1 },
  ArrowRight: { axis: "left", size: "width", cross: "top", crossSize: "height", way: 1 },
  ArrowUp: { axis: "top", size: "height", cross: "left", crossSize: "width", way: -1 },
  ArrowDown: { axis: "top", size: "height", cross: "left", crossSize: "width", way: 1 },
};

/** Returns the thing nearest in a direction: what lies straight ahead before what lies aside. */
function nearestThing(number, { axis, size, cross, crossSize, way }) {
  const all = drawn.picture.things;
  const from = all[number];
  const middle = (thing, start, length) => thing[start] + thing[length] / 2;
  const span = (thing) =>
    cross === "top" && thing.reach
      ? [thing.reach.top, thing.reach.bottom]
      : [thing[cross], thing[cross] + thing[crossSize]];
  const [low, high] = span(from);
  const cost = (thing) => {
    const ahead = way * (middle(thing, axis, size) - middle(from, axis, size));
    const edge = way > 0 ? thing[axis] : thing[axis] + thing[size];
    const isBeyond = way * (edge - middle(from, axis, size)) > 0;
    if (!isBeyond || !things.has(thing.key)) return Infinity;
    const [start, end] = span(thing);
    const apart = Math.max(0, start - high, low - end);
    const aside = Math.abs(middle(thing, cross, crossSize) - middle(from, cross, crossSize));
    return ahead + 6 * apart + 0.2 * aside;
  };
  const costs = all.map(cost);
  const least = Math.min(...costs);
  return nodeOfThing(least === Infinity ? number : costs.indexOf(least));
}

const isFocusField = (target) => target.matches("input, select, textarea");

function onFocusKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || isFocusField(target)) return;
  const thing = target.closest(".thing[data-thing]");
  const acts = {
    1: () => setSteps(1),
    2: () => setSteps(2),
    3: () => setSteps(3),
    "+": () => setSteps(state().steps + 1),
    "=": () => setSteps(state().steps + 1),
    "-": () => setSteps(state().steps - 1),
    Backspace: goBack,
    Escape: () => change({ target: null }),
    ...(thing
      ? {
          Enter: () => chooseThing(thing.dataset.thing),
          " ": () => chooseThing(thing.dataset.thing),
        }
      : {}),
  };
  if (thing && Object.hasOwn(FOCUS_WAYS, key)) {
    const next = nearestThing(Number(thing.dataset.number), FOCUS_WAYS[key]);
    stopAt(next);
    next.focus();
  } else if (Object.hasOwn(acts, key)) acts[key]();
  else return;
  event.preventDefault();
}

function goBack() {
  if (canUndo()) undo();
}

/** Lets the view be used by mouse and keyboard. */
export function wireFocus() {
  focusPanel.addEventListener("keydown", onFocusKey);
  focusPanel.addEventListener("click", ({ target }) => {
    const node = target.closest("[data-thing]");
    if (!node) return;
    if (node.matches(".thing")) {
      stopAt(node);
      node.focus({ preventScroll: true });
    }
    chooseThing(node.dataset.thing);
  });
}

// ---- the drawing by itself ----------------------------------------------------------------------------

const LINE_STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"];
const TEXT_STYLES = ["fill", "opacity", "font-family", "font-size", "font-weight"];
const SHAPES = "rect, path, circle, text, g";
const OF_THE_PAGE = /^(?:class|tabindex|role|data-|aria-)/u;

/** Writes what the style of the page says into the nodes themselves, and takes from them what
    only means something on the page. */
function resolveStyle(root) {
  const styled = [...root.querySelectorAll(SHAPES)].map((node) => {
    const style = getComputedStyle(node);
    const names = node.tagName === "text" ? TEXT_STYLES : LINE_STYLES;
    return [node, names.map((name) => [name, style.getPropertyValue(name)])];
  });
  for (const [node, values] of styled) {
    for (const [name, value] of values) {
      if (name === "opacity" ? value !== "1" : node.tagName !== "g") node.setAttribute(name, value);
    }
  }
  for (const node of [root, ...root.querySelectorAll("*")]) {
    for (const { name } of [...node.attributes]) {
      if (OF_THE_PAGE.test(name)) node.removeAttribute(name);
    }
  }
  for (const halo of root.querySelectorAll('rect[fill="none"][stroke="none"]')) halo.remove();
}

const exhibitLines = (told, top, width) => {
  const { size, line } = FOCUS_FONTS.small;
  return focusLines(told, "small", width, 6).map((words, i) =>
    draw("text", { x: -FOCUS_EDGE, y: top + size + i * (line + 2), class: "t-small" }, words),
  );
};

/** Returns the key of the picture, and how high it is. */
function exhibitKey(top, width) {
  const shape = (tag, attributes) => draw(tag, { class: "shape", ...attributes });
  const pill = (x, y, rx) => shape("rect", { x, y: y + 1, width: 26, height: 12, rx });
  const samples = [
    ...looks.map((look) => [
      lookWords(look),
      (x, y) => [
        statusMark(look, x, y + 1),
        draw(
          "g",
          { class: `thing clause ${className(look)}` },
          draw("path", {
            d: `M${x + 18} ${y + 7}h22`,
            class: "shape",
            "stroke-width": STROKES[look].width,
            "stroke-dasharray": STROKES[look].dash.join(" ") || null,
          }),
        ),
      ],
    ]),
    [say("permission"), (x, y) => [pill(x, y, 6)]],
    [say("duty"), (x, y) => [pill(x, y, 1)]],
    [
      say("prohibition"),
      (x, y) => [shape("path", { d: `M${x + 5} ${y + 1}h16l5 6-5 6h-16l-5-6z` })],
    ],
    [say("focus_key_open"), (x, y) => eventKey("open", x, y)],
    [say("focus_key_dated"), (x, y) => eventKey("dated", x, y)],
    [say("legend_arrow"), (x, y) => arrowKey(x, y)],
    [say("legend_money"), (x, y) => [wireKey(x, y, 4)]],
  ];
  const nodes = [];
  let [x, y] = [-FOCUS_EDGE, top];
  for (const [told, sample] of samples) {
    const wide = 48 + focusWidth(told, "small") + 18;
    if (x > 0 && x + wide > width) [x, y] = [-FOCUS_EDGE, y + 22];
    nodes.push(
      draw(
        "g",
        { class: "focus-key" },
        ...sample(x, y),
        draw("text", { x: x + 48, y: y + 11, class: "t-small word" }, told),
      ),
    );
    x += wide;
  }
  return { nodes, height: y - top + 22 };
}

const eventKey = (kind, x, y) => [
  draw("g", { class: `thing event ${kind}` }, ...eventMark(kind, x + 13, y + 7)),
];
const wireKey = (x, y, width) =>
  draw(
    "g",
    { class: "wire" },
    draw("path", { d: `M${x} ${y + 7}h34`, class: "line", "stroke-width": width }),
  );
const arrowKey = (x, y) => [
  wireKey(x, y, 1.4),
  draw(
    "g",
    { class: "wire" },
    draw("path", { d: `M${x + 40} ${y + 7}l-7 -3.6v7.2z`, class: "head" }),
  ),
];

/** Returns what is shown as an SVG element that needs nothing of the page: with its title, the
    setting it stands for and the key. */
export function exhibitFocus() {
  const picture = focusPicture(state(), widthDrawn || USUAL_WIDTH);
  const { line } = FOCUS_FONTS.small;
  const words = [pathWords(picture, state().target), pathSaid(picture, state())].join(" ").trim();
  const told = words ? exhibitLines(words, 26, picture.width) : [];
  const head = 38 + told.length * (line + 2);
  const key = exhibitKey(head + picture.height + 28, picture.width);
  const width = picture.width + 2 * FOCUS_EDGE;
  const height = head + picture.height + 28 + key.height + FOCUS_EDGE;
  const drawing = draw(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "focus-picture",
      width,
      height,
      viewBox: `${-FOCUS_EDGE} 0 ${width} ${height}`,
    },
    draw("text", { x: -FOCUS_EDGE, y: 16, class: "t-headline" }, pictureLabel(picture)),
    ...told,
    draw("g", { transform: `translate(0 ${head})` }, drawnPicture(picture).group),
    ...key.nodes,
  );
  const workshop = make("div", { class: "unseen", "aria-hidden": "true" }, drawing);
  focusPanel.append(workshop);
  resolveStyle(drawing);
  workshop.remove();
  return framed(drawing, true);
}
