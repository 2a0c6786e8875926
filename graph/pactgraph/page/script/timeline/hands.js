/* What mouse, touch and keyboard do to the timeline. */

import { onKeys } from "../elements/dom.js";
import { minus, plus, plusDays } from "../kernel/instants.js";
import { change } from "../state/state.js";
import { chosenDay } from "./axis.js";
import { keyOfEntry } from "./entries.js";
import { foldGroups, isGroupFolded } from "./rows.js";

const STILL_CLICK = 4; // pixels that a click may move

/** Lets a pointer that is dragged over `svg` move the day asked about. */
function wireDragging(svg, layout, atOnce) {
  let drag = null;
  const put = ({ clientX }) => {
    const frame = svg.getBoundingClientRect();
    const day = layout().scale.dayAt(clientX - frame.left - layout().left);
    if (day === chosenDay()) return;
    change({ on: day }, { merge: drag.merge });
    drag.merge = true;
  };
  const follow = (event) => {
    if (!drag.moved) svg.setPointerCapture(event.pointerId);
    drag.moved = true;
    put(event);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    drag = { id: event.pointerId, x: event.clientX, moved: false, merge: false };
    if (atOnce) follow(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (drag?.id !== event.pointerId) return;
    if (drag.moved || Math.abs(event.clientX - drag.x) > STILL_CLICK) follow(event);
  });
  const stop = (event) => {
    if (drag?.id !== event.pointerId) return;
    svg.dataset.dragged = String(drag.moved);
    drag = null;
  };
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
}

/** Returns the day a duration after, or before, another one. */
const moveBy = (move, day, span) => move(`${day}T00:00:00.000000Z`, span).slice(0, 10);

/** Lets keys on the handle move the day: arrows by one, Page by a month, Home and End to the ends. */
function wireHandle(axis, layout) {
  const moved = {
    ArrowLeft: (day) => plusDays(day, -1),
    ArrowDown: (day) => plusDays(day, -1),
    ArrowRight: (day) => plusDays(day, 1),
    ArrowUp: (day) => plusDays(day, 1),
    PageDown: (day) => moveBy(minus, day, { months: 1 }),
    PageUp: (day) => moveBy(plus, day, { months: 1 }),
    Home: () => layout().scale.from,
    End: () => plusDays(layout().scale.to, -1),
  };
  const go = (to) => (_, event) => {
    const { from, to: end } = layout().scale;
    const day = to(chosenDay());
    const within = day < from ? from : day >= end ? plusDays(end, -1) : day;
    change({ on: within }, { merge: event.repeat });
  };
  onKeys(axis, Object.fromEntries(Object.entries(moved).map(([key, to]) => [key, go(to)])));
}

/** Lets the rows be walked through, folded and chosen. */
function wireRows({ chart, entries, redraw, choose, move }) {
  const entryAt = (event) => entries().find(({ node }) => node.contains(event.target));
  const fold = (entry, folded = !isGroupFolded(entry.group.key)) => {
    foldGroups([entry.group.key], folded);
    redraw();
  };
  const step = (entry, by) => {
    const all = entries();
    move(all[Math.min(all.length - 1, Math.max(0, all.indexOf(entry) + by))], true);
  };
  const headOf = ({ group }) =>
    entries().find((entry) => !entry.clause && entry.group.key === group.key);
  const keys = {
    ArrowDown: (entry) => step(entry, 1),
    ArrowUp: (entry) => step(entry, -1),
    Home: () => move(entries()[0], true),
    End: () => move(entries().at(-1), true),
    ArrowRight: (entry) => {
      if (entry.clause) return;
      if (entry.folded) fold(entry, false);
      else step(entry, 1);
    },
    ArrowLeft: (entry) => {
      if (entry.clause) move(headOf(entry), true);
      else if (!entry.folded) fold(entry, true);
    },
    Enter: (entry) => choose(keyOfEntry(entry)),
    " ": (entry) => (entry.clause ? choose(keyOfEntry(entry)) : fold(entry)),
  };
  onKeys(chart, keys, (event) => entryAt(event) ?? null);
  chart.addEventListener("click", (event) => {
    if (chart.dataset.dragged === "true") return;
    const entry = entryAt(event);
    if (!entry) return;
    move(entry, false);
    const onFold = event.target.closest(".timeline-fold, .timeline-bars") !== null;
    if (!entry.clause && onFold) fold(entry);
    else choose(keyOfEntry(entry));
  });
}

/** Wires the timeline. `parts` has its nodes, and how to draw anew, to choose and to move. */
export function wireHands(parts) {
  wireDragging(parts.axis, parts.layout, true);
  wireDragging(parts.chart, parts.layout, false);
  wireHandle(parts.axis, parts.layout);
  wireRows(parts);
}
