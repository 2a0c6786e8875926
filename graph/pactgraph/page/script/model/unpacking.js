/* The data of the file, as Turtle and as JSON-LD, for the reader to take away. */

import { packedJson } from "./gunzip.js";
import { element, model, sources, things } from "./model.js";

const PLACE = "<urn:x-pactgraph:thing>"; // where the query has the IRI of a thing
const NO_IRI = /[\p{Cc}\s<>"{}|\\^\x60]/u;

const PACKED = "packed-data";

let unpacked = null;

/** Returns all data: prefixes and blocks of Turtle by IRI, and what JSON-LD is cut into. */
function data() {
  unpacked ??= packedJson(PACKED).then((rows) => {
    const [[, prefixes], ...blocks] = rows;
    return { prefixes, blocks: new Map(blocks), nodes: rows.map(([, , piece]) => piece) };
  });
  return unpacked;
}

/** Whether the page has the data of the file. */
export const hasData = element(PACKED) !== null;

/** Returns all data as Turtle. */
export async function allTurtle() {
  const { prefixes, blocks } = await data();
  return `${prefixes}\n${[...blocks.values()].join("\n")}`;
}

/** Returns all data as JSON-LD. */
export async function allJsonLd() {
  const { nodes } = await data();
  return nodes.join("");
}

const iriOf = (key) => (things.get(key) ?? sources.get(key))?.iri ?? key;

/** Returns what is said of a thing as Turtle that parses alone; "" if nothing is. */
export async function turtleOf(key) {
  const { prefixes, blocks } = await data();
  if (!blocks.has(iriOf(key))) return "";
  const block = blocks.get(iriOf(key));
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
