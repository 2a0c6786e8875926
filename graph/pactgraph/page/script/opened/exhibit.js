/* What is opened as a picture of its own: with its title, the setting it stands for and the key. */

import { looks } from "../answers/answers.js";
import { className, draw, glyph } from "../elements/dom.js";
import { element } from "../model/model.js";
import { STROKES } from "../pictures/palette.js";
import { keyInLines, withOwnStyle } from "../share/alone.js";
import { framed } from "../share/framing.js";
import { lookWords, say } from "../words/words.js";
import { drawnPicture, OPENED_EDGE } from "./drawing.js";
import { eventMark } from "./marks.js";
import { OPENED_FONTS, openedLines } from "./text.js";
import { openedNowSeen } from "./view.js";
import { dashOf } from "./wires.js";

const { size, line } = OPENED_FONTS.small;
const KEY = { line: 22, room: 48, size, words: "text.t-small.word" };
const LINE = line + 2;
const MOST_LINES = 6;

const pill = (rx) => draw("rect.shape", { x: 0, y: 1, width: 26, height: 12, rx });
const wire = (width) => draw("g.wire", draw("path.line", { d: "M0 7h34", "stroke-width": width }));
const eventKey = (kind) => draw("g", { class: `thing event ${kind}` }, ...eventMark(kind, 13, 7));

function lookKey(look) {
  const { width, dash } = STROKES[look];
  const stroke = { d: "M18 7h22", "stroke-width": width, "stroke-dasharray": dashOf(dash) };
  return [
    glyph(look, { x: 0, y: 1, width: 12, height: 12 }),
    draw("g", { class: `thing clause ${className(look)}` }, draw("path.shape", stroke)),
  ];
}

/** Returns the samples of the key: [words, shapes in a box of 40 × 14]. */
const samples = () => [
  ...looks.map((look) => [lookWords(look), lookKey(look)]),
  [say("permission"), [pill(6)]],
  [say("duty"), [pill(1)]],
  [say("prohibition"), [draw("path.shape", { d: "M5 1h16l5 6-5 6h-16l-5-6z" })]],
  [say("opened_key_open"), [eventKey("open")]],
  [say("opened_key_dated"), [eventKey("dated")]],
  [
    say("legend_arrow"),
    [wire(1.4), draw("g.wire", draw("path.head", { d: "M40 7l-7 -3.6v7.2z" }))],
  ],
  [say("legend_money"), [wire(4)]],
];

/** Returns what is shown as an exhibit. */
export function exhibitOpened() {
  const { picture, label, told } = openedNowSeen();
  const things = picture.things.filter(({ sort }) => sort !== "fold"); // that is for hands alone
  const lines = told ? openedLines(told, "small", picture.width, MOST_LINES) : [];
  const key = keyInLines(samples(), { width: picture.width + OPENED_EDGE, ...KEY });
  const head = 38 + lines.length * LINE;
  const foot = head + picture.height + 28;
  const [width, height] = [picture.width + 2 * OPENED_EDGE, foot + key.height + OPENED_EDGE];
  const moved = (x, y, ...shapes) => draw("g", { transform: `translate(${x} ${y})` }, ...shapes);
  const drawing = draw(
    "svg.opened-picture",
    { width, height, viewBox: `${-OPENED_EDGE} 0 ${width} ${height}` },
    draw("text.t-headline", { x: -OPENED_EDGE, y: 16 }, label),
    ...lines.map((words, i) =>
      draw("text.t-small", { x: -OPENED_EDGE, y: 26 + size + i * LINE }, words),
    ),
    moved(0, head, drawnPicture({ ...picture, things })),
    moved(-OPENED_EDGE, foot, draw("g.opened-key", key.items)),
  );
  const alone = withOwnStyle(drawing, element("view-opened"));
  for (const halo of alone.querySelectorAll('rect[fill="none"]:not([stroke])')) halo.remove();
  return framed(alone, true);
}
