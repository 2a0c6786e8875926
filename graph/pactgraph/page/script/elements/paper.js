/* Paper that is drawn on as on a canvas, and becomes SVG: of the interface of a canvas the part
   that drawings here use, so that the vector picture is the same drawing. */

import { draw } from "./dom.js";

const INK = Object.freeze({
  fillStyle: "#000000",
  strokeStyle: "#000000",
  lineWidth: 1,
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
});
const INKS = Object.keys(INK);
const ANCHORS = { center: "middle", right: "end", end: "end" };
const XML = "http://www.w3.org/XML/1998/namespace";
const FONT =
  /^(?:(?<style>italic) )?(?:(?<weight>\d{3}|bold|normal) )?(?<size>[\d.]+)px (?<family>.+)$/u;

const brief = (number) => String(Math.round(number * 100) / 100);
const at = (...numbers) => numbers.map(brief).join(" ");

let ruler = null;

/** Measures a text, as a canvas does. */
function measured(told, { font, textBaseline }) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = font;
  ruler.textBaseline = textBaseline;
  return ruler.measureText(told);
}

/** Returns the corners of a rounded rectangle, made small enough to fit: top left, top right,
    bottom right, bottom left. */
function cornersOf(radii, width, height) {
  const list = [radii].flat();
  const [a, b = a, c = a, d = b] = list;
  const fits = Math.min(
    1,
    width / Math.max(a + b, d + c, 1e-9),
    height / Math.max(a + d, b + c, 1e-9),
  );
  return [a, b, c, d].map((radius) => radius * fits);
}

/**
 * Returns paper of a size in pixels. Its `svg` is what has been drawn on it so far. Where it
 * is moved or scaled has to be the same from the beginning of a path to its stroke.
 */
export function svgPaper(width, height) {
  const svg = draw("svg", {
    viewBox: `0 0 ${at(width, height)}`,
    width: brief(width),
    height: brief(height),
    "stroke-miterlimit": 10, // that of a canvas
  });
  const kept = [];
  let dashes = [];
  let place = [1, 1, 0, 0]; // scale and shift, both ways
  let layer = svg;
  let path = "";
  let filled = null; // what the path has been filled as, for a stroke to join

  const moveLayer = (next) => {
    place = next;
    const [across, down, x, y] = place;
    layer = draw("g", { transform: `matrix(${at(across)} 0 0 ${at(down, x, y)})` });
    svg.append(layer);
  };
  const see = (name, alpha) => ({ [`${name}-opacity`]: alpha < 1 ? brief(alpha) : null });
  const put = (node) => layer.append(node);
  const add = (step) => {
    path += step;
    filled = null;
  };

  const paper = {
    ...INK,
    svg,
    save: () => kept.push({ ink: INKS.map((name) => paper[name]), dashes, place }),
    restore() {
      const before = kept.pop();
      if (!before) return;
      INKS.forEach((name, i) => {
        paper[name] = before.ink[i];
      });
      dashes = before.dashes;
      if (before.place !== place) moveLayer(before.place);
    },
    translate(x, y) {
      const [across, down, left, top] = place;
      moveLayer([across, down, left + x * across, top + y * down]);
    },
    scale(x, y) {
      const [across, down, left, top] = place;
      moveLayer([across * x, down * y, left, top]);
    },

    setLineDash(list) {
      dashes = [...list];
    },
    getLineDash: () => [...dashes],

    beginPath() {
      path = "";
      filled = null;
    },
    moveTo: (x, y) => add(`M${at(x, y)}`),
    lineTo: (x, y) => add(`${path === "" ? "M" : "L"}${at(x, y)}`),
    bezierCurveTo: (...points) => add(`C${at(...points)}`),
    closePath: () => add("Z"),
    rect: (x, y, wide, high) => add(`M${at(x, y)}h${at(wide)}v${at(high)}h${at(-wide)}Z`),
    arc(x, y, radius, start, end) {
      const turn = Math.min(2 * Math.PI, end - start);
      const on = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      const to = (angle, large) => `A${at(radius, radius, 0, large, 1, ...on(angle))}`;
      const whole = turn >= 2 * Math.PI - 1e-6;
      add(
        `${path === "" ? "M" : "L"}${at(...on(start))}${whole ? to(start + Math.PI, 0) : ""}` +
          to(end, !whole && turn > Math.PI ? 1 : 0),
      );
    },
    roundRect(x, y, wide, high, radii = 0) {
      const [a, b, c, d] = cornersOf(radii, wide, high);
      const turn = (radius, ...to) => (radius > 0 ? `A${at(radius, radius, 0, 0, 1, ...to)}` : "");
      add(
        `M${at(x + a, y)}H${at(x + wide - b)}${turn(b, x + wide, y + b)}` +
          `V${at(y + high - c)}${turn(c, x + wide - c, y + high)}` +
          `H${at(x + d)}${turn(d, x, y + high - d)}V${at(y + a)}${turn(a, x + a, y)}Z`,
      );
    },

    fill() {
      filled = draw("path", { d: path, fill: paper.fillStyle, ...see("fill", paper.globalAlpha) });
      put(filled);
    },
    stroke() {
      const line = {
        stroke: paper.strokeStyle,
        "stroke-width": paper.lineWidth === 1 ? null : brief(paper.lineWidth),
        "stroke-dasharray": dashes.length > 0 ? dashes.map(brief).join(" ") : null,
        ...see("stroke", paper.globalAlpha),
      };
      if (filled === null || filled !== layer.lastChild) {
        put(draw("path", { d: path, fill: "none", ...line }));
        return;
      }
      for (const [name, value] of Object.entries(line)) {
        if (value !== null) filled.setAttribute(name, value);
      }
      filled = null;
    },
    fillRect(x, y, wide, high) {
      const fill = { fill: paper.fillStyle, ...see("fill", paper.globalAlpha) };
      const size = { width: brief(wide), height: brief(high) };
      put(draw("rect", { x: brief(x), y: brief(y), ...size, ...fill }));
    },

    measureText: (told) => measured(told, paper),
    fillText(told, x, y) {
      const {
        style,
        weight = "400",
        size,
        family,
      } = FONT.exec(paper.font)?.groups ?? { size: "10" };
      if (family && !svg.hasAttribute("font-family")) svg.setAttribute("font-family", family);
      const own = family && family !== svg.getAttribute("font-family");
      const lift =
        paper.textBaseline === "alphabetic"
          ? 0
          : measured(told, { ...paper, textBaseline: "alphabetic" }).fontBoundingBoxAscent -
            measured(told, paper).fontBoundingBoxAscent;
      const node = draw(
        "text",
        {
          x: brief(x),
          y: brief(y + lift),
          fill: paper.fillStyle,
          "font-size": size,
          "font-style": style,
          "font-weight": weight === "400" || weight === "normal" ? null : weight,
          "font-family": own ? family : null,
          "text-anchor": ANCHORS[paper.textAlign] ?? null,
          ...see("fill", paper.globalAlpha),
        },
        told,
      );
      if (/^\s|\s\s|\s$/u.test(told)) node.setAttributeNS(XML, "xml:space", "preserve");
      put(node);
    },
  };
  return paper;
}
