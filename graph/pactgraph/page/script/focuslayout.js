/* Where the things of the focus view stand. Places follow from what is selected, steps, pins and
   the width alone, so that a change of date or of what is supposed moves nothing.

   Everything is in blocks: clauses that the same parties owe and hold, one under the other, with
   those who owe on the left and those who hold on the right. On a narrow screen those who owe
   stand above and those who hold below. */

import { answersIn, lookOf, looks } from "./answers.js";
import { changesOf, connection, hangingOn, neighbourhood, sortOfThing } from "./connections.js";
import {
  agreements,
  clauses,
  clausesNaming,
  clausesOfAgreement,
  clausesOfEvent,
  clausesOfParty,
  events,
  things,
} from "./model.js";
import { INITIAL, settingOf } from "./state.js";
import { counted, dayInWords, endInWords, eventLabel, say, text, thingLabel } from "./words.js";

const FOCUS_NARROW = 600;
const FOCUS_MOST = 40; // clauses at first, and with them their parties and events
const FOCUS_SLACK = 8; // more that are shown rather than counted

/** Sizes and weights of the texts of the view. */
export const FOCUS_FONTS = Object.freeze({
  label: Object.freeze({ size: 13, weight: 400, line: 16 }),
  small: Object.freeze({ size: 12, weight: 400, line: 15 }),
  party: Object.freeze({ size: 14, weight: 600, line: 17 }),
  heading: Object.freeze({ size: 12, weight: 400, line: 22 }),
  title: Object.freeze({ size: 13, weight: 600, line: 22 }),
});

// ---- text ------------------------------------------------------------------------

const focusMeasuring = document.createElement("canvas").getContext("2d");
const focusWidths = new Map();
let measuredFamily = "";

/** Returns how wide a text is in one of the fonts of the view. */
export function focusWidth(told, font) {
  const { size, weight } = FOCUS_FONTS[font];
  measuredFamily ||= getComputedStyle(document.body).fontFamily;
  const name = `${font} ${told}`;
  if (!focusWidths.has(name)) {
    if (focusWidths.size > 20_000) focusWidths.clear();
    focusMeasuring.font = `${weight} ${size}px ${measuredFamily}`;
    focusWidths.set(name, focusMeasuring.measureText(told).width);
  }
  return focusWidths.get(name);
}

/** Returns the longest beginning of a text that fits with `end` behind it. */
function beginning(told, font, room, end) {
  const letters = [...told];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (focusWidth(letters.slice(0, middle).join("") + end, font) <= room) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, Math.max(1, low)).join("");
}

/** Returns a text cut to `room`, with an ellipsis if it had to be. */
export const focusCut = (told, font, room) =>
  focusWidth(told, font) <= room ? told : `${beginning(told, font, room, "…").trimEnd()}…`;

/** Returns a text in at most `most` lines; words that fit in no line are broken, and what fits
    in none is cut. */
export function focusLines(told, font, room, most) {
  const lines = [];
  let line = "";
  let rest = told.split(/\s+/u).filter(Boolean);
  while (rest.length > 0) {
    const longer = line ? `${line} ${rest[0]}` : rest[0];
    if (focusWidth(longer, font) <= room) {
      line = longer;
      rest = rest.slice(1);
    } else if (lines.length === most - 1) {
      return [...lines, focusCut([line, ...rest].filter(Boolean).join(" "), font, room)];
    } else if (line) {
      lines.push(line);
      line = "";
    } else {
      const start = beginning(rest[0], font, room, "-");
      lines.push(`${start}-`);
      rest = [[...rest[0]].slice([...start].length).join(""), ...rest.slice(1)];
    }
  }
  return line || lines.length === 0 ? [...lines, line] : lines;
}

// ---- things ----------------------------------------------------------------------

const FOCUS_PAD = 9;
const textLeft = 34; // of a label in its pill, after the mark of the status

