# Found by: ctspec fuzz --differential --seed 83
Feature: Datagrams that cannot be cut again
  Fragments that make a datagram whose extension header claims to be longer than all of it pass every hook as that
  datagram. That it cannot be cut for the link again, and goes nowhere, is behind the last hook.

  @id:regression-fragment-behind-postrouting
  Scenario: A reassembled datagram that cannot be cut again has passed all hooks
    When these packets arrive:
      | packet                                                                                     | ctstate | hooks                          | verdict | out |
      | ip server6 > client6 proto 60 0x00912a93069004e233000128000000001100000000000000 (frag 0+) | -       | PREROUTING                     | STOLEN  | -   |
      | ip server6 > client6 proto 60 len 9 (frag 24)                                              | INVALID | PREROUTING FORWARD POSTROUTING | ACCEPT  | -   |
