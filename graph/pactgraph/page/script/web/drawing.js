/* How parties and cables look, drawn into a context that is given, so that the canvas and the
   vector picture are the same drawing. A cable is a bundle of straight, parallel lanes, one for
   each thing that one of the two gives the other; its arrow is at who takes it. */

import { answers } from "../answers/answers.js";
import { memberOf } from "../model/web.js";
import { drawGlyph, palette } from "../pictures/palette.js";
import { wrapText } from "../pictures/text.js";
import { state } from "../state/state.js";
import { reachOf, traceMark } from "./marks.js";
import {
  aim,
  drawnCables,
  drawnLanes,
  drawnMembers,
  frameNow,
  isChangedCable,
  isChosenMark,
  isFadedCable,
  isFadedLane,
  isFadedMember,
  isUnfolded,
  labelOfMember,
  loopNow,
  moneyOf,
  placeOf,
  sizeOfFrame,
} from "./picture.js";
import { laneBrief } from "./words.js";

/** The colour of each family, in the order of the key. */
export const OF_FAMILY = {
  invests: "money",
  lends: "money",
  pays: "payment",
  shares: "share",
  supplies: "supply",
  grants: "supply",
  backs: "duty",
  owes: "duty",
};
const DASHES = { stands: [], hangs: [6, 4], ahead: [1.5, 3.5], over: [] };
const FADED = 0.14;
const MOST_LANES = 4;
const BETWEEN = 2;
const AROUND = 4; // between a mark and the end of a lane
const ARROW = 8;
const WIDEST_NAME = 170;
const SHARES = [0.15, 0.3, 0.6, 1]; // of it, to which names are shortened where they have to be
const LONGEST_LINE = 16; // letters of a name in one line
const GAPS = [3, 12, 24]; // between a mark and its name, the best first
const SIDES = ["below", "above", "right", "left"]; // where that can be, the best first
const RIM = 6; // around the frame, where a name can still be read
const MOST_SUMS = 2;
const WITH_SUMS = new Set(["wide", "narrow"]); // the frames in which texts have places
const SIZES = { name: 12.5, sum: 12, line: 15 };

/** Returns the size of a text: larger in a picture that is seen smaller, so that it can be read. */
const sizeOf = (name) => SIZES[name] * aim.letters;

/** What was written in the last frame, for whoever measures the picture. */
let texts = [];
export const webTexts = () => texts;

const fontOf = (size, weight, style = "normal") =>
  `${style === "normal" ? "" : `${style} `}${weight} ${size}px ${palette.font}`;

const colourOfLane = ({ family, standing }) =>
  palette[standing === "over" ? "ended" : OF_FAMILY[family]];

/** Returns the width of a lane by its money; a thin line for what has no sum or is not in force. */
const widthOfLane = (lane) =>
  lane.standing === "over" || lane.family === "shares" || lane.family === "owes"
    ? 1.5
    : widthOfMoney(moneyOf(lane));

/** Returns how wide a lane of so much money is. */
export const widthOfMoney = (money) => Math.min(11, 1.5 + 0.6 * Math.sqrt(money / 1e9));

/** Returns what of a cable is drawn as lanes: of a chosen loop its own first. */
function lanesDrawn(cable) {
  const all = [...drawnLanes(cable.key)];
  if (loopNow() !== null) all.sort((a, b) => Number(isFadedLane(a)) - Number(isFadedLane(b)));
  return all.slice(0, MOST_LANES);
}

// ---- cables ----------------------------------------------------------------------

const drawnMark = (member) => ({ ...member, ...placeOf(member) });

/** Returns the line of a cable from mark to mark: both marks, its direction, its length, and `at`,
    the point so far along it and so far beside it. */
function lineOf(cable) {
  const [one, other] = [cable.one, cable.other].map((key) => drawnMark(memberOf.get(key)));
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const at = (along, aside = 0) => [
    one.x + ux * along - uy * aside,
    one.y + uy * along + ux * aside,
  ];
  return { one, other, ux, uy, length, at };
}

