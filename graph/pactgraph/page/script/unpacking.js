/* The data of the file, which the page carries packed: gzip, in base64. */

import { element, model, sources, things } from "./model.js";

const PLACE = "<urn:x-pactgraph:thing>"; // where the query has the IRI of a thing
const NO_IRI = /[\p{Cc}\s<>"{}|\\^`]/u;

const unpacked = new Map();

async function unpack(id) {
  const bytes = Uint8Array.from(atob(element(id).textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

function textOf(id) {
  if (!unpacked.has(id)) unpacked.set(id, unpack(id));
  return unpacked.get(id);
}

/** Whether the page has the data of the file, and the browser can unpack them. */
export const hasData =
  element("packed-turtle") !== null && typeof DecompressionStream === "function";

const turtleBlocks = async () => JSON.parse(await textOf("packed-turtle"));

/** Returns all data as Turtle. */
export async function allTurtle() {
  const [prefixes, blocks] = await turtleBlocks();
  return `${prefixes}\n${Object.values(blocks).join("\n")}`;
}

/** Returns all data as JSON-LD. */
export const allJsonLd = () => textOf("packed-jsonld");

const iriOf = (key) => (things.get(key) ?? sources.get(key))?.iri ?? key;

/** Returns what is said of a thing as Turtle that parses alone; "" if nothing is. */
export async function turtleOf(key) {
  const [prefixes, blocks] = await turtleBlocks();
  if (!Object.hasOwn(blocks, iriOf(key))) return "";
  const block = blocks[iriOf(key)];
  const used = prefixes.split("\n").filter((line) => {
    const prefix = line.split(" ")[1];
    return prefix && block.includes(prefix);
  });
  return `${used.join("\n")}\n\n${block}`;
}

/** Returns the query that finds everything said of a thing; "" if its IRI fits into none. */
export function queryFor(key) {
  const iri = iriOf(key);
  return NO_IRI.test(iri) ? "" : model.query.replaceAll(PLACE, () => `<${iri}>`);
}
