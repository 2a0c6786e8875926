/* Everything there is to say about what is selected. */

import {
  answers,
  comparedAnswers,
  courseOfClause,
  differenceNow,
  isKnown,
  lookOf,
  looks,
} from "../answers/answers.js";
import { sortOfThing } from "../answers/connections.js";
import { confirmedInWords, oldInWords, oldMeans } from "../answers/evidence.js";
import {
  daysMade,
  flowNodes,
  flowsOfClause,
  hangsWords,
  loopsOfClause,
  loopsOfParty,
  stateMark,
  totalsOfParty,
  wayOf,
} from "../answers/flows.js";
import { inOrder } from "../answers/occurrences.js";
import { stakesNow } from "../answers/owners.js";
import { lookTold } from "../answers/reasons.js";
import { supposingSwitch, writeSupposedDates } from "../controls/supposing.js";
import { between, dated, hit, link, make, renew, renewed, selecting } from "../elements/dom.js";
import {
  baseOf,
  basesOf,
  clauses,
  clausesOfEvent,
  element,
  events,
  listedThrough,
  model,
  points,
  things,
} from "../model/model.js";
import { copyable } from "../share/copying.js";
import { choosing, openingAround, openingPair } from "../state/choosing.js";
import { change, state, toggled } from "../state/state.js";
import {
  backToList,
  choosingList,
  clausesByDecider,
  hangingEntry,
  listNodes,
} from "../telling/lists.js";
import { reasonsTree } from "../telling/reasons.js";
import { standingMark, standingWords } from "../telling/standing.js";
import { aimOf, toldOf, valueInWords } from "../telling/things.js";
import { unfolding } from "../web/picture.js";
import {
  capital,
  dayInWords,
  eventName,
  formula,
  kindWords,
  lastDayInWords,
  listed,
  lookInWords,
  phrasesOf,
  say,
  span,
  text,
  thingLabel,
  written,
} from "../words/words.js";
import { choosingLoop, choosingNear, nearButton, pairNodes, webNodes } from "./pairs.js";

const panel = element("details");

// ---- terms and values ------------------------------------------------------------

/** Returns how the clause stands that fixes a sum, and from when until when it does. */
function fixedNow(key) {
  const clause = clauses.get(key);
  const found = answers();
  const status = found.broken.length > 0 ? "" : lookTold(clause, found);
  return [status, span(clause.periods, found.unknown)].filter(Boolean).join("; ");
}

function valueNode(value, own) {
  const { aside, href, clause } = value;
  const thing = aimOf(value, own);
  const words = valueInWords(value, own);
  const isThing = thing !== undefined && things.has(thing);
  const small = [aside ? text(aside) : "", clause ? fixedNow(clause) : ""].filter(Boolean);
  return make(
    "dd",
    href !== undefined ? link(href, words) : isThing ? selecting(thing, words) : words,
    small.length > 0 ? [" ", make("small", ...dated(small.join("; ")))] : null,
  );
}

/** Returns what a part is called: as `pactgraph show` calls it, if that has it. */
export const heading = (term) => phrasesOf("headings")[term] ?? say(term);

const entryNode = (term, ...below) =>
  make("div", { class: `entry ${term}` }, make("dt", heading(term)), ...below);

/** Returns a phrase as nodes, with lists of nodes one after another for each {}. */
const filledNodes = (template, lists) =>
  template.split("{}").flatMap((piece, i) => [piece, ...(lists[i] ?? [])]);

const namedNodes = (list, own) => {
  const nodeOf = ({ key, label }) =>
    key === own
      ? phrasesOf("show").this
      : selecting(key, ...filledNodes(phrasesOf("show").quoted, [[text(label)]]));
  return between("; ", list.map(nodeOf));
};

/** Returns what starts or ends some clauses later, and when. */
function comingNode({ at, latest, event, starts, ends }, own) {
  const phrases = phrasesOf("show");
  const isDate = event === null;
  const turn = (list, onDate, withEvent, day) => {
    if (list.length === 0) return [];
    const named = namedNodes(list, own);
    const filling = isDate ? [[day(at)], named] : [named];
    return [filledNodes(phrases[isDate ? onDate : withEvent], filling)];
  };
  const told = [
    ...turn(starts, "first day", "starts", dayInWords),
    ...turn(ends, "last day", "ends", lastDayInWords),
  ];
  const line = between("; ", told);
  if (isDate) return make("dd", ...line);
  const named = [selecting(baseOf(event), eventName(event)), ": ", ...line];
  if (at === null) return make("dd", ...named);
  const days = [at, ...(latest === null ? [] : [latest])].map((instant) => [dayInWords(instant)]);
  return make("dd", ...filledNodes(phrases[latest === null ? "on" : "within"], [...days, named]));
}

