/* The opened view: pairs of parties or what is selected, clause by clause, or how two things are
   connected. */

import { answers } from "../answers/answers.js";
import { sortOfThing } from "../answers/connections.js";
import { heading } from "../details/details.js";
import { button, hit, label, make, onKeys, renew } from "../elements/dom.js";
import { keeper } from "../elements/keeping.js";
import { found } from "../finding/found.js";
import {
  agreements,
  clauses,
  clausesNaming,
  clausesOfParty,
  element,
  events,
  parties,
  things,
} from "../model/model.js";
import { endsOf } from "../model/web.js";
import { choosing, openingPair } from "../state/choosing.js";
import { keptWhile } from "../state/perstate.js";
import { canUndo, change, state, undo } from "../state/state.js";
import { standingWords } from "../telling/standing.js";
import { isTold, valueInWords } from "../telling/things.js";
import { partyWords } from "../web/words.js";
import { counted, listed, lookWords, say, text, thingLabel, written } from "../words/words.js";
import { changingNodes, OPENED_EDGE, openedSvg } from "./drawing.js";
import { linkWords, openedPicture } from "./layout.js";
import { besides } from "./opening.js";

const openedPanel = element("view-opened");
const scrolling = element("opened-scroll");
const USUAL_WIDTH = 760;

// ---- the frame around the picture ----------------------------------------------------------

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
  element("opened-target-said").textContent =
    typed && !meant ? say("opened_target_unknown", { typed }) : "";
  if (meant || !typed) change({ target: meant?.key ?? null });
}

function takeBeside({ target: field }) {
  const { opened } = state();
  if (field.value !== "") change(openingPair(field.value, opened));
}

/** Offers all names in the language chosen. */
const nameThings = keptWhile(
  () => [state().language],
  () => {
    const names = namedThings.map((thing) => make("option", { value: optionName(thing) }));
    element("opened-things").replaceChildren(...names);
  },
);

const pairWords = (key) => endsOf(key).map(partyWords).join(" – ");

/** Returns a pair that is open, with what closes it. */
function pairChip(key) {
  const rest = () => Object.freeze(state().opened.filter((other) => other !== key));
  const closing = button("tool", "×", () => change({ opened: rest(), pair: null }));
  label(closing, say("opened_close", { pair: pairWords(key) }));
  return make(
    "li",
    button("link", pairWords(key), () => change({ pair: key, selected: null })),
    closing,
  );
}

let width = 0; // that there is for the picture; not known before it is first seen

function measure() {
  const { clientWidth } = scrolling;
  if (clientWidth > 0) width = clientWidth - 2 * OPENED_EDGE;
}

/** Returns what a picture is about: no open pair hangs on what is selected. */
const subjectOf = ({ opened, selected, target }) => [
  opened,
  opened.length > 0 && target === null ? null : selected,
  target,
];

/* As long as all that a picture hangs on is the same, nothing moves. Only a connection hangs on what
   is in force. */
const pictureNow = keptWhile(
  () => {
    const { unfolded, pins, whole, language, target, on, known, assumed } = state();
    const setting = target === null ? [] : [on, known, assumed];
    return [...subjectOf(state()), unfolded, pins, whole, language, width, ...setting];
  },
  () => openedPicture(state(), width || USUAL_WIDTH),
);

/* What is drawn: the picture, what it is about, and what keeps its nodes. */
/** @type {{ picture: any, subject: unknown[], keep: any }} */
let drawn = { picture: { things: [], wires: [] }, subject: [], keep: keeper() };

/** @returns {any} */
const nodeOfThing = (i) => scrolling.querySelector(`[data-number="${i}"]`);

/** Keeps the name of a party in sight beside a long list of its clauses. */
function slideParties() {
  const seen = scrolling.scrollTop - OPENED_EDGE + 6;
  drawn.picture.things.forEach(({ slide, reach }, i) => {
    if (!slide) return;
    const down = Math.max(0, Math.min(slide, seen - reach.top));
    nodeOfThing(i).setAttribute("transform", `translate(0 ${down})`);
  });
}

// ---- drawing -----------------------------------------------------------------------------------

function pictureLabel({ start, end, found: shown }) {
  if (end) return say("opened_path", { from: thingLabel(start), to: thingLabel(end) });
  if (shown && shown.key === null) return state().opened.map(pairWords).join(", ");
  return start === null ? say("pinned") : thingLabel(start);
}

/** Returns a connection in words: "Microsoft –holds→ Licence –owed by→ OpenAI". */
const pathInWords = (path) =>
  path
    .map(
      ({ key, word, implied }) => (word ? `–${linkWords(word, implied)}→ ` : "") + thingLabel(key),
    )
    .join(" ");

function pathWords({ start, end, path }, target) {
  if (target !== null && !start) return say("opened_target_first");
  if (target !== null && !end) return say("opened_target_same");
  if (!end) return "";
  if (!path) return say("opened_apart", { from: thingLabel(start), to: thingLabel(end) });
  return pathInWords(path);
}

