/** The exit statuses, which other programs rely on. */
export const enum Exit {
  CONFORMS = 0,
  DIFFERS = 1,
  BAD_INPUT = 2,
  INVARIANT_BROKEN = 3,
  DEFECT = 70,
  /** As a shell tells of a command that Ctrl-C ended. */
  INTERRUPTED = 130,
}
