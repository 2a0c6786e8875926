/* The page comes alive: every part draws itself after each change, from the state alone. */

import { answers, answersIn, courseOf } from "./answers.js";
import { model } from "./model.js";
import { change, onChange, settingOf, state } from "./state.js";
import { formula } from "./words.js";

/* For tests and for scripts of one's own. */
globalThis.pactgraph = Object.freeze({
  state,
  change,
  statuses: (setting) => {
    const found = answersIn({ ...setting, assumed: new Map(setting.assumed) });
    return { broken: found.broken, unknown: [...found.unknown].sort(), of: [...found.of] };
  },
});
void [answers, courseOf, model, onChange, settingOf, formula];
document.documentElement.dataset.drawnAfter = String(Math.round(performance.now()));
