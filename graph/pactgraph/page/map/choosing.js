/* Keeps map, list and details together, by mouse, touch and keyboard, and says what is hidden. */

"use strict";

// ---- what is said ----------------------------------------------------------

/** Says what is on the map, and how much is not. */
function tell() {
  const shown = clauses.filter(visible).length;
  const onMap = model.nodes.filter(visible);
  const low = network.DOMtoCanvas({ x: 0, y: 0 });
  const high = network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
  const outside = onMap.filter((n) => n.x < low.x || n.x > high.x || n.y < low.y || n.y > high.y);
  const said = [
    fill(words.on_map, {
      parties: counted("parties", parties.length),
      agreements: counted("agreements", agreements.length),
      clauses: fill(words.clauses_of, { n: shown, total: clauses.length }),
    }),
    fill(words.folded, { clauses: counted("clauses", clauses.length - shown) }),
  ];
  if (outside.length > 0) said.push(fill(words.outside, { things: counted("things", outside.length) }));
  if (shown > 0) said.push(words.into_clauses);
  element("said").textContent = said.join(" ");
}

function announce(text) {
  element("announcer").textContent = text;
}

const spoken = (node) =>
  [node.date, node.label, node.summary, node.status_words, node.parties, node.formula]
    .filter(Boolean)
    .join(". ");

// ---- choosing --------------------------------------------------------------

function unfold(key) {
  const before = chosen.open;
  chosen.open = key;
  element("fold").disabled = key === null;
  element("opened").textContent = things.get(key)?.label ?? "";
  for (const group of groups) {
    group.querySelector("[data-open]").setAttribute("aria-expanded", String(group.dataset.group === key));
  }
  if (key !== before) {
    const open = things.get(key);
    announce(open
      ? fill(words.unfolded, { label: open.label, clauses: counted("clauses", clausesOf.get(key).length) })
      : words.folded_again);
  }
  hideTip();
  if (!camera.steady && !camera.moved) showWhole();
  tell();
  redraw();
}

/** Selects a thing, or nothing: on the map, in the list and in the details. */
function select(key) {
  const node = things.get(key) ?? null;
  chosen.selected = node?.key ?? null;
  if (node?.kind === "clause" && node.agreement !== chosen.open) unfold(node.agreement);
  for (const [its, row] of rows) {
    if (its === chosen.selected) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  for (const article of details.querySelectorAll("article")) {
    article.hidden = article.id !== `details-${chosen.selected}`;
  }
  details.querySelector(".empty").hidden = node !== null;
  details.classList.toggle("shown", node !== null);
  element("close").hidden = node === null;
  details.scrollTop = 0;
  remember(node);
  if (node) reveal(node);
  redraw();
}

/** Keeps what is selected in the address, so that it can be linked to. */
function remember(node) {
  const hash = node ? `#${encodeURIComponent(node.name)}` : "";
  try {
    history.replaceState(null, "", hash || location.pathname + location.search);
  } catch {
    // Some frames forbid it; the page works without.
  }
}

function activate(node) {
  if (node.kind !== "agreement") {
    select(node.key);
    announce(fill(words.selected, { label: node.label }));
  } else if (chosen.open === node.key) {
    foldUp();
  } else {
    select(node.key);
    unfold(node.key);
  }
}

function foldUp() {
  const open = chosen.open;
  const selected = things.get(chosen.selected);
  unfold(null);
  if (selected?.agreement === open || selected?.key === open) select(null);
  if (things.get(chosen.focused)?.kind === "clause") chosen.focused = open;
  redraw();
}

function applyFilter() {
  const found = clauses.filter(matches);
  const keys = new Set(found.map((clause) => clause.key));
  for (const [key, row] of rows) row.hidden = !keys.has(key);
  for (const group of groups) {
    const own = clausesOf.get(group.dataset.group);
    group.hidden = filtering() && !own.some(matches);
  }
  element("matching").textContent = filtering()
    ? fill(words.matching, { n: found.length, total: clauses.length })
    : "";
  element("clear").hidden = !filtering();
  element("nothing").hidden = found.length > 0 || clauses.length === 0;
  for (const button of document.querySelectorAll("[data-status]")) {
    button.setAttribute("aria-pressed", String(button.dataset.status === filter.status));
  }
  redraw();
}

// ---- pointing --------------------------------------------------------------

/** Tells more about a clause, or the name of an agreement of which only the date stands. */
function showTip(node) {
  const silent = node.kind === "party" || (node.kind === "agreement" && chosen.open === null);
  if (silent || node.key === chosen.open) {
    hideTip();
    return;
  }
  const [title, standing, formula, source] = tip.children;
  title.textContent = node.label;
  standing.textContent = [node.status_words ?? node.summary, node.parties].filter(Boolean).join(" · ");
  formula.textContent = node.formula ?? "";
  source.textContent = node.source;
  tip.hidden = false;
  placeTip(node);
}

/** Puts the tip left of a clause, so that it covers no other; else below what it is about. */
function placeTip(node) {
  const { left, top, width, height } = rectangle(node);
  const first = network.canvasToDOM({ x: left, y: top });
  const last = network.canvasToDOM({ x: left + width, y: top + height });
  const within = (value, most) => Math.round(Math.max(8, Math.min(value, most - 8)));
  const beside = node.kind === "clause" && first.x > tip.offsetWidth + 32;
  const x = beside ? first.x - tip.offsetWidth - 24 : first.x;
  const below = last.y + 8 + tip.offsetHeight < canvas.clientHeight;
  const y = beside ? first.y - 8 : below ? last.y + 8 : first.y - tip.offsetHeight - 8;
  tip.style.left = `${within(x, canvas.clientWidth - tip.offsetWidth)}px`;
  tip.style.top = `${within(y, canvas.clientHeight - tip.offsetHeight)}px`;
}

function hideTip() {
  tip.hidden = true;
}

function hover(node) {
  const key = node?.key ?? null;
  if (key === chosen.hovered) return;
  chosen.hovered = key;
  canvas.classList.toggle("over", key !== null);
  if (node) showTip(node);
  else hideTip();
  redraw();
}

const pointOf = (event) => {
  const frame = canvas.getBoundingClientRect();
  return network.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top });
};

