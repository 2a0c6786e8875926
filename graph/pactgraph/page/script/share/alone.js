/* Pictures of the page that are to stand alone: with the style of the page written into them, and
   with a key. */

import { draw } from "../elements/dom.js";
import { textWidth } from "../elements/measuring.js";

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
const OF_THE_PAGE = /^(?:class|tabindex|role|data-|aria-)/u;

/** Returns a picture, which is put into `place` for that, with what the style of the page says there
    written into every element, and without what only means something on the page. */
export function withOwnStyle(svg, place) {
  place.append(svg);
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
      if (OF_THE_PAGE.test(name) && !(node === svg && name === "data-head")) {
        node.removeAttribute(name);
      }
    }
  });
  return svg;
}

const AFTER = 18; // the words of a sample

/** Returns the samples of a key, [words, shapes in a box at 0 0], in lines no longer than `width`,
    and how high they are. */
export function keyInLines(samples, { width, line, room, size, words }) {
  let [x, y] = [0, 0];
  const items = samples.map(([told, shapes]) => {
    const before = shapes.length > 0 ? room : 0;
    const wide = before + textWidth(told, size) + AFTER;
    if (x > 0 && x + wide > width) [x, y] = [0, y + line];
    const place = { transform: `translate(${x} ${y})` };
    x += wide;
    return draw("g", place, ...shapes, draw(words, { x: before, y: 11 }, told));
  });
  return { items, height: y + line };
}
