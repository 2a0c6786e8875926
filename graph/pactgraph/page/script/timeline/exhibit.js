/* The timeline as a picture of its own, for export and print. */

import { draw } from "../elements/dom.js";
import { keeper } from "../elements/keeping.js";
import { cutTo } from "../elements/measuring.js";
import { keyInLines, withOwnStyle } from "../share/alone.js";
import { framed } from "../share/framing.js";
import {
  AXIS,
  axisShapes,
  gridShapes,
  pillOf,
  timelineLayout,
  todayLabel,
  todayLine,
} from "./axis.js";
import { hatchPattern } from "./bars.js";
import { drawEntry, timelineEntries } from "./entries.js";
import { legendSamples } from "./legend.js";
import { unknownInWords } from "./rows.js";

const EXHIBIT = Object.freeze({ width: 1040, hatch: "timeline-hatch-exhibit" });
const KEY = { line: 20, room: 36, size: 11.5, words: "text.timeline-small" };

function pillShapes(layout) {
  const { told, wide, left } = pillOf(layout);
  const label = todayLabel(layout);
  return [
    label ? draw("text.timeline-small", { x: label.x, y: label.y }, label.told) : null,
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
  const { width, hatch } = EXHIBIT;
  const layout = timelineLayout(width, true);
  const { entries, height } = timelineEntries(layout);
  const keep = keeper();
  for (const entry of entries) drawEntry(entry, layout, hatch, keep);
  const rows = entries.map(({ node }) => node);
  const key = keyInLines(legendSamples(hatch), { width, ...KEY });
  const unknown = unknownInWords();
  const bottom = AXIS.height + height + 16;
  const high = bottom + key.height + (unknown ? KEY.line : 0);
  const moved = (y, ...shapes) => draw("g", { transform: `translate(0 ${y})` }, ...shapes);
  const svg = draw(
    "svg",
    { viewBox: `0 0 ${width} ${high}`, width, height: high, "data-head": `0 ${AXIS.height}` },
    draw("defs", hatchPattern(hatch)),
    todayLine(layout, 6, AXIS.height),
    draw("path.timeline-chosen", { d: `M${pillOf(layout).at} 0V${AXIS.height}` }),
    ...axisShapes(layout),
    ...pillShapes(layout),
    moved(AXIS.height, ...gridShapes(layout, 0, height), ...rows),
    moved(bottom, ...key.items),
    unknown ? draw("text.timeline-small", { y: high - 5 }, cutTo(unknown, width, 11.5)) : null,
  );
  for (const node of svg.querySelectorAll(HANDS)) node.remove();
  return framed(withOwnStyle(svg, document.body), true);
}
