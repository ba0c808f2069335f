import * as draw from '../draw';

/** How far a sequence number is off: not at all, by little, about a window, or half the number space away. */
export function sequenceOffset(): draw.Drawn<number> {
  return draw.oneof(
    { weight: 3, arbitrary: draw.constant(0) },
    { weight: 3, arbitrary: draw.integer({ min: -3, max: 3 }) },
    {
      weight: 3,
      arbitrary: draw.tuple(draw.constantFrom(...EDGES), draw.integer({ min: -2, max: 2 })).map(([at, by]) => at + by),
    },
    { weight: 1, arbitrary: draw.integer() },
  );
}

/** The receiver's window and the least that is believed of an acknowledgment (`MAXACKWINDOW`); the signs' turning point. */
const EDGES = [-66000, -65535, -1460, 1460, 65535, 66000, 2 ** 30, -(2 ** 30), 2 ** 31 - 3];
