/** What defragmentation needs of the stack around it. */
import type { Packet } from '../packet/packet';

export interface DefragEnvironment {
  /** Whether what conntrack puts together of a local process is still that process's. */
  readonly keepsSocket: boolean;
  /** 32 random bits, for the identification of IPv6 fragments. */
  random(): number;
  /** Writes a line to the kernel log. */
  log(line: string): void;
  /**
   * A datagram did not become whole in time and its first fragment, given here, is there to be quoted: send ICMP time
   * exceeded, fragment reassembly (ICMP type 11 code 1, ICMPv6 type 3 code 1).
   * @param endHostOnly only when the fragment's destination is an address of this host (RFC 792).
   */
  timeExceeded(fragment: Packet, endHostOnly: boolean): void;
  /** Sends ICMPv6 parameter problem about a packet. */
  parameterProblem(packet: Packet, code: number, pointer: number): void;
}

/** For a stack that answers nothing. */
export const SILENT: DefragEnvironment = {
  keepsSocket: true,
  random: () => 1,
  log() {},
  timeExceeded() {},
  parameterProblem() {},
};
