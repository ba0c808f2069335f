/** What ctnetlink's multicast groups report of a router's connections and expectations. */
import type { ConntrackEvent, ExpectationEvent } from '../backend';
import { isInZone } from './belonging';
import { EVENT_GROUPS, eventOf, type ZoneView } from './ctnetlink';
import { type Message, NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import { answering, ask, known, type Question } from './question';
import type { ScenarioClock } from './scenario-clock';

export const NO_ZONE: ZoneView = { zone: 0, zoneDirection: null };

const LONGEST_EVENT = 1 << 13;

export class RouterEvents {
  readonly connections: ConntrackEvent[] = [];
  readonly expectations: ExpectationEvent[] = [];
  /** Zones in which a connection was seen to begin. */
  readonly zones: ZoneView[] = [NO_ZONE];
  readonly #socket: NetlinkSocket | null;
  readonly #clock: ScenarioClock;

  /** Where nobody listens the kernel need not make them (`nf_conntrack_events`), and there are none. */
  constructor(namespace: NetworkNamespace, clock: ScenarioClock, isHeard: boolean) {
    this.#socket = isHeard ? namespace.run(() => new NetlinkSocket(EVENT_GROUPS, LONGEST_EVENT)) : null;
    this.#clock = clock;
  }

  /** Those of connections since the last time. */
  take(): ConntrackEvent[] {
    return ask(this.coming())[0];
  }

  /** The same as a question; the ones that are `wanted` are also kept. */
  coming(wanted = (_: ConntrackEvent) => true): Question<ConntrackEvent[]> {
    return answering(this.forgetting(), messages => this.#noted(messages, wanted));
  }

  /** Lets go of all that wait. */
  forgetting(): Question<Message[]> {
    return this.#socket?.waiting() ?? known<Message[]>([]);
  }

  close(): void {
    this.#socket?.close();
  }

  #noted(messages: readonly Message[], wanted: (event: ConntrackEvent) => boolean): ConntrackEvent[] {
    const events: ConntrackEvent[] = [];
    for (const message of messages) {
      const event = eventOf(message, this.#clock.time);
      if (!('entry' in event)) this.#noteExpectation(event);
      else if (wanted(event)) events.push({ ...event, entry: this.#clock.aged(event.entry) });
    }
    for (const { type, entry } of events) {
      if (!this.zones.some(zone => isInZone(entry, zone))) this.zones.push(entry);
      if (type === 'NEW') this.#clock.born(entry);
    }
    this.connections.push(...events);
    return events;
  }

  #noteExpectation(event: ExpectationEvent): void {
    const { type, expectation } = event;
    if (type === 'NEW') this.#clock.made(expectation);
    this.expectations.push({ ...event, expectation: this.#clock.shown(expectation) });
  }
}
