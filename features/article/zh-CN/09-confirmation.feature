# language: zh-CN
@src:nf_conntrack_core.c
功能: 从 nf_conntrack_in 到确认
  nf_conntrack_in 注册在 PREROUTING 上。它检查包的合法性，并且在表中查询这个包属于哪个连接；没有找到的话就新建一个，这时
  还没有确认。不管是进入本机的包，还是 forward 出去的包，INPUT 和 POSTROUTING 都是最后经过的 hook。注册在那里最后面的
  nf_confirm 看到的，是还没有被丢弃的包：它设置 confirmed 位，把新建的连接加入 hash 表。所以在这之间被丢弃的包，什么也
  不会留下。

  本机进程发出的包从 OUTPUT 开始走，所以 nf_conntrack_in 在那里也有注册。

  @id:article-confirm-where-zh
  场景大纲: <哪种>包的连接在 <始> 上新建，在 <终> 上确认
    当收到这些报文：
      | 报文                                             | ctstate |
      | icmp <source> > <target> echo-request id 1 seq 1 | NEW     |
    那么第 1 个报文遇到这些回调函数：
      | 钩子 | 回调                  | 裁决   |
      | <始> | ipv4_conntrack_defrag | ACCEPT |
      | <始> | nf_conntrack_in       | ACCEPT |
      | <终> | nf_confirm            | ACCEPT |
    并且连接表中有 1 项

    例子:
      | 哪种           | source | target | 始         | 终          |
      | forward 出去的 | client | server | PREROUTING | POSTROUTING |
      | 进入本机的     | client | router | PREROUTING | INPUT       |
      | 本机进程发出的 | router | client | OUTPUT     | POSTROUTING |

  @id:article-confirm-unconfirmed-zh
  场景大纲: 在此之前，比如在 <钩子> 上，连接还没有确认，也不在表里
    让一个回调函数留住这个包，就可以看清楚。
    假如回调函数：
      | 钩子   | 优先级 | 匹配 | 裁决   |
      | <钩子> | 0      | udp  | STOLEN |
    当收到这些报文：
      | 报文                                 | ctstate | 裁决   |
      | udp client:1024 > <target>:53 len 20 | NEW     | STOLEN |
    那么属于流 "udp client:1024 > <target>:53" 的连接未确认
    并且连接表为空
    当回调函数放行第 1 个报文
    那么属于流 "udp client:1024 > <target>:53" 的连接已确认
    并且连接表中有 1 项

    例子:
      | 钩子        | target |
      | PREROUTING  | server |
      | FORWARD     | server |
      | POSTROUTING | server |
      | INPUT       | router |

  @id:article-confirm-dropped-zh
  场景大纲: 在 <钩子> 上被丢弃的包什么也不留下
    假如回调函数：
      | 钩子   | 优先级 | 匹配 | 裁决 |
      | <钩子> | 100    | icmp | DROP |
    当收到这些报文：
      | 报文                                             | ctstate | 裁决 | 事件 |
      | icmp <source> > <target> echo-request id 1 seq 1 | NEW     | DROP | -    |
    那么连接表为空

    例子:
      | 钩子        | source | target |
      | PREROUTING  | client | server |
      | FORWARD     | client | server |
      | POSTROUTING | client | server |
      | INPUT       | client | router |
      | OUTPUT      | router | client |

  @id:article-confirm-dropped-again-zh
  场景: 被丢弃的包，下一次来还是 NEW
    假如回调函数：
      | 钩子    | 优先级 | 匹配         | 裁决 |
      | FORWARD | 0      | udp dport 53 | DROP |
    当收到这些报文：
      | 报文                               | ctstate |
      | udp client:1024 > server:53 len 20 | NEW     |
      | udp client:1024 > server:53 len 20 | NEW     |
    那么连接表为空

  @id:article-confirm-lookup-zh
  场景: 属于表中某个连接的包，得到的就是那个连接，不会新建
    假如流 udp client:1024 > server:53
    当收到这些报文：
      | 方向 | 报文       | ctstate     | 事件   |
      | >    | udp len 20 | NEW         | NEW    |
      | >    | udp len 20 | NEW         | -      |
      | <    | udp len 80 | ESTABLISHED | UPDATE |
    那么连接表中有 1 项

  @id:article-confirm-dropped-later-zh
  场景: 连接确认以后，再有包被丢弃，连接也还在表里
    假如回调函数：
      | 钩子    | 优先级 | 匹配               | 裁决 |
      | FORWARD | 0      | ct direction reply | DROP |
    并且流 udp client:1024 > server:53
    当收到这些报文：
      | 方向 | 报文       | ctstate     | 裁决   |
      | >    | udp len 20 | NEW         | ACCEPT |
      | <    | udp len 80 | ESTABLISHED | DROP   |
    那么连接表中有 1 项

  @id:article-confirm-invalid-zh
  场景: nf_conntrack_in 认为不合法的包，得不到连接
    当收到这些报文：
      | 报文                                            | ctstate | 原因                         |
      | tcp client:1024 > server:80 SF 0:0(0) win 65535 | INVALID | invalid tcp flag combination |
    那么连接表为空
