/* The page comes alive: every part draws itself after each change, from the state alone. */

import { writtenTexts } from "./agreements/drawing.js";
import { exhibitNetwork } from "./agreements/exhibit.js";
import { isFaded, isVisible, rectangle } from "./agreements/picture.js";
import { drawLegend, drawNetwork, mapScale, onFirstPicture, onScreen } from "./agreements/view.js";
import { drawChrome } from "./controls/chrome.js";
import { drawComparing } from "./controls/comparing.js";
import { drawDates } from "./controls/dates.js";
import { drawEffects } from "./controls/effects.js";
import { drawFilters } from "./controls/filters.js";
import { drawPlaying } from "./controls/playing.js";
import { drawPresets } from "./controls/presets.js";
import { drawSearch } from "./controls/search.js";
import { drawStory, drawStoryLead } from "./controls/story.js";
import { drawSupposing } from "./controls/supposing.js";
import { drawDetails } from "./details/details.js";
import { hooks } from "./hooks.js";
import { nodes } from "./model/places.js";
import { cables } from "./model/web.js";
import { exhibitOpened } from "./opened/exhibit.js";
import { drawOpened, openedThings } from "./opened/view.js";
import { keepAddress } from "./share/address.js";
import { sharingHooks, wireSharing } from "./share/sharing.js";
import { attempt } from "./state/attempting.js";
import { change, onChange, state } from "./state/state.js";
import { drawTable } from "./table/view.js";
import { drawLists } from "./telling/lists.js";
import { drawNotices, noticesNow } from "./telling/notices.js";
import { exhibitTimeline } from "./timeline/exhibit.js";
import { drawTimeline } from "./timeline/view.js";
import { webTexts } from "./web/drawing.js";
import { exhibitWeb } from "./web/exhibit.js";
import { drawnCables, drawnMembers, isFadedMember, lanesOf, placeOf } from "./web/picture.js";
import { drawParties, onFirstWeb, webOnScreen, webScale } from "./web/view.js";

const DRAW_VIEW = {
  parties: drawParties,
  opened: drawOpened,
  agreements: drawNetwork,
  timeline: drawTimeline,
  table: drawTable,
};

/* What each part is drawn from, besides the language. */
const SETTING = ["on", "known", "assumed"];
const CHOSEN = ["selected", "pair", "list"];
const PICTURE = ["view", "opened", "loop", "everyone", "others", "near"];
/** @type {[(now: State, before: State) => void, string[]][]} */
const PAGE_PARTS = [
  [drawDates, SETTING],
  [drawPlaying, SETTING],
  [drawSupposing, ["known", "assumed"]],
  [drawEffects, [...SETTING, "compare"]],
  [drawFilters, [...SETTING, "filter", "pins"]],
  [drawSearch, ["filter"]],
  [drawStory, ["story"]],
  [drawStoryLead, ["story", ...CHOSEN]],
  [drawComparing, [...SETTING, "compare"]],
  [drawDetails, [...SETTING, ...CHOSEN, ...PICTURE, "pins", "compare"]],
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

const labelsSeen = (texts, scale, seen) =>
  texts.map((told) => ({ ...told, size: told.size * scale, ...seen(told) }));

/* For tests and for scripts of one's own. */
globalThis.pactgraph = Object.freeze({
  state,
  change,
  ...hooks,
  ...sharingHooks,
  notices: noticesNow,
  labels: () => labelsSeen(writtenTexts(), mapScale(), onScreen),
  pairs: () => cables.map(({ key }) => key),
  opened: openedThings,
  webLabels: () => labelsSeen(webTexts(), webScale(), webOnScreen),
  webLanes: () => drawnCables().map(({ key }) => [key, lanesOf(key)]),
  webMarks: () =>
    drawnMembers().map((member) => {
      const { x, y, size } = placeOf(member);
      const [left, top, side] = [x - size, y - size, 2 * size];
      const box = { left, top, width: side, height: side };
      return { name: member.key, faded: isFadedMember(member), ...webOnScreen(box) };
    }),
  things: () =>
    nodes
      .filter(isVisible)
      .map((node) => ({
        name: node.key,
        kind: node.kind,
        faded: isFaded(node),
        ...onScreen(rectangle(node)),
      })),
});
