/* What the page has to say about itself: what it did not understand of its address, and what of
   it failed. It stays until it is put away, or until another address is read. */

import { button, label, make } from "../elements/dom.js";
import { element } from "../model/model.js";
import { say } from "../words/words.js";

const MOST_TOLD = 6;
const LONGEST_TOLD = 60;

let unread = []; // what was not understood: {phrase, told, words}
const failures = new Set();

/** Returns a part of an address as it may be shown: shortened, and readable if it can be. */
function shown(told) {
  let words = told;
  try {
    words = decodeURIComponent(told);
  } catch {
    // It is told as it stands.
  }
  const letters = [...words.slice(0, 4 * LONGEST_TOLD).replace(/\p{C}/gu, "\u{FFFD}")];
  return letters.length > LONGEST_TOLD ? `${letters.slice(0, LONGEST_TOLD).join("")}…` : words;
}

const sentence = ({ phrase, told, words }) => say(phrase, { told: shown(told), words });

function listNodes() {
  if (unread.length === 0) return [];
  const told = unread.slice(0, MOST_TOLD).map(sentence);
  const more = unread.length - told.length;
  if (more > 0) told.push(say("more", { n: more }));
  return [make("p", say("notice_address")), make("ul", ...told.map((words) => make("li", words)))];
}

/** Draws the notes, in the language chosen. */
export function drawNotices() {
  const box = element("notices");
  box.hidden = unread.length === 0 && failures.size === 0;
  if (box.hidden) return;
  const close = button("tool", "×", putAway, { id: "notices-close" });
  label(close, say("close"));
  const failed = [...failures].map((reason) => make("p", say("notice_failed", { reason })));
  box.replaceChildren(make("div", ...failed, ...listNodes()), close);
}

function putAway() {
  unread = [];
  failures.clear();
  drawNotices();
}

/** Tells what of an address was not understood, in place of what was told of the last one.

    @param notes list of {phrase, told, words}: a key of the phrases, the part as it stands in the
      address, and what is filled in beside it */
export function tellUnread(notes) {
  unread = notes;
  drawNotices();
}

/** Returns what is told now, for tests and scripts of one's own. */
export const noticesNow = () => ({ unread: unread.map(sentence), failures: [...failures] });

/* Every error that nothing caught is told on the page, too. */
let isTelling = false;
const tell = (error) => {
  // Browsers also report here that a size is observed once more, which is no error.
  if (!(error instanceof Error) || isTelling) return;
  failures.add(error.message);
  isTelling = true;
  try {
    drawNotices();
  } finally {
    isTelling = false;
  }
};
addEventListener("error", ({ error }) => tell(error));
addEventListener("unhandledrejection", ({ reason }) => tell(reason));
