# Found by: ctspec fuzz --differential --seed 7
Feature: Two protocols between the same two hosts
  The kernel backend took the listing of a protocol without ports for that of a TCP connection between the same
  addresses.

  @id:regression-dccp-beside-tcp @since:6.18
  Scenario: A connection without ports is listed apart from a TCP connection of the same hosts
    When these packets arrive:
      | packet                                        | ctstate | state       |
      | tcp server:20 > client:50000 . =5:5(0) ack =9 | NEW     | ESTABLISHED |
      | ip client > server proto 33 0x0270            | NEW     | -           |
    Then the table holds:
      | protocol | state       | original                 |
      | tcp      | ESTABLISHED | server:20 > client:50000 |
      | unknown  | -           | client > server          |
