/* The map: vis-network gives the canvas that pans and zooms, drawing.js draws on it. Here: how
   much of the drawing is seen, and what mouse, touch and keyboard do to it. */

import { answers, isKnown, knownClauses, lookOf } from "../answers/answers.js";
import { oldInWords, oldMeans } from "../answers/evidence.js";
import { onKeys } from "../elements/dom.js";
import { clauses, element, model, things } from "../model/model.js";
import {
  clausesIn,
  groupNodes,
  groupOf,
  inPairs,
  isGroup,
  nodeOf,
  nodes,
  pairsInAll,
  partyNodes,
} from "../model/places.js";
import { boardOn, placeTip } from "../pictures/board.js";
import { readPalette } from "../pictures/palette.js";
import { choosing } from "../state/choosing.js";
import { change, state } from "../state/state.js";
import { announce } from "../telling/announcing.js";
import { counted, formula, joined, lookWords, say, thingLabel, written } from "../words/words.js";
import { countsInWords, countsOf, drawBelow, drawThing } from "./drawing.js";
import {
  isFolded,
  isVisible,
  labelOf,
  openGroup,
  panelOf,
  pointer,
  rectangle,
  stageNow,
  thingAt,
  world,
} from "./picture.js";

const canvas = element("canvas");
const tip = element("tip");
const MARGIN = 16;
const HEAD = 40; // pixels above the drawing, for the buttons that stand on it
const STEADY = 0.72; // above this scale everything fits, and unfolding moves no camera
const LEGIBLE = 0.62; // a smaller scale is not read any more
let camera = { moved: false, steady: true };

readPalette();
const board = boardOn(canvas, {
  nodes: nodes.map((node) => ({
    key: node.key,
    x: node.x,
    y: node.y,
    width: node.box[0],
    height: node.box[1],
    fixed: true,
    draw: (ctx) => drawThing(ctx, node),
  })),
  options: {
    ...model.options,
    interaction: {
      .../** @type {object} */ (model.options.interaction),
      zoomView: matchMedia("(pointer: coarse)").matches,
    },
  },
  drawBelow,
  wire: listen,
  zoomed: cameraMoved,
});
const { network, zoom: zoomMap, pointOf, redraw: redrawMap } = board;

/** Calls `then` once the first picture is drawn. */
export const onFirstPicture = (then) => network().once("afterDrawing", then);

export const onScreen = board.onScreen;
export const mapScale = board.scale;

const isShown = () => canvas.clientWidth > 0 && canvas.clientHeight > 0;

// ---- camera ----------------------------------------------------------------------

const fitting = (box) => ({
  across: canvas.clientWidth / (box.width + 2 * MARGIN),
  down: (canvas.clientHeight - HEAD) / (box.height + MARGIN),
});

/** Returns what the camera should show: all there ever is, if that can be read. */
function sight() {
  const all = fitting(world);
  if (Math.min(all.across, all.down) >= STEADY) return world;
  const now = stageNow();
  if (fitting(now).across >= LEGIBLE || groupNodes.length === 0) return now;
  if (openGroup()) return panelOf(openGroup());
  const { left, width } = rectangle(groupNodes[0]);
  return { ...now, left, width };
}

/** Shows everything, or as much of its top as can be read. */
function showWhole() {
  if (!isShown()) return;
  const box = sight();
  const { across, down } = fitting(box);
  const scale = Math.min(across, down < LEGIBLE ? Math.max(LEGIBLE, 0.8) : down, 1.25);
  const below = Math.max(0, box.height + MARGIN - (canvas.clientHeight - HEAD) / scale);
  const position = {
    x: box.left + box.width / 2,
    y: box.top + (box.height - below - HEAD / scale) / 2,
  };
  network().moveTo({ position, scale, animation: false });
  camera = { moved: false, steady: box === world };
  tellMap();
}

/** Brings a thing into the picture if it is outside. */
function reveal(node) {
  const { left, top, width, height } = onScreen(rectangle(node));
  const shift = (low, high, size) =>
    low < 0 ? low - MARGIN : high > size ? high - size + MARGIN : 0;
  const dx = shift(left, left + width, canvas.clientWidth) / mapScale();
  const dy = shift(top, top + height, canvas.clientHeight) / mapScale();
  if (dx === 0 && dy === 0) return;
  const { x, y } = network().getViewPosition();
  network().moveTo({ position: { x: x + dx, y: y + dy }, animation: false });
}

// ---- what is said ------------------------------------------------------------------

