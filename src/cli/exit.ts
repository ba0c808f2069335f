/** The exit statuses, which other programs rely on. */
export const enum Exit {
  CONFORMS = 0,
  DIFFERS = 1,
  BAD_INPUT = 2,
  DEFECT = 70,
}
