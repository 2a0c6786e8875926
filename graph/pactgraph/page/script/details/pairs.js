/* What the details say of two parties, and of the picture of all: what holds, which money comes
   back, what hangs. */

import { answers, knownClauses } from "../answers/answers.js";
import { comingTo } from "../answers/coming.js";
import { hangsWords, loopNotes, loopsNow, stateMark, stepNodes, wayOf } from "../answers/flows.js";
import { between, glyph, make, selecting } from "../elements/dom.js";
import { STANDINGS } from "../kernel/lanes.js";
import { clauses } from "../model/model.js";
import { bundleOf, cableOf, memberOf } from "../model/web.js";
import { state } from "../state/state.js";
import { openNow } from "../telling/lists.js";
import {
  drawnMembers,
  drawnPairs,
  drawnParties,
  drawsMore,
  inPicture,
  isUnfolded,
  lanesOf,
  neighboursOf,
} from "../web/picture.js";
import { cableTold, laneSums, partyWords } from "../web/words.js";
import { counted, dayInWords, listed, phrasesOf, say, written } from "../words/words.js";

const MARKS = { stands: "in force", hangs: "depends", ahead: "not yet", over: "ended" };

function laneNode(lane, clauseNode) {
  const sums = laneSums(lane);
  const [giver, taker] = [lane.giver, lane.taker].map(partyWords);
  return make(
    "div.entry",
    make("dt", say("lane_told", { giver, family: phrasesOf("loops")[lane.family], taker })),
    sums ? make("dd.sum", sums) : null,
    ...lane.clauses.map((key) => make("dd", clauseNode(clauses.get(key)))),
  );
}

/** Returns the button that draws of all parties only the neighbours of one, or all again. */
export function nearButton(key) {
  const { view, near } = state();
  if (view !== "parties" || !memberOf.has(key) || neighboursOf(key).length === 0) return null;
  return make("button.button", { "data-near": key, "aria-pressed": String(near) }, say("web_near"));
}

/** Returns the patch of that button; a party that is not among those drawn at first is, then. */
export function choosingNear(key) {
  const { near, everyone } = state();
  return { near: !near, everyone: everyone || !inPicture().includes(memberOf.get(key)) };
}

/** Returns who stands in a mark of several, what each has with their hub, and what draws each. */
function othersNodes({ one, other, parts }) {
  const mark = memberOf.get(other);
  const pressed = String(isUnfolded(mark));
  const data = { id: "each-of-others", "data-others": one, "aria-pressed": pressed };
  const isOffered = state().view === "parties" && !drawsMore();
  const memberItem = (key, i) =>
    make(
      "li",
      selecting(key, partyWords(key)),
      " ",
      make("small", cableTold(cableOf.get(parts[i]))),
    );
  return [
    isOffered ? make("p.actions", make("button.button", data, say("web_each"))) : null,
    make("ul.clauses.others", ...mark.members.map(memberItem)),
  ];
}

/** Returns what opens a pair clause by clause; if it is open, what can be opened beside it. */
function openingNode(key) {
  const { view, opened } = state();
  if (view === "opened" && opened.includes(key)) return null;
  const name = view === "opened" && opened.length > 0 ? "data-open-beside" : "data-open-pair";
  return make("p.actions", make("button.button", { [name]: key }, say("opened_pair")));
}

/** Returns what two parties have with each other: lanes by how they stand, each with its clauses
    as `clauseNode` shows one; of several together with one first who they are. */
export function pairNodes(key, clauseNode) {
  const bundle = bundleOf.get(key);
  const { one, other } = bundle ?? cableOf.get(key);
  const all = lanesOf(key);
  const names = (bundle ? [one] : [one, other]).map((each) => selecting(each, partyWords(each)));
  return [
    make("h2", listed([one, other].map(partyWords))),
    make("p.actions", ...between(" · ", names)),
    ...(bundle ? othersNodes(bundle) : [openingNode(key)]),
    all.length === 0 ? make("p", say("pair_nothing")) : null,
    ...STANDINGS.map((standing) => {
      const own = all.filter((lane) => lane.standing === standing);
      if (own.length === 0) return null;
      return make(
        "section",
        { class: `standing-${standing}` },
        make("h3", glyph(MARKS[standing]), " ", phrasesOf("loops")[standing]),
        make("dl", ...own.map((lane) => laneNode(lane, clauseNode))),
      );
    }),
  ];
}

/** Returns the patch that shows a loop, with all parties if not all of its own are drawn; or that
    lets go of it. */
export function choosingLoop(key) {
  const drawn = new Set(drawnMembers().map((member) => member.key));
  const isSeen = key.split("\n").every((party) => drawn.has(party));
  if (state().loop === key) return { loop: null };
  return isSeen ? { loop: key } : { loop: key, everyone: true };
}

const loopKey = ({ parties }) => parties.join("\n");

function loopItem(loop) {
  const key = loopKey(loop);
  const isChosen = state().loop === key;
  return make(
    "li",
    make("span.standing", ...stateMark(loop.state)),
    make("button.link", { "data-loop": key, "aria-pressed": String(isChosen) }, wayOf(loop)),
    make("small", ` ${hangsWords(loop)}`),
    isChosen ? make("ul.steps", ...stepNodes(loop)) : null,
  );
}

/** Returns what comes next on a date, as a button that goes there. */
function nextNode() {
  const coming = comingTo(knownClauses());
  const next = coming.find(({ at, latest }) => at !== null && latest === null);
  if (next === undefined) return say("web_next_none");
  const { at } = next;
  const told = coming.filter((each) => each.at === at);
  const count = (what, side) => {
    const n = new Set(told.flatMap((each) => each[side])).size;
    return n > 0 ? [counted(what, n)] : [];
  };
  const what = listed([...count("clauses_start", "starts"), ...count("clauses_end", "ends")]);
  const words = say("web_next", { date: written(dayInWords(at)), what });
  return make("button.link", { "data-day": at.slice(0, 10) }, words);
}

/** Returns what is said of the whole picture while nothing is chosen: how much there is, and the
    loops, each of which can be shown. */
export function webNodes() {
  if (answers().broken.length > 0) return [];
  const drawn = drawnParties();
  const lanes = drawnPairs().flatMap(({ key }) => lanesOf(key));
  const count = (standing) =>
    new Set(lanes.filter((l) => l.standing === standing).flatMap((l) => l.clauses)).size;
  const loops = loopsNow();
  const stands = say("web_stands", {
    clauses: counted("clauses_stand", count("stands")),
    parties: counted("parties", drawn.size),
  });
  const hangs = say("web_hangs", {
    clauses: counted("clauses_hang", count("hangs")),
    events: counted("events", openNow().length),
  });
  const list = make("button.link", { "data-list": "open" }, hangs);
  return [
    make("h2", say("web_title")),
    make("p.lede", stands, " ", list, " ", nextNode()),
    make("p.hint", say("web_hint")),
    make("h3", `${say("web_loops")} (${loops.length})`),
    make("ul.clauses.loops", ...loops.map(loopItem)),
    ...loopNotes(loops.length)
      .slice(1)
      .map((told) => make("p.hint", told)),
  ];
}
