/** What can happen, to the model and to the router alike: both must see it the same. */
import fc from 'fast-check';
import type { Class, Model } from './model';
import { ENDS, type EndName, type Real } from './real';

export type ModelCommand = fc.Command<Model, Real>;

/** Model and router see the same packet differently. */
export class Disagreement extends Error {}

/** Sequences of all that can happen. */
export function commands(maxCommands = 60): fc.Arbitrary<Iterable<ModelCommand>> {
  const talk = fc.tuple(fc.nat(FLOWS - 1), fc.constantFrom(...ENDS));
  return fc.commands(
    [
      talk.map(([flow, from]) => udp(flow, from)),
      fc.tuple(talk, fc.boolean()).map(([[flow, from], isRequest]) => ping(flow, from, isRequest)),
      talk.map(([flow, from]) => connect(flow, from)),
      talk.map(([flow, from]) => data(flow, from)),
      talk.map(([flow, from]) => reset(flow, from)),
      talk.map(([flow, from]) => error(flow, from)),
      fc.constantFrom(...WAITS).map(wait),
    ],
    { maxCommands, size: 'max' },
  );
}

/** Flows of each protocol. */
const FLOWS = 2;
/** In seconds: binary fractions, so that the model's clock is exact. */
const WAITS = [0.5, 2, 2.5, 9.5, 10, 29.5, 30, 119.5, 120, 431999, 432000];

function udp(flow: number, from: EndName): ModelCommand {
  return command(`udp ${flow} from ${from}`, (model, real) => {
    same([model.udp(`udp ${flow}`, from)], [real.udp(flow, from)]);
  });
}

/** Each end may ask: the answers to one end's requests say nothing of the other's. */
function ping(flow: number, from: EndName, isRequest: boolean): ModelCommand {
  const asker = isRequest ? from : otherEnd(from);
  return command(`${isRequest ? 'request' : 'answer'} ${flow} from ${from}`, (model, real) => {
    same([model.ping(`ping ${flow} of ${asker}`, from, isRequest)], [real.ping(flow, from, isRequest)]);
  });
}

function connect(flow: number, from: EndName): ModelCommand {
  const run = (model: Model, real: Real) =>
    same(model.connect(`tcp ${flow}`, from, otherEnd(from)), real.connect(flow, from));
  return command(`connect ${flow} from ${from}`, run, model => model.mayConnect(`tcp ${flow}`, from));
}

function data(flow: number, from: EndName): ModelCommand {
  const run = (model: Model, real: Real) =>
    same(model.data(`tcp ${flow}`, from, otherEnd(from)), real.data(flow, from));
  return command(`data ${flow} from ${from}`, run, model => model.isEstablished(`tcp ${flow}`));
}

function reset(flow: number, from: EndName): ModelCommand {
  const run = (model: Model, real: Real) => same(model.reset(`tcp ${flow}`, from), real.reset(flow, from));
  return command(`reset ${flow} from ${from}`, run, model => model.isEstablished(`tcp ${flow}`));
}

function error(flow: number, from: EndName): ModelCommand {
  return command(`error about udp ${flow} from ${from}`, (model, real) => {
    same([model.error(`udp ${flow}`, from)], [real.error(flow, from)]);
  });
}

function wait(seconds: number): ModelCommand {
  return command(`wait ${seconds} s`, (model, real) => {
    model.wait(seconds);
    real.wait(seconds);
  });
}

/** After every command both must know of as many connections. */
function command(
  name: string,
  run: (model: Model, real: Real) => void,
  check: (model: Readonly<Model>) => boolean = () => true,
): ModelCommand {
  return {
    check,
    run(model, real) {
      run(model, real);
      if (model.count !== real.count) {
        throw new Disagreement(`the model knows ${model.count} connections, the router ${real.count}`);
      }
    },
    toString: () => name,
  };
}

function same(expected: readonly Class[], seen: readonly Class[]): void {
  const [a, b] = [expected, seen].map(list => list.map(({ ctstate, ctdir }) => `${ctstate} ${ctdir}`).join(', '));
  if (a !== b) throw new Disagreement(`the model sees ${a}; the router ${b}`);
}

function otherEnd(end: EndName): EndName {
  return end === 'client' ? 'server' : 'client';
}
