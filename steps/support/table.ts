/** Tables of steps: headings are checked, cells are read with the place they stand at. */
import type { DataTable } from '@cucumber/cucumber';
import { InputError } from '../../src/errors';
import type { SpecWorld } from './world';

/** Chinese headings by the English ones. */
export const CHINESE_HEADINGS: Record<string, string> = {
  时间: 't',
  流: 'flow',
  方向: 'dir',
  报文: 'packet',
  入口: 'in',
  状态: 'state',
  标志: 'status',
  超时: 'timeout',
  裁决: 'verdict',
  原因: 'reason',
  日志: 'log',
  路径: 'hooks',
  出口: 'out',
  标记: 'mark',
  事件: 'events',
  名称: 'name',
  值: 'value',
  设置: 'setting',
  钩子: 'hook',
  优先级: 'priority',
  匹配: 'match',
  回调: 'callback',
  协议: 'protocol',
  来: 'original',
  回: 'reply',
  助手: 'helper',
  主连接: 'master',
  规则: 'rule',
  报文数: 'packets',
  字节数: 'bytes',
  接口: 'interface',
  地址: 'addresses',
  处: 'at',
  去往: 'to',
  经由: 'via',
};

export class Row {
  /** `FILE:LINE` of the row. */
  readonly place: string;
  readonly #cells: Map<string, string>;

  constructor(place: string, cells: Map<string, string>) {
    this.place = place;
    this.#cells = cells;
  }

  /** The text of a cell; undefined when it is blank or the table has no such column. */
  text(column: string): string | undefined {
    return this.#cells.get(column) || undefined;
  }

  /** The columns in which this row has something. */
  columns(): string[] {
    return [...this.#cells.keys()].filter(column => this.#cells.get(column) !== '');
  }

  /** A cell's value as `parse` reads it; undefined when blank. What cannot be read is an error with its place. */
  value<T>(column: string, parse: (text: string) => T): T | undefined {
    const text = this.text(column);
    return text === undefined ? undefined : this.at(() => parse(text));
  }

  /** The same for a cell that may not be blank. */
  needed<T>(column: string, parse: (text: string) => T): T {
    const text = this.text(column);
    if (text === undefined) throw new InputError(`${this.place}: the column ${column} may not be blank here`);
    return this.at(() => parse(text));
  }

  /** Gives an input error thrown by `read` this row's place. */
  at<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(`${this.place}: ${error.message}`);
    }
  }
}

/** The rows of a table whose headings are all among `allowed`. */
export function readTable(world: SpecWorld, table: DataTable, allowed: readonly string[]): Row[] {
  const [headings, ...rows] = table.raw();
  const place = world.place(0);
  const columns = headings.map(heading => CHINESE_HEADINGS[heading] ?? heading);
  for (const column of columns) {
    if (!allowed.includes(column)) throw new InputError(`${place}: ${unknown('column', column, allowed)}`);
    if (columns.indexOf(column) !== columns.lastIndexOf(column)) {
      throw new InputError(`${place}: the column ${column} is there twice`);
    }
  }
  return rows.map((cells, at) => {
    const byColumn = new Map(columns.map((column, index) => [column, cells[index].trim()]));
    return new Row(world.place(at + 1), byColumn);
  });
}

/** `unknown ctstate "ESTABLISH" (allowed: NEW, ESTABLISHED)`. */
export function unknown(what: string, text: string, allowed: Iterable<string>): string {
  return `unknown ${what} "${text}" (allowed: ${[...allowed].join(', ')})`;
}

/** A parser for a cell that holds one of a few words. */
export function oneOf<T extends string>(what: string, allowed: readonly T[]): (text: string) => T {
  return text => {
    if (!(allowed as readonly string[]).includes(text)) throw new InputError(unknown(what, text, allowed));
    return text as T;
  };
}

/** A parser for a whole number of at least `least`; hexadecimal with `0x`. */
export function wholeNumber(what: string, least = 0): (text: string) => number {
  return text => {
    const value = /^-?(\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least)) throw new InputError(`${what} "${text}" is not a whole number of at least ${least}`);
    return value;
  };
}
