/* Who with whom: vis-network gives the canvas that pans, zooms and lets marks be dragged,
   drawing.js draws on it. Here: what mouse, touch and keyboard do to it, and its twin in
   words. */

import { answers } from "../answers/answers.js";
import { hit, make, onKeys, renew } from "../elements/dom.js";
import { element, model } from "../model/model.js";
import { bundleOf, cableKey, cableOf, memberOf, members, others } from "../model/web.js";
import { boardOn, placeTip } from "../pictures/board.js";
import { readPalette } from "../pictures/palette.js";
import { openingAround, openingPair } from "../state/choosing.js";
import { change, state } from "../state/state.js";
import { announce } from "../telling/announcing.js";
import { counted, listed, say } from "../words/words.js";
import { cableAt, drawCables, drawParty } from "./drawing.js";
import { drawLegend } from "./legend.js";
import {
  aim,
  canDrawAll,
  drawingAll,
  drawnCables,
  drawnLanes,
  drawnMembers,
  drawnPairs,
  drawnParties,
  drawsMore,
  frameNow,
  inPicture,
  isChosenMark,
  isUnfolded,
  lanesOf,
  membersInAll,
  placeOf,
  sizeOfFrame,
  unfolding,
} from "./picture.js";
import { cableWords, partyWords } from "./words.js";

const canvas = element("web");
const tip = element("web-tip");
const MARGIN = 10;
const WIDE = 1000;
const NARROW = 620;
const REACH = 6; // pixels around a mark that count as on it
const MOST_SCALE = 1.3;
const LEAST_SCALE = 0.92; // at which texts are 11 pixels high

readPalette();
const hasPlace = ({ places }) => Object.keys(places).length > 0;
const placedMembers = [...members.filter(hasPlace), ...others];

const board = boardOn(canvas, {
  nodes: placedMembers.map((member) => ({
    key: member.key,
    ...placeOf(member),
    width: 2 * member.radius,
    height: 2 * member.radius,
    draw: (ctx) => isDrawn(member) && drawParty(ctx, member),
  })),
  options: model.web.options,
  drawBelow: drawCables,
  wire: listen,
  zoomed: cameraMoved,
});
const { network, zoom: zoomWeb, pointOf, redraw } = board;

/** Calls `then` once the first picture is drawn. */
export const onFirstWeb = (then) => network().once("afterDrawing", then);

const isDrawn = (member) => drawnMembers().includes(member);
const isShown = () => canvas.clientWidth > 0 && canvas.clientHeight > 0;

// ---- camera ----------------------------------------------------------------------

let isMoved = false; // the camera, by the reader

const frameFor = (width) => (width >= WIDE ? "wide" : width >= NARROW ? "narrow" : "phone");

/** Puts every party where the frame of now has it. */
function settle() {
  for (const member of placedMembers) {
    const { x, y } = placeOf(member);
    const at = network().getPosition(member.key);
    if (at.x !== x || at.y !== y) network().moveNode(member.key, x, y);
  }
}

/** Shows the whole frame. */
function showWhole() {
  if (!isShown()) return;
  canvas.classList.toggle("tall", frameNow() === "all-phone");
  const frame = frameFor(canvas.clientWidth);
  if (frame !== aim.frame) {
    aim.frame = frame;
    drawLegend();
  }
  settle();
  const [width, height] = sizeOfFrame(frameNow());
  const across = (canvas.clientWidth - 2 * MARGIN) / width;
  const down = (canvas.clientHeight - 2 * MARGIN) / height;
  const scale = Math.min(across, down, MOST_SCALE);
  const position = { x: width / 2, y: height / 2 };
  aim.letters = Math.max(1, LEAST_SCALE / scale);
  network().moveTo({ position, scale, animation: false });
  isMoved = false;
}

function cameraMoved() {
  isMoved = true;
}

// ---- what is said ----------------------------------------------------------------

const hasLanes = ({ key }) => lanesOf(key).length > 0;

/** Returns the cables that are drawn now and have anything on the day asked about. */
const cablesNow = () => drawnCables().filter(hasLanes);

