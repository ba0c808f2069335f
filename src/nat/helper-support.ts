/** What NAT does for helpers: connections that follow their master, ports for them, and payloads that name both (`nf_nat_helper.c`). */
import type { Conntrack } from '../conntrack/conntrack';
import type { Expectation } from '../conntrack/expectation';
import type { HelperNat, Place } from '../conntrack/helpers/helper';
import { adjustFrom } from '../conntrack/sequence';
import { copyTuple, type Dir } from '../conntrack/store';
import { putDestinationPort, TupleWord } from '../conntrack/tuple';
import { u32 } from '../packet/bytes';
import type { Packet, Protocol } from '../packet/packet';
import { Random } from '../random';
import { mangleTcp, mangleUdp, rewriteUdp } from './mangle';
import type { Nat } from './nat';
import { Manip, oneAddress } from './range';

const LAST_PORT = 65535;
const MAX_ATTEMPTS = 128;

export class HelperSupport implements HelperNat {
  readonly #conntrack: Conntrack;
  readonly #nat: Nat;
  readonly #random = new Random(0);

  constructor(conntrack: Conntrack, nat: Nat) {
    this.#conntrack = conntrack;
    this.#nat = nat;
  }

  mangleTcp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
    const sequence = u32(packet.bytes, transport + 4);
    if (!mangleTcp(packet, transport, place, text)) return false;
    adjustFrom(this.#conntrack.store, packet, sequence, text.length - place.length);
    return true;
  }

  replaceTcp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
    return mangleTcp(packet, transport, place, text);
  }

  adjustSequence(packet: Packet, transport: number, growth: number): void {
    adjustFrom(this.#conntrack.store, packet, u32(packet.bytes, transport + 4), growth);
  }

  mangleUdp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean {
    return mangleUdp(packet, transport, place, text);
  }

  rewriteUdp(packet: Packet, transport: number, protocol: Protocol): void {
    rewriteUdp(packet, transport, protocol);
  }

  expectFrom(expectation: Expectation, port: number): number {
    const { linux, expectations } = this.#conntrack;
    const isRandom = linux.follows['nat-expected-at-random'];
    const range = LAST_PORT - port;
    let left = isRandom ? Math.min(range, MAX_ATTEMPTS) : range;
    for (let chosen = port; ; chosen = isRandom ? port + this.#random.below(range) : chosen + 1) {
      putDestinationPort(expectation.tuple, chosen);
      const failure = expectations.add(expectation);
      if (failure === null) return chosen;
      if (failure !== 'EBUSY' || --left < 0) return 0;
    }
  }

  translate(ct: number, end: 'source' | 'destination', address: Int32Array, port: number | null): void {
    this.#nat.setupConnection(ct, oneAddress(address, port), end === 'source' ? Manip.SRC : Manip.DST);
  }

  followMaster(ct: number, expectation: Expectation): void {
    const towards = copyTuple(this.#conntrack.store, expectation.master, (expectation.dir ^ 1) as Dir);
    this.translate(ct, 'source', towards.slice(TupleWord.DST, TupleWord.DST + 4), null);
    this.translate(ct, 'destination', towards.slice(TupleWord.SRC, TupleWord.SRC + 4), expectation.savedPort);
  }
}
