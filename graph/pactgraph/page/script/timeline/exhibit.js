/* The timeline as a picture of its own, for export and print. */

import { adjust, draw } from "../elements/dom.js";
import { keeper } from "../elements/keeping.js";
import { cutTo } from "../elements/measuring.js";
import { element } from "../model/model.js";
import { keyInLines, withOwnStyle } from "../share/alone.js";
import { framed } from "../share/framing.js";
import { AXIS, axisShapes, gridShapes, pillOf, timelineLayout, todayLabel } from "./axis.js";
import { drawEntry, timelineEntries } from "./entries.js";
import { legendSamples } from "./legend.js";
import { unknownInWords } from "./rows.js";

const WIDTH = 1040;
const KEY = { line: 20, room: 36, size: 11.5, words: "text.timeline-small" };

function pillShapes(layout) {
  const { told, wide, left } = pillOf(layout);
  const label = todayLabel(layout);
  return [
    label && draw("text.timeline-small", { x: label.x, y: label.y }, label.told),
    draw(
      "g.timeline-handle",
      draw("rect", { x: left, y: 0, width: wide, height: AXIS.pill, rx: 4 }),
      draw("text", { x: left + wide / 2, y: 16.5, "text-anchor": "middle" }, told),
    ),
  ];
}

/* What is for hands alone. */
const HANDS = ".timeline-fold, [role='treeitem']:not([aria-selected='true']) > .timeline-hit";

/** Returns the timeline with all rows that are unfolded as one picture that stands alone. */
export function exhibitTimeline() {
  const layout = timelineLayout(WIDTH, true);
  const { entries, height } = timelineEntries(layout);
  const keep = keeper();
  for (const entry of entries) drawEntry(entry, layout, keep);
  const rows = entries.map(({ node }) => node);
  const key = keyInLines(legendSamples(), { width: WIDTH, ...KEY });
  const unknown = unknownInWords();
  const bottom = AXIS.height + height + 16;
  const high = bottom + key.height + (unknown ? KEY.line : 0);
  const hatch = element("timeline-hatch").cloneNode(true);
  adjust(hatch, { id: "timeline-hatch-alone" });
  const moved = (y, ...shapes) => draw("g", { transform: `translate(0 ${y})` }, ...shapes);
  const size = { viewBox: `0 0 ${WIDTH} ${high}`, width: WIDTH, height: high };
  const svg = draw(
    "svg.timeline-alone",
    { ...size, "data-head": `0 ${AXIS.height}` },
    draw("defs", hatch),
    draw("path.timeline-chosen", { d: `M${pillOf(layout).at} 0V${AXIS.height}` }),
    ...axisShapes(layout),
    ...pillShapes(layout),
    moved(AXIS.height, ...gridShapes(layout, 0, height), ...rows),
    moved(bottom, ...key.items),
    unknown && draw("text.timeline-small", { y: high - 5 }, cutTo(unknown, WIDTH, 11.5)),
  );
  for (const node of svg.querySelectorAll(HANDS)) node.remove();
  return framed(withOwnStyle(svg, document.body), true);
}