/** Returns a thing with its lines and its size, not yet anywhere. */
function sizedBy(key, sort, width, { font = "label", most = 2, left = 0, right = 16, ...more }) {
  const told = more.label ?? thingLabel(key);
  const lines = focusLines(told, font, width - left - right, most);
  const small = more.hasSmall ? FOCUS_FONTS.small.line : 0;
  return {
    key,
    sort,
    lines,
    isCut: lines[lines.length - 1].endsWith("…"),
    font,
    told,
    textLeft: left,
    textRight: right,
    width,
    height: Math.max(28, 2 * FOCUS_PAD + lines.length * FOCUS_FONTS[font].line + small - 3),
    ...more,
  };
}

const sizedClause = (clause, width, more = {}) =>
  sizedBy(clause.key, "clause", width, { left: textLeft, hasSmall: true, ...more });

const sizedParty = (key, width, part) =>
  sizedBy(key, "party", width, {
    font: "party",
    left: 10,
    right: 10,
    most: 4,
    hasSmall: true,
    part,
  });

const sizedEvent = (key, width, name = key, more = {}) =>
  sizedBy(key, "event", width, { label: eventLabel(name), left: 36, hasSmall: true, ...more });

const sizedAgreement = (key, width, more = {}) =>
  sizedBy(key, "agreement", width, { left: 14, right: 14, hasSmall: true, ...more });

/** Returns anything as a box of its own, as in a connection. */
export function sizedThing(key, width, most) {
  const sort = sortOfThing(key);
  if (sort === "clause") return sizedClause(clauses.get(key), width, { most });
  if (sort === "party") return sizedParty(key, width, null);
  return (sort === "event" ? sizedEvent : sizedAgreement)(key, width, undefined, { most });
}

// ---- a picture while it grows downwards ----------------------------------------------

function emptyPicture(width) {
  const narrow = width < FOCUS_NARROW;
  const side = narrow ? width : Math.min(176, Math.max(124, Math.round(width * 0.165)));
  const gap = narrow ? 22 : Math.min(96, Math.max(44, Math.round(width * 0.075)));
  return {
    width,
    narrow,
    side,
    left: narrow ? gap : side + gap,
    right: narrow ? width - gap : width - side - gap,
    bottom: 0,
    things: [],
    wires: [],
    poles: [],
    titles: [],
    shown: new Set(),
  };
}

function putThing(picture, thing, left, top, more = {}) {
  const placed = { ...thing, left, top, ...more };
  picture.things.push(placed);
  if (thing.sort === "clause") picture.shown.add(thing.key);
  picture.bottom = Math.max(picture.bottom, top + thing.height);
  return placed;
}

function putTitle(picture, told, { space = 18 } = {}) {
  const top = picture.bottom + (picture.bottom > 0 ? space : 0);
  picture.titles.push({
    text: focusCut(told, "title", picture.width),
    left: 0,
    top,
    font: "title",
    rule: top > 0,
  });
  picture.bottom = top + 28;
  picture.underTitle = picture.bottom;
}

const focusMiddleOf = ({ top, height }) => top + height / 2;
const BETWEEN_PILLS = 8;
const BETWEEN_BLOCKS = 22;
const CURVED = 6; // pills that curves lead to; more have a pole at their side

// ---- blocks --------------------------------------------------------------------------

/** Puts the name of an agreement over its clauses. */
function putHeading(picture, agreement, left, right, top) {
  const { date, label } = agreements.get(agreement);
  const heading = sizedBy(agreement, "heading", right - left, {
    label: `${date} ${text(label)}`,
    font: "heading",
    most: 1,
    right: 0,
  });
  putThing(picture, { ...heading, height: 24 }, left, top);
  return top + 26;
}

/** Puts clauses under each other, under the names of their agreements if `headed`. */
function putPills(picture, list, left, right, top, headed) {
  let at = top;
  let agreement = null;
  const placed = [];
  for (const clause of list) {
    if (headed && clause.agreement !== agreement) {
      agreement = clause.agreement;
      at = putHeading(picture, agreement, left + 16, right, at + (placed.length > 0 ? 4 : 0));
    }
    placed.push(putThing(picture, sizedClause(clause, right - left), left, at));
    at += placed[placed.length - 1].height + BETWEEN_PILLS;
  }
  return placed;
}

const stackHeight = (stack) => stack.reduce((sum, { height }) => sum + height + 6, -6);