/* What the page tells otherwise: amounts stand with what fixes them under "money". */
const ELSEWHERE = new Set(["amounts"]);

function partNode(thing, { term, values, clauses: list, coming, happened }) {
  if (ELSEWHERE.has(term)) return null;
  if (list !== undefined) return clauseList(heading(term), list);
  if (coming !== undefined) {
    return entryNode(term, ...coming.map((turn) => comingNode(turn, thing.key)));
  }
  if (happened !== undefined) return entryNode(term, make("dd", ...dated(happened)));
  if (term === "owns") return stakeEntries(thing);
  return entryNode(term, ...values.map((value) => valueNode(value, thing.key)));
}

/** Returns all that is told of a thing, part by part. */
function partNodes(thing) {
  const nodes = [];
  for (const node of toldOf(thing).flatMap((part) => partNode(thing, part) ?? [])) {
    const isSection = node.localName === "section";
    if (!isSection && nodes.at(-1)?.localName !== "dl") nodes.push(make("dl"));
    if (isSection) nodes.push(node);
    else nodes.at(-1).append(node);
  }
  return nodes;
}

/** Returns when a clause was last confirmed, if that is long ago, and what that means. */
export function oldNote(clause, found = answers()) {
  const told = oldInWords(clause, found);
  return told ? make("small.old", { title: oldMeans(found) }, " ", ...dated(told)) : null;
}

const standingItem = (tag, clause, title, ...standing) =>
  make(
    tag,
    make("span.standing", { title }, ...standing),
    make("span", selecting(clause.key, text(clause.label)), oldNote(clause)),
  );

const clauseNode = (clause) =>
  standingItem("span.item", clause, standingWords(clause), standingMark(clause)[0]);

const clauseItem = (clause) => standingItem("li", clause, null, ...standingMark(clause));

const countedList = (kind, title, items) =>
  make(kind, make("h3", `${title} (${items.length})`), make("ul.clauses", ...items));

function clauseList(title, list) {
  if (list.length === 0) return null;
  const order = (clause) => looks.indexOf(lookOf(clause));
  const shown = list.filter((clause) => isKnown(clause)).sort((a, b) => order(a) - order(b));
  return countedList("section", title, shown.map(clauseItem));
}

// ---- flows, loops and totals ---------------------------------------------------------

/** Returns the loops that something is in, closed ones first. */
function loopSection(found) {
  if (found.length === 0) return null;
  const item = (loop) =>
    make(
      "li",
      make("span.standing", ...stateMark(loop.state)),
      make("span", wayOf(loop), make("small", " ", hangsWords(loop))),
    );
  return countedList("section.loops", say("rows_loops"), found.map(item));
}

/** Returns the totals of a party, with the day on which they are so. */
function totalSection(rows) {
  if (rows.length === 0) return null;
  const headings = model.totals.headings.map(text);
  const item = ({ cells }) => {
    const [parties, ...told] = cells.map(text);
    const lines = told
      .slice(0, -1)
      .map((each, i) => (each && i > 1 ? `${headings[i + 1]}: ${each}` : each));
    return make("li", make("b", parties), make("small", ` ${lines.filter(Boolean).join(" · ")}`));
  };
  return make(
    "section.totals",
    make("h3", say("totals_of", daysMade())),
    make("ul", ...rows.map(item)),
  );
}

function flowSection(clause) {
  const found = isKnown(clause) ? flowsOfClause(clause.key) : [];
  if (found.length === 0) return null;
  return make(
    "section.flow",
    make("h3", say("flow")),
    ...found.map((flow) => make("p", ...flowNodes(flow, clause.key))),
  );
}

// ---- one sort of thing each --------------------------------------------------------

function headOf(kicker, thing, ...below) {
  return [
    make("p.kicker", kicker),
    make("h2", text(thing.label)),
    make("p.name", thing.key),
    ...below,
  ];
}

const actionsOn = (key, ...more) =>
  make(
    "p.actions",
    ...more,
    make("button.button", { "data-open-around": key }, say("show_opened")),
  );

function pinButton(key) {
  const isPinned = state().pins.includes(key);
  const data = { "data-pin": key, "aria-pressed": String(isPinned) };
  return make("button.button", data, say(isPinned ? "unpin" : "pin"));
}

