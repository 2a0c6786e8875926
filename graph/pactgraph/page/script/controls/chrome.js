/* Language, colours, views, undo: what stands around the views. */

import { adjust, hit, label } from "../elements/dom.js";
import { lastOf } from "../kernel/instants.js";
import { element, model } from "../model/model.js";
import { canRedo, canUndo, change, INITIAL, redo, state, undo, VIEWS } from "../state/state.js";
import { counted, fill, phrasesOf, say, text, written } from "../words/words.js";

const THEMES = ["auto", "light", "dark"];
/* How what stands in an attribute is said. */
const SAID = {
  "data-say": (node, told) => node.replaceChildren(told),
  "data-say-label": (node, told) =>
    node.matches("button") ? label(node, told) : adjust(node, { "aria-label": told }),
  "data-say-placeholder": (node, told) => adjust(node, { placeholder: told }),
};

/** Says every fixed phrase of the page in the language chosen. */
function speak() {
  document.documentElement.lang = state().language;
  for (const [name, put] of Object.entries(SAID)) {
    for (const node of document.querySelectorAll(`[${name}]`))
      put(node, say(node.getAttribute(name)));
  }
}

function drawHead(now) {
  const title =
    text(model.title) ||
    say("title", { agreements: counted("agreements", model.agreements.length) });
  element("title").textContent = title;
  const past = now.on < INITIAL.known;
  element("dek").textContent = say(past ? "dek_past" : "dek", { on: written(now.on) });
  document.title = `${title} – ${written(now.on)}`;
  element("reach").textContent = reachInWords(now);
}

/** Returns to which day the record reaches, if later ones are asked about, else "" (asking/reach.py). */
function reachInWords({ on, known }) {
  const { text: told = "", end = null } = model.reach ?? {};
  if (end === null || [on, known].every((day) => lastOf(day) < end)) return "";
  return fill(phrasesOf("reach"), [told]);
}

/** Draws everything that stands around the views. */
export function drawChrome(now, before) {
  const isNew = now === before || now.language !== before.language;
  if (isNew) speak();
  if (isNew || now.on !== before.on || now.known !== before.known) drawHead(now);
  if (now.theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = now.theme;
  label(element("theme"), `${say("theme")}: ${say(`theme_${now.theme}`)}`);
  for (const button of element("languages").querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === now.language));
  }
  for (const view of VIEWS) {
    const chosen = view === now.view;
    element(`view-${view}`).hidden = !chosen;
    const tab = element(`tab-${view}`);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  document.body.dataset.view = now.view;
  if (now === before || (now.view === "parties") !== (before.view === "parties")) {
    element("controls").open = now.view !== "parties" && !NARROW.matches;
  }
  element("undo").disabled = !canUndo();
  element("redo").disabled = !canRedo();
}

const NARROW = matchMedia("(max-width: 1180px)"); // there what one sets folds away, and the key

const foldKey = () => {
  element("web-key").open = !NARROW.matches;
};
foldKey();
NARROW.addEventListener("change", foldKey);

const isTyping = (target) => target.matches?.("input, select, textarea");

element("theme").addEventListener("click", () => {
  change({ theme: THEMES[(THEMES.indexOf(state().theme) + 1) % THEMES.length] });
});
element("undo").addEventListener("click", undo);
element("redo").addEventListener("click", redo);
const tabs = /** @type {HTMLElement} */ (document.querySelector(".tabs"));
tabs.addEventListener("click", (event) => {
  const { view } = hit(event, "button")?.dataset ?? {};
  if (view) change({ view });
});
tabs.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const view = VIEWS[(VIEWS.indexOf(state().view) + step + VIEWS.length) % VIEWS.length];
  change({ view });
  element(`tab-${view}`).focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") element("share").open = false;
  if (isTyping(event.target)) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z") {
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  } else if (event.key === "/" && !command) {
    event.preventDefault();
    element("search").focus();
  }
});
document.addEventListener("click", (event) => {
  const menu = element("share");
  if (menu.open && !hit(event, "#share")) menu.open = false;
});
