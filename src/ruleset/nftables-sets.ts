/** Sets and maps of nftables: elements as tuples of intervals. */
import { InputError } from '../errors';
import { typeOf } from './nftables-values';
import type { Interval, RuleVerdict, Selector } from './ruleset';

export interface ElementNode {
  readonly line: number;
  readonly parts: readonly string[];
  readonly verdict: RuleVerdict | { kind: 'DATA'; data: string } | null;
}

export interface SetNode {
  readonly kind: 'set' | 'map';
  readonly line: number;
  readonly name: string;
  readonly items: readonly SetItem[];
}

type SetItem =
  | { key: 'type'; types: readonly string[]; value: string | null }
  | { key: 'typeof'; selectors: readonly Selector[]; value: string | null }
  | { key: 'flags'; flags: readonly string[] }
  | { key: 'elements'; elements: readonly ElementNode[] }
  | { key: 'detail' };

/** A named set, whose elements are read when a rule says what they are compared with. */
export class NamedSet {
  readonly #node: SetNode;

  constructor(node: SetNode) {
    this.#node = node;
    const value = node.items.find(item => item.key === 'type' || item.key === 'typeof')?.value ?? null;
    if (node.kind === 'map' && value !== 'verdict') {
      throw new InputError(`line ${node.line}: map ${node.name}: only maps to verdicts are supported`);
    }
  }

  get elements(): readonly ElementNode[] {
    return this.#node.items.flatMap(item => (item.key === 'elements' ? item.elements : []));
  }

  get isMap(): boolean {
    return this.#node.kind === 'map';
  }
}

/** One element, as what the selectors side by side select. */
export function tupleOf({ parts, line }: ElementNode, selectors: readonly Selector[]): Interval[] {
  if (parts.length !== selectors.length) {
    throw new InputError(
      `the element ${parts.join(' . ')} in line ${line} has ${parts.length} parts, not ${selectors.length}`,
    );
  }
  return parts.map((part, at) => {
    const type = typeOf(selectors[at].key);
    return part === '*' ? [typeof type.most === 'string' ? '' : 0, type.most] : type.read(part);
  });
}

/** The elements of a verdict map, in their order. */
export function verdictsOf(elements: readonly ElementNode[], selectors: readonly Selector[]) {
  return elements.map(element => {
    const { verdict } = element;
    if (verdict === null || verdict.kind === 'DATA') {
      throw new InputError(`the element ${element.parts.join(' . ')} in line ${element.line} has no verdict`);
    }
    return { among: tupleOf(element, selectors), verdict };
  });
}
