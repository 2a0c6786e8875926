/* The timeline as a picture of its own, for export and print. */

import { draw } from "../elements/dom.js";
import { textWidth } from "../elements/measuring.js";
import { framed } from "../share/framing.js";
import {
  AXIS,
  axisShapes,
  gridShapes,
  pillOf,
  timelineLayout,
  todayLabel,
  todayLine,
} from "./axis.js";
import { cutTo, hatchPattern } from "./bars.js";
import { timelineEntries, updateEntry } from "./entries.js";
import { legendSamples } from "./legend.js";
import { unknownInWords } from "./rows.js";

const EXHIBIT = Object.freeze({ width: 1040, line: 20, hatch: "timeline-hatch-exhibit" });
const SAMPLE = 36; // of the key, with the gap after it

/** What the style sheet may say of a shape, and what is meant where nothing is written. */
const STYLED = {
  fill: "",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
  opacity: "1",
  visibility: "visible",
};
const STYLED_TEXT = {
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
  "text-anchor": "start",
};
const OF_THE_PAGE = [
  ...["class", "tabindex", "role", "aria-level", "aria-expanded", "aria-selected"],
];

function pillShapes(layout) {
  const { told, wide, left } = pillOf(layout);
  const label = todayLabel(layout);
  return [
    label ? draw("text.timeline-small", { x: label.x, y: label.y }, label.told) : null,
    draw(
      "g.timeline-handle",
      draw("rect", { x: left, y: 0, width: wide, height: AXIS.pill, rx: 4 }),
      draw("text", { x: left + wide / 2, y: 16.5, "text-anchor": "middle" }, told),
    ),
  ];
}

/** Returns the key in lines no longer than the picture, and how high they are. */
function legendShapes(width) {
  let [x, y] = [0, 0];
  const items = legendSamples(EXHIBIT.hatch).map(([told, shapes]) => {
    const before = shapes.length > 0 ? SAMPLE : 0;
    const wide = before + textWidth(told, 11.5) + 18;
    if (x > 0 && x + wide > width) [x, y] = [0, y + EXHIBIT.line];
    const item = draw(
      "g",
      { transform: `translate(${x} ${y})` },
      ...shapes,
      draw("text.timeline-small", { x: before, y: 11 }, told),
    );
    x += wide;
    return item;
  });
  return { items, height: y + EXHIBIT.line };
}

/** Takes away what is for hands alone, and puts shapes in the place of references to symbols. */
function withoutHands(svg) {
  const hands = ".timeline-fold, [role='treeitem']:not([aria-selected='true']) > .timeline-hit";
  for (const node of svg.querySelectorAll(hands)) node.remove();
  for (const use of svg.querySelectorAll("use")) {
    const symbol = document.querySelector(use.getAttribute("href"));
    use.replaceWith(...[...symbol.children].map((child) => child.cloneNode(true)));
  }
  return svg;
}

/** Writes what the style of the page says into every element, so that it needs none. */
function withOwnStyle(svg) {
  document.body.append(svg);
  const all = [svg, ...svg.querySelectorAll("*:not(title, defs)")];
  const styles = all.map((node) => {
    const style = getComputedStyle(node);
    return Object.entries(node.localName === "text" ? { ...STYLED, ...STYLED_TEXT } : STYLED)
      .map(([name, plain]) => [name, style.getPropertyValue(name), plain])
      .filter(([, value, plain]) => value !== plain);
  });
  svg.remove();
  all.forEach((node, i) => {
    for (const [name, value] of styles[i]) node.setAttribute(name, value);
    for (const name of node.getAttributeNames()) {
      if (OF_THE_PAGE.includes(name) || name.startsWith("data-")) node.removeAttribute(name);
    }
  });
  return svg;
}

/** Returns the timeline with all rows that are unfolded as one picture that stands alone. */
export function exhibitTimeline() {
  const { width, hatch, line } = EXHIBIT;
  const layout = timelineLayout(width, true);
  const { entries, height } = timelineEntries(layout);
  const rows = entries.map(({ node }) => node);
  for (const entry of entries) updateEntry(entry, layout, hatch);
  const key = legendShapes(width);
  const unknown = unknownInWords();
  const bottom = AXIS.height + height + 16;
  const high = bottom + key.height + (unknown ? line : 0);
  const moved = (y, ...shapes) => draw("g", { transform: `translate(0 ${y})` }, ...shapes);
  const svg = draw(
    "svg",
    { viewBox: `0 0 ${width} ${high}`, width, height: high, "data-head": `0 ${AXIS.height}` },
    draw("defs", hatchPattern(hatch)),
    todayLine(layout, 6, AXIS.height),
    draw("path.timeline-chosen", { d: `M${pillOf(layout).at} 0V${AXIS.height}` }),
    ...axisShapes(layout),
    ...pillShapes(layout),
    moved(AXIS.height, ...gridShapes(layout, 0, height), ...rows),
    moved(bottom, ...key.items),
    unknown ? draw("text.timeline-small", { y: high - 5 }, cutTo(unknown, width, 11.5)) : null,
  );
  return framed(withOwnStyle(withoutHands(svg)), true);
}
