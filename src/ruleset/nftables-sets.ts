/** Sets and maps of nftables as they are declared: elements as tuples of intervals. */
import { InputError } from '../errors';
import { secondsIn, typeNamed, typeOf, type ValueType } from './nftables-values';
import type { Interval, RuleVerdict, Selector, SetData, SetElement, Statement } from './ruleset';

export interface ElementNode {
  readonly line: number;
  readonly parts: readonly string[];
  readonly items: readonly ElementItem[];
  readonly verdict?: RuleVerdict;
  readonly data?: readonly string[];
}

/** A statement that remembers something, as the grammar has it. */
export interface StatefulNode {
  readonly kind: 'counter' | 'limit' | 'quota' | 'connections' | 'nothing';
}

type ElementItem =
  | { key: 'timeout' | 'expires'; time: string }
  | { key: 'detail' }
  | { key: 'statement'; statement: StatefulNode };

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
  | { key: 'timeout'; time: string }
  | { key: 'size'; size: number }
  | { key: 'statement'; statement: StatefulNode }
  | { key: 'detail' };

/** Reads what an element remembers. */
export type ReadStatements = (nodes: readonly StatefulNode[]) => Statement[];

/** Most elements of a set that rules fill, where it says nothing of it (`NFT_SET_DEFAULT_SIZE`). */
export const DYNAMIC_SIZE = 0xffff;

/** Reads a declaration. Throws `InputError` that names line and set. */
export function setData({ kind, line, name, items }: SetNode, readStatements: ReadStatements): SetData {
  try {
    const type = items.find(item => item.key === 'type' || item.key === 'typeof');
    if (!type) throw new InputError('it has no type');
    const types = type.key === 'type' ? type.types : type.selectors.map(({ key }) => key);
    for (const each of types) typeNamed(each);
    const timeout = items.find(item => item.key === 'timeout')?.time;
    const isDynamic = items.some(item => item.key === 'flags' && item.flags.includes('dynamic'));
    const size = items.find(item => item.key === 'size')?.size;
    const data: SetData = {
      name,
      leadsTo: kind === 'set' ? null : type.value === 'verdict' ? 'verdict' : 'data',
      types,
      timeout: timeout === undefined ? null : secondsIn(timeout),
      size: size ?? (isDynamic ? DYNAMIC_SIZE : Number.POSITIVE_INFINITY),
      also: readStatements(items.flatMap(item => (item.key === 'statement' ? [item.statement] : []))),
      elements: [],
    };
    const nodes = items.flatMap(item => (item.key === 'elements' ? item.elements : []));
    return { ...data, elements: nodes.map(node => elementOf(data, node, readStatements)) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`line ${line}: ${kind} ${name}: ${error.message}`);
  }
}

/** One element of a set that is declared. */
export function elementOf({ types, leadsTo }: SetData, node: ElementNode, readStatements: ReadStatements): SetElement {
  const element = readElement(node, types.map(typeNamed), readStatements);
  const found = element.verdict ? 'verdict' : element.data === null ? null : 'data';
  if (found !== leadsTo)
    throw new InputError(`the element ${textOf(node)} in line ${node.line} ${LEADS[leadsTo ?? '']}`);
  return element;
}

const LEADS = { verdict: 'has no verdict', data: 'leads to nothing', '': 'is of a map' };

/** Elements in braces, as what the selectors side by side select. */
export function inlineElements(
  nodes: readonly ElementNode[],
  selectors: readonly Selector[],
  readStatements: ReadStatements,
): SetElement[] {
  return nodes.map(node =>
    readElement(
      node,
      selectors.map(({ key }) => typeOf(key)),
      readStatements,
    ),
  );
}

function readElement(node: ElementNode, types: readonly ValueType[], readStatements: ReadStatements): SetElement {
  const { parts, line, items, verdict = null, data } = node;
  if (parts.length !== types.length) {
    throw new InputError(`the element ${textOf(node)} in line ${line} has ${parts.length} parts, not ${types.length}`);
  }
  const among = parts.map((part, at): Interval => {
    const type = types[at];
    return part === '*' ? [typeof type.most === 'string' ? '' : 0, type.most] : type.read(part);
  });
  const times = Object.fromEntries(
    items.flatMap(item => ('time' in item ? [[item.key, secondsIn(item.time)]] : [])),
  ) as Record<'timeout' | 'expires', number | undefined>;
  return {
    among,
    verdict,
    data: data?.join(' . ') ?? null,
    timeout: times.expires ?? times.timeout ?? null,
    also: readStatements(items.flatMap(item => (item.key === 'statement' ? [item.statement] : []))),
  };
}

function textOf({ parts }: ElementNode): string {
  return parts.join(' . ');
}
