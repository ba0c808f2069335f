/**
 * The PPTP helper: follows the control connection, and expects the tunnel of each call, whose packets of GRE tell the
 * call id of their receiver only (RFC 2637; `nf_conntrack_pptp.c`). It knows one call at a time, and takes whoever
 * opened the control connection for the network server (PNS).
 */
import { Verdict } from '../../netfilter/hooks';
import { CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { setGreTimeouts } from '../protocols/gre';
import { copyTuple, Dir } from '../store';
import { type Tuple, TupleWord } from '../tuple';
import type { Helper, HelperHost } from './helper';
import { destinationOf, sourceOf, tcpPayload } from './payload';
import {
  type CallIds,
  expectTranslatedTunnel,
  type InsideIds,
  soughtBehindNat,
  translateCallId,
  translateTunnel,
} from './pptp-nat';
import { type PptpMessage, PptpType, parsePptp } from './pptp-parse';
import { natOf } from './translated';

/** Of the control connection, in the kernel's order. */
const enum Session {
  NONE,
  ERROR,
  STOP_REQUESTED,
  REQUESTED,
  CONFIRMED,
}

/** Of the call. */
const enum Call {
  NONE,
  OUT_REQUESTED,
  OUT_CONFIRMED,
  IN_REQUESTED,
  IN_REPLIED,
  IN_CONFIRMED,
  CLEAR_REQUESTED,
}

interface Notes extends InsideIds, CallIds {
  session: Session;
  call: Call;
}

const SUCCESS = 1;
/** What the tunnel's connection is given, in seconds: before an answer, and after. */
const GRE_TIMEOUT = 600;
const GRE_STREAM_TIMEOUT = 18000;

export class PptpHelper implements Helper {
  readonly name = 'pptp';
  readonly protocol = Protocol.TCP;
  readonly families = [Family.IPV4];
  readonly ports = [1723];
  readonly policies = [{ maxExpected: 2, timeout: 300 }];

  newData(): Notes {
    return { session: Session.NONE, call: Call.NONE, pac: 0, pns: 0, insidePac: 0, insidePns: 0 };
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    if (ctinfo !== CtInfo.ESTABLISHED && ctinfo !== CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
    const payload = tcpPayload(packet, transport);
    const message = payload < 0 ? null : parsePptp(packet.bytes, payload, packet.end);
    if (!message) return Verdict.ACCEPT;
    const notes = notesOf(ct, host);
    const dir = dirOf(ctinfo);
    const makesSense =
      dir === Dir.ORIGINAL ? fromServer(notes, message) : this.#fromConcentrator(notes, message, ct, host);
    const nat = natOf(ct, host);
    if (!makesSense || !nat) return Verdict.ACCEPT;
    return translateCallId(message, dir, notes, packet, transport, ct, host, nat) ? Verdict.ACCEPT : Verdict.DROP;
  }

  /** With the control connection go its tunnels. */
  destroyed(ct: number, host: HelperHost): void {
    endTunnels(ct, host);
  }

  /** False for a message that makes no sense at this point. */
  #fromConcentrator(
    notes: Notes,
    { type, callId, peerCallId, result }: PptpMessage,
    ct: number,
    host: HelperHost,
  ): boolean {
    const { session, call } = notes;
    switch (type) {
      case PptpType.START_SESSION_REPLY:
        if (session < Session.REQUESTED) return false;
        notes.session = result === SUCCESS ? Session.CONFIRMED : Session.ERROR;
        return true;
      case PptpType.STOP_SESSION_REPLY:
        if (session > Session.STOP_REQUESTED) return false;
        notes.session = result === SUCCESS ? Session.NONE : Session.ERROR;
        return true;
      case PptpType.OUT_CALL_REPLY:
        if (session !== Session.CONFIRMED || peerCallId !== notes.pns) return false;
        if (call !== Call.OUT_REQUESTED && call !== Call.OUT_CONFIRMED) return false;
        notes.call = result === SUCCESS ? Call.OUT_CONFIRMED : Call.NONE;
        if (result !== SUCCESS) return true;
        notes.pac = callId;
        this.#expectTunnel(notes, ct, host);
        return true;
      case PptpType.IN_CALL_REQUEST:
        if (session !== Session.CONFIRMED) return false;
        notes.call = Call.IN_REQUESTED;
        notes.pac = callId;
        return true;
      case PptpType.IN_CALL_CONNECT:
        if (session !== Session.CONFIRMED || callId !== notes.pns) return false;
        if (call !== Call.IN_REPLIED && call !== Call.IN_CONFIRMED) return false;
        notes.call = Call.IN_CONFIRMED;
        this.#expectTunnel(notes, ct, host);
        return true;
      case PptpType.CALL_DISCONNECT_NOTIFY:
        notes.call = Call.NONE;
        endTunnels(ct, host);
        return true;
      default:
        return type === PptpType.WAN_ERROR_NOTIFY || type === PptpType.SET_LINK_INFO;
    }
  }

  /** The tunnel may begin from either side; both or none is expected. */
  #expectTunnel(notes: Notes, ct: number, host: HelperHost): void {
    const { store, expectations, greKeymap } = host;
    const { pac, pns } = notes;
    const [there, back] = [
      { dir: Dir.ORIGINAL, from: pns, to: pac },
      { dir: Dir.REPLY, from: pac, to: pns },
    ].map(({ dir, from, to }) => {
      return new Expectation(store, ct, this, {
        protocol: Protocol.GRE,
        source: sourceOf(store, ct, dir),
        sourcePort: from,
        destination: destinationOf(store, ct, dir),
        destinationPort: to,
      });
    });
    if (natOf(ct, host)) expectTranslatedTunnel(there, back, notes);
    there.arrived = tunnel => begin(tunnel, there, back, host);
    back.arrived = tunnel => begin(tunnel, back, there, host);
    if (expectations.addInTurn(there, back) !== null) return;
    if (greKeymap.add(ct, Dir.ORIGINAL, there.tuple)) {
      if (greKeymap.add(ct, Dir.REPLY, back.tuple)) return;
      greKeymap.remove(ct);
    }
    expectations.takeBack(back);
    expectations.takeBack(there);
  }
}

