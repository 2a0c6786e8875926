/* Texts as wide as there is room, on a canvas or on paper. */

import { cutIf } from "../elements/measuring.js";
import { palette } from "./palette.js";

export const fontOf = (size, weight) => `${weight} ${size}px ${palette.font}`;

/** Returns `told` cut to `width`, with an ellipsis if it had to be. */
export const cutText = (ctx, told, width) =>
  cutIf(told, width, (words) => ctx.measureText(words).width);

/** Returns `told` in at most `most` lines of `width`; the last is cut if need be. */
export function wrapText(ctx, told, width, most) {
  const lines = [];
  let rest = told.split(/\s+/u).filter(Boolean);
  while (rest.length > 0 && lines.length < most - 1) {
    let n = rest.length;
    while (n > 1 && ctx.measureText(rest.slice(0, n).join(" ")).width > width) n -= 1;
    lines.push(cutText(ctx, rest.slice(0, n).join(" "), width));
    rest = rest.slice(n);
  }
  return rest.length > 0 ? [...lines, cutText(ctx, rest.join(" "), width)] : lines;
}
