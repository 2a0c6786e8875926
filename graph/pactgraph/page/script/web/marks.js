/* The shapes of parties, as vis-network calls them: round ones, and polygons about as large. */

const UP = -Math.PI / 2;
const POLYGONS = {
  square: { corners: 4, first: Math.PI / 4, far: 1.22 },
  hexagon: { corners: 6, first: 0, far: 1.08 },
  diamond: { corners: 4, first: UP, far: 1.1 },
  triangle: { corners: 3, first: UP, far: 1.2 },
};

/** Returns the corners of a mark around its middle; none of a round one. */
export function cornersOf(shape, size) {
  const { corners = 0, first, far } = POLYGONS[shape] ?? {};
  return Array.from({ length: corners }, (_, i) => {
    const angle = first + (i * 2 * Math.PI) / corners;
    return [size * far * Math.cos(angle), size * far * Math.sin(angle)];
  });
}

/** Traces the outline of a mark. */
export function traceMark(ctx, { shape, size, x, y }) {
  ctx.beginPath();
  const corners = cornersOf(shape, size);
  if (corners.length === 0) ctx.arc(x, y, size, 0, 2 * Math.PI);
  for (const [dx, dy] of corners) ctx.lineTo(x + dx, y + dy);
  ctx.closePath();
}

/** Returns how far the outline of a mark is from its middle, in a direction of length 1. */
export function reachOf({ shape, size }, ux, uy) {
  const polygon = POLYGONS[shape];
  if (polygon === undefined) return size;
  const turn = (2 * Math.PI) / polygon.corners;
  const past = Math.atan2(uy, ux) - polygon.first;
  const within = past - turn * Math.floor(past / turn); // from the corner before
  return (size * polygon.far * Math.cos(turn / 2)) / Math.cos(within - turn / 2);
}
