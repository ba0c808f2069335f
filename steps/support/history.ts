/** What a scenario has done to its router so far, as a workload, so that it can be done once more. */
import type { TranslationRule, Workload, WorkloadEvent } from '../../generators/workload';
import type { Backend, RouterOptions } from '../../src/backend/backend';
import { isTranslation } from '../../src/backend/nat-callback';
import { InputError } from '../../src/errors';

/** As many buckets as the simulator has unless told. */
const BUCKETS = 16384;

export class History {
  readonly #events: WorkloadEvent[] = [];
  readonly #helpers: Workload['router']['helpers'][number][] = [];
  readonly #translations: TranslationRule[] = [];
  readonly #rulesets: string[] = [];
  #options: RouterOptions = {};
  /** What was done that a workload has no words for. */
  #beyond: string | null = null;

  /** Takes note of all that is done to a router from here on. */
  follow(backend: Backend, options: RouterOptions): Backend {
    this.#options = options;
    const { eviction, helpers, mtu, interfaces } = options;
    if (eviction === 'least recently used' || helpers === 'automatic') this.#beyond = 'a router of the article’s time';
    if (mtu !== undefined) this.#beyond = 'another MTU';
    if (interfaces !== undefined) this.#beyond = 'a network of its own';
    this.#followEvents(backend);
    this.#followRules(backend);
    return backend;
  }

  /** Throws InputError after something that no workload can do. */
  workload(): Workload {
    if (this.#beyond) throw new InputError(`this is not allowed in a scenario with ${this.#beyond}`);
    const { seed = 0, buckets = BUCKETS } = this.#options;
    return {
      router: {
        seed,
        buckets,
        sysctls: [],
        helpers: this.#helpers,
        translations: this.#translations,
        rulesets: this.#rulesets,
      },
      events: this.#events,
    };
  }

  #followEvents(backend: Backend): void {
    const inject = backend.inject.bind(backend);
    backend.inject = (device, bytes) => {
      this.#events.push({ kind: 'packet', device, bytes });
      return inject(device, bytes);
    };
    const advance = backend.advance.bind(backend);
    backend.advance = seconds => {
      this.#events.push({ kind: 'wait', seconds });
      return advance(seconds);
    };
    const setSysctl = backend.setSysctl.bind(backend);
    backend.setSysctl = (name, value) => {
      this.#events.push({ kind: 'sysctl', name, value });
      return setSysctl(name, value);
    };
  }

  #followRules(backend: Backend): void {
    const assignHelper = backend.assignHelper.bind(backend);
    backend.assignHelper = async (name, protocol, port) => {
      this.#helpers.push({ name, protocol, port });
      const before = this.#beyond;
      await assignHelper(name, protocol, port);
      // The simulator does it with callbacks of its own.
      this.#beyond = before;
    };
    const addCallback = backend.addCallback.bind(backend);
    backend.addCallback = rule => {
      const { action } = rule;
      if (isTranslation(action)) this.#translations.push({ ...rule, action });
      else this.#beyond = 'callbacks';
      return addCallback(rule);
    };
    const remove = backend.remove.bind(backend);
    backend.remove = entry => {
      this.#beyond = 'entries that were deleted';
      return remove(entry);
    };
    const loadRuleset = backend.loadRuleset.bind(backend);
    backend.loadRuleset = text => {
      this.#rulesets.push(text);
      return loadRuleset(text);
    };
    const removeAddress = backend.removeAddress.bind(backend);
    backend.removeAddress = address => {
      this.#beyond = 'addresses that went away';
      return removeAddress(address);
    };
    const takeDown = backend.takeDown.bind(backend);
    backend.takeDown = device => {
      this.#beyond = 'interfaces that went down';
      return takeDown(device);
    };
    const handleQueue = backend.handleQueue.bind(backend);
    backend.handleQueue = (...args) => {
      this.#beyond = 'queues';
      return handleQueue(...args);
    };
  }
}
