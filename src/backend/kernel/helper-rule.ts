/**
 * Rules that assign helpers to connections by their port, from outside and from local processes: `tcp dport 21 ct helper
 * set "ftp"`, right behind conntrack.
 */
import { Hook } from '../../netfilter/hooks';
import { Protocol } from '../../packet/packet';
import { NotObservable } from '../not-observable';
import { SystemCallError } from './linux';
import { attribute, big32, type Command, type NetlinkSocket, nest } from './netlink';
import { change, expression, newBaseChain, newObject, newRule, newTable, words } from './nft-rules';
import { AFTER_CONNTRACK } from './ruleset';

export interface AssignedHelper {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

const CHAINS = [
  { chain: 'from_outside', hook: Hook.PREROUTING },
  { chain: 'from_inside', hook: Hook.OUTPUT },
] as const;

/** `NFT_OBJECT_CT_HELPER`, and what it is told. */
const OBJECT_HELPER = 3;
const HELPER_NAME = 1;
const HELPER_PROTOCOL = 3;

const REGISTER = big32(1);
const META_REGISTER = 1;
const META_KEY = 2;
const META_L4PROTO = 16;
const PAYLOAD_REGISTER = 1;
const PAYLOAD_BASE = 2;
const PAYLOAD_OFFSET = 3;
const PAYLOAD_LENGTH = 4;
const TRANSPORT_HEADER = 2;
const DESTINATION_PORT = 2;
const PORT_BYTES = 2;
const COMPARE_REGISTER = 1;
const COMPARE_OPERATION = 2;
const COMPARE_DATA = 3;
const EQUAL = 0;
const DATA_VALUE = 1;
const OBJECT_TYPE = 1;
const OBJECT_NAME = 2;

/** Adds them in a table of their own, of that name. Throws `NotObservable` where the kernel has no such helper. */
export function addHelperRules(socket: NetlinkSocket, table: string, helpers: readonly AssignedHelper[]): void {
  const chains = CHAINS.map(({ chain, hook }) => newBaseChain(table, chain, hook, AFTER_CONNTRACK));
  const rules = helpers.flatMap((helper, at) => assignment(table, `helper${at}`, helper));
  try {
    change(socket, newTable(table), ...chains, ...rules);
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    const names = [...new Set(helpers.map(({ name }) => name))].join(' or ');
    throw new NotObservable(`this kernel does not assign the helper ${names} (${error.code})`);
  }
}

function assignment(table: string, object: string, { name, protocol, port }: AssignedHelper): Command[] {
  const number = protocol === 'tcp' ? Protocol.TCP : Protocol.UDP;
  const type = [attribute(HELPER_NAME, words(name)), attribute(HELPER_PROTOCOL, Uint8Array.of(number))];
  const match = [transportProtocol(), equals(number), destinationPort(), equals(port >> 8, port & 0xff)];
  const rules = CHAINS.map(({ chain }) => newRule(table, chain, ...match, assigning(object)));
  return [newObject(table, object, OBJECT_HELPER, ...type), ...rules];
}

function transportProtocol(): Uint8Array {
  return expression('meta', attribute(META_REGISTER, REGISTER), attribute(META_KEY, big32(META_L4PROTO)));
}

function destinationPort(): Uint8Array {
  return expression(
    'payload',
    attribute(PAYLOAD_REGISTER, REGISTER),
    attribute(PAYLOAD_BASE, big32(TRANSPORT_HEADER)),
    attribute(PAYLOAD_OFFSET, big32(DESTINATION_PORT)),
    attribute(PAYLOAD_LENGTH, big32(PORT_BYTES)),
  );
}

function equals(...value: number[]): Uint8Array {
  return expression(
    'cmp',
    attribute(COMPARE_REGISTER, REGISTER),
    attribute(COMPARE_OPERATION, big32(EQUAL)),
    nest(COMPARE_DATA, attribute(DATA_VALUE, Uint8Array.from(value))),
  );
}

function assigning(object: string): Uint8Array {
  return expression('objref', attribute(OBJECT_TYPE, big32(OBJECT_HELPER)), attribute(OBJECT_NAME, words(object)));
}
