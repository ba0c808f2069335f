# Found by: ctspec fuzz --differential --seed -2056526145 --path 3
@src:icmp_timestamp @rfc:792
Feature: A timestamp request needs the first of its timestamps only
  What stands behind that does not come back.

  @id:regression-timestamp-request
  Scenario Outline: One with <what> is <answered>
    When these packets arrive:
      | packet                                                       | out   |
      | icmp client > router type 13 code 0 rest 0x00010001 <data>   | <out> |

    Examples:
      | what                            | data   | out       | answered     |
      | less than a timestamp           | len 3  | local     | not answered |
      | one timestamp                   | len 4  | local, c0 | answered     |
      | three, and a byte behind them   | len 13 | local, c0 | answered     |
