/** Sysctls, by their names at run time and from a file. */
import type { DataTable } from '@cucumber/cucumber';
import { InputError } from '../src/errors';
import { parseSysctlConf } from '../src/sysctl';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';
import { readTable } from './support/table';
import type { SpecWorld } from './support/world';

step(
  {
    keyword: 'Given',
    en: 'the sysctls:',
    zh: '系统参数：',
    about: 'Sets sysctls before the first packet.',
    example: `Given the sysctls:
  | name                              | value |
  | net.netfilter.nf_conntrack_max    | 4     |`,
  },
  async (world, table: DataTable) => {
    for (const row of readTable(world, table, ['name', 'value'])) {
      const name = row.needed('name', text => text);
      const value = row.needed('value', text => text);
      await set(world, row.place, name, value);
    }
  },
);

step(
  {
    keyword: 'Given',
    en: 'the sysctl file:',
    zh: '系统参数文件：',
    about: 'Loads a file in the syntax of sysctl.conf, as sysctl -p does.',
    example: `Given the sysctl file:
  """
  # /etc/sysctl.conf
  net.ipv4.netfilter.ip_conntrack_max = 655350
  """`,
  },
  loadFile,
);

step(
  {
    keyword: 'When',
    en: 'the sysctl file is loaded:',
    zh: '载入系统参数文件：',
    about: 'The same while the router is at work.',
    example: `When the sysctl file is loaded:
  """
  net.netfilter.nf_conntrack_max = 655350
  """`,
  },
  loadFile,
);

step(
  {
    keyword: 'When',
    en: 'the sysctl {word} is set to {rest}',
    zh: '系统参数 {word} 设为 {rest}',
    about: 'Sets one sysctl while the router is at work.',
    example: 'When the sysctl net.netfilter.nf_conntrack_max is set to 655350',
  },
  (world, name: string, value: string) => world.backend.setSysctl(name, value),
);

step(
  {
    keyword: 'Then',
    en: 'the sysctl {word} is {int}',
    zh: '系统参数 {word} 为 {int}',
    about: 'The value that reading a sysctl gives.',
    example: 'Then the sysctl net.netfilter.nf_conntrack_count is 1',
  },
  async (world, name: string, expected: number) => {
    const actual = await world.backend.sysctl(name);
    if (actual !== String(expected))
      throw new ExpectationError(`the sysctl ${name}: expected ${expected}, actual ${actual}`);
  },
);

step(
  {
    keyword: 'Then',
    en: 'the sysctl {word} cannot be set to {rest}',
    zh: '系统参数 {word} 不能设为 {rest}',
    about: 'Setting it is refused: it does not exist, is read only, or the value is out of range; what it was stays.',
    example: 'Then the sysctl net.netfilter.nf_conntrack_count cannot be set to 0',
  },
  async (world, name: string, value: string) => {
    try {
      await world.backend.setSysctl(name, value);
    } catch (error) {
      if (error instanceof InputError) return;
      throw error;
    }
    throw new ExpectationError(`the sysctl ${name} could be set to ${value}`);
  },
);

async function loadFile(world: SpecWorld, text: string): Promise<void> {
  for (const { line, mayFail, name, value } of parseSysctlConf(text)) {
    try {
      await set(world, `${world.place()}: line ${line} of the file`, name, value);
    } catch (error) {
      if (!(mayFail && error instanceof InputError)) throw error;
    }
  }
}

async function set(world: SpecWorld, place: string, name: string, value: string): Promise<void> {
  try {
    await world.backend.setSysctl(name, value);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${place}: ${error.message}`) : error;
  }
}
