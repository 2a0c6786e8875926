/* The page on paper: the exhibit of the view that is shown, or the table, and what is selected. */

import { adjust, draw, make } from "../elements/dom.js";
import { element } from "../model/model.js";
import { state } from "../state/state.js";
import { exhibitTitle, sizeOf, sourceLine, stampLines } from "./framing.js";

const PAGE = { width: 1040, height: 670 }; // room for a picture on A4, in CSS pixels
const UPRIGHT = { width: 710, height: 1035 };
const SMALLEST = 0.6; // a picture that would be smaller stands upright
const SMALLEST_UPRIGHT = 0.54; // one that would be smaller still is cut into several
const CONTROLS =
  "button, input, select, textarea, label:not(:has(span)), .programs, .switches, .actions";

/** Returns a copy of a part of the page that can be read but not used. */
function readable(part) {
  const copy = part.cloneNode(true);
  for (const button of copy.querySelectorAll("button.link, button.quiet")) {
    button.replaceWith(make("span", ...button.childNodes));
  }
  for (const control of copy.querySelectorAll(CONTROLS)) control.remove();
  for (const folded of copy.querySelectorAll("details")) folded.open = true;
  for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
  for (const name of ["tabindex", "role", "aria-label", "data-scripted"])
    copy.removeAttribute(name);
  return copy;
}

/** Returns the heights at which a picture can be cut through no text and no small shape. */
function cuttable(svg, height) {
  const all = svg.getBoundingClientRect();
  const scale = height / all.height;
  const small = [...svg.querySelectorAll("text, rect, path, circle")]
    .map((node) => node.getBoundingClientRect())
    .map(({ top, bottom }) => [(top - all.top) * scale, (bottom - all.top) * scale])
    .filter(([top, bottom]) => bottom - top < 80);
  return (y) => !small.some(([top, bottom]) => top < y && y < bottom);
}

/** Returns where pieces of a picture begin and end: each at most `most` high, and all but the
    first lower by `head`. */
function cutsOf(height, most, head, canCut) {
  const cuts = [0];
  for (let room = most; height - cuts[cuts.length - 1] > room; room = most - head) {
    const last = cuts[cuts.length - 1];
    const lowest = Math.floor(last + room);
    let y = lowest;
    while (y > last + room / 2 && !canCut(y)) y -= 1;
    cuts.push(y > last + room / 2 ? y : lowest);
  }
  return [...cuts, height];
}

/** Returns a copy of a picture that shows only what lies between two heights. */
function strip(svg, from, to, y = 0) {
  const copy = svg.cloneNode(true);
  const width = svg.getAttribute("width");
  const seen = { viewBox: `0 ${from} ${width} ${to - from}`, height: to - from, y };
  adjust(copy, seen);
  return copy;
}

/** Returns from where to where the head of a picture reaches; that of one without is empty. */
const headOf = ({ dataset }) => (dataset.head ?? "0 0").split(" ").map(Number);

/** Returns a piece of a picture; below the head of the whole, if that has one to be repeated. */
function pieceOf(svg, from, to) {
  const [first, last] = headOf(svg);
  if (from === 0 || first === last) return strip(svg, from, to);
  const width = svg.getAttribute("width");
  const height = last - first + to - from;
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height },
    strip(svg, first, last),
    strip(svg, from, to, last - first),
  );
}

/** Puts a picture on the sheet: as one figure, if need be upright, or as several if it would
    become too small. */
function putFigures(sheet, svg) {
  const [width, height] = sizeOf(svg);
  const figure = make("figure", svg);
  sheet.append(figure);
  const scale = Math.min(1, PAGE.width / width);
  if (PAGE.height / height >= SMALLEST * scale) return;
  if (Math.min(UPRIGHT.width / width, UPRIGHT.height / height) >= SMALLEST_UPRIGHT) {
    figure.className = "upright";
    return;
  }
  const [first, last] = headOf(svg);
  const cuts = cutsOf(height, PAGE.height / scale, last - first, cuttable(svg, height));
  figure.replaceWith(...cuts.slice(1).map((end, i) => make("figure", pieceOf(svg, cuts[i], end))));
}

function fillSheet(sheet, exhibit) {
  const table = exhibit === null ? element("view-table").querySelector("table") : null;
  if (table) {
    sheet.append(
      make("h1", exhibitTitle()),
      ...stampLines().map((told) => make("p.stamp", told)),
      readable(table),
    );
  }
  if (exhibit) putFigures(sheet, exhibit);
  if (state().selected !== null) sheet.append(readable(element("details")));
  if (!exhibit) sheet.append(make("p.source", sourceLine()));
}

/** Lets the page be printed as what `exhibit` returns, or as its table. */
export function printing(exhibit) {
  let sheet = null;
  addEventListener("beforeprint", () => {
    sheet?.remove();
    sheet = make("section.sheet");
    document.body.append(sheet);
    fillSheet(sheet, exhibit());
  });
  addEventListener("afterprint", () => {
    sheet?.remove();
    sheet = null;
  });
}
