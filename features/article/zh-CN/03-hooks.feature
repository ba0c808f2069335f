# language: zh-CN
@src:ip_input.c @src:ip_forward.c @src:ip_output.c
功能: 五个 hooks
  Netfilter 在 network stack 里插入了 5 个 hooks，在不同的阶段对包进行处理：

      [1 PREROUTING] --> ROUTER --> [3 FORWARD] --> [4 POSTROUTING]
                           |  |
                           v                             |
                       [2 INPUT] --> LOCAL PROCESS --> [5 OUTPUT]

  从外面来的包在路由之前经过 PREROUTING（所以在这里做的 DNAT 决定包往哪里去）；进入本机的再经过 INPUT，不进入本机的
  经过 FORWARD。离开本机的包经过 OUTPUT。凡是要发出去的包，路由之后都经过 POSTROUTING，SNAT 就在这里实现。

  文中说所有的包都会经过 PREROUTING；从文中的图可以看出，本机进程发出的包并不经过它。另外，不成其为 IP 包的，在第一个
  hook 之前就被丢弃了。

  @id:article-hooks-forwarded-zh
  场景大纲: 不进入本机的包经过 PREROUTING、FORWARD 和 POSTROUTING（<协议>）
    当收到这些报文：
      | 报文                                   | 裁决   | 出口 |
      | udp <client>:1024 > <server>:53 len 20 | ACCEPT | s0   |
    那么第 1 个报文经过：
      | 钩子        |
      | PREROUTING  |
      | FORWARD     |
      | POSTROUTING |

    例子:
      | 协议 | client           | server           |
      | IPv4 | client           | server           |
      | IPv6 | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-hooks-local-in-zh
  场景大纲: 要进入本机的包经过 PREROUTING 和 INPUT（<协议>）
    当收到这些报文：
      | 报文                           | 裁决   | 出口     |
      | <icmp> echo-request id 1 seq 1 | ACCEPT | local c0 |
    那么第 1 个报文经过：
      | 钩子       |
      | PREROUTING |
      | INPUT      |

    例子:
      | 协议 | icmp                    |
      | IPv4 | icmp client > router    |
      | IPv6 | icmp6 client6 > router6 |

  @id:article-hooks-local-out-zh
  场景大纲: 本机进程发出的包经过 OUTPUT 和 POSTROUTING，不经过 PREROUTING（<协议>）
    当收到这些报文：
      | 报文                           | 裁决   | 出口 |
      | <icmp> echo-request id 1 seq 1 | ACCEPT | c0   |
    那么第 1 个报文经过：
      | 钩子        |
      | OUTPUT      |
      | POSTROUTING |

    例子:
      | 协议 | icmp                    |
      | IPv4 | icmp router > client    |
      | IPv6 | icmp6 router6 > client6 |

  @id:article-hooks-answers-zh
  场景大纲: 本机作出的应答也经过 <钩子>：那里的回调函数可以拦住它
    请求已经送达，回显应答却过不了这个回调函数。
    假如回调函数：
      | 钩子   | 优先级 | 匹配 | 裁决 |
      | <钩子> | 0      | icmp | DROP |
    当收到这些报文：
      | 报文                                         | 裁决   | 路径             | 出口  |
      | icmp client > router echo-request id 1 seq 1 | ACCEPT | PREROUTING INPUT | local |

    例子:
      | 钩子        |
      | OUTPUT      |
      | POSTROUTING |

  @id:article-hooks-before-routing-zh
  场景: PREROUTING 在路由之前：在那里改过的目的地址，就是用来路由的地址（DNAT）
    用户空间的程序把目的地址改成了本机的地址。
    假如回调函数：
      | 钩子       | 优先级 | 名称 | 匹配         | 裁决    |
      | PREROUTING | -100   | DNAT | udp dport 53 | QUEUE 0 |
    并且队列 0 上的用户态程序把 "c0 00 02 01" 写到第 16 字节
    当收到这些报文：
      | 报文                                           | 裁决   | 路径                           |
      | udp client:1024 > server:53 len 20 no-checksum | ACCEPT | PREROUTING INPUT               |
      | udp client:1024 > server:54 len 20 no-checksum | ACCEPT | PREROUTING FORWARD POSTROUTING |

  @id:article-hooks-after-routing-zh
  场景: POSTROUTING 在路由之后：包带着在那里改过的源地址离开（SNAT）
    用户空间的程序把源地址改成了本机的地址，校验和也一并改好。
    假如回调函数：
      | 钩子        | 优先级 | 名称 | 匹配 | 裁决    |
      | POSTROUTING | 100    | SNAT | udp  | QUEUE 0 |
    并且队列 0 上的用户态程序把 "27 4b c6 33 64 01" 写到第 10 字节
    当收到这些报文：
      | 报文                                           | 裁决   | 路径                           | 出口 |
      | udp client:1024 > server:53 len 20 no-checksum | ACCEPT | PREROUTING FORWARD POSTROUTING | s0   |
    那么第 1 个报文离开时是：
      """
      udp router-s0:1024 > server:53 len 20 no-checksum (ttl 63)
      """

  @id:article-hooks-routed-already-zh
  场景: 到了 POSTROUTING，再想改变包的去向已经晚了
    假如回调函数：
      | 钩子        | 优先级 | 匹配 | 裁决    |
      | POSTROUTING | 100    | udp  | QUEUE 0 |
    并且队列 0 上的用户态程序把 "c0 00 02 01" 写到第 16 字节
    当收到这些报文：
      | 报文                                           | 裁决   | 路径                           | 出口 |
      | udp client:1024 > server:53 len 20 no-checksum | ACCEPT | PREROUTING FORWARD POSTROUTING | s0   |

  @id:article-hooks-unsound-zh
  场景: 头部损坏的包在第一个 hook 之前就被丢弃
    当收到这些报文：
      | 报文                                              | ctstate | 裁决 | 路径 |
      | udp client:1024 > server:53 len 20 (bad-checksum) | -       | DROP | -    |
