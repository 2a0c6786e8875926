/* Loops, totals and flows of what is shown, and how they are told. */

import { between, glyph, make, selecting } from "../elements/dom.js";
import { topIn } from "../kernel/lanes.js";
import { loopsIn, madeIn, uncountedIn } from "../kernel/loops.js";
import { certainties, clauses, events, model, parties, points, things } from "../model/model.js";
import { INITIAL, state } from "../state/state.js";
import { eventName, listed, phrasesOf, say, text, thingLabel, written } from "../words/words.js";
import { answers } from "./answers.js";

const MOST_SETS = 8;
const { flowing, changes, totals } = model;
const labels = new Map([...model.values, ...model.forces].map(({ key, label }) => [key, label]));

const changesOf = new Map(changes.map((each) => [each.parties.join("\n"), each]));

/** Returns the loops in the setting that is shown. */
export const loopsNow = () => loopsIn(flowing, answers());

/** Returns as whom a party counts. */
export const topOf = (key) => topIn(flowing.tops, key);

export const loopsOfParty = (key) =>
  loopsNow().filter(({ parties: those }) => those.includes(topOf(key)));

export const loopsOfClause = (key) =>
  loopsNow().filter(({ steps }) =>
    steps.some(({ carriers }) => carriers.some(({ clause }) => clause === key)),
  );

/** Returns the flows that a clause makes or is a part of. */
export const flowsOfClause = (key) =>
  madeIn(flowing.flows, flowing, answers()).filter((flow) => flow.clauses.includes(key));

export const totalsOfParty = (key) => totals.rows.filter((row) => row.parties.includes(topOf(key)));

/** Returns whether the setting is the one that the file was made with. */
function isAsMade() {
  const { on, known, assumed } = state();
  const plain = (dates) => JSON.stringify([...dates].sort());
  return on === INITIAL.on && known === INITIAL.known && plain(assumed) === plain(INITIAL.assumed);
}

/** Returns the days with which the file was made, in words. */
export const daysMade = () => ({ on: written(INITIAL.on), known: written(INITIAL.known) });

// ---- in words ----------------------------------------------------------------------

const valueWords = (lead) => text(labels.get(lead) ?? certainties.get(lead)?.label ?? lead);

/** Returns what a force is called; "–" for none. */
export function forceWords(force) {
  if (force === "performed") return phrasesOf("loops").performed;
  return force === "" ? "–" : text(labels.get(force) ?? force);
}
export const stateWords = (name) => phrasesOf("loops")[name];

/** Returns the way of a loop, back to its first party. */
export const wayOf = ({ parties: those }) => [...those, those[0]].map(partyWords).join(" → ");

const partyWords = (key) => (parties.has(key) ? text(parties.get(key).label) : key);

/* A loop is no clause: its three states have marks that are told apart without colours, too. */
const MARKS = { closed: "in force", possibly: "depends", open: "not yet" };

/** Returns how a loop stands, with its mark. */
export const stateMark = (name) => [glyph(MARKS[name]), make("span", stateWords(name))];

export const hangsWords = ({ dependsOn }) =>
  dependsOn.length > 0 ? say("loop_hangs", { events: listed(dependsOn.map(eventName)) }) : "";

const setWords = (sets) => {
  const and = phrasesOf("loops").and;
  const told = sets.slice(0, MOST_SETS).map((chosen) => chosen.map(nameOfEvent).join(and));
  const more = sets.length - told.length;
  return [...told, ...(more > 0 ? [say("loop_more", { n: more })] : [])].join(say("loop_or"));
};

const nameOfEvent = (key) => (events.has(key) || points.get(key)?.name ? eventName(key) : key);

/** Returns what opens and closes a loop, as lines; none in a setting in which it is not known. */
export function changesWords(loop) {
  const found = isAsMade() ? changesOf.get(loop.parties.join("\n")) : undefined;
  if (found === undefined) return [];
  const { opening, closing } = found;
  const line = (key, sets) => (sets.length > 0 ? [say(key, { sets: setWords(sets) })] : []);
  const isSure = loop.state === "closed" && opening.length === 0;
  return [
    ...line("loop_opens", opening),
    ...line("loop_closes", closing),
    ...(isSure ? [say("loop_never_opens")] : []),
  ];
}

/** Returns the steps of a loop: who gives whom what, by which clauses. */
export const stepNodes = (loop) =>
  loop.steps.map((step, i) => {
    const [giver, taker] = [i, (i + 1) % loop.parties.length].map((n) => loop.parties[n]);
    const what = step.leads.map(valueWords).join(", ");
    const notes = [
      step.force === "" ? say("loop_nothing") : forceWords(step.force),
      step.isPressOnly ? say("loop_press") : "",
      step.endNotPublic.length > 0
        ? say("loop_endless", { clauses: step.endNotPublic.join(", ") })
        : "",
    ].filter(Boolean);
    return make(
      "li",
      say("flow_of", { giver: partyWords(giver), taker: partyWords(taker), what }),
      " · ",
      ...step.carriers.flatMap(({ clause, isCurrent }, n) => {
        const comma = n < step.carriers.length - 1 ? "," : "";
        const [open, end] = isCurrent ? ["", comma] : ["(", `)${comma}`];
        return [make("span.carrier", open, clauseNode(clause), end), " "];
      }),
      make("small", ` ${notes.join("; ")}`),
    );
  });

function clauseNode(key) {
  const node = clauses.has(key) ? selecting(key, key) : make("span", key);
  if (clauses.has(key)) node.title = thingLabel(key);
  return node;
}

/** Returns what is to be said of all loops: what they are, and what is not told of them. */
export function loopNotes(count) {
  const { known } = state();
  const uncounted = uncountedIn([...events.values()], answers());
  return [
    count > 0
      ? say("loops_help", { n: flowing.length })
      : say("loops_none", { n: flowing.length, known: written(known) }),
    isAsMade() ? "" : say("loops_changes_then", daysMade()),
    uncounted.length > 0
      ? say("loops_uncounted", { agreements: listed(uncounted.map(thingLabel)) })
      : "",
  ].filter(Boolean);
}

/** Returns a flow in words, with the other clauses by which it goes. */
export function flowNodes(flow, own) {
  const others = flow.clauses.filter((key) => key !== own);
  const and = phrasesOf("loops").and;
  const [what, counter] = [flow.lead, flow.counter].map((lead) => lead && valueWords(lead));
  const lines = flow.sides.map((sides) => {
    const [giver, taker] = sides.map((keys) => keys.map(partyWords).join(and));
    return say(counter ? "flow_return" : "flow_of", { giver, taker, what, counter });
  });
  if (others.length === 0) return [lines.join("; ")];
  const [before, after] = say("flow_with", { clauses: "\n" }).split("\n");
  const named = others.map((key) => (things.has(key) ? selecting(key, key) : key));
  return [lines.join("; "), make("small", " ", before, ...between(", ", named), after)];
}
