/* A canvas of vis-network, which can be panned and zoomed: what all pictures on one have in common.
   It is made when it is first asked for: that takes a while, and not every picture is looked at. */

import { readPalette } from "./palette.js";

const [LEAST, MOST] = [0.2, 3]; // scales
const STEP = 1.12; // of the wheel
const BY_KEY = 1.2;

/**
 * Returns a picture on `canvas`:
 *   network()    the network of vis-network
 *   redraw()     draws it anew
 *   zoom(factor, at)  zooms around a point of the drawing, else around its middle
 *   pointOf(event)    the point of the drawing that the mouse is at
 *   onScreen(box)     the rectangle of the canvas, in pixels, that a box of the drawing is seen in
 *   scale()           how many pixels are one of the drawing
 *   keys              what keys zoom
 *
 * @param canvas an element
 * @param nodes things of the drawing: {key, x, y, width, height, draw}
 * @param options those of vis-network
 * @param drawBelow draws what lies below the things
 * @param wire lets a network that was made listen
 * @param zoomed is called after each zoom
 */
export function boardOn(canvas, { nodes, options, drawBelow, wire, zoomed }) {
  let made = null;

  function network() {
    if (made === null) {
      made = new vis.Network(
        canvas,
        { nodes: nodes.map(nodeOfVis), edges: [] },
        { ...options, autoResize: true, width: "100%", height: "100%" },
      );
      for (const frame of canvas.querySelectorAll("[tabindex]")) frame.tabIndex = -1;
      made.on("beforeDrawing", drawBelow);
      wire(made);
    }
    return made;
  }

  const pointOf = ({ clientX, clientY }) => {
    const { left, top } = canvas.getBoundingClientRect();
    return network().DOMtoCanvas({ x: clientX - left, y: clientY - top });
  };

  function zoom(factor, at = network().getViewPosition()) {
    const before = network().getScale();
    const scale = Math.min(MOST, Math.max(LEAST, before * factor));
    const centre = network().getViewPosition();
    const keep = (axis) => at[axis] + ((centre[axis] - at[axis]) * before) / scale;
    network().moveTo({ position: { x: keep("x"), y: keep("y") }, scale, animation: false });
    zoomed();
  }

  function onScreen({ left, top, width, height }) {
    const from = network().canvasToDOM({ x: left, y: top });
    const to = network().canvasToDOM({ x: left + width, y: top + height });
    return { left: from.x, top: from.y, width: to.x - from.x, height: to.y - from.y };
  }

  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, pointOf(event));
    },
    { passive: false },
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readPalette();
    if (made !== null) made.redraw();
  });

  const nearer = () => zoom(BY_KEY);
  return {
    network,
    redraw: () => network().redraw(),
    zoom,
    pointOf,
    onScreen,
    scale: () => network().getScale(),
    keys: { "+": nearer, "=": nearer, "-": () => zoom(1 / BY_KEY) },
  };
}

const nodeOfVis = ({ key, x, y, width, height, draw, fixed = false }) => ({
  id: key,
  x,
  y,
  fixed,
  shape: "custom",
  physics: false,
  ctxRenderer: ({ ctx }) => ({ drawNode: () => draw(ctx), nodeDimensions: { width, height } }),
});

/** Puts a tip at a place of its canvas, as far inside as it has to be. */
export function placeTip(tip, canvas, { x, y }) {
  const within = (value, most) => Math.round(Math.max(8, Math.min(value, most - 8)));
  tip.style.setProperty("left", `${within(x, canvas.clientWidth - tip.offsetWidth)}px`);
  tip.style.setProperty("top", `${within(y, canvas.clientHeight - tip.offsetHeight)}px`);
}
