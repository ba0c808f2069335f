/** What helpers have NAT do with a port that a payload names: the connection to it is translated as its master is (`nf_nat_irc`, `nf_nat_amanda` and their kin). */
import type { Expectation } from '../expectation';
import type { AddOptions } from '../expectations';
import { Status } from '../status';
import type { Dir } from '../store';
import { putDestinationPort, TupleWord } from '../tuple';
import type { HelperHost, HelperNat } from './helper';

/** NAT, where this connection is translated; else null. */
export function natOf(ct: number, { store, nat }: HelperHost): HelperNat | null {
  return store.status(ct) & (Status.SRC_NAT | Status.DST_NAT) ? nat : null;
}

/** Has a connection in direction `dir` follow its master when it comes. */
export function follow(expectation: Expectation, dir: Dir, nat: HelperNat): void {
  expectation.savedPort = expectation.tuple[TupleWord.ID] & 0xffff;
  expectation.dir = dir;
  expectation.arrived = (ct, arrived) => nat.followMaster(ct, arrived);
}

/** Takes the expectation in with a port that is free, and has `rewrite` put that into the payload; why not, or null. */
export function expectTranslated(
  expectation: Expectation,
  dir: Dir,
  { expectations }: HelperHost,
  nat: HelperNat,
  rewrite: (port: number) => boolean,
): string | null {
  follow(expectation, dir, nat);
  const port = nat.expectFrom(expectation, expectation.savedPort);
  if (port === 0) return 'all ports in use';
  if (rewrite(port)) return null;
  expectations.takeBack(expectation);
  return 'cannot mangle packet';
}

/** The last even port. */
const LAST_PAIR = 65534;

/**
 * Takes both in at a pair of ports, the one from `first` on or the next that is free; returns the lower port, 0 where there
 * is none.
 */
export function expectPair(
  rtp: Expectation,
  rtcp: Expectation,
  first: number,
  { expectations }: HelperHost,
  options?: AddOptions,
): number {
  for (let port = first; port !== 0 && port <= LAST_PAIR; port += 2) {
    putDestinationPort(rtp.tuple, port);
    putDestinationPort(rtcp.tuple, port + 1);
    const failure = expectations.addPair(rtp, rtcp, options);
    if (failure !== 'EBUSY') return failure === null ? port : 0;
  }
  return 0;
}
