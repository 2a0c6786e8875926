/* Colours, strokes and marks that all pictures have in common. */

import { className } from "../elements/dom.js";
import { CAN_REVIVE } from "../kernel/reviving.js";

/** The colours of the theme, resolved, and the font; read anew when the theme changes. */
export const palette = {};

/** Reads the colours that custom properties of the first rule of the style stand for in the theme of
    now. */
export function readPalette() {
  const [theme] = /** @type {Iterable<any>} */ (document.styleSheets[0].cssRules);
  const probe = document.createElement("i");
  probe.className = "own-colours";
  document.body.append(probe);
  for (const name of [...theme.style].filter((each) => each.startsWith("--"))) {
    probe.style.color = `var(${name})`;
    palette[name.slice(2)] = getComputedStyle(probe).color;
  }
  probe.remove();
  palette.font = getComputedStyle(document.body).fontFamily;
}

/** How the lines of each status are drawn, in every view. */
export const STROKES = Object.freeze({
  "in force": { width: 1.8, dash: [] },
  depends: { width: 1.8, dash: [6, 4] },
  "not yet": { width: 1.8, dash: [1.5, 3.5] },
  "can revive": { width: 1.8, dash: [6, 3, 1.5, 3] },
  ended: { width: 1, dash: [] },
  never: { width: 1, dash: [1.5, 5] },
});
export const isAhead = (status) => status === "not yet" || status === CAN_REVIVE;
export const isOver = (status) => status === "ended" || status === "never";
export const DIFFERENCE_SIGNS = Object.freeze({
  gained: "+",
  lost: "−",
  changed: "±",
  new: "+",
  gone: "−",
});

export const colourOf = (status) => palette[className(status)];

/** Draws the mark of a status around a place. */
export function drawGlyph(ctx, status, x, y) {
  const arc = (radius, start = 0, end = 2 * Math.PI) => {
    ctx.beginPath();
    ctx.arc(x, y, radius, start, end);
  };
  const line = (dx, dy) => {
    ctx.beginPath();
    ctx.moveTo(x - dx, y - dy);
    ctx.lineTo(x + dx, y + dy);
    ctx.stroke();
  };
  ctx.strokeStyle = colourOf(status);
  ctx.fillStyle = colourOf(status);
  ctx.lineWidth = 1.6;
  ctx.setLineDash(isAhead(status) ? [1.6, 1.7] : []);
  arc(status === "in force" ? 5 : 4.2);
  if (status === "in force") ctx.fill();
  else if (!isOver(status)) ctx.stroke();
  ctx.setLineDash([]);
  if (status === "depends") {
    arc(4.2, Math.PI / 2, 1.5 * Math.PI);
    ctx.fill();
  }
  if (status === CAN_REVIVE) line(2.4, 0);
  if (status === "ended") line(4.5, 0);
  if (status === "never") {
    line(3.5, 3.5);
    line(3.5, -3.5);
  }
}
