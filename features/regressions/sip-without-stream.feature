# Found by: ctspec fuzz --differential --seed -1371445517 --path 0
@src:process_sdp @src:nf_nat_sdp_session @since:6.1 @chance
Feature: A session description behind NAT that names no stream
  The address of the session becomes that of its owner, too, though no stream is expected. Earlier kernels wrote what
  happened to lie in memory, which is chance.

  Background:
    Given the helper sip on udp port 5060
    And the callbacks:
      | hook        | match        | verdict    |
      | POSTROUTING | oifname "s0" | MASQUERADE |

  @id:regression-sip-the-only-stream-is-off
  Scenario: The only stream is switched off: the address of the session is the owner's
    When these packets arrive:
      | packet | ctstate |
      | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 77\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 203.0.113.9\r\nm=audio 0 RTP/AVP 0\r\n" | NEW |
    Then packet 1 leaves as:
      """
      udp router-s0:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 78\r\n\r\nv=0\r\no=ann 1 1 IN IP4 203.0.113.9\r\nc=IN IP4 203.0.113.9\r\nm=audio 0 RTP/AVP 0\r\n" (ttl 63)
      """
    And there are no expectations

  @id:regression-sip-no-stream
  Scenario: No stream is described: the address of the session is the owner's
    When these packets arrive:
      | packet | ctstate |
      | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 56\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nc=IN IP4 203.0.113.9\r\n" | NEW |
    Then packet 1 leaves as:
      """
      udp router-s0:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 57\r\n\r\nv=0\r\no=ann 1 1 IN IP4 203.0.113.9\r\nc=IN IP4 203.0.113.9\r\n" (ttl 63)
      """
    And there are no expectations

  @id:regression-sip-no-address
  Scenario: A session without an address stays as it is
    When these packets arrive:
      | packet | ctstate |
      | udp client:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 55\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nm=audio 0 RTP/AVP 0\r\n" | NEW |
    Then packet 1 leaves as:
      """
      udp router-s0:5060 > server:5060 "INVITE sip:bob@198.51.100.10 SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 55\r\n\r\nv=0\r\no=ann 1 1 IN IP4 192.0.2.10\r\nm=audio 0 RTP/AVP 0\r\n" (ttl 63)
      """
    And there are no expectations
