/* A story: captioned steps, each a setting of the page. */

import { between, button, link, make } from "../elements/dom.js";
import { element, model, sources, things } from "../model/model.js";
import { choosing } from "../state/choosing.js";
import { change, INITIAL, viewCalled } from "../state/state.js";
import { issuerOf, say, text } from "../words/words.js";

const stories = new Map(model.stories.map((story) => [story.key, story]));

/** Returns the patch that shows a step of a story, counted from 0. */
export function atStep(key, number) {
  const step = stories.get(key).steps[number];
  const selected = things.has(step.selects) ? step.selects : null;
  return {
    ...(selected ? choosing(selected) : { selected: null, open: null }),
    on: step.on,
    known: step.known ?? INITIAL.known,
    assumed: new Map(step.assumed),
    view: viewCalled(step.view) ?? INITIAL.view,
    opened: INITIAL.opened,
    compare: null,
    story: { key, step: number },
  };
}

const sourceLinks = (keys) =>
  keys
    .map((key) => sources.get(key))
    .filter((source) => source?.urls.length > 0)
    .map((source) => link(source.urls[0], issuerOf(source) || text(source.label)));

/** Notes whether the reader has chosen nothing else than the step has: then a sheet that comes up
    from below would only cover what is told. */
export function drawStoryLead({ story, selected, list, pair }) {
  const own = story && atStep(story.key, story.step);
  const leads = selected === own?.selected && list === null && pair === null;
  element("story").classList.toggle("leads", leads);
}

const FROM_BELOW = matchMedia("(max-width: 700px)"); // there the text comes up over the page

function go(key, number) {
  change(atStep(key, number));
  element("story").querySelector("h2")?.focus({ preventScroll: FROM_BELOW.matches });
  if (FROM_BELOW.matches) document.querySelector(".stage")?.scrollIntoView();
}

/** Draws the step that is told. */
export function drawStory(now) {
  const box = element("story");
  const told = now.story ? stories.get(now.story.key) : undefined;
  element("story-start").hidden = stories.size === 0 || told !== undefined;
  box.hidden = told === undefined;
  if (!told) return;
  const number = now.story.step;
  const step = told.steps[number];
  const last = number === told.steps.length - 1;
  const cited = sourceLinks(step.sources);
  box.replaceChildren(
    make(
      "p.kicker",
      text(told.label),
      " · ",
      say("story_step", { n: number + 1, total: told.steps.length }),
    ),
    make("h2", { tabindex: "-1" }, text(step.label)),
    make("p.caption", text(step.text)),
    cited.length > 0 ? make("p.cited", `${say("sources")}: `, ...between("; ", cited)) : null,
    make(
      "p.actions",
      button("button", say("story_back"), () => go(told.key, number - 1), {
        disabled: number === 0,
      }),
      last ? null : button("button.primary", say("story_next"), () => go(told.key, number + 1)),
      button("quiet", say("story_end"), () => change({ story: null })),
    ),
  );
}

element("story-start").addEventListener("click", () => go(model.stories[0].key, 0));

/** Returns whether a story has that step. */
export const hasStep = (key, number) => stories.get(key)?.steps[number] !== undefined;
