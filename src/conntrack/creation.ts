/** The birth of a connection: a packet that belongs to none gets one of its own, unconfirmed (`init_conntrack`). */
import { CtInfo, type Packet } from '../packet/packet';
import type { Conntrack } from './conntrack';
import { NO_EVENTS } from './events';
import { earlyDrop, type LeastRecentlyUsed } from './eviction';
import { giveHelper } from './helpers/assign';
import type { Helper } from './helpers/helper';
import { Dir, Field } from './store';
import type { Template } from './template';
import { newTuple, protocolOf, type Tuple, TupleWord } from './tuple';
import { setZone, zoneIn } from './zone';

/** What `create` returns when the table is full. */
export const NO_ROOM = -1;

const HELPER_ADVICE = [
  'nf_conntrack: default automatic helper assignment has been turned off for security reasons',
  'and CT-based  firewall rule not found. Use the iptables CT target to attach helpers instead.',
].join(' ');

export class Creation {
  readonly #conntrack: Conntrack;
  readonly #automaticHelpers: readonly Helper[];
  readonly #recent: LeastRecentlyUsed | null;
  readonly #inverse = newTuple();
  #hasAdvised = false;

  /** `recent` evicts in place of early drop, where the article's way is asked for. */
  constructor(conntrack: Conntrack, automaticHelpers: readonly Helper[], recent: LeastRecentlyUsed | null) {
    this.#conntrack = conntrack;
    this.#automaticHelpers = automaticHelpers;
    this.#recent = recent;
  }

  /** A new connection that only the packet holds: 0 where its protocol knows no reply, or `NO_ROOM`. */
  create(packet: Packet, tuple: Tuple, hash: number): number {
    const conntrack = this.#conntrack;
    const { store, expectations } = conntrack;
    const template = packet.template as Template | null;
    const inverse = this.#inverse;
    if (!conntrack.invertTuple(inverse, tuple)) return 0;
    if (!this.#makeRoom(packet, hash)) return NO_ROOM;
    if (template !== null) setZone(inverse, zoneIn(template.zone, Dir.REPLY));
    const ct = store.allocate();
    const words = store.words;
    const base = ct * Field.WORDS;
    for (let word = 0; word < TupleWord.COUNT; word++) {
      words[base + Field.ORIGINAL + word] = tuple[word];
      words[base + Field.REPLY + word] = inverse[word];
    }
    words[base + Field.HASH] = hash;
    if (conntrack.settings.acct) store.extend(ct).counters = [0, 0, 0, 0];
    if (template !== null || conntrack.hasLabels || conntrack.settings.events === 0) this.#extend(ct, template);
    packet.ct = ct;
    packet.ctinfo = CtInfo.NEW;
    if (expectations.count > 0 && expectations.adopt(ct, tuple, template?.zone.id)) packet.ctinfo = CtInfo.RELATED;
    else if (template?.helper) giveHelper(store, ct, template.helper);
    else if (this.#automaticHelpers.length > 0) this.#assignAutomatically(ct, tuple);
    return ct;
  }

  /** What few connections have from their first packet on. */
  #extend(ct: number, template: Template | null): void {
    const { store, hasLabels, settings } = this.#conntrack;
    const extension = store.extend(ct);
    if (hasLabels) extension.labels = new Uint32Array(4);
    if (settings.events === 0) extension.events = NO_EVENTS;
    if (template === null) return;
    extension.zoneDir = template.zone.dir;
    extension.events = template.events ?? extension.events;
    extension.timeouts = template.timeouts?.timeouts ?? null;
  }

  #makeRoom(packet: Packet, hash: number): boolean {
    const conntrack = this.#conntrack;
    const { max } = conntrack.settings;
    if (max === 0 || conntrack.store.count < max) return true;
    const drops = this.#recent ? this.#recent.evict(conntrack) : earlyDrop(conntrack, hash);
    conntrack.statistics.early_drop += drops;
    if (drops > 0) return true;
    conntrack.garbage.underPressure = true;
    packet.reason = 'table full, dropping packet';
    conntrack.warn('nf_conntrack: nf_conntrack: table full, dropping packet');
    return false;
  }

  #assignAutomatically(ct: number, tuple: Tuple): void {
    const port = tuple[TupleWord.ID] & 0xffff;
    const protocol = protocolOf(tuple);
    const helper = this.#automaticHelpers.find(h => h.protocol === protocol && h.ports.includes(port));
    if (!helper) return;
    if (this.#conntrack.settings.automaticHelpers) giveHelper(this.#conntrack.store, ct, helper);
    else this.#advise();
  }

  /** Tells once that there is none, for a rule has to give it (`nf_ct_lookup_helper`). */
  #advise(): void {
    if (this.#hasAdvised) return;
    this.#hasAdvised = true;
    this.#conntrack.warn(HELPER_ADVICE);
  }
}
