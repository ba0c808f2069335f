@src:nf_conntrack_broadcast.c
Feature: Questions to a whole network
  A NetBIOS name query or an SNMP question may go to all hosts of a network, and each of them answers from its
  own address: to a firewall, strangers. The helpers read no payload. When the router's own process asks the
  broadcast address of a network, answers may come from all of that network, as many as will, for a few seconds.

  @id:broadcast-question
  Scenario Outline: <helper> lets all hosts of the network answer
    Given the helper <helper> on udp port <port>
    When these packets arrive:
      | in | packet                                         | ctstate | timeout   |
      | lo | udp 192.0.2.1:1024 > 192.0.2.255:<port> len 50 | NEW     | <seconds> |
    Then /proc/net/nf_conntrack_expect shows:
      """
      <seconds> l3proto = 2 proto=17 src=192.0.2.255 dst=192.0.2.1 sport=<port> dport=1024 PERMANENT <helper>
      """
    When these packets arrive:
      | packet                                           | ctstate |
      | udp 192.0.2.10:<port> > 192.0.2.1:1024 len 60    | RELATED |
      | udp 192.0.2.11:<port> > 192.0.2.1:1024 len 60    | RELATED |
      | udp 192.0.2.12:1000 > 192.0.2.1:1024 len 60      | NEW     |
      | udp 198.51.100.10:<port> > 192.0.2.1:1024 len 60 | NEW     |
    Then /proc/net/nf_conntrack_expect shows:
      """
      <seconds> l3proto = 2 proto=17 src=192.0.2.255 dst=192.0.2.1 sport=<port> dport=1024 PERMANENT <helper>
      """

    Examples: They differ in their port and in how long answers may take
      | helper     | port | seconds |
      | netbios-ns | 137  | 3       |
      | snmp       | 161  | 30      |

  @id:broadcast-once
  Scenario: What comes back to the router, which is one of all hosts, asks nothing again
    Given the helper netbios-ns on udp port 137
    When these packets arrive:
      | in | packet                                      | ctstate |
      | lo | udp 192.0.2.1:1024 > 192.0.2.255:137 len 50 | NEW     |
    Then these expectation events are seen, in order:
      | type | expected                         | master                               | timeout |
      | NEW  | 192.0.2.255:137 > 192.0.2.1:1024 | udp 192.0.2.1:1024 > 192.0.2.255:137 | 3       |

  @id:broadcast-none
  Scenario Outline: A question <what> lets nobody answer
    Given the helper netbios-ns on udp port 137
    When these packets arrive:
      | in   | packet   | ctstate |
      | <in> | <packet> | NEW     |
    Then there are no expectations

    Examples:
      | what                            | in | packet                                          |
      | to one host                     | lo | udp 192.0.2.1:1024 > 192.0.2.10:137 len 50      |
      | of another host, to its network | c0 | udp 192.0.2.10:1024 > 192.0.2.255:137 len 50    |
      | of a host to another network    | c0 | udp 192.0.2.10:1024 > 198.51.100.255:137 len 50 |
