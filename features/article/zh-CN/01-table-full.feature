# language: zh-CN
@src:nf_conntrack_core.c
功能: ip_conntrack: table full, dropping packet
  服务器在 /var/log/messages 里报错：表满了，正在丢包。原因是使用了 iptables：只要有规则需要 conntrack，内核就要
  记住每一个连接的信息，而存放这些信息的空间是有限的。连接数太大，空间不够，新连接的包就被丢弃，不管规则怎么写。
  解决方法是增大这个空间：修改 /etc/sysctl.conf，再用 sysctl -p 生效。

  文中用的是 Linux 2.6.20 以前的名字。如今这行日志以 nf_conntrack 开头，参数叫 net.netfilter.nf_conntrack_max；
  旧的参数名在这里同样认得。

  @id:article-full-log-line-zh
  场景: 没有空间存放的新连接被丢弃，日志里写明原因
    假如系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 1  |
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 报文                                | ctstate | 裁决 | 原因                        |
      | udp client2:1024 > server:53 len 20 | -       | DROP | table full, dropping packet |
    那么内核日志为：
      """
      nf_conntrack: nf_conntrack: table full, dropping packet
      """
    并且第 1 个报文没有离开
    并且统计中有：
      | 名称 | 值 |
      | drop | 1  |

  @id:article-full-known-connections-zh
  场景: 表满了并不影响表里已有的连接
    被丢弃的只有新连接，前后都是如此。
    假如系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 1  |
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 方向 | 报文                                | ctstate     | 裁决   |
      | >    | udp client2:1024 > server:53 len 20 | -           | DROP   |
      | >    | P. 1:101(100) ack 1 win 65535       | ESTABLISHED | ACCEPT |
      | <    | . 1:1(0) ack 101 win 65535          | ESTABLISHED | ACCEPT |
      | >    | udp client2:1024 > server:53 len 20 | -           | DROP   |
    那么连接表中有且只有：
      | 来                      | 状态        |
      | client:1024 > server:80 | ESTABLISHED |

  @id:article-full-connections-count-zh
  场景: 占用空间的是连接，不是包
    假如系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 1  |
    并且流 udp client:1024 > server:53
    当收到这些报文：
      | 方向 | 报文       | 裁决   |
      | >    | udp len 20 | ACCEPT |
      | >    | udp len 20 | ACCEPT |
      | <    | udp len 80 | ACCEPT |
      | >    | udp len 20 | ACCEPT |
    那么连接表中有 1 项
    并且系统参数 net.netfilter.nf_conntrack_count 为 1
    并且没有内核日志

  @id:article-full-untracked-zh
  场景: 不被追踪的包不需要空间
    raw 表里的规则让一些包不经过 conntrack，表满了也与它们无关。
    假如系统参数：
      | 名称                           | 值 |
      | net.netfilter.nf_conntrack_max | 1  |
    并且回调函数：
      | 钩子       | 优先级 | 匹配 | 裁决    |
      | PREROUTING | -300   | udp  | NOTRACK |
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 报文                                | ctstate   | 裁决   |
      | udp client2:1024 > server:53 len 20 | UNTRACKED | ACCEPT |
    那么没有内核日志

  @id:article-full-show-limit-zh @sysctl:nf_conntrack_max
  场景: 查看当前大小，用旧名字和新名字都可以
    假如系统参数：
      | 名称                                | 值    |
      | net.ipv4.netfilter.ip_conntrack_max | 65535 |
    那么系统参数 net.ipv4.netfilter.ip_conntrack_max 为 65535
    并且系统参数 net.netfilter.nf_conntrack_max 为 65535

  @id:article-full-sysctl-file-zh @sysctl:nf_conntrack_max
  场景: 在 sysctl.conf 里增大空间，载入文件后立即生效
    先前因为没有空间被丢弃的包，再来一次就通过了。
    假如系统参数文件：
      """
      # /etc/sysctl.conf
      net.ipv4.netfilter.ip_conntrack_max = 1
      """
    并且流 tcp client:1024 > server:80
    并且报文已使连接进入 ESTABLISHED 状态
    当收到这些报文：
      | 报文                                | ctstate | 裁决 | 日志                                                    |
      | udp client2:1024 > server:53 len 20 | -       | DROP | nf_conntrack: nf_conntrack: table full, dropping packet |
    并且载入系统参数文件：
      """
      # /etc/sysctl.conf
      net.ipv4.netfilter.ip_conntrack_max = 655350
      """
    并且收到这些报文：
      | 报文                                | ctstate | 裁决   | 日志 |
      | udp client2:1024 > server:53 len 20 | NEW     | ACCEPT | -    |
    那么系统参数 net.ipv4.netfilter.ip_conntrack_max 为 655350
    并且连接表中有 2 项