/** Returns what comes next, in words: a status from a day on, or what can happen from then on. */
function nextTurn({ since, status, dependsOn, look, ways }) {
  const date = written(dayInWords(since));
  if (status !== "depends") {
    return say("changes_on", { date: `${date}: ${lookInWords(look, ways)}` });
  }
  const found = answers();
  const delayed = [...points.keys()].filter((key) => dependsOn.includes(baseOf(key)));
  const opens = [...dependsOn, ...delayed].some((key) => found.windows.get(key).earliest === since);
  const names = inOrder(dependsOn).map(eventName);
  if (!opens) return say("will_depend", { date, events: listed(names) });
  return names.length === 1
    ? say("can_change", { date, event: names[0] })
    : say("can_change_by", { date, events: listed(names) });
}

/** Returns since when and until when a clause stands as it does. */
function turnsOf(clause) {
  const steps = courseOfClause(clause);
  const at = steps.findLastIndex(({ since }) => since <= answers().at);
  const told = [];
  if (at > 0) {
    const form = steps[at - 1].status === "depends" ? "surely_since" : "since";
    told.push(say(form, { date: written(dayInWords(steps[at].since)) }));
  }
  const next = steps[at + 1];
  if (next) told.push(nextTurn(next));
  return told.join(" · ");
}

function confirmedNode(clause, found) {
  const told = confirmedInWords(clause, found);
  const isLongAgo = oldInWords(clause, found) !== "";
  return make(
    "p",
    { class: isLongAgo ? "turns old" : "turns", title: isLongAgo ? oldMeans(found) : null },
    ...dated(capital(told)),
  );
}

const switchNode = (key, id, told) =>
  make(
    "div.event",
    make("label", { for: id }, told),
    make("div.switches", ...supposingSwitch(key, id)),
  );

const MOST_SWITCHES = 6;

/** Returns the events that decide, each with a switch; of many the last ones folded away. */
function switchNodes(keys) {
  const all = keys.map((key, i) => switchNode(key, `decide-${i}`, selecting(key, eventName(key))));
  const more = all.splice(MOST_SWITCHES);
  if (more.length === 0) return all;
  return [...all, make("details", make("summary", say("more", { n: more.length })), ...more)];
}

/** Returns that the dates of a schedule are listed no further, if a clause hangs on one that ends
    before the day asked about; else null. */
function listedNode({ periods }, { at }) {
  const through = listedThrough(periods);
  if (through === null || at.slice(0, 10) <= through) return null;
  return make("p.turns", say("listed_through", { date: written(through) }));
}

function clauseNodesOf(clause) {
  const found = answers();
  const { status, dependsOn } = found.of.get(clause.key);
  const known = isKnown(clause);
  const isSure = known && found.broken.length === 0;
  const differs = differenceNow(clause);
  const before = differs ? standingMark(clause, comparedAnswers() ?? found) : [];
  return [
    ...headOf(
      `${kindWords(clause)} · ${say(clause.rule)}`,
      clause,
      make("p.standing", ...standingMark(clause)),
      isSure && status !== "depends" ? make("p.turns", turnsOf(clause)) : null,
      differs ? make("p.turns", "A: ", ...before, ` · ${say(differs)}`) : null,
      make("p.formula", ...dated(formula(clause.periods, found.unknown))),
      listedNode(clause, found),
      known ? confirmedNode(clause, found) : null,
    ),
    dependsOn.length > 0 && known
      ? make("div.entry.depends_on", make("h3", say("depends_on")), ...switchNodes(dependsOn))
      : null,
    actionsOn(clause.key, pinButton(clause.key)),
    isSure ? make("section.why", make("h3", say("why")), reasonsTree(clause)) : null,
    flowSection(clause),
    loopSection(loopsOfClause(clause.key)),
    ...partNodes(clause),
  ];
}

function agreementNodesOf(agreement) {
  return [
    ...headOf(
      [say("agreement"), agreement.binding ? null : say("not_binding")].filter(Boolean).join(" · "),
      agreement,
      answers().unknown.has(agreement.key) ? make("p.standing", say("not_known_short")) : null,
    ),
    actionsOn(agreement.key),
    ...partNodes(agreement),
    supposeSection(agreement.key),
  ];
}

function partyNodesOf(party) {
  return [
    ...headOf(say(party.isClass ? "class_of_parties" : "party"), party),
    actionsOn(party.key, nearButton(party.key)),
    ...partNodes(party),
    loopSection(loopsOfParty(party.key)),
    totalSection(totalsOfParty(party.key)),
  ];
}

/** Returns what a party owns of whom, and who owns shares of it. */
function stakeEntries({ key }) {
  const found = stakesNow();
  const side = (term, own, others) => {
    const list = found.filter((clause) => clause[own].includes(key));
    if (list.length === 0) return [];
    const stakes = list.map((clause) => stakeNode(clause, clause[others]));
    return make("div", { class: `entry ${term}` }, make("dt", say(term)), ...stakes);
  };
  return [side("owns", "holders", "owedBy"), side("owned_by", "owedBy", "holders")].flat();
}