function putStack(picture, stack, left, top, more) {
  let at = top;
  return stack.map((thing) => {
    const placed = putThing(picture, thing, left, at, more);
    at += thing.height + 6;
    return placed;
  });
}

/** Puts a block: who owes, the clauses, who holds. Returns the clauses as placed. */
function putBlock(picture, { owes, holds, list }, { headed = true } = {}) {
  const isFirst = picture.bottom === 0 || picture.bottom === picture.underTitle;
  const top = picture.bottom + (isFirst ? 0 : BETWEEN_BLOCKS);
  return (picture.narrow ? putTallBlock : putWideBlock)(
    picture,
    { owes, holds, list },
    top,
    headed,
  );
}

function putWideBlock(picture, { owes, holds, list }, top, headed) {
  const { side, left, right, width } = picture;
  const stacks = [
    owes.map((key) => sizedParty(key, side, "owes")),
    holds.map((key) => sizedParty(key, side, "holds")),
  ];
  const before = picture.things.length;
  const pills = putPills(picture, list, left, right, top, headed);
  const first = pills[0];
  const last = pills[pills.length - 1];
  const need = Math.max(...stacks.map(stackHeight));
  const lack = Math.max(0, (need - (last.top + last.height - first.top)) / 2);
  for (const thing of picture.things.slice(before)) thing.top += lack;
  const from = first.top - lack;
  const to = last.top + last.height + lack;
  picture.bottom = Math.max(picture.bottom, to);
  const poled = pills.length > CURVED;
  stacks.forEach((stack, i) => {
    if (stack.length === 0) return;
    const x = i === 0 ? 0 : width - side;
    const free = to - from - stackHeight(stack);
    const slides = poled && free > 0;
    const at = slides ? from : from + free / 2;
    const boxes = putStack(picture, stack, x, at, {
      reach: { top: from, bottom: to },
      slide: slides ? free : 0,
    });
    wireSide(picture, pills, boxes, i === 0, poled);
  });
  return pills;
}

/** Draws lines between clauses and those on one side: each its own, or all from one pole. */
function wireSide(picture, pills, boxes, isLeft, poled) {
  const { side, left, right, width } = picture;
  const edge = isLeft ? side : width - side;
  if (poled || boxes.length > 1) {
    const ys = [...pills.map(focusMiddleOf), ...(poled ? [] : boxes.map(focusMiddleOf))];
    const x = isLeft ? edge + 8 : edge - 8;
    const top = Math.min(...ys);
    const bottom = Math.max(...ys);
    if (poled) {
      picture.poles.push({ left: isLeft ? edge - 3 : edge, top, width: 3, height: bottom - top });
    } else {
      picture.poles.push({ left: x - 1, top, width: 2, height: bottom - top });
      for (const box of boxes) {
        picture.poles.push({
          left: Math.min(edge, x),
          top: focusMiddleOf(box) - 1,
          width: 8,
          height: 2,
        });
      }
    }
    const from = poled ? edge : x;
    for (const pill of pills) {
      const y = focusMiddleOf(pill);
      picture.wires.push(
        isLeft
          ? { clause: pill.key, from: [from, y], to: [left, y], arrow: true }
          : { clause: pill.key, from: [right, y], to: [from, y], arrow: true },
      );
    }
    return;
  }
  const [box] = boxes;
  const spread = Math.min(12, (box.height - 14) / Math.max(1, pills.length - 1));
  pills.forEach((pill, i) => {
    const port = focusMiddleOf(box) + (i - (pills.length - 1) / 2) * spread;
    picture.wires.push(
      isLeft
        ? { clause: pill.key, from: [edge, port], to: [left, focusMiddleOf(pill)], arrow: true }
        : { clause: pill.key, from: [right, focusMiddleOf(pill)], to: [edge, port], arrow: true },
    );
  });
}

