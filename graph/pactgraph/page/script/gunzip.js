/* What the page carries packed: JSON as gzip, in base64. */

/** Returns the JSON that an element of the page has packed. */
export async function packedJson(id) {
  const packed = document.getElementById(id).textContent.trim();
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

if (typeof DecompressionStream !== "function") document.getElementById("too-old").hidden = false;
