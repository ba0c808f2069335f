/**
 * A deliberately simple model of connection tracking: who opened to whom, whether there was an answer, and when it is all
 * over. No tables, no windows, no bytes: what is left when everything that can go wrong in an implementation is left out.
 */
import type { CtState, Direction } from '../../src/conntrack/ctstate';

/** What a packet is to conntrack. */
export interface Class {
  readonly ctstate: CtState;
  readonly ctdir: Direction | null;
}

/** A conversation between two ends, as the model knows it. */
interface Known {
  /** The end that opened. */
  readonly opener: string;
  readonly opened: number;
  answered: boolean;
  expires: number;
  /** The end that has reset it, of TCP. */
  resetBy: string | null;
}

/** Default timeouts in seconds (Documentation/networking/nf_conntrack-sysctl.rst). */
const UDP = 30;
const UDP_STREAM = 120;
/** A UDP conversation is a stream when it has gone both ways for so long (`nf_conntrack_udp_packet`). */
const STREAM_AFTER = 2;
const ICMP = 30;
const TCP_ESTABLISHED = 432000;
const TCP_CLOSE = 10;

const INVALID: Class = { ctstate: 'INVALID', ctdir: null };

export class Model {
  now = 0;
  readonly #known = new Map<string, Known>();

  /** Conversations that are not over. */
  get count(): number {
    return [...this.#known.values()].filter(({ expires }) => expires > this.now).length;
  }

  wait(seconds: number): void {
    this.now += seconds;
  }

  udp(flow: string, from: string): Class {
    const before = this.#find(flow);
    const isStream = before?.answered && this.now - before.opened > STREAM_AFTER;
    return this.#talk(flow, from, isStream ? UDP_STREAM : UDP);
  }

  /** An answer to a request that nobody made is INVALID (`nf_conntrack_icmp_packet`). */
  ping(flow: string, from: string, isRequest: boolean): Class {
    const known = this.#find(flow);
    if (!isRequest && !known) return INVALID;
    return this.#talk(flow, from, ICMP);
  }

  /** A handshake of three. */
  connect(flow: string, from: string, to: string): Class[] {
    this.#known.delete(flow);
    const ends = [from, to, from];
    return ends.map(end => this.#talk(flow, end, TCP_ESTABLISHED));
  }

  /** Data, and what the other end acknowledges. */
  data(flow: string, from: string, to: string): Class[] {
    return [from, to].map(end => this.#talk(flow, end, TCP_ESTABLISHED));
  }

  reset(flow: string, from: string): Class[] {
    const told = this.#talk(flow, from, TCP_CLOSE);
    this.#find(flow)!.resetBy = from;
    return [told];
  }

  /** An error about the last packet of `from`: it belongs to the conversation, the other way, and changes nothing. */
  error(flow: string, from: string): Class {
    const known = this.#find(flow);
    return known ? { ctstate: 'RELATED', ctdir: known.opener === from ? 'REPLY' : 'ORIGINAL' } : INVALID;
  }

  isEstablished(flow: string): boolean {
    return this.#find(flow)?.resetBy === null;
  }

  /** Whether a SYN from this end opens anew: nothing is known of the flow, or this end itself has reset it. */
  mayConnect(flow: string, from: string): boolean {
    const known = this.#find(flow);
    if (!known) return true;
    return known.resetBy === from && known.opener === from;
  }

  #find(flow: string): Known | undefined {
    const known = this.#known.get(flow);
    return known && known.expires > this.now ? known : undefined;
  }

  #talk(flow: string, from: string, seconds: number): Class {
    const known = this.#find(flow);
    if (!known) {
      const opened = { opener: from, opened: this.now, answered: false, expires: this.now + seconds, resetBy: null };
      this.#known.set(flow, opened);
      return { ctstate: 'NEW', ctdir: 'ORIGINAL' };
    }
    known.expires = this.now + seconds;
    if (known.opener !== from) known.answered = true;
    return {
      ctstate: known.answered ? 'ESTABLISHED' : 'NEW',
      ctdir: known.opener === from ? 'ORIGINAL' : 'REPLY',
    };
  }
}