/** Puts a block on a narrow screen: rails lead down from who owes, and on to who holds. */
function putTallBlock(picture, { owes, holds, list }, top, headed) {
  const { left, right, width } = picture;
  const whole = (keys, part) => keys.map((key) => sizedParty(key, width, part));
  let at = top;
  const above = putStack(picture, whole(owes, "owes"), 0, at);
  if (above.length > 0) at = picture.bottom + 12;
  const pills = putPills(picture, list, left, right, at, headed);
  const below = putStack(picture, whole(holds, "holds"), 0, picture.bottom + 12);
  const first = focusMiddleOf(pills[0]);
  const last = focusMiddleOf(pills[pills.length - 1]);
  if (above.length > 0) {
    const start = above[above.length - 1].top + above[above.length - 1].height;
    picture.poles.push({ left: 7, top: start, width: 2, height: last - start });
    for (const pill of pills) {
      const y = focusMiddleOf(pill);
      picture.wires.push({ clause: pill.key, from: [8, y], to: [left, y], arrow: true });
    }
  }
  if (below.length > 0) {
    const end = below[0].top;
    picture.poles.push({ left: width - 9, top: first, width: 2, height: end - first, arrow: true });
    for (const pill of pills) {
      const y = focusMiddleOf(pill);
      picture.wires.push({ clause: pill.key, from: [right, y], to: [width - 8, y], arrow: false });
    }
  }
  return pills;
}

const blockName = ({ owedBy, holders }) => JSON.stringify([owedBy, holders]);

/** Returns clauses as blocks, in the order of their first ones. */
function blocksOf(list) {
  const found = new Map();
  for (const clause of list) {
    const name = blockName(clause);
    if (!found.has(name)) found.set(name, { owes: clause.owedBy, holds: clause.holders, list: [] });
    found.get(name).list.push(clause);
  }
  return [...found.values()];
}

/** Returns the blocks of a party: by counterparty, those of most clauses first; of each what it
    holds, then what it owes. */
function blocksOfParty(party, list) {
  const blocks = blocksOf(list);
  const others = ({ owes, holds }) =>
    [...new Set([...owes, ...holds])].filter((key) => key !== party).sort();
  const counts = new Map();
  for (const block of blocks) {
    const name = JSON.stringify(others(block));
    counts.set(name, (counts.get(name) ?? 0) + block.list.length);
  }
  const rank = (block) => {
    const owes = block.owes.includes(party);
    return owes && block.holds.includes(party) ? 2 : owes ? 1 : 0;
  };
  return blocks
    .map((block) => ({ block, name: JSON.stringify(others(block)) }))
    .sort(
      (a, b) =>
        counts.get(b.name) - counts.get(a.name) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
        rank(a.block) - rank(b.block),
    )
    .map(({ block }) => block);
}

const focusDayOf = ({ agreement }) => agreements.get(agreement).day;
const focusOrder = new Map(
  [...clauses.values()]
    .sort((a, b) => (focusDayOf(a) < focusDayOf(b) ? -1 : focusDayOf(a) > focusDayOf(b) ? 1 : 0))
    .map(({ key }, i) => [key, i]),
);
const byAgreement = (list) =>
  [...list].sort((a, b) => focusOrder.get(a.key) - focusOrder.get(b.key));

/** Returns at most about `FOCUS_MOST` clauses: the nearest first, and of them those in force when the
    file was made, so that no later change of date moves anything. */
function focusFirstOf(list, farness) {
  if (list.length <= FOCUS_MOST + FOCUS_SLACK) return list;
  const then = answersIn(settingOf(INITIAL));
  const rank = (clause) => farness(clause.key) * 10 + looks.indexOf(lookOf(clause, then));
  return [...list].sort((a, b) => rank(a) - rank(b)).slice(0, FOCUS_MOST);
}

// ---- the tree of one clause -------------------------------------------------------------

const ABOVE = ["replaces", "ends", "narrows", "changes", "starts_with"];
const BELOW = [
  "until",
  "hangs_on",
  "replaced_by",
  "ended_by",
  "narrowed_by",
  "changed_by",
  "names",
];

/** Returns the dates, in words, that a clause starts with or lasts until. */
function fixedBounds({ periods }) {
  const inOrder = (name) => [
    ...new Set(periods.map((period) => period[name]).filter((instant) => instant !== null)),
  ];
  return [
    ...inOrder("from")
      .sort()
      .map((instant) => ({ word: "starts_with", date: dayInWords(instant) })),
    ...inOrder("until")
      .sort()
      .map((instant) => ({ word: "until", date: endInWords(instant) })),
  ];
}

