# Found by: ctspec fuzz --differential --seed -1069995997 --path 1
@src:sctp_error
Feature: Fragments of SCTP whose checksum nobody verifies leave as they came
  Conntrack wants the header in one piece to verify the checksum, and only then.

  @id:regression-unread-sctp-header
  Scenario Outline: With nf_conntrack_checksum <value> a header that lies in two fragments <how>
    Given the sysctls:
      | name                                | value   |
      | net.netfilter.nf_conntrack_checksum | <value> |
    When these packets arrive:
      | packet                                                | verdict |
      | ip client > server proto 132 len 8 (id 2, frag 0+)    | STOLEN  |
      | ip client > server proto 132 len 16 (id 2, frag 8)    | ACCEPT  |
    Then packet 2 leaves as:
      """
      <first>
      <last>
      """

    Examples:
      | value | how             | first                                                                                     | last                                                             |
      | 0     | leaves as it is | ip client > server proto 132 len 8 (id 2, frag 0+, ttl 63)                                | ip client > server proto 132 len 16 (id 2, frag 8, ttl 63)       |
      | 1     | is cut anew     | ip client > server proto 132 0x61626364656667686162636465666768 (id 2, frag 0+, ttl 63)   | ip client > server proto 132 len 8 from 8 (id 2, frag 16, ttl 63) |
