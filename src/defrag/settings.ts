/** What defragmentation can be told by sysctl, with the kernel's defaults. Times are in seconds, sizes in bytes. */

/** The limits of one directory of queues (`struct fqdir`). */
export interface FragmentLimits {
  /** How long a datagram may stay incomplete, from its first fragment on. */
  timeout: number;
  /** No fragment is taken in while more memory than this is held; 0 takes in none. */
  highThresh: number;
  /** Without effect since Linux 4.17, but `highThresh` cannot be set below it. */
  lowThresh: number;
}

export interface DefragSettings {
  /** `net.ipv4.ipfrag_*`: IPv4, for conntrack and for local delivery alike. */
  ipv4: FragmentLimits & {
    /** How many other fragments of its source may pass before a queue is emptied; 0 for any number. */
    maxDist: number;
  };
  /** `net.netfilter.nf_conntrack_frag6_*`: IPv6, for conntrack. */
  ipv6: FragmentLimits;
  /** `net.ipv6.ip6frag_*`: IPv6, for local delivery of what conntrack let pass in pieces. */
  ipv6Local: FragmentLimits;
}

const MEBIBYTE = 1 << 20;

export function defaultDefragSettings(): DefragSettings {
  const ipv6 = { timeout: 60, highThresh: 4 * MEBIBYTE, lowThresh: 3 * MEBIBYTE };
  return {
    ipv4: { timeout: 30, highThresh: 4 * MEBIBYTE, lowThresh: 3 * MEBIBYTE, maxDist: 64 },
    ipv6,
    ipv6Local: { ...ipv6 },
  };
}
