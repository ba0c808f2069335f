/** What ctnetlink's multicast groups report of a router's connections and expectations. */
import type { ConntrackEvent, ExpectationEvent } from '../backend';
import { isInZone } from './belonging';
import { EVENT_GROUPS, eventOf, type ZoneView } from './ctnetlink';
import { NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import type { ScenarioClock } from './scenario-clock';

export const NO_ZONE: ZoneView = { zone: 0, zoneDirection: null };

export class RouterEvents {
  readonly connections: ConntrackEvent[] = [];
  readonly expectations: ExpectationEvent[] = [];
  /** Zones in which a connection was seen to begin. */
  readonly zones: ZoneView[] = [NO_ZONE];
  readonly #socket: NetlinkSocket;
  readonly #clock: ScenarioClock;

  constructor(namespace: NetworkNamespace, clock: ScenarioClock) {
    this.#socket = namespace.run(() => new NetlinkSocket(EVENT_GROUPS));
    this.#clock = clock;
  }

  /** Those of connections since the last time; the ones that are `wanted` are also kept. */
  take(wanted = (_: ConntrackEvent) => true): ConntrackEvent[] {
    const events: ConntrackEvent[] = [];
    this.#socket.drain(message => {
      const event = eventOf(message, this.#clock.time);
      if (!('entry' in event)) this.#noteExpectation(event);
      else if (wanted(event)) events.push({ ...event, entry: this.#clock.aged(event.entry) });
    });
    for (const { type, entry } of events) {
      if (!this.zones.some(zone => isInZone(entry, zone))) this.zones.push(entry);
      if (type === 'NEW') this.#clock.born(entry);
    }
    this.connections.push(...events);
    return events;
  }

  forget(): void {
    this.#socket.drain(() => {});
  }

  close(): void {
    this.#socket.close();
  }

  #noteExpectation(event: ExpectationEvent): void {
    const { type, expectation } = event;
    if (type === 'NEW') this.#clock.made(expectation);
    this.expectations.push({ ...event, expectation: this.#clock.shown(expectation) });
  }
}
