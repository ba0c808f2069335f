/**
 * The packet on its way through the stack: its wire bytes, and what the stack notes on it.
 *
 * It is the simulator's `sk_buff`. The bytes decide everything; the other fields are the notes that Netfilter's parts
 * leave for one another (the connection it belongs to, its mark, why it was found INVALID).
 */

/** Protocol families by their kernel numbers (`NFPROTO_*`, also `AF_*`). */
export const enum Family {
  IPV4 = 2,
  IPV6 = 10,
}

/** The family that the version of the datagram at `at` says; IPv4 where it says none that is known. */
export function familyOfDatagram(bytes: Uint8Array, at = 0): Family {
  return bytes[at] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
}

/** Transport protocols by their IANA numbers. */
export const enum Protocol {
  HOPOPT = 0,
  ICMP = 1,
  IGMP = 2,
  TCP = 6,
  UDP = 17,
  DCCP = 33,
  ROUTING = 43,
  FRAGMENT = 44,
  GRE = 47,
  ESP = 50,
  AH = 51,
  ICMPV6 = 58,
  NONE = 59,
  DSTOPTS = 60,
  SCTP = 132,
  MH = 135,
  UDPLITE = 136,
}

/** How a packet relates to its connection: `enum ip_conntrack_info`, plus what the kernel keeps as "no connection". */
export const enum CtInfo {
  ESTABLISHED = 0,
  RELATED = 1,
  NEW = 2,
  ESTABLISHED_REPLY = 3,
  RELATED_REPLY = 4,
  UNTRACKED = 7,
  /** No connection was attached: INVALID once conntrack has seen the packet, unclassified before. */
  NONE = -1,
}

/** What is remembered of the sum of a packet's bytes, which who receives it later relies on (`skb->csum`). */
export const enum Sum {
  UNKNOWN,
  /** Conntrack has verified a checksum over all of them. */
  KNOWN,
  /** A byte that no checksum covers was changed since: the kernel does not carry that on. */
  WRONG,
  /** The transport checksum is left to the interface the packet leaves by (`CHECKSUM_PARTIAL`). */
  DEFERRED,
}

/** The direction a packet goes in, as its connection sees it: 0 original, 1 reply (`CTINFO2DIR`). */
export function dirOf(ctinfo: CtInfo): 0 | 1 {
  return ctinfo === CtInfo.ESTABLISHED_REPLY || ctinfo === CtInfo.RELATED_REPLY ? 1 : 0;
}

/** A recorded route, a source route, timestamps or a security label: how far from the start of the packet, and whether the router has written into it. */
export interface Recorded {
  readonly at: number;
  readonly isWritten: boolean;
}

export class Packet {
  /** The buffer the datagram lies in. */
  bytes: Uint8Array;
  /** Where the IP header begins in `bytes`. */
  start: number;
  /** One past the datagram's last byte in `bytes`; link-layer padding lies beyond it. */
  end: number;
  /** Which IP version the stack received it as. */
  family: Family = Family.IPV4;
  /** Index of the interface it came in by; -1 for one sent by a local process. */
  device = -1;
  /** Whether a local process has written it, and whether its socket is not known any more (`skb_orphan`). */
  isOfProcess = false;
  isOrphan = false;
  /** Index of the interface it goes out by; -1 before routing and for local delivery. */
  outDevice = -1;

  /** The connection it belongs to (an index into the table's store), 0 for none. */
  ct = 0;
  /** How it relates to that connection. */
  ctinfo: CtInfo = CtInfo.NONE;
  /** Whether `nf_conntrack_in` has classified it. */
  tracked = false;
  /** The packet mark (`meta mark`). */
  mark = 0;
  /** What a rule has said of its connection before conntrack (a `Template` of conntrack); null once conntrack has seen it. */
  template: object | null = null;
  /** The kernel's own words for INVALID or DROP, or null where it has none. */
  reason: string | null = null;
  /** Largest fragment it was reassembled from, in bytes of IP datagram; 0 when it came whole (`IPCB(skb)->frag_max_size`). */
  fragmentMaxSize = 0;
  /**
   * Where in the IPv6 datagram the data of its fragments begin, as conntrack's reassembly leaves it noted
   * (`skb->transport_header`); 0 when it was not reassembled.
   */
  dataAt = 0;
  /** So many bytes from its start somebody wanted in one piece of memory, to change them (`skb_ensure_writable`). */
  pulled = 0;
  /** What is remembered of the sum of its bytes. */
  sum = Sum.UNKNOWN;
  /** Options of IPv4 that routing has seen and an answer repeats. */
  recorded: readonly Recorded[] = NOTHING_RECORDED;

  constructor(bytes: Uint8Array = EMPTY, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** Makes this object a new packet, so that a long replay needs one object only. */
  reset(bytes: Uint8Array, start: number, end: number, device: number): this {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.device = device;
    this.isOfProcess = false;
    this.isOrphan = false;
    this.outDevice = -1;
    this.ct = 0;
    this.ctinfo = CtInfo.NONE;
    this.tracked = false;
    this.mark = 0;
    this.template = null;
    this.reason = null;
    this.fragmentMaxSize = 0;
    this.dataAt = 0;
    this.pulled = 0;
    this.sum = Sum.UNKNOWN;
    this.recorded = NOTHING_RECORDED;
    return this;
  }

  /** A copy with bytes of its own, for whoever holds a packet longer than the call it came in by. */
  clone(): Packet {
    const copy = new Packet(new Uint8Array(this.datagram()));
    copy.family = this.family;
    copy.device = this.device;
    copy.isOfProcess = this.isOfProcess;
    copy.isOrphan = this.isOrphan;
    copy.outDevice = this.outDevice;
    copy.ct = this.ct;
    copy.ctinfo = this.ctinfo;
    copy.tracked = this.tracked;
    copy.mark = this.mark;
    copy.template = this.template;
    copy.reason = this.reason;
    copy.fragmentMaxSize = this.fragmentMaxSize;
    copy.dataAt = this.dataAt;
    copy.pulled = this.pulled;
    copy.sum = this.sum;
    copy.recorded = this.recorded;
    return copy;
  }

  /** Whether rules can ask which process has sent it. */
  get hasSocket(): boolean {
    return this.isOfProcess && !this.isOrphan;
  }

  /** Somebody wants all up to `to`, an index into `bytes`, in one piece. */
  pull(to: number): void {
    this.pulled = Math.max(this.pulled, Math.min(to, this.end) - this.start);
  }

  /** The datagram alone, without a copy. */
  datagram(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }
}

const EMPTY = new Uint8Array(0);
const NOTHING_RECORDED: readonly Recorded[] = [];
