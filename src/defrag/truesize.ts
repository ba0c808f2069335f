/**
 * What a held fragment weighs against the memory threshold: the kernel's `skb->truesize`.
 *
 * It depends on who allocated the buffer. This is the truesize of a packet that a packet socket sent into a veth pair,
 * on x86-64 with 4 KiB pages: a linear buffer from the next larger kmalloc cache, or a small linear part and whole
 * pages once the frame no longer fits into one page (`packet_alloc_skb`).
 */

const ETHERNET_HEADER = 14;
/** `LL_RESERVED_SPACE` of an Ethernet device. */
const HEADROOM = 16;
const PAGE = 4096;
/** `sizeof(struct sk_buff)`, aligned to a cache line. */
const SK_BUFF = 256;
/** `sizeof(struct skb_shared_info)`, aligned to a cache line; it follows the data in the same buffer. */
const SHARED_INFO = 320;
/** The cache small packets come from (`skb_small_head_cache`), as far as it counts. */
const SMALL_HEAD = 576;
const CACHE_LINE = 64;

/** Whether a datagram (or fragment) of `length` bytes lies in pages, so that only headers are at hand in one piece. */
export function isPaged(length: number): boolean {
  return HEADROOM + ETHERNET_HEADER + length >= PAGE;
}

/** Bytes accounted for an IP datagram (or fragment) of `length` bytes. */
export function truesize(length: number): number {
  if (isPaged(length)) return SK_BUFF + SMALL_HEAD + PAGE * Math.ceil(length / PAGE);
  const needed = Math.ceil((HEADROOM + ETHERNET_HEADER + length) / CACHE_LINE) * CACHE_LINE + SHARED_INFO;
  if (needed <= SMALL_HEAD) return SK_BUFF + SMALL_HEAD;
  return SK_BUFF + 2 ** Math.ceil(Math.log2(needed));
}
