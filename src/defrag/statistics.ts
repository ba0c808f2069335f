/** Counters of one family: the columns of `/proc/net/snmp` (`Ip`) and `/proc/net/snmp6`, ReasmOverlaps of `/proc/net/netstat`. */
export class FragmentStatistics {
  reasmTimeout = 0;
  reasmReqds = 0;
  reasmOKs = 0;
  reasmFails = 0;
  reasmOverlaps = 0;
  fragOKs = 0;
  fragFails = 0;
  fragCreates = 0;
}
