/* The conditions of a clause as a tree for the details: what holds, what not, and by whom. */

import { answers, lookOf } from "../answers/answers.js";
import {
  endingPhrase,
  factInWords,
  isSettledTogether,
  lookTold,
  reasonInWords,
  reasonsOf,
  stateInWords,
} from "../answers/reasons.js";
import { dated, glyph, label, link, make } from "../elements/dom.js";
import { clauses, sources, things } from "../model/model.js";
import { capital, counted, fill, issuerOf, phrasesOf, say, text } from "../words/words.js";

const TRUTH_MARKS = { holds: "✓", fails: "✗", open: "?" };

/** Returns the tree of conditions of a clause in the shown setting, headed by its status and
    what that rests on; null while the dates set contradict one another. */
export function reasonsTree(clause) {
  if (answers().broken.length > 0) return null;
  const { root, reasons, headline } = reasonsOf(clause);
  const cited = new Map();
  const told = new Set(reasons);
  const parts = root.parts.length > 0 ? root.parts : [root];
  return make(
    "div.reasons",
    make("p.why-status", glyph(lookOf(clause)), make("span", dated(capital(headline)))),
    reasons.length > 0
      ? make("ul.why-reasons", ...reasons.map((leaf) => reasonItem(leaf, cited)))
      : null,
    make("p.why-joined", fill(phrasesOf("why").conditions, [text(root.condition.text)])),
    isSettledTogether(root) ? aside(phrasesOf("why").settled) : null,
    make("ul.why-tree", ...parts.map((part) => partItem(part, told, cited))),
    sourceList(cited),
  );
}

/** Returns what is told of an event as the beginning of a sentence; a number stays as it is. */
const asSentence = ({ occurrence }, told) =>
  occurrence && told.startsWith(occurrence.base) ? told : capital(told);

const aside = (...told) => make("p.why-aside", ...told);

const whySelecting = (key, words) =>
  things.has(key) ? make("button.link", { "data-key": key }, words) : make("span", words);

function reasonItem(leaf, cited) {
  return make(
    "li",
    make(
      "p",
      dated(asSentence(leaf, reasonInWords(leaf))),
      citations(leaf.condition.sources, cited),
    ),
    shownNode(leaf, cited),
    ...endingItems(leaf),
  );
}

/** Returns a condition with all that is known of it, and the ones that it is made of. */
function partItem(finding, told, cited) {
  const { condition, decides, parts, truth } = finding;
  const below = told.has(finding)
    ? []
    : [factNode(finding), shownNode(finding, cited), ...endingItems(finding)];
  return make(
    "li",
    { class: decides ? truth : `${truth} beside` },
    make(
      "div.why-node",
      make("span.why-mark", { "aria-hidden": "true" }, TRUTH_MARKS[truth]),
      nameNode(finding),
      make(
        "p.why-aside",
        dated(stateInWords(finding)),
        told.has(finding) ? null : citations(condition.sources, cited),
      ),
      ...below,
      isSettledTogether(finding) ? aside(phrasesOf("why").settled) : null,
      ...(condition.undisclosed ?? []).map((words) =>
        aside(fill(phrasesOf("why").undisclosed, [text(words)])),
      ),
      ...claimNodes(finding, cited),
    ),
    parts.length > 0 ? make("ul", ...parts.map((part) => partItem(part, told, cited))) : null,
  );
}

function nameNode({ condition, decides, occurrence, truth }) {
  const words = text(condition.text);
  return make(
    "p",
    make("span.unseen", `${say(`truth_${truth}`)}: `),
    occurrence ? whySelecting(occurrence.base, words) : make("span", words),
    decides ? null : make("span.unseen", ` (${say("decides_nothing")})`),
  );
}

/** Returns what is known of the event, unless that is no more than since when the condition
    holds, or no longer does. */
function factNode(finding) {
  const { occurrence, since } = finding;
  if (occurrence === null) return null;
  const { base, basis, date, event } = occurrence;
  const isSaid =
    event === base &&
    basis === "recorded" &&
    date.earliest === date.latest &&
    date.earliest === since;
  return isSaid ? null : aside(dated(asSentence(finding, factInWords(finding))));
}

/** Returns by which sources the event had not happened by a day. */
function shownNode({ occurrence }, cited) {
  if (!occurrence || occurrence.shownBy.length === 0) return null;
  const [before, after] = fill(phrasesOf("why").shown, [occurrence.through, "{}"]).split("{}");
  return aside(before, citations(occurrence.shownBy, cited), after);
}

const claimNodes = ({ occurrence }, cited) =>
  (occurrence?.claims ?? []).map((claim) =>
    aside(fill(phrasesOf("why").claimed, [text(claim.label)]), citations(claim.sources, cited)),
  );

/** Returns what took the place of the clause, or ended it, or would. */
const endingItems = ({ condition, truth }) =>
  (condition.endings ?? []).map((ending) => {
    const [before, ...after] = endingPhrase(ending, truth === "fails").split("{}");
    const by = clauses.get(ending.key);
    const rest = fill(after.join("{}"), [answers().setting.on, by ? lookTold(by) : ""]);
    return aside(capital(before), whySelecting(ending.key, text(ending.label)), dated(rest));
  });

// ---- sources ---------------------------------------------------------------------

/** Returns sources as numbers that link to them; `cited` has the number of each. */
const citations = (keys = [], cited) =>
  keys.length > 0 ? make("span.why-cited", ...keys.map((key) => citation(key, cited))) : null;

function citation(key, cited) {
  if (!cited.has(key)) cited.set(key, cited.size + 1);
  const n = cited.get(key);
  const title = say("source_n", { n, label: sourceName(key) });
  const [url] = sources.get(key)?.urls ?? [];
  if (!url) return make("span", { title }, String(n));
  const shown = link(url, String(n));
  label(shown, title);
  return shown;
}

function sourceName(key) {
  const source = sources.get(key);
  return source ? [issuerOf(source), text(source.label)].filter(Boolean).join(": ") : key;
}

function sourceList(cited) {
  if (cited.size === 0) return null;
  return make(
    "details.why-sources",
    make("summary", counted("sources", cited.size)),
    make("ol", ...[...cited.keys()].map(sourceItem)),
  );
}

function sourceItem(key) {
  const [url, ...more] = sources.get(key)?.urls ?? [];
  return make(
    "li",
    url ? link(url, sourceName(key)) : sourceName(key),
    ...more.flatMap((other, i) => [" ", link(other, `(${i + 2})`)]),
  );
}
