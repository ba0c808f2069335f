@src:ct_sip_parse_header_uri @rfc:3261-20.10
Feature: Contacts of SIP that have a port below 1024
  Nobody shall be made to open such a port to calls. Since Linux 6.1 such a contact is passed over; before, the message
  was dropped.

  @id:sip-contact-port
  Scenario: On Linux 5.10 a registration whose contact has a port below 1024 is dropped
    Given Linux 5.10
    And the helper sip on udp port 5060
    And the flow udp client:5060 > server:5060
    When these packets arrive:
      | packet                                                                                                                    | ctstate | verdict | reason               |
      | udp "REGISTER sip:198.51.100.10 SIP/2.0\r\nCSeq: 1 REGISTER\r\nContact: <sip:alice@192.0.2.10:80>\r\nExpires: 600\r\n\r\n" | NEW     | DROP    | cannot parse contact |
    Then there are no expectations
