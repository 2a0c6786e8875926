/* Paper that is drawn on as on a canvas, and becomes SVG: of the interface of a canvas the part
   that drawings here use, so that the vector picture is the same drawing. */

import { draw, give } from "./dom.js";
import { measured } from "./measuring.js";

const ANCHORS = { center: "middle", right: "end" };
const XML = "http://www.w3.org/XML/1998/namespace";
const FONT = /^(?:(?<style>italic) )?(?:(?<weight>\d{3}) )?(?<size>[\d.]+)px (?<family>.+)$/u;

const brief = (number) => String(Math.round(number * 100) / 100);
const at = (...numbers) => numbers.map(brief).join(" ");

/** Returns the corners of a rounded rectangle, made small enough to fit: top left, top right,
    bottom right, bottom left. */
function cornersOf(radii, width, height) {
  const [a, b = a, c = a, d = b] = [radii].flat();
  const fits = Math.min(
    1,
    width / Math.max(a + b, d + c, 1e-9),
    height / Math.max(a + d, b + c, 1e-9),
  );
  return [a, b, c, d].map((radius) => radius * fits);
}

/** Returns paper of a size in pixels, whose left top corner is at a place of the drawing. Its `svg`
    is what has been drawn on it so far. */
export function svgPaper(width, height, { left, top } = { left: 0, top: 0 }) {
  const svg = draw("svg", {
    viewBox: at(left, top, width, height),
    width: brief(width),
    height: brief(height),
    "stroke-miterlimit": 10, // that of a canvas
  });
  let dashes = [];
  let path = "";
  let filled = null; // what the path has been filled as, for a stroke to join

  const inked = (name) => ({
    [name]: paper[`${name}Style`],
    [`${name}-opacity`]: paper.globalAlpha < 1 ? brief(paper.globalAlpha) : null,
  });
  const add = (step) => {
    path += step;
    filled = null;
  };

  const paper = {
    svg,
    fillStyle: "#000000",
    strokeStyle: "#000000",
    lineWidth: 1,
    globalAlpha: 1,
    font: "10px sans-serif",
    textAlign: "start",

    setLineDash(list) {
      dashes = list;
    },
    beginPath() {
      path = "";
      filled = null;
    },
    moveTo: (x, y) => add(`M${at(x, y)}`),
    lineTo: (x, y) => add(`L${at(x, y)}`),
    bezierCurveTo: (...points) => add(`C${at(...points)}`),
    closePath: () => add("Z"),
    /** Begins a path with an arc, which is drawn in two halves: SVG has no whole circle. */
    arc(x, y, radius, start, end) {
      const on = (angle) => at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      const to = (angle) => `A${at(radius, radius, 0, 0, 1)} ${on(angle)}`;
      add(`M${on(start)}${to((start + end) / 2)}${to(end)}`);
    },
    roundRect(x, y, wide, high, radii) {
      const [a, b, c, d] = cornersOf(radii, wide, high);
      const turn = (radius, ...to) => (radius > 0 ? `A${at(radius, radius, 0, 0, 1, ...to)}` : "");
      add(
        `M${at(x + a, y)}H${at(x + wide - b)}${turn(b, x + wide, y + b)}` +
          `V${at(y + high - c)}${turn(c, x + wide - c, y + high)}` +
          `H${at(x + d)}${turn(d, x, y + high - d)}V${at(y + a)}${turn(a, x + a, y)}Z`,
      );
    },

    fill() {
      filled = draw("path", { d: path, ...inked("fill") });
      svg.append(filled);
    },
    stroke() {
      if (filled === null || filled !== svg.lastChild) {
        filled = draw("path", { d: path, fill: "none" });
        svg.append(filled);
      }
      give(filled, {
        ...inked("stroke"),
        "stroke-width": paper.lineWidth === 1 ? null : brief(paper.lineWidth),
        "stroke-dasharray": dashes.length > 0 ? dashes.map(brief).join(" ") : null,
      });
      filled = null;
    },
    fillRect(x, y, wide, high) {
      const size = { width: brief(wide), height: brief(high) };
      svg.append(draw("rect", { x: brief(x), y: brief(y), ...size, ...inked("fill") }));
    },

    measureText: (told) => measured(told, paper.font),
    fillText(told, x, y) {
      const { style, weight, size, family } = FONT.exec(paper.font)?.groups ?? {};
      if (!svg.hasAttribute("font-family")) give(svg, { "font-family": family });
      const node = draw(
        "text",
        {
          x: brief(x),
          y: brief(y),
          ...inked("fill"),
          "font-size": size,
          "font-style": style,
          "font-weight": weight === "400" ? null : weight,
          "font-family": family === svg.getAttribute("font-family") ? null : family,
          "text-anchor": ANCHORS[paper.textAlign],
        },
        told,
      );
      if (/^\s|\s\s|\s$/u.test(told)) node.setAttributeNS(XML, "xml:space", "preserve");
      svg.append(node);
    },
  };
  return paper;
}
