/* What makes a picture an exhibit: its title, the setting that it is true in, a key, its source. */

import { brokenInWords, looks } from "../answers/answers.js";
import { settingInWords } from "../controls/comparing.js";
import { adjust, draw } from "../elements/dom.js";
import { svgPaper } from "../elements/paper.js";
import { matchesInWords } from "../finding/filter.js";
import { clauses, element, sources } from "../model/model.js";
import { drawGlyph, palette } from "../pictures/palette.js";
import { wrapText } from "../pictures/text.js";
import { isFiltering, state } from "../state/state.js";
import { counted, lookWords, say } from "../words/words.js";

const EDGE = 24;
const NARROWEST = 560;
const SMALL = { size: 12, line: 17 };

/** Returns the title of the page. */
export const exhibitTitle = () => element("title").textContent;

/** Returns what has to be said with a picture: the setting, what is faded, what is amiss. */
export function stampLines() {
  const now = state();
  const lines = now.compare
    ? [`A: ${settingInWords(now.compare)}`, `B: ${settingInWords(now)}`]
    : [settingInWords(now)];
  return [...lines, brokenInWords(), isFiltering(now) ? matchesInWords() : ""].filter(Boolean);
}

/** Returns where the picture comes from, with the address of the page if others can open it. */
export function sourceLine() {
  const said = say("exhibit_source", {
    clauses: counted("clauses", clauses.size),
    sources: counted("sources", sources.size),
  });
  return location.protocol.startsWith("http") ? `${said} ${location.href}` : said;
}

const setFont = (paper, size, weight = 400, family = palette.font) => {
  paper.font = `${weight} ${size}px ${family}`;
};

const titleFont = () => getComputedStyle(element("title")).fontFamily;

/** Returns a text in lines no wider than `width`, as many as it needs. */
const linesOf = (paper, told, width) => wrapText(paper, told, width, Infinity);

/** Writes texts in lines from `top` on; returns where they end. */
function writeLines(paper, texts, top, width, colour) {
  setFont(paper, SMALL.size);
  paper.fillStyle = colour;
  let y = top;
  for (const line of texts.flatMap((told) => linesOf(paper, told, width))) {
    y += SMALL.line;
    paper.fillText(line, EDGE, y);
  }
  return y;
}

/** Writes the key of statuses; returns where it ends. */
function writeKey(paper, top, width) {
  setFont(paper, SMALL.size);
  let [x, y] = [EDGE, top + 16];
  for (const look of looks) {
    const words = lookWords(look);
    const wide = 18 + paper.measureText(words).width + 22;
    if (x > EDGE && x + wide > EDGE + width) [x, y] = [EDGE, y + 20];
    drawGlyph(paper, look, x + 6, y - 4);
    paper.fillStyle = palette.muted;
    paper.fillText(words, x + 18, y);
    x += wide;
  }
  return y;
}

/** Returns how wide and how high a picture is. */
export const sizeOf = (svg) => ["width", "height"].map((side) => Number(svg.getAttribute(side)));

function placed(picture, x, y) {
  const [width, height] = sizeOf(picture);
  adjust(picture, { x, y, width, height });
  picture.removeAttribute("xmlns");
  return picture;
}

/** Gives paper that is written down to `bottom` its height, its title, and its ground, which is
    laid under everything. */
function settle({ svg }, width, bottom) {
  const height = Math.ceil(bottom + EDGE);
  adjust(svg, { height, viewBox: `0 0 ${width} ${height}` });
  svg.prepend(
    draw("rect", { width, height, fill: palette.paper }),
    draw("title", `${exhibitTitle()}. ${stampLines().join(". ")}`),
  );
  return svg;
}

/**
 * Returns a picture with a title and the setting above it, and the key of statuses below.
 *
 * @param picture an SVG element; its data-head may say which of its heights, "from to", are to
 *   be repeated where it has to be cut into several pages
 * @param hasKey whether it has a key of its own
 */
export function framed(picture, hasKey = false) {
  const [wide, high] = sizeOf(picture);
  const width = Math.max(NARROWEST, Math.ceil(wide) + 2 * EDGE);
  const paper = svgPaper(width, 0);
  setFont(paper, 21, 700, titleFont());
  paper.fillStyle = palette.ink;
  let y = 14;
  for (const line of linesOf(paper, exhibitTitle(), width - 2 * EDGE)) {
    y += 26;
    paper.fillText(line, EDGE, y);
  }
  y = writeLines(paper, stampLines(), y + 4, width - 2 * EDGE, palette.muted) + 16;
  if (picture.dataset.head) {
    const [first, last] = picture.dataset.head.split(" ").map(Number);
    paper.svg.dataset.head = `${y + first} ${y + last}`;
  }
  paper.svg.append(placed(picture, (width - wide) / 2, y));
  return settle(paper, width, hasKey ? y + high : writeKey(paper, y + high + 12, width - 2 * EDGE));
}

/** Returns an exhibit with a line below it that says where it comes from. */
export function withSource(exhibit) {
  const [width, high] = sizeOf(exhibit).map(Math.ceil);
  const paper = svgPaper(width, 0);
  const { head } = exhibit.dataset;
  if (head) paper.svg.dataset.head = head;
  paper.svg.append(placed(exhibit, 0, 0));
  const y = writeLines(paper, [sourceLine()], high - 8, width - 2 * EDGE, palette.muted);
  return settle(paper, width, y);
}
