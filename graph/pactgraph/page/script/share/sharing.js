/* What leaves the page: a link, pictures, clauses for spreadsheets, all data, and print. */

import { hit, make } from "../elements/dom.js";
import { svgPaper } from "../elements/paper.js";
import { element } from "../model/model.js";
import { allJsonLd, allTurtle, hasData, queryFor, turtleOf } from "../model/unpacking.js";
import { readPalette } from "../pictures/palette.js";
import { onChange, state } from "../state/state.js";
import { announce } from "../telling/announcing.js";
import { say } from "../words/words.js";
import { addressOf, follow, fullAddress, readAddress, stateFrom } from "./address.js";
import { copyText } from "./clipboard.js";
import { commandFor } from "./copying.js";
import { exhibitTitle, withSource } from "./framing.js";
import { printing } from "./printing.js";
import { clausesAsCsv } from "./rows.js";

const SHARPNESS = 2; // pixels of a picture for one of the drawing
const LONGEST_SIDE = 16_384; // that browsers draw
const KEPT_FOR = 30_000; // milliseconds until a file that was saved is let go

let exhibits = {};

const canDraw = () => exhibits[state().view] !== undefined;

/** Calls `then` while the page has its light colours, which pictures and paper have always. */
function inLight(then) {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = "light";
  readPalette();
  try {
    return then();
  } finally {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
    readPalette();
  }
}

/** Returns the exhibit of the view that is shown; null if it has none. */
const exhibitNow = () => (canDraw() ? inLight(() => withSource(exhibits[state().view]())) : null);

function svgText() {
  const told = new XMLSerializer().serializeToString(exhibitNow());
  return `<?xml version="1.0" encoding="UTF-8"?>\n${told}\n`;
}

// ---- files --------------------------------------------------------------------------

/** Returns a title as part of the name of a file. */
const slugOf = (title) =>
  title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-|-$/gu, "") || "pactgraph";

function fileName(ending, ...more) {
  const names = [slugOf(exhibitTitle()), ...more].join("-");
  return `${names}.${ending}`;
}

function saveFile(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
  announce(say("saved", { file: name }));
}

const saveText = (told, type, name) =>
  saveFile(new Blob([told], { type: `${type};charset=utf-8` }), name);

/** Returns a vector picture as a PNG. */
async function rasterised(told) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(told)}`;
  await image.decode();
  const { width, height } = image;
  const scale = Math.min(SHARPNESS, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob === null) throw new Error(`${canvas.width} × ${canvas.height}`);
  return blob;
}

// ---- menu ---------------------------------------------------------------------------

const dayNow = () => state().on.slice(0, 10);

const SHARE = {
  link: (button) => copyText(fullAddress(), button),
  png: async () => saveFile(await rasterised(svgText()), fileName("png", dayNow(), state().view)),
  svg: () => saveText(svgText(), "image/svg+xml", fileName("svg", dayNow(), state().view)),
  csv: () => saveText(`\uFEFF${clausesAsCsv()}`, "text/csv", fileName("csv", dayNow(), "clauses")),
  turtle: async () => saveText(await allTurtle(), "text/turtle", fileName("ttl")),
  jsonld: async () => saveText(await allJsonLd(), "application/ld+json", fileName("jsonld")),
  print: () => print(),
};

const shareButton = (item) =>
  /** @type {HTMLButtonElement} */ (document.querySelector(`[data-share="${item}"]`));

function drawSharing() {
  for (const item of ["png", "svg"]) {
    const button = shareButton(item);
    button.disabled = !canDraw();
    button.title = canDraw() ? "" : say("no_picture");
  }
  for (const item of ["turtle", "jsonld"]) shareButton(item).hidden = !hasData;
  shareButton("link").hidden = location.protocol === "about:"; // in a frame without address
}

async function share(button) {
  try {
    await SHARE[button.dataset.share](button);
  } catch (error) {
    announce(say("not_saved", { reason: /** @type {Error} */ (error).message }));
  }
  if (button.dataset.share !== "link") element("share").open = false;
}

/** Lets the menu share what is shown; `drawings` has for each view that has one the function
    that makes its exhibit. */
export function wireSharing(drawings) {
  exhibits = drawings;
  element("share").addEventListener("click", (event) => {
    const button = hit(event, "[data-share]");
    if (button) share(button);
  });
  printing(exhibitNow);
  onChange(drawSharing);
  drawSharing();
}

/* For tests and for scripts of one's own. */
export const sharingHooks = {
  addressOf,
  stateFrom,
  readAddress,
  follow,
  svgPaper,
  commandFor,
  queryFor,
  turtleOf,
};
