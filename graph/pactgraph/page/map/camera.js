/* The canvas, and how much of the drawing it shows. */

"use strict";

// ---- the canvas ------------------------------------------------------------

const options = { ...model.options, autoResize: true, width: "100%", height: "100%" };
options.interaction = { ...options.interaction, zoomView: matchMedia("(pointer: coarse)").matches };
readPalette();
const network = new vis.Network(
  canvas,
  {
    nodes: model.nodes.map(({ key, x, y }) => ({
      id: key, x, y, shape: "custom", ctxRenderer: drawNode, fixed: true, physics: false,
    })),
    edges: [],
  },
  options,
);
for (const frame of canvas.querySelectorAll("[tabindex]")) frame.tabIndex = -1;

network.on("beforeDrawing", (ctx) => {
  written = [];
  ctx.save();
  drawPanel(ctx);
  drawLines(ctx);
  ctx.restore();
});

network.once("afterDrawing", () => {
  document.documentElement.dataset.drawnAfter = String(Math.round(performance.now()));
});

const MARGIN = 16;
const STEADY = 0.76; // above this scale everything fits, and unfolding moves no camera
const LEGIBLE = 0.66; // a smaller scale is not read any more

const fitting = (box) => ({
  across: canvas.clientWidth / (box.width + 2 * MARGIN),
  down: canvas.clientHeight / (box.height + 2 * MARGIN),
});

/** Returns the rectangle around what is on the map now. */
function stage() {
  const boxes = model.nodes.filter((n) => n.kind !== "clause").map((n) => {
    const [width, height] = n.box;
    return { left: n.x - width / 2, top: n.y - height / 2, width, height };
  });
  if (chosen.open !== null) boxes.push(panel());
  return around(boxes);
}

/** Returns what the camera should show: all there ever is, if that can be read. */
function sight() {
  const all = fitting(world);
  if (Math.min(all.across, all.down) >= STEADY) return { box: world, steady: true };
  const now = stage();
  if (fitting(now).across >= LEGIBLE || agreements.length === 0) return { box: now, steady: false };
  const column = chosen.open === null ? rectangle(agreements[0]) : panel();
  const rows = chosen.open === null ? now : column;
  return {
    box: { left: column.left, width: column.width, top: rows.top, height: rows.height },
    steady: false,
  };
}

/** Shows everything, or as much of its top as can be read. */
function showWhole() {
  if (canvas.clientWidth === 0 || canvas.clientHeight === 0) return;
  const { box, steady } = sight();
  const { across, down } = fitting(box);
  const scale = Math.min(across, down < LEGIBLE ? 1 : down, 1.25);
  const below = Math.max(0, box.height + 2 * MARGIN - canvas.clientHeight / scale);
  const x = box.left + box.width / 2;
  const y = box.top + (box.height - below) / 2;
  network.moveTo({ position: { x, y }, scale, animation: false });
  camera = { moved: false, steady };
  tell();
}

function zoom(factor, at = network.getViewPosition()) {
  const before = network.getScale();
  const scale = Math.min(3, Math.max(0.2, before * factor));
  const centre = network.getViewPosition();
  const keep = (axis) => at[axis] + ((centre[axis] - at[axis]) * before) / scale;
  network.moveTo({ position: { x: keep("x"), y: keep("y") }, scale, animation: false });
  camera.moved = true;
  tell();
}

/** Brings a thing into the picture if it is outside. */
function reveal(node) {
  const { left, top, width, height } = rectangle(node);
  const first = network.canvasToDOM({ x: left, y: top });
  const last = network.canvasToDOM({ x: left + width, y: top + height });
  const shift = (low, high, size) => (low < 0 ? low - MARGIN : high > size ? high - size + MARGIN : 0);
  const dx = shift(first.x, last.x, canvas.clientWidth) / network.getScale();
  const dy = shift(first.y, last.y, canvas.clientHeight) / network.getScale();
  if (dx === 0 && dy === 0) return;
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x: x + dx, y: y + dy }, animation: false });
}

const redraw = () => network.redraw();