/** Says which clauses of a connection are not in force, and that there is no better one. */
function pathSaid({ path }, { on }) {
  if (!path || answers().broken.length > 0) return "";
  const weak = path
    .map(({ key }) => clauses.get(key))
    .filter((clause) => clause && standingWords(clause) !== lookWords("in force"));
  if (weak.length === 0) return "";
  return say("opened_path_weak", {
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
  return [say(parties.has(key) ? "opened_no_part" : "opened_no_clauses"), ...named].join(" ");
}

const emptyOf = {
  party: nobodysNodes,
  event: nobodysNodes,
  clause: () => "",
  agreement: (key) =>
    [say("opened_agreement_empty"), counted("statements", agreements.get(key).statements)].join(
      " ",
    ),
};

/** Says how many of how many clauses are shown, and lets all of them be. */
function countNodes({ found: count }) {
  if (!count) return [];
  const { key: start } = count;
  if (count.total === 0) return start === null ? [] : [emptyOf[sortOfThing(start)](start)];
  const whole = start !== null && state().whole === start;
  if (!count.canGrow && !whole) return [counted("clauses", count.total)];
  const grow = () => {
    change({ whole: whole ? null : start });
    element("opened-whole")?.focus();
  };
  const told = say(whole ? "opened_show_fewer" : "opened_show_all", { total: count.total });
  return [
    whole ? counted("clauses", count.total) : say("opened_shown", count),
    " ",
    button("quiet", told, grow, { id: "opened-whole" }),
  ];
}

/** Returns what is offered while nothing is selected. */
function offerNodes() {
  const count = (groups, key) => groups.get(key)?.length ?? 0;
  const offer = ({ key, own, namings }) =>
    make(
      `button.opened-offer${own > 0 ? "" : ".idle"}`,
      { "data-thing": key },
      make("b", thingLabel(key)),
      own === 0 && namings > 0
        ? make("span", say("opened_named_in", { clauses: counted("clauses", namings) }))
        : make("span", counted("clauses", own)),
    );
  const offers = [...parties.keys()]
    .map((key) => ({ key, own: count(clausesOfParty, key), namings: count(clausesNaming, key) }))
    .sort((a, b) => b.own - a.own || b.namings - a.namings)
    .map((party) => make("li", offer(party)));
  return [make("p.hint", say("opened_nothing")), make("ul.opened-offers", ...offers)];
}

/** Gives the keyboard to a thing of the picture; only that one is a stop of the Tab key. */
function stopAt(node) {
  for (const other of scrolling.querySelectorAll('.thing[tabindex="0"]')) other.tabIndex = -1;
  if (node) node.setAttribute("tabindex", "0");
}

/** Returns what a thing is known by in every picture: a bundle by what it unfolds.
    @param {HTMLElement} node */
const nameOf = ({ dataset: { thing, unfold } }) => thing ?? unfold;

/** Gives the stop of the keyboard, and the keyboard if it was at a thing, to that thing again. */
function restoreStop(before, isNew) {
  const nodes = [...scrolling.querySelectorAll(STOPS)];
  const named = (name) => nodes.filter((node) => nameOf(node) === name);
  const again = before ? named(nameOf(before)) : [];
  const same = again.find(({ dataset }) => !isNew && dataset.number === before.dataset.number);
  const stop = same ?? again[0] ?? named(state().selected)[0] ?? nodes[0];
  stopAt(stop);
  if (before) stop?.focus({ preventScroll: !isNew });
}

/** Draws the view as the state has it. */
export function drawOpened(now = state(), before = now) {
  nameThings();
  if (width === 0) measure();
  const picture = pictureNow();
  if (picture !== drawn.picture) {
    drawAnew(now, picture);
    return;
  }
  changingNodes(picture, drawn.keep);
  if (now.selected !== before.selected) showSelected();
}

/** Returns what is drawn, as plain data: of each thing its sort, key and name, and what it bounds
    or bundles. */
export const openedThings = () =>
  drawn.picture.things.map(({ sort, key, name, bounds, bundle: own }) => {
    const bundle = own?.map((clause) => clause.key);
    return { sort, key, name, bounds, bundle };
  });

/** Brings what is selected into sight, by the box alone. */
function showSelected() {
  const number = drawn.picture.things.findIndex(
    ({ key }) => key !== null && key === state().selected,
  );
  if (number < 0) return;
  const { top, height } = drawn.picture.things[number];
  const { scrollTop, clientHeight } = scrolling;
  const isSeen = top > scrollTop && top + height < scrollTop + clientHeight;
  if (!isSeen) scrolling.scrollTop = top + (height - clientHeight) / 2;
}

function drawAnew(now, picture) {
  const subject = subjectOf(now);
  const isNew = subject.some((part, i) => part !== drawn.subject[i]);
  const { activeElement } = document;
  const place = scrolling.contains(activeElement) ? activeElement : null;
  const { scrollTop } = scrolling;
  drawn = { picture, subject, keep: keeper() };
  const isEmpty = picture.things.length === 0;
  const shown = isEmpty ? offerNodes() : [openedSvg(picture, pictureLabel(picture), drawn.keep)];
  scrolling.replaceChildren(...(isEmpty && picture.start ? [] : shown));
  if (isNew || scrollTop > 0) scrolling.scrollTop = isNew ? 0 : scrollTop;
  element("opened-path").textContent = pathWords(picture, now.target);
  element("opened-path-said").textContent = pathSaid(picture, now);
  element("opened-count").replaceChildren(...countNodes(picture));
  drawTools(now);
  restoreStop(place, isNew);
  if (isNew && now.opened.length > 0) showSelected();
  slideParties();
}

function drawTools({ opened, target }) {
  renew(element("opened-pairs"), opened.map(pairChip));
  const menu = element("opened-beside");
  const option = (value, told) => make("option", { value }, told);
  menu.replaceChildren(
    option("", say("opened_beside")),
    ...besides({ opened }).map(({ key }) => option(key, pairWords(key))),
  );
  menu.hidden = menu.options.length === 1;
  element("opened-connect").hidden = opened.length > 0;
  element("opened-target-end").hidden = target === null;
  const field = element("opened-target");
  const thing = namedThings.find(({ key }) => key === target);
  if (document.activeElement !== field || target !== null) {
    field.value = thing ? optionName(thing) : "";
  }
  if (thing) element("opened-target-said").textContent = "";
}

// ---- keyboard and mouse ---------------------------------------------------------------------------

const STOPS = ".thing[data-thing], .thing[data-unfold]";

/** @param {HTMLElement} node */
function choose({ dataset: { thing = "", unfold } }) {
  if (unfold !== undefined) {
    const { unfolded } = state();
    const others = unfolded.filter((name) => name !== unfold);
    const isFolded = others.length === unfolded.length;
    change({ unfolded: Object.freeze(isFolded ? [...others, unfold] : others) });
    return;
  }
  if (!things.has(thing)) return;
  const target = thing === state().target ? null : state().target;
  change({ ...choosing(thing), selected: thing, target });
}

const ACROSS = { axis: "left", size: "width", cross: "top", crossSize: "height" };
const DOWN = { axis: "top", size: "height", cross: "left", crossSize: "width" };
const OPENED_WAYS = {
  ArrowLeft: { ...ACROSS, way: -1 },
  ArrowRight: { ...ACROSS, way: 1 },
  ArrowUp: { ...DOWN, way: -1 },
  ArrowDown: { ...DOWN, way: 1 },
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
    if (!isBeyond || !(things.has(thing.key) || thing.unfolds !== undefined)) return Infinity;
    const [start, end] = span(thing);
    const apart = Math.max(0, start - high, low - end);
    const aside = Math.abs(middle(thing, cross, crossSize) - middle(from, cross, crossSize));
    return ahead + 6 * apart + 0.2 * aside;
  };
  const costs = all.map(cost);
  const least = Math.min(...costs);
  return nodeOfThing(least === Infinity ? number : costs.indexOf(least));
}

const walk = (thing, { key }) => {
  const next = nearestThing(Number(thing.dataset.number), OPENED_WAYS[key]);
  stopAt(next);
  next.focus();
};

const goBack = () => canUndo() && undo();

const isField = ({ target }) => target.matches("input, select, textarea");

/** Returns the picture of now as wide as it is seen, with what is said of it. */
export function openedNowSeen() {
  const picture = pictureNow();
  const told = [pathWords(picture, state().target), pathSaid(picture, state())].join(" ").trim();
  return { picture, label: pictureLabel(picture), told };
}

element("opened-beside").addEventListener("change", takeBeside);
element("opened-target").addEventListener("change", takeTarget);
element("opened-target-end").addEventListener("click", () => change({ target: null }));
scrolling.addEventListener("scroll", slideParties, { passive: true });
new ResizeObserver(() => {
  measure();
  if (!openedPanel.hidden) drawOpened();
}).observe(scrolling);
onKeys(openedPanel, { Backspace: goBack, Escape: () => change({ target: null }) }, (event) =>
  isField(event) ? null : undefined,
);
const walks = Object.fromEntries(Object.keys(OPENED_WAYS).map((key) => [key, walk]));
onKeys(openedPanel, { ...walks, Enter: choose, " ": choose }, (event) => hit(event, STOPS));
openedPanel.addEventListener("click", (event) => {
  const node = hit(event, "[data-thing], [data-unfold]");
  if (!node) return;
  if (node.matches(".thing")) {
    stopAt(node);
    node.focus({ preventScroll: true });
  }
  choose(node);
});
