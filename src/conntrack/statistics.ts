/** The counters that `conntrack -S` prints (`struct ip_conntrack_stat`). */
export class Statistics {
  found = 0;
  invalid = 0;
  insert = 0;
  insert_failed = 0;
  drop = 0;
  early_drop = 0;
  error = 0;
  search_restart = 0;
  clash_resolve = 0;
  chaintoolong = 0;
  expect_new = 0;
  expect_create = 0;
  expect_delete = 0;

  /** Becomes what another is now. One by one, for a copy made by name takes longer than a packet. */
  take(other: Statistics): void {
    this.found = other.found;
    this.invalid = other.invalid;
    this.insert = other.insert;
    this.insert_failed = other.insert_failed;
    this.drop = other.drop;
    this.early_drop = other.early_drop;
    this.error = other.error;
    this.search_restart = other.search_restart;
    this.clash_resolve = other.clash_resolve;
    this.chaintoolong = other.chaintoolong;
    this.expect_new = other.expect_new;
    this.expect_create = other.expect_create;
    this.expect_delete = other.expect_delete;
  }
}
