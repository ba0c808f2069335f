# Found by: ctspec fuzz --differential --seed 214724 --path 0
@src:sip_help_tcp
Feature: A segment with a SIP message that goes on in the next one
  What NAT has made of the messages before it is sent; but by how much they have grown is forgotten, so that later numbers
  are not moved, and the ends do not understand each other any more.

  @id:regression-sip-half-message
  Scenario: A message is translated, the next is not whole, and sequence numbers stay as they are
    Given the helper sip on tcp port 5060
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |
    When these packets arrive:
      | in | packet | ctstate |
      | c0 | tcp client:1024 > server:5060 S =1000:1000(0) | NEW |
      | s0 | tcp server:5060 > router-s0:1024 S. =5000:5000(0) ack =1001 | ESTABLISHED |
      | c0 | tcp client:1024 > server:5060 . =1001:1001(0) ack =5001 | ESTABLISHED |
      | c0 | tcp client:1024 > server:5060 P. =1001:1167(166) ack =5001 "OPTIONS sip:a@b SIP/2.0\r\nContact: <sip:ann@192.0.2.10:1024>\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\nCSeq: 2 OPTIONS\r\nContent-Length: 10\r\n\r\nv=0" | ESTABLISHED |
      | c0 | tcp client:1024 > server:5060 . =1167:1167(0) ack =5001 | ESTABLISHED |
    Then packet 4 leaves as:
      """
      tcp router-s0:1024 > server:5060 P. =1001:1169(168) ack =5001 "OPTIONS sip:a@b SIP/2.0\r\nContact: <sip:ann@198.51.100.1:1024>\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\nCSeq: 2 OPTIONS\r\nContent-Length: 10\r\n\r\nv=0" (ttl 63)
      """
    And packet 5 leaves as:
      """
      tcp router-s0:1024 > server:5060 . =1167:1167(0) ack =5001 (ttl 63)
      """
