/** The router a scenario is about. */
import type { DataTable } from '@cucumber/cucumber';
import { EVICTIONS, HELPER_ASSIGNMENTS, type RouterOptions } from '../src/backend/backend';
import { InputError } from '../src/errors';
import { step } from './support/define';
import { oneOf, readTable, unknown, wholeNumber } from './support/table';

/** The settings of `a router with:`, each with the way it changes the options. */
const SETTINGS: Record<string, (options: RouterOptions, value: string) => void> = {
  'hash seed': (options, value) => {
    options.seed = wholeNumber('the hash seed')(value);
  },
  buckets: (options, value) => {
    options.buckets = wholeNumber('the number of buckets', 1)(value);
  },
  eviction: (options, value) => {
    options.eviction = oneOf('eviction', EVICTIONS)(value);
  },
  helpers: (options, value) => {
    options.helpers = oneOf('assignment of helpers', HELPER_ASSIGNMENTS)(value);
  },
  mtu: (options, value) => {
    options.mtu = wholeNumber('the MTU', 68)(value);
  },
};

step(
  {
    keyword: 'Given',
    en: 'Linux {word}',
    zh: 'Linux {word} 内核',
    about:
      'The version of Linux that the scenario is about. The simulator is one of that version; on a kernel of another the scenario is not observable.',
    example: 'Given Linux 5.10',
  },
  (world, version: string) => world.meanLinux(version),
);

step(
  {
    keyword: 'Given',
    en: 'a router',
    zh: '一台路由器',
    about:
      'The default router, between client (192.0.2.10, 2001:db8:1::10) on c0 and server (198.51.100.10, 2001:db8:2::10) on s0; its own addresses end in .1 and ::1.',
    example: 'Given a router',
  },
  world => world.makeRouter({}),
);

step(
  {
    keyword: 'Given',
    en: 'a router with:',
    zh: '一台这样的路由器：',
    about: `A router that differs from the default one. Settings: ${Object.keys(SETTINGS).join(', ')}.`,
    example: `Given a router with:
  | setting  | value               |
  | buckets  | 4                   |
  | eviction | least recently used |`,
  },
  (world, table: DataTable) => {
    const options: RouterOptions = {};
    for (const row of readTable(world, table, ['setting', 'value'])) {
      const setting = row.needed('setting', text => text);
      const apply = SETTINGS[setting];
      if (!apply) throw new InputError(`${row.place}: ${unknown('setting', setting, Object.keys(SETTINGS))}`);
      row.needed('value', value => apply(options, value));
    }
    world.makeRouter(options);
    if (options.seed !== undefined) world.need('buckets');
    if (options.buckets !== undefined) world.need('table-size');
    if (options.eviction === 'least recently used' || options.helpers === 'automatic') world.need('history');
  },
);