function tellWeb() {
  const button = element("everyone");
  const shown = inPicture().length;
  button.hidden = membersInAll === shown && !drawsMore();
  button.textContent = drawsMore()
    ? say("web_fewer")
    : say(canDrawAll ? "web_all" : "web_most", { n: shown, total: membersInAll });
  const isBroken = answers().broken.length > 0;
  const [list, pairs] = isBroken ? [[], []] : [cablesNow(), drawnPairs().filter(hasLanes)];
  const going = pairs.filter(({ key }) => drawnLanes(key)[0].standing !== "over");
  element("web-said").textContent = say("web_said", {
    parties: counted("parties", drawnParties().size),
    pairs: counted("pairs", going.length),
    over: pairs.length - going.length,
  });
  renew(
    element("web-list"),
    list.map((cable) =>
      make("li", make("button.link", { "data-cable": cable.key }, cableWords(cable))),
    ),
  );
}

/** Draws who has what with whom. */
export function drawParties(now, before) {
  if (now.theme !== before.theme) readPalette();
  drawLegend();
  tellWeb();
  const isOther = ["view", "everyone", "language"].some((name) => now[name] !== before[name]);
  if (now === before || isOther) showWhole();
  else if (now.moved !== before.moved) settle();
  if (now.selected !== before.selected || now.pair !== before.pair) hideTip();
  redraw();
}

// ---- choosing --------------------------------------------------------------------

const cleared = { pair: null, loop: null, list: null };

const choosingCable = (key) => ({ ...cleared, selected: null, pair: key });

const cableOfKey = (key) => cableOf.get(key) ?? bundleOf.get(key);

/** Chooses a party, or what the parties of a mark of several have; lets go of what is chosen. */
function chooseMark(key) {
  const { hub } = memberOf.get(key);
  if (hub === null) chooseMember(key);
  else chooseCable(cableKey(hub, key));
}

function chooseMember(key) {
  change({ ...cleared, selected: key === state().selected ? null : key });
  announce(spokenMember(key));
}

function chooseCable(key) {
  const isChosen = key === state().pair;
  change(choosingCable(isChosen ? null : key));
  if (!isChosen) announce(cableWords(cableOfKey(key)));
}

/** Opens what is chosen further: the clauses around a party, or a mark of several. */
function openFurther(key) {
  const mark = memberOf.get(key);
  change(mark.hub === null ? openingAround(key) : unfolding(mark.hub));
  if (mark.hub !== null && isUnfolded(mark)) announce(listed(mark.members.map(partyWords)));
}

function clearChoice() {
  if (state().selected === null && state().pair === null && state().loop === null) return;
  change({ ...cleared, selected: null });
}

function spokenMember(key) {
  const own = cablesNow().filter(({ one, other }) => one === key || other === key);
  return [partyWords(key), ...own.map(cableWords)].join(". ");
}

// ---- pointing --------------------------------------------------------------------

const context = document.createElement("canvas").getContext("2d");

/** Returns what is at a point of the drawing: a mark, or else a cable. */
function thingsAt(point) {
  const member = drawnMembers().find((each) => {
    const { x, y, size } = placeOf(each);
    return Math.hypot(x - point.x, y - point.y) <= size + REACH;
  });
  return { member, cable: member ? null : cableAt(context, point) };
}

/** @param {{ member?: any, cable?: any }} what */
function hover({ member, cable }) {
  const [party, key] = [member?.key ?? null, cable?.key ?? null];
  if (party === aim.party && key === aim.cable) return;
  Object.assign(aim, { party, cable: key });
  canvas.classList.toggle("over", party !== null || key !== null);
  if (cable) showTip(cable);
  else hideTip();
  redraw();
}

