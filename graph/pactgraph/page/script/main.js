/* The page comes alive: every part draws itself after each change, from the state alone. */

import { keepAddress } from "./address.js";
import { wireAnnouncing } from "./announcing.js";
import { attempt } from "./attempting.js";
import { drawChrome, wireChrome } from "./chrome.js";
import { drawComparing, wireComparing } from "./comparing.js";
import { drawDates, wireDates } from "./dates.js";
import { drawDetails, wireDetails } from "./details.js";
import { writtenTexts } from "./drawing.js";
import { drawEffects } from "./effectstrip.js";
import { drawFilters, wireFilters } from "./filters.js";
import { hooks } from "./hooks.js";
import { drawLegend } from "./legend.js";
import { drawLists, wireLists } from "./lists.js";
import { exhibitNetwork } from "./networkexhibit.js";
import { drawNetwork, mapScale, onFirstPicture, onScreen } from "./networkview.js";
import { drawNotices, noticesNow, wireNotices } from "./notices.js";
import { drawOpened, exhibitOpened, openedThings, wireOpened } from "./openedview.js";
import { isFaded, isVisible, nodes, rectangle } from "./picture.js";
import { drawPresets, wirePresets } from "./presets.js";
import { drawSearch, wireSearch } from "./search.js";
import { sharingHooks, wireSharing } from "./sharing.js";
import { change, onChange, state } from "./state.js";
import { drawStory, wireStory } from "./story.js";
import { drawSupposing, wireSupposing } from "./supposing.js";
import { drawTable, wireTable } from "./tableview.js";
import { exhibitTimeline } from "./timelineexhibit.js";
import { drawTimeline } from "./timelineview.js";
import { cables, drawnMembers, isFadedMember, placeOf } from "./web.js";
import { webTexts } from "./webdrawing.js";
import { exhibitWeb } from "./webexhibit.js";
import { drawParties, onFirstWeb, webOnScreen, webScale } from "./webview.js";

const DRAW_VIEW = {
  parties: drawParties,
  opened: drawOpened,
  agreements: drawNetwork,
  timeline: drawTimeline,
  table: drawTable,
};

/* What each part is drawn from, besides the language. */
const SETTING = ["on", "known", "assumed"];
const PAGE_PARTS = [
  [drawDates, SETTING],
  [drawSupposing, ["known", "assumed"]],
  [drawEffects, [...SETTING, "compare"]],
  [drawFilters, [...SETTING, "filter", "pins"]],
  [drawSearch, ["filter"]],
  [drawStory, ["story"]],
  [drawComparing, [...SETTING, "compare"]],
  [
    drawDetails,
    [
      ...SETTING,
      "selected",
      "pair",
      "opened",
      "loop",
      "view",
      "everyone",
      "list",
      "pins",
      "compare",
    ],
  ],
  [drawLists, [...SETTING, "selected", "list"]],
  [drawLegend, SETTING],
  [drawPresets, []],
  [drawNotices, []],
];

/** Draws what a change concerns; everything if `now` is `before`. A part that fails stops no
    other. */
function drawAllParts(now, before) {
  const differs = (name) => now === before || now[name] !== before[name];
  attempt(() => drawChrome(now, before));
  for (const [drawPart, names] of PAGE_PARTS) {
    if (["language", ...names].some(differs)) attempt(() => drawPart(now, before));
  }
  attempt(() => DRAW_VIEW[now.view](now, before));
}

for (const wire of [
  wireNotices,
  wireAnnouncing,
  wireChrome,
  wireComparing,
  wireDates,
  wireDetails,
  wireFilters,
  wireOpened,
  wireLists,
  wirePresets,
  wireSearch,
  wireStory,
  wireSupposing,
  wireTable,
]) {
  wire();
}
wireSharing({
  parties: exhibitWeb,
  opened: exhibitOpened,
  agreements: exhibitNetwork,
  timeline: exhibitTimeline,
});
onChange(drawAllParts);
drawAllParts(state(), state());
keepAddress();
const tellDrawn = () => {
  document.documentElement.dataset.drawnAfter = String(Math.round(performance.now()));
};
if (state().view === "parties") onFirstWeb(tellDrawn);
else if (state().view === "agreements") onFirstPicture(tellDrawn);
else requestAnimationFrame(tellDrawn);

/* For tests and for scripts of one's own. */
globalThis.pactgraph = Object.freeze({
  state,
  change,
  ...hooks,
  ...sharingHooks,
  notices: noticesNow,
  labels: () =>
    writtenTexts().map(({ owner, text, cut, size, ...box }) => ({
      owner,
      text,
      cut,
      size: size * mapScale(),
      ...onScreen(box),
    })),
  pairs: () => cables.map(({ key }) => key),
  opened: openedThings,
  webLabels: () =>
    webTexts().map(({ owner, text, size, ...box }) => ({
      owner,
      text,
      size: size * webScale(),
      ...webOnScreen(box),
    })),
  webMarks: () =>
    drawnMembers().map((member) => {
      const { x, y } = placeOf(member);
      const [left, top, side] = [x - member.size, y - member.size, 2 * member.size];
      const box = { left, top, width: side, height: side };
      return { name: member.key, faded: isFadedMember(member), ...webOnScreen(box) };
    }),
  things: () =>
    nodes.filter(isVisible).map((node) => ({
      name: node.key,
      kind: node.kind,
      faded: isFaded(node),
      ...onScreen(rectangle(node)),
    })),
});
