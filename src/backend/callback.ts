/** Callbacks that scenarios register at the simulator's hooks. */
import type { Conntrack } from '../conntrack/conntrack';
import { assignHelper } from '../conntrack/helpers/assign';
import type { Helper } from '../conntrack/helpers/helper';
import { Field, RECORD_WORDS } from '../conntrack/store';
import type { Nat } from '../nat/nat';
import { HOOK_NAMES, type HookFunction, type HookOps, queueTo, Verdict } from '../netfilter/hooks';
import type { Netfilter } from '../netfilter/netfilter';
import { CtInfo, type Packet } from '../packet/packet';
import type { CallbackAction, CallbackRule } from './backend';
import { compileMatch } from './match';
import { isTranslation, natChains, type Translation } from './nat-callback';

/** What callbacks need of the simulator around them. */
export interface CallbackHost {
  readonly conntrack: Conntrack;
  readonly netfilter: Netfilter;
  /** NAT, which there is once somebody asks. */
  nat(): Nat;
  /** Names of the interfaces by index. */
  readonly devices: readonly string[];
  /** Throws `InputError` for a helper that does not exist. */
  helper(name: string): Helper;
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
  const act = actionOf(rule.action as Exclude<CallbackAction, Translation>, host, () => ops);
  const ops: HookOps = {
    name: rule.name,
    hook: HOOK_NAMES.indexOf(rule.hook),
    priority: rule.priority,
    fn: (packet, state) => (matches(packet) ? act(packet, state) : Verdict.ACCEPT),
  };
  return ops;
}

function actionOf(action: Exclude<CallbackAction, Translation>, host: CallbackHost, ops: () => HookOps): HookFunction {
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
      const helper = host.helper(action.helper);
      return accepting(packet => {
        if (packet.ct !== 0) assignHelper(host.conntrack.store, packet.ct, helper);
      });
    }
    case 'NOTRACK':
      return accepting(packet => {
        // Only before conntrack has seen it: raw tables are there for that (`notrack_tg`).
        if (!packet.tracked && packet.ct === 0) packet.ctinfo = CtInfo.UNTRACKED;
      });
    case 'MARK':
      return accepting(packet => {
        packet.mark = action.value;
      });
    case 'CTMARK':
      return accepting(packet => {
        if (packet.ct !== 0) host.conntrack.store.words[packet.ct * RECORD_WORDS + Field.MARK] = action.value;
      });
  }
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
