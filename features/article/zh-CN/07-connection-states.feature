# language: zh-CN
@src:nf_conntrack_core.c
功能: 连接的状态
  对规则来说，一个包处于下面的状态之一。NEW：连接正在建立，比如收到了一个 SYN 包。ESTABLISHED：连接已经建立，看到了来往
  的包。RELATED：与另一个连接关联。INVALID：不合法。所以，即使像 UDP 这样无状态的协议，对 conntrack 来说也是有状态的。

  @id:article-states-new-zh
  场景大纲: 未知连接的 SYN 包是 NEW（<协议>）
    假如流 tcp <client>:1024 > <server>:80
    当收到这些报文：
      | 方向 | 报文               | ctstate | ctdir    |
      | >    | S 0:0(0) win 65535 | NEW     | ORIGINAL |

    例子:
      | 协议 | client           | server           |
      | IPv4 | client           | server           |
      | IPv6 | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-states-still-new-zh
  场景: 还没有人应答的时候，发起方的包都是 NEW
    假如流 tcp client:1024 > server:80
    当收到这些报文：
      | 方向 | 报文               | ctstate |
      | >    | S 0:0(0) win 65535 | NEW     |
      | >    | S 0:0(0) win 65535 | NEW     |

  @id:article-states-established-zh
  场景: 看到第一个回来的包，连接就是 ESTABLISHED，两个方向都是
    假如流 tcp client:1024 > server:80
    当收到这些报文：
      | 方向 | 报文                      | ctstate     | ctdir    |
      | >    | S 0:0(0) win 65535        | NEW         | ORIGINAL |
      | <    | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | REPLY    |
      | >    | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ORIGINAL |

  @id:article-states-related-error-zh
  场景大纲: 针对某个连接的包的 ICMP 差错报文，与这个连接 RELATED（<协议>）
    当收到这些报文：
      | 报文                                                             | ctstate |
      | udp <client>:1024 > <server>:53 len 20                           | NEW     |
      | <icmp> unreachable port {udp <client>:1024 > <server>:53 len 20} | RELATED |
    那么连接表中有 1 项

    例子:
      | 协议 | client           | server           | icmp                    |
      | IPv4 | client           | server           | icmp server > client    |
      | IPv6 | [2001:db8:1::10] | [2001:db8:2::10] | icmp6 server6 > client6 |

  @id:article-states-related-connection-zh
  场景: 由另一个连接预告的连接，与那个连接 RELATED
    假如助手 ftp 用于 tcp 端口 21
    并且这些流：
      | 名称    | 流                             |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    当收到这些报文：
      | 流      | 方向 | 报文                                                               | ctstate     |
      | control | >    | S 0:0(0) win 65535                                                 | NEW         |
      | control | <    | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | >    | . 1:1(0) ack 1 win 65535                                           | ESTABLISHED |
      | control | <    | P. ack 1 win 65535 "220 ready\r\n"                                 | ESTABLISHED |
      | control | >    | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | control | <    | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | data    | >    | S 0:0(0) win 65535                                                 | RELATED     |
      | data    | <    | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |

  @id:article-states-invalid-zh
  场景大纲: <什么> 是 INVALID
    假如流 tcp client:1024 > server:80
    当收到这些报文：
      | 方向 | 报文     | ctstate | ctdir |
      | >    | <packet> | INVALID | -     |
    那么连接表为空

    例子:
      | 什么                       | packet                                                                    |
      | 标志互相矛盾的 TCP 段      | SF 0:0(0) win 65535                                                       |
      | 校验和错误的 TCP 段        | S 0:0(0) win 65535 bad-checksum                                           |
      | 没有人请求过的应答         | S. 0:0(0) ack 1 win 65535                                                 |
      | 针对没有见过的包的差错报文 | icmp server > client unreachable port {udp client:1024 > server:53 len 8} |

  @id:article-states-udp-zh
  场景大纲: UDP 没有连接，却同样有状态（<协议>）
    假如流 udp <client>:1024 > <server>:53
    当收到这些报文：
      | 方向 | 报文       | ctstate     | ctdir    | 标志       |
      | >    | udp len 20 | NEW         | ORIGINAL | UNREPLIED  |
      | <    | udp len 80 | ESTABLISHED | REPLY    | SEEN_REPLY |
      | >    | udp len 20 | ESTABLISHED | ORIGINAL | SEEN_REPLY |

    例子:
      | 协议 | client           | server           |
      | IPv4 | client           | server           |
      | IPv6 | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-states-udp-invalid-zh
  场景: UDP 的包也可能是 INVALID
    假如流 udp client:1024 > server:53
    当收到这些报文：
      | 方向 | 报文                    | ctstate | 原因         |
      | >    | udp len 20 bad-checksum | INVALID | bad checksum |
