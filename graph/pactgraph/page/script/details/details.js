/* Everything there is to say about what is selected. */

import {
  answers,
  comparedAnswers,
  courseOfClause,
  difference,
  isKnown,
  lookOf,
  looks,
} from "../answers/answers.js";
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
import { dated, hit, link, make, renew, selecting } from "../elements/dom.js";
import { plusDays } from "../kernel/instants.js";
import {
  agreements,
  baseOf,
  basesOf,
  clauses,
  clausesOfEvent,
  element,
  events,
  kinds,
  listedThrough,
  model,
  points,
  things,
} from "../model/model.js";
import { copyable } from "../share/copying.js";
import { choosing, openingAround, openingPair } from "../state/choosing.js";
import { change, state } from "../state/state.js";
import { backToList, clausesByDecider, hangingEntry, listNodes } from "../telling/lists.js";
import { reasonsTree } from "../telling/reasons.js";
import { standingMark, standingWords } from "../telling/standing.js";
import { aimOf, toldOf, valueInWords } from "../telling/things.js";
import {
  dayInWords,
  eventName,
  formula,
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
  const named =
    href !== undefined
      ? link(href, words)
      : thing !== undefined && things.has(thing)
        ? selecting(thing, words)
        : words;
  const small = [aside ? text(aside) : "", clause ? fixedNow(clause) : ""].filter(Boolean);
  return make(
    "dd",
    named,
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

const namedNodes = (list, own) =>
  list.flatMap((clause, i) => [
    i > 0 ? "; " : null,
    clause.key === own
      ? phrasesOf("show").this
      : selecting(clause.key, ...filledNodes(phrasesOf("show").quoted, [[text(clause.label)]])),
  ]);

/** Returns the last day before an instant, or the instant itself. */
const lastDayBefore = (instant) =>
  dayInWords(instant).includes("T") ? dayInWords(instant) : plusDays(dayInWords(instant), -1);

/** Returns what starts or ends some clauses later, and when. */
function comingNode({ at, latest, event, starts, ends }, own) {
  const phrases = phrasesOf("show");
  const [starting, ending] = [starts, ends].map((list) => namedNodes(list, own));
  const isDate = event === null;
  const told = [
    starts.length === 0
      ? null
      : isDate
        ? filledNodes(phrases["first day"], [[dayInWords(at)], starting])
        : filledNodes(phrases.starts, [starting]),
    ends.length === 0
      ? null
      : isDate
        ? filledNodes(phrases["last day"], [[lastDayBefore(at)], ending])
        : filledNodes(phrases.ends, [ending]),
  ].filter(Boolean);
  const line = told.flatMap((nodes, i) => (i > 0 ? ["; ", ...nodes] : nodes));
  if (isDate) return make("dd", ...line.flat(2));
  const named = [selecting(baseOf(event), eventName(event)), ": ", ...line];
  if (at === null) return make("dd", ...named.flat(2));
  const filledIn =
    latest === null
      ? filledNodes(phrases.on, [[dayInWords(at)], named])
      : filledNodes(phrases.within, [[dayInWords(at)], [dayInWords(latest)], named]);
  return make("dd", ...filledIn.flat(2));
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
  let list = null;
  for (const node of toldOf(thing).flatMap((part) => partNode(thing, part) ?? [])) {
    if (node.localName === "section") {
      list = null;
      nodes.push(node);
    } else {
      if (list === null) {
        list = make("dl");
        nodes.push(list);
      }
      list.append(node);
    }
  }
  return nodes;
}

/** Returns when a clause was last confirmed, if that is long ago, and what that means. */
export function oldNote(clause, found = answers()) {
  const told = oldInWords(clause, found);
  return told ? make("small.old", { title: oldMeans(found) }, " ", ...dated(told)) : null;
}

const clauseNode = (clause) =>
  make(
    "span.item",
    make("span.standing", { title: standingWords(clause) }, standingMark(clause)[0]),
    make("span", selecting(clause.key, text(clause.label)), oldNote(clause)),
  );

const clauseItem = (clause) =>
  make(
    "li",
    make("span.standing", ...standingMark(clause)),
    make("span", selecting(clause.key, text(clause.label)), oldNote(clause)),
  );

function clauseList(title, list) {
  if (list.length === 0) return null;
  const shown = list.filter((clause) => isKnown(clause));
  const order = (clause) => looks.indexOf(lookOf(clause));
  shown.sort((a, b) => order(a) - order(b));
  return make(
    "section",
    make("h3", `${title} (${shown.length})`),
    make("ul.clauses", ...shown.map(clauseItem)),
  );
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
  return make(
    "section.loops",
    make("h3", `${say("rows_loops")} (${found.length})`),
    make("ul.clauses", ...found.map(item)),
  );
}

/** Returns the totals of a party, with the day on which they are so. */
function totalSection(rows) {
  if (rows.length === 0) return null;
  const headings = model.totals.headings.map(text);
  const item = ({ cells }) => {
    const [between, ...told] = cells.map(text);
    const named = told
      .slice(0, -1)
      .map((each, i) => (i > 1 ? `${headings[i + 1]}: ${each}` : each));
    const lines = named.filter((_, i) => told[i] !== "");
    return make("li", make("b", between), make("small", ` ${lines.join(" · ")}`));
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
  return make(
    "button.button",
    { "data-pin": key, "aria-pressed": String(isPinned) },
    say(isPinned ? "unpin" : "pin"),
  );
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
    ...dated(`${told.slice(0, 1).toUpperCase()}${told.slice(1)}`),
  );
}

const MOST_SWITCHES = 6;

/** Returns the events that decide, each with a switch; of many the last ones folded away. */
function switchNodes(keys) {
  const all = keys.map((key, i) =>
    make(
      "div.event",
      make("label", { for: `decide-${i}` }, selecting(key, eventName(key))),
      make("div.switches", ...supposingSwitch(key, `decide-${i}`)),
    ),
  );
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
  const standing = found.of.get(clause.key);
  const known = isKnown(clause);
  const kicker = `${text(kinds.get(clause.kind)?.label ?? clause.kind)} · ${say(clause.rule)}`;
  const before = comparedAnswers();
  const differs = before ? difference(clause, before, found) : "";
  return [
    ...headOf(
      kicker,
      clause,
      make("p.standing", ...standingMark(clause)),
      known && found.broken.length === 0 && standing.status !== "depends"
        ? make("p.turns", turnsOf(clause))
        : null,
      differs
        ? make("p.turns", `A: `, ...standingMark(clause, before ?? found), ` · ${say(differs)}`)
        : null,
      make("p.formula", ...dated(formula(clause.periods, found.unknown))),
      listedNode(clause, found),
      known ? confirmedNode(clause, found) : null,
    ),
    standing.dependsOn.length > 0 && known
      ? make(
          "div.entry.depends_on",
          make("h3", say("depends_on")),
          ...switchNodes(standing.dependsOn),
        )
      : null,
    actionsOn(clause.key, pinButton(clause.key)),
    known && found.broken.length === 0
      ? make("section.why", make("h3", say("why")), reasonsTree(clause))
      : null,
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

function supposeSection(key) {
  if (!events.has(key)) return null;
  return make(
    "div.event",
    make("label", { for: "suppose-this" }, say("suppose")),
    make("div.switches", ...supposingSwitch(key, "suppose-this")),
  );
}

/** Returns what is said while nothing is selected: a list, or on what statuses depend. */
function emptyNodes() {
  const { list, pair, view, opened } = state();
  if (list !== null) return [closeButton(), ...listNodes(list)];
  if (pair !== null) return [closeButton(), ...pairNodes(pair, clauseNode)];
  if (view === "opened" && opened.length > 0) return pairNodes(opened.at(-1), clauseNode);
  if (view === "parties") return [...webNodes(), pinnedSection()];
  const isBroken = answers().broken.length > 0;
  const hanging = [...clausesByDecider()];
  return [
    make("p.hint", say("details_empty")),
    pinnedSection(),
    isBroken ? null : make("h3", say("hanging")),
    isBroken
      ? null
      : hanging.length === 0
        ? make("p", say("nothing_open"))
        : make("dl", ...hanging.map(([event, clauses]) => hangingEntry(event, clauses))),
  ];
}

function pinnedSection() {
  const pinned = state()
    .pins.map((key) => clauses.get(key))
    .filter(Boolean);
  return pinned.length > 0 ? clauseList(say("pinned"), pinned) : null;
}

const NODES_OF = {
  clause: clauseNodesOf,
  agreement: agreementNodesOf,
  party: partyNodesOf,
  event: eventNodesOf,
};

const sortOf = (key) => (agreements.has(key) ? "agreement" : things.get(key).sort);

const closeButton = () =>
  make(
    "button.tool.close",
    { "aria-label": say("close"), title: say("close"), "data-close": true },
    "×",
  );

/** Draws the details of what is selected. */
export function drawDetails(now, before) {
  const thing = things.get(now.selected);
  const focused = panel.contains(document.activeElement) ? document.activeElement?.id : "";
  const nodes = thing
    ? [
        closeButton(),
        now.list === null ? null : backToList(now.list),
        ...NODES_OF[sortOf(now.selected)](thing),
        copyable(now.selected),
      ]
    : emptyNodes();
  const isOther =
    now.selected !== before.selected || now.list !== before.list || now.pair !== before.pair;
  if (isOther) panel.replaceChildren();
  renew(panel, nodes.filter(Boolean));
  writeSupposedDates(panel);
  panel.classList.toggle("shown", thing !== undefined || now.list !== null || now.pair !== null);
  if (isOther) panel.scrollTop = 0;
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus();
  }
}

/** Lets what is named anywhere on the page be selected, pinned and opened. */
export function wireDetails() {
  document.addEventListener("click", (event) => {
    const button = hit(
      event,
      "[data-select], [data-key], [data-pin], [data-near], [data-open-around], [data-open-pair], [data-open-beside], [data-close], [data-back], [data-loop], [data-day], [data-list-name]",
    );
    if (!button) return;
    const { select, key, pin, near, openAround, openPair, openBeside, loop, day, listName } =
      button.dataset;
    if ("close" in button.dataset) change({ selected: null, list: null, pair: null });
    else if ("back" in button.dataset) change({ selected: null });
    else if (listName !== undefined) change({ list: listName });
    else if (day !== undefined) change({ on: day });
    else if (loop !== undefined) change(choosingLoop(loop));
    else if (pin !== undefined) change({ pins: togglePin(pin) });
    else if (near !== undefined) change(choosingNear(near));
    else if (openAround !== undefined) change(openingAround(openAround));
    else if (openPair !== undefined) change(openingPair(openPair));
    else if (openBeside !== undefined) change(openingPair(openBeside, state().opened));
    else if (things.has(select ?? key)) change(choosing(select ?? key));
  });
  panel.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") change({ selected: null, list: null, pair: null });
  });
}

function togglePin(key) {
  const { pins } = state();
  return Object.freeze(pins.includes(key) ? pins.filter((other) => other !== key) : [...pins, key]);
}
