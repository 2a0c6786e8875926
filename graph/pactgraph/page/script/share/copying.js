/* What programs can do with a thing: its Turtle, a query for it, and a command about it. */

import { sortOfThing } from "../answers/connections.js";
import { button, make } from "../elements/dom.js";
import { things } from "../model/model.js";
import { hasData, queryFor, turtleOf } from "../model/unpacking.js";
import { state } from "../state/state.js";
import { say } from "../words/words.js";
import { copyText } from "./clipboard.js";

/** Returns a word as shells read it. */
const quoted = (word) =>
  /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/* What begins with a dash would be taken for an option. */
const commandName = (key) => (key.startsWith("-") ? things.get(key).iri : key);

const COMMANDS = { clause: "why", agreement: "status", event: "impact" };

/** Returns the command that answers what the page shows of a thing; "" for a party. */
export function commandFor(key) {
  const { on, known, assumed, language } = state();
  const command = COMMANDS[sortOfThing(key)];
  if (command === undefined) return "";
  const words = ["pactgraph", command, commandName(key)];
  const isImpact = command === "impact";
  if (isImpact && (assumed.get(key) ?? "never") !== "never") words.push("--when", assumed.get(key));
  if (!isImpact) words.push("--on", on);
  words.push("--known", known);
  for (const [event, date] of assumed) {
    if (!isImpact || event !== key) words.push("--assume", `${commandName(event)}=${date}`);
  }
  if (language !== "en") words.push("--lang", language);
  return words.map(quoted).join(" ");
}

/** Returns a text with a button that copies it; the text may come later. */
function piece(title, phrase, told) {
  const text = make("pre", { tabindex: "0", role: "region", "aria-label": say(title) });
  const copy = button("quiet", say(phrase), () => copyText(text.textContent, copy));
  const whole = make("div.piece", make("h4", say(title)), copy, text);
  const show = (found) => {
    text.textContent = found;
    whole.hidden = found === "";
  };
  Promise.resolve(told).then(show, () => show(""));
  return whole;
}

let isUnfolded = false;

function pieces(key) {
  const command = commandFor(key);
  return [
    ...(hasData ? [piece("turtle_of", "copy_turtle", turtleOf(key))] : []),
    piece("query_of", "copy_sparql", queryFor(key)),
    piece("command_of", "copy_command", command),
    ...(command ? [make("p.hint", say("command_help"))] : []),
  ];
}

/** Returns what programs can do with a thing, folded until it is wanted. */
export function copyable(key) {
  const ontoggle = ({ target }) => {
    isUnfolded = target.open;
    if (target.open && target.childElementCount === 1) target.append(...pieces(key));
  };
  const title = make("summary", say("for_programs"));
  const told = isUnfolded ? pieces(key) : [];
  return make("details.programs", { open: isUnfolded, ontoggle }, title, ...told);
}
