/** The helpers there are. */
import { InputError } from '../../errors';
import { Protocol } from '../../packet/packet';
import { AmandaHelper } from './amanda';
import { netbiosNs } from './broadcast';
import { FtpHelper } from './ftp';
import { q931 } from './h323/q931';
import { ras } from './h323/ras';
import type { Helper } from './helper';
import { IrcHelper } from './irc';
import { PptpHelper } from './pptp';
import { SaneHelper } from './sane';
import { SipHelper } from './sip';
import { snmp, snmpTrap } from './snmp';
import { TftpHelper } from './tftp';

export const HELPERS: readonly Helper[] = [
  new FtpHelper(),
  new TftpHelper(),
  new IrcHelper(),
  new AmandaHelper(),
  netbiosNs,
  snmp,
  snmpTrap,
  new SaneHelper(),
  new PptpHelper(),
  new SipHelper(Protocol.UDP),
  new SipHelper(Protocol.TCP),
  q931,
  ras,
];

/** The helper of this name for a transport protocol. Throws an `InputError` that says what is allowed. */
export function helperNamed(name: string, protocol: 'tcp' | 'udp'): Helper {
  const named = HELPERS.filter(each => each.name === name);
  if (named.length === 0) {
    const names = [...new Set(HELPERS.map(each => each.name))];
    throw new InputError(`unknown helper "${name}" (allowed: ${names.join(', ')})`);
  }
  const wanted = protocol === 'tcp' ? Protocol.TCP : Protocol.UDP;
  const helper = named.find(each => each.protocol === wanted);
  if (helper) return helper;
  throw new InputError(`the ${name} helper is for ${named[0].protocol === Protocol.TCP ? 'tcp' : 'udp'}`);
}
