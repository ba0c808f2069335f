Feature: Matches of iptables that remember
  What a packet meets depends on those that came before it: how many there were, from whom, and when.

  @id:ruleset-recent-hits
  Scenario: recent counts the packets of each address; ufw and port knocking are made of it
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p tcp --dport 22 -m conntrack --ctstate NEW -m recent --set --name ssh
      -A FORWARD -p tcp --dport 22 -m conntrack --ctstate NEW -m recent --update --seconds 60 --hitcount 3 --name ssh -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                               | verdict | rule                  |
      | tcp client:1 > server:22 S 0:0(0)    | ACCEPT  | filter FORWARD policy |
      | tcp client:2 > server:22 S 0:0(0)    | ACCEPT  | filter FORWARD policy |
      | tcp 192.0.2.9:1 > server:22 S 0:0(0) | ACCEPT  | filter FORWARD policy |
      | tcp client:3 > server:22 S 0:0(0)    | DROP    | filter FORWARD 2      |
      | tcp 192.0.2.9:2 > server:22 S 0:0(0) | ACCEPT  | filter FORWARD policy |
      | tcp client:4 > server:22 S 0:0(0)    | DROP    | filter FORWARD 2      |
    And the rules have counted:
      | rule             | packets | bytes |
      | filter FORWARD 1 | 6       | 240   |
      | filter FORWARD 2 | 2       | 80    |

  @id:ruleset-recent-knock
  Scenario: recent opens a door for who has knocked, and closes it behind them
    Given the ruleset:
      """
      *filter
      :FORWARD DROP
      -A FORWARD -p tcp --dport 7000 -m recent --set --name knock --rsource -j DROP
      -A FORWARD -p tcp --dport 22 -m recent --rcheck --seconds 30 --name knock -j ACCEPT
      -A FORWARD -p tcp --dport 23 -m recent --remove --name knock -j ACCEPT
      -A FORWARD -p tcp --dport 24 -m recent ! --rcheck --name knock -j ACCEPT
      COMMIT
      """
    When these packets arrive:
      | packet                              | verdict | rule                  |
      | tcp client:1 > server:22 S 0:0(0)   | DROP    | filter FORWARD policy |
      | tcp client:1 > server:24 S 0:0(0)   | ACCEPT  | filter FORWARD 4      |
      | tcp client:2 > server:7000 S 0:0(0) | DROP    | filter FORWARD 1      |
      | tcp client:3 > server:22 S 0:0(0)   | ACCEPT  | filter FORWARD 2      |
      | tcp client:4 > server:24 S 0:0(0)   | DROP    | filter FORWARD policy |
      | tcp client:5 > server:23 S 0:0(0)   | ACCEPT  | filter FORWARD 3      |
      | tcp client:6 > server:23 S 0:0(0)   | DROP    | filter FORWARD policy |
      | tcp client:7 > server:22 S 0:0(0)   | DROP    | filter FORWARD policy |

  @id:ruleset-recent-mask
  Scenario: recent takes a whole network for one address, or the address a packet goes to
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 1 -m recent --set --name net --mask 255.255.255.0
      -A FORWARD -p udp --dport 2 -m recent --rcheck --name net --mask 255.255.255.0 -j DROP
      -A FORWARD -p udp --dport 3 -m recent --set --name to --rdest
      -A FORWARD -p udp --dport 4 -m recent --rcheck --name to --rdest -j DROP
      -A FORWARD -p udp --dport 5 -m recent --rcheck --name to -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                           | verdict |
      | udp client:9 > server:1 len 4    | ACCEPT  |
      | udp 192.0.2.99:9 > server:2 len 4 | DROP   |
      | udp client:9 > server:3 len 4    | ACCEPT  |
      | udp 192.0.2.99:9 > server:4 len 4 | DROP   |
      | udp client:9 > server:5 len 4    | ACCEPT  |

  @id:ruleset-recent-seconds
  Scenario: What was seen too long ago is as good as never seen
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 1 -m recent --set --name x
      -A FORWARD -p udp --dport 2 -m recent --rcheck --seconds 1 --name x -j DROP
      -A FORWARD -p udp --dport 3 -m recent --update --seconds 600 --name x -j DROP
      COMMIT
      """
    When these packets arrive:
      | t   | packet                        | verdict |
      | 0   | udp client:9 > server:1 len 4 | ACCEPT  |
      | 0.1 | udp client:9 > server:2 len 4 | DROP    |
      | 1.5 | udp client:9 > server:2 len 4 | ACCEPT  |
      | 1.6 | udp client:9 > server:3 len 4 | DROP    |
      | 1.7 | udp client:9 > server:2 len 4 | DROP    |

  @id:ruleset-hashlimit
  Scenario: hashlimit has a limit for each address, and rules share one by name
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 1 -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name a -j DROP
      -A FORWARD -p udp --dport 2 -m hashlimit --hashlimit-above 1/hour --hashlimit-burst 1 --hashlimit-mode srcip,dstport --hashlimit-name b -j DROP
      -A FORWARD -p udp --dport 3 -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name a -j DROP
      -A FORWARD -p udp --dport 4 -m hashlimit --hashlimit-above 1/hour --hashlimit-burst 1 --hashlimit-mode srcip --hashlimit-srcmask 24 --hashlimit-name c -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                            | verdict |
      | udp client:9 > server:1 len 4     | DROP    |
      | udp client:9 > server:3 len 4     | DROP    |
      | udp client:9 > server:1 len 4     | ACCEPT  |
      | udp 192.0.2.99:9 > server:1 len 4 | DROP    |
      | udp client:9 > server:2 len 4     | ACCEPT  |
      | udp client:9 > server:2 len 4     | DROP    |
      | udp 192.0.2.99:9 > server:2 len 4 | ACCEPT  |
      | udp client:9 > server:4 len 4     | ACCEPT  |
      | udp 192.0.2.99:9 > server:4 len 4 | DROP    |

  @id:ruleset-hashlimit-refills
  Scenario: A limit of hashlimit fills again with time
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 1 -m hashlimit --hashlimit-upto 1/sec --hashlimit-burst 1 --hashlimit-mode srcip --hashlimit-name a --hashlimit-htable-expire 60000 -j DROP
      COMMIT
      """
    When these packets arrive:
      | t   | packet                        | verdict |
      | 0   | udp client:9 > server:1 len 4 | DROP    |
      | 0.4 | udp client:9 > server:1 len 4 | ACCEPT  |
      | 1.3 | udp client:9 > server:1 len 4 | DROP    |
      | 1.4 | udp client:9 > server:1 len 4 | ACCEPT  |

  @id:ruleset-hashlimit-bytes
  Scenario: Of bytes a source may send what comes in a second at once
    Counted are pieces of 16 bytes, and one on top for each packet.
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -m hashlimit --hashlimit-above 1kb/s --hashlimit-mode srcip --hashlimit-name bytes -j DROP
      COMMIT
      """
    When these packets arrive:
      | t | packet                           | verdict |
      | 0 | udp client:9 > server:9 len 472  | ACCEPT  |
      | 0 | udp client:9 > server:9 len 472  | ACCEPT  |
      | 0 | udp client:9 > server:9 len 472  | DROP    |
      | 0 | udp client2:9 > server:9 len 472 | ACCEPT  |
      | 1 | udp client:9 > server:9 len 972  | ACCEPT  |

  @id:ruleset-hashlimit-bytes-burst
  Scenario: A burst is so many seconds' worth, once
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -m hashlimit --hashlimit-upto 1kb/s --hashlimit-burst 2kb --hashlimit-mode srcip --hashlimit-name bytes -j ACCEPT
      -A FORWARD -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                          | verdict |
      | udp client:9 > server:9 len 952 | ACCEPT  |
      | udp client:9 > server:9 len 952 | ACCEPT  |
      | udp client:9 > server:9 len 952 | ACCEPT  |
      | udp client:9 > server:9 len 952 | DROP    |

  @id:ruleset-statistic
  Scenario: statistic takes each third packet, or as many as chance will have
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p udp --dport 1 -m statistic --mode nth --every 3 --packet 1 -j DROP
      -A FORWARD -p udp --dport 2 -m statistic --mode random --probability 1.0 -j DROP
      -A FORWARD -p udp --dport 3 -m statistic --mode random --probability 0.0 -j DROP
      -A FORWARD -p udp --dport 4 -m statistic --mode nth ! --every 2 --packet 0 -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                        | verdict |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | DROP    |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | ACCEPT  |
      | udp client:9 > server:1 len 4 | DROP    |
      | udp client:9 > server:2 len 4 | DROP    |
      | udp client:9 > server:3 len 4 | ACCEPT  |
      | udp client:9 > server:4 len 4 | ACCEPT  |
      | udp client:9 > server:4 len 4 | DROP    |

  @id:ruleset-connlimit
  Scenario: connlimit counts the connections of an address, until TCP closes them
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -p tcp --syn --dport 80 -m connlimit --connlimit-above 2 -j REJECT --reject-with tcp-reset
      -A FORWARD -p udp -m connlimit --connlimit-upto 1 --connlimit-daddr --connlimit-mask 24 -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                                  | verdict | rule                  |
      | tcp client:1 > server:80 S 0:0(0)       | ACCEPT  | filter FORWARD policy |
      | tcp client:2 > server:80 S 0:0(0)       | ACCEPT  | filter FORWARD policy |
      | tcp client:3 > server:80 S 0:0(0)       | DROP    | filter FORWARD 1      |
      | tcp 192.0.2.9:3 > server:80 S 0:0(0)    | ACCEPT  | filter FORWARD policy |
      | tcp server:80 > client:1 R. 0:0(0) ack 1 | ACCEPT | filter FORWARD policy |
    And 1 second passes
    And these packets arrive:
      | packet                                  | verdict | rule                  |
      | tcp client:4 > server:80 S 0:0(0)       | ACCEPT  | filter FORWARD policy |
      | tcp client:5 > server:80 S 0:0(0)       | DROP    | filter FORWARD 1      |
      | udp client:1 > server:5 len 4           | DROP    | filter FORWARD 2      |

  @id:ruleset-connlimit-invalid
  Scenario: A packet without a connection counts as one, as long as there is one of its addresses and ports
    Given the ruleset:
      """
      *filter
      :FORWARD ACCEPT
      -A FORWARD -i s0 -m connlimit --connlimit-above 1 --connlimit-mask 24 -j DROP
      COMMIT
      """
    When these packets arrive:
      | packet                                          | ctstate | verdict |
      | tcp server:80 > client:1 S. 0:0(0) ack 1        | INVALID | ACCEPT  |
      | tcp client:1 > server:80 S 0:0(0)               | NEW     | ACCEPT  |
      | icmp server > client echo-reply id 1 seq 1      | INVALID | DROP    |
