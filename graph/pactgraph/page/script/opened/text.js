/* How wide the texts of the opened view are, and how they are cut into lines. */

import { cutTo, textWidth, wrapTo } from "../elements/measuring.js";

/** Sizes and weights of the texts of the view. */
export const OPENED_FONTS = Object.freeze({
  label: Object.freeze({ size: 13, weight: 400, line: 16 }),
  strong: Object.freeze({ size: 13, weight: 600, line: 16 }),
  small: Object.freeze({ size: 12, weight: 400, line: 15 }),
  party: Object.freeze({ size: 14, weight: 600, line: 17 }),
  tag: Object.freeze({ size: 11.5, weight: 400, line: 15 }),
  title: Object.freeze({ size: 13, weight: 600, line: 22 }),
});

/** Returns how wide a text is in one of the fonts of the view. */
export const openedWidth = (told, font) =>
  textWidth(told, OPENED_FONTS[font].size, OPENED_FONTS[font].weight);

/** Returns a text cut to `room`, with an ellipsis if it had to be. */
export const openedCut = (told, font, room) =>
  cutTo(told, room, OPENED_FONTS[font].size, OPENED_FONTS[font].weight);

/** Returns a text in at most `most` lines no wider than `room`. */
export const openedLines = (told, font, room, most) =>
  wrapTo(told, room, most, OPENED_FONTS[font].size, OPENED_FONTS[font].weight);
