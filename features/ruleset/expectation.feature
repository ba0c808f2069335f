@src:nft_ct.c
Feature: Expectations that rules announce
  A rule may say of a new connection which connection back is to be expected, without a helper that reads it.

  @id:ruleset-expectation
  Scenario: The server may connect to the client, once
    nft tells how long in milliseconds, and the kernel takes them for seconds.
    Given the ruleset:
      """
      table inet t {
        ct expectation database {
          protocol tcp
          dport 5432
          timeout 1h
          size 2
          l3proto ip
        }
        chain forward {
          type filter hook forward priority filter; policy accept;
          ct state new tcp dport 8888 ct expectation set "database"
        }
      }
      """
    When these packets arrive:
      | packet                                  | ctstate |
      | tcp client:1024 > server:8888 S =1:1(0) | NEW     |
    Then /proc/net/nf_conntrack_expect shows:
      """
      3600000 l3proto = 2 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=5432
      """
    When these packets arrive:
      | packet                                          | ctstate     |
      | tcp server:8888 > client:1024 S. =1:1(0) ack =2 | ESTABLISHED |
      | tcp server2:3000 > client:5432 S =1:1(0)        | NEW         |
      | tcp server:3000 > client:5432 S =1:1(0)         | RELATED     |
      | tcp server:3001 > client:5432 S =1:1(0)         | NEW         |
    Then there are no expectations

  @id:ruleset-expectation-most
  Scenario: No more than so many are expected, and the rule ends there
    Given the ruleset:
      """
      table inet t {
        ct expectation one { protocol udp; dport 5000; timeout 10s; size 1; l3proto ip; }
        ct expectation other { protocol udp; dport 5001; timeout 10s; size 1; l3proto ip; }
        chain forward {
          type filter hook forward priority filter; policy accept;
          tcp dport 8888 ct expectation set "one"
          tcp dport 8888 ct expectation set "other" drop
        }
      }
      """
    When these packets arrive:
      | packet                                  | ctstate | verdict |
      | tcp client:1024 > server:8888 S =1:1(0) | NEW     | ACCEPT  |
    Then the expectations are:
      | expected               | master                        |
      | server:* > client:5000 | tcp client:1024 > server:8888 |

  @id:ruleset-expectation-late
  Scenario: Nothing is expected by a connection that is known already
    Given the ruleset:
      """
      table inet t {
        ct expectation late { protocol udp; dport 5000; timeout 10s; size 1; l3proto ip; }
        chain forward {
          type filter hook forward priority filter; policy accept;
          ct state established ct expectation set "late" drop
        }
      }
      """
    When these packets arrive:
      | packet                        | ctstate     | verdict |
      | udp client:9 > server:9 len 4 | NEW         | ACCEPT  |
      | udp server:9 > client:9 len 4 | ESTABLISHED | ACCEPT  |
    Then there are no expectations