/** Returns what a clause is linked to beside its parties, by word: things, and fixed dates. */
function relatedTo(clause) {
  const { does, undergoes } = changesOf(clause);
  const named = clause.names.map((party) => ({ word: "names", to: party }));
  const found = new Map();
  for (const link of [
    ...does,
    ...undergoes,
    ...hangingOn(clause),
    ...fixedBounds(clause),
    ...named,
  ]) {
    const word = link.implied ? `${link.word} implied` : link.word;
    if (!found.has(word)) found.set(word, []);
    found.get(word).push(link);
  }
  return found;
}

/** Returns the words of a branch or of a step: also that only the order of events brings it in. */
export const linkWords = (word, implied = false) =>
  say(`link_${word}`) + (implied ? ` (${say("implied")})` : "");

const partiesInWords = ({ owedBy, holders }) =>
  say("focus_sides", {
    owes: owedBy.map(thingLabel).join(", ") || "–",
    holds: holders.map(thingLabel).join(", ") || "–",
  });

/** Puts what is linked by one word: the word on the trunk, then each thing beside it. */
function putBranch(picture, words, links, trunk, right) {
  const left = trunk + 30;
  const top = picture.bottom + 8;
  picture.titles.push({ text: words, left: left - 16, top, font: "small" });
  picture.bottom = top + 20;
  for (const link of links) {
    const placed = putLinked(picture, link, left, right - left);
    picture.wires.push({
      branch: true,
      from: [trunk, focusMiddleOf(placed)],
      to: [left, focusMiddleOf(placed)],
      arrow: true,
    });
    picture.bottom += 6;
  }
}

/** Puts one thing that a clause is linked to; a fixed date is no thing, but written there. */
function putLinked(picture, { to, name, date }, left, width) {
  if (date !== undefined) {
    const placed = { left, top: picture.bottom, height: 24 };
    picture.titles.push({ text: date, left: left + 10, top: placed.top + 3, font: "label" });
    picture.bottom += placed.height;
    return placed;
  }
  const clause = clauses.get(to);
  const thing = clause
    ? sizedClause(clause, width, { aside: partiesInWords(clause) })
    : sortOfThing(to) === "party"
      ? sizedParty(to, width, "named_in")
      : sizedEvent(to, width, name);
  return putThing(picture, thing, left, picture.bottom);
}

const branchEnds = (picture, from) =>
  picture.wires.filter(({ branch }, i) => branch && i >= from).map(({ from: [, y] }) => y);

/** Puts a clause between its parties; above it what came before, below it what comes after. */
function putTree(picture, clause) {
  const related = relatedTo(clause);
  const trunk = picture.narrow ? 12 : picture.left + 26;
  const right = picture.narrow ? picture.width : picture.right;
  const branches = (words) => {
    const from = picture.wires.length;
    for (const word of words) {
      for (const implied of [false, true]) {
        const links = related.get(implied ? `${word} implied` : word);
        if (links) putBranch(picture, linkWords(word, implied), links, trunk, right);
      }
    }
    return branchEnds(picture, from);
  };
  const block = { owes: clause.owedBy, holds: clause.holders, list: [clause] };
  const name = picture.narrow ? 0 : picture.left + 16;
  picture.bottom = putHeading(picture, clause.agreement, name, right, picture.bottom);
  picture.underTitle = picture.bottom;
  if (picture.narrow) {
    putBlock(picture, block, { headed: false });
    const start = picture.bottom + 6;
    const ends = branches([...ABOVE, ...BELOW]);
    if (ends.length > 0) putTrunk(picture, trunk, start, Math.max(...ends));
    return;
  }
  const before = branches(ABOVE);
  const [pill] = putBlock(picture, block, { headed: false });
  if (before.length > 0) putTrunk(picture, trunk, Math.min(...before), pill.top);
  const lowest = picture.bottom;
  picture.bottom = pill.top + pill.height;
  const after = branches(BELOW);
  if (after.length > 0) putTrunk(picture, trunk, pill.top + pill.height, Math.max(...after));
  picture.bottom = Math.max(picture.bottom, lowest);
}

const putTrunk = (picture, x, top, bottom) =>
  picture.poles.push({ left: x - 0.75, top, width: 1.5, height: bottom - top, trunk: true });

