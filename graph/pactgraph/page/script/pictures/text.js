/* Texts as wide as there is room, on a canvas or on paper. */

import { linesOf } from "../elements/measuring.js";

/** Returns `told` in at most `most` lines of `width`; the last is cut if need be. */
export const wrapText = (ctx, told, width, most) =>
  linesOf(told, width, most, (words) => ctx.measureText(words).width);
