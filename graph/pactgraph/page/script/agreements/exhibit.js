/* The map as a picture of its own: everything that is unfolded, wherever the camera is. */

import { svgPaper } from "../elements/paper.js";
import { framed } from "../share/framing.js";
import { drawAll } from "./drawing.js";
import { pointer, stageNow } from "./picture.js";

const AROUND = 8;

/** Returns the map as a vector picture, without what the mouse or the keyboard is at. */
function mapOnPaper() {
  const { left, top, width, height } = stageNow();
  const corner = { left: left - AROUND, top: top - AROUND };
  const paper = svgPaper(width + 2 * AROUND, height + 2 * AROUND, corner);
  const { ...before } = pointer;
  Object.assign(pointer, { hovered: null, focused: null });
  try {
    drawAll(paper);
  } finally {
    Object.assign(pointer, before);
  }
  return paper.svg;
}

/** Returns the map as an exhibit. */
export const exhibitNetwork = () => framed(mapOnPaper());