canvas.addEventListener("pointermove", (event) => {
  if (event.pointerType === "mouse" && event.buttons === 0) hover(thingAt(pointOf(event)));
});
canvas.addEventListener("pointerleave", () => hover(null));
canvas.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12, pointOf(event));
  },
  { passive: false },
);
network.on("click", ({ pointer }) => {
  const node = thingAt(pointer.canvas);
  chosen.focused = node?.key ?? chosen.focused;
  if (node) activate(node);
  else if (chosen.open !== null && inside(panel(), pointer.canvas)) select(chosen.open);
  else if (chosen.selected !== null) select(null);
});
network.on("dragStart", () => hover(null));
network.on("dragEnd", () => {
  camera.moved = true;
  tell();
});
network.on("zoom", () => {
  camera.moved = true;
  tell();
});
network.on("resize", () => {
  if (camera.moved) tell();
  else showWhole();
});

// ---- keyboard --------------------------------------------------------------

/** Returns what is on the map in columns from left to right, each from top to bottom. */
function columns() {
  const sorted = (nodes) => [...nodes].sort((a, b) => a.y - b.y);
  return [
    sorted(parties.filter((party) => party.x < 0)),
    sorted(agreements),
    chosen.open === null ? [] : clausesOf.get(chosen.open),
    sorted(parties.filter((party) => party.x >= 0)),
  ].filter((column) => column.length > 0);
}

function moveFocus(across, down) {
  const now = things.get(chosen.focused);
  const all = columns();
  const column = all.findIndex((nodes) => nodes.includes(now));
  if (column < 0) {
    focusOn(things.get(chosen.open) ?? agreements[0] ?? all[0]?.[0]);
    return;
  }
  if (across === 0) {
    const at = all[column].indexOf(now) + down;
    focusOn(all[column][Math.min(all[column].length - 1, Math.max(0, at))]);
    return;
  }
  const next = all[Math.min(all.length - 1, Math.max(0, column + across))];
  const distance = (node) => Math.abs(node.y - now.y);
  focusOn(next.includes(now) ? now : next.reduce((a, b) => (distance(b) < distance(a) ? b : a)));
}