/** Says what is on the map, and how much is not. */
function tellMap() {
  const total = clauses.size;
  const shown = nodes.filter(isVisible);
  const clausesShown = shown.filter(({ kind }) => kind === "clause").length;
  const low = network().DOMtoCanvas({ x: 0, y: 0 });
  const high = network().DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
  const outside = shown.filter(({ x, y }) => x < low.x || x > high.x || y < low.y || y > high.y);
  const unknown = total - knownClauses().length;
  const told = [
    inPairs && say("too_large", { total, pairs: groupNodes.length, all: pairsInAll }),
    say("on_map", {
      parties: counted("parties", partyNodes.length),
      groups: counted(inPairs ? "pairs" : "agreements", groupNodes.length),
      clauses: say("clauses_of", { n: clausesShown, total }),
    }),
    say("folded", { clauses: counted("clauses", total - clausesShown) }),
    unknown > 0 &&
      say("not_known_yet", { known: written(state().known), clauses: counted("clauses", unknown) }),
    outside.length > 0 && say("outside", { things: counted("things", outside.length) }),
  ];
  element("said").textContent = joined(" ", told);
}

/** Returns what a screen reader says of a thing on the map. */
function spoken(node) {
  const clause = clauses.get(node.key);
  if (!clause) {
    const counts = isGroup(node) ? countsInWords(node) : say("owes_holds", countsOf(node));
    return `${labelOf(node)}. ${counts}`;
  }
  const words = isKnown(clause) ? lookWords(lookOf(clause)) : say("not_known_short");
  return `${labelOf(node)}. ${words}. ${sidesInWords(clause)}. ${whenInWords(clause)}`;
}

/** Returns when a clause holds, and when it was last confirmed, if that is long ago. */
const whenInWords = (clause) =>
  joined("; ", [formula(clause.periods, answers().unknown), oldInWords(clause)]);

/** Returns who owes a clause and who holds it: "Alpha → Beta". */
const sidesInWords = ({ owedBy, holders }) =>
  [owedBy, holders].map((keys) => keys.map(thingLabel).join(", ") || "–").join(" → ");

// ---- drawing anew --------------------------------------------------------------------

/** Draws the map as the state has it. */
export function drawNetwork(now, before) {
  const open = openGroup();
  element("fold").hidden = !open;
  element("fold").textContent = `‹ ${say(inPairs ? "all_pairs" : "all_agreements")}`;
  if (now.open !== before.open) {
    hideTip();
    if (isFolded(nodeOf.get(pointer.focused) ?? {})) pointer.focused = before.open;
  }
  if (now.theme !== before.theme) readPalette();
  const isOther = now === before || now.view !== before.view;
  if (!camera.moved && (isOther || (now.open !== before.open && !camera.steady))) showWhole();
  const selected = nodeOf.get(now.selected);
  if (selected && now.selected !== before.selected && isVisible(selected) && isShown())
    reveal(selected);
  tellMap();
  redrawMap();
}

element("legend_money").hidden = ![...clauses.values()].some(({ dollars }) => dollars);

/** Says in the key what it means that a clause says when it was last confirmed, if one does. */
export function drawLegend() {
  element("legend-old").textContent = oldMeans();
}

function activate(node) {
  if (isGroup(node) && state().open === node.key) {
    foldUp();
    return;
  }
  change({ ...choosing(node.key), selected: things.has(node.key) ? node.key : null });
  if (!isGroup(node)) return;
  const n = counted("clauses", clausesIn.get(node.key).length);
  announce(say("unfolded", { label: labelOf(node), clauses: n }));
}

function foldUp() {
  const stays = groupOf(state().selected) !== state().open;
  change({ open: null, selected: stays ? state().selected : null });
  announce(say("folded_again"));
}

// ---- pointing ------------------------------------------------------------------------

/** Tells more about a clause, or the name of a group of which only the date stands. */
function showTip(node) {
  const silent = node.kind === "party" || (isGroup(node) && !openGroup());
  if (silent || node.key === state().open) {
    hideTip();
    return;
  }
  const clause = clauses.get(node.key);
  const [title, standing, sentence] = tip.children;
  title.textContent = labelOf(node);
  standing.textContent = clause ? sidesInWords(clause) : "";
  sentence.textContent = clause ? whenInWords(clause) : "";
  tip.hidden = false;
  placeTipOf(node);
}

