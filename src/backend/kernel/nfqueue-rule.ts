/**
 * A rule that sends every packet to a queue: the target NFQUEUE of iptables in a chain of nftables (`nft_compat`), for
 * nftables' own `queue` is missing from many kernels. nft has no words for it, so it is added by a message.
 */
import { NotObservable } from '../not-observable';
import { SystemCallError } from './linux';
import { attribute, type NetlinkSocket } from './netlink';
import { change, expression, newRule, words } from './nft-rules';

const TARGET_NAME = 1;
const TARGET_REVISION = 2;
const TARGET_INFO = 3;

const REVISION = 3;
const FLAG_BYPASS = 1;

/** Adds it to a chain of a table of both families. Throws `NotObservable` where the kernel has no such target. */
export function addQueueRule(
  socket: NetlinkSocket,
  { table, chain, queue, bypass }: { table: string; chain: string; queue: number; bypass: boolean },
): void {
  // `struct xt_NFQ_info_v3`: the first queue, how many, flags, and padding.
  const info = new Uint8Array(Uint16Array.of(queue, 1, bypass ? FLAG_BYPASS : 0, 0).buffer);
  const target = [
    attribute(TARGET_NAME, words('NFQUEUE')),
    attribute(TARGET_REVISION, Uint8Array.of(0, 0, 0, REVISION)),
    attribute(TARGET_INFO, info),
  ];
  try {
    change(socket, newRule(table, chain, expression('target', ...target)));
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    throw new NotObservable(`this kernel has no target NFQUEUE (${error.code})`);
  }
}
