/* What is written once for all is put back where it belongs (pooling.py says how it is written). */

/** Returns what was written: nothing in it is shared, so that anything may be changed. */
export function whole({ keys, parts, whole: written }) {
  const part = (number) =>
    typeof parts[number] === "number" ? parts[number] : made(parts[number]);

  function made(value) {
    if (typeof value === "number") return part(value);
    if (!Array.isArray(value)) return value;
    const [kind, ...values] = value;
    if (kind === 0) return values.map(made);
    return Object.fromEntries(keys[kind - 1].map((key, place) => [key, made(values[place])]));
  }

  return made(written);
}
