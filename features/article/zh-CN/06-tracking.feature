# language: zh-CN
@src:nf_conntrack_core.c
功能: 连接追踪与状态检测
  conntrack 存放连接的信息：源地址和目的地址、端口号、协议、状态和超时时间。有了这些信息，就可以定义更聪明的过滤规则。
  conntrack 只是追踪包，并不过滤包，过滤是规则的事。

  @id:article-tracking-stored-zh
  场景大纲: 存放连接的地址、端口号、协议、状态和超时时间（<协议族>）
    假如流 tcp <client>:1024 > <server>:80
    当收到这些报文：
      | 方向 | 报文               | 超时 |
      | >    | S 0:0(0) win 65535 | 120  |
    那么连接表中有且只有：
      | family   | 协议 | 来                          | 回                          | 状态     |
      | <协议族> | tcp  | <client>:1024 > <server>:80 | <server>:80 > <client>:1024 | SYN_SENT |

    例子:
      | 协议族 | client           | server           |
      | ipv4   | client           | server           |
      | ipv6   | [2001:db8:1::10] | [2001:db8:2::10] |

  @id:article-tracking-proc-zh
  场景: 管理员可以在 /proc/net/nf_conntrack 里看到这些信息
    假如流 tcp client:1024 > server:80
    并且报文已使连接进入 SYN_SENT 状态
    那么/proc/net/nf_conntrack 显示：
      """
      ipv4     2 tcp      6 120 SYN_SENT src=192.0.2.10 dst=198.51.100.10 sport=1024 dport=80 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=80 dport=1024 mark=0 zone=0 use=2
      """

  @id:article-tracking-timeout-zh
  场景: 超时时间内没有包，连接就被忘掉
    假如流 tcp client:1024 > server:80
    并且报文已使连接进入 SYN_SENT 状态
    当过了 119 秒
    那么连接表中有 1 项
    当过了 2 秒
    那么连接表为空

  @id:article-tracking-no-filter-zh
  场景: conntrack 不过滤：连 INVALID 的包也通过
    假如流 tcp client:1024 > server:80
    当收到这些报文：
      | 方向 | 报文               | ctstate | 裁决   | 出口 | 原因                         |
      | >    | SF 0:0(0) win 1000 | INVALID | ACCEPT | s0   | invalid tcp flag combination |

  @id:article-tracking-policy-zh
  场景: 有了连接的状态，规则可以只放进里面的人要的东西
    服务器可以应答客户端，但不能自己向客户端建立连接。
    假如回调函数：
      | 钩子    | 优先级 | 匹配                      | 裁决 |
      | FORWARD | 0      | ct state invalid          | DROP |
      | FORWARD | 1      | iifname "s0" ct state new | DROP |
    并且这些流：
      | 名称    | 流                          |
      | inside  | tcp client:1024 > server:80 |
      | outside | tcp server:1024 > client:22 |
    当收到这些报文：
      | 流      | 方向 | 报文                      | ctstate     | 裁决   |
      | outside | >    | S 0:0(0) win 65535        | NEW         | DROP   |
      | inside  | >    | S 0:0(0) win 65535        | NEW         | ACCEPT |
      | inside  | <    | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | ACCEPT |
      | inside  | >    | . 1:1(0) ack 1 win 65535  | ESTABLISHED | ACCEPT |
      | inside  | <    | SF 1:1(0) win 65535       | INVALID     | DROP   |
    那么连接表中有且只有：
      | 流     | 状态        |
      | inside | ESTABLISHED |
