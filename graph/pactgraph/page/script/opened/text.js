/* How wide the texts of the opened view are, and how they are cut into lines. */

/** Sizes and weights of the texts of the view. */
export const OPENED_FONTS = Object.freeze({
  label: Object.freeze({ size: 13, weight: 400, line: 16 }),
  strong: Object.freeze({ size: 13, weight: 600, line: 16 }),
  small: Object.freeze({ size: 12, weight: 400, line: 15 }),
  party: Object.freeze({ size: 14, weight: 600, line: 17 }),
  tag: Object.freeze({ size: 11.5, weight: 400, line: 15 }),
  title: Object.freeze({ size: 13, weight: 600, line: 22 }),
});

const openedMeasuring = document.createElement("canvas").getContext("2d");
const openedWidths = new Map();
let measuredFamily = "";

/** Returns how wide a text is in one of the fonts of the view. */
export function openedWidth(told, font) {
  const { size, weight } = OPENED_FONTS[font];
  measuredFamily ||= getComputedStyle(document.body).fontFamily;
  const name = `${font} ${told}`;
  if (!openedWidths.has(name)) {
    if (openedWidths.size > 20_000) openedWidths.clear();
    openedMeasuring.font = `${weight} ${size}px ${measuredFamily}`;
    openedWidths.set(name, openedMeasuring.measureText(told).width);
  }
  return openedWidths.get(name);
}

/** Returns the longest beginning of a text that fits with `end` behind it. */
function beginning(told, font, room, end) {
  const letters = [...told];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (openedWidth(letters.slice(0, middle).join("") + end, font) <= room) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, Math.max(1, low)).join("");
}

/** Returns a text cut to `room`, with an ellipsis if it had to be. */
export const openedCut = (told, font, room) =>
  openedWidth(told, font) <= room ? told : `${beginning(told, font, room, "…").trimEnd()}…`;

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
      const start = beginning(rest[0], font, room, "-");
      lines.push(`${start}-`);
      rest = [[...rest[0]].slice([...start].length).join(""), ...rest.slice(1)];
    }
  }
  return line || lines.length === 0 ? [...lines, line] : lines;
}
