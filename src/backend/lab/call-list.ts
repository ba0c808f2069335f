/** Calls that are done together, as a list for the guest: where each reads and writes, and what it came to. */
import { EAGAIN, errorName, MSG_DONTWAIT } from '../kernel/linux';
import type { Call, Outcome } from '../kernel/system';
import { DATA, SHARED_BASE, SHARED_BYTES } from './agent';
import type { GuestCall, Machine } from './machine';
import { lengthAt, messageVector, vectorBytes } from './message-vector';
import { Sys } from './syscalls';

/** So many messages are received at once; so many are read, and where nothing of them is wanted. */
const RECEIVED = 16;
const READ = 4;
const READ_SHORT = 16;
const SHORT = 64;
const ALIGNED = 64;

type Result = number | null;

/** A call as one or several of the guest's. */
interface Listed {
  readonly calls: readonly GuestCall[];
  /** Adds what they came to. False where more may wait: the list has ended with it. */
  readonly addTo: (outcome: Outcome, results: readonly Result[]) => boolean;
}

/** Does calls in a guest one after another; `last` comes behind them. */
export function doTogether(machine: Machine, calls: readonly Call[], last: GuestCall): Outcome[] {
  const outcomes = calls.map((): Outcome => ({ error: null, messages: [] }));
  for (let done = 0; done < calls.length; ) {
    const room = new Room(machine);
    const listed = calls.slice(done).map(call => asListed(call, room));
    const results = machine.list([...listed.flatMap(each => each.calls), last]);
    let at = 0;
    for (const { calls, addTo } of listed) {
      const isEnded = addTo(outcomes[done], results.slice(at, at + calls.length));
      if (!isEnded) break;
      at += calls.length;
      done++;
    }
  }
  return outcomes;
}

/** The memory that host and guest share, as it is given to the calls of a list. */
class Room {
  readonly machine: Machine;
  #next = DATA;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  take(length: number): number {
    const at = this.#next;
    this.#next += Math.ceil(length / ALIGNED) * ALIGNED;
    if (this.#next > SHARED_BYTES) throw new Error('the calls do not fit into the memory that host and guest share');
    return at;
  }

  put(bytes: Uint8Array): number {
    const at = this.take(bytes.length);
    this.machine.shared.set(bytes, at);
    return SHARED_BASE + at;
  }

  bytes(at: number, length: number): Uint8Array {
    return this.machine.shared.slice(at, at + length);
  }
}

function asListed(call: Call, room: Room): Listed {
  switch (call.does) {
    case 'write':
      return single(Sys.WRITE, call.fd, room.put(call.bytes), call.bytes.length);
    case 'send': {
      const { fd, bytes, address } = call;
      const to = address ? room.put(address) : 0;
      return single(Sys.SENDTO, fd, room.put(bytes), bytes.length, 0, to, address?.length ?? 0);
    }
    case 'receive':
      return receiving(call, room);
    case 'read':
      return reading(call, room);
  }
}

function single(number: Sys, ...given: number[]): Listed {
  return {
    calls: [{ number, arguments: given }],
    addTo(outcome, [result]) {
      if (result! < 0) outcome.error = errorName(-result!);
      return true;
    },
  };
}

function receiving({ fd, longest }: Extract<Call, { does: 'receive' }>, room: Room): Listed {
  const data = room.take(RECEIVED * longest);
  const vector = room.take(vectorBytes(RECEIVED));
  room.machine.shared.set(messageVector(vector, RECEIVED, data, longest), vector);
  const given = [fd, SHARED_BASE + vector, RECEIVED, MSG_DONTWAIT, 0];
  return {
    calls: [{ number: Sys.RECVMMSG, arguments: given, enough: RECEIVED }],
    addTo(outcome, [result]) {
      noteError(outcome, result!);
      for (let at = 0; at < result!; at++) {
        outcome.messages.push(room.bytes(data + at * longest, room.machine.word(lengthAt(vector, at))));
      }
      return result! < RECEIVED;
    },
  };
}

function reading({ fd, longest }: Extract<Call, { does: 'read' }>, room: Room): Listed {
  const count = longest > SHORT ? READ : READ_SHORT;
  const data = room.take(count * longest);
  const calls = Array.from({ length: count }, (_, at): GuestCall => {
    const call = { number: Sys.READ, arguments: [fd, SHARED_BASE + data + at * longest, longest] };
    const behind = count - 1 - at;
    return behind > 0 ? { ...call, leftOut: behind } : { ...call, enough: 0 };
  });
  return {
    calls,
    addTo(outcome, results) {
      const lengths = results.filter(each => each !== null);
      const last = lengths.at(-1)!;
      noteError(outcome, last);
      lengths.forEach((length, at) => {
        if (length >= 0) outcome.messages.push(room.bytes(data + at * longest, length));
      });
      return last < 0;
    },
  };
}

/** That nothing waits is no error. */
function noteError(outcome: Outcome, result: number): void {
  if (result < 0 && result !== -EAGAIN) outcome.error = errorName(-result);
}
