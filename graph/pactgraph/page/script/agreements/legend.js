/* The key of the map, in the language chosen. */

import { oldMeans } from "../answers/evidence.js";
import { draw, make } from "../elements/dom.js";
import { clauses, element } from "../model/model.js";
import { say } from "../words/words.js";

const sample = (...shapes) =>
  draw("svg", { viewBox: "0 0 30 16", "aria-hidden": "true" }, ...shapes);

const pill = (radius) => draw("rect.outline", { x: 1, y: 2, width: 28, height: 12, rx: radius });

const mark = (x, full) =>
  draw("rect", { x, y: 4, width: 6, height: 8, rx: 1.5, class: full ? "mark full" : "mark" });

const SAMPLES = () => [
  ["legend_party", draw("rect.party", { x: 1, y: 1, width: 28, height: 14, rx: 3 })],
  ["permission", pill(6)],
  ["duty", pill(1)],
  ["prohibition", draw("path.outline", { d: "M6 2h18l5 6-5 6H6L1 8z" })],
  ["legend_marks", mark(2, true), mark(12, true), mark(22, false)],
  ["legend_arrow", draw("path.wire", { d: "M1 8h22" }), draw("path.head", { d: "M22 4l7 4-7 4z" })],
  ...(clauses.size > 0 && [...clauses.values()].some(({ dollars }) => dollars)
    ? [["legend_money", draw("path.wire.thick", { d: "M1 8h28" })]]
    : []),
];

/** Writes the key. */
export function drawLegend() {
  element("legend").replaceChildren(
    ...SAMPLES().map(([key, ...shapes]) => make("li", sample(...shapes), say(key))),
    ...[oldMeans()].filter(Boolean).map((told) => make("li", told)),
  );
}
