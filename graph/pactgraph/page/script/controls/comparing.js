/* Two settings beside each other: A is kept, B is what is shown. */

import {
  answers,
  comparedAnswers,
  differenceNow,
  differencesThroughTime,
} from "../answers/answers.js";
import { button, glyph, make, selecting } from "../elements/dom.js";
import { FIRST } from "../kernel/instants.js";
import { clauses, element } from "../model/model.js";
import { DIFFERENCE_SIGNS } from "../pictures/palette.js";
import { change, settingOf, state } from "../state/state.js";
import { standingMark } from "../telling/standing.js";
import {
  counted,
  dayInWords,
  eventName,
  listed,
  lookWords,
  say,
  text,
  written,
} from "../words/words.js";
import { assumptionsInWords } from "./supposing.js";

/** Returns a setting in one line: "In force on …, as known on …; supposing …". */
export function settingInWords(setting) {
  const assumed = assumptionsInWords(setting);
  const told = say("stamp", { on: written(setting.on), known: written(setting.known) });
  return assumed ? `${told}; ${say("stamp_assumed", { assumed })}` : told;
}

/** Returns a clause with how it stood and how it stands, and what is said of that. */
const turnedItem = (how, clause, [before, now], { sign = null, since = null }) =>
  make(
    `li${how ? `.${how}` : ""}`,
    sign,
    selecting(clause.key, text(clause.label)),
    since,
    make("span.standing", ...before),
    make("span.arrow", { "aria-hidden": "true" }, "→"),
    make("span.standing", ...now),
  );

const differenceItem = ({ clause, how }) =>
  turnedItem(
    how,
    clause,
    [standingMark(clause, comparedAnswers() ?? answers()), standingMark(clause)],
    { sign: make("span.sign", { title: say(how) }, DIFFERENCE_SIGNS[how]) },
  );

/**
 * Returns the clauses that say the same on the day asked about, but not on others: {clause, at}
 * of each, where `at` is the stretch of time of the first difference after that day, or of the
 * last one before it; later ones first, in the order of their days.
 */
function differingOtherwise() {
  const before = comparedAnswers();
  const now = answers();
  if (!before || before.broken.length > 0 || now.broken.length > 0)
    return { later: [], earlier: [] };
  const at = before.at > now.at ? before.at : now.at;
  const found = differencesThroughTime(before, now)
    .filter(({ clause }) => differenceNow(clause) === "")
    .map(({ clause, stretches }) => ({
      clause,
      stretch: stretches.find(({ since }) => since > at) ?? stretches[stretches.length - 1],
    }));
  const isLater = ({ stretch }) => stretch.since > at;
  return {
    later: found.filter(isLater).sort((a, b) => (a.stretch.since < b.stretch.since ? -1 : 1)),
    earlier: found.filter((each) => !isLater(each)),
  };
}

const markOf = ({ look }) => [glyph(look), make("span", lookWords(look))];

const sinceWords = ({ since }) =>
  since === FIRST
    ? say("compare_always")
    : say("compare_from", { date: written(dayInWords(since)) });

const otherwiseItem = ({ clause, stretch }) =>
  turnedItem("", clause, [markOf(stretch.first), markOf(stretch.second)], {
    since: make("span.since", sinceWords(stretch)),
  });

/** Returns clauses that differ as a list under what it says of them, which can be folded; none of
    none. */
const folded = (name, key, list, item, values = {}) =>
  list.length > 0 &&
  make(
    `details.${name}`,
    { open: item === differenceItem },
    make(
      "summary",
      say(list.length === 1 ? `${key}_one` : key, {
        clauses: counted("clauses", list.length),
        ...values,
      }),
    ),
    make("ul", ...list.map(item)),
  );

function otherwiseNodes({ later, earlier }) {
  const date = later[0] && written(dayInWords(later[0].stretch.since));
  return [
    folded("otherwise.compare_later", "compare_later", later, otherwiseItem, { date }),
    folded("otherwise.compare_earlier", "compare_earlier", earlier, otherwiseItem),
  ].filter(Boolean);
}

/** Returns what differs: on the day asked about, and on others only. */
function foundNodes() {
  const broken = [...new Set([...(comparedAnswers()?.broken ?? []), ...answers().broken])];
  if (broken.length > 0) {
    return [make("p.hint", say("compare_broken", { events: listed(broken.map(eventName)) }))];
  }
  const found = [...clauses.values()]
    .map((clause) => ({ clause, how: differenceNow(clause) }))
    .filter(({ how }) => how !== "");
  const otherwise = otherwiseNodes(differingOtherwise());
  const none = otherwise.length > 0 ? "compare_none_then" : "compare_none";
  return [
    found.length === 0
      ? make("p.hint", say(none))
      : folded("differences", "compare_n", found, differenceItem),
    ...otherwise,
  ];
}

/** Draws what is compared and what differs. */
export function drawComparing(now) {
  const box = element("compare");
  box.hidden = now.compare === null;
  element("compare-start").hidden = now.compare !== null;
  if (now.compare === null) return;
  box.replaceChildren(
    make(
      "div.settings",
      make("p", make("b", "A "), settingInWords(now.compare)),
      make("p", make("b", "B "), settingInWords(now)),
      make(
        "p.actions",
        button("quiet", say("compare_swap"), swap),
        button("quiet", say("compare_end"), () => change({ compare: null })),
      ),
    ),
    ...foundNodes(),
  );
}

function swap() {
  const { compare } = state();
  change({ ...compare, compare: settingOf(state()) });
}

element("compare-start").addEventListener("click", () => {
  change({ compare: settingOf(state()) });
  element("compare").querySelector("button")?.focus();
});
