# Found by: ctspec fuzz --differential --seed 78
Feature: Fragments that end behind the last hook
  Conntrack lets a fragment that is no good pass as it is, and INPUT accepts it. That the router's own reassembly then
  refuses it or keeps it is behind the last hook, where no verdict is given any more.

  @id:regression-fragment-behind-input
  Scenario Outline: A fragment for the router that <what> has passed INPUT
    When these packets arrive:
      | packet                                   | ctstate | verdict |
      | ip client6 > router6 proto 58 <fragment> | INVALID | ACCEPT  |

    Examples: Of ICMPv6
      | what                                   | fragment            |
      | reaches beyond the largest datagram    | len 1 (frag 65528+) |
      | is no multiple of eight bytes          | len 9 (frag 0+)     |
