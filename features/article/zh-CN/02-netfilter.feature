# language: zh-CN
@src:netfilter/core.c
功能: Netfilter
  Netfilter 是 Linux network stack 里的一系列 hooks。内核模块可以在上面注册回调函数，每个经过某个 hook 的包，都会经过
  注册在那里的回调函数。iptables 只是建立在 Netfilter 上的一个工具：它的 chains 和 hooks 同名，FORWARD 链里的一条
  规则，就是 FORWARD hook 上的一个回调函数，和包括 conntrack 在内的其他回调函数排在一起。

  @id:article-netfilter-called-back-zh
  场景: 每个经过 hook 的包都会经过在那里注册的回调函数
    假如回调函数：
      | 钩子    | 优先级 | 名称   | 匹配 | 裁决   |
      | FORWARD | 0      | module | any  | ACCEPT |
    并且流 udp client:1024 > server:53
    当收到这些报文：
      | 方向 | 报文       | 裁决   |
      | >    | udp len 20 | ACCEPT |
      | <    | udp len 80 | ACCEPT |
    那么第 1 个报文遇到这些回调函数：
      | 钩子        | 回调                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING  | nf_conntrack_in       | ACCEPT |
      | FORWARD     | module                | ACCEPT |
      | POSTROUTING | nf_confirm            | ACCEPT |
    并且第 2 个报文遇到这些回调函数：
      | 钩子        | 回调                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING  | nf_conntrack_in       | ACCEPT |
      | FORWARD     | module                | ACCEPT |
      | POSTROUTING | nf_confirm            | ACCEPT |

  @id:article-netfilter-own-hook-zh
  场景: 没有在某个 hook 上注册的回调函数，在那里不会被调用
    假如回调函数：
      | 钩子  | 优先级 | 名称   | 匹配 | 裁决 |
      | INPUT | 0      | module | any  | DROP |
    当收到这些报文：
      | 报文                               | 裁决   |
      | udp client:1024 > server:53 len 20 | ACCEPT |
    那么第 1 个报文遇到这些回调函数：
      | 钩子        | 回调                  |
      | PREROUTING  | ipv4_conntrack_defrag |
      | PREROUTING  | nf_conntrack_in       |
      | POSTROUTING | nf_confirm            |

  @id:article-netfilter-several-zh
  场景: 多个模块可以在同一个 hook 上注册，按优先级依次被调用
    假如回调函数：
      | 钩子    | 优先级 | 名称   | 匹配 | 裁决   |
      | FORWARD | 10     | second | any  | ACCEPT |
      | FORWARD | 20     | third  | any  | ACCEPT |
      | FORWARD | -10    | first  | any  | ACCEPT |
    当收到这些报文：
      | 报文                               |
      | udp client:1024 > server:53 len 20 |
    那么第 1 个报文遇到这些回调函数：
      | 钩子        | 回调                  |
      | PREROUTING  | ipv4_conntrack_defrag |
      | PREROUTING  | nf_conntrack_in       |
      | FORWARD     | first                 |
      | FORWARD     | second                |
      | FORWARD     | third                 |
      | POSTROUTING | nf_confirm            |

  @id:article-netfilter-iptables-zh
  场景: iptables 的规则只是众多回调函数中的一个
    假如回调函数：
      | 钩子    | 优先级 | 名称                                  | 匹配         | 裁决   |
      | FORWARD | 0      | iptables -A FORWARD -p tcp --dport 23 | tcp dport 23 | DROP   |
      | FORWARD | 10     | another module                        | any          | ACCEPT |
    当收到这些报文：
      | 报文                                           | 裁决   |
      | tcp client:1024 > server:23 S 0:0(0) win 65535 | DROP   |
      | tcp client:1024 > server:22 S 0:0(0) win 65535 | ACCEPT |
    那么第 1 个报文没有离开
    并且第 1 个报文遇到这些回调函数：
      | 钩子       | 回调                                  | 裁决   |
      | PREROUTING | ipv4_conntrack_defrag                 | ACCEPT |
      | PREROUTING | nf_conntrack_in                       | ACCEPT |
      | FORWARD    | iptables -A FORWARD -p tcp --dport 23 | DROP   |
    并且第 2 个报文遇到这些回调函数：
      | 钩子        | 回调                                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag                 | ACCEPT |
      | PREROUTING  | nf_conntrack_in                       | ACCEPT |
      | FORWARD     | iptables -A FORWARD -p tcp --dport 23 | ACCEPT |
      | FORWARD     | another module                        | ACCEPT |
      | POSTROUTING | nf_confirm                            | ACCEPT |
