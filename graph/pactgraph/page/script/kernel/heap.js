/* A queue that gives the least first; of equals, the one that came first. */

/** Returns an empty queue: `add(item, cost)`, and `take()`, which returns undefined once empty.
    @template T */
export function leastFirst() {
  /** @type {{ item: T, cost: number, number: number }[]} */
  const heap = [];
  let count = 0;
  /** @param {typeof heap[0]} a @param {typeof heap[0]} b */
  const isBefore = (a, b) => a.cost < b.cost || (a.cost === b.cost && a.number < b.number);
  /** @param {number} i @param {number} j */
  const swap = (i, j) => {
    [heap[i], heap[j]] = [heap[j], heap[i]];
  };

  function sink() {
    for (let i = 0; ; ) {
      const children = [2 * i + 1, 2 * i + 2].filter((child) => child < heap.length);
      const least = children.reduce((a, b) => (isBefore(heap[b], heap[a]) ? b : a), i);
      if (least === i) return;
      swap(i, least);
      i = least;
    }
  }

  return {
    /** @param {T} item @param {number} cost */
    add(item, cost) {
      heap.push({ item, cost, number: count });
      count += 1;
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!isBefore(heap[i], heap[parent])) break;
        swap(i, parent);
        i = parent;
      }
    },
    take() {
      if (heap.length === 0) return undefined;
      swap(0, heap.length - 1);
      const least = heap.pop();
      sink();
      return least?.item;
    },
  };
}
