@src:nf_ct_frag6_gather @src:ipv6_frag_rcv @rfc:6946
Feature: A fragment that is a whole datagram and brings nothing
  Conntrack takes the header off a fragment that is a datagram of its own, unless there is nothing behind it. The router
  then reads on behind that header, and points at it where it does not know the protocol.

  @id:regression-empty-whole-fragment
  Scenario: What is too short for its protocol is not answered
    When these packets arrive:
      | packet                                 | ctstate | verdict | out   |
      | ip server6 > router6 proto 58 (frag 0) | INVALID | ACCEPT  | local |
      | ip server6 > router6 proto 17 (frag 0) | INVALID | ACCEPT  | local |

  @id:regression-empty-whole-fragment-unknown
  Scenario: An unknown protocol is answered with an error that points at the header of the fragment
    When these packets arrive:
      | packet                                 | ctstate | verdict |
      | ip server6 > router6 proto 99 (frag 0) | NEW     | ACCEPT  |
    Then packet 1 leaves as:
      """
      icmp6 router6 > server6 parameter-problem next-header pointer 40 {ip server6 > router6 proto 99 (frag 0)}
      """
