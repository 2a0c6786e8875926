/* How large the things of the opened view are: what is written in them, and room around it. */

import { thingLabel } from "../words/words.js";
import { OPENED_FONTS, openedLines } from "./text.js";

const PAD = 8;
const LEAST = 28;
const MOST_NOTES = 5;

export const STRIP = 7; // room for the life of a clause below its name

/** Returns a thing with its lines and its size, not yet anywhere. */
export function sizedBy(key, sort, width, how) {
  const { font = "label", most = 2, least = LEAST, spare = 3, left = 0, right = 16, ...more } = how;
  const told = more.label ?? thingLabel(key);
  const lines = openedLines(told, font, width - left - right, most);
  const notes = (more.notes ?? []).flatMap((note) =>
    openedLines(note, "small", width - left - right, MOST_NOTES),
  );
  const small = ((more.hasSmall ? 1 : 0) + notes.length) * OPENED_FONTS.small.line;
  const strip = more.strip ? STRIP : 0;
  return {
    key,
    sort,
    lines,
    isCut: lines[lines.length - 1].endsWith("…"),
    font,
    told,
    textLeft: left,
    textRight: right,
    width,
    height: Math.max(
      least,
      2 * PAD + lines.length * OPENED_FONTS[font].line + small + strip - spare,
    ),
    ...more,
    notes,
  };
}
