/**
 * A rule that sends every packet to a queue: the target NFQUEUE of iptables in a chain of nftables (`nft_compat`), for
 * nftables' own `queue` is missing from many kernels. nft has no words for it, so it is added by a message.
 */
import { NotObservable } from '../not-observable';
import { SystemCallError } from './linux';
import { attribute, type NetlinkSocket, nest } from './netlink';
import { NEW_RULE, NFTABLES, RULE_CHAIN, RULE_EXPRESSIONS, RULE_TABLE } from './nft-rules';

const NLM_F_CREATE_APPEND = 0xc00;
/** `NFPROTO_INET` */
const INET = 1;

const LIST_ELEMENT = 1;
const EXPRESSION_NAME = 1;
const EXPRESSION_DATA = 2;
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
    attribute(TARGET_NAME, text('NFQUEUE')),
    attribute(TARGET_REVISION, Uint8Array.of(0, 0, 0, REVISION)),
    attribute(TARGET_INFO, info),
  ];
  const expression = [attribute(EXPRESSION_NAME, text('target')), nest(EXPRESSION_DATA, ...target)];
  try {
    socket.batch(
      NFTABLES,
      NEW_RULE,
      NLM_F_CREATE_APPEND,
      INET,
      attribute(RULE_TABLE, text(table)),
      attribute(RULE_CHAIN, text(chain)),
      nest(RULE_EXPRESSIONS, nest(LIST_ELEMENT, ...expression)),
    );
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    throw new NotObservable(`this kernel has no target NFQUEUE (${error.code})`);
  }
}

function text(words: string): Uint8Array {
  return Buffer.from(`${words}\0`);
}
