# language: zh-CN
@src:netfilter/core.c @src:nf_queue.c
功能: 回调函数和它的返回值
  回调函数返回五个值之一。ACCEPT：包继续走。DROP：包被丢弃。QUEUE：通过 nf_queue 把包传到用户空间，由那里的程序决定。
  STOLEN：回调函数悄悄地留下这个包，直到某个条件发生，收集分片时就是这样。REPEAT：回调函数要求再被调用一次。总之，可以
  在包传输的不同阶段对包进行过滤。

  REPEAT 重复的是返回它的那个回调函数，在它前面的回调函数不会再调用一遍。如今的内核只允许从用户空间回来的包 REPEAT；
  回调函数自己返回 REPEAT 的话，包就丢失了。

  @id:article-verdicts-accept-zh
  场景: ACCEPT：包继续走到下一个回调函数，走完了就继续传输
    假如回调函数：
      | 钩子    | 优先级 | 名称 | 匹配 | 裁决   |
      | FORWARD | 1      | one  | any  | ACCEPT |
      | FORWARD | 2      | two  | any  | ACCEPT |
    当收到这些报文：
      | 报文                               | 裁决   | 出口 |
      | udp client:1024 > server:53 len 20 | ACCEPT | s0   |
    那么第 1 个报文遇到这些回调函数：
      | 钩子        | 回调                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING  | nf_conntrack_in       | ACCEPT |
      | FORWARD     | one                   | ACCEPT |
      | FORWARD     | two                   | ACCEPT |
      | POSTROUTING | nf_confirm            | ACCEPT |

  @id:article-verdicts-drop-zh
  场景: DROP：包到此为止，后面的回调函数看不到它，也没有包发出去
    假如回调函数：
      | 钩子    | 优先级 | 名称 | 匹配 | 裁决   |
      | FORWARD | 1      | one  | any  | DROP   |
      | FORWARD | 2      | two  | any  | ACCEPT |
    当收到这些报文：
      | 报文                               | 裁决 | 出口 |
      | udp client:1024 > server:53 len 20 | DROP | -    |
    那么第 1 个报文遇到这些回调函数：
      | 钩子       | 回调                  | 裁决   |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING | nf_conntrack_in       | ACCEPT |
      | FORWARD    | one                   | DROP   |

  @id:article-verdicts-stages-zh
  场景大纲: 可以在 <钩子> 这个阶段过滤包
    假如回调函数：
      | 钩子   | 优先级 | 匹配 | 裁决 |
      | <钩子> | 0      | icmp | DROP |
    当收到这些报文：
      | 报文                                             | 裁决 | 路径     |
      | icmp <source> > <target> echo-request id 1 seq 1 | DROP | <passed> |

    例子:
      | 钩子        | source | target | passed                         |
      | PREROUTING  | client | server | PREROUTING                     |
      | INPUT       | client | router | PREROUTING INPUT               |
      | FORWARD     | client | server | PREROUTING FORWARD             |
      | OUTPUT      | router | client | OUTPUT                         |
      | POSTROUTING | client | server | PREROUTING FORWARD POSTROUTING |

  @id:article-verdicts-queue-held-zh
  场景: QUEUE：把包传到用户空间，包在那里等程序作出决定
    假如回调函数：
      | 钩子    | 优先级 | 名称    | 匹配 | 裁决    |
      | FORWARD | 0      | NFQUEUE | udp  | QUEUE 0 |
    并且队列 0 上的用户态程序保留报文
    当收到这些报文：
      | 报文                               | 裁决  | 路径               | 出口 |
      | udp client:1024 > server:53 len 20 | QUEUE | PREROUTING FORWARD | -    |
    并且队列 0 的程序接受第 1 个报文
    那么第 1 个报文的观察结果：
      | 裁决   | 路径                           | 出口 |
      | ACCEPT | PREROUTING FORWARD POSTROUTING | s0   |

  @id:article-verdicts-queue-dropped-zh
  场景: 用户空间的程序也可以丢弃这个包
    假如回调函数：
      | 钩子    | 优先级 | 名称    | 匹配 | 裁决    |
      | FORWARD | 0      | NFQUEUE | udp  | QUEUE 0 |
    并且队列 0 上的用户态程序丢弃报文
    当收到这些报文：
      | 报文                                         | 裁决   |
      | udp client:1024 > server:53 len 20           | DROP   |
      | icmp client > server echo-request id 1 seq 1 | ACCEPT |
    那么第 1 个报文没有离开

  @id:article-verdicts-stolen-zh
  场景: STOLEN：暂停包的传输；放行之后，包从原处继续走
    假如回调函数：
      | 钩子    | 优先级 | 名称 | 匹配 | 裁决   |
      | FORWARD | 0      | hold | udp  | STOLEN |
      | FORWARD | 1      | next | udp  | ACCEPT |
    当收到这些报文：
      | 报文                               | 裁决   | 路径               | 出口 |
      | udp client:1024 > server:53 len 20 | STOLEN | PREROUTING FORWARD | -    |
    并且过了 10 秒
    并且回调函数放行第 1 个报文
    那么第 1 个报文的观察结果：
      | 裁决   | 路径                           | 出口 |
      | ACCEPT | PREROUTING FORWARD POSTROUTING | s0   |
    并且第 1 个报文遇到这些回调函数：
      | 钩子        | 回调                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING  | nf_conntrack_in       | ACCEPT |
      | FORWARD     | hold                  | STOLEN |
      | FORWARD     | next                  | ACCEPT |
      | POSTROUTING | nf_confirm            | ACCEPT |

  @id:article-verdicts-repeat-zh
  场景: REPEAT：同一个回调函数被再次调用，直到它返回别的值
    假如回调函数：
      | 钩子    | 优先级 | 名称   | 匹配 | 裁决           |
      | FORWARD | 1      | before | any  | ACCEPT         |
      | FORWARD | 2      | again  | any  | REPEAT 2 times |
      | FORWARD | 3      | behind | any  | ACCEPT         |
    当收到这些报文：
      | 报文                               | 裁决   | 出口 |
      | udp client:1024 > server:53 len 20 | ACCEPT | s0   |
    那么第 1 个报文遇到这些回调函数：
      | 钩子        | 回调                  | 裁决   |
      | PREROUTING  | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING  | nf_conntrack_in       | ACCEPT |
      | FORWARD     | before                | ACCEPT |
      | FORWARD     | again                 | REPEAT |
      | FORWARD     | again                 | REPEAT |
      | FORWARD     | again                 | ACCEPT |
      | FORWARD     | behind                | ACCEPT |
      | POSTROUTING | nf_confirm            | ACCEPT |

  @id:article-verdicts-repeat-from-userspace-zh
  场景: 用户空间的程序也可以回答 REPEAT：把包送进队列的回调函数被再次调用
    假如回调函数：
      | 钩子    | 优先级 | 名称    | 匹配 | 裁决    |
      | FORWARD | 0      | NFQUEUE | udp  | QUEUE 0 |
    并且队列 0 上的用户态程序保留报文
    当收到这些报文：
      | 报文                               | 裁决  |
      | udp client:1024 > server:53 len 20 | QUEUE |
    并且队列 0 的程序重复第 1 个报文
    那么第 1 个报文的观察结果：
      | 裁决  | 出口 |
      | QUEUE | -    |
    并且第 1 个报文遇到这些回调函数：
      | 钩子       | 回调                  | 裁决   |
      | PREROUTING | ipv4_conntrack_defrag | ACCEPT |
      | PREROUTING | nf_conntrack_in       | ACCEPT |
      | FORWARD    | NFQUEUE               | QUEUE  |
      | FORWARD    | NFQUEUE               | QUEUE  |
