@src:nf_conntrack_ftp.c @rfc:2428
Feature: FTP over IPv6
  PORT and PASV have room for IPv4 addresses only, so over IPv6 there are EPRT and EPSV. What EPRT names is
  compared with the address of its sender, however it is written.

  Background:
    Given the helper ftp on tcp port 21
    And the flows:
      | name    | flow                                            |
      | control | tcp [2001:db8:1::10]:1024 > [2001:db8:2::10]:21 |
    When these packets arrive:
      | flow    | dir | packet                    | ctstate     |
      | control | >   | S 0:0(0) win 64240        | NEW         |
      | control | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED |
      | control | >   | . ack 1                   | ESTABLISHED |
      | control | <   | P. ack 1 "220 ready\r\n"  | ESTABLISHED |
      | control | >   | P. "USER anonymous\r\n"   | ESTABLISHED |

  @id:ftp-ipv6-eprt
  Scenario Outline: EPRT with the address <how> announces a data connection of the server
    When these packets arrive:
      | flow                                            | packet                               | ctstate     | verdict |
      | control                                         | P. "EPRT \|2\|<address>\|1025\|\r\n" | ESTABLISHED | ACCEPT  |
      | tcp [2001:db8:2::10]:20 > [2001:db8:1::10]:1025 | S 0:0(0) win 64240                   | RELATED     | ACCEPT  |
    Then the table includes:
      | original                                    | master  |
      | [2001:db8:2::10]:20 > [2001:db8:1::10]:1025 | control |

    Examples: Any of its spellings
      | how         | address                                 |
      | in short    | 2001:db8:1::10                          |
      | in full     | 2001:0db8:0001:0000:0000:0000:0000:0010 |
      | in capitals | 2001:DB8:1::10                          |

  @id:ftp-ipv6-epsv
  Scenario: The reply to EPSV announces a data connection of the client
    When these packets arrive:
      | flow                                               | dir | packet                                        | ctstate     |
      | control                                            | <   | P. "229 Extended Passive (\|\|\|32768\|)\r\n" | ESTABLISHED |
      | tcp [2001:db8:1::10]:1025 > [2001:db8:2::10]:32768 | >   | S 0:0(0) win 64240                            | RELATED     |

  @id:ftp-ipv6-wrong-address
  Scenario: EPRT with the address of somebody else announces nothing
    When these packets arrive:
      | flow    | packet                                    | ctstate     | verdict |
      | control | P. "EPRT \|2\|2001:db8:1::66\|1025\|\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

  @id:ftp-ipv6-wrong-family
  Scenario: EPRT with an address of the other family cannot be read, and the segment is dropped
    When these packets arrive:
      | flow    | packet                                | verdict | reason                     |
      | control | P. "EPRT \|1\|192.0.2.10\|1025\|\r\n" | DROP    | partial matching of `EPRT' |
    Then there are no expectations

  @id:ftp-ipv6-listed
  Scenario: In /proc/net/nf_conntrack_expect addresses are written in full
    When these packets arrive:
      | flow    | dir | packet                                        |
      | control | <   | P. "229 Extended Passive (\|\|\|32768\|)\r\n" |
    Then /proc/net/nf_conntrack_expect shows:
      """
      300 l3proto = 10 proto=6 src=2001:0db8:0001:0000:0000:0000:0000:0010 dst=2001:0db8:0002:0000:0000:0000:0000:0010 sport=0 dport=32768 ftp
      """
