# language: zh-CN
@src:nf_conntrack_core.c
功能: hash 表
  conntrack 用一个 hash 表来检索查询。表中的每一项（bucket）都是 hash tuple 的双链表。一个连接有两个 hash tuple：一个
  是“来”方向（包来自建立连接的那一方），一个是“回”方向。两个 tuple 组织在同一个 nf_conn 结构里，它代表这个连接和它的
  状态。hash 值的计算基于 3 层和 4 层的协议信息，同时引入了一个随机量，防止有人瞄准某个 bucket 攻击。

  表有一个最大容量。文中说，表充满时会丢弃最近使用时间最早的连接。Linux 实际上做的是 early drop：在几个 bucket 里寻找
  不是 ASSURED 的连接丢弃；一个也没有的话，就丢弃新来的包。这里两种做法都可以选。

  @id:article-table-two-tuples-zh
  场景: 一个连接有来回两个 hash tuple，都指向同一个 nf_conn
    假如流 udp client:1024 > server:53
    当收到这些报文：
      | 方向 | 报文       | ctstate     | ctdir    |
      | >    | udp len 20 | NEW         | ORIGINAL |
      | <    | udp len 80 | ESTABLISHED | REPLY    |
    那么连接表中有且只有：
      | 来                      | 回                      |
      | client:1024 > server:53 | server:53 > client:1024 |
    并且每一项的两个 tuple 都指向同一个 nf_conn
    并且每一项恰好占据它的两个桶

  @id:article-table-bucket-list-zh
  场景: 多个 hash tuple 可以在同一个 bucket 里，每一个都能找到
    假如一台这样的路由器：
      | 设置    | 值 |
      | buckets | 1  |
    当收到这些报文：
      | 报文                                | ctstate     |
      | udp client:1024 > server:53 len 20  | NEW         |
      | udp client2:1024 > server:53 len 20 | NEW         |
      | udp client3:1024 > server:53 len 20 | NEW         |
      | udp server:53 > client2:1024 len 80 | ESTABLISHED |
    那么哈希表中的 tuple 有且只有：
      | tuple                    | ctdir    | bucket |
      | client:1024 > server:53  | ORIGINAL | 0      |
      | server:53 > client:1024  | REPLY    | 0      |
      | client2:1024 > server:53 | ORIGINAL | 0      |
      | server:53 > client2:1024 | REPLY    | 0      |
      | client3:1024 > server:53 | ORIGINAL | 0      |
      | server:53 > client3:1024 | REPLY    | 0      |
    并且每一项的两个 tuple 都指向同一个 nf_conn

  @id:article-table-unlink-zh
  场景: 结束的连接从双链表中间取下，相邻的连接不受影响
    假如一台这样的路由器：
      | 设置    | 值 |
      | buckets | 1  |
    并且流 tcp client2:1024 > server:80
    当收到这些报文：
      | 方向 | 报文                                | ctstate     |
      | >    | udp client:1024 > server:53 len 20  | NEW         |
      | >    | S 0:0(0) win 65535                  | NEW         |
      | >    | udp client3:1024 > server:53 len 20 | NEW         |
      | <    | R. =0:0(0) ack 1 win 0              | ESTABLISHED |
    那么哈希表中的 tuple 有且只有：
      | tuple                    | ctdir    | bucket |
      | client:1024 > server:53  | ORIGINAL | 0      |
      | server:53 > client:1024  | REPLY    | 0      |
      | client3:1024 > server:53 | ORIGINAL | 0      |
      | server:53 > client3:1024 | REPLY    | 0      |
    并且每一项的两个 tuple 都指向同一个 nf_conn

  @id:article-table-hash-input-zh
  场景大纲: hash 值由地址、协议和端口算出：<哪一项>不同，就是另一个连接
    当收到这些报文：
      | 报文                               | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
      | <packet>                           | NEW     |
    那么连接表中有 2 项
    并且每一项恰好占据它的两个桶

    例子:
      | 哪一项   | packet                                         |
      | 源地址   | udp client2:1024 > server:53 len 20            |
      | 目的地址 | udp client:1024 > server2:53 len 20            |
      | 源端口   | udp client:1025 > server:53 len 20             |
      | 目的端口 | udp client:1024 > server:54 len 20             |
      | 协议     | tcp client:1024 > server:53 S 0:0(0) win 65535 |

  @id:article-table-hash-seed-zh
  场景大纲: hash 值里有随机量：种子为 <种子> 时，两个 tuple 在 <来> 号和 <回> 号 bucket 里
    不知道种子的人，没法让他的连接都落在同一个 bucket 里。
    假如一台这样的路由器：
      | 设置      | 值     |
      | buckets   | 1024   |
      | hash seed | <种子> |
    当收到这些报文：
      | 报文                               | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
    那么哈希表中的 tuple 有且只有：
      | tuple                   | ctdir    | bucket |
      | client:1024 > server:53 | ORIGINAL | <来>   |
      | server:53 > client:1024 | REPLY    | <回>   |

    例子:
      | 种子 | 来  | 回  |
      | 1    | 479 | 24  |
      | 2    | 649 | 193 |
      | 3    | 594 | 520 |

  @id:article-table-full-least-recently-used-zh
  场景: 按文中所说，表充满时丢弃最近使用时间最早的连接
    它是 ASSURED 的，另一个不是，也照样丢弃它。
    假如一台这样的路由器：
      | 设置     | 值                  |
      | buckets  | 8                   |
      | eviction | least recently used |
    并且系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 2  |
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 报文                                | ctstate | 裁决   |
      | udp client2:1024 > server:53 len 20 | NEW     | ACCEPT |
      | udp client3:1024 > server:53 len 20 | NEW     | ACCEPT |
    那么连接表中有且只有：
      | 来                       |
      | client2:1024 > server:53 |
      | client3:1024 > server:53 |

  @id:article-table-full-used-again-zh
  场景: 按文中所说，来一个包，它的连接就成了最近使用的
    假如一台这样的路由器：
      | 设置     | 值                  |
      | buckets  | 8                   |
      | eviction | least recently used |
    并且系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 2  |
    当收到这些报文：
      | 报文                                | ctstate |
      | udp client:1024 > server:53 len 20  | NEW     |
      | udp client2:1024 > server:53 len 20 | NEW     |
      | udp client:1024 > server:53 len 20  | NEW     |
      | udp client3:1024 > server:53 len 20 | NEW     |
    那么连接表中有且只有：
      | 来                       |
      | client:1024 > server:53  |
      | client3:1024 > server:53 |

  @id:article-table-full-early-drop-zh
  场景: 在 Linux 里，表充满时丢弃不是 ASSURED 的连接，不管它最近有没有用过
    假如一台这样的路由器：
      | 设置     | 值         |
      | buckets  | 8          |
      | eviction | early drop |
    并且系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 2  |
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 报文                                | ctstate | 裁决   |
      | udp client2:1024 > server:53 len 20 | NEW     | ACCEPT |
      | udp client3:1024 > server:53 len 20 | NEW     | ACCEPT |
    那么连接表中有且只有：
      | 来                       |
      | client:1024 > server:80  |
      | client3:1024 > server:53 |
    并且统计中有：
      | 名称       | 值 |
      | early_drop | 1  |
    并且没有内核日志

  @id:article-table-full-all-assured-zh
  场景: 在 Linux 里，表里全是 ASSURED 的连接时，丢弃新来的包，并写进日志
    假如一台这样的路由器：
      | 设置     | 值         |
      | buckets  | 8          |
      | eviction | early drop |
    并且系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 1  |
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 报文                                | ctstate | 裁决 |
      | udp client2:1024 > server:53 len 20 | -       | DROP |
    那么连接表中有且只有：
      | 来                      | 标志    |
      | client:1024 > server:80 | ASSURED |
    并且内核日志为：
      """
      nf_conntrack: nf_conntrack: table full, dropping packet
      """
