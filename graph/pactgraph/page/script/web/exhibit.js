/* Who with whom as a picture of its own, wherever the camera is. */

import { svgPaper } from "../elements/paper.js";
import { framed } from "../share/framing.js";
import { drawWeb } from "./drawing.js";
import { aim, frameNow, sizeOfFrame } from "./picture.js";

const AROUND = 8;

/** Returns who has what with whom as an exhibit, without what the mouse or the keyboard is at. */
export function exhibitWeb() {
  const before = { ...aim };
  Object.assign(aim, { party: null, cable: null, frame: "wide", letters: 1 });
  try {
    const [width, height] = sizeOfFrame(frameNow());
    const corner = { left: -AROUND, top: -AROUND };
    const paper = svgPaper(width + 2 * AROUND, height + 2 * AROUND, corner);
    drawWeb(paper);
    return framed(paper.svg);
  } finally {
    Object.assign(aim, before);
  }
}
