/* Time goes by: from one change to the next until the last one, or until anything else is set.
   Who wants less motion goes one change further with each press. */

import { label } from "../elements/dom.js";
import { element } from "../model/model.js";
import { change, onChange } from "../state/state.js";
import { say } from "../words/words.js";
import { nextChange } from "./dates.js";

const PAUSE = 700; // milliseconds on each day
const ICONS = { play: "M5 3.5v9l7.5-4.5z", stop: "M5.5 3.5v9M10.5 3.5v9" };
const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");

let due = null; // the timer of the next step, while time goes by
let isStepping = false;

/** Goes to a day, and on from there; `merge` joins it to the step before. */
function go(day, merge) {
  isStepping = true;
  change({ on: day }, { merge });
  isStepping = false;
  const isMore = !LESS_MOTION.matches && nextChange(1) !== null;
  due = isMore ? setTimeout(() => go(nextChange(1), true), PAUSE) : null;
  drawPlaying();
}

function stop() {
  clearTimeout(due);
  due = null;
  drawPlaying();
}

/** Begins at the day asked about; at the first change, if none comes after that day. */
function play() {
  const day = nextChange(1) ?? nextChange(1, "");
  if (day !== null) go(day, false);
}

/** Draws the button as time stands still or goes by. */
export function drawPlaying() {
  const button = element("play");
  const key = due === null ? "play" : "stop";
  button.disabled = nextChange(1, "") === null;
  button.dataset.sayLabel = key;
  label(button, say(key));
  button.querySelector("path")?.setAttribute("d", ICONS[key]);
}

element("play").addEventListener("click", () => {
  if (due === null) play();
  else stop();
});
onChange(() => {
  if (!isStepping && due !== null) stop();
});
