/** The match `set` and the target `SET` of iptables. */
import { InputError } from '../errors';
import { ipsetRef, ipsetSelectors } from './ipset';
import { type Extension, numberOf, type Place } from './iptables-words';
import type { Ipset } from './ruleset';

function named({ ipsets, family }: Place, name: string): Ipset {
  const found = ipsets.get(name) ?? missing(name, [...ipsets.keys()]);
  const hasAddresses = found.types.some(type => type === 'ip' || type === 'net');
  if (hasAddresses && found.family !== family)
    throw new InputError(`the ipset ${name} is not of the family of the dump`);
  return found;
}

function missing(name: string, there: readonly string[]): never {
  const known = there.length > 0 ? `there are ${there.join(', ')}` : 'put what ipset save prints before the tables';
  throw new InputError(`there is no ipset ${name} (${known})`);
}

export const set: Extension = {
  options: ['--match-set'],
  switches: ['--return-nomatch'],
  build: (given, place) =>
    given.each('--match-set', ({ argument, negated }) => {
      const [name, directions] = argument.split(' ');
      const of = ipsetSelectors(named(place, name), directions);
      const exceptions = given.has('--return-nomatch');
      return { kind: 'lookup', of, set: ipsetRef(name), negated, absent: negated, exceptions };
    }),
};

export const SET: Extension = {
  options: ['--add-set', '--del-set', '--timeout'],
  switches: ['--exist'],
  build: (given, place) => {
    const timeout = given.text('--timeout');
    const change = (option: string, act: 'add' | 'update' | 'delete') =>
      given.each(option, ({ argument }) => {
        const [name, directions] = argument.split(' ');
        const of = ipsetSelectors(named(place, name), directions);
        const seconds = timeout === null ? null : numberOf('time', timeout);
        return { kind: 'set element', act, set: ipsetRef(name), of, timeout: seconds, also: [] } as const;
      });
    const changes = [...change('--add-set', given.has('--exist') ? 'update' : 'add'), ...change('--del-set', 'delete')];
    if (changes.length === 0) throw new InputError('SET needs --add-set or --del-set');
    return changes;
  },
};