function stakeNode(clause, others) {
  const shares = clause.shares.length > 0 ? clause.shares.map(text) : [say("share_unknown")];
  return make(
    "dd",
    ...others.flatMap((key) => [selecting(key, thingLabel(key)), ": "]),
    shares.join("; "),
    " ",
    make("small", selecting(clause.key, text(clause.label))),
  );
}

function eventNodesOf(event) {
  const hanging = clausesOfEvent.get(event.key) ?? [];
  const isNamedBy = ({ periods }) =>
    periods.some(({ named }) => named.some((name) => basesOf(name).includes(event.key)));
  return [
    ...headOf(say("event"), event),
    supposeSection(event.key),
    actionsOn(event.key),
    ...partNodes(event),
    clauseList(
      say("hangs_on_implied"),
      hanging.filter((clause) => !isNamedBy(clause)),
    ),
  ];
}

const supposeSection = (key) =>
  events.has(key) ? switchNode(key, "suppose-this", say("suppose")) : null;

/** Returns what is said while nothing is selected: a list, or on what statuses depend. */
function emptyNodes() {
  const { list, pair, view, opened } = state();
  if (list !== null) return [closeButton(), ...listNodes(list)];
  if (pair !== null) return [closeButton(), ...pairNodes(pair, clauseNode)];
  if (view === "opened" && opened.length > 0) return pairNodes(opened.at(-1), clauseNode);
  if (view === "parties") return [...webNodes(), pinnedSection()];
  const empty = [make("p.hint", say("details_empty")), pinnedSection()];
  if (answers().broken.length > 0) return empty;
  const hanging = [...clausesByDecider()].map(([event, list]) => hangingEntry(event, list));
  const told = hanging.length > 0 ? make("dl", ...hanging) : make("p", say("nothing_open"));
  return [...empty, make("h3", say("hanging")), told];
}

function pinnedSection() {
  const pinned = state().pins.map((key) => clauses.get(key));
  return clauseList(say("pinned"), pinned);
}

const NODES_OF = {
  clause: clauseNodesOf,
  agreement: agreementNodesOf,
  party: partyNodesOf,
  event: eventNodesOf,
};

const closeButton = () =>
  make(
    "button.tool.close",
    { "data-close": true, "aria-label": say("close"), title: say("close") },
    "×",
  );

/** Draws the details of what is selected. */
export function drawDetails(now, before) {
  const thing = things.get(now.selected);
  const nodes = thing
    ? [
        closeButton(),
        now.list === null ? null : backToList(now.list),
        ...NODES_OF[sortOfThing(now.selected)](thing),
        copyable(now.selected),
      ]
    : emptyNodes();
  const isOther =
    now.selected !== before.selected || now.list !== before.list || now.pair !== before.pair;
  renewed(panel, () => {
    if (isOther) panel.replaceChildren();
    renew(panel, nodes.filter(Boolean));
  });
  writeSupposedDates(panel);
  panel.classList.toggle("shown", thing !== undefined || now.list !== null || now.pair !== null);
  if (isOther) panel.scrollTop = 0;
}

const CLOSED = { selected: null, list: null, pair: null };

/* What buttons anywhere on the page set, by what they are data for. */
/** @type {{ [name: string]: (key: string) => Partial<State> }} */
const CHOICES = {
  close: () => CLOSED,
  back: () => ({ selected: null }),
  list: choosingList,
  language: (language) => ({ language }),
  day: (on) => ({ on }),
  loop: choosingLoop,
  pin: (key) => ({ pins: toggled(state().pins, key) }),
  near: choosingNear,
  others: unfolding,
  openAround: openingAround,
  openPair: (key) => openingPair(key),
  openBeside: (key) => openingPair(key, state().opened),
  select: (key) => (things.has(key) ? choosing(key) : {}),
  key: (key) => (things.has(key) ? choosing(key) : {}),
};
const CHOOSING = Object.keys(CHOICES).map(
  (name) => `[data-${name.replace(/[A-Z]/u, (letter) => `-${letter.toLowerCase()}`)}]`,
);

/* What is named anywhere on the page can be selected, pinned and opened. */
document.addEventListener("click", (event) => {
  const { dataset = {} } = hit(event, CHOOSING.join(", ")) ?? {};
  const name = Object.keys(CHOICES).find((each) => dataset[each] !== undefined);
  if (name !== undefined) change(CHOICES[name](dataset[name] ?? ""));
});
panel.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") change(CLOSED);
});
