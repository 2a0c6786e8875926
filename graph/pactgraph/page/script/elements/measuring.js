/* How wide texts are in the font of the page, and how much of one fits. */

const paper = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);
const widths = new Map();
let family = "";
const MOST_LETTERS = 240; // of what is shown in one line

/** Returns how large a text is. @param {string} told @param {string} font */
export function measured(told, font) {
  paper.font = font;
  return paper.measureText(told);
}

/** Returns how wide a text is. @param {string} told @param {number} size @param {number} weight */
export function textWidth(told, size, weight = 400) {
  family ||= getComputedStyle(document.body).fontFamily;
  const name = `${weight} ${size} ${told}`;
  if (!widths.has(name)) {
    if (widths.size > 40_000) widths.clear();
    widths.set(name, measured(told, `${weight} ${size}px ${family}`).width);
  }
  return widths.get(name);
}

/** Returns a text cut to a width, with an ellipsis if it had to be; `wide` measures. */
function cutIf(told, width, wide) {
  const letters = [...told.replace(/\s+/gu, " ").slice(0, MOST_LETTERS)];
  if (letters.length < MOST_LETTERS && wide(told) <= width) return told;
  const cut = (start) => `${start.trimEnd()}…`;
  return cut(longestOf(letters, (start) => wide(cut(start)) <= width));
}

/** Returns the same of a text in the font of the page. */
export const cutTo = (told, width, size, weight = 400) =>
  cutIf(told, width, (words) => textWidth(words, size, weight));

/** Returns a text in the font of the page in at most `most` lines. */
export const wrapTo = (told, width, most, size, weight = 400) =>
  linesOf(told, width, most, (words) => textWidth(words, size, weight));

/** Returns the longest beginning that fits. @param {string[]} letters
    @param {(beginning: string) => boolean} fits */
function longestOf(letters, fits) {
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(letters.slice(0, middle).join(""))) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join("");
}

/** Returns a text in at most `most` lines; words that fit in no line are broken, and what fits
    in none is cut. @param {string} told @param {number} width @param {number} most
    @param {(words: string) => number} wide measures */
export function linesOf(told, width, most, wide) {
  const lines = [];
  let line = "";
  let rest = told.split(/\s+/u).filter(Boolean);
  while (rest.length > 0) {
    const longer = line ? `${line} ${rest[0]}` : rest[0];
    if (wide(longer) <= width) {
      line = longer;
      rest = rest.slice(1);
    } else if (lines.length === most - 1) {
      return [...lines, cutIf([line, ...rest].filter(Boolean).join(" "), width, wide)];
    } else if (line) {
      lines.push(line);
      line = "";
    } else {
      const letters = [...rest[0]];
      const start = longestOf(letters, (some) => wide(`${some}-`) <= width) || letters[0];
      lines.push(`${start}-`);
      rest = [rest[0].slice(start.length), ...rest.slice(1)];
    }
  }
  return line || lines.length === 0 ? [...lines, line] : lines;
}
