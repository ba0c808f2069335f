/** Callbacks that scenarios register at the simulator's hooks. */
import { setEvents, setLabel, setMark, setTimeouts } from '../conntrack/assign';
import type { Conntrack } from '../conntrack/conntrack';
import { DIRECTIONS } from '../conntrack/ctstate';
import { eventBits } from '../conntrack/events';
import { helperNamed } from '../conntrack/helpers';
import { assignHelper } from '../conntrack/helpers/assign';
import { chooseZone } from '../conntrack/template';
import { timeoutPolicy } from '../conntrack/timeouts';
import type { Nat } from '../nat/nat';
import { HOOK_NAMES, type HookFunction, type HookOps, queueTo, Verdict } from '../netfilter/hooks';
import type { Netfilter } from '../netfilter/netfilter';
import { CtInfo, type Packet } from '../packet/packet';
import { type CallbackAction, type CallbackRule, protocolOfHelper } from './backend';
import { compileMatch, protocolInMatch } from './match';
import { isTranslation, natChains, type Translation } from './nat-callback';

/** What callbacks need of the simulator around them. */
export interface CallbackHost {
  readonly conntrack: Conntrack;
  readonly netfilter: Netfilter;
  /** NAT, which there is once somebody asks. */
  nat(): Nat;
  /** Names of the interfaces by index. */
  readonly devices: readonly string[];
  /** Number of the packet that is on its way. */
  current(): number;
  /** Takes a packet over from the stack; it stays with the callback until a scenario decides on it. */
  steal(packet: Packet, ops: HookOps): void;
}

/** Registers a callback: at its hook, or where it translates as a chain of type nat. */
export function addCallback(rule: CallbackRule, host: CallbackHost): void {
  const { action } = rule;
  if (isTranslation(action)) for (const chain of natChains(rule, action, host)) host.nat().addChain(chain);
  else host.netfilter.register(callbackOf(rule, host));
}

function callbackOf(rule: CallbackRule, host: CallbackHost): HookOps {
  const matches = compileMatch(rule.match, host.devices);
  const act = actionOf(rule as Untranslating, host, () => ops);
  const ops: HookOps = {
    name: rule.name,
    hook: HOOK_NAMES.indexOf(rule.hook),
    priority: rule.priority,
    fn: (packet, state) => (matches(packet) ? act(packet, state) : Verdict.ACCEPT),
  };
  return ops;
}

type Untranslating = Omit<CallbackRule, 'action'> & { action: Exclude<CallbackAction, Translation> };

function actionOf({ action, match }: Untranslating, host: CallbackHost, ops: () => HookOps): HookFunction {
  switch (action.kind) {
    case 'ACCEPT':
      return () => Verdict.ACCEPT;
    case 'DROP':
      return () => Verdict.DROP;
    case 'QUEUE':
      return () => queueTo(action.queue, action.bypass);
    case 'REPEAT':
      return repeater(action.times, host);
    case 'STOLEN':
      return packet => {
        host.steal(packet.clone(), ops());
        return Verdict.STOLEN;
      };
    case 'HELPER': {
      const helper = helperNamed(action.helper, protocolOfHelper(match));
      return accepting(packet => {
        if (packet.ct !== 0) assignHelper(host.conntrack.store, packet.ct, helper);
      });
    }
    case 'NOTRACK':
      return accepting(packet => {
        // Only before conntrack has seen it: raw tables are there for that (`notrack_tg`).
        if (!packet.tracked && packet.ct === 0 && packet.template === null) packet.ctinfo = CtInfo.UNTRACKED;
      });
    case 'MARK':
      return accepting(packet => {
        packet.mark = action.value;
      });
    case 'CTMARK':
      return withConnection(packet => setMark(host.conntrack, packet.ct, action.value));
    case 'ZONE': {
      const dir = action.direction && DIRECTIONS.indexOf(action.direction);
      return accepting(packet => chooseZone(packet, { id: action.zone, dir }));
    }
    case 'LABEL':
      host.conntrack.hasLabels = true;
      return withConnection(packet => setLabel(host.conntrack, packet.ct, action.label));
    case 'TIMEOUT': {
      const { settings } = host.conntrack;
      const policy = timeoutPolicy(settings, protocolInMatch(match), action.timeouts);
      return withConnection(packet => setTimeouts(host.conntrack, packet, policy));
    }
    case 'EVENTS': {
      const bits = eventBits(action.events);
      return withConnection(packet => setEvents(host.conntrack, packet.ct, bits));
    }
  }
}

/** Accepts every packet, and acts on those that have a connection. */
function withConnection(act: (packet: Packet) => void): HookFunction {
  return accepting(packet => {
    if (packet.ct !== 0) act(packet);
  });
}

function accepting(act: (packet: Packet) => void): HookFunction {
  return packet => {
    act(packet);
    return Verdict.ACCEPT;
  };
}

/** Returns REPEAT so many times for each packet, then ACCEPT. */
function repeater(times: number, host: CallbackHost): HookFunction {
  let packet = 0;
  let round = 0;
  return () => {
    if (packet !== host.current()) {
      packet = host.current();
      round = 0;
    }
    return round++ < times ? Verdict.REPEAT : Verdict.ACCEPT;
  };
}