// ---- further parts ------------------------------------------------------------------------

/** Puts events beside each other. */
function putEvents(picture, keys) {
  putTitle(picture, say("focus_events"));
  const columns = picture.narrow ? 1 : 2;
  const width = (picture.width - (columns - 1) * 14) / columns;
  let top = picture.bottom;
  for (let i = 0; i < keys.length; i += columns) {
    const row = keys.slice(i, i + columns).map((key) => sizedEvent(key, width));
    const height = Math.max(...row.map((thing) => thing.height));
    row.forEach((thing, j) => {
      putThing(picture, { ...thing, height }, j * (width + 14), top);
    });
    top += height + 8;
  }
}

function putBlocks(picture, blocks) {
  for (const block of blocks) putBlock(picture, block);
}

/** Puts the clauses that are pinned and not in the picture yet. */
function putPinned(picture, pins) {
  const left = pins
    .map((key) => clauses.get(key))
    .filter((clause) => clause && !picture.shown.has(clause.key));
  if (left.length === 0) return;
  putTitle(picture, say("pinned"));
  putBlocks(picture, blocksOf(byAgreement(left)));
}

/** Puts the selected thing itself over its clauses. */
function putHead(picture, thing) {
  const left = picture.narrow ? 0 : picture.left;
  putThing(picture, thing(picture.narrow ? picture.width : picture.right - left), left, 0);
}

const FOCUS_HEADS = {
  clause: (picture, key) => putTree(picture, clauses.get(key)),
  party(picture, key, list) {
    if (list.length === 0) {
      putThing(picture, sizedParty(key, Math.min(picture.width, 320), null), 0, 0);
    }
    putBlocks(picture, blocksOfParty(key, list));
  },
  agreement(picture, key, list) {
    putHead(picture, (width) => sizedAgreement(key, width));
    for (const block of blocksOf(list)) putBlock(picture, block, { headed: false });
  },
  event(picture, key, list) {
    putHead(picture, (width) => sizedEvent(key, width));
    const link = new Map(
      list.map((clause) => [clause, hangingOn(clause).find(({ to }) => to === key)]),
    );
    for (const implied of [false, true]) {
      for (const [name, title] of [
        ["starts_with", "focus_starts"],
        ["until", "focus_until"],
        ["hangs_on", "focus_both"],
      ]) {
        const isOne = ({ word, implied: follows }) => word === name && follows === implied;
        const own = list.filter((clause) => isOne(link.get(clause)));
        if (own.length === 0) continue;
        const told = say(title) + (implied ? ` (${say("implied")})` : "");
        putTitle(picture, `${told} · ${counted("clauses", own.length)}`);
        putBlocks(picture, blocksOf(own));
      }
    }
  },
};

const FOCUS_OWN = {
  clause: () => [],
  party: (key) => clausesOfParty.get(key) ?? [],
  agreement: (key) => clausesOfAgreement.get(key) ?? [],
  event: (key) => clausesOfEvent.get(key) ?? [],
};

/** Puts what is selected and what is around it; says how many of how many clauses are shown. */
function putNeighbourhood(picture, { selected, steps, whole }) {
  const near = neighbourhood(selected, steps);
  const sort = sortOfThing(selected);
  const farness = (key) => near.get(key) ?? 0;
  const all = [...near.keys()].map((key) => clauses.get(key)).filter(Boolean);
  const related =
    sort === "clause"
      ? new Set([
          selected,
          ...[...relatedTo(clauses.get(selected)).values()].flat().map(({ to }) => to),
        ])
      : new Set();
  const listed = all.filter(({ key }) => !related.has(key));
  const few = focusFirstOf(listed, farness);
  const shown = byAgreement(whole === selected ? listed : few);
  const own = new Set(FOCUS_OWN[sort](selected));
  FOCUS_HEADS[sort](
    picture,
    selected,
    shown.filter((clause) => own.has(clause)),
  );
  const naming = new Set(sort === "party" ? clausesNaming.get(selected) : []);
  const named = shown.filter((clause) => naming.has(clause));
  if (named.length > 0) {
    putTitle(picture, `${say("focus_named")} · ${counted("clauses", named.length)}`);
    putBlocks(picture, blocksOf(named));
  }
  const further = shown.filter((clause) => !own.has(clause) && !naming.has(clause));
  if (further.length > 0) {
    putTitle(picture, say("focus_within", { n: steps }));
    putBlocks(picture, blocksOf(further));
  }
  const placed = new Set(picture.things.map(({ key }) => key));
  const open = [...near.keys()].filter((key) => events.has(key) && !placed.has(key));
  if (open.length > 0) putEvents(picture, open);
  return {
    total: all.length,
    n: all.length - listed.length + shown.length,
    canGrow: few.length < listed.length,
  };
}

