/** What a packet in notation says, as plain data; and what it leaves to its surroundings. */
import type { FlowContext, FlowDirection } from './notation-flow';
import type { Checksum } from './wire';

/** Where a packet comes from or goes to: an address or a host's name, and a port where the protocol has them. */
export interface Endpoint {
  host: string;
  port?: number;
}

/** A sequence number, relative to the flow's initial one unless it is absolute. */
export interface SequenceNumber {
  value: number;
  absolute: boolean;
}

export type PayloadDescription = { text: string } | { hex: string } | { fill: number; from?: number };

/** A TCP or IPv4 option; `raw` for bytes that are put in as they are. */
export type OptionDescription =
  | { word: 'mss' | 'ws'; value: number }
  | { word: 'nop' | 'eol' | 'sackOK' }
  | { word: 'timestamps'; value: number; echo: number }
  | { word: 'sack'; blocks: [SequenceNumber, SequenceNumber][] }
  | { word: 'opt'; kind: number; hex: string }
  | { word: 'raw'; hex: string };

/** One entry of the parenthesis that says what is unusual about the IP header. */
export type IpDescription =
  | { word: 'ttl' | 'tos' | 'id' | 'flow' | 'len' | 'ihl' | 'version'; value: number }
  | { word: 'df' | 'rf' }
  | { word: 'checksum'; value: Checksum }
  | { word: 'options'; options: OptionDescription[] }
  | { word: 'extension'; name: string; hex: string }
  /** A header that says this packet is a fragment. */
  | { word: 'fragment'; offset: number; more: boolean }
  /** This part of the datagram that the rest of the notation describes. */
  | { word: 'slice'; id: number; size: number; offset: number; more: boolean };

interface Datagram {
  /** Left out together with `to` where the flow of the context tells them. */
  from?: Endpoint;
  to?: Endpoint;
  ip: IpDescription[];
  checksum?: Checksum;
  payload?: PayloadDescription;
  /** Keep only so many bytes of the datagram. */
  trunc?: number;
}

export interface TcpDescription extends Datagram {
  kind: 'tcp';
  /** Letters as in the notation; none is the empty string. */
  flags: string;
  seq?: SequenceNumber;
  ack?: SequenceNumber;
  /** The acknowledgment field of a segment without the ACK flag. */
  ackField?: number;
  window?: number;
  urgent?: number;
  reserved?: number;
  dataOffset?: number;
  options: OptionDescription[];
}

export interface UdpDescription extends Datagram {
  kind: 'udp';
  length?: number;
}

/** A chunk of SCTP, its fields by their words (a bare one has none of its own); or bytes that stand where chunks would. */
export type ChunkDescription =
  | { type: number; bare?: true; fields: Record<string, number>; payload?: PayloadDescription }
  | { raw: PayloadDescription };

export interface SctpDescription extends Datagram {
  kind: 'sctp';
  /** Left out: the one that the receiver has asked for. */
  tag?: number;
  chunks: ChunkDescription[];
}

/** Plain GRE, and the enhanced one of PPTP. */
export interface GreDescription extends Omit<Datagram, 'checksum'> {
  kind: 'gre' | 'gre1';
  protocol?: number;
  checksum?: Checksum | 'right';
  flags?: number;
  key?: number;
  call?: number;
  payloadLength?: number;
  sequence?: number;
  acknowledgment?: number;
}

export interface IcmpDescription extends Datagram {
  kind: 'icmp' | 'icmp6';
  type: number;
  /** The message's name; left out where it is given by its number. */
  message?: string;
  code: number;
  /** Fields of the message by their words, and its quoted datagram. */
  fields: Record<string, number | string>;
  /** The four bytes after the checksum, for a message given by its number. */
  rest?: string;
  quote?: PacketDescription;
}

export interface OtherDescription extends Datagram {
  kind: 'ip';
  protocol: number;
}

export interface RawDescription {
  kind: 'raw';
  hex: string;
}

export type DatagramDescription =
  | TcpDescription
  | UdpDescription
  | SctpDescription
  | GreDescription
  | IcmpDescription
  | OtherDescription;
export type PacketDescription = DatagramDescription | RawDescription;

export interface PacketContext {
  /** The flow that packets without addresses belong to. */
  flow?: FlowContext;
  /** The way such a packet goes; the original one where it is left out. */
  direction?: FlowDirection;
  /** The address a host's name stands for, undefined for a name that is unknown. */
  resolve?: (name: string) => string | undefined;
}
