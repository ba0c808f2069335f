@src:nf_nat_masquerade.c @src:nf_nat_core.c
Feature: Incident: a new address, and phones that stay silent
  What people see: after a new lease or a new dial-up session web pages open at once, but SIP phones, VPNs over UDP and game
  servers stay dead until the router is restarted; tcpdump outside shows their packets leave with the old address.
  Why: the source was translated by SNAT with an address written into the rule, and was chosen for the first packet of the flow.
  A flow that never pauses for longer than its timeout keeps it, whatever the rules say by now.
  What helps: MASQUERADE, which forgets its connections when the address or the interface goes; or conntrack -D when
  the address changes.

  Background:
    Given the network:
      | name     | interface | addresses                         |
      | phone    |           | 192.0.2.10/24                     |
      | fw       | lan       | 192.0.2.1/24                      |
      | fw       | wan       | 198.51.100.1/25 198.51.100.129/25 |
      | provider |           | 198.51.100.130/25                 |
      | sip      |           | 203.0.113.5/24                    |
    And the routes:
      | at | to      | via      |
      | fw | default | provider |

  Rule: The trouble

    @id:incident-changed-address-snat
    Scenario: The flow goes on with the address that is gone, though the rules name the new one
      Given the callbacks:
        | hook        | match         | verdict              |
        | POSTROUTING | oifname "wan" | SNAT to 198.51.100.1 |
      When these packets arrive:
        | packet                          | ctstate | out |
        | udp phone:5060 > sip:5060 len 4 | NEW     | wan |
      And the address 198.51.100.1 goes away
      And the callbacks:
        | hook        | priority | match         | verdict                |
        | POSTROUTING | 99       | oifname "wan" | SNAT to 198.51.100.129 |
      And 29 seconds pass
      And these packets arrive:
        | packet                          | ctstate | timeout |
        | udp phone:5060 > sip:5060 len 4 | NEW     | 30      |
        | udp phone:5062 > sip:5060 len 4 | NEW     | 30      |
      Then packet 2 leaves as:
        """
        udp 198.51.100.1:5060 > sip:5060 len 4
        """
      And packet 3 leaves as:
        """
        udp 198.51.100.129:5062 > sip:5060 len 4
        """

  Rule: What helps

    @id:incident-changed-address-masquerade
    Scenario: MASQUERADE forgets the flow with the address, and its next packet has the new one
      Given the callbacks:
        | hook        | match         | verdict    |
        | POSTROUTING | oifname "wan" | MASQUERADE |
      When these packets arrive:
        | packet                                   | ctstate |
        | udp phone:5060 > 198.51.100.9:5060 len 4 | NEW     |
      And the address 198.51.100.1 goes away
      Then the table is empty
      When these packets arrive:
        | packet                                   | ctstate |
        | udp phone:5060 > 198.51.100.9:5060 len 4 | NEW     |
      Then packet 1 leaves as:
        """
        udp 198.51.100.1:5060 > 198.51.100.9:5060 len 4
        """
      And packet 2 leaves as:
        """
        udp 198.51.100.129:5060 > 198.51.100.9:5060 len 4
        """

    @id:incident-changed-address-down
    Scenario: So it is when the interface goes down, as a dial-up link does
      Given the callbacks:
        | hook        | match         | verdict    |
        | POSTROUTING | oifname "wan" | MASQUERADE |
      When these packets arrive:
        | packet                          | ctstate | events |
        | udp phone:5060 > sip:5060 len 4 | NEW     | NEW    |
      And the interface wan goes down
      Then the table is empty

    @id:incident-changed-address-delete
    Scenario: Behind SNAT the entries have to be deleted by hand
      Given the callbacks:
        | hook        | match         | verdict              |
        | POSTROUTING | oifname "wan" | SNAT to 198.51.100.1 |
      When these packets arrive:
        | packet                          | ctstate |
        | udp phone:5060 > sip:5060 len 4 | NEW     |
      And the address 198.51.100.1 goes away
      And the callbacks:
        | hook        | priority | match         | verdict                |
        | POSTROUTING | 99       | oifname "wan" | SNAT to 198.51.100.129 |
      And conntrack -D -q 198.51.100.1 is run
      And these packets arrive:
        | packet                          | ctstate |
        | udp phone:5060 > sip:5060 len 4 | NEW     |
      Then packet 2 leaves as:
        """
        udp 198.51.100.129:5060 > sip:5060 len 4
        """
