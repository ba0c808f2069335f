@src:xt_owner.c @src:nft_meta.c
Feature: Rules that ask whose process has sent a packet
  Processes of the router are root's. What is forwarded, and what the router says of its own accord, no process has sent.

  @id:ruleset-owner
  Scenario Outline: <what>
    Given the ruleset:
      """
      *filter
      :OUTPUT ACCEPT [0:0]
      -A OUTPUT -p udp -m owner <option> -j DROP
      COMMIT
      """
    When these packets arrive:
      | in | packet                           | verdict   |
      | lo | udp router-s0:9 > server:9 len 4 | <verdict> |

    Examples:
      | what                                  | option                        | verdict |
      | A process of that user                | --uid-owner 0                 | DROP    |
      | A process of another user             | ! --uid-owner 0               | ACCEPT  |
      | A process of one of several users     | --uid-owner 0-0               | DROP    |
      | A process of that group               | --gid-owner 0                 | DROP    |
      | Both user and group must be asked for | --uid-owner 0 ! --gid-owner 0 | ACCEPT  |

  @id:ruleset-owner-nobody
  Scenario: What no process has sent fits only what somebody else has sent
    The router answers an echo.
    Given the ruleset:
      """
      *mangle
      :POSTROUTING ACCEPT [0:0]
      -A POSTROUTING -m owner --uid-owner 0 -m comment --comment "root's" -j MARK --set-xmark 0x1/0xffffffff
      -A POSTROUTING -m owner ! --uid-owner 0 -m comment --comment "not root's" -j MARK --set-xmark 0x2/0xffffffff
      COMMIT
      """
    When these packets arrive:
      | in | packet                                       |
      | c0 | icmp client > router echo-request id 1 seq 1 |
      | c0 | udp client:9 > server:9 len 4                |
      | lo | udp router-s0:9 > server:9 len 4             |
    Then the rules have counted:
      | rule       | packets |
      | root's     | 1       |
      | not root's | 2       |

  @id:ruleset-owner-copy
  Scenario: The copy of a broadcast that comes back to the router belongs to nobody
    Given the ruleset:
      """
      *mangle
      :POSTROUTING ACCEPT [0:0]
      -A POSTROUTING -m owner --uid-owner 0 -m comment --comment "root's"
      -A POSTROUTING -m owner ! --uid-owner 0 -m comment --comment "not root's"
      COMMIT
      """
    When these packets arrive:
      | in | packet                             |
      | lo | udp router:9 > 192.0.2.255:9 len 4 |
    Then the rules have counted:
      | rule       | packets |
      | root's     | 1       |
      | not root's | 1       |

  @id:ruleset-skuid
  Scenario Outline: nftables asks so: <match>
    Given the ruleset:
      """
      table inet filter {
        chain out {
          type filter hook postrouting priority filter; policy accept;
          <match> drop
        }
      }
      """
    When these packets arrive:
      | in | packet                           | verdict   |
      | lo | udp router-s0:9 > server:9 len 4 | <own>     |
      | c0 | udp client:9 > server:9 len 4    | <passing> |

    Examples:
      | match                        | own    | passing |
      | meta skuid 0                 | DROP   | ACCEPT  |
      | skuid != 1000                | DROP   | ACCEPT  |
      | meta skuid { 33, 1000-1999 } | ACCEPT | ACCEPT  |
      | skgid "root"                 | DROP   | ACCEPT  |