/** Calls `then` for each lane of a cable with its offset from the middle, and its width. */
function acrossCable(lanes, then) {
  const widths = lanes.map(widthOfLane);
  const whole = widths.reduce((sum, width) => sum + width + BETWEEN, -BETWEEN);
  let offset = -whole / 2;
  lanes.forEach((lane, i) => {
    then(lane, offset + widths[i] / 2, widths[i]);
    offset += widths[i] + BETWEEN;
  });
  return whole;
}

function drawLane(ctx, lane, line, offset, width) {
  const { one, other, ux, uy, length, at } = line;
  const forth = lane.giver === one.key;
  const least = reachOf(one, ux, uy) + AROUND;
  const most = length - reachOf(other, -ux, -uy) - AROUND;
  if (most - least < ARROW) return;
  const head = Math.max(ARROW, width * 1.5);
  const [start, end] = forth ? [least, most - head] : [most, least + head];
  ctx.strokeStyle = colourOfLane(lane);
  ctx.lineWidth = lane.standing === "over" ? 1 : width;
  ctx.setLineDash(DASHES[lane.standing]);
  ctx.beginPath();
  ctx.moveTo(...at(start, offset));
  ctx.lineTo(...at(end, offset));
  ctx.stroke();
  ctx.setLineDash([]);
  const half = Math.max(3.2, width / 2 + 2.2);
  const tip = at(forth ? most : least, offset);
  fillPolygon(ctx, colourOfLane(lane), [tip, at(end, offset + half), at(end, offset - half)]);
}

function fillPolygon(ctx, colour, points) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const point of points) ctx.lineTo(...point);
  ctx.closePath();
  ctx.fill();
}