// ---- a connection -----------------------------------------------------------------------------

const MOST_WIDE = 236;
const LEAST_WIDE = 140;
const ROW_GAP = 46;

/** Puts a connection from left to right, in as many rows as it needs; on a narrow screen from
    top to bottom. */
function putPath(picture, path) {
  const words = path.slice(1).map(({ word, implied }) => linkWords(word, implied));
  const gap = Math.max(60, ...words.map((word) => focusWidth(word, "small") + 30));
  const fits = Math.floor((picture.width + gap) / (LEAST_WIDE + gap));
  const perRow = picture.narrow ? 1 : Math.max(1, Math.min(path.length, fits));
  const width = picture.narrow
    ? picture.width
    : Math.min(MOST_WIDE, (picture.width - (perRow - 1) * gap) / perRow);
  const rows = [];
  for (let i = 0; i < path.length; i += perRow) rows.push(path.slice(i, i + perRow));
  let before = null;
  for (const row of rows) {
    const boxes = row.map(({ key }) => sizedThing(key, width, 4));
    const height = Math.max(...boxes.map((box) => box.height));
    const top = before ? picture.bottom + ROW_GAP : 0;
    row.forEach(({ word, implied }, i) => {
      const left = i * (width + gap);
      const placed = putThing(picture, boxes[i], left, top + (height - boxes[i].height) / 2);
      if (before) joinPath(picture, before, placed, linkWords(word, implied), i > 0);
      before = placed;
    });
  }
}

function joinPath(picture, before, placed, told, beside) {
  if (beside) {
    const [x, y] = [before.left + before.width, focusMiddleOf(before)];
    picture.wires.push({ path: true, from: [x, y], to: [placed.left, y], arrow: true });
    picture.titles.push({
      text: told,
      left: (x + placed.left) / 2 - 3,
      top: y - 20,
      font: "small",
      middle: true,
    });
    return;
  }
  const from = [before.left + before.width / 2, before.top + before.height];
  const to = [placed.left + placed.width / 2, placed.top];
  const level = placed.top - ROW_GAP / 2 + 6;
  picture.wires.push({ path: true, from, to, level, arrow: true });
  const straight = Math.abs(from[0] - to[0]) < 1;
  picture.titles.push({
    text: told,
    left: straight ? from[0] + 10 : (from[0] + to[0]) / 2,
    top: straight ? (from[1] + to[1]) / 2 - 9 : level - 19,
    font: "small",
    middle: !straight,
  });
}

// ---- the whole ----------------------------------------------------------------------------------

/** Returns the picture of a state, `width` wide: things, wires and titles with their places; the
    path if two things are to be connected; and how many of how many clauses it shows. */
export function focusPicture({ selected, target, steps, pins, whole }, width) {
  const picture = emptyPicture(Math.max(280, Math.min(1100, Math.floor(width))));
  const start = things.has(selected) ? selected : null;
  const end = start !== null && things.has(target) && target !== start ? target : null;
  picture.start = start;
  picture.end = end;
  picture.path = start && end ? connection(start, end) : null;
  picture.count = null;
  if (picture.path) putPath(picture, picture.path);
  else if (start && !end)
    picture.count = putNeighbourhood(picture, { selected: start, steps, whole });
  else if (start && end) {
    putThing(picture, sizedThing(start, Math.min(300, picture.width), 3), 0, 0);
    putThing(picture, sizedThing(end, Math.min(300, picture.width), 3), 0, picture.bottom + 24);
  }
  putPinned(picture, pins);
  picture.height = picture.bottom;
  return picture;
}