function focusOn(node) {
  if (!node) return;
  chosen.focused = node.key;
  reveal(node);
  announce(spoken(node));
  showTip(node);
  redraw();
}

function stepBack() {
  if (chosen.open !== null) foldUp();
  else select(null);
  hideTip();
}

const KEYS = {
  ArrowUp: () => moveFocus(0, -1),
  ArrowDown: () => moveFocus(0, 1),
  ArrowLeft: () => moveFocus(-1, 0),
  ArrowRight: () => moveFocus(1, 0),
  Enter: () => things.has(chosen.focused) && activate(things.get(chosen.focused)),
  " ": () => things.has(chosen.focused) && activate(things.get(chosen.focused)),
  Escape: stepBack,
  "+": () => zoom(1.2),
  "=": () => zoom(1.2),
  "-": () => zoom(1 / 1.2),
  0: showWhole,
};

canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});
canvas.addEventListener("focus", () => {
  if (canvas.matches(":focus-visible") && !things.has(chosen.focused)) moveFocus(0, 0);
  redraw();
});
canvas.addEventListener("blur", () => {
  hideTip();
  redraw();
});

// ---- list, details, tools --------------------------------------------------

element("list").addEventListener("click", (event) => {
  const open = event.target.closest("[data-open]");
  const row = event.target.closest("tr[data-key]");
  if (open) activate(things.get(open.dataset.open));
  else if (row) select(row.dataset.key);
});
element("list").addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || !event.target.matches("button")) return;
  const buttons = [...element("list").querySelectorAll("button")].filter((b) => b.offsetParent !== null);
  buttons[buttons.indexOf(event.target) + step]?.focus();
  event.preventDefault();
});
details.addEventListener("click", (event) => {
  const link = event.target.closest("[data-key]");
  if (!link) return;
  const node = things.get(link.dataset.key);
  if (node.kind === "agreement") unfold(node.key);
  select(node.key);
});
element("close").addEventListener("click", () => select(null));
element("fold").addEventListener("click", () => {
  foldUp();
  canvas.focus();
});
element("zoom-in").addEventListener("click", () => zoom(1.25));
element("zoom-out").addEventListener("click", () => zoom(1 / 1.25));
element("whole").addEventListener("click", showWhole);
element("search").addEventListener("input", (event) => {
  filter.words = plain(event.target.value).split(/\s+/u).filter(Boolean);
  applyFilter();
});
document.querySelector(".statuses").addEventListener("click", (event) => {
  const status = event.target.closest("button")?.dataset.status;
  if (status === undefined) return;
  filter.status = filter.status === status ? null : status;
  applyFilter();
});
element("clear").addEventListener("click", () => {
  element("search").value = "";
  filter.words = [];
  filter.status = null;
  applyFilter();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("#details, #list")) select(null);
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readPalette();
  redraw();
});

/** Selects what the address names. */
function followAddress() {
  let name = "";
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const node = byName.get(name);
  if (!node) return;
  if (node.kind === "agreement") unfold(node.key);
  select(node.key);
}

addEventListener("hashchange", followAddress);

element("no-script").hidden = true;
if (model.nodes.length > 0) showWhole();
applyFilter();
for (const group of groups) group.querySelector("[data-open]").setAttribute("aria-expanded", "false");
followAddress();

/* For tests and for scripts of one's own: what is drawn where, in pixels of the canvas. */
const onScreen = ({ left, top, width, height }) => {
  const from = network.canvasToDOM({ x: left, y: top });
  const to = network.canvasToDOM({ x: left + width, y: top + height });
  return { left: from.x, top: from.y, width: to.x - from.x, height: to.y - from.y };
};
globalThis.pactgraph = Object.freeze({
  labels: () => written.map(({ owner, text, cut: isCut, size, ...box }) => ({
    owner: things.get(owner).name, text, cut: isCut, size: size * network.getScale(), ...onScreen(box),
  })),
  things: () => model.nodes.filter(visible).map((node) => ({
    name: node.name, kind: node.kind, faded: faded(node), ...onScreen(rectangle(node)),
  })),
  chosen: () => ({ open: things.get(chosen.open)?.name ?? null, selected: things.get(chosen.selected)?.name ?? null }),
});