/** Puts the tip left of a clause, so that it covers no other; else below what it is about. */
function placeTipOf(node) {
  const { left, top, height } = onScreen(rectangle(node));
  const beside = node.kind === "clause" && left > tip.offsetWidth + 32;
  const x = beside ? left - tip.offsetWidth - 24 : left;
  const below = top + height + 8;
  const isRoom = below + tip.offsetHeight < canvas.clientHeight;
  const y = beside ? top - 8 : isRoom ? below : top - tip.offsetHeight - 8;
  placeTip(tip, canvas, { x, y });
}

function hideTip() {
  tip.hidden = true;
}

function hover(node) {
  const key = node?.key ?? null;
  if (key === pointer.hovered) return;
  pointer.hovered = key;
  canvas.classList.toggle("over", key !== null);
  if (node) showTip(node);
  else hideTip();
  redrawMap();
}

canvas.addEventListener("pointermove", (event) => {
  if (event.pointerType === "mouse" && event.buttons === 0) hover(thingAt(pointOf(event)));
});
canvas.addEventListener("pointerleave", () => hover(null));
function listen(made) {
  made.on("click", ({ pointer: { canvas: point } }) => {
    const node = thingAt(point);
    if (!node) {
      if (state().selected !== null) change({ selected: null });
      return;
    }
    pointer.focused = node.key;
    const onPanel =
      isGroup(node) &&
      node.key === state().open &&
      point.x > rectangle(node).left + rectangle(node).width;
    if (onPanel) change({ selected: things.has(node.key) ? node.key : null });
    else activate(node);
  });
  made.on("dragStart", () => hover(null));
  made.on("dragEnd", cameraMoved);
  made.on("zoom", cameraMoved);
  made.on("resize", () => {
    // vis-network puts its own camera back after this event.
    requestAnimationFrame(camera.moved ? tellMap : showWhole);
  });
}

function cameraMoved() {
  camera.moved = true;
  tellMap();
}

// ---- keyboard ------------------------------------------------------------------------

/** Returns what is on the map in columns from left to right, each from top to bottom. */
function mapColumns() {
  const sorted = (list) => [...list].sort((a, b) => a.y - b.y);
  return [
    sorted(partyNodes.filter(({ x }) => x < 0)),
    sorted(groupNodes),
    clausesIn.get(openGroup()?.key) ?? [],
    sorted(partyNodes.filter(({ x }) => x >= 0)),
  ].filter((column) => column.length > 0);
}

function moveFocus(across, down) {
  const now = nodeOf.get(pointer.focused);
  const all = mapColumns();
  const column = all.findIndex((list) => list.includes(now));
  if (column < 0) {
    focusOn(openGroup() ?? groupNodes[0] ?? all[0]?.[0]);
    return;
  }
  if (across === 0) {
    const at = all[column].indexOf(now) + down;
    focusOn(all[column][Math.min(all[column].length - 1, Math.max(0, at))]);
    return;
  }
  const next = all[Math.min(all.length - 1, Math.max(0, column + across))];
  const distance = (node) => Math.abs(node.y - now.y);
  focusOn(next.includes(now) ? now : next.reduce((a, b) => (distance(b) < distance(a) ? b : a)));
}

function focusOn(node) {
  if (!node) return;
  pointer.focused = node.key;
  reveal(node);
  announce(spoken(node));
  showTip(node);
  redrawMap();
}

function stepBack() {
  if (state().open !== null) foldUp();
  else change({ selected: null });
  hideTip();
}

const activateFocused = () => {
  if (nodeOf.has(pointer.focused)) activate(nodeOf.get(pointer.focused));
};

const MAP_KEYS = {
  ArrowUp: () => moveFocus(0, -1),
  ArrowDown: () => moveFocus(0, 1),
  ArrowLeft: () => moveFocus(-1, 0),
  ArrowRight: () => moveFocus(1, 0),
  Enter: activateFocused,
  " ": activateFocused,
  Escape: stepBack,
  ...board.keys,
  0: showWhole,
};

onKeys(canvas, MAP_KEYS);
canvas.addEventListener("focus", () => {
  if (canvas.matches(":focus-visible") && !nodeOf.has(pointer.focused)) moveFocus(0, 0);
  redrawMap();
});
canvas.addEventListener("blur", () => {
  hideTip();
  redrawMap();
});
element("fold").addEventListener("click", () => {
  foldUp();
  canvas.focus();
});
element("zoom-in").addEventListener("click", () => zoomMap(1.25));
element("zoom-out").addEventListener("click", () => zoomMap(1 / 1.25));
element("whole").addEventListener("click", showWhole);
