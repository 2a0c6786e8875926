/* Elements made of plain text: nothing that comes from a file can be markup or run. */

const SVG = "http://www.w3.org/2000/svg";

const isAttributes = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Node);

/** Gives a node attributes, and what it does on events; nothing for those that are not there. Of
    a list of classes it gets those that are. */
export function give(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (Array.isArray(value)) node.setAttribute(name, value.filter(Boolean).join(" "));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

function filled(node, classes, parts) {
  if (classes.length > 0) node.setAttribute("class", classes.join(" "));
  const [attributes, ...children] = isAttributes(parts[0]) ? parts : [{}, ...parts];
  give(node, attributes);
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** Returns an HTML element, of classes if there are some: "p.hint"; a button submits nothing.
    What follows are attributes, if any, and children: nodes or texts, lists of them, or nothing. */
export function make(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (tag === "button") node.setAttribute("type", "button");
  return filled(node, classes, parts);
}

/** Gives a node those attributes that it does not have yet. */
export function adjust(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
  }
}

/** Says what a node is, to who hears it and to who points at it. */
export const label = (node, told) => adjust(node, { "aria-label": told, title: told });

/** Returns a button that does something, of a class: "quiet" does so beside others. */
export const button = (kind, words, onclick, more = {}) =>
  make(`button.${kind}`, { onclick, ...more }, words);

/** Renews a part of the page; what has the keyboard there keeps it, if there is such a thing
    again: of the same id, or else what is to be selected, chosen or listed by the same name. */
export function renewed(parent, renewing) {
  const at = document.activeElement;
  const focused = at instanceof HTMLElement && parent.contains(at) ? at : null;
  renewing();
  if (focused === null || document.activeElement === focused) return;
  const [name] = Object.keys(focused.dataset);
  const same = focused.id
    ? document.getElementById(focused.id)
    : name &&
      [...parent.querySelectorAll(focused.localName)].find(
        ({ dataset }) => dataset[name] === focused.dataset[name],
      );
  if (same) same.focus();
}

/** Lets keys that are pressed alone do what `acts` has for each; `about` finds what an act is to be
    done with, and null where there is nothing.
    @param {{ [key: string]: (thing: any, event: any) => void }} acts
    @param {(event: Event) => unknown} about */
export function onKeys(node, acts, about = () => undefined) {
  node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
    const thing = about(event);
    if (thing === null) return;
    event.preventDefault();
    acts[event.key](thing, event);
  });
}

/** Returns an SVG element. */
export function draw(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  return filled(document.createElementNS(SVG, tag), classes, parts);
}

/** Returns what an event came from, or what of that kind stands around it.
    @param {Event} event @param {string} selector @returns {HTMLElement | null} */
export const hit = ({ target }, selector) =>
  target instanceof Element ? target.closest(selector) : null;

/** Returns a button that selects a thing. */
export const selecting = (key, ...children) =>
  make("button.link", { "data-select": key }, ...children);

/** Returns the mark of a status, of the shapes of a symbol of the page. */
export function glyph(status, place = {}) {
  const name = className(status);
  const { children = [] } = document.getElementById(`glyph-${name}`) ?? {};
  return draw(
    "svg",
    { class: `glyph ${name}`, viewBox: "0 0 12 12", "aria-hidden": "true", ...place },
    [...children].map((shape) => shape.cloneNode(true)),
  );
}

/** Returns the name of a status as classes and custom properties have it. */
export const className = (status) => status.replace(" ", "-");

/** Returns a link to a web address that model.py found harmless, in a tab of its own. */
export const link = (href, ...children) =>
  make("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);

/** Returns nodes, or lists of some, with a text between one and the next. */
export const between = (mark, nodes) =>
  nodes.flatMap((node, i) => (i > 0 ? [mark, node] : [node])).flat();

/** Returns words in which no line breaks inside a date. */
export const dated = (words) =>
  words
    .split(/(\d{4}-\d\d(?:-\d\d)?)/u)
    .map((part, i) => (i % 2 === 1 ? make("span", { class: "date" }, part) : part));

/** Puts `nodes` into `parent` in their order; those that are there already are not moved. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...parent.children]) if (!wanted.has(node)) node.remove();
  let place = parent.firstElementChild;
  for (const node of nodes) {
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
}

/** Puts `children` into `parent`; what is there already stays, and so does the keyboard in it. */
export function renew(parent, children) {
  const before = [...parent.childNodes];
  children.forEach((child, i) => {
    if (i >= before.length) parent.append(child);
    else if (!before[i].isEqualNode(child)) before[i].replaceWith(child);
  });
  for (const node of before.slice(children.length)) node.remove();
}
