/* What mouse, touch and keyboard do to the timeline. */

import { onKeys } from "../elements/dom.js";
import { plus, plusDays } from "../kernel/instants.js";
import { change } from "../state/state.js";
import { chosenDay } from "./axis.js";
import { keyOfEntry } from "./entries.js";
import { foldGroups, isGroupFolded } from "./rows.js";

const STILL_CLICK = 4; // pixels that a click may move

/** Lets a pointer that is dragged over `svg` move the day asked about. */
function wireDragging(svg, layout, atOnce) {
  let drag = null;
  let due = 0;
  const dayAt = (event) => {
    const frame = svg.getBoundingClientRect();
    return layout().scale.dayAt(event.clientX - frame.left - layout().left);
  };
  const put = (day) => {
    if (day === chosenDay()) return;
    change({ on: day }, { merge: drag.merge });
    drag.merge = true;
  };
  const start = (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    drag = { id: event.pointerId, x: event.clientX, moved: false, merge: false };
    if (!atOnce) return;
    svg.setPointerCapture(event.pointerId);
    drag.moved = true;
    put(dayAt(event));
  };
  const move = (event) => {
    if (drag?.id !== event.pointerId) return;
    if (!drag.moved && Math.abs(event.clientX - drag.x) <= STILL_CLICK) return;
    if (!drag.moved) svg.setPointerCapture(event.pointerId);
    drag.moved = true;
    const day = dayAt(event);
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => {
      if (drag) put(day);
    });
  };
  const stop = (event) => {
    if (drag?.id !== event.pointerId) return;
    cancelAnimationFrame(due);
    if (drag.moved && event.type === "pointerup") put(dayAt(event));
    svg.dataset.dragged = String(drag.moved);
    drag = null;
  };
  svg.addEventListener("pointerdown", start);
  svg.addEventListener("pointermove", move);
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
}

const MIDNIGHT_OF = (day) => `${day}T00:00:00.000000Z`;

/** Returns the day a month after, or before, another one. */
function plusMonth(day, way) {
  if (way > 0) return plus(MIDNIGHT_OF(day), { months: 1 }).slice(0, 10);
  const firstOfMonth = `${day.slice(0, 8)}01`;
  const before = plusDays(firstOfMonth, -1);
  return before.slice(8) < day.slice(8) ? before : before.slice(0, 8) + day.slice(8);
}

/** Lets keys on the handle move the day: arrows by one, Page by a month, Home and End to the ends. */
function wireHandle(axis, layout) {
  const moved = {
    ArrowLeft: (day) => plusDays(day, -1),
    ArrowDown: (day) => plusDays(day, -1),
    ArrowRight: (day) => plusDays(day, 1),
    ArrowUp: (day) => plusDays(day, 1),
    PageDown: (day) => plusMonth(day, -1),
    PageUp: (day) => plusMonth(day, 1),
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
export function wireTimeline(parts) {
  wireDragging(parts.axis, parts.layout, true);
  wireDragging(parts.chart, parts.layout, false);
  wireHandle(parts.axis, parts.layout);
  wireRows(parts);
}
