# Found by: ctspec fuzz --differential --seed -201561960 --path 4
@src:nf_ct_frag6_queue
Feature: IPv6 fragments of local processes that say they are of another length
  Only what is received is held against the length in its IPv6 header. Of what a local process sends, defragmentation
  takes as many bytes as the header says; where there are not so many, the datagram never becomes whole.

  @id:regression-fragment-shorter-than-its-header
  Scenario: One that ends within its own Fragment header goes no further
    When these packets arrive:
      | packet                                                       | ctstate | hooks  |
      | udp router6:80 > [2001:db8:1::a]:40000 len 0 (frag 0, len 7) | -       | OUTPUT |

  @id:regression-fragment-longer-than-it-says
  Scenario: What is behind the length it says does not count
    When these packets arrive:
      | packet                                                                           | ctstate | hooks              | verdict |
      | ip router6 > [2001:db8:1::a] proto 17 0x03e807d00010b94c (frag 0+, id 3, len 16) | -       | OUTPUT             | STOLEN  |
      | ip router6 > [2001:db8:1::a] proto 17 len 20 (frag 8, id 3, len 16)              | NEW     | OUTPUT POSTROUTING | ACCEPT  |

  @id:regression-fragment-shorter-than-it-says
  Scenario: Where bytes are missing, it waits
    When these packets arrive:
      | packet                                                                           | ctstate | hooks  | verdict |
      | ip router6 > [2001:db8:1::a] proto 17 0x03e807d00010b94c (frag 0+, id 3, len 16) | -       | OUTPUT | STOLEN  |
      | ip router6 > [2001:db8:1::a] proto 17 len 4 (frag 8, id 3, len 16)               | -       | OUTPUT | STOLEN  |
