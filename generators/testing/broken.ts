/** A router with a defect, to prove that campaigns find one: it forgets to take reply tuplehashes out of the table. */
import { ConnectionTable } from '../../src/conntrack/table';

const { remove } = ConnectionTable.prototype;

ConnectionTable.prototype.remove = function (this: ConnectionTable, node: number): void {
  if ((node & 1) === 0) remove.call(this, node);
};
