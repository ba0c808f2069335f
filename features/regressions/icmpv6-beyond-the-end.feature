# Found by: ctspec fuzz --differential --backend kernel:7.3
@src:is_ineligible @rfc:4443
Feature: A packet whose ICMPv6 message is not there causes no error
  The router cannot tell whether the message was an error itself. Of a fragment it takes that for granted.

  @id:regression-icmpv6-beyond-the-end
  Scenario Outline: <what> on its last hop is <told>
    When these packets arrive:
      | packet                                                  | out   |
      | ip client6 > server6 proto 58 (<headers>, ttl 1)        | <out> |

    Examples:
      | what                                         | headers                      | out | told                       |
      | One that ends behind options                 | destination 0x010400000000   | -   | dropped in silence         |
