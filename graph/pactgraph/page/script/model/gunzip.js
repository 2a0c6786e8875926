/* What the page carries packed: JSON as gzip, in base64. */

const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Returns the JSON that an element of the page has packed. @param {string} id */
export async function packedJson(id) {
  const letters = atob(element(id).textContent.trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i); // ten times `from`
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

if (typeof DecompressionStream !== "function") element("too-old").hidden = false;
