# language: zh-CN
@src:nf_conntrack_helper.c @src:nf_conntrack_expect.c @src:nf_conntrack_ftp.c
功能: Helpers 和 Expectation
  一些应用层的协议不容易被追踪。比如 FTP 的 passive mode，用 21 端口做控制，另外用一个随机端口获取数据；对用户来说，这两个
  连接是联系在一起的。helper 在控制连接返回的包中寻找数据传输端口，找到的话就创建一个 expectation，也就是在一个预期的时间段
  内出现的连接，并插入 expectation 的链表。创建一个连接时，首先寻找有没有匹配的 expectation：有的话，新连接是 RELATED，
  并且和创建那个 expectation 的连接（主连接）关联起来；没有的话，才对这个连接使用 helper。

  在文中的年代，凡是连到知名端口的连接都会自动使用 helper。从 Linux 4.7 起要由规则来指定，从 6.0 起只能由规则来指定。
  这里两种做法都可以选。

  @id:article-helpers-without-zh
  场景: 没有 helper，就看不出数据连接和控制连接有关系
    假如这些流：
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
      | data    | >    | S 0:0(0) win 65535                                                 | NEW         |
    那么没有期望
    并且连接表中有且只有：
      | 流      | 助手 | 主连接 |
      | control | -    | -      |
      | data    | -    | -      |

  @id:article-helpers-passive-ftp-zh @except:6.1
  场景: helper 在服务器返回的包中找到端口，数据连接是 RELATED，并和主连接关联起来
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
    那么期望表中有且只有：
      | expected                | 主连接  | 助手 |
      | client:* > server:32768 | control | ftp  |
    当收到这些报文：
      | 流   | 方向 | 报文               | ctstate | 标志     |
      | data | >    | S 0:0(0) win 65535 | RELATED | EXPECTED |
    那么没有期望
    并且连接表中有且只有：
      | 流      | 助手 | 主连接  |
      | control | ftp  | -       |
      | data    | -    | control |

  @id:article-helpers-passive-ftp-ipv6-zh @except:6.1
  场景: IPv6 要用的扩展 passive mode 也一样
    假如助手 ftp 用于 tcp 端口 21
    并且这些流：
      | 名称    | 流                               |
      | control | tcp client6:1024 > server6:21    |
      | data    | tcp client6:1025 > server6:32768 |
    当收到这些报文：
      | 流      | 方向 | 报文                                                         | ctstate     |
      | control | >    | S 0:0(0) win 65535                                           | NEW         |
      | control | <    | S. 0:0(0) ack 1 win 65535                                    | ESTABLISHED |
      | control | >    | . 1:1(0) ack 1 win 65535                                     | ESTABLISHED |
      | control | <    | P. ack 1 win 65535 "220 ready\r\n"                           | ESTABLISHED |
      | control | >    | P. win 65535 "EPSV\r\n"                                      | ESTABLISHED |
      | control | <    | P. win 65535 "229 Extended Passive Mode (\|\|\|32768\|)\r\n" | ESTABLISHED |
      | data    | >    | S 0:0(0) win 65535                                           | RELATED     |
    那么连接表中有且只有：
      | 流      | 助手 | 主连接  |
      | control | ftp  | -       |
      | data    | -    | control |

  @id:article-helpers-expected-in-time-zh
  场景: expectation 只在预期的时间段内有效：来得太晚的连接是 NEW
    它的期限是 300 秒；过了这么久，内核的定时器最多会晚十六秒（`calc_wheel_index`）。
    假如助手 ftp 用于 tcp 端口 21
    并且这些流：
      | 名称    | 流                             |
      | control | tcp client:1024 > server:21    |
      | data    | tcp client:1025 > server:32768 |
    当收到这些报文：
      | 流      | 方向 | 报文                                                               |
      | control | >    | S 0:0(0) win 65535                                                 |
      | control | <    | S. 0:0(0) ack 1 win 65535                                          |
      | control | >    | . 1:1(0) ack 1 win 65535                                           |
      | control | <    | P. ack 1 win 65535 "220 ready\r\n"                                 |
      | control | >    | P. win 65535 "PASV\r\n"                                            |
      | control | <    | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" |
    并且过了 320 秒
    那么没有期望
    当收到这些报文：
      | 流   | 方向 | 报文               | ctstate |
      | data | >    | S 0:0(0) win 65535 | NEW     |

  @id:article-helpers-other-port-zh
  场景: 连到别的端口的连接是 NEW，expectation 还在
    假如助手 ftp 用于 tcp 端口 21
    并且流 tcp client:1024 > server:21
    当收到这些报文：
      | 方向 | 报文                                                               | ctstate     |
      | >    | S 0:0(0) win 65535                                                 | NEW         |
      | <    | S. 0:0(0) ack 1 win 65535                                          | ESTABLISHED |
      | >    | . 1:1(0) ack 1 win 65535                                           | ESTABLISHED |
      | <    | P. ack 1 win 65535 "220 ready\r\n"                                 | ESTABLISHED |
      | >    | P. win 65535 "PASV\r\n"                                            | ESTABLISHED |
      | <    | P. win 65535 "227 Entering Passive Mode (198,51,100,10,128,0)\r\n" | ESTABLISHED |
      | >    | tcp client:1025 > server:32769 S 0:0(0) win 65535                  | NEW         |
    那么期望表中有且只有：
      | expected                | 助手 |
      | client:* > server:32768 | ftp  |

  @id:article-helpers-automatic-zh
  场景大纲: 连到 helper 端口的连接，<何时>使用 helper：<方式>
    假如一台这样的路由器：
      | 设置    | 值     |
      | helpers | <方式> |
    并且流 tcp client:1024 > server:21
    当收到这些报文：
      | 方向 | 报文               | ctstate |
      | >    | S 0:0(0) win 65535 | NEW     |
    那么连接表中有且只有：
      | 来                      | 助手     |
      | client:1024 > server:21 | <helper> |

    例子:
      | 何时               | 方式      | helper |
      | 像文中那样自动     | automatic | ftp    |
      | 如今要由规则指定才 | explicit  | -      |

  @id:article-helpers-expectation-first-zh
  场景: 首先寻找 expectation：预期中的连接不再使用 helper
    服务器预告的正好是 helper 自己的端口。
    假如一台这样的路由器：
      | 设置    | 值        |
      | helpers | automatic |
    并且这些流：
      | 名称    | 流                          |
      | control | tcp client:1024 > server:21 |
      | data    | tcp client:1025 > server:21 |
    当收到这些报文：
      | 流      | 方向 | 报文                                                              | ctstate     |
      | control | >    | S 0:0(0) win 65535                                                | NEW         |
      | control | <    | S. 0:0(0) ack 1 win 65535                                         | ESTABLISHED |
      | control | >    | . 1:1(0) ack 1 win 65535                                          | ESTABLISHED |
      | control | <    | P. ack 1 win 65535 "220 ready\r\n"                                | ESTABLISHED |
      | control | >    | P. win 65535 "PASV\r\n"                                           | ESTABLISHED |
      | control | <    | P. win 65535 "227 Entering Passive Mode (198,51,100,10,0,21)\r\n" | ESTABLISHED |
      | data    | >    | S 0:0(0) win 65535                                                | RELATED     |
    那么连接表中有且只有：
      | 流      | 助手 | 主连接  |
      | control | ftp  | -       |
      | data    | -    | control |
