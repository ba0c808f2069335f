/** The status bits of a connection (`enum ip_conntrack_status`), by the kernel's numbers. */
export const enum Status {
  EXPECTED = 1 << 0,
  SEEN_REPLY = 1 << 1,
  ASSURED = 1 << 2,
  CONFIRMED = 1 << 3,
  SRC_NAT = 1 << 4,
  DST_NAT = 1 << 5,
  SEQ_ADJUST = 1 << 6,
  SRC_NAT_DONE = 1 << 7,
  DST_NAT_DONE = 1 << 8,
  DYING = 1 << 9,
  FIXED_TIMEOUT = 1 << 10,
  TEMPLATE = 1 << 11,
  NAT_CLASH = 1 << 12,
  HELPER = 1 << 13,
}

/** Names by bit number. */
export const STATUS_NAMES = [
  'EXPECTED',
  'SEEN_REPLY',
  'ASSURED',
  'CONFIRMED',
  'SRC_NAT',
  'DST_NAT',
  'SEQ_ADJUST',
  'SRC_NAT_DONE',
  'DST_NAT_DONE',
  'DYING',
  'FIXED_TIMEOUT',
  'TEMPLATE',
  'NAT_CLASH',
  'HELPER',
] as const;

export function statusNames(status: number): string[] {
  return STATUS_NAMES.filter((_, bit) => status & (1 << bit));
}

/** By its status bits: entered, and not on its way out. */
export function isInTable(status: number): boolean {
  return (status & (Status.CONFIRMED | Status.DYING)) === Status.CONFIRMED;
}
