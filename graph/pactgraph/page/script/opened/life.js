/* The life of a clause as a strip in its own outline: when it is in force, when that hangs on
   events, the day asked about, and from when on what is supposed changes it. */

import { answers, courseOfClause, isKnown } from "../answers/answers.js";
import { effectsOn } from "../answers/effects.js";
import { span } from "../controls/dates.js";
import { draw } from "../elements/dom.js";
import { timeScale } from "../elements/scale.js";
import { FIRST, plusDays } from "../kernel/instants.js";

const THICK = 3;
const CLASSES = { "in force": "sure", depends: "hangs" };

/** Returns the strip of a clause in a box that has room for it: {sign, nodes}. */
export function lifeOf(clause, box) {
  const found = answers();
  const isSure = isKnown(clause, found) && found.broken.length === 0;
  if (!box.strip || !isSure) return { sign: "", nodes: () => [] };
  const [left, width] = [box.left + box.textLeft, box.width - 52];
  const top = box.top + box.height - 8;
  const scale = timeScale(span.from, plusDays(span.until, 1), width);
  const x = (instant) =>
    Math.round(10 * (left + Math.min(width, Math.max(0, scale.x(instant))))) / 10;
  const steps = courseOfClause(clause, found);
  const bars = steps.flatMap(({ since, status }, i) => {
    const name = CLASSES[status];
    const from = since === FIRST ? left : x(since);
    const to = steps[i + 1] ? x(steps[i + 1].since) : left + width;
    return name && to > from ? [{ name, from, to: Math.max(to, from + 1.5) }] : [];
  });
  const starts = effectsOn(clause).map(({ since }) => (since === FIRST ? left : x(since)));
  const needle = x(found.at);
  return {
    sign: JSON.stringify([bars, starts, needle]),
    nodes: () => [
      draw("path.life", { d: `M${left} ${top + THICK / 2}h${width}` }),
      ...bars.map(({ name, from, to }) =>
        draw("path", { d: `M${from} ${top + THICK / 2}H${to}`, class: `life ${name}` }),
      ),
      draw("path.needle", { d: `M${needle} ${top - 2}v${THICK + 4}` }),
      ...starts.map((start) => draw("path.changed", { d: `M${start} ${top + 1}l-4 -6h8z` })),
    ],
  };
}
