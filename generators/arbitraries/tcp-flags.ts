import fc from 'fast-check';
import { TcpFlag } from '../../src/packet/tcp';

/** The flags of a segment: combinations that endpoints use, and now and then any eight bits. */
export function tcpFlags(): fc.Arbitrary<number> {
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...USUAL) }, { weight: 1, arbitrary: fc.nat(0xff) });
}

const USUAL = [
  TcpFlag.ACK,
  TcpFlag.SYN,
  TcpFlag.SYN | TcpFlag.ACK,
  TcpFlag.PSH | TcpFlag.ACK,
  TcpFlag.FIN | TcpFlag.ACK,
  TcpFlag.RST,
  TcpFlag.RST | TcpFlag.ACK,
  TcpFlag.FIN,
  TcpFlag.SYN | TcpFlag.ECE | TcpFlag.CWR,
  TcpFlag.URG | TcpFlag.ACK,
];
