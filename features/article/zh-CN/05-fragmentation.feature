# language: zh-CN
@src:ip_output.c @src:ip_fragment.c @rfc:791-3.2
功能: 分片
  数据包的长度大于链路的 MTU，就会被分片，装在多个较小的包里面传输出去。只有第一个分片带有端口，所以 conntrack 要先把
  分片收集齐了再看：除了最后到达的一个，每个分片的结果都是 STOLEN；最后一个到了，整个数据包才继续走，出去的时候再次分片。

  @id:article-fragmentation-larger-than-mtu-zh
  场景: 长度大于 MTU 的数据包装在多个较小的包里面传输出去
    假如一台这样的路由器：
      | 设置 | 值   |
      | mtu  | 1400 |
    当收到这些报文：
      | 报文                                 | 裁决   | 出口  |
      | udp client:1024 > server:53 len 1400 | ACCEPT | s0 s0 |
    那么第 1 个报文离开时是：
      """
      udp client:1024 > server:53 len 1400 (frag 0:1376@0+)
      udp client:1024 > server:53 len 1400 (frag 0:32@1376)
      """

  @id:article-fragmentation-fits-zh
  场景: 长度不大于 MTU 的数据包整个传输出去
    假如一台这样的路由器：
      | 设置 | 值   |
      | mtu  | 1400 |
    当收到这些报文：
      | 报文                                 | 裁决   | 出口 |
      | udp client:1024 > server:53 len 1372 | ACCEPT | s0   |

  @id:article-fragmentation-stolen-zh
  场景大纲: 数据包收集齐之前，分片都是 STOLEN（<协议>）
    当收到这些报文：
      | 报文                                                       | ctstate | 裁决   | 出口  |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:1448@0+)  | -       | STOLEN | -     |
      | udp <client>:1024 > <server>:53 len 2000 (frag 7:560@1448) | NEW     | ACCEPT | s0 s0 |
    那么连接表中有 1 项

    例子:
      | 协议 | client           | server           |
      | IPv4 | client           | server           |
      | IPv6 | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-fragmentation-again-zh
  场景: 收集齐的数据包出去的时候再次分片
    当收到这些报文：
      | 报文                                                   | 裁决   |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+)  | STOLEN |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | ACCEPT |
    那么第 1 个报文没有离开
    并且第 2 个报文离开时是：
      """
      udp client:1024 > server:53 len 2000 (frag 7:1448@0+)
      udp client:1024 > server:53 len 2000 (frag 7:560@1448)
      """

  @id:article-fragmentation-before-conntrack-zh
  场景: 收集分片的回调函数在 conntrack 之前
    当收到这些报文：
      | 报文                                                   | 裁决   |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+)  | STOLEN |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | ACCEPT |
    那么第 1 个报文遇到这些回调函数：
      | 钩子       | 回调                  | 裁决   |
      | PREROUTING | ipv4_conntrack_defrag | STOLEN |
    并且第 2 个报文遇到这些回调函数：
      | 钩子        | 回调                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING  | nf_conntrack_in       | ACCEPT |
      | POSTROUTING | nf_confirm            | ACCEPT |

  @id:article-fragmentation-never-whole-zh
  场景: 缺了一片的数据包哪里也去不了
    当收到这些报文：
      | 报文                                                  | 裁决   |
      | udp client:1024 > server:53 len 2000 (frag 7:1448@0+) | STOLEN |
    并且过了 60 秒
    并且收到这些报文：
      | 报文                                                   | 裁决   |
      | udp client:1024 > server:53 len 2000 (frag 7:560@1448) | STOLEN |
    那么连接表为空
