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
}
