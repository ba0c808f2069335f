@src:nf_nat_core.c @src:nf_conntrack_proto_udp.c
Feature: Incident: UDP keeps going to a server that is gone
  What people see: a service was moved to another server, or a pod was replaced; TCP follows at once, but one syslog sender, SIP
  phone or DNS forwarder still talks to the old address, for hours. "conntrack -L -p udp" shows its entry with a timeout
  that never runs out.
  Why: NAT asks its rules for the first packet of a connection only. A UDP flow has no end: a client that keeps its port
  and sends more often than the timeout keeps its entry, and with it the old server. That nobody answers does not matter.
  What helps: delete the entries when the rules change (conntrack -D, which kube-proxy does for its services), or have the
  client pause for longer than the timeout or take another port.

  Background:
    Given the callbacks:
      | hook       | match                                | verdict                   |
      | PREROUTING | ip daddr 198.51.100.19 udp dport 514 | DNAT to 198.51.100.10:514 |
    And the flows:
      | name   | flow                          |
      | sender | udp client:5140 > server9:514 |
      | old    | udp client:5140 > server:514  |

  Rule: The trouble

    @id:incident-stuck-udp-old-server
    Scenario: A new rule does not touch a flow that is there, however long that lasts
      When these packets arrive:
        | t | flow   | dir | packet     | ctstate     | status  | timeout |
        | 0 | sender | >   | udp len 80 | NEW         | DST_NAT | 30      |
        | 1 | old    | <   | udp len 8  | ESTABLISHED |         | 30      |
        | 3 | sender | >   | udp len 80 | ESTABLISHED | ASSURED | 120     |
      And the callbacks:
        | hook       | priority | match                                | verdict                   |
        | PREROUTING | -101     | ip daddr 198.51.100.19 udp dport 514 | DNAT to 198.51.100.12:514 |
      And these packets arrive:
        | t    | flow   | packet     | ctstate     | timeout |
        | +119 | sender | udp len 80 | ESTABLISHED | 120     |
        | +119 | sender | udp len 80 | ESTABLISHED | 120     |
      Then packet 5 leaves as:
        """
        udp client:5140 > server:514 len 80
        """
      When these packets arrive:
        | packet                               | ctstate |
        | udp client:5141 > server9:514 len 80 | NEW     |
      Then packet 6 leaves as:
        """
        udp client:5141 > server2:514 len 80
        """

  Rule: The cause

    @id:incident-stuck-udp-refreshed
    Scenario: An entry that nobody answers is kept as well, thirty seconds at a time
      When these packets arrive:
        | t   | flow   | packet     | ctstate | status    | timeout |
        | 0   | sender | udp len 80 | NEW     | UNREPLIED | 30      |
        | +29 | sender | udp len 80 | NEW     | UNREPLIED | 30      |
        | +29 | sender | udp len 80 | NEW     | UNREPLIED | 30      |
        | +29 | sender | udp len 80 | NEW     | UNREPLIED | 30      |
      Then the table holds 1 entry

    @id:incident-stuck-udp-error
    Scenario: Not even "port unreachable" from the old server ends it
      When these packets arrive:
        | flow   | packet                                                                      | ctstate | timeout |
        | sender | udp len 80                                                                  | NEW     | 30      |
        |        | icmp server > client unreachable port {udp client:5140 > server:514 len 80} | RELATED |         |
        | sender | udp len 80                                                                  | NEW     | 30      |
      Then packet 2 leaves as:
        """
        icmp server9 > client unreachable port {udp client:5140 > server9:514 len 80}
        """
      And packet 3 leaves as:
        """
        udp client:5140 > server:514 len 80
        """

  Rule: What helps

    @id:incident-stuck-udp-delete
    Scenario: With its entry deleted the next packet asks the rules again
      When these packets arrive:
        | flow   | packet     | ctstate |
        | sender | udp len 80 | NEW     |
      And the callbacks:
        | hook       | priority | match                                | verdict                   |
        | PREROUTING | -101     | ip daddr 198.51.100.19 udp dport 514 | DNAT to 198.51.100.12:514 |
      And conntrack -D -p udp -d 198.51.100.19 --dport 514 is run
      Then the table is empty
      When these packets arrive:
        | flow   | packet     | ctstate |
        | sender | udp len 80 | NEW     |
      Then packet 2 leaves as:
        """
        udp client:5140 > server2:514 len 80
        """
      And these events are seen, in order:
        | type    | flow                          |
        | NEW     | udp client:5140 > server9:514 |
        | DESTROY | udp client:5140 > server9:514 |
        | NEW     | udp client:5140 > server9:514 |

    @id:incident-stuck-udp-pause
    Scenario: So it does after a pause longer than the timeout
      When these packets arrive:
        | flow   | packet     | ctstate |
        | sender | udp len 80 | NEW     |
      And the callbacks:
        | hook       | priority | match                                | verdict                   |
        | PREROUTING | -101     | ip daddr 198.51.100.19 udp dport 514 | DNAT to 198.51.100.12:514 |
      And 30 seconds pass
      And these packets arrive:
        | flow   | packet     | ctstate |
        | sender | udp len 80 | NEW     |
      Then packet 2 leaves as:
        """
        udp client:5140 > server2:514 len 80
        """
