Feature: Sets of ipset
  What `ipset save` prints stands before the tables of a dump, whose rules look into the sets and fill them.

  Scenario Outline: <match> is for <packet>: <verdict>
    Given the ruleset:
      """
      create hosts hash:ip family inet hashsize 1024 maxelem 65536
      add hosts 192.0.2.10
      create nets hash:net family inet hashsize 1024 maxelem 65536
      add nets 192.0.2.0/24
      add nets 192.0.2.64/26 nomatch
      add nets 192.0.2.77
      create services hash:ip,port family inet hashsize 1024 maxelem 65536
      add services 198.51.100.10,tcp:80
      add services 198.51.100.10,udp:53
      create netports hash:net,port family inet hashsize 1024 maxelem 65536
      add netports 198.51.100.0/24,udp:60-69
      create ports bitmap:port range 0-1024
      add ports 22
      add ports 53
      create doors hash:net,iface family inet hashsize 1024 maxelem 65536
      add doors 192.0.2.0/24,c0
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD <match> -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet   | verdict   |
      | <packet> | <verdict> |

    @id:ruleset-ipset-match
    Examples:
      | match                                          | packet                             | verdict |
      | -m set --match-set hosts src                   | udp client:1 > server:53 len 4     | DROP    |
      | -m set --match-set hosts dst                   | udp client:1 > server:53 len 4     | ACCEPT  |
      | -m set ! --match-set hosts dst                 | udp client:1 > server:53 len 4     | DROP    |
      | -m set --match-set nets src                    | udp client:1 > server:53 len 4     | DROP    |
      | -m set --match-set nets src                    | udp 192.0.2.70:1 > server:53 len 4 | ACCEPT  |
      | -m set --match-set nets src                    | udp 192.0.2.77:1 > server:53 len 4 | DROP    |
      | -m set ! --match-set nets src                  | udp 192.0.2.70:1 > server:53 len 4 | DROP    |
      | -m set --match-set nets src --return-nomatch   | udp 192.0.2.70:1 > server:53 len 4 | DROP    |
      | -m set --match-set nets src --return-nomatch   | udp client:1 > server:53 len 4     | ACCEPT  |
      | -m set --match-set services dst,dst            | udp client:1 > server:53 len 4     | DROP    |
      | -m set --match-set services dst,dst            | tcp client:1 > server:53 S 0:0(0)  | ACCEPT  |
      | -m set --match-set services dst,src            | udp client:53 > server:1 len 4     | DROP    |
      | -m set --match-set netports dst,dst            | udp client:1 > server:65 len 4     | DROP    |
      | -m set --match-set netports dst,dst            | udp client:1 > server:70 len 4     | ACCEPT  |
      | -p udp -m set --match-set ports dst            | udp client:1 > server:53 len 4     | DROP    |
      | -p udp -m set --match-set ports dst            | udp client:1 > server:54 len 4     | ACCEPT  |
      | -m set --match-set doors src,src               | udp client:1 > server:54 len 4     | DROP    |
      | -m set --match-set doors src,dst               | udp client:1 > server:54 len 4     | ACCEPT  |

  @id:ruleset-ipset-fill
  Scenario: Rules put addresses into a set and take them out again
    Given the ruleset:
      """
      create seen hash:ip family inet hashsize 1024 maxelem 65536 timeout 600
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -p udp --dport 1 -j SET --add-set seen src
      -A FORWARD -p udp --dport 2 -m set --match-set seen src -j DROP
      -A FORWARD -p udp --dport 3 -j SET --del-set seen src
      -A FORWARD -p udp --dport 4 -j SET --add-set seen src --exist --timeout 1
      COMMIT
      """
    When these packets arrive:
      | t   | packet                            | verdict | rule                  |
      | 0   | udp client:9 > server:2 len 4     | ACCEPT  | filter FORWARD policy |
      | 0   | udp client:9 > server:1 len 4     | ACCEPT  | filter FORWARD policy |
      | 0   | udp client:9 > server:2 len 4     | DROP    | filter FORWARD 2      |
      | 0   | udp 192.0.2.77:9 > server:2 len 4 | ACCEPT  | filter FORWARD policy |
      | 0   | udp client:9 > server:3 len 4     | ACCEPT  | filter FORWARD policy |
      | 0   | udp client:9 > server:2 len 4     | ACCEPT  | filter FORWARD policy |
      | 0   | udp client:9 > server:1 len 4     | ACCEPT  | filter FORWARD policy |
      | 0   | udp client:9 > server:4 len 4     | ACCEPT  | filter FORWARD policy |
      | 0.5 | udp client:9 > server:2 len 4     | DROP    | filter FORWARD 2      |
      | 2.2 | udp client:9 > server:2 len 4     | ACCEPT  | filter FORWARD policy |

  @id:ruleset-ipset-shared
  Scenario: All tables know the sets, those of IPv6 and those that are loaded later too
    Given the ruleset:
      """
      create blocked hash:ip family inet hashsize 1024 maxelem 65536
      create blocked6 hash:net family inet6 hashsize 1024 maxelem 65536
      add blocked6 2001:db8:1::/64
      *raw
      :PREROUTING ACCEPT [0:0]
      -A PREROUTING -m set --match-set blocked src -j DROP
      COMMIT
      """
    And the ruleset:
      """
      # Generated by ip6tables-save v1.8.9
      add blocked 192.0.2.66
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -m set --match-set blocked6 src -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                              | verdict | rule                 |
      | udp 192.0.2.66:9 > server:1 len 4   | DROP    | ip raw PREROUTING 1  |
      | udp client6:9 > server6:1 len 4     | DROP    | ip6 filter FORWARD 1 |
      | udp client:9 > server:1 len 4       | ACCEPT  | ip raw PREROUTING policy |
