@src:nf_conntrack_ftp.c
Feature: The first lines of an FTP connection
  Where the lines of a connection begin the helper learns from the ends of those before, so the first segment
  of either side cannot announce anything. In FTP these are a greeting and a user's name.

  @id:ftp-first-line
  Scenario Outline: An announcement in the first segment of the <side> is not read
    Given the helper ftp on tcp port 21
    And the flow tcp client:1024 > server:21
    And packets have brought the connection to ESTABLISHED
    When these packets arrive:
      | dir   | packet          | ctstate     | verdict |
      | <dir> | P. "<line>\r\n" | ESTABLISHED | ACCEPT  |
    Then there are no expectations

    Examples: Either side
      | side   | dir | line                              |
      | client | >   | PORT 192,0,2,10,4,1               |
      | server | <   | 227 Passive (198,51,100,10,128,0) |