/** Tells all that two parties have with each other, beside the line between them. */
function showTip(cable) {
  const [title, told] = tip.children;
  const words = cableWords(cable);
  const colon = words.indexOf(": ");
  title.textContent = words.slice(0, colon);
  told.textContent = words.slice(colon + 2).replaceAll("; ", "\n");
  tip.hidden = false;
  const [one, other] = [cable.one, cable.other].map((key) => placeOf(memberOf.get(key)));
  const middle = network().canvasToDOM({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const below = middle.y + 26 + tip.offsetHeight < canvas.clientHeight;
  const y = below ? middle.y + 26 : middle.y - 26 - tip.offsetHeight;
  const x = middle.x - tip.offsetWidth / 2;
  placeTip(tip, canvas, { x, y });
}

function hideTip() {
  tip.hidden = true;
}

canvas.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse" || event.buttons !== 0) return;
  hover(thingsAt(pointOf(event)));
});
canvas.addEventListener("pointerleave", () => hover({}));
function listen(made) {
  made.on("click", ({ pointer: { canvas: point } }) => {
    const { member, cable } = thingsAt(point);
    if (member) chooseMark(member.key);
    else if (cable) chooseCable(cable.key);
    else clearChoice();
  });

  made.on("doubleClick", ({ pointer: { canvas: point } }) => {
    const { member, cable } = thingsAt(point);
    const mark = member ?? memberOf.get(cable?.other);
    if (mark?.hub) change(unfolding(mark.hub));
    else if (cable) change(openingPair(cable.key));
  });

  made.on("dragStart", ({ nodes: [key] }) => {
    hover({});
    if (key !== undefined && isDrawn(memberOf.get(key)))
      aim.dragged = { key, ...network().getPosition(key) };
  });
  made.on("dragging", () => {
    if (aim.dragged) Object.assign(aim.dragged, network().getPosition(aim.dragged.key));
  });
  made.on("dragEnd", () => {
    if (!aim.dragged) {
      cameraMoved();
      return;
    }
    const { key } = aim.dragged;
    const { x, y } = network().getPosition(key);
    aim.dragged = null;
    change({ moved: new Map(state().moved).set(key, { x: Math.round(x), y: Math.round(y) }) });
    network().unselectAll();
  });
  made.on("zoom", cameraMoved);
  made.on("resize", () => {
    // vis-network puts its own camera back after this event.
    requestAnimationFrame(() => (isMoved ? null : showWhole()));
  });
}

// ---- keyboard --------------------------------------------------------------------

/** Goes to the nearest party in a direction. */
function moveFocus(dx, dy) {
  const all = drawnMembers();
  const now = memberOf.get(aim.party);
  if (!now || !all.includes(now)) {
    focusOn(all[0]);
    return;
  }
  const from = placeOf(now);
  const far = (member) => {
    const { x, y } = placeOf(member);
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    return along <= 0 || aside > 2 * along ? Infinity : along + 2 * aside;
  };
  focusOn(all.reduce((best, each) => (far(each) < far(best) ? each : best), now));
}

function focusOn(member) {
  if (!member) return;
  Object.assign(aim, { party: member.key, cable: null });
  announce(spokenMember(member.key));
  redraw();
}

onKeys(canvas, {
  ArrowRight: () => moveFocus(1, 0),
  ArrowLeft: () => moveFocus(-1, 0),
  ArrowDown: () => moveFocus(0, 1),
  ArrowUp: () => moveFocus(0, -1),
  Enter: () =>
    aim.party !== null &&
    (isChosenMark(memberOf.get(aim.party)) ? openFurther : chooseMark)(aim.party),
  " ": () => aim.party !== null && chooseMark(aim.party),
  Escape: clearChoice,
  ...board.keys,
  0: showWhole,
});
canvas.addEventListener("focus", () => {
  if (canvas.matches(":focus-visible") && aim.party === null) focusOn(drawnMembers()[0]);
});
canvas.addEventListener("blur", () => hover({}));

element("web-list").addEventListener("click", (event) => {
  const { cable } = hit(event, "button")?.dataset ?? {};
  if (cable !== undefined) chooseCable(cable);
});
element("everyone").addEventListener("click", () =>
  change(drawsMore() ? { everyone: false } : drawingAll()),
);
element("web-in").addEventListener("click", () => zoomWeb(1.25));
element("web-out").addEventListener("click", () => zoomWeb(1 / 1.25));
element("web-whole").addEventListener("click", () => {
  if (state().moved.size > 0) change({ moved: new Map() });
  showWhole();
});

export const webOnScreen = board.onScreen;
export const webScale = board.scale;
