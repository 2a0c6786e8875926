/* How wide the texts of the opened view are, and how they are cut into lines. */

import { cutTo, longestOf, textWidth } from "../elements/measuring.js";

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

/** Returns a text in at most `most` lines; words that fit in no line are broken, and what fits
    in none is cut. */
export function openedLines(told, font, room, most) {
  const lines = [];
  let line = "";
  let rest = told.split(/\s+/u).filter(Boolean);
  while (rest.length > 0) {
    const longer = line ? `${line} ${rest[0]}` : rest[0];
    if (openedWidth(longer, font) <= room) {
      line = longer;
      rest = rest.slice(1);
    } else if (lines.length === most - 1) {
      return [...lines, openedCut([line, ...rest].filter(Boolean).join(" "), font, room)];
    } else if (line) {
      lines.push(line);
      line = "";
    } else {
      const letters = [...rest[0]];
      const fits = longestOf(letters, (some) => openedWidth(`${some}-`, font) <= room);
      const start = fits || letters[0];
      lines.push(`${start}-`);
      rest = [rest[0].slice(start.length), ...rest.slice(1)];
    }
  }
  return line || lines.length === 0 ? [...lines, line] : lines;
}
