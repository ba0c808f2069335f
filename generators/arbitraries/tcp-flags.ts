import { TcpFlag } from '../../src/packet/tcp';
import * as draw from '../draw';

/** The flags of a segment: combinations that endpoints use, and now and then any eight bits. */
export function tcpFlags(): draw.Drawn<number> {
  return draw.oneof({ weight: 5, arbitrary: draw.constantFrom(...USUAL) }, { weight: 1, arbitrary: draw.nat(0xff) });
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
