@src:nf_conntrack_proto_tcp.c
Feature: Combinations of TCP flags
  Only a few combinations of SYN, FIN, RST, ACK and URG ever come from an honest endpoint. All others are the
  work of port scanners and of broken senders, and are INVALID whatever the state of the connection. PSH,
  and the two bits of explicit congestion notification (ECE and CWR, RFC 3168), may go with any.

  Background:
    Given the flow tcp client:1024 > server:80
    And packets have brought the connection to ESTABLISHED

  @id:tcp-flags-valid
  Scenario Outline: <flags> may stand in a header
    When these packets arrive:
      | dir   | packet   | ctstate     | reason |
      | <dir> | <packet> | ESTABLISHED | -      |

    Examples: The nine combinations there are
      | flags            | packet                     | dir |
      | SYN alone        | S 1:1(0) win 65535         | >   |
      | RST alone        | R 1:1(0) win 65535         | >   |
      | ACK alone        | . 1:1(0) ack 1 win 65535   | >   |
      | SYN and ACK      | S. 1:1(0) ack 1 win 65535  | <   |
      | SYN and URG      | SU 1:1(0) win 65535        | >   |
      | FIN and ACK      | F. 1:1(0) ack 1 win 65535  | >   |
      | RST and ACK      | R. 1:1(0) ack 1 win 65535  | >   |
      | ACK and URG      | .U 1:1(0) ack 1 win 65535  | >   |
      | FIN, ACK and URG | F.U 1:1(0) ack 1 win 65535 | >   |

    Examples: With PSH, ECE and CWR
      | flags                      | packet                       | dir |
      | PSH and ACK                | P. 1:1(0) ack 1 win 65535    | >   |
      | SYN and PSH                | SP 1:1(0) win 65535          | >   |
      | SYN, ECE and CWR           | SEW 1:1(0) win 65535         | >   |
      | SYN, ACK and ECE           | S.E 1:1(0) ack 1 win 65535   | <   |
      | FIN, PSH and ACK           | FP. 1:1(0) ack 1 win 65535   | >   |
      | RST and PSH                | RP 1:1(0) win 65535          | >   |
      | ACK and ECE                | .E 1:1(0) ack 1 win 65535    | >   |
      | ACK and CWR                | .W 1:1(0) ack 1 win 65535    | >   |
      | PSH, ACK, URG, ECE and CWR | P.UEW 1:1(0) ack 1 win 65535 | >   |

  @id:tcp-flags-invalid
  Scenario Outline: <flags> in a header is INVALID
    When these packets arrive:
      | dir | packet   | ctstate | state       | reason                       |
      | >   | <packet> | INVALID | ESTABLISHED | invalid tcp flag combination |

    Examples: All the other combinations
      | flags                      | packet                       |
      | No flag                    | - 1:1(0) win 65535           |
      | FIN alone                  | F 1:1(0) win 65535           |
      | URG alone                  | U 1:1(0) win 65535           |
      | SYN and FIN                | SF 1:1(0) win 65535          |
      | SYN and RST                | SR 1:1(0) win 65535          |
      | FIN and RST                | FR 1:1(0) win 65535          |
      | FIN and URG                | FU 1:1(0) win 65535          |
      | RST and URG                | RU 1:1(0) win 65535          |
      | SYN, FIN and RST           | SFR 1:1(0) win 65535         |
      | SYN, FIN and ACK           | SF. 1:1(0) ack 1 win 65535   |
      | SYN, FIN and URG           | SFU 1:1(0) win 65535         |
      | SYN, RST and ACK           | SR. 1:1(0) ack 1 win 65535   |
      | SYN, RST and URG           | SRU 1:1(0) win 65535         |
      | SYN, ACK and URG           | S.U 1:1(0) ack 1 win 65535   |
      | FIN, RST and ACK           | FR. 1:1(0) ack 1 win 65535   |
      | FIN, RST and URG           | FRU 1:1(0) win 65535         |
      | RST, ACK and URG           | R.U 1:1(0) ack 1 win 65535   |
      | SYN, FIN, RST and ACK      | SFR. 1:1(0) ack 1 win 65535  |
      | SYN, FIN, RST and URG      | SFRU 1:1(0) win 65535        |
      | SYN, FIN, ACK and URG      | SF.U 1:1(0) ack 1 win 65535  |
      | SYN, RST, ACK and URG      | SR.U 1:1(0) ack 1 win 65535  |
      | FIN, RST, ACK and URG      | FR.U 1:1(0) ack 1 win 65535  |
      | SYN, FIN, RST, ACK and URG | SFR.U 1:1(0) ack 1 win 65535 |

    Examples: PSH, ECE and CWR make nothing better
      | flags            | packet               |
      | PSH alone        | P 1:1(0) win 65535   |
      | ECE and CWR      | EW 1:1(0) win 65535  |
      | SYN, FIN and PSH | SFP 1:1(0) win 65535 |
      | FIN, PSH and URG | FPU 1:1(0) win 65535 |

  @id:tcp-flags-reserved @rfc:9293-3.1
  Scenario: The reserved bits of the header are nobody's business
    When these packets arrive:
      | dir | packet                              | ctstate     | reason |
      | >   | . 1:1(0) ack 1 win 65535 reserved 7 | ESTABLISHED | -      |
