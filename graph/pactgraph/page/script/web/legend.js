/* The key to the picture of parties: what goes along a line, how it stands, what shapes mean. */

import { draw, make, renew } from "../elements/dom.js";
import { element, grouped, model } from "../model/model.js";
import { phrasesOf, say, text } from "../words/words.js";
import { OF_FAMILY, widthOfMoney } from "./drawing.js";
import { cornersOf } from "./marks.js";
import { frameNow, inPicture, sizeOfFrame } from "./picture.js";
import { brief } from "./words.js";

const SUMS = [1e10, 1e11];
const ROUND = "dot";

const picture = (width, ...drawn) =>
  draw("svg", { viewBox: `0 0 ${width} 16`, "aria-hidden": "true" }, ...drawn);

const arrow = (colour, dash) =>
  picture(
    30,
    draw("path", { d: "M1 8h22", class: `lane ${colour}`, "stroke-dasharray": dash }),
    draw("path", { d: "M21 3l8 5-8 5z", class: `tip ${colour}` }),
  );

const line = (money) =>
  picture(
    18,
    draw("rect.tip.payment", {
      x: 1,
      y: 8 - widthOfMoney(money) / 2,
      width: 16,
      height: widthOfMoney(money),
    }),
  );

/** Returns how large marks are in the frame of now, for some sums: half circles around each other. */
function marksOfSums() {
  const radii = model.web.sizes.map(([, radius]) => radius * sizeOfFrame(frameNow())[2]);
  const far = Math.max(...radii) + 1;
  const arcs = radii.map((r) => `M${far - r} ${far}a${r} ${r} 0 0 1 ${2 * r} 0z`);
  const size = { width: 2 * far, height: far + 1, viewBox: `0 0 ${2 * far} ${far + 1}` };
  return draw("svg.sizes", { ...size, "aria-hidden": "true" }, draw("path", { d: arcs.join("") }));
}

function mark(shape) {
  const corners = cornersOf(shape, 6).map(([x, y]) => `${8 + x} ${8 + y}`);
  const drawn =
    corners.length > 0
      ? draw("path.party", { d: `M${corners.join("L")}z` })
      : draw("circle.party", { cx: 8, cy: 8, r: 6 });
  return picture(16, drawn);
}

/** Returns the shapes of the parties in the picture, each with the sectors that it stands for;
    none where none is told of any. So the key stays as it is while one looks around. */
function shapes() {
  const drawn = inPicture();
  const told = model.web.sectors.filter(({ iri }) => drawn.some(({ sector }) => sector === iri));
  if (told.length === 0) return [];
  const isOther = drawn.some(({ sector }) => !told.some(({ iri }) => iri === sector));
  const others = isOther ? [{ shape: ROUND, label: say("legend_others") }] : [];
  const roundFirst = (a, b) => Number(b.shape === ROUND) - Number(a.shape === ROUND);
  return [...grouped([...told, ...others].sort(roundFirst), ({ shape }) => [shape])];
}

const moneyOfMarks = () => model.web.sizes.map(([sum]) => brief(sum, "USD")).join(", ");

export function drawLegend() {
  const words = phrasesOf("loops");
  renew(element("web-legend"), [
    ...[...grouped(Object.keys(OF_FAMILY), (family) => [OF_FAMILY[family]])].map(
      ([colour, families]) =>
        make("li", arrow(colour, null), families.map((family) => words[family]).join(", ")),
    ),
    make("li", arrow("duty", "5 3"), say("legend_hangs")),
    make("li", arrow("duty", "1.5 3"), words.ahead),
    ...SUMS.map((sum) => make("li", line(sum), brief(sum, "USD"))),
    ...shapes().map(([shape, list]) =>
      make("li", mark(shape), list.map(({ label }) => text(label)).join(", ")),
    ),
    make("li", marksOfSums(), `${say("legend_size")} (${moneyOfMarks()})`),
    make("li", say("legend_ring")),
  ]);
}
