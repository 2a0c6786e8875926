/* What is supposed and what that changes, told above every view. */

import { answers } from "../answers/answers.js";
import { effectStarts, effectsNow } from "../answers/effects.js";
import { button, make } from "../elements/dom.js";
import { isDay } from "../kernel/instants.js";
import { element } from "../model/model.js";
import { change, settingOf, state } from "../state/state.js";
import { counted, say, written } from "../words/words.js";
import { assumptionsInWords } from "./supposing.js";

/** Returns the days on which what is supposed happens, if it changes anything then: [day, how many
    clauses] of each; and before them the first day on which it changes any. */
function daysOfEffects() {
  const effects = effectsNow();
  const count = (day) =>
    effects.filter(({ stretches }) => stretches.some(({ since }) => since.startsWith(day))).length;
  const [first] = effectStarts();
  const days = [first?.slice(0, 10), ...state().assumed.values()];
  return [...new Set(days)]
    .filter((day) => day !== undefined && isDay(day))
    .sort()
    .map((day) => ({ day, n: count(day) }))
    .filter(({ n }) => n > 0);
}

/** Draws what is supposed and what that changes, above every view: on all days, and on which. */
export function drawEffects({ assumed, compare }) {
  const box = element("effects");
  box.hidden = assumed.size === 0 || answers().broken.length > 0;
  if (box.hidden) return;
  const n = effectsNow().length;
  const days = daysOfEffects();
  const told =
    n === 0
      ? say("effects_none")
      : say(days.length === 0 ? "effects_always" : "effects", {
          clauses: counted("clauses_change", n),
        });
  box.replaceChildren(
    make("b", say("supposed")),
    ` ${assumptionsInWords(state())}. ${told} `,
    ...days.map(({ day, n: clauses }) =>
      button("quiet", say("effects_on", { date: written(day), n: clauses }), () =>
        change({ on: day }),
      ),
    ),
    n > 0 && compare === null ? button("quiet", say("effects_list"), compareWithout) : "",
    button("quiet", say("suppose_reset"), () => change({ assumed: new Map() })),
  );
}

function compareWithout() {
  change({ compare: { ...settingOf(state()), assumed: new Map() } });
}
