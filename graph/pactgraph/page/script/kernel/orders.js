/* Orders of events (kernel/orders.py). */

/**
 * Returns an order of events:
 *   of       the events on that side of one, at any distance
 *   carried  for each event what its value and those of all on that side come to
 *
 * @param {Map<string, Data.Event>} byKey map of keys to events
 * @param {"earlier" | "later"} side "earlier" or "later": the keys of those nearest to one
 * @returns {Kernel.Order}
 */
export function orderOf(byKey, side) {
  /** @param {string} key */
  const nearest = (key) => byKey.get(key)?.[side] ?? [];
  const known = new Map();
  /** @type {string[] | undefined} */
  let sequence;
  return {
    of(key) {
      if (!known.has(key)) known.set(key, reached(nearest(key), nearest));
      return known.get(key);
    },
    carried(own, join) {
      sequence ??= inSequence(byKey.keys(), nearest);
      const found = new Map(own);
      for (const key of sequence) {
        for (const other of nearest(key).filter((each) => found.has(each))) {
          const value = found.get(other);
          found.set(key, found.has(key) ? join(found.get(key), value) : value);
        }
      }
      return found;
    },
  };
}

/** @param {string[]} first @param {(key: string) => string[]} nearest */
function reached(first, nearest) {
  const found = new Set();
  const pending = [...first];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    pending.push(...nearest(key));
  }
  return found;
}

/** Returns all events, each after those on its side. @param {Iterable<string>} keys
    @param {(key: string) => string[]} nearest */
function inSequence(keys, nearest) {
  const done = new Set();
  const pending = [...keys];
  for (let key = pending.at(-1); key !== undefined; key = pending.at(-1)) {
    const left = done.has(key) ? [] : nearest(key).filter((other) => !done.has(other));
    if (left.length === 0) done.add(pending.pop());
    else pending.push(...left);
  }
  return [...done];
}
