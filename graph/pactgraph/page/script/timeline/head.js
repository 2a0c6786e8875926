/* What stands above the timeline: how its rows are grouped, and whether groups are folded. */

import { make, renewed } from "../elements/dom.js";
import { change, state } from "../state/state.js";
import { say } from "../words/words.js";
import { foldGroups, isGroupFolded } from "./rows.js";

const button = (name, told, attributes) =>
  make("button", { "data-timeline": name, ...attributes }, told);

const groupingButton = (way) =>
  button(way, say(way), {
    "aria-pressed": String(state().grouping === way),
    onclick: () => change({ grouping: way }),
  });

const foldButton = (keys, redraw) => {
  const folded = keys.some(isGroupFolded);
  return button("folds", say(folded ? "timeline_unfold" : "timeline_fold"), {
    class: "quiet",
    onclick: () => {
      foldGroups(keys, !folded);
      redraw();
    },
  });
};

let drawn = "";

/** Draws the switches for groups of these keys; the one that has the keyboard keeps it. */
export function drawTimelineHead(bar, keys, redraw) {
  const { grouping, language } = state();
  const signature = [grouping, language, keys.some(isGroupFolded), ...keys].join("\n");
  if (drawn === signature) return;
  drawn = signature;
  renewed(bar, () =>
    bar.replaceChildren(
      make("span", { id: "timeline-rows" }, say("timeline_rows")),
      make(
        "div.timeline-switch",
        { role: "group", "aria-labelledby": "timeline-rows" },
        ...["agreement", "party"].map(groupingButton),
      ),
      foldButton(keys, redraw),
      make("span.timeline-hint", say("timeline_drag")),
    ),
  );
}
