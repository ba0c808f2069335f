@tool:conntrack
Feature: What conntrack -S prints
  A line for each processor; here they are summed up in one.

  @id:tools-statistics
  Scenario: The counters of the table
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet                  | ctstate | 
      | >   | S 0:0(0) win 64240      | NEW     | 
      | <   | SF. 0:0(0) ack 1 win 100 | INVALID |
    Then conntrack -S prints:
      """
      cpu=0   	found=0 invalid=1 insert=0 insert_failed=0 drop=0 early_drop=0 error=0 search_restart=0 clash_resolve=0 chaintoolong=0 
      """
