/* What the page carries packed: JSON as gzip, in base64. */

/** Returns the JSON that an element of the page has packed. */
export async function packedJson(id) {
  const letters = atob(document.getElementById(id).textContent.trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i); // ten times `from`
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

if (typeof DecompressionStream !== "function") document.getElementById("too-old").hidden = false;
