# language: zh-CN
功能: 网络

  @id:topology-chinese
  场景: 一行两台路由器，各自跟踪连接
    假如网络：
      | 名称   | 接口 | 地址             |
      | client |      | 192.0.2.10/24    |
      | edge   | lan  | 192.0.2.1/24     |
      | edge   | wan  | 203.0.113.1/24   |
      | core   | wan  | 203.0.113.2/24   |
      | core   | dmz  | 198.51.100.1/24  |
      | server |      | 198.51.100.10/24 |
    并且路由：
      | 处     | 去往   | 经由 |
      | server | client | core |
    当收到这些报文：
      | 报文                               | 处   | ctstate |
      | udp client:5353 > server:53 len 10 | edge | NEW     |
      |                                    | core | NEW     |
    当地址 edge-wan 消失
    当运行 conntrack -D -p udp
    假如路由器是 core
    当接口 dmz 停用
    那么连接表中有 1 项
