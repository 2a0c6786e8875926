/* The key of the timeline, on the page and in a picture of it. */

import { looks } from "../answers/answers.js";
import { draw, make } from "../elements/dom.js";
import { CAN_REVIVE } from "../kernel/reviving.js";
import { state } from "../state/state.js";
import { lookWords, say } from "../words/words.js";

/** Returns the samples of the key: [words, shapes in a box of 30 × 14]. */
export function legendSamples(hatch) {
  return [
    [lookWords("in force"), [draw("path.timeline-in-force", { d: "M1 1H29V13H1Z" })]],
    [
      say("timeline_hatched"),
      [draw("path.timeline-depends", { fill: `url(#${hatch})`, d: "M1 1H29V13H1Z" })],
    ],
    [say("timeline_goes_on"), [draw("path.timeline-in-force", { d: "M1 1H22L29 7L22 13H1Z" })]],
    [lookWords("not yet"), [draw("path.timeline-leader", { d: "M1 7.5H29" })]],
    ...(looks.includes(CAN_REVIVE)
      ? [[lookWords(CAN_REVIVE), [draw("path.timeline-revivable", { d: "M1 7.5H29" })]]]
      : []),
    [lookWords("never"), [draw("path.timeline-never", { d: "M7 7.5h16" })]],
    ...(state().compare
      ? [
          [
            say("timeline_thin"),
            [draw("g.timeline-before", draw("path.timeline-in-force", { d: "M1 5H29V10H1Z" }))],
          ],
        ]
      : []),
    [say("timeline_event"), [draw("path.timeline-version", { d: "M15 0V14" })]],
    ...(state().grouping === "party" ? [[say("timeline_parts"), []]] : []),
  ];
}

/** Returns the items of the key on the page. */
export const legendItems = (hatch) =>
  legendSamples(hatch).map(([told, shapes]) =>
    make(
      "li",
      shapes.length > 0
        ? draw(
            "svg",
            { viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true" },
            ...shapes,
          )
        : null,
      told,
    ),
  );
