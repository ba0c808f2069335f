/** A defect of the simulator: a piece of its source, and what stands there instead. */
export interface Defect {
  /** What is wrong with the simulator then. */
  readonly name: string;
  readonly area: string;
  /** Below `src`. */
  readonly file: string;
  /** Stands in the file once. */
  readonly piece: string;
  readonly instead: string;
}

/** The source with the defect. Throws where the piece is not in it, or more than once. */
export function withDefect(source: string, { name, file, piece, instead }: Defect): string {
  const parts = source.split(piece);
  if (parts.length !== 2) throw new Error(`${name}: in ${file} there is ${parts.length - 1} times: ${piece}`);
  return parts.join(instead);
}

/** Defects of one file: name, piece, and what is there instead. */
export function defectsOf(area: string, file: string, list: readonly (readonly [string, string, string])[]): Defect[] {
  return list.map(([name, piece, instead]) => ({ name, area, file, piece, instead }));
}