function notesOf(ct: number, { store }: HelperHost): Notes {
  return store.extension(ct)!.helperData as Notes;
}

/** False for a message that makes no sense at this point. */
function fromServer(notes: Notes, { type, callId, peerCallId, result }: PptpMessage): boolean {
  const { session, call } = notes;
  switch (type) {
    case PptpType.START_SESSION_REQUEST:
      if (session !== Session.NONE) return false;
      notes.session = Session.REQUESTED;
      return true;
    case PptpType.STOP_SESSION_REQUEST:
      notes.session = Session.STOP_REQUESTED;
      return true;
    case PptpType.OUT_CALL_REQUEST:
      if (session !== Session.CONFIRMED) return false;
      notes.call = Call.OUT_REQUESTED;
      notes.pns = callId;
      return true;
    case PptpType.IN_CALL_REPLY:
      if ((call !== Call.IN_REQUESTED && call !== Call.IN_REPLIED) || peerCallId !== notes.pac) return false;
      notes.call = result === SUCCESS ? Call.IN_REPLIED : Call.NONE;
      if (result === SUCCESS) notes.pns = callId;
      return true;
    case PptpType.CALL_CLEAR_REQUEST:
      if (session !== Session.CONFIRMED) return false;
      notes.call = Call.CLEAR_REQUESTED;
      return true;
    default:
      return false;
  }
}

/** A tunnel has begun: it lives longer than other GRE, and is not expected from the other side any more. */
function begin(tunnel: number, expectation: Expectation, back: Expectation, host: HelperHost): void {
  const { store, expectations } = host;
  setGreTimeouts(store.words, tunnel, GRE_TIMEOUT, GRE_STREAM_TIMEOUT);
  const nat = natOf(expectation.master, host);
  const other = expectations.find(
    nat ? soughtBehindNat(expectation, back, notesOf(expectation.master, host)) : back.tuple,
  );
  if (other) expectations.takeBack(other);
  if (nat) translateTunnel(tunnel, expectation, host, nat);
}

/** Ends the tunnel of the call, in whichever direction it was opened, and what is expected of it (`pptp_destroy_siblings`). */
function endTunnels(ct: number, host: HelperHost): void {
  const { store, expectations, greKeymap } = host;
  const { pac, pns } = notesOf(ct, host);
  greKeymap.remove(ct);
  for (const [dir, id] of [
    [Dir.ORIGINAL, (pns << 16) | pac],
    [Dir.REPLY, (pac << 16) | pns],
  ]) {
    const tuple: Tuple = copyTuple(store, ct, dir);
    tuple[TupleWord.KIND] = (tuple[TupleWord.KIND] & ~0xff) | Protocol.GRE;
    tuple[TupleWord.ID] = id;
    const node = host.find(tuple);
    if (node !== 0) {
      host.kill(node >> 1);
      continue;
    }
    const expected = expectations.find(tuple);
    if (expected) expectations.takeBack(expected);
  }
}
