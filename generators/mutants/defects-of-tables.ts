/** Defects of the core: confirmation, expiry, eviction, fragments, expectations, helpers, NAT, statistics. */
import { type Defect, defectsOf } from './defect';

export const DEFECTS_OF_TABLES: readonly Defect[] = [
  ...defectsOf('confirm', 'conntrack/confirm.ts', [
    ['replies are not in the table', 'table.insert(2 * ct + 1, replyHash);\n    store.words', 'store.words'],
    ['a reply tuple may be there already', 'if (taken === 0) taken = this.#find(replyHash, base + Field.REPLY);', ''],
    ['what is entered has expired', 'store.words[base + Field.TIMEOUT] += clock.jiffies;', ''],
  ]),
  ...defectsOf('confirm', 'conntrack/conntrack.ts', [
    ['unconfirmed connections stay', 'if (packet.ct !== 0) this.#detach(packet);', ''],
    ['answers are not noticed', 'this.store.words[at] |= Status.SEEN_REPLY;', ''],
    ['what leaves keeps its reply in the table', 'this.table.remove(2 * ct + 1);', ''],
  ]),
  ...defectsOf('expiry', 'conntrack/conntrack.ts', [
    ['packets do not prolong', 'this.setTimeout(ct, timeout);\n    if', 'if'],
  ]),
  ...defectsOf('expiry', 'conntrack/table.ts', [
    ['the expired is found', 'if (((words[base + Field.TIMEOUT] - now) | 0) <= 0) {', 'if (false) {'],
    ['a jiffy too long', '- now) | 0) <= 0) {', '- now) | 0) < 0) {'],
  ]),
  ...defectsOf('eviction', 'conntrack/creation.ts', [
    ['one more than the table takes', 'conntrack.store.count < max', 'conntrack.store.count <= max'],
  ]),
  ...defectsOf('eviction', 'conntrack/eviction.ts', [
    ['assured connections are evicted', '(Status.ASSURED | Status.DYING)', 'Status.DYING'],
    ['who is evicted stays', 'Status.DYING)) && conntrack.kill(ct)) drops++', 'Status.DYING))) drops++'],
  ]),
  ...defectsOf('defragmentation', 'defrag/queue.ts', [
    [
      'what overlaps is ignored',
      'if (lastRun !== undefined && start < lastRun.end) return Insert.OVERLAP;',
      'if (lastRun !== undefined && start < lastRun.end) return Insert.DUPLICATE;',
    ],
    ['gaps are not noticed', 'this.firstIn && this.lastIn && this.meat === this.length', 'this.firstIn && this.lastIn'],
  ]),
  ...defectsOf('defragmentation', 'defrag/directory.ts', [
    ['the threshold is not looked at', ' || this.memory > this.#limits.highThresh) return null', ') return null'],
  ]),
  ...defectsOf('defragmentation', 'defrag/ipv4.ts', [
    ['identifications are not looked at', 'u16(bytes, start + 4)', '0'],
  ]),
  ...defectsOf('expectations', 'conntrack/expectations.ts', [
    ['expectations stay when they are met', 'if (!(found.flags & ExpectFlag.PERMANENT)) this.remove(found);', ''],
    ['expectations outlive their master', 'for (const expectation of this.of(master)) this.remove(expectation);', ''],
    ['a master is not held', 'store.get(master);', ''],
    ['expected connections are not marked', 'store.words[ct * Field.WORDS + Field.STATUS] |= Status.EXPECTED;', ''],
    [
      'masks are not looked at',
      'return agree(tuple, packet, mask, mask);',
      'return agree(tuple, packet, packet, packet);',
    ],
  ]),
  ...defectsOf('helpers', 'conntrack/helpers/ftp.ts', [
    ['FTP expects a port too high', 'destinationPort: line.port,', 'destinationPort: line.port + 1,'],
    ['FTP believes lines about others', '!isSenders && !this.loose', 'false'],
  ]),
  ...defectsOf('helpers', 'conntrack/helpers/tftp.ts', [
    ['TFTP does not know writing', 'opcode !== READ && opcode !== WRITE', 'opcode !== READ'],
  ]),
  ...defectsOf('NAT', 'nat/nat.ts', [
    [
      'translated connections are not marked',
      'words[base + Field.STATUS] |= manip === Manip.SRC ? Status.SRC_NAT : Status.DST_NAT;',
      '',
    ],
    ['errors are not translated', 'translateError(this.#conntrack, packet, at, manip, bit) ?', 'true ?'],
  ]),
  ...defectsOf('NAT', 'nat/unique.ts', [['a port may be taken', 'statistics.found++;\n        return true;', '']]),
  ...defectsOf('statistics', 'conntrack/conntrack.ts', [
    [
      'invalid packets are counted twice',
      'this.statistics.invalid++;\n      if (answer',
      'this.statistics.invalid += 2;\n      if (answer',
    ],
  ]),
  ...defectsOf('statistics', 'conntrack/expectations.ts', [
    ['expectations that go are not counted', 'this.#host.statistics.expect_delete++;', ''],
  ]),
];
