/* The key of the timeline, on the page and in a picture of it. */

import { looks } from "../answers/answers.js";
import { draw, make } from "../elements/dom.js";
import { CAN_REVIVE } from "../kernel/reviving.js";
import { state } from "../state/state.js";
import { lookWords, say } from "../words/words.js";

const shape = (name, d) => draw(`path.timeline-${name}`, { d });

/** Returns the samples of the key: [words, shapes in a box of 30 × 14]. @returns {any[]} */
export const legendSamples = () =>
  [
    [lookWords("in force"), [shape("in-force", "M1 1H29V13H1Z")]],
    [say("timeline_hatched"), [shape("depends", "M1 1H29V13H1Z")]],
    [say("timeline_goes_on"), [shape("in-force", "M1 1H22L29 7L22 13H1Z")]],
    [lookWords("not yet"), [shape("leader", "M1 7.5H29")]],
    looks.includes(CAN_REVIVE) && [lookWords(CAN_REVIVE), [shape("revivable", "M1 7.5H29")]],
    [lookWords("never"), [shape("never", "M7 7.5h16")]],
    state().compare && [
      say("timeline_thin"),
      [draw("g.timeline-before", shape("in-force", "M1 5H29V10H1Z"))],
    ],
    [say("timeline_event"), [shape("version", "M15 0V14")]],
    state().grouping === "party" && [say("timeline_parts"), []],
  ].filter(Boolean);

const BOX = { viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true" };

/** Returns the items of the key on the page. */
export const legendItems = () =>
  legendSamples().map(([told, shapes]) =>
    make("li", shapes.length > 0 && draw("svg", BOX, ...shapes), told),
  );