function drawCable(ctx, cable) {
  const lanes = lanesDrawn(cable);
  if (lanes.length === 0) return;
  const line = lineOf(cable);
  const aside = isFadedCable(cable);
  const over = lanes.every(({ standing }) => standing === "over");
  const wide = acrossCable(lanes, (lane, offset, width) => {
    ctx.globalAlpha = aside || isFadedLane(lane) ? FADED : over ? 0.5 : 1;
    drawLane(ctx, lane, line, offset, width);
  });
  if (aim.cable === cable.key) {
    const { length, one, other, at } = line;
    ctx.globalAlpha = 0.16;
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = wide + 14;
    ctx.beginPath();
    ctx.moveTo(...at(one.size));
    ctx.lineTo(...at(length - other.size));
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

// ---- what is said at a cable -----------------------------------------------------

/** Returns where the text of a cable is, and its lines; null where there is none. */
function signOf(ctx, cable) {
  const along = WITH_SUMS.has(frameNow()) ? cable.along[frameNow()] : undefined;
  const wanted = along !== undefined || aim.cable === cable.key || state().pair === cable.key;
  const lanes = lanesDrawn(cable);
  if (!wanted || lanes.length === 0) return null;
  const { ux, uy, length, at } = lineOf(cable);
  const size = sizeOf("sum");
  const told = lanes.filter((lane) => loopNow() === null || !isFadedLane(lane)).slice(0, MOST_SUMS);
  const hidden = drawnLanes(cable.key).length - told.length;
  const lines = told.map((lane) => {
    const hangs = lane.standing === "hangs";
    const font = fontOf(size, 400, hangs || lane.standing === "ahead" ? "italic" : "normal");
    const words = laneBrief(lane);
    ctx.font = font;
    const wide = ctx.measureText(words).width;
    return { lane, words, font, hangs, wide, width: 14 + wide + (hangs ? 15 : 0) };
  });
  ctx.font = fontOf(size, 400);
  const rest = hidden > 0 && loopNow() === null ? `+${hidden}` : "";
  const restWidth = rest ? ctx.measureText(rest).width + 6 : 0;
  const width = Math.max(...lines.map((each) => each.width)) + restWidth;
  const height = lines.length * sizeOf("line");
  const [x, y] = at(length * (along ?? 0.5));
  return { x, y, ux, uy, lines, rest, restWidth, width, height, cable };
}

function drawSign(ctx, sign) {
  const { x, y, ux, uy, lines, rest, width, height, cable, restWidth } = sign;
  const left = x - width / 2;
  const [size, line] = ["sum", "line"].map(sizeOf);
  ctx.globalAlpha = 0.9;
  ctx.fillStyle = palette.ground;
  ctx.beginPath();
  ctx.roundRect(left - 3, y - height / 2 - 1, width + 6, height + 2, 4);
  ctx.fill();
  ctx.globalAlpha = 1;
  lines.forEach(({ lane, words, font, hangs, wide }, i) => {
    const middle = y - height / 2 + (i + 0.5) * line;
    const way = lane.giver === cable.one ? 1 : -1;
    drawTriangle(ctx, left + 5, middle, ux * way, uy * way, colourOfLane(lane));
    const over = lane.standing === "over";
    ctx.font = font;
    ctx.fillStyle = palette[over ? "muted" : "ink"];
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(words, left + 13, middle + 4.2);
    if (over) ctx.fillRect(left + 13, middle - 0.5, wide, 1);
    if (hangs) drawGlyph(ctx, "depends", left + 13 + wide + 9, middle);
    note(cable.key, words, size, left, middle - line / 2, wide + 13, line);
  });
  if (rest) {
    ctx.font = fontOf(size, 400);
    ctx.fillStyle = palette.muted;
    ctx.fillText(rest, left + width - restWidth + 6, y + height / 2 - 4);
  }
  if (isChangedCable(cable)) {
    const top = y - height / 2;
    const corners = [
      [left - 8, top],
      [left + 2, top],
      [left - 3, top + 8],
    ];
    fillPolygon(ctx, palette.depends, corners);
  }
}

const note = (owner, text, size, left, top, width, height) =>
  texts.push({ owner, text, cut: false, size, left, top, width, height });

const drawTriangle = (ctx, x, y, ux, uy, colour) =>
  fillPolygon(ctx, colour, [
    [x + ux * 5, y + uy * 5],
    [x - ux * 4 - uy * 4, y - uy * 4 + ux * 4],
    [x - ux * 4 + uy * 4, y - uy * 4 - ux * 4],
  ]);

// ---- parties ---------------------------------------------------------------------

/** Draws one party. */
export function drawParty(ctx, member) {
  const mark = drawnMark(member);
  const aside = isFadedMember(member);
  const lit = isChosenMark(member);
  ctx.globalAlpha = aside && !lit ? 0.3 : 1;
  traceMark(ctx, mark);
  ctx.fillStyle = member.isClass ? palette.ground : palette.party;
  ctx.fill();
  ctx.strokeStyle = palette.party;
  ctx.lineWidth = member.isClass ? 3 : 1;
  ctx.stroke();
  const focused = aim.party === member.key;
  if (lit || focused) {
    ctx.setLineDash(focused && !lit ? [3, 3] : []);
    ctx.lineWidth = 2;
    ctx.strokeStyle = palette.ink;
    traceMark(ctx, { ...mark, size: mark.size + 4 });
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (member.hub !== null) drawFold(ctx, mark);
  writeName(ctx, member);
  ctx.globalAlpha = 1;
}

/** Draws in a mark of several a plus while they are folded, a minus while they are not. */
function drawFold(ctx, mark) {
  const { x, y } = mark;
  ctx.strokeStyle = palette.party;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x - 4, y);
  ctx.lineTo(x + 4, y);
  if (!isUnfolded(mark)) {
    ctx.moveTo(x, y - 4);
    ctx.lineTo(x, y + 4);
  }
  ctx.stroke();
}

/** Returns the middle of a name beside its mark, whose middle is `from`, as far inside the frame as
    it can be without leaving the mark. */
function inward(from, size, room) {
  const inside = Math.min(Math.max(from, size / 2), room - size / 2);
  return Math.min(Math.max(inside, from - size / 2), from + size / 2);
}

/** Returns the boxes in which a name can stand, that of its plan first, shortened to so much of the
    widest. */
function waysOfName(ctx, member, share) {
  const { x, y, side, size } = placeOf(member);
  const [across, down] = sizeOfFrame(frameNow());
  ctx.font = fontOf(sizeOf("name"), 600);
  const lines = nameLines(ctx, labelOfMember(member), share);
  const height = lines.length * sizeOf("line");
  const width = Math.max(...lines.map((each) => ctx.measureText(each).width));
  const [middle, level] = [inward(x, width, across), inward(y, height, down)];
  const flush = Math.max(0, width / 2 - size); // with an edge of the mark
  const [near, ...farther] = GAPS.map((gap) => {
    const [right, low] = [size + gap + width / 2, size + gap + height / 2];
    const [below, above] = [low, -low].map((off) => [middle, y + off]);
    const beside = [right, -right].map((off) => [x + off, level]);
    const askew = [-flush, flush, -right, right].map((off) => x + off);
    return [
      below,
      above,
      ...beside,
      ...[low, -low].flatMap((off) => askew.map((at) => [at, y + off])),
    ];
  });
  const isInside = side === "inside" && Math.hypot(width, height) / 2 <= size - 2;
  const planned = isInside ? [x, y] : near[SIDES.indexOf(side)];
  return [planned, ...near, ...farther.flat()]
    .filter(Boolean)
    .map(([cx, cy], i) => ({ lines, inside: isInside && i === 0, x: cx, y: cy, width, height }));
}

let names = new Map();

/** Puts every name where its plan has it or, where that leaves the frame, or meets a mark or another
    name, at the first other side of its mark that does not; where not all find one, some are
    shortened. */
function placeNames(ctx) {
  const marks = drawnMembers().map((member) => ({ member, ...boxOfMark(member) }));
  names = namesOf(ctx, marks, [1]);
  if (names.size < marks.length) names = namesOf(ctx, marks, SHARES);
  for (const { member } of marks) {
    const ways = names.has(member) ? [] : waysOfName(ctx, member, SHARES[0]);
    if (ways.length > 0) names.set(member, ways.find(isInFrame) ?? ways[0]);
  }
}

/** Returns the boxes of names that meet nothing, as long as the last of these shares that does. */
function namesOf(ctx, marks, shares) {
  const found = new Map();
  for (const share of shares) {
    for (const { member } of marks) {
      const taken = [...marks, ...found.values()].filter((each) => each.member !== member);
      const isFree = (box) => isInFrame(box) && !taken.some((each) => meet(each, box));
      const way = waysOfName(ctx, member, share).find(isFree);
      if (way) found.set(member, { ...way, member });
    }
  }
  return found;
}

function isInFrame({ x, y, width, height }) {
  const [across, down] = sizeOfFrame(frameNow());
  return (
    Math.abs(x - across / 2) <= (across - width) / 2 + RIM &&
    Math.abs(y - down / 2) <= (down - height) / 2 + RIM
  );
}

function boxOfMark(member) {
  const { x, y, size } = placeOf(member);
  return { x, y, width: 2 * size, height: 2 * size };
}

/** Returns the boxes that a party takes: of its mark, and of its name. */
const boxesOf = (member) => [boxOfMark(member), names.get(member)];

function writeName(ctx, member) {
  const { lines, inside, x, y, width, height } = names.get(member);
  const [size, high] = ["name", "line"].map(sizeOf);
  ctx.font = fontOf(size, 600);
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  const alpha = ctx.globalAlpha;
  lines.forEach((line, i) => {
    const middle = y + (i - (lines.length - 1) / 2) * high;
    if (!inside) {
      const wide = ctx.measureText(line).width;
      ctx.fillStyle = palette.ground;
      ctx.globalAlpha = alpha * 0.75;
      ctx.fillRect(x - wide / 2 - 1, middle - high / 2 + 1, wide + 2, high - 2);
      ctx.globalAlpha = alpha;
    }
    ctx.fillStyle = palette[inside && !member.isClass ? "party-ink" : "ink"];
    ctx.fillText(line, x, middle + 4.3);
  });
  const [left, top] = [x - width / 2, y - height / 2];
  note(member.key, lines.join(" "), size, left, top, width, height);
}

/** Returns a name in one line, or in two of about the same length, as page/parties.py counts; one
    that is much shortened in one. */
function nameLines(ctx, told, share) {
  const words = told.split(/\s+/u);
  const cut = (line) => wrapText(ctx, line, share * WIDEST_NAME * aim.letters, 1);
  if (told.length <= LONGEST_LINE || words.length === 1 || share < 0.5) return cut(told);
  const ways = words.slice(1).map((_, i) => [words.slice(0, i + 1), words.slice(i + 1)]);
  return ways
    .map((way) => way.map((part) => part.join(" ")))
    .reduce((best, way) => (longest(way) < longest(best) ? way : best))
    .flatMap(cut);
}

const longest = (lines) => Math.max(...lines.map((line) => line.length));

// ---- everything ------------------------------------------------------------------

const NEAR = 1; // pixels that texts keep from one another
const meet = (a, b) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + NEAR &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 + NEAR;

/** Returns the texts of cables that have room: the ones with most money first; what is chosen or
    pointed at always has. */
function signsNow(ctx, shown) {
  const isWanted = ({ key }) => key === aim.cable || key === state().pair;
  const taken = drawnMembers().flatMap(boxesOf);
  const rank = (sign) =>
    isWanted(sign.cable) ? Infinity : sign.lines.reduce((sum, { lane }) => sum + moneyOf(lane), 0);
  return shown
    .filter((cable) => !isFadedCable(cable) || cable.key === aim.cable)
    .map((cable) => signOf(ctx, cable))
    .filter((sign) => sign !== null)
    .sort((a, b) => rank(b) - rank(a))
    .filter((sign) => {
      const hasRoom = isWanted(sign.cable) || !taken.some((box) => meet(box, sign));
      if (hasRoom) taken.push(sign);
      return hasRoom;
    });
}

/** Draws all cables that are drawn now, and what is said at them. */
export function drawCables(ctx) {
  texts = [];
  placeNames(ctx);
  if (answers().broken.length > 0) return;
  const shown = drawnCables();
  const order = [...shown].sort((a, b) => Number(isFadedCable(b)) - Number(isFadedCable(a)));
  for (const cable of order) drawCable(ctx, cable);
  const isAimed = ({ cable }) => Number(cable.key === aim.cable);
  const signs = signsNow(ctx, order).sort((a, b) => isAimed(a) - isAimed(b));
  for (const sign of signs) drawSign(ctx, sign);
  ctx.globalAlpha = 1;
}

/** Draws everything, for pictures that are no canvas of vis-network. */
export function drawWeb(ctx) {
  drawCables(ctx);
  for (const member of drawnMembers()) drawParty(ctx, member);
}

/** Returns the cable whose lanes, or text, a point of the drawing is on; null for none. */
export function cableAt(ctx, { x, y }) {
  let best = null;
  const shown = drawnCables();
  const signs = new Map(signsNow(ctx, shown).map((sign) => [sign.cable, sign]));
  for (const cable of shown) {
    const lanes = lanesDrawn(cable);
    if (lanes.length === 0) continue;
    const { ux, uy, length, one, other } = lineOf(cable);
    const along = (x - one.x) * ux + (y - one.y) * uy;
    const off = Math.abs((x - one.x) * uy - (y - one.y) * ux);
    const wide = lanes.reduce((sum, lane) => sum + widthOfLane(lane) + BETWEEN, 0);
    const on = along > one.size && along < length - other.size && off <= wide / 2 + 5;
    const sign = signs.get(cable);
    const inSign =
      sign !== undefined &&
      Math.abs(x - sign.x) <= sign.width / 2 + 3 &&
      Math.abs(y - sign.y) <= sign.height / 2 + 2;
    if (inSign) return cable;
    if (on && (best === null || off < best.off)) best = { cable, off };
  }
  return best?.cable ?? null;
}
