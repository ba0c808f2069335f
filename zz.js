var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/ipaddr.js/lib/ipaddr.js
var require_ipaddr = __commonJS({
  "node_modules/ipaddr.js/lib/ipaddr.js"(exports2, module2) {
    (function(root) {
      "use strict";
      const ipv4Part = "(0?\\d+|0x[a-f0-9]+)";
      const ipv4Regexes = {
        fourOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}$`, "i"),
        threeOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}$`, "i"),
        twoOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}$`, "i"),
        longValue: new RegExp(`^${ipv4Part}$`, "i")
      };
      const octalRegex = new RegExp(`^0[0-7]+$`, "i");
      const hexRegex = new RegExp(`^0x[a-f0-9]+$`, "i");
      const zoneIndex = "%[0-9a-z]{1,}";
      const ipv6Part = "(?:[0-9a-f]+::?)+";
      const ipv6Regexes = {
        zoneIndex: new RegExp(zoneIndex, "i"),
        "native": new RegExp(`^(::)?(${ipv6Part})?([0-9a-f]+)?(::)?(${zoneIndex})?$`, "i"),
        deprecatedTransitional: new RegExp(`^(?:::)(${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}(${zoneIndex})?)$`, "i"),
        transitional: new RegExp(`^((?:${ipv6Part})|(?:::)(?:${ipv6Part})?)${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}(${zoneIndex})?$`, "i")
      };
      function expandIPv6(string, parts) {
        if (string.indexOf("::") !== string.lastIndexOf("::")) {
          return null;
        }
        let colonCount = 0;
        let lastColon = -1;
        let zoneId = (string.match(ipv6Regexes.zoneIndex) || [])[0];
        let replacement, replacementCount;
        if (zoneId) {
          zoneId = zoneId.substring(1);
          string = string.replace(/%.+$/, "");
        }
        while ((lastColon = string.indexOf(":", lastColon + 1)) >= 0) {
          colonCount++;
        }
        if (string.substr(0, 2) === "::") {
          colonCount--;
        }
        if (string.substr(-2, 2) === "::") {
          colonCount--;
        }
        if (colonCount >= parts) {
          return null;
        }
        replacementCount = parts - colonCount;
        replacement = ":";
        while (replacementCount--) {
          replacement += "0:";
        }
        string = string.replace("::", replacement);
        if (string[0] === ":") {
          string = string.slice(1);
        }
        if (string[string.length - 1] === ":") {
          string = string.slice(0, -1);
        }
        parts = (function() {
          const ref = string.split(":");
          const results = [];
          for (let i = 0; i < ref.length; i++) {
            results.push(ref[i].length > 4 ? NaN : parseInt(ref[i], 16));
          }
          return results;
        })();
        return {
          parts,
          zoneId
        };
      }
      function matchCIDR(first, second, partSize, cidrBits) {
        if (first.length !== second.length) {
          throw new Error("ipaddr: cannot match CIDR for objects with different lengths");
        }
        let part2 = 0;
        let shift;
        while (cidrBits > 0) {
          shift = partSize - cidrBits;
          if (shift < 0) {
            shift = 0;
          }
          if (first[part2] >> shift !== second[part2] >> shift) {
            return false;
          }
          cidrBits -= partSize;
          part2 += 1;
        }
        return true;
      }
      function parseIntAuto(string) {
        if (hexRegex.test(string)) {
          return parseInt(string, 16);
        }
        if (string[0] === "0" && !isNaN(parseInt(string[1], 10))) {
          if (octalRegex.test(string)) {
            return parseInt(string, 8);
          }
          throw new Error(`ipaddr: cannot parse ${string} as octal`);
        }
        return parseInt(string, 10);
      }
      function padPart(part2, length) {
        while (part2.length < length) {
          part2 = `0${part2}`;
        }
        return part2;
      }
      const ipaddr = {};
      ipaddr.IPv4 = (function() {
        function IPv42(octets) {
          if (octets.length !== 4) {
            throw new Error("ipaddr: ipv4 octet count should be 4");
          }
          let i, octet;
          for (i = 0; i < octets.length; i++) {
            octet = octets[i];
            if (!(0 <= octet && octet <= 255)) {
              throw new Error("ipaddr: ipv4 octet should fit in 8 bits");
            }
          }
          this.octets = octets;
        }
        IPv42.prototype.SpecialRanges = {
          unspecified: [[new IPv42([0, 0, 0, 0]), 8]],
          broadcast: [[new IPv42([255, 255, 255, 255]), 32]],
          // RFC3171
          multicast: [[new IPv42([224, 0, 0, 0]), 4]],
          // RFC3927
          linkLocal: [[new IPv42([169, 254, 0, 0]), 16]],
          // RFC5735
          loopback: [[new IPv42([127, 0, 0, 0]), 8]],
          // RFC6598
          carrierGradeNat: [[new IPv42([100, 64, 0, 0]), 10]],
          // RFC1918
          "private": [
            [new IPv42([10, 0, 0, 0]), 8],
            [new IPv42([172, 16, 0, 0]), 12],
            [new IPv42([192, 168, 0, 0]), 16]
          ],
          // Reserved and testing-only ranges; RFCs 5735, 5737, 2544, 1700
          reserved: [
            [new IPv42([192, 0, 0, 0]), 24],
            [new IPv42([192, 0, 2, 0]), 24],
            [new IPv42([192, 88, 99, 0]), 24],
            [new IPv42([198, 18, 0, 0]), 15],
            [new IPv42([198, 51, 100, 0]), 24],
            [new IPv42([203, 0, 113, 0]), 24],
            [new IPv42([240, 0, 0, 0]), 4]
          ],
          // RFC7534, RFC7535
          as112: [
            [new IPv42([192, 175, 48, 0]), 24],
            [new IPv42([192, 31, 196, 0]), 24]
          ],
          // RFC7450
          amt: [
            [new IPv42([192, 52, 193, 0]), 24]
          ]
        };
        IPv42.prototype.kind = function() {
          return "ipv4";
        };
        IPv42.prototype.match = function(other2, cidrRange) {
          let ref;
          if (cidrRange === void 0) {
            ref = other2;
            other2 = ref[0];
            cidrRange = ref[1];
          }
          if (other2.kind() !== "ipv4") {
            throw new Error("ipaddr: cannot match ipv4 address with non-ipv4 one");
          }
          return matchCIDR(this.octets, other2.octets, 8, cidrRange);
        };
        IPv42.prototype.prefixLengthFromSubnetMask = function() {
          let cidr = 0;
          let stop = false;
          const zerotable = {
            0: 8,
            128: 7,
            192: 6,
            224: 5,
            240: 4,
            248: 3,
            252: 2,
            254: 1,
            255: 0
          };
          let i, octet, zeros;
          for (i = 3; i >= 0; i -= 1) {
            octet = this.octets[i];
            if (octet in zerotable) {
              zeros = zerotable[octet];
              if (stop && zeros !== 0) {
                return null;
              }
              if (zeros !== 8) {
                stop = true;
              }
              cidr += zeros;
            } else {
              return null;
            }
          }
          return 32 - cidr;
        };
        IPv42.prototype.range = function() {
          return ipaddr.subnetMatch(this, this.SpecialRanges);
        };
        IPv42.prototype.toByteArray = function() {
          return this.octets.slice(0);
        };
        IPv42.prototype.toIPv4MappedAddress = function() {
          return ipaddr.IPv6.parse(`::ffff:${this.toString()}`);
        };
        IPv42.prototype.toNormalizedString = function() {
          return this.toString();
        };
        IPv42.prototype.toString = function() {
          return this.octets.join(".");
        };
        return IPv42;
      })();
      ipaddr.IPv4.broadcastAddressFromCIDR = function(string) {
        try {
          const cidr = this.parseCIDR(string);
          const ipInterfaceOctets = cidr[0].toByteArray();
          const subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
          const octets = [];
          let i = 0;
          while (i < 4) {
            octets.push(parseInt(ipInterfaceOctets[i], 10) | parseInt(subnetMaskOctets[i], 10) ^ 255);
            i++;
          }
          return new this(octets);
        } catch (e) {
          throw new Error("ipaddr: the address does not have IPv4 CIDR format", { cause: e });
        }
      };
      ipaddr.IPv4.isIPv4 = function(string) {
        return this.parser(string) !== null;
      };
      ipaddr.IPv4.isValid = function(string) {
        try {
          new this(this.parser(string));
          return true;
        } catch {
          return false;
        }
      };
      ipaddr.IPv4.isValidCIDR = function(string) {
        try {
          this.parseCIDR(string);
          return true;
        } catch {
          return false;
        }
      };
      ipaddr.IPv4.isValidFourPartDecimal = function(string) {
        if (ipaddr.IPv4.isValid(string) && string.match(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/)) {
          return true;
        } else {
          return false;
        }
      };
      ipaddr.IPv4.isValidCIDRFourPartDecimal = function(string) {
        const match = string.match(/^(.+)\/(\d+)$/);
        if (!ipaddr.IPv4.isValidCIDR(string) || !match) {
          return false;
        }
        return ipaddr.IPv4.isValidFourPartDecimal(match[1]);
      };
      ipaddr.IPv4.networkAddressFromCIDR = function(string) {
        let cidr, i, ipInterfaceOctets, octets, subnetMaskOctets;
        try {
          cidr = this.parseCIDR(string);
          ipInterfaceOctets = cidr[0].toByteArray();
          subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
          octets = [];
          i = 0;
          while (i < 4) {
            octets.push(parseInt(ipInterfaceOctets[i], 10) & parseInt(subnetMaskOctets[i], 10));
            i++;
          }
          return new this(octets);
        } catch (e) {
          throw new Error("ipaddr: the address does not have IPv4 CIDR format", { cause: e });
        }
      };
      ipaddr.IPv4.parse = function(string) {
        const parts = this.parser(string);
        if (parts === null) {
          throw new Error("ipaddr: string is not formatted like an IPv4 Address");
        }
        return new this(parts);
      };
      ipaddr.IPv4.parseCIDR = function(string) {
        let match;
        if (match = string.match(/^(.+)\/(\d+)$/)) {
          const maskLength = parseInt(match[2]);
          if (maskLength >= 0 && maskLength <= 32) {
            const parsed = [this.parse(match[1]), maskLength];
            Object.defineProperty(parsed, "toString", {
              value: function() {
                return this.join("/");
              }
            });
            return parsed;
          }
        }
        throw new Error("ipaddr: string is not formatted like an IPv4 CIDR range");
      };
      ipaddr.IPv4.parser = function(string) {
        let match, part2, value;
        if (match = string.match(ipv4Regexes.fourOctet)) {
          return (function() {
            const ref = match.slice(1, 6);
            const results = [];
            for (let i = 0; i < ref.length; i++) {
              part2 = ref[i];
              results.push(parseIntAuto(part2));
            }
            return results;
          })();
        } else if (match = string.match(ipv4Regexes.longValue)) {
          value = parseIntAuto(match[1]);
          if (value > 4294967295 || value < 0) {
            throw new Error("ipaddr: address outside defined range");
          }
          return (function() {
            const results = [];
            let shift;
            for (shift = 0; shift <= 24; shift += 8) {
              results.push(value >> shift & 255);
            }
            return results;
          })().reverse();
        } else if (match = string.match(ipv4Regexes.twoOctet)) {
          return (function() {
            const ref = match.slice(1, 4);
            const results = [];
            value = parseIntAuto(ref[1]);
            if (value > 16777215 || value < 0) {
              throw new Error("ipaddr: address outside defined range");
            }
            results.push(parseIntAuto(ref[0]));
            results.push(value >> 16 & 255);
            results.push(value >> 8 & 255);
            results.push(value & 255);
            return results;
          })();
        } else if (match = string.match(ipv4Regexes.threeOctet)) {
          return (function() {
            const ref = match.slice(1, 5);
            const results = [];
            value = parseIntAuto(ref[2]);
            if (value > 65535 || value < 0) {
              throw new Error("ipaddr: address outside defined range");
            }
            results.push(parseIntAuto(ref[0]));
            results.push(parseIntAuto(ref[1]));
            results.push(value >> 8 & 255);
            results.push(value & 255);
            return results;
          })();
        } else {
          return null;
        }
      };
      ipaddr.IPv4.subnetMaskFromPrefixLength = function(prefix) {
        prefix = parseInt(prefix);
        if (Number.isNaN(prefix) || prefix < 0 || prefix > 32) {
          throw new Error("ipaddr: invalid IPv4 prefix length");
        }
        const octets = [0, 0, 0, 0];
        let j = 0;
        const filledOctetCount = Math.floor(prefix / 8);
        while (j < filledOctetCount) {
          octets[j] = 255;
          j++;
        }
        if (filledOctetCount < 4) {
          octets[filledOctetCount] = Math.pow(2, prefix % 8) - 1 << 8 - prefix % 8;
        }
        return new this(octets);
      };
      ipaddr.IPv6 = (function() {
        function IPv62(parts, zoneId) {
          let i, part2;
          if (parts.length === 16) {
            this.parts = [];
            for (i = 0; i <= 14; i += 2) {
              this.parts.push(parts[i] << 8 | parts[i + 1]);
            }
          } else if (parts.length === 8) {
            this.parts = parts;
          } else {
            throw new Error("ipaddr: ipv6 part count should be 8 or 16");
          }
          for (i = 0; i < this.parts.length; i++) {
            part2 = this.parts[i];
            if (!(0 <= part2 && part2 <= 65535)) {
              throw new Error("ipaddr: ipv6 part should fit in 16 bits");
            }
          }
          if (zoneId) {
            this.zoneId = zoneId;
          }
        }
        IPv62.prototype.SpecialRanges = {
          // RFC4291, here and after
          unspecified: [new IPv62([0, 0, 0, 0, 0, 0, 0, 0]), 128],
          linkLocal: [new IPv62([65152, 0, 0, 0, 0, 0, 0, 0]), 10],
          multicast: [new IPv62([65280, 0, 0, 0, 0, 0, 0, 0]), 8],
          loopback: [new IPv62([0, 0, 0, 0, 0, 0, 0, 1]), 128],
          uniqueLocal: [new IPv62([64512, 0, 0, 0, 0, 0, 0, 0]), 7],
          ipv4Mapped: [new IPv62([0, 0, 0, 0, 0, 65535, 0, 0]), 96],
          // RFC3879
          deprecatedSiteLocal: [new IPv62([65216, 0, 0, 0, 0, 0, 0, 0]), 10],
          // RFC6666
          discard: [new IPv62([256, 0, 0, 0, 0, 0, 0, 0]), 64],
          // RFC6145
          rfc6145: [new IPv62([0, 0, 0, 0, 65535, 0, 0, 0]), 96],
          rfc6052: [
            // RFC6052
            [new IPv62([100, 65435, 0, 0, 0, 0, 0, 0]), 96],
            // RFC8215
            [new IPv62([100, 65435, 1, 0, 0, 0, 0, 0]), 48]
          ],
          // RFC3056
          "6to4": [new IPv62([8194, 0, 0, 0, 0, 0, 0, 0]), 16],
          // RFC6052, RFC6146
          teredo: [new IPv62([8193, 0, 0, 0, 0, 0, 0, 0]), 32],
          // RFC5180
          benchmarking: [new IPv62([8193, 2, 0, 0, 0, 0, 0, 0]), 48],
          // RFC7450
          amt: [new IPv62([8193, 3, 0, 0, 0, 0, 0, 0]), 32],
          as112v6: [
            // RFC7535
            [new IPv62([8193, 4, 274, 0, 0, 0, 0, 0]), 48],
            // RFC7534
            [new IPv62([9760, 79, 32768, 0, 0, 0, 0, 0]), 48]
          ],
          // RFC4843
          deprecatedOrchid: [new IPv62([8193, 16, 0, 0, 0, 0, 0, 0]), 28],
          // RFC7343
          orchid2: [new IPv62([8193, 32, 0, 0, 0, 0, 0, 0]), 28],
          // RFC9374
          droneRemoteIdProtocolEntityTags: [new IPv62([8193, 48, 0, 0, 0, 0, 0, 0]), 28],
          // RFC9602
          segmentRouting: [new IPv62([24320, 0, 0, 0, 0, 0, 0, 0]), 16],
          reserved: [
            // RFC3849
            [new IPv62([8193, 0, 0, 0, 0, 0, 0, 0]), 23],
            // RFC2928
            [new IPv62([8193, 3512, 0, 0, 0, 0, 0, 0]), 32],
            // RFC9637
            [new IPv62([16383, 0, 0, 0, 0, 0, 0, 0]), 20]
          ]
        };
        IPv62.prototype.isIPv4MappedAddress = function() {
          return this.range() === "ipv4Mapped";
        };
        IPv62.prototype.kind = function() {
          return "ipv6";
        };
        IPv62.prototype.match = function(other2, cidrRange) {
          let ref;
          if (cidrRange === void 0) {
            ref = other2;
            other2 = ref[0];
            cidrRange = ref[1];
          }
          if (other2.kind() !== "ipv6") {
            throw new Error("ipaddr: cannot match ipv6 address with non-ipv6 one");
          }
          return matchCIDR(this.parts, other2.parts, 16, cidrRange);
        };
        IPv62.prototype.prefixLengthFromSubnetMask = function() {
          let cidr = 0;
          let stop = false;
          const zerotable = {
            0: 16,
            32768: 15,
            49152: 14,
            57344: 13,
            61440: 12,
            63488: 11,
            64512: 10,
            65024: 9,
            65280: 8,
            65408: 7,
            65472: 6,
            65504: 5,
            65520: 4,
            65528: 3,
            65532: 2,
            65534: 1,
            65535: 0
          };
          let part2, zeros;
          for (let i = 7; i >= 0; i -= 1) {
            part2 = this.parts[i];
            if (part2 in zerotable) {
              zeros = zerotable[part2];
              if (stop && zeros !== 0) {
                return null;
              }
              if (zeros !== 16) {
                stop = true;
              }
              cidr += zeros;
            } else {
              return null;
            }
          }
          return 128 - cidr;
        };
        IPv62.prototype.range = function() {
          return ipaddr.subnetMatch(this, this.SpecialRanges);
        };
        IPv62.prototype.toByteArray = function() {
          let part2;
          const bytes = [];
          const ref = this.parts;
          for (let i = 0; i < ref.length; i++) {
            part2 = ref[i];
            bytes.push(part2 >> 8);
            bytes.push(part2 & 255);
          }
          return bytes;
        };
        IPv62.prototype.toFixedLengthString = function() {
          const addr = (function() {
            const results = [];
            for (let i = 0; i < this.parts.length; i++) {
              results.push(padPart(this.parts[i].toString(16), 4));
            }
            return results;
          }).call(this).join(":");
          let suffix = "";
          if (this.zoneId) {
            suffix = `%${this.zoneId}`;
          }
          return addr + suffix;
        };
        IPv62.prototype.toIPv4Address = function() {
          if (!this.isIPv4MappedAddress()) {
            throw new Error("ipaddr: trying to convert a generic ipv6 address to ipv4");
          }
          const ref = this.parts.slice(-2);
          const high = ref[0];
          const low = ref[1];
          return new ipaddr.IPv4([high >> 8, high & 255, low >> 8, low & 255]);
        };
        IPv62.prototype.toNormalizedString = function() {
          const addr = (function() {
            const results = [];
            for (let i = 0; i < this.parts.length; i++) {
              results.push(this.parts[i].toString(16));
            }
            return results;
          }).call(this).join(":");
          let suffix = "";
          if (this.zoneId) {
            suffix = `%${this.zoneId}`;
          }
          return addr + suffix;
        };
        IPv62.prototype.toRFC5952String = function() {
          const regex = /((^|:)(0(:|$)){2,})/g;
          let suffix = "";
          if (this.zoneId) {
            suffix = `%${this.zoneId}`;
          }
          const normalized = this.toNormalizedString();
          const string = normalized.slice(0, normalized.length - suffix.length);
          let bestMatchIndex = 0;
          let bestMatchLength = -1;
          let bestMatchGroups = -1;
          let match;
          while (match = regex.exec(string)) {
            const groups = (match[0].match(/0/g) || []).length;
            if (groups > bestMatchGroups) {
              bestMatchGroups = groups;
              bestMatchIndex = match.index;
              bestMatchLength = match[0].length;
            }
          }
          if (bestMatchLength < 0) {
            return string + suffix;
          }
          return `${string.substring(0, bestMatchIndex)}::${string.substring(bestMatchIndex + bestMatchLength)}${suffix}`;
        };
        IPv62.prototype.toString = function() {
          return this.toRFC5952String();
        };
        return IPv62;
      })();
      ipaddr.IPv6.broadcastAddressFromCIDR = function(string) {
        try {
          const cidr = this.parseCIDR(string);
          const ipInterfaceOctets = cidr[0].toByteArray();
          const subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
          const octets = [];
          let i = 0;
          while (i < 16) {
            octets.push(parseInt(ipInterfaceOctets[i], 10) | parseInt(subnetMaskOctets[i], 10) ^ 255);
            i++;
          }
          return new this(octets);
        } catch (e) {
          throw new Error("ipaddr: the address does not have IPv6 CIDR format", { cause: e });
        }
      };
      ipaddr.IPv6.isIPv6 = function(string) {
        return this.parser(string) !== null;
      };
      ipaddr.IPv6.isValid = function(string) {
        if (typeof string === "string" && string.indexOf(":") === -1) {
          return false;
        }
        try {
          const addr = this.parser(string);
          new this(addr.parts, addr.zoneId);
          return true;
        } catch {
          return false;
        }
      };
      ipaddr.IPv6.isValidCIDR = function(string) {
        if (typeof string === "string" && string.indexOf(":") === -1) {
          return false;
        }
        try {
          this.parseCIDR(string);
          return true;
        } catch {
          return false;
        }
      };
      ipaddr.IPv6.networkAddressFromCIDR = function(string) {
        let cidr, i, ipInterfaceOctets, octets, subnetMaskOctets;
        try {
          cidr = this.parseCIDR(string);
          ipInterfaceOctets = cidr[0].toByteArray();
          subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
          octets = [];
          i = 0;
          while (i < 16) {
            octets.push(parseInt(ipInterfaceOctets[i], 10) & parseInt(subnetMaskOctets[i], 10));
            i++;
          }
          return new this(octets);
        } catch (e) {
          throw new Error("ipaddr: the address does not have IPv6 CIDR format", { cause: e });
        }
      };
      ipaddr.IPv6.parse = function(string) {
        const addr = this.parser(string);
        if (addr === null) {
          throw new Error("ipaddr: string is not formatted like an IPv6 Address");
        }
        return new this(addr.parts, addr.zoneId);
      };
      ipaddr.IPv6.parseCIDR = function(string) {
        let maskLength, match, parsed;
        if (match = string.match(/^(.+)\/(\d+)$/)) {
          maskLength = parseInt(match[2]);
          if (maskLength >= 0 && maskLength <= 128) {
            parsed = [this.parse(match[1]), maskLength];
            Object.defineProperty(parsed, "toString", {
              value: function() {
                return this.join("/");
              }
            });
            return parsed;
          }
        }
        throw new Error("ipaddr: string is not formatted like an IPv6 CIDR range");
      };
      ipaddr.IPv6.parser = function(string) {
        let addr, i, match, octet, octets, zoneId;
        if (match = string.match(ipv6Regexes.deprecatedTransitional)) {
          return this.parser(`::ffff:${match[1]}`);
        }
        if (ipv6Regexes.native.test(string)) {
          return expandIPv6(string, 8);
        }
        if (match = string.match(ipv6Regexes.transitional)) {
          zoneId = match[6] || "";
          addr = match[1];
          if (!match[1].endsWith("::")) {
            addr = addr.slice(0, -1);
          }
          addr = expandIPv6(addr + zoneId, 6);
          if (addr && addr.parts) {
            octets = [
              parseInt(match[2]),
              parseInt(match[3]),
              parseInt(match[4]),
              parseInt(match[5])
            ];
            for (i = 0; i < octets.length; i++) {
              octet = octets[i];
              if (!(0 <= octet && octet <= 255)) {
                return null;
              }
            }
            addr.parts.push(octets[0] << 8 | octets[1]);
            addr.parts.push(octets[2] << 8 | octets[3]);
            return {
              parts: addr.parts,
              zoneId: addr.zoneId
            };
          }
        }
        return null;
      };
      ipaddr.IPv6.subnetMaskFromPrefixLength = function(prefix) {
        prefix = parseInt(prefix);
        if (Number.isNaN(prefix) || prefix < 0 || prefix > 128) {
          throw new Error("ipaddr: invalid IPv6 prefix length");
        }
        const octets = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let j = 0;
        const filledOctetCount = Math.floor(prefix / 8);
        while (j < filledOctetCount) {
          octets[j] = 255;
          j++;
        }
        if (filledOctetCount < 16) {
          octets[filledOctetCount] = Math.pow(2, prefix % 8) - 1 << 8 - prefix % 8;
        }
        return new this(octets);
      };
      ipaddr.fromByteArray = function(bytes) {
        const length = bytes.length;
        if (length === 4) {
          return new ipaddr.IPv4(bytes);
        } else if (length === 16) {
          return new ipaddr.IPv6(bytes);
        } else {
          throw new Error("ipaddr: the binary input is neither an IPv6 nor IPv4 address");
        }
      };
      ipaddr.isValid = function(string) {
        return ipaddr.IPv6.isValid(string) || ipaddr.IPv4.isValid(string);
      };
      ipaddr.isValidCIDR = function(string) {
        return ipaddr.IPv6.isValidCIDR(string) || ipaddr.IPv4.isValidCIDR(string);
      };
      ipaddr.parse = function(string) {
        if (ipaddr.IPv6.isValid(string)) {
          return ipaddr.IPv6.parse(string);
        } else if (ipaddr.IPv4.isValid(string)) {
          return ipaddr.IPv4.parse(string);
        } else {
          throw new Error("ipaddr: the address has neither IPv6 nor IPv4 format");
        }
      };
      ipaddr.parseCIDR = function(string) {
        try {
          return ipaddr.IPv6.parseCIDR(string);
        } catch {
          try {
            return ipaddr.IPv4.parseCIDR(string);
          } catch (e) {
            throw new Error("ipaddr: the address has neither IPv6 nor IPv4 CIDR format", { cause: e });
          }
        }
      };
      ipaddr.process = function(string) {
        const addr = this.parse(string);
        if (addr.kind() === "ipv6" && addr.isIPv4MappedAddress()) {
          return addr.toIPv4Address();
        } else {
          return addr;
        }
      };
      ipaddr.subnetMatch = function(address3, rangeList, defaultName) {
        let i, rangeName, rangeSubnets, subnet;
        if (defaultName === void 0 || defaultName === null) {
          defaultName = "unicast";
        }
        for (rangeName in rangeList) {
          if (Object.prototype.hasOwnProperty.call(rangeList, rangeName)) {
            rangeSubnets = rangeList[rangeName];
            if (rangeSubnets[0] && !(rangeSubnets[0] instanceof Array)) {
              rangeSubnets = [rangeSubnets];
            }
            for (i = 0; i < rangeSubnets.length; i++) {
              subnet = rangeSubnets[i];
              if (address3.kind() === subnet[0].kind() && address3.match.apply(address3, subnet)) {
                return rangeName;
              }
            }
          }
        }
        return defaultName;
      };
      if (typeof module2 !== "undefined" && module2.exports) {
        module2.exports = ipaddr;
      } else {
        root.ipaddr = ipaddr;
      }
    })(exports2);
  }
});

// ../../../tmp/prof/bench.ts
var import_fast_check2 = __toESM(require("fast-check"));

// generators/draw/drawn.ts
var import_fast_check = __toESM(require("fast-check"));

// generators/draw/simpler.ts
function* simplerTapes({ numbers, lists }) {
  yield [];
  for (const list2 of lists) yield* withoutElements(numbers, list2);
  for (const [at, number2] of numbers.entries()) {
    for (const smaller of smallerNumbers(number2)) yield numbers.with(at, smaller);
  }
}
function* withoutElements(numbers, list2) {
  for (let size = list2.length; size >= 1; size >>= 1) {
    for (let at = 0; at < list2.length; at += size) {
      const [from] = list2[at];
      const [, to] = list2[Math.min(at + size, list2.length) - 1];
      yield [...numbers.slice(0, from), ...numbers.slice(to)];
    }
  }
}
function* smallerNumbers(number2) {
  for (let less = number2; less >= 1; less = Math.floor(less / 2)) yield number2 - less;
}

// src/random.ts
var Random = class {
  #state;
  constructor(seed) {
    this.#state = seed | 0 || 2654435769;
  }
  /** 32 random bits, unsigned. */
  next() {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }
  /** A number from 0 to `limit` - 1. */
  below(limit) {
    return this.next() % limit;
  }
};

// generators/draw/tape.ts
var Tape = class _Tape {
  /** All that was drawn so far. */
  numbers = [];
  /** Of each list, where its elements were drawn; null when nobody asks. */
  lists;
  #given;
  #random;
  constructor(given, random) {
    this.#given = given;
    this.#random = random;
    this.lists = given === null ? null : [];
  }
  /** Numbers by chance. */
  static random(seed) {
    return new _Tape(null, new Random(seed));
  }
  /** Numbers that are given, cut down to what is asked for; zeros behind the last. */
  static of(numbers) {
    return new _Tape(numbers, NOBODY);
  }
  /** The next number: 0 to `limit` - 1, at most 2^32. */
  below(limit) {
    const number2 = this.#given === null ? this.#random.below(limit) : this.#givenBelow(limit);
    this.numbers.push(number2);
    return number2;
  }
  #givenBelow(limit) {
    return Math.min(this.#given[this.numbers.length] ?? 0, limit - 1);
  }
};
var NOBODY = new Random(1);

// generators/draw/drawn.ts
var Drawn = class _Drawn extends import_fast_check.default.Arbitrary {
  constructor(from) {
    super();
    this.from = from;
  }
  from;
  map(mapper) {
    const { from } = this;
    return new _Drawn((tape) => mapper(from(tape)));
  }
  chain(next2) {
    const { from } = this;
    return new _Drawn((tape) => next2(from(tape)).from(tape));
  }
  generate(random) {
    return this.#made(Tape.random(random.nextInt()));
  }
  canShrinkWithoutContext(_value) {
    return false;
  }
  shrink(_value, numbers) {
    return import_fast_check.default.stream(this.#simpler(numbers));
  }
  *#simpler(numbers) {
    const tape = Tape.of(numbers);
    this.from(tape);
    for (const simpler of simplerTapes(tape)) {
      const again = Tape.of(simpler);
      const value = this.from(again);
      if (isSimpler(again.numbers, tape.numbers)) yield new import_fast_check.default.Value(value, again.numbers);
    }
  }
  #made(tape) {
    return new import_fast_check.default.Value(this.from(tape), tape.numbers);
  }
};
function isSimpler(a, b) {
  const [left, right] = [sum(a), sum(b)];
  return left < right || left === right && lastChoice(a) < lastChoice(b);
}
function sum(numbers) {
  return numbers.reduce((total, number2) => total + number2, 0);
}
function lastChoice(numbers) {
  return numbers.findLastIndex((number2) => number2 !== 0);
}

// generators/draw/index.ts
var MAX_LENGTH = 10;
function drawn(from) {
  return new Drawn(from);
}
function constant(value) {
  return drawn(() => value);
}
function constantFrom(...values) {
  return drawn((tape) => values[tape.below(values.length)]);
}
function boolean() {
  return drawn((tape) => tape.below(2) === 1);
}
function nat(max = 2147483647) {
  return drawn((tape) => tape.below(max + 1));
}
function integer({ min = -2147483648, max = 2147483647 } = {}) {
  if (min >= 0 || max <= 0) {
    const [nearest, sign2] = min >= 0 ? [min, 1] : [max, -1];
    return drawn((tape) => nearest + sign2 * tape.below(max - min + 1));
  }
  const both = Math.min(-min, max);
  const sign = max > -min ? 1 : -1;
  return drawn((tape) => {
    const number2 = tape.below(max - min + 1);
    if (number2 > 2 * both) return sign * (number2 - both);
    return number2 & 1 ? (number2 + 1) / 2 : 0 - number2 / 2;
  });
}
function tuple(...parts) {
  const from = parts.map((part2) => part2.from);
  return drawn((tape) => from.map((part2) => part2(tape)));
}
function record(parts) {
  const from = Object.entries(parts).map(([key, part2]) => [key, part2.from]);
  return drawn((tape) => {
    const value = {};
    for (const [key, part2] of from) value[key] = part2(tape);
    return value;
  });
}
function array({ from }, { minLength = 0, maxLength = minLength + MAX_LENGTH } = {}) {
  return drawn((tape) => {
    const list2 = [];
    const spans = tape.lists && [];
    if (spans) tape.lists.push(spans);
    for (let left = maxLength; left > 0; left--) {
      const begin2 = tape.numbers.length;
      if (list2.length >= minLength && tape.below(left + 1) === 0) break;
      list2.push(from(tape));
      spans?.push([begin2, tape.numbers.length]);
    }
    return list2;
  });
}
function uint8Array(lengths = {}) {
  return array(nat(255), lengths).map((bytes) => Uint8Array.from(bytes));
}
function option(part2, { nil, freq = 5 }) {
  return drawn((tape) => tape.below(freq + 1) === 0 ? nil : part2.from(tape));
}
function oneof(...parts) {
  const weighted = parts.map((part2) => part2 instanceof Drawn ? { weight: 1, arbitrary: part2 } : part2);
  const choices = weighted.flatMap(({ weight, arbitrary }) => Array(weight).fill(arbitrary.from));
  return drawn((tape) => choices[tape.below(choices.length)](tape));
}
function subarray(list2, { minLength = 0, maxLength = list2.length } = {}) {
  return drawn((tape) => {
    let wanted = minLength + tape.below(maxLength - minLength + 1);
    return list2.filter((_, at) => {
      const isTaken = tape.below(list2.length - at) < wanted;
      if (isTaken) wanted--;
      return isTaken;
    });
  });
}

// src/packet/bytes.ts
function plain(bytes) {
  return bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
function u16(bytes, at) {
  return bytes[at] << 8 | bytes[at + 1];
}
function i32(bytes, at) {
  return bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
}
function u32(bytes, at) {
  return i32(bytes, at) >>> 0;
}
function put16(bytes, at, value) {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}
function put32(bytes, at, value) {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

// src/packet/crc32c.ts
var TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit2 = 0; bit2 < 8; bit2++) crc = crc >>> 1 ^ (crc & 1 ? 2197175160 : 0);
  return crc;
});
function crc32c(bytes, from, to, zeroAt = -1) {
  let crc = -1;
  for (let at = from; at < to; at++) {
    const byte = at >= zeroAt && at < zeroAt + 4 && zeroAt >= 0 ? 0 : bytes[at];
    crc = crc >>> 8 ^ TABLE[(crc ^ byte) & 255];
  }
  return ~crc >>> 0;
}

// src/packet/address.ts
var import_ipaddr = __toESM(require_ipaddr());

// src/packet/packet.ts
function dirOf(ctinfo) {
  return ctinfo === 3 /* ESTABLISHED_REPLY */ || ctinfo === 4 /* RELATED_REPLY */ ? 1 : 0;
}
var Packet = class _Packet {
  /** The buffer the datagram lies in. */
  bytes;
  /** Where the IP header begins in `bytes`. */
  start;
  /** One past the datagram's last byte in `bytes`; link-layer padding lies beyond it. */
  end;
  /** Which IP version the stack received it as. */
  family = 2 /* IPV4 */;
  /** Index of the interface it came in by; -1 for one sent by a local process. */
  device = -1;
  /** Index of the interface it goes out by; -1 before routing and for local delivery. */
  outDevice = -1;
  /** The connection it belongs to (an index into the table's store), 0 for none. */
  ct = 0;
  /** How it relates to that connection. */
  ctinfo = -1 /* NONE */;
  /** Whether `nf_conntrack_in` has classified it. */
  tracked = false;
  /** The packet mark (`meta mark`). */
  mark = 0;
  /** What a rule has said of its connection before conntrack (a `Template` of conntrack); null once conntrack has seen it. */
  template = null;
  /** The kernel's own words for INVALID or DROP, or null where it has none. */
  reason = null;
  /** Largest fragment it was reassembled from, in bytes of IP datagram; 0 when it came whole (`IPCB(skb)->frag_max_size`). */
  fragmentMaxSize = 0;
  constructor(bytes = EMPTY, start = 0, end2 = bytes.length) {
    this.bytes = bytes;
    this.start = start;
    this.end = end2;
  }
  /** Makes this object a new packet, so that a long replay needs one object only. */
  reset(bytes, start, end2, device2) {
    this.bytes = bytes;
    this.start = start;
    this.end = end2;
    this.device = device2;
    this.outDevice = -1;
    this.ct = 0;
    this.ctinfo = -1 /* NONE */;
    this.tracked = false;
    this.mark = 0;
    this.template = null;
    this.reason = null;
    this.fragmentMaxSize = 0;
    return this;
  }
  /** A copy with bytes of its own, for whoever holds a packet longer than the call it came in by. */
  clone() {
    const copy = new _Packet(new Uint8Array(this.datagram()));
    copy.family = this.family;
    copy.device = this.device;
    copy.outDevice = this.outDevice;
    copy.ct = this.ct;
    copy.ctinfo = this.ctinfo;
    copy.tracked = this.tracked;
    copy.mark = this.mark;
    copy.template = this.template;
    copy.reason = this.reason;
    copy.fragmentMaxSize = this.fragmentMaxSize;
    return copy;
  }
  /** The datagram alone, without a copy. */
  datagram() {
    return this.bytes.subarray(this.start, this.end);
  }
};
var EMPTY = new Uint8Array(0);

// src/packet/address.ts
function formatAddress(bytes, at, family2) {
  if (family2 === 2 /* IPV4 */) return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
  return (0, import_ipaddr.fromByteArray)([...bytes.subarray(at, at + 16)]).toRFC5952String();
}
function parseAddress(text) {
  if (import_ipaddr.IPv4.isValidFourPartDecimal(text)) return Uint8Array.from(import_ipaddr.IPv4.parse(text).toByteArray());
  return text.includes(":") && !text.includes("%") && import_ipaddr.IPv6.isValid(text) ? Uint8Array.from(import_ipaddr.IPv6.parse(text).toByteArray()) : null;
}
function familyOfAddress(address3) {
  return address3.length === 4 ? 2 /* IPV4 */ : 10 /* IPV6 */;
}

// src/packet/checksum.ts
function sum2(bytes, from, to, start = 0) {
  let total = start;
  let at = from;
  for (const last = to - 7; at < last; at += 8) {
    total += (bytes[at] + bytes[at + 2] + bytes[at + 4] + bytes[at + 6] << 8) + (bytes[at + 1] + bytes[at + 3] + bytes[at + 5] + bytes[at + 7]);
  }
  for (const last = to - 1; at < last; at += 2) total += bytes[at] << 8 | bytes[at + 1];
  if (at < to) total += bytes[at] << 8;
  return total;
}
function fold(total) {
  total = (total & 65535) + (total >>> 16);
  return (total & 65535) + (total >>> 16);
}
function carryOn(bytes, check, before2, after2) {
  const total = (~u16(bytes, check) & 65535) + (~fold(before2) & 65535) + after2;
  put16(bytes, check, ~fold(total + 65535) & 65535);
}
function checksum(bytes, from, to, start = 0) {
  return ~fold(sum2(bytes, from, to, start)) & 65535;
}
function pseudoHeaderSum(bytes, ip, family2, protocol, length) {
  const addresses3 = family2 === 2 /* IPV4 */ ? sum2(bytes, ip + 12, ip + 20) : sum2(bytes, ip + 8, ip + 40);
  return addresses3 + protocol + (length & 65535) + (length >>> 16);
}

// src/packet/wire.ts
function wrongChecksum(correct) {
  return correct >= 65534 ? 1 : correct + 1;
}
function pseudoHeader(source, destination, protocol) {
  return sum2(source, 0, source.length) + sum2(destination, 0, destination.length) + protocol;
}
function putChecksum(bytes, at, asked, start) {
  put16(bytes, at, 0);
  const correct = checksum(bytes, 0, bytes.length, start);
  put16(bytes, at, asked === "bad" ? wrongChecksum(correct) : asked ?? correct);
}
function leastFields(read, derived, build2, parse) {
  const fields = { ...read };
  for (const name of derived) fields[name] = void 0;
  let bytes = build2(fields);
  let built = parse(bytes);
  for (const name of derived) {
    if (read[name] === built[name]) continue;
    const isBad = name === "checksum" && read[name] === wrongChecksum(built[name]);
    fields[name] = isBad ? "bad" : read[name];
    bytes = build2(fields);
    built = parse(bytes);
  }
  return { fields, bytes };
}
function printChecksum(value) {
  return value === "bad" ? "bad-checksum" : `sum ${hex16(value)}`;
}
function hex16(value) {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
function toHex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
function fromHex(digits) {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

// src/packet/payload.ts
function fill(length, from = 0) {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = 97 + (from + i) % 26;
  return bytes;
}
function isFill(bytes, from) {
  return bytes.every((byte, i) => byte === 97 + (from + i) % 26);
}
var LEAST_FILL_FROM = 8;
function printPayload(bytes) {
  if (bytes.length === 0) return "";
  if (isFill(bytes, 0)) return `len ${bytes.length}`;
  const from = bytes[0] - 97;
  if (bytes.length >= LEAST_FILL_FROM && from > 0 && isFill(bytes, from)) return `len ${bytes.length} from ${from}`;
  return isText(bytes) ? printText(bytes) : `0x${toHex(bytes)}`;
}
function isText(bytes) {
  return bytes.every((byte) => byte >= 32 && byte < 127 || byte === 13 || byte === 10 || byte === 9);
}
var ESCAPES = { "\r": "\\r", "\n": "\\n", "	": "\\t", '"': '\\"', "\\": "\\\\" };
function printText(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `"${text.replace(/[\r\n\t"\\]/g, (char) => ESCAPES[char])}"`;
}

// src/packet/icmp-message.ts
function fixedLength(message6) {
  return message6.fields.reduce((length, field) => Math.max(length, field.at + sizeOf(field)), 8 /* LENGTH */);
}
function sizeOf(field) {
  if (field.size === "ipv4") return 4;
  return field.size === "ipv6" ? 16 : field.size;
}
function parseIcmp(bytes) {
  if (bytes.length < 8 /* LENGTH */) return null;
  return {
    type: bytes[0 /* TYPE */],
    code: bytes[1 /* CODE */],
    checksum: u16(bytes, 2 /* CHECKSUM */),
    body: bytes.subarray(4 /* REST */)
  };
}
function buildIcmp(fields, pseudo2) {
  const body = fields.body ?? new Uint8Array(4);
  const bytes = new Uint8Array(4 /* REST */ + body.length);
  bytes[0 /* TYPE */] = fields.type ?? 0;
  bytes[1 /* CODE */] = fields.code ?? 0;
  bytes.set(body, 4 /* REST */);
  putChecksum(bytes, 2 /* CHECKSUM */, fields.checksum, pseudo2 === null ? 0 : pseudo2 + bytes.length);
  return bytes;
}
function reduceIcmp(fields, pseudo2) {
  return leastFields(fields, ["checksum"], (least) => buildIcmp(least, pseudo2), parseIcmp);
}
function printIcmp(fields, messages, quote) {
  const { type = 0, code = 0, body = new Uint8Array(4) } = fields;
  const message6 = messages.find((candidate) => candidate.type === type && expresses(candidate, body));
  const words2 = message6 ? messageWords(message6, code, body, quote) : numberWords(type, code, body);
  if (fields.checksum !== void 0) words2.push(printChecksum(fields.checksum));
  return words2.join(" ");
}
function expresses(message6, body) {
  const length = fixedLength(message6) - 4 /* REST */;
  if (body.length < length) return false;
  const rest = Uint8Array.from(body.subarray(0, length));
  for (const field of message6.fields) rest.fill(0, field.at - 4 /* REST */, field.at - 4 /* REST */ + sizeOf(field));
  return rest.every((byte) => byte === 0);
}
function messageWords(message6, code, body, quote) {
  const words2 = [message6.name];
  if (code < message6.codes.length) words2.push(message6.codes[code]);
  else if (code !== 0) words2.push(`code ${code}`);
  for (const field of message6.fields) {
    const at = field.at - 4 /* REST */;
    if (message6.quotes && body.subarray(at, at + sizeOf(field)).every((byte) => byte === 0)) continue;
    words2.push(`${field.word} ${fieldText(field, body, at)}`);
  }
  const payload = body.subarray(fixedLength(message6) - 4 /* REST */);
  const text = message6.quotes && payload.length > 0 ? `{${quote(payload)}}` : printPayload(payload);
  if (text !== "") words2.push(text);
  return words2;
}
function fieldText(field, body, at) {
  switch (field.size) {
    case "ipv4":
      return formatAddress(body, at, 2 /* IPV4 */);
    case "ipv6":
      return formatAddress(body, at, 10 /* IPV6 */);
    case 1:
      return `${body[at]}`;
    case 2:
      return `${u16(body, at)}`;
    case 4:
      return `${u32(body, at)}`;
  }
}
function numberWords(type, code, body) {
  const words2 = [`type ${type}`, `code ${code}`];
  const rest = body.subarray(0, 4);
  if (rest.some((byte) => byte !== 0)) words2.push(`rest 0x${toHex(rest)}`);
  const payload = printPayload(body.subarray(4));
  if (payload !== "") words2.push(payload);
  return words2;
}

// src/errors.ts
var InputError = class extends Error {
  name = "InputError";
};

// src/packet/options.ts
var END_OF_OPTIONS = 0;
var NO_OPERATION = 1;
var MAX_OPTIONS_LENGTH = 40;
function parseOptions(bytes) {
  const options = [];
  let at = 0;
  while (at < bytes.length) {
    const kind2 = bytes[at];
    if (kind2 === NO_OPERATION) {
      options.push({ kind: kind2, data: bytes.subarray(at, at) });
      at++;
      continue;
    }
    const length = at + 1 < bytes.length ? bytes[at + 1] : 0;
    if (kind2 === END_OF_OPTIONS || length < 2 || at + length > bytes.length) break;
    options.push({ kind: kind2, data: bytes.subarray(at + 2, at + length) });
    at += length;
  }
  const rest = bytes.subarray(at);
  if (rest.length > 0 && !(rest.length < 4 && rest.every((byte) => byte === 0))) options.push({ raw: rest });
  return options;
}
var NO_OPTIONS = new Uint8Array(0);
function buildOptions(options) {
  if (options.length === 0) return NO_OPTIONS;
  const bytes = [];
  for (const option2 of options) {
    if ("raw" in option2) bytes.push(...option2.raw);
    else if (option2.kind === NO_OPERATION || option2.kind === END_OF_OPTIONS) bytes.push(option2.kind);
    else bytes.push(option2.kind, option2.data.length + 2, ...option2.data);
  }
  while (bytes.length % 4 !== 0) bytes.push(0);
  if (bytes.length > MAX_OPTIONS_LENGTH) {
    throw new InputError(`options of ${bytes.length} bytes are not allowed; allowed are at most ${MAX_OPTIONS_LENGTH}`);
  }
  return Uint8Array.from(bytes);
}
function printOptions(options, name) {
  const text = (option2) => {
    if ("raw" in option2) return `0x${toHex(option2.raw)}`;
    if (option2.kind === NO_OPERATION) return "nop";
    if (option2.kind === END_OF_OPTIONS) return "eol";
    return name(option2.kind, option2.data) ?? `opt ${option2.kind}${option2.data.length > 0 ? ` 0x${toHex(option2.data)}` : ""}`;
  };
  return `<${options.map(text).join(",")}>`;
}

// src/packet/ipv4.ts
var OFFSET_MASK = 8191;
function parseIpv4(bytes) {
  if (bytes.length < 20 /* LENGTH */) return null;
  const ihl = bytes[0 /* VERSION_IHL */] & 15;
  const headerLength = ihl * 4 >= 20 /* LENGTH */ && ihl * 4 <= bytes.length ? ihl * 4 : 20 /* LENGTH */;
  const flagsOffset = u16(bytes, 6 /* FLAGS_OFFSET */);
  return {
    version: bytes[0 /* VERSION_IHL */] >>> 4,
    ihl,
    tos: bytes[1 /* TOS */],
    totalLength: u16(bytes, 2 /* TOTAL_LENGTH */),
    id: u16(bytes, 4 /* ID */),
    flags: flagsOffset & ~OFFSET_MASK,
    offset: (flagsOffset & OFFSET_MASK) * 8,
    ttl: bytes[8 /* TTL */],
    protocol: bytes[9 /* PROTOCOL */],
    checksum: u16(bytes, 10 /* CHECKSUM */),
    source: bytes.subarray(12 /* SOURCE */, 12 /* SOURCE */ + 4),
    destination: bytes.subarray(16 /* DESTINATION */, 16 /* DESTINATION */ + 4),
    options: parseOptions(bytes.subarray(20 /* LENGTH */, headerLength)),
    payload: bytes.subarray(headerLength)
  };
}
function buildIpv4(fields) {
  const options = buildOptions(fields.options ?? []);
  const headerLength = 20 /* LENGTH */ + options.length;
  const bytes = new Uint8Array(headerLength + fields.payload.length);
  bytes[0 /* VERSION_IHL */] = (fields.version ?? 4) << 4 | (fields.ihl ?? headerLength / 4) & 15;
  bytes[1 /* TOS */] = fields.tos ?? 0;
  put16(bytes, 2 /* TOTAL_LENGTH */, fields.totalLength ?? bytes.length);
  put16(bytes, 4 /* ID */, fields.id ?? 0);
  put16(bytes, 6 /* FLAGS_OFFSET */, (fields.flags ?? 0) | (fields.offset ?? 0) >>> 3);
  bytes[8 /* TTL */] = fields.ttl ?? 64;
  bytes[9 /* PROTOCOL */] = fields.protocol;
  bytes.set(fields.source, 12 /* SOURCE */);
  bytes.set(fields.destination, 16 /* DESTINATION */);
  bytes.set(options, 20 /* LENGTH */);
  bytes.set(fields.payload, headerLength);
  const correct = checksum(bytes, 0, headerLength);
  put16(bytes, 10 /* CHECKSUM */, fields.checksum === "bad" ? wrongChecksum(correct) : fields.checksum ?? correct);
  return bytes;
}
function reduceIpv4(fields) {
  return leastFields(fields, ["ihl", "totalLength", "checksum"], buildIpv4, parseIpv4);
}
function printIpv4(fields) {
  const { ihl, tos = 0, totalLength, id = 0, flags = 0, offset = 0, ttl = 64, options = [] } = fields;
  const words2 = [];
  if (ihl !== void 0) words2.push(`ihl ${ihl}`);
  if (ttl !== 64) words2.push(`ttl ${ttl}`);
  if (tos !== 0) words2.push(`tos 0x${tos.toString(16)}`);
  if (id !== 0) words2.push(`id ${id}`);
  if (flags & 16384 /* DONT_FRAGMENT */) words2.push("df");
  if (flags & 32768 /* RESERVED */) words2.push("rf");
  const more = (flags & 8192 /* MORE_FRAGMENTS */) !== 0;
  if (more || offset !== 0) words2.push(`frag ${offset}${more ? "+" : ""}`);
  if (options.length > 0) words2.push(printOptions(options, () => null));
  if (totalLength !== void 0) words2.push(`len ${totalLength}`);
  if (fields.checksum !== void 0) words2.push(printChecksum(fields.checksum));
  return words2;
}

// src/packet/ipv6.ts
var EXTENSION_HEADERS = {
  "hop-by-hop": 0 /* HOPOPT */,
  routing: 43 /* ROUTING */,
  destination: 60 /* DSTOPTS */,
  fragment: 44 /* FRAGMENT */,
  ah: 51 /* AH */
};
function extensionLength(type, length) {
  switch (type) {
    case 0 /* HOPOPT */:
    case 43 /* ROUTING */:
    case 60 /* DSTOPTS */:
      return (length + 1) * 8;
    case 51 /* AH */:
      return (length + 2) * 4;
    case 44 /* FRAGMENT */:
      return 8 /* LENGTH */;
    default:
      return 0;
  }
}
function parseIpv6(bytes) {
  if (bytes.length < 40 /* LENGTH */) return null;
  const first = u32(bytes, 0 /* VERSION_CLASS_FLOW */);
  const headers = [];
  let protocol = bytes[6 /* NEXT_HEADER */];
  let at = 40 /* LENGTH */;
  while (at + 2 <= bytes.length) {
    const length = extensionLength(protocol, bytes[at + 1]);
    if (length === 0 || at + length > bytes.length) break;
    headers.push({ type: protocol, bytes: bytes.subarray(at + 1, at + length) });
    const isLaterFragment = protocol === 44 /* FRAGMENT */ && fragmentOffset(headers[headers.length - 1]) !== 0;
    protocol = bytes[at];
    at += length;
    if (isLaterFragment) break;
  }
  return {
    version: first >>> 28,
    trafficClass: first >>> 20 & 255,
    flowLabel: first & 1048575,
    payloadLength: u16(bytes, 4 /* PAYLOAD_LENGTH */),
    hopLimit: bytes[7 /* HOP_LIMIT */],
    source: bytes.subarray(8 /* SOURCE */, 8 /* SOURCE */ + 16),
    destination: bytes.subarray(24 /* DESTINATION */, 24 /* DESTINATION */ + 16),
    headers,
    protocol,
    payload: bytes.subarray(at)
  };
}
function buildIpv6(fields) {
  const { headers = [], payload } = fields;
  const extra = headers.reduce((length, header) => length + 1 + header.bytes.length, 0);
  const bytes = new Uint8Array(40 /* LENGTH */ + extra + payload.length);
  const first = (fields.version ?? 6) << 28 | (fields.trafficClass ?? 0) << 20 | (fields.flowLabel ?? 0);
  put32(bytes, 0 /* VERSION_CLASS_FLOW */, first);
  put16(bytes, 4 /* PAYLOAD_LENGTH */, fields.payloadLength ?? extra + payload.length);
  bytes[7 /* HOP_LIMIT */] = fields.hopLimit ?? 64;
  bytes.set(fields.source, 8 /* SOURCE */);
  bytes.set(fields.destination, 24 /* DESTINATION */);
  let nextHeaderAt = 6 /* NEXT_HEADER */;
  let at = 40 /* LENGTH */;
  for (const header of headers) {
    bytes[nextHeaderAt] = header.type;
    nextHeaderAt = at;
    bytes.set(header.bytes, at + 1);
    at += 1 + header.bytes.length;
  }
  bytes[nextHeaderAt] = fields.protocol;
  bytes.set(payload, at);
  return bytes;
}
function extensionHeader(type, data) {
  if (type === 44 /* FRAGMENT */) {
    const bytes2 = new Uint8Array(8 /* LENGTH */ - 1);
    bytes2.set(data.subarray(0, bytes2.length));
    return { type, bytes: bytes2 };
  }
  const unit = type === 51 /* AH */ ? 4 : 8;
  const length = Math.max(8, Math.ceil((2 + data.length) / unit) * unit);
  const bytes = new Uint8Array(length - 1);
  bytes[0] = type === 51 /* AH */ ? length / 4 - 2 : length / 8 - 1;
  bytes.set(data, 1);
  return { type, bytes };
}
function fragmentHeader(offset, more, id) {
  const bytes = new Uint8Array(8 /* LENGTH */ - 1);
  put16(bytes, 2 /* OFFSET_FLAGS */ - 1, offset | (more ? 1 : 0));
  put32(bytes, 4 /* ID */ - 1, id);
  return { type: 44 /* FRAGMENT */, bytes };
}
function fragmentOffset(header) {
  return u16(header.bytes, 2 /* OFFSET_FLAGS */ - 1) & ~7;
}
function reduceIpv6(fields) {
  return leastFields(fields, ["payloadLength"], buildIpv6, parseIpv6);
}
function printIpv6(fields) {
  const { trafficClass: trafficClass2 = 0, flowLabel = 0, hopLimit = 64, payloadLength: payloadLength2, headers = [] } = fields;
  const words2 = [];
  if (hopLimit !== 64) words2.push(`ttl ${hopLimit}`);
  if (trafficClass2 !== 0) words2.push(`tos 0x${trafficClass2.toString(16)}`);
  if (flowLabel !== 0) words2.push(`flow 0x${flowLabel.toString(16)}`);
  const first = headers.find((header) => header.type === 44 /* FRAGMENT */);
  for (const header of headers) words2.push(...printExtension(header, first && fragmentId(first)));
  if (payloadLength2 !== void 0) words2.push(`len ${payloadLength2}`);
  return words2;
}
function printExtension(header, id) {
  const { type, bytes } = header;
  if (type === 44 /* FRAGMENT */ && id !== void 0) {
    const more = (bytes[2 /* OFFSET_FLAGS */] & 1) !== 0;
    const offset = fragmentOffset(header);
    if (toHex(fragmentHeader(offset, more, id).bytes) === toHex(bytes)) {
      return [`frag ${offset}${more ? "+" : ""}`, ...id === 0 ? [] : [`id ${id}`]];
    }
  }
  const word = Object.keys(EXTENSION_HEADERS).find((name) => EXTENSION_HEADERS[name] === type);
  return [`${word} 0x${toHex(type === 44 /* FRAGMENT */ ? bytes : bytes.subarray(1))}`];
}
function fragmentId(header) {
  return u32(header.bytes, 4 /* ID */ - 1);
}

// src/packet/tcp.ts
var DEFAULT_WINDOW = 65535;
function parseTcp(bytes) {
  if (bytes.length < 20 /* LENGTH */) return null;
  const dataOffset = bytes[12 /* DATA_OFFSET */] >>> 4;
  const headerLength = dataOffset * 4 >= 20 /* LENGTH */ && dataOffset * 4 <= bytes.length ? dataOffset * 4 : 20 /* LENGTH */;
  return {
    sourcePort: u16(bytes, 0 /* SOURCE_PORT */),
    destinationPort: u16(bytes, 2 /* DESTINATION_PORT */),
    seq: u32(bytes, 4 /* SEQ */),
    ack: u32(bytes, 8 /* ACK */),
    dataOffset,
    reserved: bytes[12 /* DATA_OFFSET */] & 15,
    flags: bytes[13 /* FLAGS */],
    window: u16(bytes, 14 /* WINDOW */),
    checksum: u16(bytes, 16 /* CHECKSUM */),
    urgent: u16(bytes, 18 /* URGENT */),
    options: parseOptions(bytes.subarray(20 /* LENGTH */, headerLength)),
    payload: bytes.subarray(headerLength)
  };
}
function buildTcp(fields, pseudo2) {
  const options = buildOptions(fields.options ?? []);
  const payload = fields.payload ?? new Uint8Array(0);
  const headerLength = 20 /* LENGTH */ + options.length;
  const bytes = new Uint8Array(headerLength + payload.length);
  put16(bytes, 0 /* SOURCE_PORT */, fields.sourcePort ?? 0);
  put16(bytes, 2 /* DESTINATION_PORT */, fields.destinationPort ?? 0);
  put32(bytes, 4 /* SEQ */, fields.seq ?? 0);
  put32(bytes, 8 /* ACK */, fields.ack ?? 0);
  bytes[12 /* DATA_OFFSET */] = (fields.dataOffset ?? headerLength / 4) << 4 | (fields.reserved ?? 0);
  bytes[13 /* FLAGS */] = fields.flags ?? 0;
  put16(bytes, 14 /* WINDOW */, fields.window ?? DEFAULT_WINDOW);
  put16(bytes, 18 /* URGENT */, fields.urgent ?? 0);
  bytes.set(options, 20 /* LENGTH */);
  bytes.set(payload, headerLength);
  putChecksum(bytes, 16 /* CHECKSUM */, fields.checksum, pseudo2 + bytes.length);
  return bytes;
}
function reduceTcp(fields, pseudo2) {
  return leastFields(
    fields,
    ["dataOffset", "checksum"],
    (least) => buildTcp(least, pseudo2),
    parseTcp
  );
}
var FLAG_LETTERS = [
  ["F", 1 /* FIN */],
  ["S", 2 /* SYN */],
  ["R", 4 /* RST */],
  ["P", 8 /* PSH */],
  [".", 16 /* ACK */],
  ["U", 32 /* URG */],
  ["E", 64 /* ECE */],
  ["W", 128 /* CWR */]
];
function printFlags(flags) {
  const letters = FLAG_LETTERS.filter(([, flag]) => flags & flag).map(([letter]) => letter);
  return letters.join("") || "-";
}
function printTcp(fields, bases) {
  const { seq = 0, ack = 0, flags = 0, payload = new Uint8Array(0), options = [] } = fields;
  const end2 = seq + payload.length >>> 0;
  const words2 = [printFlags(flags), `${printSeq(seq, bases.seq)}:${printSeq(end2, bases.seq, true)}(${payload.length})`];
  if (flags & 16 /* ACK */) words2.push(`ack ${printSeq(ack, bases.ack)}`);
  else if (ack !== 0) words2.push(`ack-field ${ack}`);
  words2.push(`win ${fields.window ?? DEFAULT_WINDOW}`);
  if (fields.urgent) words2.push(`urg ${fields.urgent}`);
  if (fields.reserved) words2.push(`reserved ${fields.reserved}`);
  if (fields.dataOffset !== void 0) words2.push(`doff ${fields.dataOffset}`);
  if (options.length > 0) words2.push(printOptions(options, (kind2, data) => optionText(kind2, data, bases.ack)));
  const text = printPayload(payload);
  if (text !== "" && text !== `len ${payload.length}`) words2.push(text);
  if (fields.checksum !== void 0) words2.push(printChecksum(fields.checksum));
  return words2.join(" ");
}
function printSeq(value, base, isEnd = false) {
  if (base === null) return `${isEnd ? "" : "="}${value}`;
  const relative = value - base >>> 0;
  return `${base !== 0 && relative >= 3221225472 ? relative - 2 ** 32 : relative}`;
}
function optionText(kind2, data, ackBase) {
  if (kind2 === 2 /* MSS */ && data.length === 2) return `mss ${u16(data, 0)}`;
  if (kind2 === 3 /* WINDOW_SCALE */ && data.length === 1) return `ws ${data[0]}`;
  if (kind2 === 4 /* SACK_PERMITTED */ && data.length === 0) return "sackOK";
  if (kind2 === 8 /* TIMESTAMPS */ && data.length === 8) return `TS val ${u32(data, 0)} ecr ${u32(data, 4)}`;
  if (kind2 === 5 /* SACK */ && data.length > 0 && data.length % 8 === 0) {
    const blocks = [];
    for (let at = 0; at < data.length; at += 8) {
      blocks.push(`${printSeq(u32(data, at), ackBase)}:${printSeq(u32(data, at + 4), ackBase, true)}`);
    }
    return `sack ${blocks.join(" ")}`;
  }
  return null;
}

// src/packet/udp.ts
function parseUdp(bytes) {
  if (bytes.length < 8 /* LENGTH */) return null;
  return {
    sourcePort: u16(bytes, 0 /* SOURCE_PORT */),
    destinationPort: u16(bytes, 2 /* DESTINATION_PORT */),
    length: u16(bytes, 4 /* LENGTH_FIELD */),
    checksum: u16(bytes, 6 /* CHECKSUM */),
    payload: bytes.subarray(8 /* LENGTH */)
  };
}
function buildUdp(fields, pseudo2) {
  const payload = fields.payload ?? new Uint8Array(0);
  const bytes = new Uint8Array(8 /* LENGTH */ + payload.length);
  put16(bytes, 0 /* SOURCE_PORT */, fields.sourcePort ?? 0);
  put16(bytes, 2 /* DESTINATION_PORT */, fields.destinationPort ?? 0);
  put16(bytes, 4 /* LENGTH_FIELD */, fields.length ?? bytes.length);
  bytes.set(payload, 8 /* LENGTH */);
  putChecksum(bytes, 6 /* CHECKSUM */, fields.checksum, pseudo2 + bytes.length);
  if (fields.checksum === void 0 && u16(bytes, 6 /* CHECKSUM */) === 0) put16(bytes, 6 /* CHECKSUM */, 65535);
  return bytes;
}
function reduceUdp(fields, pseudo2) {
  return leastFields(fields, ["length", "checksum"], (least) => buildUdp(least, pseudo2), parseUdp);
}
function printUdp(fields) {
  const words2 = [printPayload(fields.payload ?? new Uint8Array(0)) || "len 0"];
  if (fields.length !== void 0) words2.push(`ulen ${fields.length}`);
  if (fields.checksum === 0) words2.push("no-checksum");
  else if (fields.checksum !== void 0) words2.push(printChecksum(fields.checksum));
  return words2.join(" ");
}

// generators/datagram.ts
function datagram({ family: family2, ends }, way, protocol, payload) {
  const from = ends[way];
  const fields = { source: from.address, destination: ends[1 - way].address, protocol, payload };
  const bytes = family2 === 2 /* IPV4 */ ? buildIpv4(fields) : buildIpv6(fields);
  return { kind: "packet", device: from.device, bytes };
}
function tcpSegment(flow2, way, fields) {
  const { ends } = flow2;
  const { seq, ack, flags, window, options, payload } = fields;
  const all = {
    sourcePort: ends[way].port,
    destinationPort: ends[1 - way].port,
    seq,
    ack,
    flags,
    window,
    options,
    payload
  };
  return datagram(flow2, way, 6 /* TCP */, buildTcp(all, pseudo(flow2, 6 /* TCP */)));
}
function udpDatagram(flow2, way, payload) {
  return datagram(flow2, way, 17 /* UDP */, udp(flow2, way, 17 /* UDP */, payload));
}
function udpLiteDatagram(flow2, way, payload) {
  return datagram(flow2, way, 136 /* UDPLITE */, udp(flow2, way, 136 /* UDPLITE */, payload));
}
function udp(flow2, way, protocol, payload) {
  const fields = { sourcePort: flow2.ends[way].port, destinationPort: flow2.ends[1 - way].port, payload };
  return buildUdp(fields, pseudo(flow2, protocol));
}
function icmpMessage(flow2, way, type, code, body) {
  const isIpv4 = flow2.family === 2 /* IPV4 */;
  const protocol = isIpv4 ? 1 /* ICMP */ : 58 /* ICMPV6 */;
  const message6 = buildIcmp({ type, code, body }, isIpv4 ? null : pseudo(flow2, protocol));
  return datagram(flow2, way, protocol, message6);
}
function sctpPacket(flow2, way, tag, chunks) {
  const payload = Uint8Array.from([...new Uint8Array(SCTP_HEADER), ...chunks.flatMap((chunk2) => [...chunk2])]);
  put16(payload, 0, flow2.ends[way].port);
  put16(payload, 2, flow2.ends[1 - way].port);
  put32(payload, 4, tag);
  new DataView(payload.buffer).setUint32(8, crc32c(payload, 0, payload.length, 8), true);
  return datagram(flow2, way, 132 /* SCTP */, payload);
}
var SCTP_HEADER = 12;
function pseudo({ ends: [a, b] }, protocol) {
  return pseudoHeader(a.address, b.address, protocol);
}

// generators/filled.ts
var MADE = /* @__PURE__ */ new Map();
function filled(length) {
  let bytes = MADE.get(length);
  if (!bytes) {
    bytes = fill(length);
    MADE.set(length, bytes);
  }
  return bytes;
}

// generators/tcp-talk.ts
var TcpTalk = class {
  constructor(flow2, initial, windows = [DEFAULT_WINDOW2, DEFAULT_WINDOW2]) {
    this.flow = flow2;
    this.#next = [initial[0], initial[1]];
    this.#windows = windows;
  }
  flow;
  events = [];
  /** The number each end sends next. */
  #next;
  #windows;
  /** The number that an end sends next. */
  next(way) {
    return this.#next[way];
  }
  /** One end says something; it acknowledges all that it has heard where the flags say that it acknowledges. */
  say(way, { flags, payload = 0, options, window = this.#windows[way] }) {
    const bytes = typeof payload === "number" ? filled(payload) : payload;
    const seq = this.#next[way];
    const ack = flags & 16 /* ACK */ ? this.#next[1 - way] : 0;
    this.events.push(tcpSegment(this.flow, way, { seq, ack, flags, window, payload: bytes, options }));
    const length = bytes.length + (flags & 2 /* SYN */ ? 1 : 0) + (flags & 1 /* FIN */ ? 1 : 0);
    this.#next[way] = seq + length >>> 0;
    return this;
  }
  /** The three segments that open a connection. */
  open(options = [[], []]) {
    this.say(0, { flags: 2 /* SYN */, options: options[0] });
    this.say(1, { flags: 2 /* SYN */ | 16 /* ACK */, options: options[1] });
    return this.say(0, { flags: 16 /* ACK */ });
  }
  /** Both ends open at once: their SYNs cross, and each says its own again with an acknowledgment (RFC 9293, figure 7). */
  openAtOnce(options) {
    for (const way of WAYS) this.say(way, { flags: 2 /* SYN */, options: options[way] });
    for (const way of WAYS) {
      this.#next[way] = this.#next[way] - 1 >>> 0;
      this.say(way, { flags: 2 /* SYN */ | 16 /* ACK */, options: options[way] });
    }
    return this;
  }
  /** Data, and the other end's acknowledgment. */
  send(way, payload) {
    this.say(way, { flags: 8 /* PSH */ | 16 /* ACK */, payload });
    return this.say(other(way), { flags: 16 /* ACK */ });
  }
  /** Both ends close, this one first. */
  close(way) {
    this.say(way, { flags: 1 /* FIN */ | 16 /* ACK */ });
    this.say(other(way), { flags: 1 /* FIN */ | 16 /* ACK */ });
    return this.say(way, { flags: 16 /* ACK */ });
  }
};
function other(way) {
  return 1 - way;
}
var WAYS = [0, 1];
var DEFAULT_WINDOW2 = 65535;

// generators/arbitraries/address.ts
function address(family2, side) {
  return ADDRESSES[family2][side];
}
function addresses(family2) {
  return {
    client: constantFrom(...HOSTS.map((host) => addressOf(family2, 1, host))),
    server: constantFrom(...HOSTS.map((host) => addressOf(family2, 2, host))),
    router: constant(addressOf(family2, 1, 1))
  };
}
function addressOf(family2, network, host) {
  if (family2 === 2 /* IPV4 */) return Uint8Array.of(...network === 1 ? [192, 0, 2] : [198, 51, 100], host);
  return Uint8Array.of(32, 1, 13, 184, 0, network, 0, 0, 0, 0, 0, 0, 0, 0, 0, host);
}
var HOSTS = [10, 11, 12, 13];
var ADDRESSES = { [2 /* IPV4 */]: addresses(2 /* IPV4 */), [10 /* IPV6 */]: addresses(10 /* IPV6 */) };

// generators/arbitraries/family.ts
function family() {
  return constantFrom(2 /* IPV4 */, 2 /* IPV4 */, 10 /* IPV6 */);
}

// generators/arbitraries/flow.ts
function flow({
  family: families = family(),
  port,
  forwarded = false
} = {}) {
  const sides = forwarded ? FORWARDED : SIDES;
  const destinationPort2 = port === void 0 ? constantFrom(...SERVICES) : constant(port);
  const between = (of, [from, to]) => tuple(end(of, from, CLIENT_PORT), end(of, to, destinationPort2)).map((ends) => ({ family: of, ends }));
  const flows = [2 /* IPV4 */, 10 /* IPV6 */].map((of) => [of, sides.map((each) => between(of, each))]);
  const byFamily = new Map(flows);
  return tuple(families, nat(sides.length - 1)).chain(([of, at]) => byFamily.get(of)[at]);
}
function end(of, side, port) {
  const device2 = DEVICES[side];
  return tuple(address(of, side), port).map(([at, number2]) => ({ device: device2, address: at, port: number2 }));
}
var DEVICES = { client: "c0", server: "s0", router: "lo" };
var FORWARDED = [
  ["client", "server"],
  ["client", "server"],
  ["client", "server"],
  ["server", "client"]
];
var SIDES = [...FORWARDED, ...FORWARDED, ["client", "router"], ["router", "server"]];
var SERVICES = [80, 53, 443, 21];
var CLIENT_PORT = integer({ min: 4e4, max: 40007 });

// generators/arbitraries/amanda-session.ts
var AMANDA_PORT = 10080;
function amandaSession() {
  const stream2 = tuple(
    constantFrom("DATA ", "MESG ", "INDEX ", "STATE ", "DATA", "OTHER "),
    constantFrom("1024", "1025", "1026", "1027", "0", "99999", "65536", "12345678", "x", "")
  );
  const answer2 = record({
    start: constantFrom("CONNECT ", "CONNECT ", "CONNECT ", "Amanda 2.6 REP\nCONNECT ", "CONNECT", "connect "),
    streams: array(stream2, { maxLength: 5 }),
    end: constantFrom("\n", "\n", "\n", "\nCONNECT DATA 1030\n", ""),
    way: constantFrom(1, 1, 1, 0)
  });
  return tuple(flow({ port: AMANDA_PORT }), array(answer2, { minLength: 1, maxLength: 3 })).map(([between, answers]) => {
    const events = [say(between, 0, "Amanda 2.6 REQ HANDLE 000 SEQ 1\nSERVICE sendbackup\n")];
    for (const { start, streams, end: end2, way } of answers) {
      const line = start + streams.map(([name, port]) => name + port).join(" ") + end2;
      events.push(
        say(between, way, line),
        ...streams.slice(0, 2).flatMap(([, port]) => comes(between, Number(port)))
      );
    }
    return events;
  });
}
function say(between, way, text) {
  return udpDatagram(between, way, new TextEncoder().encode(text));
}
function comes({ family: family2, ends }, port) {
  if (!port) return [];
  const to = { ...ends[1], port: port & 65535 };
  return new TcpTalk({ family: family2, ends: [{ ...ends[0], port: 47e3 }, to] }, [1, 1]).open().events;
}

// generators/arbitraries/sequence-offset.ts
function sequenceOffset() {
  return oneof(
    { weight: 3, arbitrary: constant(0) },
    { weight: 3, arbitrary: integer({ min: -3, max: 3 }) },
    {
      weight: 3,
      arbitrary: tuple(constantFrom(...EDGES), integer({ min: -2, max: 2 })).map(([at, by]) => at + by)
    },
    { weight: 1, arbitrary: integer() }
  );
}
var EDGES = [-66e3, -65535, -1460, 1460, 65535, 66e3, 2 ** 30, -(2 ** 30), 2 ** 31 - 3];

// generators/arbitraries/tcp-flags.ts
function tcpFlags() {
  return oneof({ weight: 5, arbitrary: constantFrom(...USUAL) }, { weight: 1, arbitrary: nat(255) });
}
var USUAL = [
  16 /* ACK */,
  2 /* SYN */,
  2 /* SYN */ | 16 /* ACK */,
  8 /* PSH */ | 16 /* ACK */,
  1 /* FIN */ | 16 /* ACK */,
  4 /* RST */,
  4 /* RST */ | 16 /* ACK */,
  1 /* FIN */,
  2 /* SYN */ | 64 /* ECE */ | 128 /* CWR */,
  32 /* URG */ | 16 /* ACK */
];

// generators/arbitraries/bent.ts
function bent(conversation, maxBends = 3) {
  return tuple(conversation, array(bend(), { minLength: 1, maxLength: maxBends })).map(([events, bends]) => bends.reduce(applied, events));
}
function bend() {
  const at = nat(30);
  return oneof(
    record({ kind: constant("lose"), at }),
    record({ kind: constantFrom("repeat", "delay"), at, by: integer({ min: 1, max: 4 }) }),
    {
      weight: 3,
      arbitrary: record({ kind: constant("alter"), at, extra: boolean(), change: change() })
    },
    record({ kind: constant("garble"), at, byte: nat(60), bits: integer({ min: 1, max: 255 }) })
  );
}
function change() {
  return record({
    seq: sequenceOffset(),
    ack: sequenceOffset(),
    flags: option(tcpFlags(), { nil: null }),
    window: option(constantFrom(0, 1, 65535), { nil: null, freq: 3 })
  });
}
function applied(events, step) {
  if (events.length === 0) return events;
  const at = step.at % events.length;
  const event = events[at];
  switch (step.kind) {
    case "lose":
      return events.toSpliced(at, 1);
    case "repeat":
      return events.toSpliced(at + step.by, 0, event);
    case "delay":
      return events.toSpliced(at, 1).toSpliced(at + step.by, 0, event);
    case "alter":
      return events.toSpliced(at, step.extra ? 0 : 1, { ...event, bytes: altered(event.bytes, step.change) });
    case "garble": {
      const bytes = event.bytes.slice();
      bytes[step.byte % bytes.length] ^= step.bits;
      return events.toSpliced(at, 1, { ...event, bytes });
    }
  }
}
function altered(original, { seq, ack, flags, window }) {
  const family2 = original[0] >> 4 === 4 ? 2 /* IPV4 */ : 10 /* IPV6 */;
  const at = family2 === 2 /* IPV4 */ ? 20 : 40;
  const protocol = original[family2 === 2 /* IPV4 */ ? 9 : 6];
  if (protocol !== 6 /* TCP */ || original.length < at + 20 /* LENGTH */) return original;
  const bytes = original.slice();
  put32(bytes, at + 4 /* SEQ */, u32(bytes, at + 4 /* SEQ */) + seq);
  put32(bytes, at + 8 /* ACK */, u32(bytes, at + 8 /* ACK */) + ack);
  if (flags !== null) bytes[at + 13 /* FLAGS */] = flags;
  put16(bytes, at + 14 /* WINDOW */, window ?? u16(bytes, at + 14 /* WINDOW */));
  put16(bytes, at + 16 /* CHECKSUM */, 0);
  const pseudo2 = pseudoHeaderSum(bytes, 0, family2, 6 /* TCP */, bytes.length - at);
  put16(bytes, at + 16 /* CHECKSUM */, checksum(bytes, at, bytes.length, pseudo2));
  return bytes;
}

// generators/arbitraries/broadcast-question.ts
var NETBIOS_PORT = 137;
var SNMP_PORT = 161;
function broadcastQuestion() {
  const asker = constantFrom(
    { device: "lo", address: parseAddress("192.0.2.1"), port: 0 },
    { device: "lo", address: parseAddress("198.51.100.1"), port: 0 },
    { device: "c0", address: parseAddress("192.0.2.10"), port: 0 }
  );
  const asked = constantFrom("192.0.2.255", "192.0.2.255", "198.51.100.255", "198.51.100.10", "192.0.2.10");
  const answer2 = record({
    from: constantFrom("192.0.2.10", "192.0.2.11", "198.51.100.10"),
    astray: constantFrom(0, 0, 0, 1)
  });
  return tuple(
    asker,
    constantFrom(NETBIOS_PORT, SNMP_PORT),
    constantFrom(0, 48e3),
    array(asked, { minLength: 1, maxLength: 2 }),
    array(answer2, { maxLength: 3 })
  ).map(([by, service, port, questions, answers]) => {
    const from = { ...by, port: port || service };
    return [
      ...questions.map((to) => udpDatagram(flowTo(from, to, service), 0, new Uint8Array(50))),
      ...answers.map((each) => udpDatagram(flowTo(from, each.from, service + each.astray), 1, new Uint8Array(60)))
    ];
  });
}
function flowTo(from, to, port) {
  const device2 = to.startsWith("192.0.2.") ? "c0" : "s0";
  return { family: 2 /* IPV4 */, ends: [from, { device: device2, address: parseAddress(to), port }] };
}

// generators/arbitraries/fragment-train.ts
function fragmentTrain(flows = flow()) {
  return record({
    between: flows,
    id: nat(3),
    cuts: array(integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
    /** Bytes of the last piece beyond whole units. */
    rest: nat(7),
    order: array(nat(5), { maxLength: 5 }),
    fault: constantFrom("none", "none", "none", "lost", "repeated", "overlapping"),
    at: nat(5)
  }).map(({ between, id, cuts, rest, order, fault, at }) => {
    const pieces = shuffled(spoilt(piecesOf(cuts), fault, at), order);
    const last = cuts.reduce((sum3, units) => sum3 + units, 0);
    const whole = udpDatagram(between, 0, filled(8 * last + rest - UDP_HEADER));
    return pieces.map((piece) => fragment(between, id, piece, whole));
  });
}
function piecesOf(cuts) {
  let offset = 0;
  return cuts.map((units) => {
    const piece = { offset, units };
    offset += units;
    return piece;
  });
}
function spoilt(pieces, fault, index) {
  const at = index % pieces.length;
  const piece = pieces[at];
  switch (fault) {
    case "none":
      return pieces;
    case "lost":
      return pieces.toSpliced(at, 1);
    case "repeated":
      return pieces.toSpliced(at, 0, piece);
    case "overlapping":
      return pieces.toSpliced(at, 0, { offset: Math.max(0, piece.offset - 1), units: piece.units + 1 });
  }
}
function shuffled(pieces, order) {
  const left = [...pieces];
  const taken2 = [];
  for (const place of order) if (left.length > 0) taken2.push(...left.splice(place % left.length, 1));
  return [...taken2, ...left];
}
function fragment(between, id, { offset, units }, whole) {
  const isIpv4 = between.family === 2 /* IPV4 */;
  const payload = whole.bytes.subarray(isIpv4 ? 20 /* LENGTH */ : 40 /* LENGTH */);
  const from = 8 * offset;
  const to = payload.length - (from + 8 * units) < 8 ? payload.length : from + 8 * units;
  const more = to < payload.length;
  const [source, target] = between.ends;
  const fields = {
    source: source.address,
    destination: target.address,
    protocol: 17 /* UDP */,
    payload: payload.subarray(from, to)
  };
  const bytes = isIpv4 ? buildIpv4({ ...fields, id, offset: from, flags: more ? 8192 /* MORE_FRAGMENTS */ : 0 }) : buildIpv6({ ...fields, headers: [fragmentHeader(from, more, id)] });
  return { ...whole, bytes };
}
var UDP_HEADER = 8;

// src/conntrack/tuple.ts
var TUPLE_WORDS = 10;
function newTuple() {
  return new Int32Array(TUPLE_WORDS);
}
function kindOf(family2, protocol, zone = 0) {
  return zone << 16 | family2 << 8 | protocol;
}
function familyOf(words2, at = 0) {
  return words2[at + 9 /* KIND */] >>> 8 & 255;
}
function protocolOf(words2, at = 0) {
  return words2[at + 9 /* KIND */] & 255;
}
function zoneOf(words2, at = 0) {
  return words2[at + 9 /* KIND */] >>> 16;
}
function readAddresses(tuple4, bytes, ip, family2) {
  if (family2 === 2 /* IPV4 */) {
    tuple4[0] = i32(bytes, ip + 12);
    tuple4[4] = i32(bytes, ip + 16);
    tuple4[1] = tuple4[2] = tuple4[3] = tuple4[5] = tuple4[6] = tuple4[7] = 0;
  } else {
    for (let word = 0; word < 8; word++) tuple4[word] = i32(bytes, ip + 8 + 4 * word);
  }
}
function invertAddresses(inverse2, tuple4) {
  for (let word = 0; word < 4; word++) {
    inverse2[0 /* SRC */ + word] = tuple4[4 /* DST */ + word];
    inverse2[4 /* DST */ + word] = tuple4[0 /* SRC */ + word];
  }
  inverse2[9 /* KIND */] = tuple4[9 /* KIND */];
}
function tupleEquals(a, aAt, b, bAt) {
  for (let word = 0; word < TUPLE_WORDS; word++) if (a[aAt + word] !== b[bAt + word]) return false;
  return true;
}
function addressText(words2, at, family2) {
  return formatAddress(addressBytes(words2, at), 0, family2);
}
function fullAddressText(words2, at, family2) {
  if (family2 === 2 /* IPV4 */) return addressText(words2, at, family2);
  const bytes = addressBytes(words2, at);
  return Array.from(
    { length: 8 },
    (_, group) => u16(bytes, 2 * group).toString(16).padStart(4, "0")
  ).join(":");
}
function addressBytes(words2, at) {
  const bytes = new Uint8Array(16);
  for (let word = 0; word < 4; word++) put32(bytes, 4 * word, words2[at + word]);
  return bytes;
}

// src/packet/icmpv6.ts
var UNREACHABLE_CODES = [
  "no-route",
  "admin-prohibited",
  "beyond-scope",
  "address",
  "port",
  "policy-failed",
  "reject-route"
];
var ECHO = [
  { word: "id", at: 4, size: 2 },
  { word: "seq", at: 6, size: 2 }
];
var LISTENER = [
  { word: "max-delay", at: 4, size: 2 },
  { word: "group", at: 8, size: "ipv6" }
];
var TARGET = { word: "target", at: 8, size: "ipv6" };
var ADVERT = [
  { word: "hop-limit", at: 4, size: 1 },
  { word: "flags", at: 5, size: 1 },
  { word: "lifetime", at: 6, size: 2 },
  { word: "reachable", at: 8, size: 4 },
  { word: "retransmit", at: 12, size: 4 }
];
var NODE_INFORMATION = [
  { word: "qtype", at: 4, size: 2 },
  { word: "flags", at: 6, size: 2 },
  { word: "nonce", at: 8, size: 4 },
  { word: "nonce-low", at: 12, size: 4 }
];
function message(name, type, fields = []) {
  return { name, type, codes: [], fields, quotes: false };
}
function error(name, type, codes, fields = []) {
  return { name, type, codes, fields, quotes: true };
}
var ICMPV6_MESSAGES = [
  message("echo-request", 128 /* ECHO_REQUEST */, ECHO),
  message("echo-reply", 129 /* ECHO_REPLY */, ECHO),
  message("mld-query", 130 /* MLD_QUERY */, LISTENER),
  message("mld-report", 131 /* MLD_REPORT */, LISTENER),
  message("mld-done", 132 /* MLD_DONE */, LISTENER),
  message("mld2-report", 143 /* MLD2_REPORT */, [{ word: "records", at: 6, size: 2 }]),
  message("router-solicit", 133 /* ROUTER_SOLICIT */),
  message("router-advert", 134 /* ROUTER_ADVERT */, ADVERT),
  message("neighbor-solicit", 135 /* NEIGHBOR_SOLICIT */, [TARGET]),
  message("neighbor-advert", 136 /* NEIGHBOR_ADVERT */, [{ word: "flags", at: 4, size: 1 }, TARGET]),
  message("redirect", 137 /* REDIRECT */, [TARGET, { word: "destination", at: 24, size: "ipv6" }]),
  message("node-info-query", 139 /* NODE_INFO_QUERY */, NODE_INFORMATION),
  message("node-info-reply", 140 /* NODE_INFO_REPLY */, NODE_INFORMATION),
  error("unreachable", 1 /* UNREACHABLE */, UNREACHABLE_CODES),
  error("packet-too-big", 2 /* PACKET_TOO_BIG */, [], [{ word: "mtu", at: 4, size: 4 }]),
  error("time-exceeded", 3 /* TIME_EXCEEDED */, ["hop-limit", "reassembly"]),
  error(
    "parameter-problem",
    4 /* PARAMETER_PROBLEM */,
    ["header", "next-header", "option"],
    [{ word: "pointer", at: 4, size: 4 }]
  )
];

// src/packet/transport.ts
var IPV4_HEADER_BYTES = 20;
var IPV6_HEADER_BYTES = 40;
function findTransport(bytes, ip, end2, family2) {
  if (family2 === 10 /* IPV6 */) return findBehindExtensions(bytes, ip, end2);
  if (end2 - ip < IPV4_HEADER_BYTES) return -1;
  if (u16(bytes, ip + 6) & 8191) return -1;
  const length = (bytes[ip] & 15) * 4;
  return ip + length > end2 ? -1 : length << 8 | bytes[ip + 9];
}
function findBehindExtensions(bytes, ip, end2) {
  if (end2 - ip < 7) return -1;
  let next2 = bytes[ip + 6];
  let at = ip + IPV6_HEADER_BYTES;
  while (isExtension(next2)) {
    if (next2 === 59 /* NONE */ || end2 - at < 2) return -1;
    let length = (bytes[at + 1] + 1) * 8;
    if (next2 === 44 /* FRAGMENT */) {
      if (end2 - at < 4 || u16(bytes, at + 2) & 65528) return -1;
      length = 8;
    } else if (next2 === 51 /* AH */) {
      length = (bytes[at + 1] + 2) * 4;
    }
    next2 = bytes[at];
    at += length;
  }
  return at - ip << 8 | next2;
}
function isExtension(protocol) {
  return protocol === 0 /* HOPOPT */ || protocol === 43 /* ROUTING */ || protocol === 44 /* FRAGMENT */ || protocol === 51 /* AH */ || protocol === 59 /* NONE */ || protocol === 60 /* DSTOPTS */;
}

// src/nat/range.ts
function natRange(given = {}) {
  return {
    minAddress: null,
    maxAddress: null,
    minPort: null,
    maxPort: null,
    basePort: null,
    random: false,
    fullyRandom: false,
    persistent: false,
    netmap: false,
    ...given
  };
}
function oneAddress(address3, port = null) {
  return natRange({ minAddress: address3, maxAddress: address3, minPort: port, maxPort: port });
}
function hasAddress(range, words2, at) {
  const { minAddress, maxAddress } = range;
  if (minAddress === null || maxAddress === null) return true;
  return compareAddresses(words2, at, minAddress, 0) >= 0 && compareAddresses(words2, at, maxAddress, 0) <= 0;
}
function hasPort(range, port) {
  const { minPort, maxPort } = range;
  return minPort === null || maxPort === null || port >= minPort && port <= maxPort;
}
function isRandom(range) {
  return range.random || range.fullyRandom;
}
function compareAddresses(a, aAt, b, bAt) {
  for (let word = 0; word < 4; word++) {
    const difference2 = (a[aAt + word] >>> 0) - (b[bAt + word] >>> 0);
    if (difference2 !== 0) return difference2;
  }
  return 0;
}

// src/nat/manipulate.ts
function manipulate(change2, protocol) {
  const { packet, ip } = change2;
  if (packet.family === 10 /* IPV6 */) return manipulateIpv6(change2, protocol);
  const { bytes } = packet;
  if (ip + 20 > packet.end) return false;
  if (!manipulateTransport(change2, protocol, ip + ((bytes[ip] & 15) << 2))) return false;
  replaceAddress(change2, ip + 10, true);
  return true;
}
function manipulateIpv6(change2, protocol) {
  const { packet, ip } = change2;
  if (ip + 40 > packet.end) return false;
  const found = findTransport(packet.bytes, ip, packet.end, 10 /* IPV6 */);
  if (found >= 0 && !manipulateTransport(change2, protocol, ip + (found >> 8))) return false;
  replaceAddress(change2, -1, true);
  return true;
}
function manipulateTransport(change2, protocol, at) {
  const { packet } = change2;
  if (TRANSLATED.has(protocol) && at + 8 > packet.end) return false;
  const has2 = (length) => at + length <= packet.end;
  switch (protocol) {
    case 6 /* TCP */:
      replacePort(change2, at, has2(20) ? at + 16 : -1);
      return true;
    case 17 /* UDP */:
      replacePort(change2, at, u16(packet.bytes, at + 6) === 0 ? -1 : at + 6, true);
      return true;
    case 136 /* UDPLITE */:
      replacePort(change2, at, at + 6, true);
      return true;
    case 132 /* SCTP */:
      replacePort(change2, at, -1);
      if (has2(12)) putCrc(packet, at);
      return true;
    case 1 /* ICMP */:
      if (QUERIES.has(packet.bytes[at])) replaceId(change2, at);
      return true;
    case 58 /* ICMPV6 */:
      replaceAddress(change2, at + 2, false);
      if (isEcho(packet.bytes[at])) replaceId(change2, at);
      return true;
    case 47 /* GRE */:
      return replaceKey(change2, at);
    default:
      return true;
  }
}
var TRANSLATED = /* @__PURE__ */ new Set([
  6 /* TCP */,
  17 /* UDP */,
  136 /* UDPLITE */,
  132 /* SCTP */,
  1 /* ICMP */,
  58 /* ICMPV6 */,
  47 /* GRE */
]);
var QUERIES = /* @__PURE__ */ new Set([0, 8, 13, 14, 15, 16, 17, 18]);
function isEcho(type) {
  return type === 128 /* ECHO_REQUEST */ || type === 129 /* ECHO_REPLY */;
}
function replacePort(change2, at, check, neverZero = false) {
  const { packet, target, manip } = change2;
  const { bytes } = packet;
  const port = manip === 0 /* SRC */ ? at : at + 2;
  const value = manip === 0 /* SRC */ ? target[8 /* ID */] >>> 16 : target[8 /* ID */] & 65535;
  if (check >= 0) {
    replaceAddress(change2, check, false);
    carryOn(bytes, check, u16(bytes, port), value);
    if (neverZero && u16(bytes, check) === 0) put16(bytes, check, 65535);
  }
  put16(bytes, port, value);
}
function replaceId({ packet: { bytes }, target }, at) {
  const id = target[8 /* ID */] >>> 16;
  carryOn(bytes, at + 2, u16(bytes, at + 4), id);
  put16(bytes, at + 4, id);
}
var VERSION_MASK = 7;
function replaceKey({ packet: { bytes }, target, manip }, at) {
  if (manip === 0 /* SRC */) return true;
  const version = bytes[at + 1] & VERSION_MASK;
  if (version === 1) put16(bytes, at + 6, target[8 /* ID */] & 65535);
  return version <= 1;
}
function replaceAddress({ packet, ip, target, manip }, check, inHeader) {
  const { bytes, family: family2 } = packet;
  const words2 = family2 === 2 /* IPV4 */ ? 1 : 4;
  const at = ip + (family2 === 2 /* IPV4 */ ? 12 : 8) + (manip === 0 /* SRC */ ? 0 : 4 * words2);
  const from = manip === 0 /* SRC */ ? 0 /* SRC */ : 4 /* DST */;
  if (check >= 0) carryOn(bytes, check, sum2(bytes, at, at + 4 * words2), wordSum(target, from, words2));
  if (!inHeader) return;
  for (let word = 0; word < words2; word++) put32(bytes, at + 4 * word, target[from + word]);
}
function wordSum(words2, at, count2) {
  let total = 0;
  for (let word = at; word < at + count2; word++) total += (words2[word] >>> 16) + (words2[word] & 65535);
  return total;
}
function putCrc({ bytes, end: end2 }, at) {
  const crc = crc32c(bytes, at, end2, at + 8);
  for (let byte = 0; byte < 4; byte++) bytes[at + 8 + byte] = crc >>> 8 * byte;
}

// src/netfilter/hooks.ts
var HOOK_NAMES = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];
var Priority = {
  DEFRAG: -400,
  RAW: -300,
  CONNTRACK: -200,
  MANGLE: -150,
  NAT_DST: -100,
  FILTER: 0,
  NAT_SRC: 100,
  CONNTRACK_CONFIRM: 2147483647
};
var VERDICT_NAMES = ["DROP", "ACCEPT", "STOLEN", "QUEUE", "REPEAT"];
var QUEUE_BYPASS = 32768;

// generators/arbitraries/translation.ts
function translations() {
  return oneof(
    { weight: 3, arbitrary: constant([]) },
    { weight: 2, arbitrary: subarray(RULES, { minLength: 1, maxLength: 3 }) }
  );
}
var OUTSIDE_IPV4 = "198.51.100.77";
var OUTSIDE_IPV6 = "2001:db8:2::77";
var RULES = [
  rule("POSTROUTING", 'iifname "c0" oifname "s0"', "SNAT", `to ${OUTSIDE_IPV4}`),
  rule("POSTROUTING", 'iifname "c0" oifname "s0"', "SNAT", `to ${OUTSIDE_IPV6}`),
  rule("POSTROUTING", 'oifname "s0"', "MASQUERADE", ""),
  rule("PREROUTING", 'iifname "c0" ip daddr 192.0.2.1', "DNAT", "to 198.51.100.10"),
  rule("PREROUTING", 'iifname "c0" ip6 daddr 2001:db8:1::1', "DNAT", "to 2001:db8:2::10"),
  rule("PREROUTING", "tcp dport 80", "REDIRECT", "to :8080"),
  rule("OUTPUT", "udp", "DNAT", "to 198.51.100.11"),
  rule("INPUT", "udp", "SNAT", "to 192.0.2.99"),
  rule("POSTROUTING", 'oifname "s0" udp', "NETMAP", "to 203.0.113.0/24")
];
function rule(hook, match, kind2, range) {
  const isSource = hook === "POSTROUTING" || hook === "INPUT";
  const priority = isSource ? Priority.NAT_SRC : Priority.NAT_DST;
  return { name: `${kind2} ${range}`.trim(), hook, priority, match, action: { kind: kind2, range } };
}

// generators/arbitraries/from-outside.ts
function fromOutside(exchange) {
  return exchange.map((events) => events.map((event) => event.device === "s0" ? readdressed(event) : event));
}
function readdressed(event) {
  const packet = new Packet(event.bytes.slice());
  packet.family = packet.bytes[0] >> 4 === 6 ? 10 /* IPV6 */ : 2 /* IPV4 */;
  const isIpv4 = packet.family === 2 /* IPV4 */;
  const transport2 = isIpv4 ? (packet.bytes[0] & 15) << 2 : 40;
  const protocol = packet.bytes[isIpv4 ? 9 : 6];
  if (!PORTED.includes(protocol) || transport2 + 4 > packet.end) return event;
  const address3 = parseAddress(isIpv4 ? OUTSIDE_IPV4 : OUTSIDE_IPV6);
  const target = newTuple();
  for (let word = 0; 4 * word < address3.length; word++) target[4 /* DST */ + word] = i32(address3, 4 * word);
  target[8 /* ID */] = i32(packet.bytes, transport2);
  return manipulate({ packet, ip: 0, target, manip: 1 /* DST */ }, protocol) ? { ...event, bytes: packet.bytes } : event;
}
var PORTED = [6 /* TCP */, 17 /* UDP */, 136 /* UDPLITE */, 132 /* SCTP */];

// generators/arbitraries/ftp-session.ts
var FTP_PORT = 21;
function ftpSession() {
  const transfer = record({
    offer: constantFrom("PORT", "EPRT", "PASV", "EPSV"),
    port: nat(3).map((n) => FIRST_DATA_PORT + n),
    connections: constantFrom(1, 1, 1, 0, 2),
    astray: constantFrom(false, false, false, true)
  });
  return tuple(flow({ port: FTP_PORT, forwarded: true }), array(transfer, { minLength: 1, maxLength: 2 }), boolean()).map(([between, transfers, ends]) => session(between, transfers, ends));
}
function session(between, transfers, ends) {
  const control = new TcpTalk(between, [1e3, 5e3]).open();
  say2(control, 1, "220 ready");
  say2(control, 0, "USER anonymous");
  say2(control, 1, "331 go on");
  const events = control.events.splice(0);
  for (const transfer of transfers) {
    const way = announce(control, transfer);
    events.push(...control.events.splice(0));
    for (let n = 0; n < transfer.connections; n++) {
      events.push(...dataConnection(between, way, transfer.port + (transfer.astray ? 1 : 0), n));
    }
  }
  if (ends) control.close(0);
  return [...events, ...control.events];
}
function announce(control, { offer, port }) {
  const { family: family2, ends } = control.flow;
  const way = offer === "PORT" || offer === "EPRT" ? 0 : 1;
  const address3 = formatAddress(ends[way].address, 0, family2);
  const commas = [...address3.split("."), port >> 8, port & 255].join(",");
  const isIpv4 = family2 === 2 /* IPV4 */;
  switch (offer) {
    case "PORT":
      say2(control, 0, isIpv4 ? `PORT ${commas}` : `EPRT |2|${address3}|${port}|`);
      break;
    case "EPRT":
      say2(control, 0, `EPRT |${isIpv4 ? 1 : 2}|${address3}|${port}|`);
      break;
    case "PASV":
      say2(control, 1, isIpv4 ? `227 Entering Passive Mode (${commas})` : `229 Extended Passive Mode (|||${port}|)`);
      break;
    case "EPSV":
      say2(control, 1, `229 Extended Passive Mode (|||${port}|)`);
  }
  return way;
}
function dataConnection({ family: family2, ends }, way, port, n) {
  const opener = { ...ends[1 - way], port: (way === 0 ? 20 : 45e3) + n };
  const talk = new TcpTalk({ family: family2, ends: [opener, { ...ends[way], port }] }, [100, 200]);
  return talk.open().send(0, 64).close(0).events;
}
function say2(control, way, line) {
  control.send(way, new TextEncoder().encode(`${line}\r
`));
}
var FIRST_DATA_PORT = 5e4;

// src/packet/icmp.ts
var UNREACHABLE_CODES2 = [
  "net",
  "host",
  "protocol",
  "port",
  "frag-needed",
  "source-route-failed",
  "net-unknown",
  "host-unknown",
  "source-isolated",
  "net-prohibited",
  "host-prohibited",
  "tos-net",
  "tos-host",
  "admin-prohibited",
  "host-precedence",
  "precedence-cutoff"
];
var QUERY = [
  { word: "id", at: 4, size: 2 },
  { word: "seq", at: 6, size: 2 }
];
var TIMES = [
  { word: "originate", at: 8, size: 4 },
  { word: "receive", at: 12, size: 4 },
  { word: "transmit", at: 16, size: 4 }
];
var MASK = { word: "mask", at: 8, size: "ipv4" };
function query(name, type, fields = []) {
  return { name, type, codes: [], fields: [...QUERY, ...fields], quotes: false };
}
function error2(name, type, codes, fields = []) {
  return { name, type, codes, fields, quotes: true };
}
var ICMP_MESSAGES = [
  query("echo-request", 8 /* ECHO_REQUEST */),
  query("echo-reply", 0 /* ECHO_REPLY */),
  query("timestamp-request", 13 /* TIMESTAMP_REQUEST */, TIMES),
  query("timestamp-reply", 14 /* TIMESTAMP_REPLY */, TIMES),
  query("info-request", 15 /* INFO_REQUEST */),
  query("info-reply", 16 /* INFO_REPLY */),
  query("address-mask-request", 17 /* ADDRESS_MASK_REQUEST */, [MASK]),
  query("address-mask-reply", 18 /* ADDRESS_MASK_REPLY */, [MASK]),
  error2("unreachable", 3 /* UNREACHABLE */, UNREACHABLE_CODES2, [{ word: "mtu", at: 6, size: 2 }]),
  error2("source-quench", 4 /* SOURCE_QUENCH */, []),
  error2(
    "redirect",
    5 /* REDIRECT */,
    ["net", "host", "tos-net", "tos-host"],
    [{ word: "gateway", at: 4, size: "ipv4" }]
  ),
  error2("time-exceeded", 11 /* TIME_EXCEEDED */, ["ttl", "reassembly"]),
  error2("parameter-problem", 12 /* PARAMETER_PROBLEM */, [], [{ word: "pointer", at: 4, size: 1 }])
];

// generators/arbitraries/udp-exchange.ts
function udpExchange(flows = flow()) {
  const datagrams = array(tuple(constantFrom(0, 0, 1), constantFrom(0, 1, 40, 1400)), {
    minLength: 1,
    maxLength: 6
  });
  return tuple(flows, constantFrom(udpDatagram, udpDatagram, udpDatagram, udpLiteDatagram), datagrams).map(([between, build2, list2]) => list2.map(([way, length]) => build2(between, way, filled(length))));
}

// generators/arbitraries/icmp-error.ts
function quotedByErrors(conversation) {
  return tuple(conversation, array(errorParts(), { minLength: 1, maxLength: 2 })).map(([events, errors]) => errors.reduce(withError, events));
}
function strayError() {
  return tuple(udpExchange(), errorParts()).map(([[never], parts]) => [errorAbout(never, parts)]);
}
function errorParts() {
  return record({
    about: nat(20),
    later: nat(2),
    kind: nat(4),
    code: oneof(nat(4), nat(255)),
    rest: constantFrom(0, 1280, 16777216),
    quoted: oneof(
      { weight: 3, arbitrary: constant(2e3) },
      { weight: 1, arbitrary: integer({ min: 0, max: 60 }) }
    ),
    byte: nat(47),
    bits: oneof(
      { weight: 3, arbitrary: constant(0) },
      { weight: 1, arbitrary: integer({ min: 1, max: 255 }) }
    ),
    byOther: boolean()
  });
}
function withError(events, parts) {
  if (events.length === 0) return events;
  const about = parts.about % events.length;
  return events.toSpliced(about + 1 + parts.later, 0, errorAbout(events[about], parts));
}
function errorAbout({ bytes, device: device2 }, parts) {
  const family2 = bytes[0] >> 4 === 4 ? 2 /* IPV4 */ : 10 /* IPV6 */;
  const quoted2 = bytes.slice(0, family2 === 2 /* IPV4 */ ? Math.min(parts.quoted, 548) : Math.min(parts.quoted, 1232));
  if (quoted2.length > 0) quoted2[parts.byte % quoted2.length] ^= parts.bits;
  const body = new Uint8Array(4 + quoted2.length);
  put32(body, 0, parts.rest);
  body.set(quoted2, 4);
  const types = family2 === 2 /* IPV4 */ ? ICMP_ERRORS : ICMPV6_ERRORS;
  const [source, target] = addresses2(bytes, family2);
  const reporter = parts.byOther ? target.map((byte, at) => at === target.length - 1 ? OTHER_HOST : byte) : target;
  const ends = [
    { device: across(device2), address: reporter, port: 0 },
    { device: device2, address: source, port: 0 }
  ];
  return icmpMessage({ family: family2, ends }, 0, types[parts.kind], parts.code, body);
}
function addresses2(bytes, family2) {
  return family2 === 2 /* IPV4 */ ? [bytes.slice(12, 16), bytes.slice(16, 20)] : [bytes.slice(8, 24), bytes.slice(24, 40)];
}
function across(device2) {
  return device2 === "c0" ? "s0" : device2 === "s0" ? "c0" : "s0";
}
var OTHER_HOST = 99;
var ICMP_ERRORS = [
  3 /* UNREACHABLE */,
  11 /* TIME_EXCEEDED */,
  12 /* PARAMETER_PROBLEM */,
  4 /* SOURCE_QUENCH */,
  5 /* REDIRECT */
];
var ICMPV6_ERRORS = [
  1 /* UNREACHABLE */,
  2 /* PACKET_TOO_BIG */,
  3 /* TIME_EXCEEDED */,
  4 /* PARAMETER_PROBLEM */,
  1 /* UNREACHABLE */
];

// generators/arbitraries/icmp-exchange.ts
var ICMP_QUERIES = [
  [8 /* ECHO_REQUEST */, 0 /* ECHO_REPLY */, 8],
  [8 /* ECHO_REQUEST */, 0 /* ECHO_REPLY */, 8],
  [13 /* TIMESTAMP_REQUEST */, 14 /* TIMESTAMP_REPLY */, 12],
  [15 /* INFO_REQUEST */, 16 /* INFO_REPLY */, 0],
  [17 /* ADDRESS_MASK_REQUEST */, 18 /* ADDRESS_MASK_REPLY */, 4]
];
var ICMPV6_QUERIES = [
  [128 /* ECHO_REQUEST */, 129 /* ECHO_REPLY */, 8],
  [128 /* ECHO_REQUEST */, 129 /* ECHO_REPLY */, 8],
  [139 /* NODE_INFO_QUERY */, 140 /* NODE_INFO_REPLY */, 12]
];
function icmpExchange(flows = flow()) {
  const messages = array(tuple(constantFrom(0, 0, 1), nat(3)), { minLength: 1, maxLength: 5 });
  return tuple(flows, nat(ICMP_QUERIES.length - 1), nat(3), messages).map(([between, kind2, id, list2]) => {
    const queries = between.family === 2 /* IPV4 */ ? ICMP_QUERIES : ICMPV6_QUERIES;
    const query2 = queries[kind2 % queries.length];
    return list2.map(([way, sequence]) => message2(between, way, query2, id, sequence));
  });
}
function message2(between, way, [request2, answer2, length], id, sequence) {
  const body = new Uint8Array(4 + length);
  put16(body, 0, id);
  put16(body, 2, sequence);
  return icmpMessage(between, way, way === 0 ? request2 : answer2, 0, body);
}

// generators/arbitraries/icmp-other.ts
function icmpOther() {
  const types = oneof(constantFrom(9, 10, 130, 131, 133, 134, 135, 136, 137, 143), nat(255));
  const codes = oneof(constant(0), nat(255));
  return tuple(flow(), types, codes, uint8Array({ minLength: 0, maxLength: 24 })).map(([between, type, code, body]) => [icmpMessage(between, 0, type, code, body)]);
}

// generators/arbitraries/interleaved.ts
function interleaved(stories) {
  return tuple(stories, array(nat(7), { maxLength: 12 })).map(([list2, turns]) => merge(list2, turns));
}
function merge(stories, turns) {
  const merged = [];
  const open4 = stories.filter((story) => story.length > 0).map((events) => ({ events, at: 0 }));
  for (let turn = 0; open4.length > 0; turn++) {
    const index = turns.length === 0 ? 0 : turns[turn % turns.length] % open4.length;
    const story = open4[index];
    merged.push(story.events[story.at++]);
    if (story.at === story.events.length) open4.splice(index, 1);
  }
  return merged;
}

// generators/arbitraries/irc-session.ts
var IRC_PORT = 6667;
function ircSession() {
  const often = (usual, ...others) => constantFrom(usual, usual, usual, usual, ...others);
  const offer = record({
    blanks: often("", " ", "\r\n"),
    command: often("PRIVMSG bob", "privmsg bob", "NOTICE bob", "PRIVMSG"),
    before: often(" :", ": ", " ::", " :hello :"),
    kind: constantFrom("SEND", "CHAT", "MOVE", "TSEND", "SCHAT", "send", "RESUME"),
    argument: often("file.txt", "a", '"a b"', ""),
    address: often("own", "server", "other", "none", "long"),
    gap: often(" ", "   ", ""),
    port: constantFrom("5000", "5001", "5002", "0", "65535", "65536", "70537", "99999999999", "x", ""),
    end: often(" 1024\r\n", "\n", "", "\r\n"),
    comes: boolean()
  });
  return tuple(
    flow({ port: IRC_PORT, forwarded: true }),
    array(array(offer, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 10 }),
    boolean()
  ).map(([between, segments2, fromServer2]) => session2(between, segments2, fromServer2));
}
function session2(between, segments2, fromServer2) {
  const talk = new TcpTalk(between, [1e3, 5e3]).open();
  talk.send(0, new TextEncoder().encode("NICK alice\r\n"));
  for (const offers of segments2) {
    talk.send(fromServer2 ? 1 : 0, new TextEncoder().encode(offers.map((each) => lineOf(each, between)).join("")));
    for (const each of offers) if (each.comes) talk.events.push(...connection(between, Number(each.port) & 65535));
  }
  return talk.events;
}
function lineOf({ blanks, command, before: before2, kind: kind2, argument, address: address3, gap, port, end: end2 }, between) {
  const number2 = addressNumber(address3, between);
  return `${blanks}${command}${before2}DCC ${kind2} ${argument} ${number2}${gap}${port}${end2}`;
}
function addressNumber(which, { family: family2, ends }) {
  if (which === "none" || family2 !== 2 /* IPV4 */) return "";
  if (which === "other") return "3221225999";
  const own = u32(ends[which === "server" ? 1 : 0].address, 0);
  return which === "long" ? String(4294967296n * 3n + BigInt(own)) : String(own);
}
function connection({ family: family2, ends }, port) {
  const peer = { ...ends[1], port: 46e3 };
  return new TcpTalk({ family: family2, ends: [peer, { ...ends[0], port }] }, [1, 1]).open().events;
}

// generators/arbitraries/tcp-options.ts
function tcpOptions() {
  return oneof(
    { weight: 3, arbitrary: constant([]) },
    { weight: 2, arbitrary: array(anyOption(), { maxLength: 2 }) }
  );
}
function openingOptions() {
  return tuple(option(nat(15), { nil: null }), boolean(), boolean()).map(([scale2, sack, stamps]) => [
    segmentSize(1460),
    ...sack ? [{ kind: 4 /* SACK_PERMITTED */, data: EMPTY2 }] : [],
    ...stamps ? [timestamps(1, 0)] : [],
    ...scale2 === null ? [] : [windowScale(scale2)]
  ]);
}
function anyOption() {
  return oneof(
    constantFrom(...BARE).map((kind2) => ({ kind: kind2, data: EMPTY2 })),
    nat(65535).map(segmentSize),
    nat(20).map(windowScale),
    tuple(nat(), nat()).map(([value, echo2]) => timestamps(value, echo2)),
    tuple(nat(), nat()).map(([left, right]) => ({ kind: 5 /* SACK */, data: words(left, right) })),
    record({ kind: integer({ min: 9, max: 255 }), data: uint8Array({ maxLength: 6 }) }),
    uint8Array({ minLength: 1, maxLength: 4 }).map((raw) => ({ raw }))
  );
}
var BARE = [1 /* NOP */, 4 /* SACK_PERMITTED */];
var EMPTY2 = new Uint8Array(0);
function segmentSize(bytes) {
  const data = new Uint8Array(2);
  put16(data, 0, bytes);
  return { kind: 2 /* MSS */, data };
}
function windowScale(shift) {
  return { kind: 3 /* WINDOW_SCALE */, data: Uint8Array.of(shift) };
}
function timestamps(value, echo2) {
  return { kind: 8 /* TIMESTAMPS */, data: words(value, echo2) };
}
function words(first, second) {
  const data = new Uint8Array(8);
  put32(data, 0, first);
  put32(data, 4, second);
  return data;
}

// generators/arbitraries/tcp-conversation.ts
function tcpConversation(flows = flow()) {
  return record({
    between: flows,
    initial: tuple(initialNumber(), initialNumber()),
    windows: tuple(constantFrom(65535, 64240, 1024), constantFrom(65535, 64240, 1024)),
    options: tuple(openingOptions(), openingOptions()),
    opening: constantFrom(...OPENINGS),
    data: array(tuple(constantFrom(0, 1), constantFrom(1, 10, 536, 1400)), { maxLength: 5 }),
    closing: constantFrom(...CLOSINGS),
    closer: constantFrom(0, 1)
  }).map(({ between, initial, windows, options, opening, data, closing, closer }) => {
    const talk = new TcpTalk(between, initial, windows);
    open(talk, opening, options);
    if (opening === "refused" || opening === "unanswered") return talk.events;
    for (const [way, length] of data) talk.send(way, length);
    if (talk.events.length === 0) talk.send(0, 1);
    close(talk, closing, closer);
    return talk.events;
  });
}
function open(talk, opening, options) {
  switch (opening) {
    case "handshake":
      talk.open(options);
      break;
    case "simultaneous":
      talk.openAtOnce(options);
      break;
    case "refused":
      talk.say(0, { flags: 2 /* SYN */, options: options[0] }).say(1, { flags: 4 /* RST */ | 16 /* ACK */ });
      break;
    case "unanswered":
      talk.say(0, { flags: 2 /* SYN */, options: options[0] });
      break;
    case "missed":
      break;
  }
}
function close(talk, closing, closer) {
  const FIN = 1 /* FIN */ | 16 /* ACK */;
  switch (closing) {
    case "fin":
      talk.close(closer);
      break;
    case "simultaneous":
      talk.say(closer, { flags: FIN }).say(other(closer), { flags: FIN });
      talk.say(closer, { flags: 16 /* ACK */ }).say(other(closer), { flags: 16 /* ACK */ });
      break;
    case "half":
      talk.say(closer, { flags: FIN }).say(other(closer), { flags: 16 /* ACK */ });
      break;
    case "reset":
      talk.say(closer, { flags: 4 /* RST */ | 16 /* ACK */ });
      break;
    case "none":
      break;
  }
}
function initialNumber() {
  return constantFrom(1e3, 0, 2147483632, 4294967280);
}
var OPENINGS = [
  "handshake",
  "handshake",
  "handshake",
  "simultaneous",
  "refused",
  "unanswered",
  "missed"
];
var CLOSINGS = ["fin", "fin", "simultaneous", "half", "reset", "none"];

// generators/arbitraries/malformed.ts
function malformed() {
  return oneof(anyBytes(), cutShort(), bent(udpExchange(), 5));
}
function anyBytes() {
  return tuple(
    constantFrom("c0", "s0"),
    constantFrom(69, 70, 96, 79),
    uint8Array({ minLength: 19, maxLength: 60 })
  ).map(([device2, first, rest]) => [{ kind: "packet", device: device2, bytes: Uint8Array.of(first, ...rest) }]);
}
function cutShort() {
  return tuple(oneof(tcpConversation(), udpExchange()), nat(20), integer({ min: 1, max: 70 })).map(([events, at, length]) => {
    const index = at % events.length;
    return events.with(index, { ...events[index], bytes: events[index].bytes.slice(0, length) });
  });
}

// generators/arbitraries/other-protocol.ts
function otherProtocol() {
  const ways = array(constantFrom(0, 0, 1), { minLength: 1, maxLength: 4 });
  return tuple(flow(), ways, oneof(grePayload(), anyPayload())).map(([between, list2, { protocol, payload }]) => list2.map((way) => datagram(between, way, protocol, payload)));
}
function grePayload() {
  return tuple(nat(2), constantFrom(34827, 2048), nat(2), constantFrom(12, 12, 12, 7, 3)).map(([version, type, call, length]) => {
    const payload = new Uint8Array(12);
    put16(payload, 0, version === 1 ? 8193 : version);
    put16(payload, 2, type);
    put16(payload, 4, 4);
    put16(payload, 6, call);
    return { protocol: 47 /* GRE */, payload: payload.subarray(0, length) };
  });
}
function anyPayload() {
  const protocol = constantFrom(2, 4, 33 /* DCCP */, 50 /* ESP */, 89, 112, 253);
  return record({ protocol, payload: uint8Array({ maxLength: 24 }) });
}

// generators/arbitraries/pptp-session.ts
var PPTP_PORT = 1723;
function pptpSession() {
  const id = constantFrom(1, 2, 0);
  const step = record({
    type: constantFrom(1, 2, 3, 4, 5, 7, 8, 8, 9, 10, 11, 12, 13, 15, 0, 16, TUNNEL, TUNNEL, TUNNEL),
    way: constantFrom(0, 1),
    id,
    peer: id,
    result: constantFrom(1, 1, 1, 2),
    cut: constantFrom(0, 0, 0, 0, 1, 160)
  });
  const begins = constantFrom(OUTGOING, OUTGOING, INCOMING, []);
  return tuple(
    flow({ port: PPTP_PORT, family: constant(2 /* IPV4 */), forwarded: true }),
    begins,
    array(step, { maxLength: 10 }),
    boolean()
  ).map(([between, beginning, steps, ends]) => {
    const talk = new TcpTalk(between, [1e3, 5e3]).open();
    for (const each of [...beginning, ...steps]) {
      if (each.type === TUNNEL) talk.events.push(tunnelled(between, each));
      else talk.send(each.way, message3(each));
    }
    if (ends) talk.close(0);
    return talk.events;
  });
}
var TUNNEL = -1;
var SESSION = [
  { type: 1, way: 0, id: 0, peer: 0, result: 1, cut: 0 },
  { type: 2, way: 1, id: 0, peer: 0, result: 1, cut: 0 }
];
var OUTGOING = [
  ...SESSION,
  { type: 7, way: 0, id: 1, peer: 0, result: 1, cut: 0 },
  { type: 8, way: 1, id: 2, peer: 1, result: 1, cut: 0 }
];
var INCOMING = [
  ...SESSION,
  { type: 9, way: 1, id: 2, peer: 0, result: 1, cut: 0 },
  { type: 10, way: 0, id: 1, peer: 2, result: 1, cut: 0 },
  { type: 11, way: 1, id: 1, peer: 0, result: 1, cut: 0 }
];
var LENGTHS = [16, 156, 156, 16, 16, 16, 20, 168, 32, 220, 24, 28, 16, 148, 40, 24];
var RESULT_AT = { 2: 14, 4: 12, 8: 16, 10: 16 };
function message3({ type, id, peer, result, cut: cut2 }) {
  const bytes = new Uint8Array(LENGTHS[type] ?? 16);
  put16(bytes, 0, bytes.length);
  put16(bytes, 2, 1);
  put32(bytes, 4, 439041101);
  put16(bytes, 8, type);
  if (type > 4) put16(bytes, 12, id);
  if (type > 4) put16(bytes, 14, peer);
  if (RESULT_AT[type]) bytes[RESULT_AT[type]] = result;
  return bytes.subarray(0, Math.max(1, bytes.length - cut2));
}
function tunnelled(between, { way, id }) {
  const bytes = new Uint8Array(16);
  put16(bytes, 0, 12289);
  put16(bytes, 2, 34827);
  put16(bytes, 4, 4);
  put16(bytes, 6, id);
  return datagram(between, way, 47 /* GRE */, bytes);
}

// generators/arbitraries/sane-session.ts
var SANE_PORT = 6566;
function saneSession() {
  const scan = record({
    code: constantFrom(7, 7, 7, 6),
    requestLength: constantFrom(8, 8, 8, 12, 4),
    status: constantFrom(0, 0, 0, 1),
    high: constantFrom(0, 0, 0, 1),
    port: constantFrom(50100, 50101, 0),
    answerLength: constantFrom(16, 8, 8, 7),
    astray: constantFrom(0, 0, 1)
  });
  return tuple(flow({ port: SANE_PORT, forwarded: true }), array(scan, { minLength: 1, maxLength: 3 })).map(([between, scans]) => {
    const talk = new TcpTalk(between, [1e3, 5e3]).open();
    for (const each of scans) {
      talk.send(0, request(each)).send(1, answer(each));
      talk.events.push(...picture(between, each.port + each.astray));
    }
    return talk.events;
  });
}
function request({ code, requestLength }) {
  const bytes = new Uint8Array(requestLength);
  put32(bytes, 0, code);
  return bytes;
}
function answer({ status, high, port, answerLength }) {
  const bytes = new Uint8Array(16);
  put32(bytes, 0, status);
  put16(bytes, 4, high);
  put16(bytes, 6, port);
  return bytes.subarray(0, answerLength);
}
function picture({ family: family2, ends }, port) {
  return new TcpTalk(
    {
      family: family2,
      ends: [
        { ...ends[0], port: 49e3 },
        { ...ends[1], port }
      ]
    },
    [1, 1]
  ).open().events;
}

// src/conntrack/protocols/sctp-table.ts
var SCTP_STATE_NAMES = [
  "NONE",
  "CLOSED",
  "COOKIE_WAIT",
  "COOKIE_ECHOED",
  "ESTABLISHED",
  "SHUTDOWN_SENT",
  "SHUTDOWN_RECD",
  "SHUTDOWN_ACK_SENT",
  "HEARTBEAT_SENT"
];
var LETTERS = {
  CL: 1 /* CLOSED */,
  CW: 2 /* COOKIE_WAIT */,
  CE: 3 /* COOKIE_ECHOED */,
  ES: 4 /* ESTABLISHED */,
  SS: 5 /* SHUTDOWN_SENT */,
  SR: 6 /* SHUTDOWN_RECD */,
  SA: 7 /* SHUTDOWN_ACK_SENT */,
  HS: 8 /* HEARTBEAT_SENT */,
  "--": 9 /* INVALID */
};
var ROWS = [
  1 /* INIT */,
  2 /* INIT_ACK */,
  6 /* ABORT */,
  7 /* SHUTDOWN */,
  8 /* SHUTDOWN_ACK */,
  9 /* ERROR */,
  10 /* COOKIE_ECHO */,
  11 /* COOKIE_ACK */,
  14 /* SHUTDOWN_COMPLETE */,
  4 /* HEARTBEAT */,
  5 /* HEARTBEAT_ACK */
];
var ORIGINAL = `
  CL CL CW CE ES CL CL SA CW
  CL CL CW CE ES SS SR SA CL
  CL CL CL CL CL CL CL CL CL
  CL CL CW CE SS SS SR SA CL
  SA CL CW CE ES SA SA SA SA
  CL CL CW CE ES SS SR SA CL
  CL CL CE CE ES SS SR SA CL
  CL CL CW ES ES SS SR SA CL
  CL CL CW CE ES SS SR CL CL
  HS CL CW CE ES SS SR SA HS
  CL CL CW CE ES SS SR SA HS`;
var REPLY = `
  -- CL CW CE ES SS SR SA --
  -- CW CW CE ES SS SR SA --
  -- CL CL CL CL CL CL CL --
  -- CL CW CE SR SS SR SA --
  -- CL CW CE ES SA SA SA --
  -- CL CW CL ES SS SR SA --
  -- CL CE CE ES SS SR SA --
  -- CL CW ES ES SS SR SA --
  -- CL CW CE ES SS SR CL --
  -- CL CW CE ES SS SR SA HS
  -- CL CW CE ES SS SR SA ES`;
var STATES = SCTP_STATE_NAMES.length;
var TRANSITIONS = Uint8Array.from(`${ORIGINAL} ${REPLY}`.trim().split(/\s+/), (cell) => LETTERS[cell]);
function sctpTransition(dir, chunk2, state) {
  const row = ROWS.indexOf(chunk2);
  return row < 0 ? state : TRANSITIONS[(dir * ROWS.length + row) * STATES + state];
}

// generators/arbitraries/sctp-association.ts
function sctpAssociation() {
  const extra = record({
    way: constantFrom(0, 1),
    chunks: array(constantFrom(...CHUNKS), { minLength: 1, maxLength: 2 }),
    strange: constantFrom(false, false, true)
  });
  return tuple(flow({ port: 5060 }), nat(LIFE.length), array(tuple(nat(LIFE.length), extra), { maxLength: 3 })).map(([between, length, extras]) => {
    const steps = LIFE.slice(0, length + 1);
    for (const [at, step] of extras) steps.splice(at, 0, step);
    return steps.map((step) => packetOf(between, step));
  });
}
var TAGS = [286331153, 572662306];
function packetOf(between, { way, chunks, strange }) {
  const right = chunks.includes(1 /* INIT */) ? 0 : TAGS[1 - way];
  return sctpPacket(
    between,
    way,
    strange ? right + 1 : right,
    chunks.map((type) => chunk(type, TAGS[way]))
  );
}
function chunk(type, tag) {
  const hasTag = type === 1 /* INIT */ || type === 2 /* INIT_ACK */;
  const bytes = new Uint8Array(hasTag ? 20 : 8);
  bytes[0] = type;
  put16(bytes, 2, bytes.length);
  if (hasTag) put32(bytes, 4, tag);
  return bytes;
}
function honest(way, type) {
  return { way, chunks: [type], strange: false };
}
var LIFE = [
  honest(0, 1 /* INIT */),
  honest(1, 2 /* INIT_ACK */),
  honest(0, 10 /* COOKIE_ECHO */),
  honest(1, 11 /* COOKIE_ACK */),
  honest(0, 0 /* DATA */),
  honest(1, 4 /* HEARTBEAT */),
  honest(0, 5 /* HEARTBEAT_ACK */),
  honest(0, 7 /* SHUTDOWN */),
  honest(1, 8 /* SHUTDOWN_ACK */),
  honest(0, 14 /* SHUTDOWN_COMPLETE */)
];
var CHUNKS = [
  0 /* DATA */,
  1 /* INIT */,
  2 /* INIT_ACK */,
  4 /* HEARTBEAT */,
  5 /* HEARTBEAT_ACK */,
  6 /* ABORT */,
  7 /* SHUTDOWN */,
  8 /* SHUTDOWN_ACK */,
  9 /* ERROR */,
  10 /* COOKIE_ECHO */,
  11 /* COOKIE_ACK */,
  14 /* SHUTDOWN_COMPLETE */
];

// generators/arbitraries/segment.ts
function segmentFields(seq = 0, ack = 0) {
  return record({
    flags: tcpFlags(),
    seq: sequenceOffset().map((offset) => seq + offset >>> 0),
    ack: sequenceOffset().map((offset) => ack + offset >>> 0),
    window: constantFrom(65535, 0, 1, 512, 8192),
    length: constantFrom(0, 0, 1, 10, 1460),
    options: tcpOptions()
  }).map(({ length, ...fields }) => ({ ...fields, payload: filled(length) }));
}
function segments() {
  const ways = constantFrom(0, 0, 1);
  return tuple(flow(), array(tuple(ways, segmentFields(1e3, 5e3)), { minLength: 1, maxLength: 6 })).map(([between, list2]) => list2.map(([way, fields]) => segmentOf(between, way, fields)));
}
function segmentOf(between, way, fields) {
  const { seq, ack } = fields;
  return tcpSegment(between, way, way === 0 ? fields : { ...fields, seq: ack, ack: seq });
}

// generators/arbitraries/sip-session.ts
var SIP_PORT = 5060;
function sipSession() {
  return tuple(
    flow({ port: SIP_PORT, forwarded: true }),
    array(message4(), { minLength: 1, maxLength: 8 }),
    boolean(),
    constantFrom(1, 1, 2)
  ).map(([between, messages, isTcp, together]) => {
    const talk = new TcpTalk(between, [1e3, 5e3]);
    if (isTcp) talk.open();
    for (let at = 0; at < messages.length; at += together) {
      const { way } = messages[at];
      const parts = messages.slice(at, at + together);
      const text = parts.map((each) => textOf(each, between)).join("");
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      if (isTcp) talk.send(way, bytes);
      else talk.events.push(udpDatagram(between, way, bytes));
      for (const each of parts) talk.events.push(...each.comes.map((port) => stream(between, each.way, port)));
    }
    return talk.events;
  });
}
function message4() {
  const often = (usual, ...others) => constantFrom(usual, usual, usual, usual, usual, usual, ...others);
  const method = constantFrom(
    "INVITE",
    "INVITE",
    "REGISTER",
    "REGISTER",
    "UPDATE",
    "ACK",
    "PRACK",
    "BYE",
    "OPTIONS"
  );
  const request2 = method.map((name) => ({ start: `${name} sip:bob@ADDRESS SIP/2.0`, name }));
  const response = tuple(constantFrom("200", "200", "200", "180", "404", "100", "0", "x"), method).map(([code, name]) => ({ start: `SIP/2.0 ${code} OK`, name }));
  const media = constantFrom(
    "m=audio 5004 RTP/AVP 0",
    "m=video 5006 RTP/AVP 31",
    "m=image 5008 udptl t38",
    "m=audio 5005 RTP/AVP 0",
    "m=text 5010 RTP/AVP 0",
    "m=audio 0 RTP/AVP 0",
    "m=audio 80 RTP/AVP 0",
    "m=audio 65535 RTP/AVP 0",
    "m=audio x",
    "m=audio",
    "m=audio 5004/2 RTP/AVP 0",
    "m=audio 99999 RTP/AVP 0",
    "M=audio 5004 RTP/AVP 0",
    "m=video 5004 RTP/AVP 0",
    "c=IN IPx OWN",
    "c=IN IPx OTHER",
    "c=IN IPx"
  );
  return tuple(
    constantFrom(0, 1),
    oneof({ weight: 3, arbitrary: request2 }, { weight: 2, arbitrary: response }),
    record({
      cseq: often(
        "CSeq: 1 ",
        "CSeq: 2 ",
        "cseq : 1 ",
        "CSeq:1 ",
        "CSeq:\r\n 1 ",
        "CSeq: 0 ",
        "CSeq: x ",
        "CSeq: 99999999999 ",
        ""
      ),
      newline: often("\r\n", "\n", "\r"),
      headers: subarray(
        ["Via: SIP/2.0/UDP ADDRESS:5060", "From: <sip:alice@ADDRESS>", "Subject: a\r\n b", "To: sip:bob@ADDRESS"],
        { maxLength: 2 }
      ),
      contact: often(
        "Contact: <sip:alice@OWN:5070>",
        "Contact: <sip:alice@OWN>",
        "Contact: <sip:alice@OWN:5070>;expires=60",
        "m: sip:OWN:5070 ",
        "Contact: <sip:alice@OTHER:5070>",
        "Contact: <sip:x@OTHER:5070>, <sip:alice@OWN:5070>;expires=30",
        "Contact: <sip:alice@OWN:5070;transport=tcp>",
        "Contact: <sip:alice@OWN:5070;transport=udp>;expires=0",
        "Contact: <sip:alice@OWN:80>",
        "Contact: *",
        "Contact: <sip:alice@OWN:5070>;expires=x",
        "Contact: <sip:alice@OWN:005070>",
        "Contact: <sip:a@PEER:5070>",
        "Contact: <sip:a@PEER:5070>;expires=30",
        "Contact: alice,\r\n <sip:alice@OWN:5070>",
        "Contact: <sip:alice@OTHER:5070>\r\nContact: <sip:alice@OWN:5071>",
        ""
      ),
      expires: constantFrom("Expires: 600", "Expires: 600", "Expires: 0", "expires : 60", ""),
      session: oneof(
        constant([]),
        tuple(
          constantFrom("c=IN IPx OWN", "c=IN IPx OWN", "c=IN IPx OTHER", "s=-"),
          array(media, { minLength: 1, maxLength: 4 })
        ).map(([first, rest]) => ["v=0", "o=a 1 1 IN IPx OWN", first, ...rest])
      ),
      wrongLength: often(0, 1, -1, 5e4),
      comes: subarray([5004, 5005, 5070, 5060], { maxLength: 2 })
    })
  ).map(([way, { start, name }, rest]) => ({ way, start, method: name, ...rest }));
}
function textOf(message6, { family: family2, ends }) {
  const { way, start, cseq, method, newline, headers, contact, expires, session: session3, wrongLength } = message6;
  const body = session3.map((line) => line + newline).join("");
  const lines = [start, ...headers, cseq && cseq + method, contact, expires].filter(Boolean);
  const isIpv4 = family2 === 2 /* IPV4 */;
  const [own, peer] = [way, 1 - way].map((end2) => formatAddress(ends[end2].address, 0, family2));
  const other2 = isIpv4 ? "203.0.113.9" : "2001:db8:9::9";
  const inUri = (address3) => isIpv4 ? address3 : `[${address3}]`;
  const head = lines.map((line) => line + newline).join("");
  const filled2 = (text, form) => text.replaceAll("OWN", form(own)).replaceAll("OTHER", form(other2)).replaceAll("PEER", form(peer)).replaceAll("ADDRESS", form(peer));
  const description = filled2(body, (address3) => address3).replaceAll("IPx", isIpv4 ? "IP4" : "IP6");
  const length = `Content-Length: ${Math.max(0, description.length + wrongLength)}${newline}${newline}`;
  return filled2(head, inUri) + length + description;
}
function stream({ family: family2, ends }, way, port) {
  const to = { ...ends[way], port };
  const from = { ...ends[1 - way], port: port === SIP_PORT ? port : 3e4 };
  return udpDatagram({ family: family2, ends: [from, to] }, 0, new Uint8Array(20));
}

// generators/arbitraries/sysctl.ts
function sysctl() {
  return oneof(switched(), timeout(), threshold());
}
function switched() {
  return constantFrom(
    ["tcp_loose", 0, 1],
    ["tcp_be_liberal", 1, 0],
    ["tcp_ignore_invalid_rst", 1, 0],
    ["tcp_max_retrans", 0, 1, 3, 255],
    ["checksum", 0, 1],
    ["log_invalid", 0, 6, 17, 255],
    ["acct", 1, 0],
    ["timestamp", 1, 0],
    ["events", 0, 1, 2],
    ["expect_max", 1, 2, 4096]
  ).chain(([name, ...values]) => setting(`net.netfilter.nf_conntrack_${name}`, values));
}
function timeout() {
  return constantFrom(...TIMEOUTS).chain((name) => setting(`net.netfilter.nf_conntrack_${name}`, [1, 10, 30, 120, 3600]));
}
function threshold() {
  return oneof(
    setting("net.ipv4.ipfrag_low_thresh", [0]),
    setting("net.ipv4.ipfrag_high_thresh", [4194304, 2e3]),
    setting("net.netfilter.nf_conntrack_frag6_low_thresh", [0]),
    setting("net.netfilter.nf_conntrack_frag6_high_thresh", [4194304, 2e3]),
    setting("net.ipv4.ipfrag_time", [1, 30]),
    setting("net.netfilter.nf_conntrack_frag6_timeout", [1, 60])
  );
}
function setting(name, values) {
  return constantFrom(...values).map((value) => ({ kind: "sysctl", name, value: String(value) }));
}
var TIMEOUTS = [
  "generic_timeout",
  "icmp_timeout",
  "icmpv6_timeout",
  "udp_timeout",
  "udp_timeout_stream",
  "gre_timeout",
  "gre_timeout_stream",
  "tcp_timeout_syn_sent",
  "tcp_timeout_syn_recv",
  "tcp_timeout_established",
  "tcp_timeout_fin_wait",
  "tcp_timeout_close_wait",
  "tcp_timeout_last_ack",
  "tcp_timeout_time_wait",
  "tcp_timeout_close",
  "tcp_timeout_max_retrans",
  "tcp_timeout_unacknowledged",
  "sctp_timeout_established"
];

// generators/arbitraries/table-pressure.ts
function tablePressure() {
  const max = integer({ min: 1, max: 12 });
  const flows = array(tuple(flow(), nat(ANSWERED)), { minLength: 2, maxLength: 24 });
  return tuple(max, flows).map(([entries, list2]) => [
    { kind: "sysctl", name: "net.netfilter.nf_conntrack_max", value: String(entries) },
    ...list2.flatMap(([between, answers]) => {
      const there = udpDatagram(between, 0, filled(1));
      return answers === ANSWERED ? [there, udpDatagram(between, 1, filled(1))] : [there];
    })
  ]);
}
var ANSWERED = 2;

// generators/arbitraries/tftp-session.ts
var TFTP_PORT = 69;
function tftpSession() {
  const transfer = record({
    opcode: constantFrom(1, 2, 1, 2, 3, 5, 0, 256),
    answers: constantFrom(1, 2, 0),
    astray: constantFrom(0, 0, 0, 1),
    length: constantFrom(20, 20, 20, 2, 1, 0)
  });
  return tuple(flow({ port: TFTP_PORT }), array(transfer, { minLength: 1, maxLength: 3 })).map(([between, transfers]) => transfers.flatMap((each, at) => transferred(between, each, at)));
}
function transferred(between, { opcode, answers, astray, length }, at) {
  const { family: family2, ends } = between;
  const request2 = message5(opcode, 20).subarray(0, length);
  const server = { ...ends[1], port: DATA_PORT + at };
  const back = { family: family2, ends: [server, { ...ends[0], port: ends[0].port + astray }] };
  const events = [udpDatagram(between, 0, request2)];
  for (let n = 1; n <= answers; n++)
    events.push(udpDatagram(back, 0, message5(3, 60)), udpDatagram(back, 1, message5(4, 4)));
  return events;
}
function message5(opcode, length) {
  const bytes = new Uint8Array(length).fill(97);
  put16(bytes, 0, opcode);
  return bytes;
}
var DATA_PORT = 45e3;

// src/clock.ts
var HZ = 250;
var Clock = class {
  /** Seconds since the clock was made. */
  now = 0;
  /** The same in jiffies, as the kernel's 32-bit counter: compare by signed difference. */
  jiffies = 0;
  #timers = [];
  #nextDue = Number.POSITIVE_INFINITY;
  /** Calls `fire` once, `seconds` from now. */
  schedule(seconds2, fire) {
    const timer = { due: this.now + seconds2, fire, cancelled: false };
    const timers = this.#timers;
    let at = timers.length;
    while (at > 0 && timers[at - 1].due > timer.due) at--;
    timers.splice(at, 0, timer);
    this.#nextDue = timers[0].due;
    return timer;
  }
  cancel(timer) {
    timer.cancelled = true;
  }
  /** Moves time forward to `seconds`, firing what falls due in order; an earlier time leaves the clock alone. */
  advanceTo(seconds2) {
    while (this.#nextDue <= seconds2) {
      const timer = this.#timers.shift();
      this.#nextDue = this.#timers.length > 0 ? this.#timers[0].due : Number.POSITIVE_INFINITY;
      if (timer.cancelled) continue;
      this.#set(timer.due);
      timer.fire();
    }
    this.#set(seconds2);
  }
  advance(seconds2) {
    this.advanceTo(this.now + seconds2);
  }
  #set(seconds2) {
    if (seconds2 <= this.now) return;
    this.now = seconds2;
    this.jiffies = Math.floor(seconds2 * HZ) | 0;
  }
};

// generators/arbitraries/time-step.ts
function timeStep() {
  return oneof(
    { weight: 2, arbitrary: integer({ min: 1, max: 5 * HZ }) },
    {
      weight: 3,
      arbitrary: tuple(constantFrom(...TIMEOUTS2), integer({ min: -1, max: 1 })).map(([seconds2, by]) => seconds2 * HZ + by)
    }
  ).map((jiffies2) => ({ kind: "wait", seconds: jiffies2 / HZ }));
}
var TIMEOUTS2 = [1, 2, 3, 10, 30, 60, 120, 180, 210, 300, 600, 432e3];

// generators/arbitraries/workload.ts
var STORIES = {
  "tcp-conversation": tcpConversation(),
  "bent-tcp-conversation": bent(tcpConversation()),
  "tcp-with-errors": quotedByErrors(tcpConversation()),
  segments: segments(),
  "udp-exchange": udpExchange(),
  "tcp-from-outside": fromOutside(tcpConversation()),
  "udp-from-outside": fromOutside(udpExchange()),
  "udp-with-errors": quotedByErrors(udpExchange()),
  "icmp-exchange": icmpExchange(),
  "icmp-with-errors": quotedByErrors(icmpExchange()),
  "icmp-other": icmpOther(),
  "stray-error": strayError(),
  "fragment-train": fragmentTrain(),
  "ftp-session": ftpSession(),
  "bent-ftp-session": bent(ftpSession()),
  "tftp-session": tftpSession(),
  "irc-session": ircSession(),
  "amanda-session": amandaSession(),
  "broadcast-question": broadcastQuestion(),
  "sane-session": saneSession(),
  "pptp-session": pptpSession(),
  "sip-session": sipSession(),
  "sctp-association": sctpAssociation(),
  "other-protocol": otherProtocol(),
  malformed: malformed(),
  "time-steps": array(timeStep(), { minLength: 1, maxLength: 3 }),
  sysctls: array(sysctl(), { minLength: 1, maxLength: 2 }),
  "table-pressure": tablePressure()
};
function workload({ maxStories = 10, stories = NAMES } = {}) {
  const story = oneof(
    ...stories.map((name) => ({ weight: WEIGHTS[name] ?? 2, arbitrary: STORIES[name] }))
  );
  return record({
    router: router(),
    events: interleaved(array(story, { minLength: 1, maxLength: maxStories }))
  });
}
function router() {
  return record({
    seed: nat(),
    buckets: constantFrom(64, 512, 8, 2, 1),
    sysctls: array(
      sysctl().map(({ name, value }) => [name, value]),
      { maxLength: 1 }
    ),
    helpers: constantFrom(HELPERS, HELPERS, []),
    translations: translations()
  });
}
var HELPERS = [
  { name: "ftp", protocol: "tcp", port: FTP_PORT },
  { name: "tftp", protocol: "udp", port: TFTP_PORT },
  { name: "irc", protocol: "tcp", port: IRC_PORT },
  { name: "amanda", protocol: "udp", port: AMANDA_PORT },
  { name: "netbios-ns", protocol: "udp", port: NETBIOS_PORT },
  { name: "snmp", protocol: "udp", port: SNMP_PORT },
  { name: "sane", protocol: "tcp", port: SANE_PORT },
  { name: "pptp", protocol: "tcp", port: PPTP_PORT },
  { name: "sip", protocol: "udp", port: SIP_PORT },
  { name: "sip", protocol: "tcp", port: SIP_PORT }
];
var NAMES = Object.keys(STORIES);
var WEIGHTS = {
  "tcp-conversation": 3,
  "bent-tcp-conversation": 6,
  "time-steps": 3,
  "icmp-other": 1,
  "stray-error": 1,
  "table-pressure": 1
};

// src/conntrack/events.ts
var ALL_EVENTS = -1;
var NO_EVENTS = 0;
function eventType(bits) {
  if (bits & 4 /* DESTROY */) return "DESTROY";
  return bits & (1 /* NEW */ | 2 /* RELATED */) ? "NEW" : "UPDATE";
}

// src/conntrack/store.ts
var RECORD_WORDS = 32 /* PROTO */ + 22;
var FIRST_CAPACITY = 32;
var ConnectionStore = class {
  /** All records. The array is replaced when it grows: never keep it across an allocation. */
  words = new Int32Array(FIRST_CAPACITY * RECORD_WORDS);
  extensions = /* @__PURE__ */ new Map();
  /** Told of a connection whose source NAT has noted before it is gone; null without NAT. */
  sourceFreed = null;
  /** Connections allocated, confirmed or not: what the kernel counts against `nf_conntrack_max`. */
  count = 0;
  /** One past the highest index in use so far. */
  limit = 1;
  #capacity = FIRST_CAPACITY;
  #freeing;
  /** First free record; the free ones are chained through their first word. */
  #free = 0;
  /** `freeing` is told of a connection with an extension before it is gone. */
  constructor(freeing = () => {
  }) {
    this.#freeing = freeing;
  }
  /** A zeroed record with one reference. */
  allocate() {
    let ct = this.#free;
    if (ct !== 0) {
      const base = ct * RECORD_WORDS;
      this.#free = this.words[base];
      this.words.fill(0, base, base + RECORD_WORDS);
    } else {
      if (this.limit === this.#capacity) this.#grow();
      ct = this.limit++;
    }
    this.words[ct * RECORD_WORDS + 29 /* USE */] = 1;
    this.count++;
    return ct;
  }
  get(ct) {
    this.words[ct * RECORD_WORDS + 29 /* USE */]++;
  }
  /** Drops a reference; the last one frees the record, and lets go of its master. */
  put(ct) {
    const base = ct * RECORD_WORDS;
    if (--this.words[base + 29 /* USE */] > 0) return;
    if (this.sourceFreed !== null && this.words[base + 10 /* STATUS */] & 128 /* SRC_NAT_DONE */) this.sourceFreed(ct);
    let master = 0;
    if (this.words[base + 31 /* EXTENDED */]) {
      this.#freeing(ct);
      master = this.extensions.get(ct).master;
      this.extensions.delete(ct);
    }
    this.words[base + 10 /* STATUS */] = 512 /* DYING */;
    this.words[base] = this.#free;
    this.#free = ct;
    this.count--;
    if (master) this.put(master);
  }
  extend(ct) {
    let extension = this.extensions.get(ct);
    if (!extension) {
      extension = {
        helper: null,
        helperData: null,
        master: 0,
        counters: null,
        masqueradeDevice: null,
        adjustments: null,
        started: null,
        zoneDir: null,
        labels: null,
        timeouts: null,
        events: ALL_EVENTS
      };
      this.extensions.set(ct, extension);
      this.words[ct * RECORD_WORDS + 31 /* EXTENDED */] = 1;
    }
    return extension;
  }
  extension(ct) {
    return this.words[ct * RECORD_WORDS + 31 /* EXTENDED */] ? this.extensions.get(ct) : void 0;
  }
  /** Timeouts that a connection has in place of the sysctls (`nf_ct_timeout_lookup`). */
  timeouts(ct) {
    return this.words[ct * RECORD_WORDS + 31 /* EXTENDED */] ? this.extensions.get(ct).timeouts : null;
  }
  status(ct) {
    return this.words[ct * RECORD_WORDS + 10 /* STATUS */];
  }
  isConfirmed(ct) {
    return (this.words[ct * RECORD_WORDS + 10 /* STATUS */] & 8 /* CONFIRMED */) !== 0;
  }
  isDying(ct) {
    return (this.words[ct * RECORD_WORDS + 10 /* STATUS */] & 512 /* DYING */) !== 0;
  }
  /** Bytes held by the records. */
  get bytes() {
    return this.words.byteLength;
  }
  #grow() {
    this.#capacity *= this.#capacity < 1 << 17 ? 4 : 2;
    const larger = new Int32Array(this.#capacity * RECORD_WORDS);
    larger.set(this.words);
    this.words = larger;
  }
};
function tupleAt(ct, dir) {
  return ct * RECORD_WORDS + dir * 16 /* REPLY */;
}
function nodeTupleAt(node) {
  return tupleAt(node >> 1, node & 1);
}
function copyTuple(store, ct, dir) {
  const at = tupleAt(ct, dir);
  return store.words.slice(at, at + TUPLE_WORDS);
}

// src/conntrack/protocols/generic.ts
var generic = {
  name: "unknown",
  allowClash: false,
  tupleId: () => 0,
  invertId: (id) => id,
  packet(conntrack2, packet, _at, ct) {
    conntrack2.refresh(ct, packet, conntrack2.store.timeouts(ct)?.[0] ?? conntrack2.settings.genericTimeout);
    return 1 /* ACCEPT */;
  }
};

// src/conntrack/protocols/protocol.ts
function readPorts(bytes, at, end2) {
  return end2 - at < 4 ? void 0 : i32(bytes, at);
}
function swapPorts(id) {
  return id << 16 | id >>> 16;
}

// src/conntrack/protocols/replied.ts
function refreshByReply(conntrack2, packet, ct, unreplied, replied) {
  const status = conntrack2.store.status(ct);
  if (!(status & 2 /* SEEN_REPLY */)) {
    conntrack2.refresh(ct, packet, unreplied);
    return 1 /* ACCEPT */;
  }
  conntrack2.refresh(ct, packet, replied);
  assure(conntrack2, ct, status);
  return 1 /* ACCEPT */;
}
function assure(conntrack2, ct, status) {
  if (status & (4 /* ASSURED */ | 4096 /* NAT_CLASH */)) return;
  conntrack2.store.words[ct * RECORD_WORDS + 10 /* STATUS */] |= 4 /* ASSURED */;
  conntrack2.event(ct, 16 /* ASSURED */);
}

// src/conntrack/protocols/gre.ts
var Gre = ((Gre2) => {
  Gre2[Gre2["TIMEOUT"] = 32 /* PROTO */] = "TIMEOUT";
  Gre2[Gre2["STREAM_TIMEOUT"] = 32 /* PROTO */ + 1] = "STREAM_TIMEOUT";
  return Gre2;
})(Gre || {});
var VERSION_MASK2 = 7;
var ENHANCED = 1;
var PPP = 34827;
var gre = {
  name: "gre",
  allowClash: true,
  tupleId(bytes, at, end2) {
    if (!hasCallId(bytes, at, end2)) return 0;
    return u16(bytes, at + 2) === PPP ? u16(bytes, at + 6) : void 0;
  },
  invertId: swapPorts,
  packet(conntrack2, packet, _at, ct) {
    const words2 = conntrack2.store.words;
    const base = ct * RECORD_WORDS;
    if (!conntrack2.store.isConfirmed(ct)) {
      const { greTimeout, greTimeoutStream } = conntrack2.settings;
      const [unreplied, replied] = conntrack2.store.timeouts(ct) ?? [greTimeout, greTimeoutStream];
      words2[base + Gre.TIMEOUT] = unreplied;
      words2[base + Gre.STREAM_TIMEOUT] = replied;
    }
    return refreshByReply(conntrack2, packet, ct, words2[base + Gre.TIMEOUT], words2[base + Gre.STREAM_TIMEOUT]);
  },
  details: (words2, base) => `timeout=${words2[base + Gre.TIMEOUT] / HZ}, stream_timeout=${words2[base + Gre.STREAM_TIMEOUT] / HZ}`
};
function setGreTimeouts(words2, ct, timeout2, streamTimeout) {
  words2[ct * RECORD_WORDS + Gre.TIMEOUT] = timeout2 * HZ;
  words2[ct * RECORD_WORDS + Gre.STREAM_TIMEOUT] = streamTimeout * HZ;
}
function hasCallId(bytes, at, end2) {
  return end2 - at >= 8 && (bytes[at + 1] & VERSION_MASK2) === ENHANCED;
}

// src/conntrack/protocols/quoted.ts
var quoted = newTuple();
var inverse = newTuple();
var outer = newTuple();
function relateError(conntrack2, packet, at, state, protocol) {
  if (!conntrack2.readTuple(packet, at, state.family, quoted)) return -1 /* INVALID */;
  if (!conntrack2.invertTuple(inverse, quoted)) return -1 /* INVALID */;
  const node = conntrack2.findFor(packet, inverse);
  if (node === 0) return -1 /* INVALID */;
  const words2 = conntrack2.store.words;
  const tuple4 = nodeTupleAt(node);
  readAddresses(outer, packet.bytes, packet.start, state.family);
  for (let word = 0; word < 4; word++) {
    if (outer[4 /* DST */ + word] === words2[tuple4 + 4 /* DST */ + word]) continue;
    const text = (of, base) => fullAddressText(of, base + 4 /* DST */, state.family);
    return conntrack2.invalid(packet, protocol, `outer daddr ${text(outer, 0)} != inner ${text(words2, tuple4)}`);
  }
  conntrack2.attach(packet, node >> 1, node & 1 ? 4 /* RELATED_REPLY */ : 1 /* RELATED */);
  return 1 /* ACCEPT */;
}

// src/conntrack/protocols/icmp.ts
var HEADER_BYTES = 8;
var LAST_TYPE = 18 /* ADDRESS_REPLY */;
var REPLY_OF = /* @__PURE__ */ new Map([
  [8 /* ECHO */, 0 /* ECHO_REPLY */],
  [13 /* TIMESTAMP */, 14 /* TIMESTAMP_REPLY */],
  [15 /* INFO_REQUEST */, 16 /* INFO_REPLY */],
  [17 /* ADDRESS */, 18 /* ADDRESS_REPLY */]
]);
var INVERSE = new Map([...REPLY_OF, ...[...REPLY_OF].map(([query2, reply]) => [reply, query2])]);
var ERRORS = /* @__PURE__ */ new Set([
  3 /* DEST_UNREACHABLE */,
  4 /* SOURCE_QUENCH */,
  5 /* REDIRECT */,
  11 /* TIME_EXCEEDED */,
  12 /* PARAMETER_PROBLEM */
]);
var icmp = {
  name: "icmp",
  allowClash: false,
  tupleId: icmpId,
  invertId: (id) => invertType(id, INVERSE),
  packet(conntrack2, packet, _at, ct, state) {
    const type = conntrack2.store.words[ct * RECORD_WORDS + 8 /* ID */] >>> 8 & 255;
    if (state.family !== 2 /* IPV4 */ || !REPLY_OF.has(type)) return -1 /* INVALID */;
    conntrack2.refresh(ct, packet, conntrack2.store.timeouts(ct)?.[0] ?? conntrack2.settings.icmpTimeout);
    return 1 /* ACCEPT */;
  }
};
function icmpId(bytes, at, end2) {
  if (end2 - at < HEADER_BYTES) return void 0;
  return u16(bytes, at + 4) << 16 | u16(bytes, at);
}
function invertType(id, inverse2) {
  const type = inverse2.get(id >>> 8 & 255);
  return type === void 0 ? void 0 : id & ~65280 | type << 8;
}
function icmpError(conntrack2, packet, at, state) {
  const complain = (message6) => conntrack2.invalid(packet, 1 /* ICMP */, message6);
  if (packet.end - at < HEADER_BYTES) return complain("short packet");
  if (state.hook === 0 /* PREROUTING */ && !conntrack2.checksumHolds(packet, at, 1 /* ICMP */)) {
    return complain("bad hw icmp checksum");
  }
  const type = packet.bytes[at];
  if (type > LAST_TYPE) return complain("invalid icmp type");
  if (!ERRORS.has(type)) return 1 /* ACCEPT */;
  return relateError(conntrack2, packet, at + HEADER_BYTES, state, 1 /* ICMP */);
}

// src/conntrack/protocols/icmpv6.ts
var FIRST_INFORMATIONAL = 128;
var HEADER_BYTES2 = 8;
var REDIRECT_BYTES = 40;
var REDIRECTED_HEADER_OPTION = 4;
var REPLY_OF2 = /* @__PURE__ */ new Map([
  [128 /* ECHO_REQUEST */, 129 /* ECHO_REPLY */],
  [139 /* NI_QUERY */, 140 /* NI_REPLY */]
]);
var INVERSE2 = new Map([...REPLY_OF2, ...[...REPLY_OF2].map(([query2, reply]) => [reply, query2])]);
var UNTRACKED = /* @__PURE__ */ new Set([130, 131, 132, 133, 134, 135, 136, 143, 151, 152]);
var icmpv6 = {
  name: "icmpv6",
  allowClash: false,
  tupleId: icmpId,
  invertId: (id) => invertType(id, INVERSE2),
  packet(conntrack2, packet, _at, ct, state) {
    if (state.family !== 10 /* IPV6 */) return -1 /* INVALID */;
    const type = conntrack2.store.words[ct * RECORD_WORDS + 8 /* ID */] >>> 8 & 255;
    if (!conntrack2.store.isConfirmed(ct) && !REPLY_OF2.has(type)) return -1 /* INVALID */;
    conntrack2.refresh(ct, packet, conntrack2.store.timeouts(ct)?.[0] ?? conntrack2.settings.icmpv6Timeout);
    return 1 /* ACCEPT */;
  }
};
function icmpv6Error(conntrack2, packet, at, state) {
  const complain = (message6) => conntrack2.invalid(packet, 58 /* ICMPV6 */, message6);
  if (packet.end - at < HEADER_BYTES2) return complain("short packet");
  if (state.hook === 0 /* PREROUTING */ && !conntrack2.checksumHolds(packet, at, 58 /* ICMPV6 */)) {
    return complain("ICMPv6 checksum failed");
  }
  const type = packet.bytes[at];
  if (UNTRACKED.has(type)) {
    packet.ctinfo = 7 /* UNTRACKED */;
    return 1 /* ACCEPT */;
  }
  if (type === 137 /* REDIRECT */) return redirect(conntrack2, packet, at, state, complain);
  if (type >= FIRST_INFORMATIONAL) return 1 /* ACCEPT */;
  return relateError(conntrack2, packet, at + HEADER_BYTES2, state, 58 /* ICMPV6 */);
}
function redirect(conntrack2, packet, at, state, complain) {
  const { bytes, start, end: end2 } = packet;
  if (end2 - at < REDIRECT_BYTES) return complain("short redirect");
  if (bytes[at + 1] !== 0) return 1 /* ACCEPT */;
  const linkLocal = bytes[start + 8] === 254 && (bytes[start + 9] & 192) === 128;
  if (bytes[start + 7] !== 255 || !linkLocal) return complain("invalid saddr or hoplimit for redirect");
  const option2 = at + REDIRECT_BYTES;
  if (end2 - option2 < 2 || bytes[option2 + 1] === 0) return complain("redirect without options");
  if (bytes[option2] !== REDIRECTED_HEADER_OPTION) return 1 /* ACCEPT */;
  return relateError(conntrack2, packet, option2 + 8, state, 58 /* ICMPV6 */);
}

// src/conntrack/protocols/sctp.ts
var Sctp = ((Sctp2) => {
  Sctp2[Sctp2["STATE"] = 32 /* PROTO */] = "STATE";
  Sctp2[Sctp2["VTAG"] = 32 /* PROTO */ + 1] = "VTAG";
  Sctp2[Sctp2["INIT"] = 32 /* PROTO */ + 3] = "INIT";
  Sctp2[Sctp2["LAST_DIR"] = 32 /* PROTO */ + 5] = "LAST_DIR";
  Sctp2[Sctp2["HEARTBEAT_FAILED"] = 32 /* PROTO */ + 6] = "HEARTBEAT_FAILED";
  return Sctp2;
})(Sctp || {});
var HEADER_BYTES3 = 12;
var CHUNK_HEADER_BYTES = 4;
var INIT_BYTES = 16;
var REFLECTED_TAG = 1;
var TAG_CHECKED_APART = bit(1 /* INIT */) | bit(14 /* SHUTDOWN_COMPLETE */) | bit(10 /* COOKIE_ECHO */) | bit(6 /* ABORT */) | bit(8 /* SHUTDOWN_ACK */) | bit(4 /* HEARTBEAT */) | bit(5 /* HEARTBEAT_ACK */);
var NEVER_FIRST = bit(6 /* ABORT */) | bit(14 /* SHUTDOWN_COMPLETE */) | bit(11 /* COOKIE_ACK */);
var ALONE = bit(1 /* INIT */) | bit(2 /* INIT_ACK */) | bit(14 /* SHUTDOWN_COMPLETE */);
var sctp = {
  name: "sctp",
  allowClash: false,
  tupleId: readPorts,
  invertId: swapPorts,
  packet(conntrack2, packet, at, ct, state) {
    const error3 = headerError(conntrack2, packet, at, state);
    if (error3 !== null) return conntrack2.invalid(packet, 132 /* SCTP */, error3);
    const chunks = chunkSet(conntrack2, packet, at);
    if (chunks === null) return -1 /* INVALID */;
    const words2 = conntrack2.store.words;
    const base = ct * RECORD_WORDS;
    if (!(words2[base + 10 /* STATUS */] & 8 /* CONFIRMED */)) {
      if (chunks & NEVER_FIRST || !open2(packet, at, words2, base)) return -1 /* INVALID */;
    }
    const dir = dirOf(packet.ctinfo);
    const vtag = u32(packet.bytes, at + 4);
    const expected = words2[base + Sctp.VTAG + dir] >>> 0;
    if (!(chunks & TAG_CHECKED_APART) && vtag !== expected) {
      const message6 = `verification tag check failed ${asStored(vtag)} vs ${asStored(expected)} for dir ${dir}`;
      return conntrack2.invalid(packet, 132 /* SCTP */, message6);
    }
    return track(conntrack2, packet, at, ct, chunks);
  },
  canEarlyDrop(words2, base) {
    const state = words2[base + Sctp.STATE];
    return state >= 5 /* SHUTDOWN_SENT */ && state <= 7 /* SHUTDOWN_ACK_SENT */;
  },
  stateName: (words2, base) => SCTP_STATE_NAMES[words2[base + Sctp.STATE]]
};
function bit(chunk2) {
  return chunk2 < 31 ? 1 << chunk2 : 0;
}
function asStored(tag) {
  const turned = (tag & 255) << 24 | (tag & 65280) << 8 | tag >>> 8 & 65280 | tag >>> 24;
  return (turned >>> 0).toString(16);
}
function headerError(conntrack2, packet, at, state) {
  const { bytes, end: end2 } = packet;
  if (end2 - at < HEADER_BYTES3) return "nf_ct_sctp: short packet ";
  if (state.hook !== 0 /* PREROUTING */ || !conntrack2.settings.checksum) return null;
  const stored = (bytes[at + 8] | bytes[at + 9] << 8 | bytes[at + 10] << 16 | bytes[at + 11] << 24) >>> 0;
  return stored === crc32c(bytes, at, end2, at + 8) ? null : "nf_ct_sctp: bad CRC ";
}
function nextChunk(bytes, chunk2) {
  return chunk2 + (u16(bytes, chunk2 + 2) + 3 & ~3);
}
function chunkSet(conntrack2, packet, at) {
  const { bytes, end: end2 } = packet;
  let chunks = 0;
  let count2 = 0;
  for (let chunk2 = at + HEADER_BYTES3; chunk2 + CHUNK_HEADER_BYTES <= end2; chunk2 = nextChunk(bytes, chunk2)) {
    const type = bytes[chunk2];
    chunks |= bit(type);
    const alone = (chunks & ALONE) !== 0;
    const mustBeFirst = type === 11 /* COOKIE_ACK */ || type === 10 /* COOKIE_ECHO */ || alone;
    if (mustBeFirst && count2 !== 0 || u16(bytes, chunk2 + 2) === 0) {
      const length = bytes[chunk2 + 2] | bytes[chunk2 + 3] << 8;
      const what = `chunk num ${count2}, type ${type}, len ${length} flag ${alone ? 1 : 0}`;
      conntrack2.invalid(packet, 132 /* SCTP */, `do_basic_checks failed. ${what}
`);
      return null;
    }
    count2++;
  }
  return count2 === 0 ? null : chunks;
}
function open2(packet, at, words2, base) {
  const { bytes, end: end2 } = packet;
  const vtag = u32(bytes, at + 4);
  for (let chunk2 = at + HEADER_BYTES3; chunk2 + CHUNK_HEADER_BYTES <= end2; chunk2 = nextChunk(bytes, chunk2)) {
    const type = bytes[chunk2];
    if (sctpTransition(0 /* ORIGINAL */, type, 0 /* NONE */) === 0 /* NONE */) return false;
    if (type === 1 /* INIT */) {
      if (vtag !== 0 || !hasInit(chunk2, end2)) return false;
      words2[base + Sctp.VTAG + 1 /* REPLY */] = u32(bytes, chunk2 + CHUNK_HEADER_BYTES);
    } else if (type === 4 /* HEARTBEAT */) {
      words2[base + Sctp.VTAG + 0 /* ORIGINAL */] = vtag;
    } else if (type === 8 /* SHUTDOWN_ACK */) {
      words2[base + Sctp.VTAG + 1 /* REPLY */] = vtag;
    }
  }
  return true;
}
function hasInit(chunk2, end2) {
  return chunk2 + CHUNK_HEADER_BYTES + INIT_BYTES <= end2;
}
function track(conntrack2, packet, at, ct, chunks) {
  const { bytes, end: end2 } = packet;
  const words2 = conntrack2.store.words;
  const base = ct * RECORD_WORDS;
  const dir = dirOf(packet.ctinfo);
  const vtag = u32(bytes, at + 4) | 0;
  let next2 = 0 /* NONE */;
  let idle = false;
  for (let chunk2 = at + HEADER_BYTES3; chunk2 + CHUNK_HEADER_BYTES <= end2; chunk2 = nextChunk(bytes, chunk2)) {
    const type = bytes[chunk2];
    const strangeIsFatal = (chunks & bit(0 /* DATA */)) !== 0 || idle;
    const effect = checkTag(words2, base, dir, vtag, type, bytes[chunk2 + 1], strangeIsFatal);
    if (effect === 1 /* REFUSE */) return -1 /* INVALID */;
    if (effect === 2 /* SKIP */) {
      idle = true;
      continue;
    }
    const old = words2[base + Sctp.STATE];
    next2 = sctpTransition(dir, type, old);
    if (next2 === 9 /* INVALID */) {
      return conntrack2.invalid(packet, 132 /* SCTP */, `Invalid, old_state ${old}, dir ${dir}, type ${type}`);
    }
    if (type === 1 /* INIT */ || type === 2 /* INIT_ACK */) {
      if (!hasInit(chunk2, end2)) return -1 /* INVALID */;
      const tag = u32(bytes, chunk2 + CHUNK_HEADER_BYTES) | 0;
      if (type === 1 /* INIT */) noteInit(words2, base, dir, tag, old);
      else if (!initAckFits(words2, base, dir, tag)) return -1 /* INVALID */;
      words2[base + Sctp.VTAG + 1 - dir] = tag;
      const again = next2 === 1 /* CLOSED */ && old === 1 /* CLOSED */ && conntrack2.store.isConfirmed(ct);
      if (type === 1 /* INIT */ && again) idle = true;
    }
    moveTo(conntrack2, words2, ct, old, next2);
  }
  const timeouts = conntrack2.store.timeouts(ct) ?? conntrack2.settings.sctpTimeouts;
  if (!idle) conntrack2.refresh(ct, packet, timeouts[next2]);
  return 1 /* ACCEPT */;
}
function checkTag(words2, base, dir, vtag, type, flags, strangeIsFatal) {
  const own = base + Sctp.VTAG + dir;
  const peer = base + Sctp.VTAG + 1 - dir;
  switch (type) {
    case 1 /* INIT */:
      return vtag === 0 ? 0 /* STEP */ : 1 /* REFUSE */;
    case 6 /* ABORT */:
    case 14 /* SHUTDOWN_COMPLETE */:
      return vtag === words2[flags & REFLECTED_TAG ? peer : own] ? 0 /* STEP */ : 1 /* REFUSE */;
    case 10 /* COOKIE_ECHO */:
      return vtag === words2[own] ? 0 /* STEP */ : 1 /* REFUSE */;
    case 11 /* COOKIE_ACK */:
      words2[base + Sctp.INIT] = words2[base + Sctp.INIT + 1] = 0;
      return 0 /* STEP */;
    case 4 /* HEARTBEAT */:
    case 5 /* HEARTBEAT_ACK */:
      break;
    default:
      return 0 /* STEP */;
  }
  if (words2[own] === 0) {
    words2[own] = vtag;
    return 0 /* STEP */;
  }
  if (vtag === words2[own]) {
    words2[base + Sctp.HEARTBEAT_FAILED] = 0;
    return 0 /* STEP */;
  }
  if (strangeIsFatal) return 1 /* REFUSE */;
  if (type === 4 /* HEARTBEAT */) {
    words2[base + Sctp.HEARTBEAT_FAILED] = 1;
    words2[base + Sctp.LAST_DIR] = dir;
    return 2 /* SKIP */;
  }
  if (!words2[base + Sctp.HEARTBEAT_FAILED] || words2[base + Sctp.LAST_DIR] === dir) return 1 /* REFUSE */;
  words2[base + Sctp.HEARTBEAT_FAILED] = 0;
  words2[own] = vtag;
  words2[peer] = 0;
  return 0 /* STEP */;
}
function noteInit(words2, base, dir, tag, old) {
  if (old !== 0 /* NONE */ && words2[base + Sctp.VTAG + 1 - dir] === tag) return;
  const own = base + Sctp.INIT + dir;
  const other2 = base + Sctp.INIT + 1 - dir;
  if (words2[own] && words2[other2]) words2[other2] = 0;
  words2[own] = 1;
}
function initAckFits(words2, base, dir, tag) {
  const known2 = words2[base + Sctp.VTAG + 1 - dir];
  const ownInit = words2[base + Sctp.INIT + dir];
  const otherInit = words2[base + Sctp.INIT + 1 - dir];
  if (!otherInit && known2 && known2 !== tag) return false;
  return !(ownInit && otherInit && known2 !== tag);
}
function moveTo(conntrack2, words2, ct, old, next2) {
  const base = ct * RECORD_WORDS;
  words2[base + Sctp.STATE] = next2;
  if (old === next2) return;
  conntrack2.event(ct, 32 /* PROTOINFO */);
  if (next2 !== 4 /* ESTABLISHED */ || words2[base + 10 /* STATUS */] & 4 /* ASSURED */) return;
  words2[base + 10 /* STATUS */] |= 4 /* ASSURED */;
  conntrack2.event(ct, 16 /* ASSURED */);
}

// src/conntrack/sequence.ts
function adjustFrom(store, packet, sequence, growth2) {
  if (growth2 === 0) return;
  const extension = store.extend(packet.ct);
  extension.adjustments ??= [
    { position: 0, before: 0, after: 0 },
    { position: 0, before: 0, after: 0 }
  ];
  store.words[packet.ct * RECORD_WORDS + 10 /* STATUS */] |= 64 /* SEQ_ADJUST */;
  const adjustment = extension.adjustments[dirOf(packet.ctinfo)];
  if (adjustment.before !== adjustment.after && !isAfter(sequence, adjustment.position)) return;
  adjustment.position = sequence;
  adjustment.before = adjustment.after;
  adjustment.after += growth2;
}
function sequenceOffset2(store, ct, dir, sequence) {
  const adjustment = store.extension(ct)?.adjustments?.[dir];
  return adjustment ? offsetAt(adjustment, sequence) : 0;
}
function adjust(adjustments, packet, at) {
  const { bytes, end: end2 } = packet;
  if (end2 - at < 20) return false;
  const dir = dirOf(packet.ctinfo);
  const sequence = u32(bytes, at + 4);
  replace(bytes, at, at + 4, sequence + offsetAt(adjustments[dir], sequence));
  if (!(bytes[at + 13] & ACK)) return true;
  const other2 = adjustments[dir ^ 1];
  replace(bytes, at, at + 8, acknowledged(other2, u32(bytes, at + 8)));
  return adjustSacks(packet, at, other2);
}
var ACK = 16;
var SACK = 5;
var BLOCK_BYTES = 8;
function adjustSacks({ bytes, end: end2 }, at, other2) {
  const last = at + (bytes[at + 12] >>> 4 << 2);
  if (last > end2) return false;
  for (let option2 = at + 20; option2 < last; ) {
    const kind2 = bytes[option2];
    if (kind2 === 0) return true;
    if (kind2 === 1) {
      option2++;
      continue;
    }
    const length = bytes[option2 + 1];
    if (option2 + 1 === last || option2 + length > last || length < 2) return false;
    if (kind2 === SACK && length > 2 && (length - 2) % BLOCK_BYTES === 0) {
      for (let edge = option2 + 2; edge < option2 + length; edge += 4) {
        replace(bytes, at, edge, acknowledged(other2, u32(bytes, edge)));
      }
    }
    option2 += length;
  }
  return true;
}
function acknowledged(other2, number2) {
  return number2 - offsetAt(other2, number2 - other2.before);
}
function offsetAt({ position, before: before2, after: after2 }, sequence) {
  return isAfter(sequence, position) ? after2 : before2;
}
function isAfter(a, b) {
  return (a - b | 0) > 0;
}
function replace(bytes, segment2, at, value) {
  const before2 = u16(bytes, at) + u16(bytes, at + 2);
  put32(bytes, at, value);
  carryOn(bytes, segment2 + 16, before2, u16(bytes, at) + u16(bytes, at + 2));
}

// src/conntrack/settings.ts
var jiffies = (...seconds2) => Int32Array.from(seconds2, (s) => s * HZ);
function defaultSettings() {
  return {
    max: 262144,
    expectMax: 4096,
    checksum: 1,
    logInvalid: 0,
    acct: 0,
    timestamp: 0,
    events: 2,
    genericTimeout: 600 * HZ,
    icmpTimeout: 30 * HZ,
    icmpv6Timeout: 30 * HZ,
    udpTimeout: 30 * HZ,
    udpTimeoutStream: 120 * HZ,
    greTimeout: 30 * HZ,
    greTimeoutStream: 180 * HZ,
    // NONE, SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT, CLOSE_WAIT, LAST_ACK, TIME_WAIT, CLOSE, SYN_SENT2, then RETRANS and UNACK
    tcpTimeouts: jiffies(0, 120, 60, 432e3, 120, 60, 30, 120, 10, 120, 300, 300),
    tcpLoose: 1,
    tcpBeLiberal: 0,
    tcpMaxRetrans: 3,
    tcpIgnoreInvalidRst: 0,
    // NONE, CLOSED, COOKIE_WAIT, COOKIE_ECHOED, ESTABLISHED, SHUTDOWN_SENT, SHUTDOWN_RECD, SHUTDOWN_ACK_SENT, HEARTBEAT_SENT
    sctpTimeouts: jiffies(0, 10, 3, 3, 210, 3, 3, 3, 30)
  };
}

// src/conntrack/protocols/tcp-table.ts
var TCP_STATE_NAMES = [
  "NONE",
  "SYN_SENT",
  "SYN_RECV",
  "ESTABLISHED",
  "FIN_WAIT",
  "CLOSE_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
  "SYN_SENT2"
];
var FLAG_CLASS_NAMES = ["SYN", "SYN/ACK", "FIN", "ACK", "RST", "NONE"];
var LETTERS2 = {
  SS: 1 /* SYN_SENT */,
  SR: 2 /* SYN_RECV */,
  ES: 3 /* ESTABLISHED */,
  FW: 4 /* FIN_WAIT */,
  CW: 5 /* CLOSE_WAIT */,
  LA: 6 /* LAST_ACK */,
  TW: 7 /* TIME_WAIT */,
  CL: 8 /* CLOSE */,
  S2: 9 /* SYN_SENT2 */,
  ig: 10 /* IGNORE */,
  "--": 11 /* INVALID */
};
var ORIGINAL2 = `
  SS SS ig ig ig ig ig SS SS S2
  -- -- SR -- -- -- -- -- -- SR
  -- -- FW FW LA LA LA TW CL --
  ES -- ES ES CW CW TW TW CL --
  -- CL CL CL CL CL CL CL CL CL
  -- -- -- -- -- -- -- -- -- --`;
var REPLY2 = `
  -- S2 -- -- -- -- -- SS -- S2
  -- SR ig ig ig ig ig ig ig SR
  -- -- FW FW LA LA LA TW CL --
  -- ig SR ES CW CW TW TW CL ig
  -- CL CL CL CL CL CL CL CL CL
  -- -- -- -- -- -- -- -- -- --`;
var STATES2 = TCP_STATE_NAMES.length;
var CLASSES = FLAG_CLASS_NAMES.length;
var TRANSITIONS2 = Uint8Array.from(`${ORIGINAL2} ${REPLY2}`.trim().split(/\s+/), (cell) => LETTERS2[cell]);
function transition(dir, flags, state) {
  return TRANSITIONS2[(dir * CLASSES + flags) * STATES2 + state];
}

// src/conntrack/protocols/tcp-segment.ts
var HEADER_BYTES4 = 20;
var MAX_WINDOW_SCALE = 14;
var SACK_BLOCK_BYTES = 8;
var Segment = class {
  bytes = new Uint8Array(0);
  at = 0;
  flags = 0;
  flagClass = 5 /* NONE */;
  seq = 0;
  ack = 0;
  /** Sequence number behind the segment: data plus one each for SYN and FIN. */
  end = 0;
  window = 0;
  headerBytes = 0;
  /** What `scanOptions` found. */
  windowScale = -1;
  sackPermitted = false;
  read(bytes, at, length) {
    this.bytes = bytes;
    this.at = at;
    const flags = bytes[at + 13];
    this.flags = flags;
    this.flagClass = classOf(flags);
    this.seq = i32(bytes, at + 4);
    this.ack = i32(bytes, at + 8);
    this.window = u16(bytes, at + 14);
    this.headerBytes = (bytes[at + 12] >> 4) * 4;
    this.end = this.seq + length - this.headerBytes + ((flags & 2 /* SYN */) >> 1) + (flags & 1 /* FIN */) | 0;
  }
  get hasOptions() {
    return this.headerBytes > HEADER_BYTES4;
  }
  /** Looks for window scale and SACK-permitted; a broken option ends the search (`tcp_options`). */
  scanOptions() {
    this.windowScale = -1;
    this.sackPermitted = false;
    for (let at = this.#firstOption(); at !== 0; at = this.#nextOption(at)) {
      const kind2 = this.bytes[at];
      const size = this.bytes[at + 1];
      if (kind2 === 4 /* SACK_PERMITTED */ && size === 2) this.sackPermitted = true;
      else if (kind2 === 3 /* WINDOW_SCALE */ && size === 3) {
        this.windowScale = Math.min(this.bytes[at + 2], MAX_WINDOW_SCALE);
      }
    }
  }
  /** The highest right edge of the SACK blocks, or the acknowledgment number when it is higher (`tcp_sack`, RFC 2018). */
  highestSack() {
    let highest = this.ack;
    for (let at = this.#firstOption(); at !== 0; at = this.#nextOption(at)) {
      const size = this.bytes[at + 1];
      if (this.bytes[at] !== 5 /* SACK */ || size < 2 + SACK_BLOCK_BYTES || (size - 2) % SACK_BLOCK_BYTES) continue;
      for (let block = at + 2; block < at + size; block += SACK_BLOCK_BYTES) {
        const edge = i32(this.bytes, block + 4);
        if ((highest - edge | 0) < 0) highest = edge;
      }
      break;
    }
    return highest;
  }
  /** Where the first option with a length begins, 0 when there is none. */
  #firstOption() {
    return this.#optionFrom(this.at + HEADER_BYTES4);
  }
  #nextOption(at) {
    return this.#optionFrom(at + this.bytes[at + 1]);
  }
  #optionFrom(at) {
    const end2 = this.at + this.headerBytes;
    while (at < end2 && this.bytes[at] === 1 /* NOP */) at++;
    if (end2 - at < 2 || this.bytes[at] === 0 /* END */) return 0;
    const size = this.bytes[at + 1];
    return size < 2 || size > end2 - at ? 0 : at;
  }
};
function classOf(flags) {
  if (flags & 4 /* RST */) return 4 /* RST */;
  if (flags & 2 /* SYN */) return flags & 16 /* ACK */ ? 1 /* SYNACK */ : 0 /* SYN */;
  if (flags & 1 /* FIN */) return 2 /* FIN */;
  return flags & 16 /* ACK */ ? 3 /* ACK */ : 5 /* NONE */;
}
var VALID = /* @__PURE__ */ new Set([
  2 /* SYN */,
  2 /* SYN */ | 32 /* URG */,
  2 /* SYN */ | 16 /* ACK */,
  4 /* RST */,
  4 /* RST */ | 16 /* ACK */,
  1 /* FIN */ | 16 /* ACK */,
  1 /* FIN */ | 16 /* ACK */ | 32 /* URG */,
  16 /* ACK */,
  16 /* ACK */ | 32 /* URG */
]);
var VALID_FLAGS = Uint8Array.from({ length: 64 }, (_, flags) => VALID.has(flags & ~8 /* PSH */) ? 1 : 0);
function flagsAreValid(flags) {
  return VALID_FLAGS[flags & 63] === 1;
}
function before(a, b) {
  return (a - b | 0) < 0;
}
function after(a, b) {
  return (b - a | 0) < 0;
}

// src/conntrack/protocols/tcp-window.ts
var Tcp2 = ((Tcp3) => {
  Tcp3[Tcp3["STATE"] = 32 /* PROTO */] = "STATE";
  Tcp3[Tcp3["SEEN"] = 32 /* PROTO */ + 1] = "SEEN";
  Tcp3[Tcp3["LAST_DIR"] = 32 /* PROTO */ + 13] = "LAST_DIR";
  Tcp3[Tcp3["LAST_CLASS"] = 32 /* PROTO */ + 14] = "LAST_CLASS";
  Tcp3[Tcp3["LAST_SEQ"] = 32 /* PROTO */ + 15] = "LAST_SEQ";
  Tcp3[Tcp3["LAST_ACK"] = 32 /* PROTO */ + 16] = "LAST_ACK";
  Tcp3[Tcp3["LAST_END"] = 32 /* PROTO */ + 17] = "LAST_END";
  Tcp3[Tcp3["LAST_WINDOW"] = 32 /* PROTO */ + 18] = "LAST_WINDOW";
  Tcp3[Tcp3["LAST_SCALE"] = 32 /* PROTO */ + 19] = "LAST_SCALE";
  Tcp3[Tcp3["LAST_FLAGS"] = 32 /* PROTO */ + 20] = "LAST_FLAGS";
  Tcp3[Tcp3["RETRANS"] = 32 /* PROTO */ + 21] = "RETRANS";
  return Tcp3;
})(Tcp2 || {});
var MAX_ACK_WINDOW = 66e3;
var complaint = "";
function seenAt(base, dir) {
  return base + Tcp2.SEEN + dir * 6 /* WORDS */;
}
function takeOptions(words2, side, segment2) {
  if (!segment2.hasOptions) return;
  segment2.scanOptions();
  words2[side + 4 /* SCALE */] = Math.max(segment2.windowScale, 0);
  words2[side + 5 /* FLAGS */] = words2[side + 5 /* FLAGS */] & 8 /* BE_LIBERAL */ | (segment2.windowScale >= 0 ? 1 /* WINDOW_SCALE */ : 0) | (segment2.sackPermitted ? 2 /* SACK_PERMITTED */ : 0);
}
function judge(words2, base, dir, segment2, liberal, added) {
  const sender2 = seenAt(base, dir);
  const receiver = seenAt(base, 1 - dir);
  const hasAck = (segment2.flags & 16 /* ACK */) !== 0;
  const syn = (segment2.flags & 2 /* SYN */) !== 0;
  let { seq, ack, end: end2 } = segment2;
  let sack = words2[receiver + 5 /* FLAGS */] & 2 /* SACK_PERMITTED */ ? segment2.highestSack() : ack;
  ack = ack - added | 0;
  sack = sack - added | 0;
  if (words2[sender2 + 2 /* MAX_WINDOW */] === 0) {
    if (syn) {
      beginSide(words2, sender2, receiver, dir, segment2);
      if (!hasAck) return 0 /* ACCEPT */;
    } else {
      pickUpSide(words2, sender2, receiver, segment2, sack);
    }
  } else if (syn && after(end2, words2[sender2 + 0 /* END */]) && isOpening(words2[base + Tcp2.STATE])) {
    beginSide(words2, sender2, receiver, dir, segment2);
    if (dir === 1 && !hasAck) return 0 /* ACCEPT */;
  }
  if (!hasAck || segment2.flags & 4 /* RST */ && ack === 0) ack = sack = words2[receiver + 0 /* END */];
  if (segment2.flags & 4 /* RST */ && seq === 0 && words2[base + Tcp2.STATE] === 1 /* SYN_SENT */) {
    seq = end2 = words2[sender2 + 0 /* END */];
  }
  const verdict = inWindow(words2, sender2, receiver, seq, end2, sack);
  if (verdict !== 0 /* ACCEPT */) {
    return liberal || words2[sender2 + 5 /* FLAGS */] & 8 /* BE_LIBERAL */ ? 0 /* ACCEPT */ : verdict;
  }
  moveWindow(words2, sender2, receiver, segment2, end2, ack, sack);
  if (segment2.flagClass === 3 /* ACK */) noteRetransmission(words2, base, dir, segment2, seq, ack, end2);
  return 0 /* ACCEPT */;
}
function isOpening(state) {
  return state === 1 /* SYN_SENT */ || state === 2 /* SYN_RECV */;
}
function beginSide(words2, sender2, receiver, dir, segment2) {
  words2[sender2 + 0 /* END */] = words2[sender2 + 1 /* MAX_END */] = segment2.end;
  words2[sender2 + 2 /* MAX_WINDOW */] = segment2.window || 1;
  takeOptions(words2, sender2, segment2);
  if (dir === 1 && !(words2[sender2 + 5 /* FLAGS */] & words2[receiver + 5 /* FLAGS */] & 1 /* WINDOW_SCALE */)) {
    words2[sender2 + 4 /* SCALE */] = words2[receiver + 4 /* SCALE */] = 0;
  }
}
function pickUpSide(words2, sender2, receiver, segment2, sack) {
  const window = segment2.window << words2[sender2 + 4 /* SCALE */] | 0 || 1;
  words2[sender2 + 0 /* END */] = segment2.end;
  words2[sender2 + 2 /* MAX_WINDOW */] = window;
  words2[sender2 + 1 /* MAX_END */] = segment2.end + window | 0;
  if (words2[receiver + 2 /* MAX_WINDOW */] === 0) {
    words2[receiver + 0 /* END */] = words2[receiver + 1 /* MAX_END */] = sack;
  } else if (sack === (words2[receiver + 0 /* END */] + 1 | 0)) {
    words2[receiver + 0 /* END */]++;
  }
}
function inWindow(words2, sender2, receiver, seq, end2, sack) {
  const receiverWindow = words2[receiver + 2 /* MAX_WINDOW */];
  const ackWindow = Math.max(words2[sender2 + 2 /* MAX_WINDOW */] >>> 0, MAX_ACK_WINDOW);
  const dataFloor = words2[sender2 + 0 /* END */] - receiverWindow - 1 | 0;
  const ackCeiling = words2[receiver + 0 /* END */] + 1 | 0;
  const ackFloor = words2[receiver + 0 /* END */] - ackWindow - 1 | 0;
  if (!before(seq, words2[sender2 + 1 /* MAX_END */] + 1 | 0)) {
    const overshot = end2 - words2[sender2 + 1 /* MAX_END */] + 1 >>> 0;
    const rest = receiverWindow !== 0 && after(end2, dataFloor) && after(sack, ackFloor) && before(sack, ackCeiling);
    if (rest && overshot <= receiverWindow >>> 0) {
      words2[sender2 + 0 /* END */] = end2;
      words2[sender2 + 5 /* FLAGS */] |= 16 /* DATA_UNACKNOWLEDGED */;
      complaint = `${overshot} bytes more than expected`;
      return 1 /* IGNORE */;
    }
    const bound = words2[sender2 + 1 /* MAX_END */] + 1 >>> 0;
    complaint = `SEQ is over upper bound ${bound} (over the window of the receiver)`;
    return 2 /* INVALID */;
  }
  if (!before(sack, ackCeiling)) {
    complaint = `ACK is over upper bound ${ackCeiling >>> 0} (ACKed data not seen yet)`;
    return 2 /* INVALID */;
  }
  if (receiverWindow !== 0 && !after(end2, dataFloor)) {
    complaint = `SEQ is under lower bound ${dataFloor >>> 0} (already ACKed data retransmitted)`;
    return 1 /* IGNORE */;
  }
  if (!after(sack, ackFloor)) {
    complaint = `ignored ACK under lower bound ${ackFloor >>> 0} (possible overly delayed)`;
    return 1 /* IGNORE */;
  }
  return 0 /* ACCEPT */;
}
function moveWindow(words2, sender2, receiver, segment2, end2, ack, sack) {
  const window = segment2.flags & 2 /* SYN */ ? segment2.window : segment2.window << words2[sender2 + 4 /* SCALE */];
  const reach = window + (sack - ack) | 0;
  if (words2[sender2 + 2 /* MAX_WINDOW */] >>> 0 < reach >>> 0) words2[sender2 + 2 /* MAX_WINDOW */] = reach;
  if (after(end2, words2[sender2 + 0 /* END */])) {
    words2[sender2 + 0 /* END */] = end2;
    words2[sender2 + 5 /* FLAGS */] |= 16 /* DATA_UNACKNOWLEDGED */;
  }
  if (segment2.flags & 16 /* ACK */) {
    if (!(words2[sender2 + 5 /* FLAGS */] & 32 /* MAX_ACK_SET */)) {
      words2[sender2 + 3 /* MAX_ACK */] = ack;
      words2[sender2 + 5 /* FLAGS */] |= 32 /* MAX_ACK_SET */;
    } else if (after(ack, words2[sender2 + 3 /* MAX_ACK */])) {
      words2[sender2 + 3 /* MAX_ACK */] = ack;
    }
  }
  if (words2[receiver + 2 /* MAX_WINDOW */] !== 0 && after(end2, words2[sender2 + 1 /* MAX_END */])) {
    words2[receiver + 2 /* MAX_WINDOW */] += end2 - words2[sender2 + 1 /* MAX_END */];
  }
  if (after(sack + window | 0, words2[receiver + 1 /* MAX_END */] - 1 | 0)) {
    words2[receiver + 1 /* MAX_END */] = sack + window + (window === 0 ? 1 : 0);
  }
  if (ack === words2[receiver + 0 /* END */]) words2[receiver + 5 /* FLAGS */] &= ~16 /* DATA_UNACKNOWLEDGED */;
}
function noteRetransmission(words2, base, dir, segment2, seq, ack, end2) {
  const same = words2[base + Tcp2.LAST_DIR] === dir && words2[base + Tcp2.LAST_SEQ] === seq && words2[base + Tcp2.LAST_ACK] === ack && words2[base + Tcp2.LAST_END] === end2 && words2[base + Tcp2.LAST_WINDOW] === segment2.window;
  if (same) {
    words2[base + Tcp2.RETRANS] = words2[base + Tcp2.RETRANS] + 1 & 255;
    return;
  }
  words2[base + Tcp2.LAST_DIR] = dir;
  words2[base + Tcp2.LAST_SEQ] = seq;
  words2[base + Tcp2.LAST_ACK] = ack;
  words2[base + Tcp2.LAST_END] = end2;
  words2[base + Tcp2.LAST_WINDOW] = segment2.window;
  words2[base + Tcp2.RETRANS] = 0;
}

// src/conntrack/protocols/tcp.ts
var segment = new Segment();
var tcp = {
  name: "tcp",
  allowClash: false,
  tupleId: readPorts,
  invertId: swapPorts,
  packet(conntrack2, packet, at, ct, state) {
    if (packet.end - at < HEADER_BYTES4) return -1 /* INVALID */;
    segment.read(packet.bytes, at, packet.end - at);
    const error3 = headerError2(conntrack2, packet, at, state);
    if (error3 !== null) return conntrack2.invalid(packet, 6 /* TCP */, error3);
    const words2 = conntrack2.store.words;
    const base = ct * RECORD_WORDS;
    if (!(words2[base + 10 /* STATUS */] & 8 /* CONFIRMED */)) {
      const answer2 = open3(conntrack2, packet, words2, base);
      if (answer2 !== 1 /* ACCEPT */) return answer2;
    }
    return track2(conntrack2, packet, ct, dirOf(packet.ctinfo));
  },
  canEarlyDrop: (words2, base) => isClosing(words2[base + Tcp2.STATE]),
  stateName: (words2, base) => nameOf(words2[base + Tcp2.STATE])
};
function headerError2(conntrack2, packet, at, state) {
  if (segment.headerBytes < HEADER_BYTES4 || packet.end - at < segment.headerBytes) return "truncated packet";
  if (state.hook === 0 /* PREROUTING */ && !conntrack2.checksumHolds(packet, at, 6 /* TCP */)) return "bad checksum";
  if (!flagsAreValid(segment.flags)) return "invalid tcp flag combination";
  return null;
}
function open3(conntrack2, packet, words2, base) {
  const next2 = nextState(conntrack2, 0 /* ORIGINAL */, 0 /* NONE */);
  if (next2 === 11 /* INVALID */) return conntrack2.invalid(packet, 6 /* TCP */, "invalid new");
  if (next2 !== 1 /* SYN_SENT */ && !conntrack2.settings.tcpLoose) return -1 /* INVALID */;
  const sender2 = seenAt(base, 0 /* ORIGINAL */);
  words2[sender2 + 0 /* END */] = words2[sender2 + 1 /* MAX_END */] = segment.end;
  words2[sender2 + 2 /* MAX_WINDOW */] = segment.window || 1;
  if (next2 === 1 /* SYN_SENT */) {
    takeOptions(words2, sender2, segment);
  } else {
    words2[sender2 + 1 /* MAX_END */] += words2[sender2 + 2 /* MAX_WINDOW */];
    const marks = 2 /* SACK_PERMITTED */ | 8 /* BE_LIBERAL */;
    words2[sender2 + 5 /* FLAGS */] = words2[seenAt(base, 1 /* REPLY */) + 5 /* FLAGS */] = marks;
  }
  words2[base + Tcp2.LAST_CLASS] = 5 /* NONE */;
  return 1 /* ACCEPT */;
}
function nextState(conntrack2, dir, state) {
  if (conntrack2.onTransition !== null) conntrack2.onTransition(dir, segment.flagClass, state);
  return transition(dir, segment.flagClass, state);
}
function track2(conntrack2, packet, ct, dir) {
  const words2 = conntrack2.store.words;
  const base = ct * RECORD_WORDS;
  const flags = segment.flagClass;
  let old = words2[base + Tcp2.STATE];
  let next2 = nextState(conntrack2, dir, old);
  let believed = false;
  switch (next2) {
    case 1 /* SYN_SENT */:
      if (old < 7 /* TIME_WAIT */) break;
      if (mayReopen(words2, base, dir)) return conntrack2.kill(ct) ? -4 /* REPEAT */ : 0 /* DROP */;
      return ignore(conntrack2, packet, words2, base, dir, old);
    case 10 /* IGNORE */:
      if (!answersIgnoredSyn(words2, base, dir)) return ignore(conntrack2, packet, words2, base, dir, old);
      resynchronise(words2, base, dir);
      old = 1 /* SYN_SENT */;
      next2 = 2 /* SYN_RECV */;
      break;
    case 11 /* INVALID */:
      return conntrack2.invalid(packet, 6 /* TCP */, refusal(flags, dir, "invalid", old));
    case 7 /* TIME_WAIT */:
      if (!isChallengeAck(words2, base, dir, old)) break;
      words2[base + Tcp2.LAST_FLAGS] &= ~64 /* CHALLENGE_ACK_EXPECTED */;
      conntrack2.logInvalid(packet, 6 /* TCP */, "challenge-ack ignored");
      return 1 /* ACCEPT */;
    case 9 /* SYN_SENT2 */:
      words2[base + Tcp2.LAST_FLAGS] |= 128 /* SIMULTANEOUS_OPEN */;
      break;
    case 2 /* SYN_RECV */:
      if (dir === 1 /* REPLY */ && flags === 3 /* ACK */ && words2[base + Tcp2.LAST_FLAGS] & 128 /* SIMULTANEOUS_OPEN */) {
        next2 = 3 /* ESTABLISHED */;
      }
      break;
    case 8 /* CLOSE */:
      if (flags !== 4 /* RST */) break;
      switch (judgeReset(conntrack2, words2, base, dir, old)) {
        case 1 /* INVALID */:
          return conntrack2.invalid(packet, 6 /* TCP */, "invalid rst");
        case 2 /* BELIEVED */:
          believed = true;
          break;
        case 3 /* CHALLENGED */:
          next2 = old;
      }
  }
  if (!believed) {
    const isAdjusted = (words2[base + 10 /* STATUS */] & 64 /* SEQ_ADJUST */) !== 0;
    const added = isAdjusted ? sequenceOffset2(conntrack2.store, ct, 1 - dir, segment.ack - 1) : 0;
    const judgement = judge(words2, base, dir, segment, conntrack2.settings.tcpBeLiberal !== 0, added);
    if (judgement === 1 /* IGNORE */) {
      conntrack2.logInvalid(packet, 6 /* TCP */, complaint);
      return 1 /* ACCEPT */;
    }
    if (judgement === 2 /* INVALID */) {
      const lowered = lowerTimeout(conntrack2, words2, base, dir);
      conntrack2.invalid(packet, 6 /* TCP */, complaint);
      if (lowered) conntrack2.logInvalid(packet, 6 /* TCP */, lowering(conntrack2, words2, base, dir));
      return -1 /* INVALID */;
    }
  }
  return advance(conntrack2, packet, ct, dir, old, next2);
}
function refusal(flags, dir, how, state) {
  return `packet (index ${flags}) in dir ${dir} ${how}, state ${nameOf(state)}`;
}
function nameOf(state) {
  return TCP_STATE_NAMES[state];
}
function isClosing(state) {
  return state >= 4 /* FIN_WAIT */ && state <= 8 /* CLOSE */;
}
function mayReopen(words2, base, dir) {
  const marks = words2[seenAt(base, 0 /* ORIGINAL */) + 5 /* FLAGS */] | words2[seenAt(base, 1 /* REPLY */) + 5 /* FLAGS */];
  const lastWasOwnReset = words2[base + Tcp2.LAST_DIR] === dir && words2[base + Tcp2.LAST_CLASS] === 4 /* RST */;
  return (marks & 4 /* CLOSE_INIT */) !== 0 || lastWasOwnReset;
}
function ignore(conntrack2, packet, words2, base, dir, old) {
  const flags = segment.flagClass;
  words2[base + Tcp2.LAST_CLASS] = flags;
  words2[base + Tcp2.LAST_DIR] = dir;
  words2[base + Tcp2.LAST_SEQ] = segment.seq;
  words2[base + Tcp2.LAST_END] = segment.end;
  words2[base + Tcp2.LAST_WINDOW] = segment.window;
  if (flags === 0 /* SYN */ && dir === 0 /* ORIGINAL */) {
    segment.scanOptions();
    words2[base + Tcp2.LAST_SCALE] = Math.max(segment.windowScale, 0);
    words2[base + Tcp2.LAST_FLAGS] = (segment.windowScale >= 0 ? 1 /* WINDOW_SCALE */ : 0) | (segment.sackPermitted ? 2 /* SACK_PERMITTED */ : 0) | // RFC 5961, 4: the other end may answer with a challenge ACK, which must not pass for the ACK of the last FIN.
    (old === 6 /* LAST_ACK */ ? 64 /* CHALLENGE_ACK_EXPECTED */ : 0);
  }
  if (old === 1 /* SYN_SENT */ && flags === 3 /* ACK */ && dir === 1 /* REPLY */) {
    words2[base + Tcp2.LAST_ACK] = segment.ack;
  }
  conntrack2.logInvalid(packet, 6 /* TCP */, refusal(flags, dir, "ignored", old));
  return 1 /* ACCEPT */;
}
function answersIgnoredSyn(words2, base, dir) {
  return segment.flagClass === 1 /* SYNACK */ && words2[base + Tcp2.LAST_CLASS] === 0 /* SYN */ && words2[base + Tcp2.LAST_DIR] !== dir && segment.ack === words2[base + Tcp2.LAST_END];
}
function resynchronise(words2, base, dir) {
  const opener = seenAt(base, words2[base + Tcp2.LAST_DIR]);
  words2[opener + 0 /* END */] = words2[opener + 1 /* MAX_END */] = words2[base + Tcp2.LAST_END];
  words2[opener + 2 /* MAX_WINDOW */] = words2[base + Tcp2.LAST_WINDOW] || 1;
  words2[opener + 4 /* SCALE */] = words2[base + Tcp2.LAST_SCALE];
  words2[base + Tcp2.LAST_FLAGS] &= ~64 /* CHALLENGE_ACK_EXPECTED */;
  words2[opener + 5 /* FLAGS */] = words2[base + Tcp2.LAST_FLAGS];
  const answerer = seenAt(base, dir);
  const liberal = words2[answerer + 5 /* FLAGS */] & 8 /* BE_LIBERAL */;
  words2.fill(0, answerer, answerer + 6 /* WORDS */);
  words2[answerer + 5 /* FLAGS */] = liberal;
}
function isChallengeAck(words2, base, dir, old) {
  return old === 6 /* LAST_ACK */ && segment.flagClass === 3 /* ACK */ && words2[base + Tcp2.LAST_DIR] !== dir && words2[base + Tcp2.LAST_CLASS] === 0 /* SYN */ && (words2[base + Tcp2.LAST_FLAGS] & 64 /* CHALLENGE_ACK_EXPECTED */) !== 0;
}
function judgeReset(conntrack2, words2, base, dir, old) {
  if (isClosing(old)) return 2 /* BELIEVED */;
  const other2 = seenAt(base, 1 - dir);
  const lastClass = words2[base + Tcp2.LAST_CLASS];
  const status = words2[base + 10 /* STATUS */];
  const established = old === 3 /* ESTABLISHED */ && (status & 4 /* ASSURED */) !== 0;
  if (words2[other2 + 5 /* FLAGS */] & 32 /* MAX_ACK_SET */ && lastClass !== 0 /* SYN */) {
    const maxAck = words2[other2 + 3 /* MAX_ACK */];
    if (segment.seq === 0 && !established) return 0 /* UNDECIDED */;
    if (before(segment.seq, maxAck) && !conntrack2.settings.tcpIgnoreInvalidRst) return 1 /* INVALID */;
    const followsOwnData = lastClass === 3 /* ACK */ && words2[base + Tcp2.LAST_DIR] === dir && segment.seq === words2[base + Tcp2.LAST_END];
    if (!established || segment.seq === maxAck || followsOwnData) return 0 /* UNDECIDED */;
    return 3 /* CHALLENGED */;
  }
  const answersSyn = status & 2 /* SEEN_REPLY */ && lastClass === 0 /* SYN */ && words2[base + Tcp2.LAST_DIR] !== dir;
  const answersAck = !(status & 4 /* ASSURED */) && lastClass === 3 /* ACK */;
  if ((answersSyn || answersAck) && segment.ack === words2[base + Tcp2.LAST_END]) return 2 /* BELIEVED */;
  const answersChallenge = old === 1 /* SYN_SENT */ && lastClass === 3 /* ACK */ && words2[base + Tcp2.LAST_DIR] === 1 /* REPLY */ && segment.seq === words2[base + Tcp2.LAST_ACK];
  return answersChallenge ? 2 /* BELIEVED */ : 0 /* UNDECIDED */;
}
function advance(conntrack2, packet, ct, dir, old, next2) {
  const words2 = conntrack2.store.words;
  const base = ct * RECORD_WORDS;
  const flags = segment.flagClass;
  words2[base + Tcp2.LAST_CLASS] = flags;
  words2[base + Tcp2.LAST_DIR] = dir;
  words2[base + Tcp2.STATE] = next2;
  if (old !== next2) {
    if (next2 === 4 /* FIN_WAIT */) words2[seenAt(base, dir) + 5 /* FLAGS */] |= 4 /* CLOSE_INIT */;
    conntrack2.event(ct, 32 /* PROTOINFO */);
  }
  const timeouts = conntrack2.store.timeouts(ct) ?? conntrack2.settings.tcpTimeouts;
  let timeout2 = timeoutFor(conntrack2, timeouts, words2, base, next2);
  const status = words2[base + 10 /* STATUS */];
  if (!(status & 2 /* SEEN_REPLY */)) {
    if (flags === 4 /* RST */) {
      conntrack2.account(ct, packet);
      conntrack2.kill(ct);
      return 1 /* ACCEPT */;
    }
    if (flags === 0 /* SYN */ && old === 1 /* SYN_SENT */) return 1 /* ACCEPT */;
    if (next2 === 3 /* ESTABLISHED */) timeout2 = Math.min(timeout2, timeouts[11 /* UNACK */]);
  } else if (!(status & 4 /* ASSURED */) && next2 === 3 /* ESTABLISHED */) {
    if (old === 2 /* SYN_RECV */ || old === 3 /* ESTABLISHED */) {
      words2[base + 10 /* STATUS */] |= 4 /* ASSURED */;
      conntrack2.event(ct, 16 /* ASSURED */);
    }
  }
  conntrack2.refresh(ct, packet, timeout2);
  return 1 /* ACCEPT */;
}
function timeoutFor(conntrack2, timeouts, words2, base, next2) {
  const timeout2 = timeouts[next2];
  const marks = words2[seenAt(base, 0 /* ORIGINAL */) + 5 /* FLAGS */] | words2[seenAt(base, 1 /* REPLY */) + 5 /* FLAGS */];
  const retrans = timeouts[10 /* RETRANS */];
  const unack = timeouts[11 /* UNACK */];
  if (words2[base + Tcp2.RETRANS] >= conntrack2.settings.tcpMaxRetrans && timeout2 > retrans) return retrans;
  if (segment.flagClass === 4 /* RST */) return timeouts[8 /* CLOSE */];
  if (marks & 16 /* DATA_UNACKNOWLEDGED */ && timeout2 > unack) return unack;
  if (words2[base + Tcp2.LAST_WINDOW] === 0 && timeout2 > retrans) return retrans;
  return timeout2;
}
function lowerTimeout(conntrack2, words2, base, dir) {
  const status = words2[base + 10 /* STATUS */];
  if (!(status & 4 /* ASSURED */) || status & 1024 /* FIXED_TIMEOUT */) return false;
  if (!endsConnection(segment.flagClass)) return false;
  if (words2[base + Tcp2.LAST_DIR] === dir || !endsConnection(words2[base + Tcp2.LAST_CLASS])) {
    words2[base + Tcp2.LAST_CLASS] = segment.flagClass;
    words2[base + Tcp2.LAST_DIR] = dir;
    return false;
  }
  const now = conntrack2.clock.jiffies;
  const left = words2[base + 11 /* TIMEOUT */] - now | 0;
  const unack = unackTimeout(conntrack2, base);
  if (left < LOWER_FROM || left <= unack) return false;
  words2[base + 11 /* TIMEOUT */] = now + unack;
  return true;
}
function unackTimeout(conntrack2, base) {
  return (conntrack2.store.timeouts(base / RECORD_WORDS) ?? conntrack2.settings.tcpTimeouts)[11 /* UNACK */];
}
function lowering(conntrack2, words2, base, dir) {
  const unack = unackTimeout(conntrack2, base);
  const answered = words2[base + Tcp2.LAST_CLASS];
  return `packet (index ${segment.flagClass}, dir ${dir}) response for index ${answered} lower timeout to ${unack}`;
}
var LOWER_FROM = 120 * HZ;
function endsConnection(flags) {
  return flags === 2 /* FIN */ || flags === 4 /* RST */;
}

// src/conntrack/protocols/udp.ts
var Udp = ((Udp2) => {
  Udp2[Udp2["STREAM_FROM"] = 32 /* PROTO */] = "STREAM_FROM";
  return Udp2;
})(Udp || {});
var HEADER_BYTES5 = 8;
var STREAM_AFTER = 2 * HZ;
var udp2 = {
  name: "udp",
  allowClash: true,
  tupleId: readPorts,
  invertId: swapPorts,
  packet(conntrack2, packet, at, ct, state) {
    const error3 = headerError3(conntrack2, packet, at, state);
    if (error3 !== null) return conntrack2.invalid(packet, 17 /* UDP */, error3);
    const words2 = conntrack2.store.words;
    const base = ct * RECORD_WORDS;
    const now = conntrack2.clock.jiffies;
    const status = words2[base + 10 /* STATUS */];
    if (!(status & 8 /* CONFIRMED */)) words2[base + Udp.STREAM_FROM] = now + STREAM_AFTER;
    const { udpTimeout, udpTimeoutStream } = conntrack2.settings;
    const own = conntrack2.store.timeouts(ct);
    const unreplied = own ? own[0] : udpTimeout;
    if (!(status & 2 /* SEEN_REPLY */)) {
      conntrack2.refresh(ct, packet, unreplied);
      return 1 /* ACCEPT */;
    }
    const stream2 = (now - words2[base + Udp.STREAM_FROM] | 0) > 0;
    conntrack2.refresh(ct, packet, stream2 ? own ? own[1] : udpTimeoutStream : unreplied);
    if (stream2) assure(conntrack2, ct, status);
    return 1 /* ACCEPT */;
  }
};
function headerError3(conntrack2, packet, at, state) {
  const length = packet.end - at;
  if (length < HEADER_BYTES5) return "short packet";
  const udpLength = u16(packet.bytes, at + 4);
  if (udpLength > length || udpLength < HEADER_BYTES5) return "truncated/malformed packet";
  if (u16(packet.bytes, at + 6) === 0) return null;
  if (state.hook === 0 /* PREROUTING */ && !conntrack2.checksumHolds(packet, at, 17 /* UDP */)) return "bad checksum";
  return null;
}

// src/conntrack/protocols/udplite.ts
var HEADER_BYTES6 = 8;
var udplite = {
  name: "udplite",
  allowClash: true,
  tupleId: readPorts,
  invertId: swapPorts,
  packet(conntrack2, packet, at, ct, state) {
    const error3 = headerError4(conntrack2, packet, at, state);
    if (error3 !== null) return conntrack2.invalid(packet, 136 /* UDPLITE */, error3);
    const { udpTimeout, udpTimeoutStream } = conntrack2.settings;
    const [unreplied, replied] = conntrack2.store.timeouts(ct) ?? [udpTimeout, udpTimeoutStream];
    return refreshByReply(conntrack2, packet, ct, unreplied, replied);
  }
};
function headerError4(conntrack2, packet, at, state) {
  const length = packet.end - at;
  if (length < HEADER_BYTES6) return "short packet";
  const coverage = u16(packet.bytes, at + 4) || length;
  if (coverage < HEADER_BYTES6 || coverage > length) return "invalid checksum coverage";
  if (u16(packet.bytes, at + 6) === 0) return "checksum missing";
  const holds = state.hook !== 0 /* PREROUTING */ || conntrack2.checksumHolds(packet, at, 17 /* UDP */, at + coverage);
  return holds ? null : "bad checksum";
}

// src/conntrack/protocols/index.ts
var TRACKERS = new Array(256).fill(generic);
TRACKERS[1 /* ICMP */] = icmp;
TRACKERS[6 /* TCP */] = tcp;
TRACKERS[17 /* UDP */] = udp2;
TRACKERS[47 /* GRE */] = gre;
TRACKERS[58 /* ICMPV6 */] = icmpv6;
TRACKERS[132 /* SCTP */] = sctp;
TRACKERS[136 /* UDPLITE */] = udplite;
function trackerOf(protocol) {
  return TRACKERS[protocol];
}

// src/conntrack/zone.ts
function zoneIn({ id, dir }, direction) {
  return dir === null || dir === direction ? id : 0;
}
function zoneOfConnection(store, ct) {
  const dir = store.extension(ct)?.zoneDir ?? null;
  return { id: zoneOf(store.words, tupleAt(ct, dir ?? 0 /* ORIGINAL */)), dir };
}
function setZone(tuple4, id) {
  tuple4[9 /* KIND */] = tuple4[9 /* KIND */] & 65535 | id << 16;
}
function findInZone(conntrack2, tuple4, zone) {
  if (zone.dir === null) {
    setZone(tuple4, zone.id);
    return conntrack2.find(tuple4);
  }
  setZone(tuple4, zoneIn(zone, 1 /* REPLY */));
  const reply = findDirection(conntrack2, tuple4, 1 /* REPLY */);
  setZone(tuple4, zoneIn(zone, 0 /* ORIGINAL */));
  return findDirection(conntrack2, tuple4, 0 /* ORIGINAL */) || reply;
}
function findDirection(conntrack2, tuple4, dir) {
  const { table, store } = conntrack2;
  let node = table.first(table.bucketOf(table.hash(tuple4)));
  while (node !== 0) {
    const next2 = table.next(node);
    if ((node & 1) === dir && tupleEquals(store.words, nodeTupleAt(node), tuple4, 0)) {
      if (!conntrack2.isExpired(node >> 1)) return node;
      conntrack2.kill(node >> 1);
      return findDirection(conntrack2, tuple4, dir);
    }
    node = next2;
  }
  return 0;
}

// src/conntrack/print.ts
var FAMILY_NAMES = { [2 /* IPV4 */]: "ipv4", [10 /* IPV6 */]: "ipv6" };
function procLine(conntrack2, ct) {
  const { store } = conntrack2;
  const { words: words2 } = store;
  const base = ct * RECORD_WORDS;
  const family2 = familyOf(words2, base);
  const protocol = protocolOf(words2, base);
  const tracker = trackerOf(protocol);
  const status = words2[base + 10 /* STATUS */];
  const extension = store.extension(ct);
  const counters = extension?.counters;
  const left = Math.trunc(Math.max(0, words2[base + 11 /* TIMEOUT */] - conntrack2.clock.jiffies | 0) / HZ);
  const started = extension?.started ?? null;
  let line = `${FAMILY_NAMES[family2].padEnd(8)} ${family2} ${tracker.name.padEnd(8)} ${protocol} ${left} `;
  const details = tracker.details?.(words2, base) ?? tracker.stateName?.(words2, base);
  if (details) line += `${details} `;
  const zone = zoneOfConnection(store, ct);
  line += tupleText(words2, base + 0 /* ORIGINAL */);
  if (zone.dir === 0 /* ORIGINAL */) line += `zone-orig=${zone.id} `;
  if (counters) line += `packets=${counters[0]} bytes=${counters[1]} `;
  if (!(status & 2 /* SEEN_REPLY */)) line += "[UNREPLIED] ";
  line += tupleText(words2, base + 16 /* REPLY */);
  if (zone.dir === 1 /* REPLY */) line += `zone-reply=${zone.id} `;
  if (counters) line += `packets=${counters[2]} bytes=${counters[3]} `;
  if (status & 4 /* ASSURED */) line += "[ASSURED] ";
  line += `mark=${words2[base + 28 /* MARK */] >>> 0} `;
  if (zone.dir === null) line += `zone=${zone.id} `;
  if (started !== null) line += `delta-time=${Math.floor(conntrack2.clock.now - started)} `;
  return `${line}use=${words2[base + 29 /* USE */] + 1}`;
}
function tupleText(words2, at) {
  const family2 = familyOf(words2, at);
  const src = fullAddressText(words2, at + 0 /* SRC */, family2);
  const dst = fullAddressText(words2, at + 4 /* DST */, family2);
  return `src=${src} dst=${dst} ${idText(words2[at + 8 /* ID */], protocolOf(words2, at))}`;
}
function idText(id, protocol) {
  const upper = id >>> 16;
  const lower = id & 65535;
  switch (protocol) {
    case 1 /* ICMP */:
    case 58 /* ICMPV6 */:
      return `type=${lower >> 8} code=${lower & 255} id=${upper} `;
    case 47 /* GRE */:
      return `srckey=0x${upper.toString(16)} dstkey=0x${lower.toString(16)} `;
    case 6 /* TCP */:
    case 17 /* UDP */:
    case 136 /* UDPLITE */:
    case 132 /* SCTP */:
      return `sport=${upper} dport=${lower} `;
    default:
      return "";
  }
}

// generators/trace.ts
function traceOf(world) {
  const lines = [];
  world.finish(() => lines.push(eventLine(world)));
  const { conntrack: conntrack2 } = world.simulation;
  const table = [...conntrack2.connections()].map((ct) => procLine(conntrack2, ct));
  return [...lines, ...table.sort()];
}
function eventLine({ index, ctstate, ctdir, verdict, reason }) {
  const became = verdict === null ? null : VERDICT_NAMES[verdict];
  return `event ${index}: ${ctstate} ${ctdir} ${became} ${reason}`;
}
function difference(a, b, what) {
  const at = a.findIndex((line2, index) => line2 !== b[index]);
  if (at < 0 && a.length >= b.length) return null;
  const line = at < 0 ? a.length : at;
  return `${a[line] ?? "nothing"}; ${what} ${b[line] ?? "nothing"}`;
}

// src/nat/range-text.ts
var FORMS = {
  addresses: "to ADDRESS[-ADDRESS][:PORT[-PORT][/PORT]], then any of random, fully-random, persistent",
  own: "[to :PORT[-PORT]], then any of random, fully-random, persistent",
  network: "to ADDRESS/LENGTH"
};
var FLAGS = ["random", "fully-random", "persistent"];
function parseRange(text, kind2) {
  const words2 = text.split(/\s+/).filter(Boolean);
  const refuse2 = () => new InputError(`the range "${text}": allowed is ${FORMS[kind2]}`);
  const target = words2[0] === "to" ? words2.splice(0, 2)[1] : "";
  if (target === void 0 || words2.some((word) => kind2 === "network" || !FLAGS.includes(word))) throw refuse2();
  const flags = {
    random: words2.includes("random"),
    fullyRandom: words2.includes("fully-random"),
    persistent: words2.includes("persistent")
  };
  const ends = kind2 === "network" ? networkEnds(target) : rangeEnds(target, kind2);
  if (ends === null) throw refuse2();
  const { family: family2, ...bounds } = ends;
  return { family: family2, range: natRange({ ...bounds, ...flags, netmap: kind2 === "network" }) };
}
var ADDRESS = String.raw`(\[[\da-f:.]+\]|[\d.]+|[\da-f]*:[\da-f]*:[\da-f:.]*)`;
var PORTS = String.raw`:(\d+)(?:-(\d+)(?:\/(\d+))?)?`;
var RANGE = new RegExp(`^(?:${ADDRESS}(?:-${ADDRESS})?)?(?:${PORTS})?$`, "i");
function rangeEnds(target, kind2) {
  const match = RANGE.exec(target);
  if (!match || kind2 === "own" !== (match[1] === void 0)) return null;
  const [, first, last = first, from, to = from, base] = match;
  const ports = [from, to, base].map((port) => port === void 0 ? null : Number(port));
  if (ports.some((port) => port !== null && port > 65535)) return null;
  const [minPort, maxPort, basePort] = ports;
  if (first === void 0) return { family: null, minPort, maxPort };
  const min = parseAddress(first.replace(/[[\]]/g, ""));
  const max = parseAddress(last.replace(/[[\]]/g, ""));
  if (min === null || max === null || min.length !== max.length) return null;
  return {
    family: familyOfAddress(min),
    minAddress: wordsOf(min),
    maxAddress: wordsOf(max),
    minPort,
    maxPort,
    basePort
  };
}
function networkEnds(target) {
  const [text, bits = ""] = target.split("/");
  const address3 = parseAddress(text);
  if (address3 === null || !/^\d{1,3}$/.test(bits) || Number(bits) > 8 * address3.length) return null;
  const first = wordsOf(address3);
  const host = first.map((_, word) => hostBits(32 * (word + 1) - Number(bits), 4 * word < address3.length));
  return {
    family: familyOfAddress(address3),
    minAddress: first.map((value, word) => value & ~host[word]),
    maxAddress: first.map((value, word) => value | host[word])
  };
}
function hostBits(count2, isUsed) {
  if (!isUsed || count2 <= 0) return 0;
  return count2 >= 32 ? -1 : (1 << count2) - 1;
}
function wordsOf(address3) {
  return Int32Array.from({ length: 4 }, (_, word) => 4 * word < address3.length ? i32(address3, 4 * word) : 0);
}

// src/conntrack/ctstate.ts
var CT_STATES = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED"];
var DIRECTIONS = ["ORIGINAL", "REPLY"];
function ctstateOf(packet) {
  switch (packet.ctinfo) {
    case 2 /* NEW */:
      return "NEW";
    case 0 /* ESTABLISHED */:
    case 3 /* ESTABLISHED_REPLY */:
      return "ESTABLISHED";
    case 1 /* RELATED */:
    case 4 /* RELATED_REPLY */:
      return "RELATED";
    case 7 /* UNTRACKED */:
      return "UNTRACKED";
    case -1 /* NONE */:
      return packet.tracked ? "INVALID" : null;
  }
}
function ctdirOf({ ctinfo }) {
  return ctinfo === -1 /* NONE */ || ctinfo === 7 /* UNTRACKED */ ? null : DIRECTIONS[dirOf(ctinfo)];
}

// src/backend/match.ts
var PROTOCOLS = {
  icmp: 1 /* ICMP */,
  igmp: 2 /* IGMP */,
  tcp: 6 /* TCP */,
  udp: 17 /* UDP */,
  dccp: 33 /* DCCP */,
  gre: 47 /* GRE */,
  esp: 50 /* ESP */,
  ah: 51 /* AH */,
  icmpv6: 58 /* ICMPV6 */,
  sctp: 132 /* SCTP */,
  udplite: 136 /* UDPLITE */
};
var STATE_WORDS = CT_STATES.map((state) => state.toLowerCase());
var DIRECTION_WORDS = DIRECTIONS.map((direction) => direction.toLowerCase());
var STARTS = ["any", "iifname", "oifname", "ip", "ip6", "ct", "meta", ...Object.keys(PROTOCOLS)];
function compileMatch(text, devices) {
  const words2 = text.trim().split(/\s+/).filter(Boolean);
  const matches = [];
  while (words2.length > 0) matches.push(clause(words2, devices));
  if (matches.length === 0) throw new InputError("a match may not be empty (any fits every packet)");
  return (packet) => matches.every((match) => match(packet));
}
function clause(words2, devices) {
  const word = words2.shift();
  switch (word) {
    case "any":
      return () => true;
    case "iifname":
    case "oifname":
      return device(word, words2, devices);
    case "ip":
      return address2(2 /* IPV4 */, words2);
    case "ip6":
      return address2(10 /* IPV6 */, words2);
    case "ct":
      return conntrack(words2);
    case "meta":
      return mark(words2);
    default:
      return transport(choose("match", word, STARTS), words2);
  }
}
function choose(what, word, allowed) {
  if (word !== void 0 && allowed.includes(word)) return word;
  throw new InputError(`unknown ${what} "${word ?? ""}" (allowed: ${allowed.join(", ")})`);
}
function device(side, words2, devices) {
  const index = devices.indexOf(choose("interface", words2.shift()?.replace(/"/g, ""), devices));
  return side === "iifname" ? (packet) => packet.device === index : (packet) => packet.outDevice === index;
}
function address2(family2, words2) {
  const side = choose("field of an IP header", words2.shift(), ["saddr", "daddr"]);
  const text = words2.shift() ?? "";
  const bytes = parseAddress(text);
  if (bytes?.length !== (family2 === 2 /* IPV4 */ ? 4 : 16))
    throw new InputError(`"${text}" is not an address of its kind`);
  const wanted = formatAddress(bytes, 0, family2);
  const offset = (family2 === 2 /* IPV4 */ ? 12 : 8) + (side === "saddr" ? 0 : bytes.length);
  return (packet) => packet.family === family2 && formatAddress(packet.bytes, packet.start + offset, family2) === wanted;
}
function conntrack(words2) {
  const field = choose("field of ct", words2.shift(), ["state", "direction"]);
  if (field === "direction") {
    const wanted2 = choose("direction", words2.shift(), DIRECTION_WORDS);
    return (packet) => ctdirOf(packet)?.toLowerCase() === wanted2;
  }
  const wanted = (words2.shift() ?? "").split(",").map((word) => choose("ct state", word, STATE_WORDS));
  return (packet) => wanted.includes((ctstateOf(packet) ?? "INVALID").toLowerCase());
}
function mark(words2) {
  choose("field of meta", words2.shift(), ["mark"]);
  const value = Number(words2.shift() ?? "");
  if (!Number.isInteger(value)) throw new InputError("meta mark needs a whole number");
  return (packet) => packet.mark === value;
}
function transport(name, words2) {
  const protocol = PROTOCOLS[name];
  const side = words2[0];
  if (side !== "sport" && side !== "dport") {
    return (packet) => {
      const found = transportOf(packet);
      return found >= 0 && (found & 255) === protocol;
    };
  }
  words2.shift();
  const port = Number(words2.shift() ?? "");
  if (!(Number.isInteger(port) && port >= 0 && port < 65536)) {
    throw new InputError(`${name} ${side} needs a port from 0 to 65535`);
  }
  return (packet) => {
    const found = transportOf(packet);
    const at = packet.start + (found >> 8) + (side === "sport" ? 0 : 2);
    return found >= 0 && (found & 255) === protocol && at + 2 <= packet.end && u16(packet.bytes, at) === port;
  };
}
function transportOf({ bytes, start, end: end2, family: family2 }) {
  return findTransport(bytes, start, end2, family2);
}

// src/backend/nat-callback.ts
var SOURCE_HOOKS = ["POSTROUTING", "INPUT"];
var DESTINATION_HOOKS = ["PREROUTING", "OUTPUT"];
var HOOKS = {
  SNAT: SOURCE_HOOKS,
  DNAT: DESTINATION_HOOKS,
  MASQUERADE: ["POSTROUTING"],
  REDIRECT: DESTINATION_HOOKS,
  NETMAP: [...DESTINATION_HOOKS, ...SOURCE_HOOKS]
};
var RANGES = {
  SNAT: "addresses",
  DNAT: "addresses",
  MASQUERADE: "own",
  REDIRECT: "own",
  NETMAP: "network"
};
function checkedRange({ kind: kind2, range }, hook) {
  if (!HOOKS[kind2].includes(hook))
    throw new InputError(`${kind2} is not for ${hook} (allowed: ${HOOKS[kind2].join(", ")})`);
  return parseRange(range, RANGES[kind2]);
}
function natChains({ name, hook, priority, match }, action, host) {
  const { family: family2, range } = checkedRange(action, hook);
  const matches = compileMatch(match, host.devices);
  const nat2 = host.nat();
  const manip = SOURCE_HOOKS.includes(hook) ? 0 /* SRC */ : 1 /* DST */;
  const translate = {
    SNAT: (packet) => nat2.setup(packet, range, manip),
    DNAT: (packet) => nat2.setup(packet, range, manip),
    NETMAP: (packet) => nat2.setup(packet, range, manip),
    MASQUERADE: (packet) => nat2.masquerade(packet, range),
    REDIRECT: (packet) => nat2.redirect(packet, range)
  }[action.kind];
  return [2 /* IPV4 */, 10 /* IPV6 */].map((each) => ({
    name,
    family: each,
    hook: HOOK_NAMES.indexOf(hook),
    priority,
    fn: (packet) => (family2 ?? each) === each && matches(packet) ? translate(packet) : 1 /* ACCEPT */
  }));
}

// src/conntrack/expectation.ts
var Expectation = class {
  /** Of the family and zone of `master`, whose helper is `helper`. */
  constructor(store, master, helper, announced, expectClass = 0, flags = 0) {
    this.master = master;
    this.helper = helper;
    this.flags = flags;
    this.class = expectClass;
    const { protocol, source, sourcePort, destination, destinationPort: destinationPort2 } = announced;
    const original = copyTuple(store, master, 0 /* ORIGINAL */);
    if (source) this.tuple.set(source, 0 /* SRC */);
    else this.mask.fill(0, 0 /* SRC */, 0 /* SRC */ + 4);
    if (sourcePort === null) this.mask[8 /* ID */] = 65535;
    this.tuple.set(destination, 4 /* DST */);
    this.tuple[8 /* ID */] = (sourcePort ?? 0) << 16 | destinationPort2;
    this.tuple[9 /* KIND */] = kindOf(familyOf(original), protocol, zoneOfConnection(store, master).id);
  }
  master;
  helper;
  flags;
  /** The tuple of the first packet. */
  tuple = newTuple();
  /** The bits of that tuple that count: all but those of a source that is left open. */
  mask = newTuple().fill(-1);
  /** The helper that the connection gets when it comes. */
  assignHelper = null;
  /** Direction of the connection relative to the master's, which NAT follows. */
  dir = 0 /* ORIGINAL */;
  /** Port that the helper read of, before NAT chose another. */
  savedPort = 0;
  /** Called with the new connection when it has come (`expectfn`). */
  arrived = null;
  /** In jiffies; it goes somewhat later, when its timer fires. */
  expires = 0;
  /** Set while it is in the list. */
  timer = null;
  /** Which of the helper's policies it falls under. */
  class;
};

// src/conntrack/helpers/payload.ts
var TCP_HEADER = 20;
var UDP_HEADER2 = 8;
function tcpPayload({ bytes, end: end2 }, transport2) {
  if (transport2 + TCP_HEADER > end2) return -1;
  const payload = transport2 + 4 * (bytes[transport2 + 12] >>> 4);
  return payload < end2 ? payload : -1;
}
function udpPayload({ end: end2 }, transport2) {
  const payload = transport2 + UDP_HEADER2;
  return payload < end2 ? payload : -1;
}
function sourceOf(store, ct, dir) {
  return addressAt(store, tupleAt(ct, dir) + 0 /* SRC */);
}
function destinationOf(store, ct, dir) {
  return addressAt(store, tupleAt(ct, dir) + 4 /* DST */);
}
function isSameAddress(a, b) {
  return a.every((word, index) => word === b[index]);
}
function addressAt(store, at) {
  return store.words.slice(at, at + 4);
}

// src/conntrack/helpers/translated.ts
function natOf(ct, { store, nat: nat2 }) {
  return store.status(ct) & (16 /* SRC_NAT */ | 32 /* DST_NAT */) ? nat2 : null;
}
function follow(expectation, dir, nat2) {
  expectation.savedPort = expectation.tuple[8 /* ID */] & 65535;
  expectation.dir = dir;
  expectation.arrived = (ct, arrived) => nat2.followMaster(ct, arrived);
}
function expectTranslated(expectation, dir, { expectations }, nat2, rewrite) {
  follow(expectation, dir, nat2);
  const port = nat2.expectFrom(expectation, expectation.savedPort);
  if (port === 0) return "all ports in use";
  if (rewrite(port)) return null;
  expectations.remove(expectation);
  return "cannot mangle packet";
}
function bytesOf(text) {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

// src/conntrack/helpers/amanda.ts
var LINE = /CONNECT ([^\n]*)\n/;
var STREAMS = ["DATA ", "MESG ", "INDEX ", "STATE "];
var DIGITS = 5;
var MASTER_TIMEOUT = 300;
var AmandaHelper = class {
  name = "amanda";
  protocol = 17 /* UDP */;
  families = [2 /* IPV4 */, 10 /* IPV6 */];
  ports = [10080];
  policies = [{ maxExpected: 4, timeout: 180 }];
  newData() {
    return null;
  }
  help(packet, transport2, ct, ctinfo, host) {
    if (dirOf(ctinfo) === 0 /* ORIGINAL */) return 1 /* ACCEPT */;
    host.setTimeout(ct, MASTER_TIMEOUT * HZ);
    const payload = udpPayload(packet, transport2);
    if (payload < 0) {
      host.warn(`amanda_help: skblen = ${packet.end - packet.start}`);
      return 1 /* ACCEPT */;
    }
    const offset = payload - packet.start;
    let verdict = 1 /* ACCEPT */;
    for (const place of streamPorts(() => packet.bytes.subarray(packet.start + offset, packet.end))) {
      if (!this.#expect(place, packet, transport2, ct, host)) verdict = 0 /* DROP */;
      else if (natOf(ct, host)) verdict = 1 /* ACCEPT */;
    }
    return verdict;
  }
  #expect(stream2, packet, transport2, ct, host) {
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: 6 /* TCP */,
      source: sourceOf(store, ct, 0 /* ORIGINAL */),
      sourcePort: null,
      destination: destinationOf(store, ct, 0 /* ORIGINAL */),
      destinationPort: stream2.port
    });
    const nat2 = natOf(ct, host);
    const failure = nat2 ? expectTranslated(
      expectation,
      0 /* ORIGINAL */,
      host,
      nat2,
      (port) => nat2.mangleUdp(packet, transport2, stream2, bytesOf(String(port)))
    ) : expectations.add(expectation) && "cannot add expectation";
    if (failure === null) return true;
    host.helperLog(packet, this, failure);
    return false;
  }
};
function* streamPorts(payload) {
  const found = LINE.exec(textOf2(payload()));
  if (!found) return;
  const start = found.index + found[0].length - found[1].length - 1;
  for (const stream2 of STREAMS) {
    const line = textOf2(payload()).slice(start, start + found[1].length);
    const at = line.indexOf(stream2);
    if (at < 0) continue;
    const begin2 = at + stream2.length;
    const digits = /^\d*/.exec(line.slice(begin2, begin2 + DIGITS))[0];
    const port = Number(digits) & 65535;
    if (port === 0) return;
    yield { port, offset: start + begin2, length: digits.length };
  }
}
function textOf2(bytes) {
  return String.fromCharCode(...bytes);
}

// src/conntrack/helpers/broadcast.ts
var BroadcastHelper = class {
  /** `timeout`: how long answers may take, in seconds. */
  constructor(name, port, timeout2) {
    this.name = name;
    this.port = port;
    this.timeout = timeout2;
    this.ports = [port];
    this.policies = [{ maxExpected: 1, timeout: timeout2 }];
  }
  name;
  port;
  timeout;
  protocol = 17 /* UDP */;
  families = [2 /* IPV4 */];
  ports;
  policies;
  newData() {
    return null;
  }
  /** Only questions of the router's own processes count: for others it would have to know their networks. */
  help(packet, _transport, ct, ctinfo, host) {
    const mask = host.broadcastMask(packet);
    if (mask === 0 || dirOf(ctinfo) !== 0 /* ORIGINAL */) return 1 /* ACCEPT */;
    const { store, expectations } = host;
    const expectation = new Expectation(
      store,
      ct,
      this,
      {
        protocol: 17 /* UDP */,
        source: sourceOf(store, ct, 1 /* REPLY */),
        sourcePort: this.port,
        destination: destinationOf(store, ct, 1 /* REPLY */),
        destinationPort: store.words[tupleAt(ct, 1 /* REPLY */) + 8 /* ID */] & 65535
      },
      0,
      1 /* PERMANENT */
    );
    expectation.mask[0 /* SRC */] = mask;
    expectations.add(expectation);
    host.setTimeout(ct, this.timeout * HZ);
    return 1 /* ACCEPT */;
  }
};
var netbiosNs = new BroadcastHelper("netbios-ns", 137, 3);

// src/conntrack/helpers/ftp-nat.ts
function translateLine(line, expectation, dir, packet, transport2, host, nat2) {
  const { offset, length } = line;
  return expectTranslated(
    expectation,
    dir ^ 1,
    host,
    nat2,
    (port) => nat2.mangleTcp(packet, transport2, { offset, length }, bytesOf(numbersOf(line, expectation, port)))
  );
}
function numbersOf({ command }, { tuple: tuple4 }, port) {
  const family2 = familyOf(tuple4);
  const host = addressText(tuple4, 4 /* DST */, family2);
  switch (command) {
    case "PORT":
    case "PASV":
      return [...host.split("."), port >> 8, port & 255].join(",");
    case "EPRT":
      return family2 === 2 /* IPV4 */ ? `|1|${host}|${port}|` : `|2|${fullAddressText(tuple4, 4 /* DST */, family2)}|${port}|`;
    case "EPSV":
      return `|||${port}|`;
  }
}

// src/conntrack/helpers/ftp-scan.ts
var ZERO = 48;
function isDigit(byte) {
  return byte >= ZERO && byte <= ZERO + 9;
}
function scanNumbers(numbers, bytes, at, end2, separator, terminator) {
  const last = numbers.length - 1;
  let index = 0;
  for (; at < end2; at++) {
    const byte = bytes[at];
    if (isDigit(byte)) numbers[index] = Math.imul(numbers[index], 10) + byte - ZERO;
    else if (byte === separator && index < last) index++;
    else return index === last && byte !== separator && (terminator === null || byte === terminator) ? at : -1;
  }
  return -1;
}
function scanPort(bytes, at, end2, delimiter) {
  let port = 0;
  for (; at < end2 && isDigit(bytes[at]); at++) port = port * 10 + bytes[at] - ZERO & 65535;
  return at < end2 && bytes[at] === delimiter && port !== 0 ? { port, after: at + 1 } : null;
}
function scanAddress6(words2, bytes, at, end2, delimiter) {
  let stop = at;
  while (stop < end2 && (delimiter === null ? isOfAddress(bytes[stop]) : bytes[stop] !== delimiter && bytes[stop] !== 0))
    stop++;
  const text = Array.from(bytes.subarray(at, stop), (byte) => String.fromCharCode(byte)).join("");
  const literal = LITERAL.exec(text)?.[0] ?? "";
  const address3 = parseAddress(literal.replace(LEADING_ZEROS, "$1"));
  if (address3?.length !== 16) return -1;
  for (let word = 0; word < 4; word++) words2[word] = i32(address3, 4 * word);
  return at + literal.length;
}
function isOfAddress(byte) {
  return /[0-9a-f:.]/i.test(String.fromCharCode(byte));
}
var LITERAL = /^[0-9a-f:]+(?:\.\d+\.\d+\.\d+(?=:|$)|$)/i;
var LEADING_ZEROS = /(^|[:.])0+(?=[0-9a-f])/gi;

// src/conntrack/helpers/ftp-parse.ts
var CARRIAGE_RETURN = 13;
var SPACE = 32;
var OPENING_PARENTHESIS = 40;
var COMMA = 44;
var DOT = 46;
var DIGIT_ONE = 49;
var DIGIT_TWO = 50;
var readHostPort = (match, bytes, at, end2) => takeHostPort(match, bytes, at, end2, CARRIAGE_RETURN);
var readPassive = (match, bytes, at, end2) => {
  let digit = at;
  while (digit < end2 && !isDigit(bytes[digit])) digit++;
  match.offset += digit - at;
  return takeHostPort(match, bytes, digit, end2, null);
};
var readExtendedPort = (match, bytes, at, end2, family2) => {
  const delimiter = bytes[at];
  if (end2 - at <= 3 || !isDelimiter(delimiter) || bytes[at + 2] !== delimiter) return -1;
  if (bytes[at + 1] !== (family2 === 2 /* IPV4 */ ? DIGIT_ONE : DIGIT_TWO)) return -1;
  const readAddress = family2 === 2 /* IPV4 */ ? takeAddress4 : scanAddress6;
  const stop = readAddress(match.address, bytes, at + 3, end2, delimiter);
  return stop < 0 ? -1 : takePort(match, bytes, stop + 1, end2, delimiter);
};
var readExtendedPassive = (match, bytes, at, end2) => {
  const delimiter = bytes[at];
  if (end2 - at <= 3 || !isDelimiter(delimiter)) return -1;
  if (bytes[at + 1] !== delimiter || bytes[at + 2] !== delimiter) return -1;
  return takePort(match, bytes, at + 3, end2, delimiter);
};
var LINES = {
  [0 /* ORIGINAL */]: [
    { command: "PORT", beginning: "PORT", skipTo: SPACE, read: readHostPort },
    { command: "EPRT", beginning: "EPRT", skipTo: SPACE, read: readExtendedPort }
  ],
  [1 /* REPLY */]: [
    { command: "PASV", beginning: "227 ", skipTo: null, read: readPassive },
    { command: "EPSV", beginning: "229 ", skipTo: OPENING_PARENTHESIS, read: readExtendedPassive }
  ]
};
function parseFtp(bytes, at, end2, dir, family2, sender2) {
  const line = LINES[dir].find(({ beginning }) => beginsLike(bytes, at, end2, beginning));
  if (!line) return null;
  const numbers = findNumbers(line, bytes, at, end2);
  const match = { command: line.command, offset: numbers - at, length: 0, address: sender2.slice(), port: 0 };
  const stop = line.read(match, bytes, numbers, end2, family2);
  if (stop < 0) return { partial: line.beginning };
  match.length = stop - at - match.offset;
  return match;
}
function beginsLike(bytes, at, end2, text) {
  const length = Math.min(text.length, end2 - at);
  for (let i = 0; i < length; i++) {
    const byte = bytes[at + i];
    const upper = byte >= 97 && byte <= 122 ? byte - 32 : byte;
    if (upper !== text.charCodeAt(i)) return false;
  }
  return true;
}
function findNumbers(line, bytes, at, end2) {
  let numbers = at + line.beginning.length;
  if (line.skipTo === null) return numbers;
  while (numbers < end2 && bytes[numbers] !== line.skipTo) numbers++;
  return numbers + 1;
}
function takeHostPort(match, bytes, at, end2, stop) {
  const numbers = new Int32Array(6);
  const after2 = scanNumbers(numbers, bytes, at, end2, COMMA, stop);
  match.address[0] = addressWord(numbers);
  match.port = (numbers[4] << 8 | numbers[5]) & 65535;
  return after2;
}
function takeAddress4(address3, bytes, at, end2, delimiter) {
  const numbers = new Int32Array(4);
  const after2 = scanNumbers(numbers, bytes, at, end2, DOT, delimiter);
  address3[0] = addressWord(numbers);
  return after2;
}
function takePort(match, bytes, at, end2, delimiter) {
  const port = scanPort(bytes, at, end2, delimiter);
  if (!port) return -1;
  match.port = port.port;
  return port.after;
}
function addressWord(numbers) {
  return numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3];
}
function isDelimiter(byte) {
  return byte >= 33 && byte <= 126 && !isDigit(byte);
}

// src/conntrack/helpers/ftp.ts
var NEWLINE = 10;
var LINE_ENDS_REMEMBERED = 2;
var FtpHelper = class {
  /** `loose`: believe lines that name another host than their sender, as the module's parameter of that name does. */
  constructor(loose = false) {
    this.loose = loose;
  }
  loose;
  name = "ftp";
  protocol = 6 /* TCP */;
  families = [2 /* IPV4 */, 10 /* IPV6 */];
  ports = [21];
  policies = [{ maxExpected: 1, timeout: 300 }];
  newData() {
    return [[], []];
  }
  help(packet, transport2, ct, ctinfo, host) {
    if (ctinfo !== 0 /* ESTABLISHED */ && ctinfo !== 3 /* ESTABLISHED_REPLY */) return 1 /* ACCEPT */;
    const { bytes, end: end2 } = packet;
    const payload = tcpPayload(packet, transport2);
    if (payload < 0) return 1 /* ACCEPT */;
    const dir = ctinfo === 0 /* ESTABLISHED */ ? 0 /* ORIGINAL */ : 1 /* REPLY */;
    const lineEnds = host.store.extension(ct).helperData[dir];
    const sequence = u32(bytes, transport2 + 4);
    let verdict = 1 /* ACCEPT */;
    if (lineEnds.includes(sequence)) {
      const sender2 = sourceOf(host.store, ct, dir);
      const line = parseFtp(bytes, payload, end2, dir, packet.family, sender2);
      if (line && "partial" in line) {
        host.helperLog(packet, this, `partial matching of \`${line.partial}'`);
        return 0 /* DROP */;
      }
      if (line) verdict = this.#expect(line, sender2, dir, packet, transport2, ct, host);
    }
    if (bytes[end2 - 1] === NEWLINE) rememberLineEnd(lineEnds, sequence + end2 - payload >>> 0);
    return verdict;
  }
  /** Announces the data connection, which the other side is to open from any of its ports. */
  #expect(line, sender2, dir, packet, transport2, ct, host) {
    const { store, expectations } = host;
    const nat2 = natOf(ct, host);
    const otherDir = dir ^ 1;
    const isSenders = isSameAddress(line.address, sender2);
    if (!isSenders && !this.loose) return 1 /* ACCEPT */;
    const expectation = new Expectation(store, ct, this, {
      protocol: 6 /* TCP */,
      source: sourceOf(store, ct, otherDir),
      sourcePort: null,
      destination: isSenders ? destinationOf(store, ct, otherDir) : line.address,
      destinationPort: line.port
    });
    const failure = nat2 !== null ? translateLine(line, expectation, dir, packet, transport2, host, nat2) : expectations.add(expectation) && "cannot add expectation";
    if (failure === null) return 1 /* ACCEPT */;
    host.helperLog(packet, this, failure);
    return 0 /* DROP */;
  }
};
function rememberLineEnd(lineEnds, sequence) {
  if (lineEnds.includes(sequence)) return;
  if (lineEnds.length < LINE_ENDS_REMEMBERED) {
    lineEnds.push(sequence);
    return;
  }
  const older = isBefore(lineEnds[0], lineEnds[1]) ? 0 : 1;
  if (isBefore(lineEnds[older], sequence)) lineEnds[older] = sequence;
}
function isBefore(a, b) {
  return (a - b | 0) < 0;
}

// src/conntrack/helpers/irc-parse.ts
var SPACE2 = 32;
var NEWLINE2 = 10;
var PRIVATE_MESSAGE = "PRIVMSG ";
var MESSAGE = " :";
var DCC = "DCC ";
var KINDS = ["SEND ", "CHAT ", "MOVE ", "TSEND ", "SCHAT "];
var SHORTEST_MESSAGE = 26;
var SHORTEST_NUMBERS = 12;
var SHORTEST_COMMAND = 10;
function parseDcc(bytes, at, end2) {
  let here = skipBlanks(bytes, at, end2 - SHORTEST_COMMAND);
  if (here < end2 - SHORTEST_COMMAND) {
    if (!isText2(bytes, here, PRIVATE_MESSAGE, true)) return null;
    here += PRIVATE_MESSAGE.length;
  }
  while (here < end2 - SHORTEST_MESSAGE) {
    if (!isText2(bytes, here, MESSAGE)) {
      here++;
      continue;
    }
    here += MESSAGE.length;
    if (!isText2(bytes, here, DCC)) return null;
    here += DCC.length;
    const kind2 = KINDS.find((each) => isText2(bytes, here, each));
    if (kind2) return readOffer(bytes, at, here + kind2.length, end2);
  }
  return null;
}
function skipBlanks(bytes, at, end2) {
  while (at < end2 && (bytes[at] === SPACE2 || bytes[at] === 13 || bytes[at] === NEWLINE2)) at++;
  return at;
}
function readOffer(bytes, payload, here, end2) {
  let at = here;
  while (bytes[at++] !== SPACE2) if (at > end2 - SHORTEST_NUMBERS) return null;
  const newline = bytes.indexOf(NEWLINE2, at);
  if (newline < 0 || newline >= end2) return null;
  const address3 = readNumber(bytes, at);
  let portAt2 = address3.after;
  while (bytes[portAt2] === SPACE2) portAt2++;
  const port = readNumber(bytes, portAt2);
  return {
    offset: at - payload,
    length: port.after - at,
    address: Number(BigInt.asIntN(32, address3.value)),
    port: Number(BigInt.asUintN(16, port.value))
  };
}
function readNumber(bytes, at) {
  let after2 = at;
  while (isDigit(bytes[after2])) after2++;
  const digits = String.fromCharCode(...bytes.subarray(at, after2));
  return { value: BigInt(digits || 0), after: after2 };
}
function isText2(bytes, at, text, ignoreCase = false) {
  const found = String.fromCharCode(...bytes.subarray(at, at + text.length));
  return (ignoreCase ? found.toUpperCase() : found) === text;
}

// src/conntrack/helpers/irc.ts
var IrcHelper = class {
  name = "irc";
  protocol = 6 /* TCP */;
  families = [2 /* IPV4 */];
  ports = [6667];
  policies = [{ maxExpected: 8, timeout: 300 }];
  newData() {
    return null;
  }
  help(packet, transport2, ct, ctinfo, host) {
    if (ctinfo !== 0 /* ESTABLISHED */) return 1 /* ACCEPT */;
    const payload = tcpPayload(packet, transport2);
    if (payload < 0) return 1 /* ACCEPT */;
    const offer = parseDcc(packet.bytes, payload, packet.end);
    return offer && this.#isBelieved(offer, ct, host) ? this.#expect(offer, packet, transport2, ct, host) : 1 /* ACCEPT */;
  }
  /** An offer of another host than the client, by its own address or by that it has towards the server, is forged. */
  #isBelieved({ address: address3, port }, ct, host) {
    const { store } = host;
    const [client] = sourceOf(store, ct, 0 /* ORIGINAL */);
    const [clientOutside] = destinationOf(store, ct, 1 /* REPLY */);
    if ((address3 === client || address3 === clientOutside) && port !== 0) return true;
    const [from, offered] = [client, address3].map((word) => addressText(Int32Array.of(word), 0, 2 /* IPV4 */));
    host.warn(`nf_conntrack_irc: Forged DCC command from ${from}: ${offered}:${port}`);
    return false;
  }
  /** Whoever the offer was made to may come, from anywhere. */
  #expect(offer, packet, transport2, ct, host) {
    const { store, expectations } = host;
    const { offset, length } = offer;
    const outside = destinationOf(store, ct, 1 /* REPLY */);
    const expectation = new Expectation(store, ct, this, {
      protocol: 6 /* TCP */,
      source: null,
      sourcePort: null,
      destination: outside,
      destinationPort: offer.port
    });
    const nat2 = natOf(ct, host);
    const failure = nat2 ? expectTranslated(
      expectation,
      1 /* REPLY */,
      host,
      nat2,
      (port) => nat2.mangleTcp(packet, transport2, { offset, length }, bytesOf(`${outside[0] >>> 0} ${port}`))
    ) : expectations.add(expectation) && "cannot add expectation";
    if (failure === null) return 1 /* ACCEPT */;
    host.helperLog(packet, this, failure);
    return 0 /* DROP */;
  }
};

// src/conntrack/helpers/pptp-parse.ts
var CONTROL = 1;
var MAGIC_COOKIE = 439041101;
var HEADER = 8;
var CONTROL_HEADER = 4;
var LENGTHS2 = [0, 144, 144, 4, 4, 0, 0, 156, 20, 208, 12, 16, 4, 136, 28, 12];
var RESULT_AT2 = {
  [2 /* START_SESSION_REPLY */]: 2,
  [4 /* STOP_SESSION_REPLY */]: 0,
  [8 /* OUT_CALL_REPLY */]: 4,
  [10 /* IN_CALL_REPLY */]: 4
};
function parsePptp(bytes, at, end2) {
  const body = at + HEADER + CONTROL_HEADER;
  if (body > end2 || u16(bytes, at + 2) !== CONTROL || u32(bytes, at + 4) !== MAGIC_COOKIE) return null;
  const type = u16(bytes, at + HEADER);
  if (end2 - body < (LENGTHS2[type] ?? 0)) return null;
  const field = (offset) => body + offset + 2 <= end2 ? u16(bytes, body + offset) : 0;
  return { type, callId: field(0), peerCallId: field(2), result: bytes[body + (RESULT_AT2[type] ?? 0)] };
}

// src/conntrack/helpers/pptp.ts
var SUCCESS = 1;
var GRE_TIMEOUT = 600;
var GRE_STREAM_TIMEOUT = 18e3;
var PptpHelper = class {
  name = "pptp";
  protocol = 6 /* TCP */;
  families = [2 /* IPV4 */];
  ports = [1723];
  policies = [{ maxExpected: 2, timeout: 300 }];
  newData() {
    return { session: 0 /* NONE */, call: 0 /* NONE */, pac: 0, pns: 0 };
  }
  help(packet, transport2, ct, ctinfo, host) {
    if (ctinfo !== 0 /* ESTABLISHED */ && ctinfo !== 3 /* ESTABLISHED_REPLY */) return 1 /* ACCEPT */;
    const payload = tcpPayload(packet, transport2);
    const message6 = payload < 0 ? null : parsePptp(packet.bytes, payload, packet.end);
    if (!message6) return 1 /* ACCEPT */;
    const notes = notesOf(ct, host);
    if (ctinfo === 0 /* ESTABLISHED */) fromServer(notes, message6);
    else this.#fromConcentrator(notes, message6, ct, host);
    return 1 /* ACCEPT */;
  }
  /** With the control connection go its tunnels. */
  destroyed(ct, host) {
    endTunnels(ct, host);
  }
  #fromConcentrator(notes, { type, callId, peerCallId, result }, ct, host) {
    const { session: session3, call } = notes;
    switch (type) {
      case 2 /* START_SESSION_REPLY */:
        if (session3 >= 3 /* REQUESTED */) notes.session = result === SUCCESS ? 4 /* CONFIRMED */ : 1 /* ERROR */;
        break;
      case 4 /* STOP_SESSION_REPLY */:
        if (session3 <= 2 /* STOP_REQUESTED */) notes.session = result === SUCCESS ? 0 /* NONE */ : 1 /* ERROR */;
        break;
      case 8 /* OUT_CALL_REPLY */:
        if (session3 !== 4 /* CONFIRMED */ || peerCallId !== notes.pns) break;
        if (call !== 1 /* OUT_REQUESTED */ && call !== 2 /* OUT_CONFIRMED */) break;
        notes.call = result === SUCCESS ? 2 /* OUT_CONFIRMED */ : 0 /* NONE */;
        if (result !== SUCCESS) break;
        notes.pac = callId;
        this.#expectTunnel(notes, ct, host);
        break;
      case 9 /* IN_CALL_REQUEST */:
        if (session3 !== 4 /* CONFIRMED */) break;
        notes.call = 3 /* IN_REQUESTED */;
        notes.pac = callId;
        break;
      case 11 /* IN_CALL_CONNECT */:
        if (session3 !== 4 /* CONFIRMED */ || callId !== notes.pns) break;
        if (call !== 4 /* IN_REPLIED */ && call !== 5 /* IN_CONFIRMED */) break;
        notes.call = 5 /* IN_CONFIRMED */;
        this.#expectTunnel(notes, ct, host);
        break;
      case 13 /* CALL_DISCONNECT_NOTIFY */:
        notes.call = 0 /* NONE */;
        endTunnels(ct, host);
    }
  }
  /** The tunnel may begin from either side; both or none is expected. */
  #expectTunnel({ pac, pns }, ct, host) {
    const { store, expectations, greKeymap } = host;
    const [there, back] = [
      { dir: 0 /* ORIGINAL */, from: pns, to: pac },
      { dir: 1 /* REPLY */, from: pac, to: pns }
    ].map(({ dir, from, to }) => {
      const expectation = new Expectation(store, ct, this, {
        protocol: 47 /* GRE */,
        source: sourceOf(store, ct, dir),
        sourcePort: from,
        destination: destinationOf(store, ct, dir),
        destinationPort: to
      });
      expectation.arrived = (tunnel) => begin(tunnel, expectation, host);
      return expectation;
    });
    if (expectations.add(there) !== null) return;
    if (expectations.add(back) !== null) {
      expectations.remove(there);
      return;
    }
    if (greKeymap.add(ct, 0 /* ORIGINAL */, there.tuple)) {
      if (greKeymap.add(ct, 1 /* REPLY */, back.tuple)) return;
      greKeymap.remove(ct);
    }
    expectations.remove(back);
    expectations.remove(there);
  }
};
function notesOf(ct, { store }) {
  return store.extension(ct).helperData;
}
function fromServer(notes, { type, callId, peerCallId, result }) {
  const { session: session3, call } = notes;
  switch (type) {
    case 1 /* START_SESSION_REQUEST */:
      if (session3 === 0 /* NONE */) notes.session = 3 /* REQUESTED */;
      break;
    case 3 /* STOP_SESSION_REQUEST */:
      notes.session = 2 /* STOP_REQUESTED */;
      break;
    case 7 /* OUT_CALL_REQUEST */:
      if (session3 !== 4 /* CONFIRMED */) break;
      notes.call = 1 /* OUT_REQUESTED */;
      notes.pns = callId;
      break;
    case 10 /* IN_CALL_REPLY */:
      if (call !== 3 /* IN_REQUESTED */ && call !== 4 /* IN_REPLIED */ || peerCallId !== notes.pac) break;
      notes.call = result === SUCCESS ? 4 /* IN_REPLIED */ : 0 /* NONE */;
      if (result === SUCCESS) notes.pns = callId;
      break;
    case 12 /* CALL_CLEAR_REQUEST */:
      if (session3 === 4 /* CONFIRMED */) notes.call = 6 /* CLEAR_REQUESTED */;
  }
}
function begin(tunnel, { tuple: tuple4 }, { store, expectations }) {
  setGreTimeouts(store.words, tunnel, GRE_TIMEOUT, GRE_STREAM_TIMEOUT);
  const inverse2 = newTuple();
  invertAddresses(inverse2, tuple4);
  inverse2[8 /* ID */] = tuple4[8 /* ID */] << 16 | tuple4[8 /* ID */] >>> 16;
  const other2 = expectations.find(inverse2);
  if (other2) expectations.remove(other2);
}
function endTunnels(ct, host) {
  const { store, expectations, greKeymap } = host;
  const { pac, pns } = notesOf(ct, host);
  greKeymap.remove(ct);
  for (const [dir, id] of [
    [0 /* ORIGINAL */, pns << 16 | pac],
    [1 /* REPLY */, pac << 16 | pns]
  ]) {
    const tuple4 = copyTuple(store, ct, dir);
    tuple4[9 /* KIND */] = tuple4[9 /* KIND */] & ~255 | 47 /* GRE */;
    tuple4[8 /* ID */] = id;
    const node = host.find(tuple4);
    if (node !== 0) {
      host.kill(node >> 1);
      continue;
    }
    const expected = expectations.find(tuple4);
    if (expected) expectations.remove(expected);
  }
}

// src/conntrack/helpers/sane.ts
var REQUEST_LENGTH = 8;
var ANSWER_LENGTH = 8;
var NET_START = 7;
var SUCCESS2 = 0;
var SaneHelper = class {
  name = "sane";
  protocol = 6 /* TCP */;
  families = [2 /* IPV4 */, 10 /* IPV6 */];
  ports = [6566];
  policies = [{ maxExpected: 1, timeout: 300 }];
  newData() {
    return { startRequested: false };
  }
  help(packet, transport2, ct, ctinfo, host) {
    if (ctinfo !== 0 /* ESTABLISHED */ && ctinfo !== 3 /* ESTABLISHED_REPLY */) return 1 /* ACCEPT */;
    const payload = tcpPayload(packet, transport2);
    if (payload < 0) return 1 /* ACCEPT */;
    const { bytes, end: end2 } = packet;
    const notes = host.store.extension(ct).helperData;
    if (ctinfo === 0 /* ESTABLISHED */) {
      if (end2 - payload === REQUEST_LENGTH) notes.startRequested = u32(bytes, payload) === NET_START;
      return 1 /* ACCEPT */;
    }
    if (!notes.startRequested) return 1 /* ACCEPT */;
    notes.startRequested = false;
    if (end2 - payload < ANSWER_LENGTH || u32(bytes, payload) !== SUCCESS2) return 1 /* ACCEPT */;
    if (u16(bytes, payload + 4) !== 0) return 1 /* ACCEPT */;
    return this.#expect(u16(bytes, payload + 6), packet, ct, host);
  }
  #expect(port, packet, ct, host) {
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: 6 /* TCP */,
      source: sourceOf(store, ct, 0 /* ORIGINAL */),
      sourcePort: null,
      destination: destinationOf(store, ct, 0 /* ORIGINAL */),
      destinationPort: port
    });
    if (expectations.add(expectation) === null) return 1 /* ACCEPT */;
    host.helperLog(packet, this, "cannot add expectation");
    return 0 /* DROP */;
  }
};

// src/conntrack/helpers/sip-text.ts
var SIP_PORT2 = 5060;
var FIRST_PORT = 1024;
var LAST_PORT = 65535;
var MOST_DIGITS = 11;
var LARGEST = 4294967295;
function numberAt(text, at) {
  const digits = digitsAt(text, at);
  const value = Number(digits);
  if (digits.length > MOST_DIGITS || value > LARGEST) return { value: 0, after: at };
  return { value, after: at + digits.length };
}
function digitsAt(text, at) {
  DIGITS2.lastIndex = at;
  return DIGITS2.exec(text)[0];
}
var DIGITS2 = /\d*/y;
var LETTERS3 = /[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]*/y;
function lettersAt(text, at) {
  LETTERS3.lastIndex = at;
  return LETTERS3.exec(text)[0];
}
function standsAt(text, at, word) {
  return text.slice(at, at + word.length).toLowerCase() === word.toLowerCase();
}
function sipAddressAt(text, at, family2) {
  if (family2 === 2 /* IPV4 */) return address4At(text, at);
  if (text[at] !== "[") return null;
  const found = address6At(text, at + 1);
  return found && text[found.after] === "]" ? { ...found, after: found.after + 1 } : null;
}
function sdpAddressAt(text, at, family2) {
  return family2 === 2 /* IPV4 */ ? address4At(text, at) : address6At(text, at);
}
var DOTTED_QUAD = /(\d+)\.(\d+)\.(\d+)\.(\d+)(?![\d.a-f])/iy;
function address4At(text, at) {
  DOTTED_QUAD.lastIndex = at;
  const found = DOTTED_QUAD.exec(text);
  const numbers = found?.slice(1).map(Number);
  if (!numbers?.every((number2) => number2 <= 255)) return null;
  const [a, b, c, d] = numbers;
  return { address: Int32Array.of(a << 24 | b << 16 | c << 8 | d, 0, 0, 0), after: at + found[0].length };
}
function address6At(text, at) {
  const address3 = new Int32Array(4);
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const after2 = scanAddress6(address3, bytes, at, text.length, null);
  return after2 < 0 ? null : { address: address3, after: after2 };
}
function portAt(text, at) {
  if (at >= text.length) return null;
  if (text[at] !== ":") return { port: SIP_PORT2, after: at };
  const digits = digitsAt(text, at + 1);
  const after2 = at + 1 + digits.length;
  const port = Number(digits);
  const isValid = digits.length > 0 && digits.length <= 5 && port >= FIRST_PORT && port <= LAST_PORT;
  return isValid && after2 < text.length ? { port, after: after2 } : null;
}

// src/conntrack/helpers/sip-headers.ts
var CSEQ = { name: "CSeq", take: takeDigits };
var CONTACT = { name: "Contact", short: "m", search: "sip:", take: takeUserAddress };
var EXPIRES = { name: "Expires", take: takeDigits };
var CONTENT_LENGTH = { name: "Content-Length", short: "l", take: takeDigits };
function takeDigits(text, at) {
  const { length } = digitsAt(text, at);
  return length > 0 ? { skipped: 0, length } : null;
}
function takeUserAddress(text, at, family2) {
  let skipped = 0;
  while (at + skipped < text.length && !"@\r\n".includes(text[at + skipped])) skipped++;
  skipped = text[at + skipped] === "@" ? skipped + 1 : 0;
  const address3 = sipAddressAt(text, at + skipped, family2);
  const port = address3 && portAt(text, address3.after);
  return port ? { skipped, length: port.after - at - skipped } : null;
}
function findHeader(text, from, header, family2) {
  for (let line = nextLine(text, from); line >= 0 && line < text.length; line = nextLine(text, line + 1)) {
    if (text[line] === " " || text[line] === "	") continue;
    const named2 = nameAt(text, line, header);
    if (named2 === 0) continue;
    const colon = skipBlanks2(text, line + named2);
    if (colon < 0 || text[colon] !== ":" || colon + 1 >= text.length) return null;
    const value = skipBlanks2(text, colon + 1);
    if (value < 0) return null;
    return readValue(text, value, header, family2);
  }
  return null;
}
function findNext(text, from, header, family2) {
  const comma = search(text, from, text.length, ",");
  const found = comma < 0 ? -1 : search(text, comma, text.length, header.search);
  if (found < 0) return null;
  return taken(text, found + header.search.length, header, family2);
}
var HeaderWalk = class {
  constructor(text, header, family2) {
    this.text = text;
    this.header = header;
    this.family = family2;
  }
  text;
  header;
  family;
  at = 0;
  #inHeader = false;
  next() {
    if (this.#inHeader) {
      const match2 = this.#first(findNext);
      if (match2) return match2;
      this.#inHeader = false;
    }
    const match = this.#first(findHeader);
    if (match) this.#inHeader = true;
    return match;
  }
  #first(find2) {
    for (let from = this.at; ; ) {
      const match = find2(this.text, from, this.header, this.family);
      if (match === null || match.ok) return match;
      from = match.at;
    }
  }
};
function findParameter(text, from, name) {
  const comma = search(text, from, text.length, ",");
  const limit = comma < 0 ? text.length : comma;
  const found = search(text, from, limit, name);
  return found < 0 ? null : { at: found + name.length, limit };
}
function transportOf2(text, from, own) {
  const parameter = findParameter(text, from, "transport=");
  if (!parameter) return own;
  const asked = standsAt(text, parameter.at, "TCP") ? 6 /* TCP */ : standsAt(text, parameter.at, "UDP") ? 17 /* UDP */ : null;
  return asked === own ? own : null;
}
function expiresOf(text, from) {
  const parameter = findParameter(text, from, "expires=");
  if (!parameter) return void 0;
  const { value, after: after2 } = numberAt(text.slice(0, parameter.limit), parameter.at);
  return after2 === parameter.at ? null : value;
}
function nextLine(text, from) {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== "\r" && text[at] !== "\n") continue;
    const isPair = text[at] === "\r" && text[at + 1] === "\n";
    return at + (isPair ? 2 : 1);
  }
  return -1;
}
function nameAt(text, line, { name, short }) {
  if (standsAt(text, line, name)) return name.length;
  const isShort = short !== void 0 && standsAt(text, line, short) && line + short.length < text.length;
  return isShort && lettersAt(text, line + short.length) === "" ? short.length : 0;
}
function readValue(text, value, header, family2) {
  if (header.search === void 0) return taken(text, value, header, family2);
  const found = search(text, value, text.length, header.search);
  if (found < 0) return { ok: false, at: value, length: 0 };
  const match = taken(text, found + header.search.length, header, family2);
  return match.ok ? match : { ...match, at: value };
}
function taken(text, at, header, family2) {
  const part2 = header.take(text, at, family2);
  return part2 ? { ok: true, at: at + part2.skipped, length: part2.length } : { ok: false, at, length: 0 };
}
function skipBlanks2(text, from) {
  let at = from;
  while (at >= 0 && at < text.length && " \r\n".includes(text[at])) {
    at = text[at] === " " ? at + 1 : continuation(text, at, text.length);
  }
  return at < text.length ? at : -1;
}
function continuation(text, at, limit) {
  let next2 = at + 1;
  if (next2 >= limit) return -1;
  if (text[at] === "\r" && text[next2] === "\n" && ++next2 >= limit) return -1;
  if (text[next2] !== " " && text[next2] !== "	") return -1;
  while (next2 < limit && (text[next2] === " " || text[next2] === "	")) next2++;
  return next2;
}
function search(text, from, end2, word) {
  const limit = end2 - word.length;
  for (let at = from; at < limit; at++) {
    if (text[at] !== "\r" && text[at] !== "\n") {
      if (standsAt(text, at, word)) return at;
      continue;
    }
    at = continuation(text, at, limit);
    if (at < 0) return -1;
  }
  return -1;
}

// src/conntrack/helpers/sip-sdp.ts
var KINDS2 = ["audio ", "video ", "image "];
var MOST_MEDIA = 3;
var FIRST_PORT2 = 1024;
var LAST_PORT2 = 65535;
var MEDIA = "m=";
var CONNECTION = "c=";
function* sdpMedia(text, family2) {
  const session3 = findVersion(text);
  if (session3 < 0) return;
  const common = findConnection(text, session3, family2);
  let from = session3;
  for (let count2 = 0; count2 < MOST_MEDIA; ) {
    const line = findLine(text, from, MEDIA, null);
    const length = line < 0 ? 0 : mediaLength(text, line);
    if (length === 0) return;
    const kind2 = KINDS2.findIndex((each) => length >= each.length && text.startsWith(each, line));
    if (kind2 < 0) {
      from = line + length;
      continue;
    }
    from = line + KINDS2[kind2].length;
    const { value: port } = numberAt(text, from);
    if (port === 0) continue;
    if (port < FIRST_PORT2 || port > LAST_PORT2) {
      yield { refused: `wrong port ${port}` };
      return;
    }
    const address3 = (findConnection(text, from, family2) ?? common)?.address;
    if (!address3) {
      yield { refused: "cannot parse SDP message" };
      return;
    }
    yield { kind: kind2, port, address: address3 };
    count2++;
  }
}
function findVersion(text) {
  const line = findLine(text, 0, "v=", null);
  return line >= 0 && digitsAt(text, line) !== "" ? line : -1;
}
function findConnection(text, from, family2) {
  const line = findLine(text, from, CONNECTION, MEDIA);
  if (line < 0) return null;
  const word = family2 === 2 /* IPV4 */ ? "IN IP4 " : "IN IP6 ";
  for (let at = line; at < text.length - word.length && text[at] !== "\r" && text[at] !== "\n"; at++) {
    if (text.startsWith(word, at)) return sdpAddressAt(text, at + word.length, family2);
  }
  return null;
}
function findLine(text, from, name, end2) {
  for (let line = nextLine(text, from); line >= 0 && line < text.length; line = nextLine(text, line + 1)) {
    if (end2 !== null && standsAt(text, line, end2)) return -1;
    if (standsAt(text, line, name)) return line + name.length;
  }
  return -1;
}
function mediaLength(text, at) {
  const { length } = lettersAt(text, at);
  if (text[at + length] !== " ") return 0;
  return length + 1 + digitsAt(text, at + length + 1).length;
}

// src/conntrack/helpers/sip.ts
var SIGNALLING = 0;
var FIRST_MEDIUM = 1;
var STATUS_LINE = "SIP/2.0 ";
var SHORTEST = "SIP/2.0 200".length;
var END_OF_HEADERS = "\r\n\r\n";
var MASTER_TIMEOUT2 = 3600;
var SipHelper = class {
  constructor(protocol, { directMedia = true, directSignalling = true } = {}) {
    this.protocol = protocol;
    this.#directMedia = directMedia;
    this.#directSignalling = directSignalling;
  }
  protocol;
  name = "sip";
  families = [2 /* IPV4 */, 10 /* IPV6 */];
  ports = [5060];
  policies = [
    { name: "signalling", maxExpected: 1, timeout: 180 },
    { name: "audio", maxExpected: 4, timeout: 180 },
    { name: "video", maxExpected: 4, timeout: 180 },
    { name: "image", maxExpected: 2, timeout: 180 }
  ];
  #directMedia;
  #directSignalling;
  newData() {
    return { register: 0, invite: 0 };
  }
  help(packet, transport2, ct, ctinfo, host) {
    const isTcp = this.protocol === 6 /* TCP */;
    if (isTcp && ctinfo !== 0 /* ESTABLISHED */ && ctinfo !== 3 /* ESTABLISHED_REPLY */) return 1 /* ACCEPT */;
    const payload = isTcp ? tcpPayload(packet, transport2) : udpPayload(packet, transport2);
    if (payload < 0) return 1 /* ACCEPT */;
    host.setTimeout(ct, MASTER_TIMEOUT2 * HZ);
    const text = Array.from(packet.bytes.subarray(payload, packet.end), (byte) => String.fromCharCode(byte)).join("");
    if (text.length < SHORTEST) return 1 /* ACCEPT */;
    const family2 = familyOf(host.store.words, tupleAt(ct, 0 /* ORIGINAL */));
    for (const each of isTcp ? messagesIn(text, family2) : [text]) {
      const verdict = this.#read({ text: each, cseq: 0, packet, ct, dir: dirOf(ctinfo), family: family2, host });
      if (verdict !== 1 /* ACCEPT */) return verdict;
    }
    return 1 /* ACCEPT */;
  }
  #read(message6) {
    return standsAt(message6.text, 0, STATUS_LINE) ? this.#readResponse(message6) : this.#readRequest(message6);
  }
  #readRequest(message6) {
    const { text } = message6;
    const method = METHODS.find(
      (each) => standsAt(text, 0, each) && text[each.length] === " " && lettersAt(text, each.length + 1) !== ""
    );
    if (!method) return 1 /* ACCEPT */;
    const cseq = findHeader(text, 0, CSEQ, message6.family);
    if (!cseq?.ok) return refuse(message6, this, "cannot parse cseq");
    const number2 = numberAt(text, cseq.at);
    if (number2.after === cseq.at) return refuse(message6, this, "cannot get cseq");
    const request2 = { ...message6, cseq: number2.value };
    switch (method) {
      case "INVITE":
        return this.#invite(request2);
      case "BYE":
        removeMedia(request2);
        return 1 /* ACCEPT */;
      case "REGISTER":
        return this.#register(request2);
      default:
        return this.#describe(request2);
    }
  }
  #readResponse(message6) {
    const { text } = message6;
    if (text.length < SHORTEST) return 1 /* ACCEPT */;
    const { value: code } = numberAt(text, STATUS_LINE.length);
    if (code === 0) return refuse(message6, this, "cannot get code");
    const cseq = findHeader(text, 0, CSEQ, message6.family);
    if (!cseq?.ok) return refuse(message6, this, "cannot parse cseq");
    const number2 = numberAt(text, cseq.at);
    if (number2.after === cseq.at) return refuse(message6, this, "cannot get cseq");
    const response = { ...message6, cseq: number2.value };
    const method = ANSWERED2.find((each) => standsAt(text, cseq.at + cseq.length + 1, each));
    if (method === void 0) return 1 /* ACCEPT */;
    if (method === "REGISTER") return this.#registered(response, code);
    if (code >= 100 && code <= 299) return this.#describe(response);
    if (notesOf2(response).invite === response.cseq) removeMedia(response);
    return 1 /* ACCEPT */;
  }
  /** A call, or a new agreement in one: what was expected for it before is not any more. */
  #invite(message6) {
    removeMedia(message6);
    const verdict = this.#describe(message6);
    if (verdict === 1 /* ACCEPT */) notesOf2(message6).invite = message6.cseq;
    return verdict;
  }
  #describe(message6) {
    for (const medium of sdpMedia(message6.text, message6.family)) {
      if ("refused" in medium) return refuse(message6, this, medium.refused);
      if (this.#expectMedia(message6, medium.address, medium.port, FIRST_MEDIUM + medium.kind)) continue;
      return refuse(message6, this, "cannot add expectation for voice");
    }
    return 1 /* ACCEPT */;
  }
  /** A stream and its control (RTP and RTCP, RFC 3550), to the even port and the one behind it. */
  #expectMedia({ ct, dir, family: family2, host }, address3, port, kind2) {
    const { store, expectations } = host;
    if (this.#directMedia && !isSameAddress(address3, sourceOf(store, ct, dir))) return true;
    const source = this.#directMedia ? sourceOf(store, ct, dir ^ 1) : null;
    const tuple4 = newTuple();
    if (source) tuple4.set(source, 0 /* SRC */);
    tuple4.set(address3, 4 /* DST */);
    tuple4[8 /* ID */] = port;
    const zone = zoneOf(store.words, tupleAt(ct, 0 /* ORIGINAL */));
    tuple4[9 /* KIND */] = kindOf(family2, 17 /* UDP */, zone);
    const known2 = expectations.find(tuple4);
    if (known2 && known2.master !== ct && known2.helper === this && known2.class === kind2) return true;
    const [rtp, rtcp] = [port & ~1, (port & ~1) + 1].map(
      (destinationPort2) => new Expectation(
        store,
        ct,
        this,
        { protocol: 17 /* UDP */, source, sourcePort: null, destination: address3, destinationPort: destinationPort2 },
        kind2
      )
    );
    const first = expectations.add(rtp, { ofAnyMaster: true });
    if (first !== null && first !== "EALREADY") return false;
    const second = expectations.add(rtcp, { ofAnyMaster: true });
    if (second === null || second === "EALREADY") return true;
    if (first === null) expectations.remove(rtp);
    return false;
  }
  /** A client wants to be called: that is expected once the registrar has agreed (RFC 3261, 10). */
  #register(message6) {
    const { text, packet, ct, dir, family: family2, host } = message6;
    const { store, expectations } = host;
    if (store.status(ct) & 1 /* EXPECTED */) return 1 /* ACCEPT */;
    const contact = new HeaderWalk(text, CONTACT, family2).next();
    if (!contact) return 1 /* ACCEPT */;
    const { address: address3, after: after2 } = sipAddressAt(text, contact.at, family2);
    const { port } = portAt(text, after2);
    if (!isSameAddress(address3, sourceOf(store, ct, dir))) return 1 /* ACCEPT */;
    const behind = contact.at + contact.length;
    if (transportOf2(text, behind, this.protocol) === null) return 1 /* ACCEPT */;
    const expires = expiresOf(text, behind);
    if (expires === null) return refuse(message6, this, "cannot parse expires");
    if ((expires ?? commonExpires(text, family2)) > 0) {
      const announced = {
        protocol: this.protocol,
        source: this.#directSignalling ? sourceOf(store, ct, dir ^ 1) : null,
        sourcePort: null,
        destination: address3,
        destinationPort: port
      };
      const flags = 1 /* PERMANENT */ | 2 /* INACTIVE */;
      const expectation = new Expectation(store, ct, this, announced, SIGNALLING, flags);
      expectation.assignHelper = this;
      if (expectations.add(expectation) !== null) {
        host.helperLog(packet, this, "cannot add expectation");
        return 0 /* DROP */;
      }
    }
    notesOf2(message6).register = message6.cseq;
    return 1 /* ACCEPT */;
  }
  /** The registrar's answer to the last request lets calls come for as long as it says, or no more. */
  #registered(message6, code) {
    const { text, ct, dir, family: family2, host, cseq } = message6;
    if (notesOf2(message6).register !== cseq || code >= 100 && code <= 199) return 1 /* ACCEPT */;
    const client = destinationOf(host.store, ct, dir);
    const contacts = new HeaderWalk(text, CONTACT, family2);
    while (code >= 200 && code <= 299) {
      const contact = contacts.next();
      if (!contact) break;
      const { address: address3, after: after2 } = sipAddressAt(text, contact.at, family2);
      const { port, after: behindPort } = portAt(text, after2);
      contacts.at = behindPort;
      const behind = contact.at + contact.length;
      if (!isSameAddress(address3, client) || transportOf2(text, behind, this.protocol) === null) continue;
      const own = expiresOf(text, behind);
      if (own === null) return refuse(message6, this, "cannot parse expires");
      const expires = own ?? commonExpires(text, family2);
      if (expires === 0) break;
      if (this.#activate(message6, address3, port, expires)) return 1 /* ACCEPT */;
    }
    const registered = host.expectations.of(ct).find((each) => each.class === SIGNALLING);
    if (registered) host.expectations.remove(registered);
    return 1 /* ACCEPT */;
  }
  #activate({ ct, host: { expectations } }, address3, port, seconds2) {
    const found = expectations.of(ct).find(({ class: kind2, tuple: tuple4 }) => {
      const destination = tuple4.subarray(4 /* DST */, 4 /* DST */ + 4);
      return kind2 === SIGNALLING && isSameAddress(destination, address3) && (tuple4[8 /* ID */] & 65535) === port;
    });
    if (!found) return false;
    found.flags &= ~2 /* INACTIVE */;
    expectations.refresh(found, seconds2);
    return true;
  }
};
var METHODS = ["INVITE", "UPDATE", "ACK", "PRACK", "BYE", "REGISTER"];
var ANSWERED2 = ["INVITE", "UPDATE", "PRACK", "REGISTER"];
function refuse({ packet, host }, helper, why) {
  host.helperLog(packet, helper, why);
  return 0 /* DROP */;
}
function notesOf2({ ct, host }) {
  return host.store.extension(ct).helperData;
}
function removeMedia({ ct, host: { expectations } }) {
  for (const each of expectations.of(ct)) if (each.class !== SIGNALLING) expectations.remove(each);
}
function commonExpires(text, family2) {
  const header = findHeader(text, 0, EXPIRES, family2);
  return header?.ok ? numberAt(text, header.at).value : 0;
}
function* messagesIn(text, family2) {
  for (let rest = text; ; ) {
    const header = findHeader(rest, 0, CONTENT_LENGTH, family2);
    if (!header?.ok) return;
    const length = numberAt(rest, header.at);
    const end2 = length.after === header.at ? -1 : rest.indexOf(END_OF_HEADERS, length.after);
    if (end2 < 0) return;
    const total = end2 + END_OF_HEADERS.length + length.value;
    if (total > rest.length) return;
    yield rest.slice(0, total);
    rest = rest.slice(total);
  }
}

// src/conntrack/helpers/snmp-parse.ts
var INTEGER = 2;
var OCTET_STRING = 4;
var NULL = 5;
var OBJECT_IDENTIFIER = 6;
var SEQUENCE = 48;
var IP_ADDRESS = 64;
var PDUS = [160, 161, 162, 163, 165, 166, 167, 168];
var SIMPLE_VALUES = [INTEGER, OCTET_STRING, OBJECT_IDENTIFIER];
var OTHER_VALUES = [
  // Of the application: IpAddress, Counter32, Unsigned32, TimeTicks, Opaque, Counter64.
  ...[IP_ADDRESS, 65, 66, 67, 68, 70],
  // No value; noSuchObject, noSuchInstance, endOfMibView.
  ...[NULL, 128, 129, 130]
];
var CONSTRUCTED = 32;
var LONG_TAG = 31;
var INDEFINITE = 128;
var LAST_VERSION = 1;
var ADDRESS_LENGTH = 4;
function addressesIn(message6) {
  const reader = new Reader(message6);
  try {
    return readMessage(reader);
  } catch (error3) {
    if (error3 instanceof Malformed) return null;
    throw error3;
  }
}
var Malformed = class extends Error {
};
function readMessage(reader) {
  const addresses3 = [];
  reader.constructed([SEQUENCE], () => {
    const version = reader.primitive([INTEGER]);
    if (version.length !== 1 || reader.bytes[version.at] > LAST_VERSION) throw new Malformed();
    reader.primitive([OCTET_STRING]);
    if (!reader.isNext(PDUS)) return;
    reader.constructed(PDUS, () => {
      for (let number2 = 0; number2 < 3; number2++) reader.primitive([INTEGER]);
      reader.list([SEQUENCE], () => reader.constructed([SEQUENCE], () => readVariable(reader, addresses3)));
    });
  });
  return addresses3;
}
function readVariable(reader, addresses3) {
  reader.primitive([OBJECT_IDENTIFIER]);
  if (reader.isNext(SIMPLE_VALUES)) reader.primitive(SIMPLE_VALUES);
  if (!reader.isNext(OTHER_VALUES)) return;
  const { tag, at, length } = reader.primitive(OTHER_VALUES);
  if (tag !== IP_ADDRESS) return;
  if (length !== ADDRESS_LENGTH) throw new Malformed();
  addresses3.push(at);
}
var Reader = class {
  constructor(bytes) {
    this.bytes = bytes;
    this.#end = bytes.length;
  }
  bytes;
  #at = 0;
  #end;
  isNext(tags) {
    return this.#at < this.#end && isOneOf(tags, this.bytes[this.#at]);
  }
  primitive(tags) {
    const element2 = this.#header(tags);
    this.#at += element2.length;
    return element2;
  }
  constructed(tags, read) {
    this.#inside(tags, () => {
      read();
      return false;
    });
  }
  /** A constructed one of as many parts as there are: at least one. */
  list(tags, read) {
    this.#inside(tags, () => {
      read();
      return true;
    });
  }
  /** `read` tells whether there may be more of the same. */
  #inside(tags, read) {
    const { length } = this.#header(tags);
    const outer2 = this.#end;
    if (length >= 0) this.#end = this.#at + length;
    while (read() && !this.#isAtEnd(length)) ;
    if (length < 0) this.#endOfContents();
    else if (this.#at !== this.#end) throw new Malformed();
    this.#end = outer2;
  }
  #isAtEnd(length) {
    return length >= 0 ? this.#at >= this.#end : this.#end - this.#at >= 2 && this.bytes[this.#at] === 0;
  }
  #endOfContents() {
    if (this.#end - this.#at < 2 || this.#byte() !== 0 || this.#byte() !== 0) throw new Malformed();
  }
  #header(tags) {
    if (this.#end - this.#at < 2) throw new Malformed();
    const tag = this.#byte();
    if ((tag & LONG_TAG) === LONG_TAG || !isOneOf(tags, tag)) throw new Malformed();
    const length = this.#length(tag);
    if (this.#end - this.#at < (length < 0 ? 2 : length)) throw new Malformed();
    return { tag, at: this.#at, length };
  }
  /** Up to two bytes of length, or none where the end is told by two zeros (X.690, 8.1.3). */
  #length(tag) {
    const first = this.#byte();
    if (first < INDEFINITE) return first;
    if (first === INDEFINITE) {
      if (tag & CONSTRUCTED) return -1;
      throw new Malformed();
    }
    const bytes = first - INDEFINITE;
    if (bytes > 2 || bytes > this.#end - this.#at) throw new Malformed();
    let length = 0;
    for (let n = 0; n < bytes; n++) length = length << 8 | this.#byte();
    return length;
  }
  #byte() {
    return this.bytes[this.#at++];
  }
};
function isOneOf(tags, tag) {
  return tags.some((expected) => ((expected ^ tag) & ~(expected & CONSTRUCTED)) === 0);
}

// src/conntrack/helpers/snmp.ts
var PORT = 161;
var TRAP_PORT = 162;
var UDP_HEADER3 = 8;
var SnmpHelper = class extends BroadcastHelper {
  constructor() {
    super("snmp", PORT, 30);
  }
  help(packet, transport2, ct, ctinfo, host) {
    super.help(packet, transport2, ct, ctinfo, host);
    return natOf(ct, host) ? this.#translate(packet, transport2, ct, dirOf(ctinfo), host) : 1 /* ACCEPT */;
  }
  /** Puts the address that the server knows in the place of the client's own, in the values of a message. */
  #translate(packet, transport2, ct, dir, host) {
    const { bytes, end: end2 } = packet;
    if (u16(bytes, transport2) === PORT && dir !== 1 /* REPLY */) return 1 /* ACCEPT */;
    if (u16(bytes, transport2 + 2) === TRAP_PORT && dir !== 0 /* ORIGINAL */) return 1 /* ACCEPT */;
    if (u16(bytes, transport2 + 4) !== end2 - transport2) {
      host.helperLog(packet, this, "dropping malformed packet");
      return 0 /* DROP */;
    }
    const { words: words2 } = host.store;
    const own = words2[tupleAt(ct, 0 /* ORIGINAL */) + 0 /* SRC */];
    const known2 = words2[tupleAt(ct, 1 /* REPLY */) + 4 /* DST */];
    if (own === known2) return 1 /* ACCEPT */;
    const message6 = bytes.subarray(transport2 + UDP_HEADER3, end2);
    const addresses3 = addressesIn(message6);
    if (addresses3 === null) {
      host.helperLog(packet, this, "parser failed");
      return 0 /* DROP */;
    }
    for (const at of addresses3) if ((u32(message6, at) | 0) === own) replace2(bytes, transport2, at, own, known2);
    return 1 /* ACCEPT */;
  }
};
function replace2(bytes, transport2, at, from, to) {
  put32(bytes, transport2 + UDP_HEADER3 + at, to);
  const check = transport2 + 6;
  if (u16(bytes, check) !== 0) carryOn(bytes, check, wordsSum(from, at & 1), wordsSum(to, at & 1));
}
function wordsSum(address3, odd) {
  const [a, b, c, d] = [24, 16, 8, 0].map((shift) => address3 >>> shift & 255);
  return odd ? (b + d << 8) + a + c : (a + c << 8) + b + d;
}
var snmp = new SnmpHelper();

// src/conntrack/helpers/tftp.ts
var READ = 1;
var WRITE = 2;
var TftpHelper = class {
  name = "tftp";
  protocol = 17 /* UDP */;
  families = [2 /* IPV4 */, 10 /* IPV6 */];
  ports = [69];
  policies = [{ maxExpected: 1, timeout: 300 }];
  newData() {
    return null;
  }
  help(packet, transport2, ct, _ctinfo, host) {
    const payload = udpPayload(packet, transport2);
    if (payload < 0 || payload + 2 > packet.end) return 1 /* ACCEPT */;
    const opcode = u16(packet.bytes, payload);
    if (opcode !== READ && opcode !== WRITE) return 1 /* ACCEPT */;
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: 17 /* UDP */,
      source: sourceOf(store, ct, 1 /* REPLY */),
      sourcePort: null,
      destination: destinationOf(store, ct, 1 /* REPLY */),
      destinationPort: store.words[tupleAt(ct, 1 /* REPLY */) + 8 /* ID */] & 65535
    });
    const nat2 = natOf(ct, host);
    if (nat2) {
      follow(expectation, 1 /* REPLY */, nat2);
      expectation.savedPort = store.words[tupleAt(ct, 0 /* ORIGINAL */) + 8 /* ID */] >>> 16;
    }
    if (expectations.add(expectation) === null) return 1 /* ACCEPT */;
    host.helperLog(packet, this, "cannot add expectation");
    return 0 /* DROP */;
  }
};

// src/conntrack/helpers/index.ts
var HELPERS2 = [
  new FtpHelper(),
  new TftpHelper(),
  new IrcHelper(),
  new AmandaHelper(),
  netbiosNs,
  snmp,
  new SaneHelper(),
  new PptpHelper(),
  new SipHelper(17 /* UDP */),
  new SipHelper(6 /* TCP */)
];
function helperNamed(name, protocol) {
  const named2 = HELPERS2.filter((each) => each.name === name);
  if (named2.length === 0) {
    const names = [...new Set(HELPERS2.map((each) => each.name))];
    throw new InputError(`unknown helper "${name}" (allowed: ${names.join(", ")})`);
  }
  const wanted = protocol === "tcp" ? 6 /* TCP */ : 17 /* UDP */;
  const helper = named2.find((each) => each.protocol === wanted);
  if (helper) return helper;
  throw new InputError(`the ${name} helper is for ${named2[0].protocol === 6 /* TCP */ ? "tcp" : "udp"}`);
}

// src/conntrack/helpers/assign.ts
function giveHelper(store, ct, helper) {
  const extension = store.extend(ct);
  extension.helper = helper;
  extension.helperData = helper.newData();
}
function assignHelper(store, ct, helper) {
  if (store.status(ct) & (8 /* CONFIRMED */ | 2048 /* TEMPLATE */) || store.extension(ct)?.helper) return false;
  const original = tupleAt(ct, 0 /* ORIGINAL */);
  if (protocolOf(store.words, original) !== helper.protocol) return false;
  if (!helper.families.includes(familyOf(store.words, original))) return false;
  giveHelper(store, ct, helper);
  store.words[ct * RECORD_WORDS + 10 /* STATUS */] |= 8192 /* HELPER */;
  return true;
}

// src/conntrack/helpers/rule.ts
var PRIORITY = -140;
function helperRule(store, helper, port) {
  const fn = (packet) => {
    const isNew = packet.ctinfo === 2 /* NEW */ || packet.ctinfo === 1 /* RELATED */;
    if (isNew && destinationPort(store, packet.ct) === port) assignHelper(store, packet.ct, helper);
    return 1 /* ACCEPT */;
  };
  const name = `ct helper set ${helper.name}`;
  return [0 /* PREROUTING */, 3 /* OUTPUT */].map((hook) => ({ name, hook, priority: PRIORITY, fn }));
}
function destinationPort(store, ct) {
  return store.words[ct * RECORD_WORDS + 0 /* ORIGINAL */ + 8 /* ID */] & 65535;
}

// src/netfilter/route.ts
var LOOPBACK = 0;
function martian(packet, reason) {
  packet.reason ??= reason;
  return -3 /* MARTIAN */;
}
function otherSide(device2) {
  return device2 === 1 ? 2 : 1;
}
function isLoopback(bytes, at) {
  if (bytes[at + 15] !== 1) return false;
  for (let byte = 0; byte < 15; byte++) if (bytes[at + byte] !== 0) return false;
  return true;
}

// src/netfilter/routes-ipv4.ts
var ALL_SYSTEMS = 3758096385 | 0;
var LIMITED_BROADCAST = -1;
var LOOPBACK_NET = 127;
var LOCALHOST = 2130706433;
var MULTICAST = 14;
var Ipv4Routes = class {
  #networks = [];
  #otherSide;
  /** The router's addresses, of which the loopback interface has the first. */
  #own = Int32Array.of(LOCALHOST);
  /** The directed broadcast addresses of its networks. */
  #broadcasts = new Int32Array(0);
  /** Which last bytes these have: few packets bear one of them, and the others need not be compared. */
  #endings = new Uint8Array(256);
  constructor(otherSide2) {
    this.#otherSide = otherSide2;
  }
  add(device2, address3, prefixLength) {
    const mask = prefixLength === 0 ? 0 : -1 << 32 - prefixLength;
    const word = i32(address3, 0);
    this.#networks.push({ device: device2, prefix: word & mask, mask, address: address3 });
    this.#own = Int32Array.of(...this.#own, word);
    for (const known2 of [LOCALHOST, word, word | ~mask]) this.#endings[known2 & 255] = 1;
    if (prefixLength < 31) this.#broadcasts = Int32Array.of(...this.#broadcasts, word | ~mask);
  }
  input(packet) {
    const { bytes, start } = packet;
    const source = i32(bytes, start + 12);
    const destination = i32(bytes, start + 16);
    const from = source >>> 24;
    const to = destination >>> 24;
    if (to >> 4 === MULTICAST) return this.#multicast(packet, source, destination);
    if (from >> 4 === MULTICAST || source === LIMITED_BROADCAST) return martian(packet, "IP_INVALID_SOURCE");
    if (destination === LIMITED_BROADCAST || source === 0 && destination === 0) return this.#local(packet, source);
    if (source === 0) return martian(packet, "IP_INVALID_SOURCE");
    if (destination === 0) return martian(packet, "IP_INVALID_DEST");
    if (from === LOOPBACK_NET || to === LOOPBACK_NET) return martian(packet, "IP_LOCALNET");
    if (this.#isLocal(destination)) return this.#local(packet, source);
    const device2 = this.#otherSide ? otherSide(packet.device) : this.#lookUp(destination);
    if (device2 < 0) return device2;
    if (this.isOwn(source)) return martian(packet, "IP_LOCAL_SOURCE");
    if (device2 === packet.device && has(this.#broadcasts, source)) return martian(packet, "IP_INVALID_SOURCE");
    return device2;
  }
  output(packet) {
    const { bytes, start } = packet;
    const destination = i32(bytes, start + 16);
    if (bytes[start + 16] === LOOPBACK_NET || has(this.#own, destination)) return LOOPBACK;
    const device2 = this.#lookUp(destination);
    if (device2 >= 0) return device2;
    const mayChoose = this.#otherSide || this.isForMany(packet);
    if (!mayChoose) return device2;
    return packet.outDevice >= 0 ? packet.outDevice : 1;
  }
  back(packet) {
    const source = i32(packet.bytes, packet.start + 12);
    if (has(this.#own, source)) return LOOPBACK;
    if (source === 0) return -3 /* MARTIAN */;
    return this.#otherSide && !has(this.#broadcasts, source) ? packet.device : this.#lookUp(source);
  }
  deviceOfSource(packet) {
    return this.#lookUp(i32(packet.bytes, packet.start + 12));
  }
  isOwn(address3) {
    return this.#endings[address3 & 255] !== 0 && has(this.#own, address3);
  }
  isForRouter(packet) {
    return has(this.#own, i32(packet.bytes, packet.start + 16));
  }
  isForMany(packet) {
    const destination = i32(packet.bytes, packet.start + 16);
    const isMulticast = packet.bytes[packet.start + 16] >> 4 === MULTICAST;
    return isMulticast || destination === LIMITED_BROADCAST || has(this.#broadcasts, destination);
  }
  /** The mask of the network that a local process sends this packet to all hosts of; 0 where it does not. */
  broadcastMask({ bytes, start, family: family2, device: device2, outDevice }) {
    if (family2 !== 2 /* IPV4 */ || device2 !== -1) return 0;
    const destination = i32(bytes, start + 16);
    const to = this.#networks.find((each) => each.device === outDevice && (each.prefix | ~each.mask) === destination);
    return to && has(this.#broadcasts, destination) ? to.mask : 0;
  }
  /** The address the cause was sent to, if that is the router's; else the one towards its sender. */
  source(cause) {
    const destination = i32(cause.bytes, cause.start + 16);
    if (!has(this.#own, destination)) return this.address(cause);
    if (destination >>> 24 === LOOPBACK_NET && this.back(cause) !== LOOPBACK) return null;
    return cause.bytes.slice(cause.start + 16, cause.start + 20);
  }
  address(packet) {
    const device2 = this.back(packet);
    if (device2 === LOOPBACK) return packet.bytes.slice(packet.start + 12, packet.start + 16);
    return this.addressOf(device2);
  }
  addressTowards({ bytes, start }, device2) {
    const destination = i32(bytes, start + 16);
    const near = this.#networks.find((each) => each.device === device2 && (destination & each.mask) === each.prefix);
    return near?.address ?? this.addressOf(device2) ?? this.#networks[0]?.address ?? null;
  }
  redirectAddress(packet) {
    return this.addressOf(packet.device);
  }
  /** The router's first address on an interface, null if it has none. */
  addressOf(device2) {
    return this.#networks.find((network) => network.device === device2)?.address ?? null;
  }
  /** Whether packets to it are for the router, alone or with others. */
  #isLocal(destination) {
    if (this.#endings[destination & 255] === 0) return false;
    return has(this.#own, destination) || has(this.#broadcasts, destination);
  }
  #lookUp(destination) {
    const networks = this.#networks;
    for (let at = 0; at < networks.length; at++) {
      if ((destination & networks[at].mask) === networks[at].prefix) return networks[at].device;
    }
    return -2 /* UNREACHABLE */;
  }
  /** A router listens to the all-systems group alone; without a multicast daemon it forwards none (`ip_route_input_mc`). */
  #multicast(packet, source, destination) {
    if (destination !== ALL_SYSTEMS) return -3 /* MARTIAN */;
    const from = packet.bytes[packet.start + 12];
    if (from >> 4 === MULTICAST || source === LIMITED_BROADCAST) return martian(packet, "IP_INVALID_SOURCE");
    if (from === LOOPBACK_NET) return martian(packet, "IP_LOCALNET");
    return this.#local(packet, source);
  }
  /** For the router, unless it comes from outside under one of the router's own addresses. */
  #local(packet, source) {
    return has(this.#own, source) ? martian(packet, "IP_LOCAL_SOURCE") : -1 /* LOCAL */;
  }
};
function has(addresses3, address3) {
  for (let at = 0; at < addresses3.length; at++) if (addresses3[at] === address3) return true;
  return false;
}

// src/netfilter/routes-ipv6.ts
var LINK_LOCAL = 4269801472 | 0;
var Ipv6Routes = class {
  #networks = [];
  #otherSide;
  constructor(otherSide2) {
    this.#otherSide = otherSide2;
  }
  add(device2, address3, prefixLength) {
    const mask = Int32Array.from({ length: 4 }, (_, word) => maskWord(prefixLength - 32 * word));
    const prefix = mask.map((bits, word) => bits & i32(address3, 4 * word));
    this.#networks.push({ device: device2, prefix, mask, address: address3, isLinkLocal: isLinkLocal(address3, 0) });
  }
  input(packet) {
    const { bytes, start } = packet;
    const to = start + 24;
    if (bytes[to] === 255) return this.#isGroupOfRouter(bytes, to) ? -1 /* LOCAL */ : -3 /* MARTIAN */;
    if (this.isOwn(bytes, to, packet.device)) return -1 /* LOCAL */;
    if (isLinkLocal(bytes, to)) return packet.device;
    return this.#otherSide ? otherSide(packet.device) : this.#lookUp(bytes, to);
  }
  output(packet) {
    const to = packet.start + 24;
    if (isLoopback(packet.bytes, to) || this.isOwn(packet.bytes, to, packet.outDevice)) return LOOPBACK;
    const device2 = this.#lookUp(packet.bytes, to);
    if (device2 >= 0) return device2;
    const mayChoose = this.#otherSide || this.isForMany(packet) || isLinkLocal(packet.bytes, to);
    if (!mayChoose) return device2;
    return packet.outDevice >= 0 ? packet.outDevice : 1;
  }
  back(packet) {
    const from = packet.start + 8;
    if (isLoopback(packet.bytes, from) || this.isOwn(packet.bytes, from, packet.device)) return LOOPBACK;
    return this.#otherSide || isLinkLocal(packet.bytes, from) ? packet.device : this.#lookUp(packet.bytes, from);
  }
  deviceOfSource(packet) {
    return this.#lookUp(packet.bytes, packet.start + 8);
  }
  isForRouter(packet) {
    const { bytes, start } = packet;
    return isLoopback(bytes, start + 24) || this.#networks.some(({ address: address3 }) => isEqual(bytes, start + 24, address3));
  }
  isForMany(packet) {
    return packet.bytes[packet.start + 24] === 255;
  }
  /** The address the cause was sent to, if that is the router's; else one of the interface it came in by. */
  source(cause) {
    const { bytes, start, device: device2 } = cause;
    if (isLoopback(bytes, start + 24) || this.isOwn(bytes, start + 24, device2))
      return bytes.slice(start + 24, start + 40);
    return this.address(cause);
  }
  /** An address of the interface the packet came in by, of the scope of its sender's. */
  address({ bytes, start, device: device2 }) {
    const scope = isLinkLocal(bytes, start + 8);
    const network = this.#networks.find((each) => each.device === device2 && each.isLinkLocal === scope);
    return network?.address ?? null;
  }
  /** One of the scope of the destination, of that interface if it has any (RFC 6724, 5). */
  addressTowards({ bytes, start }, device2) {
    if (device2 === LOOPBACK) return bytes.slice(start + 24, start + 40);
    const scope = isLinkLocal(bytes, start + 24);
    const fitting = this.#networks.filter((each) => each.isLinkLocal === scope);
    return (fitting.find((each) => each.device === device2) ?? fitting[0])?.address ?? null;
  }
  redirectAddress({ bytes, start, device: device2 }) {
    const mustBeLocal = isLinkLocal(bytes, start + 24);
    const own = this.#networks.filter((each) => each.device === device2);
    const global = mustBeLocal ? void 0 : own.find((each) => !each.isLinkLocal);
    return (global ?? own.find((each) => each.isLinkLocal))?.address ?? null;
  }
  /** The router's link-local address on an interface, null if it has none. */
  linkLocalOf(device2) {
    return this.#networks.find((network) => network.device === device2 && network.isLinkLocal)?.address ?? null;
  }
  #lookUp(bytes, at) {
    for (const network of this.#networks) {
      if (!network.isLinkLocal && isInNetwork(bytes, at, network)) return network.device;
    }
    return -2 /* UNREACHABLE */;
  }
  /** One of its addresses, or the subnet-router anycast address of one of its networks (RFC 4291, 2.6.1). */
  isOwn(bytes, at, device2) {
    for (const network of this.#networks) {
      if (!isInNetwork(bytes, at, network) || network.isLinkLocal && network.device !== device2) continue;
      if (isEqual(bytes, at, network.address) || endsInZeros(bytes, at, network)) return true;
    }
    return false;
  }
  /** All nodes, all routers, and the solicited-node group of each of its addresses (RFC 4291, 2.7.1 and 2.8). */
  #isGroupOfRouter(bytes, at) {
    const text = formatAddress(bytes, at, 10 /* IPV6 */);
    if (text === "ff02::1" || text === "ff02::2" || text === "ff05::2") return true;
    if (!text.startsWith("ff02::1:ff")) return false;
    const low = i32(bytes, at + 12) & 16777215;
    return low === 0 || this.#networks.some((network) => (i32(network.address, 12) & 16777215) === low);
  }
};
function isLinkLocal(bytes, at) {
  return bytes[at] === 254 && i32(bytes, at) === LINK_LOCAL && i32(bytes, at + 4) === 0;
}
function isInNetwork(bytes, at, { prefix, mask }) {
  for (let word = 0; word < 4; word++) if ((i32(bytes, at + 4 * word) & mask[word]) !== prefix[word]) return false;
  return true;
}
function isEqual(bytes, at, address3) {
  for (let byte = 15; byte >= 0; byte--) if (bytes[at + byte] !== address3[byte]) return false;
  return true;
}
function endsInZeros(bytes, at, { mask }) {
  for (let word = 0; word < 4; word++) if ((i32(bytes, at + 4 * word) & ~mask[word]) !== 0) return false;
  return mask[3] !== -1 && mask[3] !== -2;
}
function maskWord(bits) {
  if (bits <= 0) return 0;
  return bits >= 32 ? -1 : -1 << 32 - bits;
}

// src/netfilter/topology.ts
var DEFAULT_INTERFACES = [
  { name: "c0", addresses: ["192.0.2.1/24", "2001:db8:1::1/64", "fe80::1/64"] },
  { name: "s0", addresses: ["198.51.100.1/24", "2001:db8:2::1/64", "fe80::1/64"] }
];
var DEFAULT_MTU = 1500;
var LOOPBACK_MTU = 65536;
var HEADER_LENGTH = { [2 /* IPV4 */]: 20, [10 /* IPV6 */]: 40 };
var Topology = class {
  names;
  mtus;
  ipv4;
  ipv6;
  /**
   * With `otherSide` set, whatever is not for the router itself leaves by the other of the first two interfaces: so a
   * capture from any network passes through. Otherwise only the interfaces' own networks can be reached.
   */
  constructor(interfaces = DEFAULT_INTERFACES, { otherSide: otherSide2 = false } = {}) {
    this.names = ["lo", ...interfaces.map((each) => each.name)];
    this.mtus = [LOOPBACK_MTU, ...interfaces.map((each) => each.mtu ?? DEFAULT_MTU)];
    this.ipv4 = new Ipv4Routes(otherSide2);
    this.ipv6 = new Ipv6Routes(otherSide2);
    interfaces.forEach((each, at) => {
      for (const text of each.addresses) this.#addAddress(at + 1, text);
    });
  }
  /** Index of an interface by its name, -1 if there is none. */
  device(name) {
    return this.names.indexOf(name);
  }
  routes(family2) {
    return family2 === 2 /* IPV4 */ ? this.ipv4 : this.ipv6;
  }
  /** The interface a packet with this source would arrive at: that of its network, else the first. */
  arrivalDevice(packet) {
    if (packet.end - packet.start < HEADER_LENGTH[packet.family]) return 1;
    const device2 = this.routes(packet.family).deviceOfSource(packet);
    return device2 < 0 ? 1 : device2;
  }
  /** The Ethernet header a packet came in by, as the kernel logs it: destination, source, type. */
  linkHeader(device2, family2) {
    const type = family2 === 2 /* IPV4 */ ? [8, 0] : [134, 221];
    return [...hardwareAddress(device2), ...hardwareAddress(device2 + NEIGHBOUR), ...type].map(hex).join(":");
    function hardwareAddress(last) {
      return device2 === LOOPBACK ? [0, 0, 0, 0, 0, 0] : [...HARDWARE_PREFIX, last];
    }
  }
  #addAddress(device2, text) {
    const { address: address3, length } = parsePrefix(text);
    this.routes(address3.length === 4 ? 2 /* IPV4 */ : 10 /* IPV6 */).add(device2, address3, length);
  }
};
var HARDWARE_PREFIX = [0, 0, 94, 0, 83];
var NEIGHBOUR = 16;
function hex(byte) {
  return byte.toString(16).padStart(2, "0");
}
function parsePrefix(text) {
  const [host, length = ""] = text.split("/");
  const address3 = parseAddress(host);
  if (address3 === null || !/^\d{1,3}$/.test(length) || Number(length) > 8 * address3.length) {
    throw new InputError(
      `interface address '${text}': allowed is an address with its prefix length, like 192.0.2.1/24`
    );
  }
  return { address: address3, length: Number(length) };
}

// src/netfilter/log-packet.ts
function describePacket(packet, flags) {
  const line = new PacketLine(packet.bytes, packet.end, flags);
  const complete2 = packet.family === 2 /* IPV4 */ ? line.ipv4(packet.start, true) : line.ipv6(packet.start, true);
  return complete2 && packet.mark !== 0 ? `${line.text}MARK=0x${(packet.mark >>> 0).toString(16)} ` : line.text;
}
var ICMP_FRAGMENTATION_NEEDED = 4;
var ICMP_REQUIRED = /* @__PURE__ */ new Map([
  [0 /* ECHO_REPLY */, 4],
  [3 /* UNREACHABLE */, 28],
  [4 /* SOURCE_QUENCH */, 28],
  [5 /* REDIRECT */, 28],
  [8 /* ECHO_REQUEST */, 4],
  [11 /* TIME_EXCEEDED */, 28],
  [12 /* PARAMETER_PROBLEM */, 28],
  [13 /* TIMESTAMP_REQUEST */, 20],
  [14 /* TIMESTAMP_REPLY */, 20],
  [17 /* ADDRESS_MASK_REQUEST */, 12],
  [18 /* ADDRESS_MASK_REPLY */, 12]
]);
var PacketLine = class {
  text = "";
  #bytes;
  #end;
  #flags;
  constructor(bytes, end2, flags) {
    this.#bytes = bytes;
    this.#end = end2;
    this.#flags = flags;
  }
  /** `outer`: not a packet quoted in an ICMP error, whose own quotes are left out. */
  ipv4(at, outer2) {
    const bytes = this.#bytes;
    if (this.#lacks(at, 20)) return this.#cut("TRUNCATED");
    const tos = bytes[at + 1];
    const flags = bytes[at + 6];
    const offset = u16(bytes, at + 6) & 8191;
    this.#add(`SRC=${formatAddress(bytes, at + 12, 2 /* IPV4 */)} DST=${formatAddress(bytes, at + 16, 2 /* IPV4 */)} `);
    this.#add(`LEN=${u16(bytes, at + 2)} TOS=0x${hex2(tos & 30)} PREC=0x${hex2(tos & 224)} `);
    this.#add(`TTL=${bytes[at + 8]} ID=${u16(bytes, at + 4)} `);
    if (flags & 128) this.#add("CE ");
    if (flags & 64) this.#add("DF ");
    if (flags & 32) this.#add("MF ");
    if (offset !== 0) this.#add(`FRAG:${offset} `);
    const headerLength = (bytes[at] & 15) << 2;
    if (this.#flags & 4 /* IP_OPTIONS */ && headerLength > 20) {
      if (this.#lacks(at, headerLength)) return this.#cut("TRUNCATED");
      this.#options(at + 20, at + headerLength);
    }
    return this.#transportIpv4(bytes[at + 9], at + headerLength, offset !== 0, outer2);
  }
  ipv6(at, outer2) {
    const bytes = this.#bytes;
    if (this.#lacks(at, 40)) return this.#cut("TRUNCATED");
    const word = u32(bytes, at);
    this.#add(`SRC=${fullIpv6(bytes, at + 8)} DST=${fullIpv6(bytes, at + 24)} `);
    this.#add(`LEN=${u16(bytes, at + 4) + 40} TC=${word >>> 20 & 255} HOPLIMIT=${bytes[at + 7]} `);
    this.#add(`FLOWLBL=${word & 1048575} `);
    return this.#extensions(bytes[at + 6], at + 40, outer2);
  }
  #extensions(next2, at, outer2) {
    const bytes = this.#bytes;
    const verbose = (this.#flags & 4 /* IP_OPTIONS */) !== 0;
    let fragment3 = false;
    for (; ; ) {
      if (next2 !== 50 /* ESP */ && (next2 === 59 /* NONE */ || !isExtension(next2)))
        return this.#transportIpv6(next2, at, fragment3, outer2);
      if (this.#lacks(at, 2)) return this.#cut("TRUNCATED");
      if (verbose) this.#add("OPT ( ");
      let length = bytes[at + 1] + 1 << 3;
      if (next2 === 44 /* FRAGMENT */) {
        if (!this.#fragmentHeader(at)) return false;
        fragment3 ||= (u16(bytes, at + 2) & 65528) !== 0;
        length = 8;
      } else if (next2 === 51 /* AH */) {
        if (verbose && !this.#securityOption("AH", at, 12, 4, fragment3)) return false;
        length = bytes[at + 1] + 2 << 2;
      } else if (next2 === 50 /* ESP */) {
        if (verbose && this.#securityOption("ESP", at, 8, 0, fragment3)) this.#add(")");
        return false;
      } else if (fragment3) {
        return this.#cut(verbose ? ")" : "");
      }
      if (verbose) this.#add(") ");
      next2 = bytes[at];
      at += length;
    }
  }
  #fragmentHeader(at) {
    if (this.#lacks(at, 8)) return this.#cut("FRAG:TRUNCATED ");
    const field = u16(this.#bytes, at + 2);
    const id = u32(this.#bytes, at + 4).toString(16).padStart(8, "0");
    return this.#add(`FRAG:${field & 65528} ${field & 1 ? "INCOMPLETE " : ""}ID:${id} `);
  }
  /** AH or ESP among the extension headers: `size` bytes at least, its SPI at `spi`. */
  #securityOption(name, at, size, spi, fragment3) {
    this.#add(`${name} `);
    if (fragment3) return this.#cut(")");
    if (this.#lacks(at, size)) return this.#cut(`INCOMPLETE [${this.#end - at} bytes] )`);
    return this.#add(`SPI=0x${u32(this.#bytes, at + spi).toString(16)} `);
  }
  #transportIpv4(protocol, at, fragment3, outer2) {
    switch (protocol) {
      case 6 /* TCP */:
        return this.#tcp(at, fragment3);
      case 17 /* UDP */:
      case 136 /* UDPLITE */:
        return this.#udp(protocol, at, fragment3);
      case 1 /* ICMP */:
        return this.#icmp(at, fragment3, outer2);
      case 51 /* AH */:
        return fragment3 || this.#security("AH", at, 12, 4);
      case 50 /* ESP */:
        return fragment3 ? this.#add("PROTO=ESP ") : this.#security("ESP", at, 8, 0);
      default:
        return this.#add(`PROTO=${protocol} `);
    }
  }
  #transportIpv6(protocol, at, fragment3, outer2) {
    switch (protocol) {
      case 6 /* TCP */:
        return this.#tcp(at, fragment3);
      case 17 /* UDP */:
      case 136 /* UDPLITE */:
        return this.#udp(protocol, at, fragment3);
      case 58 /* ICMPV6 */:
        return this.#icmpv6(at, fragment3, outer2);
      default:
        return this.#add(`PROTO=${protocol} `);
    }
  }
  #security(name, at, size, spi) {
    this.#add(`PROTO=${name} `);
    if (this.#lacks(at, size)) return this.#incomplete(at);
    return this.#add(`SPI=0x${u32(this.#bytes, at + spi).toString(16)} `);
  }
  #tcp(at, fragment3) {
    const bytes = this.#bytes;
    this.#add("PROTO=TCP ");
    if (fragment3) return true;
    if (this.#lacks(at, 20)) return !this.#incomplete(at);
    this.#add(`SPT=${u16(bytes, at)} DPT=${u16(bytes, at + 2)} `);
    if (this.#flags & 1 /* TCP_SEQUENCE */) this.#add(`SEQ=${u32(bytes, at + 4)} ACK=${u32(bytes, at + 8)} `);
    const flags = u16(bytes, at + 12);
    this.#add(`WINDOW=${u16(bytes, at + 14)} RES=0x${hex2((flags & RESERVED_BITS) >> 6)} ${tcpFlags2(flags)}`);
    this.#add(`URGP=${u16(bytes, at + 18)} `);
    const headerLength = bytes[at + 12] >> 4 << 2;
    if (!(this.#flags & 2 /* TCP_OPTIONS */) || headerLength <= 20) return true;
    return this.#lacks(at, headerLength) ? this.#cut("OPT (TRUNCATED)") : this.#options(at + 20, at + headerLength);
  }
  #udp(protocol, at, fragment3) {
    const bytes = this.#bytes;
    this.#add(protocol === 17 /* UDP */ ? "PROTO=UDP " : "PROTO=UDPLITE ");
    if (fragment3) return true;
    if (this.#lacks(at, 8)) return !this.#incomplete(at);
    return this.#add(`SPT=${u16(bytes, at)} DPT=${u16(bytes, at + 2)} LEN=${u16(bytes, at + 4)} `);
  }
  #icmp(at, fragment3, outer2) {
    const bytes = this.#bytes;
    this.#add("PROTO=ICMP ");
    if (fragment3) return true;
    if (this.#lacks(at, 8)) return this.#incomplete(at);
    const type = bytes[at];
    const code = bytes[at + 1];
    this.#add(`TYPE=${type} CODE=${code} `);
    if (this.#lacks(at, ICMP_REQUIRED.get(type) ?? 0)) return this.#incomplete(at);
    switch (type) {
      case 8 /* ECHO_REQUEST */:
      case 0 /* ECHO_REPLY */:
        return this.#echo(at);
      case 12 /* PARAMETER_PROBLEM */:
        return this.#add(`PARAMETER=${bytes[at + 4]} `);
      case 5 /* REDIRECT */:
        this.#add(`GATEWAY=${formatAddress(bytes, at + 4, 2 /* IPV4 */)} `);
        break;
      case 3 /* UNREACHABLE */:
      case 4 /* SOURCE_QUENCH */:
      case 11 /* TIME_EXCEEDED */:
        break;
      default:
        return true;
    }
    if (outer2) this.#quote(() => this.ipv4(at + 8, false));
    const hasMtu = type === 3 /* UNREACHABLE */ && code === ICMP_FRAGMENTATION_NEEDED;
    return this.#add(hasMtu ? `MTU=${u16(bytes, at + 6)} ` : "");
  }
  #icmpv6(at, fragment3, outer2) {
    const bytes = this.#bytes;
    this.#add("PROTO=ICMPv6 ");
    if (fragment3) return true;
    if (this.#lacks(at, 8)) return !this.#incomplete(at);
    const type = bytes[at];
    this.#add(`TYPE=${type} CODE=${bytes[at + 1]} `);
    if (type === 128 /* ECHO_REQUEST */ || type === 129 /* ECHO_REPLY */) return this.#echo(at);
    if (type < 1 /* UNREACHABLE */ || type > 4 /* PARAMETER_PROBLEM */) return true;
    const field = u32(bytes, at + 4);
    if (type === 4 /* PARAMETER_PROBLEM */) this.#add(`POINTER=${field.toString(16).padStart(8, "0")} `);
    if (outer2) this.#quote(() => this.ipv6(at + 8, false));
    return this.#add(type === 2 /* PACKET_TOO_BIG */ ? `MTU=${field} ` : "");
  }
  #echo(at) {
    return this.#add(`ID=${u16(this.#bytes, at + 4)} SEQ=${u16(this.#bytes, at + 6)} `);
  }
  /** The packet inside an ICMP error. Where that one ends early, the error does not. */
  #quote(describe2) {
    this.#add("[");
    describe2();
    this.#add("] ");
  }
  #options(from, to) {
    this.#add("OPT (");
    for (let at = from; at < to; at++) this.#add(hex2(this.#bytes[at]));
    return this.#add(") ");
  }
  #lacks(at, length) {
    return at + length > this.#end;
  }
  #incomplete(at) {
    return this.#add(`INCOMPLETE [${this.#end - at} bytes] `);
  }
  #add(text) {
    this.text += text;
    return true;
  }
  /** Adds the line's last word. */
  #cut(text) {
    this.text += text;
    return false;
  }
};
var RESERVED_BITS = 3584;
var TCP_FLAGS = ["AE", "CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN"];
function tcpFlags2(word) {
  return TCP_FLAGS.filter((_, at) => word & 256 >> at).map((name) => `${name} `).join("");
}
function hex2(byte) {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}
function fullIpv6(bytes, at) {
  return Array.from(
    { length: 8 },
    (_, group) => u16(bytes, at + 2 * group).toString(16).padStart(4, "0")
  ).join(":");
}

// src/netfilter/log.ts
var RATELIMIT_INTERVAL = 5 * HZ;
var RATELIMIT_BURST = 10;
var PREFIX_LENGTH = 127;
var NOWHERE = { device: -1, outDevice: -1 };
var KernelLog = class {
  lines = [];
  #clock;
  #topology;
  #begin = null;
  #printed = 0;
  #missed = 0;
  constructor(clock, topology) {
    this.#clock = clock;
    this.#topology = topology;
  }
  print(text) {
    this.lines.push({ time: this.#clock.now, text });
  }
  /**
   * Prints one of the lines that any packet may cause: at most ten in five seconds, then silence, and when the next
   * one is let through, word of how many were not (`net_warn_ratelimited`, `___ratelimit`).
   */
  warnRatelimited(text) {
    const now = this.#clock.jiffies;
    if (this.#begin === null) this.#begin = now;
    if ((now - this.#begin | 0) > RATELIMIT_INTERVAL) {
      if (this.#missed > 0) this.print(`net_ratelimit: ${this.#missed} callbacks suppressed`);
      this.#begin = now;
      this.#printed = 0;
      this.#missed = 0;
    }
    if (this.#printed < RATELIMIT_BURST) {
      this.#printed++;
      this.print(text);
    } else {
      this.#missed++;
    }
  }
  /**
   * Prints a packet behind a prefix, as `nf_log_syslog` does. The kernel's own parts log with all the details
   * (`NF_LOG_DEFAULT_MASK`); a rule logs those its `flags` name. `where` it is may be left out (`NOWHERE`).
   */
  packet(packet, prefix, where = packet, flags = 7 /* DEFAULT */) {
    const { names } = this.#topology;
    const { device: device2, outDevice } = where;
    const from = `IN=${names[device2] ?? ""} OUT=${names[outDevice] ?? ""} `;
    const link = device2 < 0 ? "" : `MAC=${this.#topology.linkHeader(device2, packet.family)} `;
    this.print(prefix.slice(0, PREFIX_LENGTH) + from + link + describePacket(packet, flags));
  }
};

// src/conntrack/confirm.ts
var MIN_CHAIN = 50;
var CHAIN_SPREAD = 30;
var TOO_LONG = -1;
var Confirmation = class {
  #conntrack;
  #random;
  constructor(conntrack2, random) {
    this.#conntrack = conntrack2;
    this.#random = random;
  }
  confirm(packet) {
    if (dirOf(packet.ctinfo) !== 0 /* ORIGINAL */) return 1 /* ACCEPT */;
    const { store, table, statistics: statistics2 } = this.#conntrack;
    const ct = packet.ct;
    const base = ct * RECORD_WORDS;
    const words2 = store.words;
    if (words2[base + 10 /* STATUS */] & 512 /* DYING */) {
      statistics2.insert_failed++;
      return 0 /* DROP */;
    }
    const hash = words2[base + 26 /* HASH */];
    const replyHash = table.hash(words2, base + 16 /* REPLY */);
    let taken2 = this.#find(hash, base + 0 /* ORIGINAL */);
    if (taken2 === 0) taken2 = this.#find(replyHash, base + 16 /* REPLY */);
    if (taken2 === TOO_LONG) {
      statistics2.chaintoolong++;
      statistics2.insert_failed++;
      return 0 /* DROP */;
    }
    if (taken2 !== 0) return this.#resolveClash(packet, taken2, replyHash);
    this.#insert(ct, hash, replyHash);
    return 1 /* ACCEPT */;
  }
  #insert(ct, hash, replyHash) {
    const { store, table, clock, settings } = this.#conntrack;
    const base = ct * RECORD_WORDS;
    store.words[base + 11 /* TIMEOUT */] += clock.jiffies;
    store.get(ct);
    if (settings.timestamp) store.extend(ct).started = clock.now;
    table.insert(2 * ct, hash);
    table.insert(2 * ct + 1, replyHash);
    store.words[base + 10 /* STATUS */] |= 8 /* CONFIRMED */;
    const extension = store.extension(ct);
    if (extension?.helper) this.#conntrack.event(ct, 64 /* HELPER */);
    this.#conntrack.event(ct, extension?.master ? 2 /* RELATED */ : 1 /* NEW */);
  }
  /** The tuplehash that has this tuple already, 0 when none has, TOO_LONG when the bucket holds too many. */
  #find(hash, tupleAt2) {
    const { store, table } = this.#conntrack;
    const words2 = store.words;
    let length = 0;
    let limit = 0;
    for (let node = table.first(table.bucketOf(hash)); node !== 0; node = table.next(node)) {
      if (tupleEquals(words2, nodeTupleAt(node), words2, tupleAt2)) return node;
      if (++length <= MIN_CHAIN) continue;
      limit ||= MIN_CHAIN + this.#random.below(CHAIN_SPREAD);
      if (length > limit + 1) return TOO_LONG;
    }
    return 0;
  }
  /** Two packets of one flow raced: the later one joins the entry of the first when it can (`nf_ct_resolve_clash`). */
  #resolveClash(packet, taken2, replyHash) {
    const { store, statistics: statistics2 } = this.#conntrack;
    const loser = packet.ct * RECORD_WORDS;
    if (trackerOf(protocolOf(store.words, loser)).allowClash) {
      if (this.#join(packet, taken2)) return 1 /* ACCEPT */;
      const replyTaken = this.#find(replyHash, loser + 16 /* REPLY */);
      if (replyTaken > 0 ? this.#join(packet, replyTaken) : this.#insertReplyOnly(packet.ct, replyHash)) {
        return 1 /* ACCEPT */;
      }
    }
    packet.reason = "insert_failed";
    statistics2.drop++;
    statistics2.insert_failed++;
    return 0 /* DROP */;
  }
  /** Gives the packet the winner's connection when both are the same flow, seen from the same or the other side. */
  #join(packet, taken2) {
    const { store, statistics: statistics2 } = this.#conntrack;
    const words2 = store.words;
    const winner = taken2 >> 1;
    const a = winner * RECORD_WORDS;
    const b = packet.ct * RECORD_WORDS;
    const same = tupleEquals(words2, a + 0 /* ORIGINAL */, words2, b + 0 /* ORIGINAL */) && tupleEquals(words2, a + 16 /* REPLY */, words2, b + 16 /* REPLY */);
    const reversed = tupleEquals(words2, a + 0 /* ORIGINAL */, words2, b + 16 /* REPLY */) && tupleEquals(words2, a + 16 /* REPLY */, words2, b + 0 /* ORIGINAL */);
    if (!same && !reversed) return false;
    const loser = packet.ct;
    this.#conntrack.account(winner, packet);
    this.#conntrack.attach(packet, winner, packet.ctinfo);
    store.put(loser);
    statistics2.clash_resolve++;
    return true;
  }
  /** Only the original tuples clash: the loser is found by its reply alone, for one second (`nf_ct_resolve_clash_harder`). */
  #insertReplyOnly(ct, replyHash) {
    const { store, table, clock, statistics: statistics2 } = this.#conntrack;
    const base = ct * RECORD_WORDS;
    store.words[base + 11 /* TIMEOUT */] = clock.jiffies + HZ;
    store.words[base + 10 /* STATUS */] |= 1024 /* FIXED_TIMEOUT */ | 4096 /* NAT_CLASH */ | 8 /* CONFIRMED */;
    store.get(ct);
    table.insert(2 * ct + 1, replyHash);
    statistics2.clash_resolve++;
    return true;
  }
};

// src/conntrack/eviction.ts
var EVICTION_RANGE = 8;
function earlyDrop(conntrack2, hash) {
  const { store, table } = conntrack2;
  let bucket = table.bucketOf(hash);
  for (let i = 0; i < EVICTION_RANGE; i++) {
    let drops2 = 0;
    for (const ct of connectionsIn(conntrack2, bucket)) {
      if (conntrack2.isExpired(ct)) conntrack2.kill(ct);
      else if (!(store.status(ct) & (4 /* ASSURED */ | 512 /* DYING */)) && conntrack2.kill(ct)) drops2++;
    }
    if (drops2 > 0) return drops2;
    bucket = (bucket + 1) % table.size;
  }
  return 0;
}
function connectionsIn({ table }, bucket) {
  const found = /* @__PURE__ */ new Set();
  for (let node = table.first(bucket); node !== 0; node = table.next(node)) found.add(node >> 1);
  return found;
}
var LeastRecentlyUsed = class {
  #older = new Int32Array(64);
  #newer = new Int32Array(64);
  /** Makes `ct` the most recently used. */
  touch(ct) {
    if (ct >= this.#older.length) this.#grow(ct);
    this.forget(ct);
    const newest = this.#older[0];
    this.#older[ct] = newest;
    this.#newer[ct] = 0;
    this.#newer[newest] = ct;
    this.#older[0] = ct;
  }
  forget(ct) {
    if (ct >= this.#older.length || !this.#holds(ct)) return;
    this.#newer[this.#older[ct]] = this.#newer[ct];
    this.#older[this.#newer[ct]] = this.#older[ct];
    this.#older[ct] = this.#newer[ct] = 0;
  }
  /** Kills the least recently used connection that is in the table; returns 1, or 0 when there is none. */
  evict(conntrack2) {
    for (let ct = this.#newer[0]; ct !== 0; ct = this.#newer[ct]) {
      if (conntrack2.store.isConfirmed(ct)) return conntrack2.kill(ct) ? 1 : 0;
    }
    return 0;
  }
  #holds(ct) {
    return this.#older[0] === ct || this.#newer[ct] !== 0;
  }
  #grow(ct) {
    const copy = (from) => {
      const to = new Int32Array(2 * ct);
      to.set(from);
      return to;
    };
    this.#older = copy(this.#older);
    this.#newer = copy(this.#newer);
  }
};

// src/conntrack/creation.ts
var NO_ROOM = -1;
var Creation = class {
  #conntrack;
  #automaticHelpers;
  #recent;
  #inverse = newTuple();
  /** `recent` evicts in place of early drop, where the article's way is asked for. */
  constructor(conntrack2, automaticHelpers, recent) {
    this.#conntrack = conntrack2;
    this.#automaticHelpers = automaticHelpers;
    this.#recent = recent;
  }
  /** A new connection that only the packet holds: 0 where its protocol knows no reply, or `NO_ROOM`. */
  create(packet, tuple4, hash) {
    const conntrack2 = this.#conntrack;
    const { store, expectations } = conntrack2;
    const template = packet.template;
    const inverse2 = this.#inverse;
    if (!conntrack2.invertTuple(inverse2, tuple4)) return 0;
    if (!this.#makeRoom(packet, hash)) return NO_ROOM;
    if (template !== null) setZone(inverse2, zoneIn(template.zone, 1 /* REPLY */));
    const ct = store.allocate();
    const words2 = store.words;
    const base = ct * RECORD_WORDS;
    for (let word = 0; word < TUPLE_WORDS; word++) {
      words2[base + 0 /* ORIGINAL */ + word] = tuple4[word];
      words2[base + 16 /* REPLY */ + word] = inverse2[word];
    }
    words2[base + 26 /* HASH */] = hash;
    if (conntrack2.settings.acct) store.extend(ct).counters = [0, 0, 0, 0];
    if (template !== null || conntrack2.hasLabels || conntrack2.settings.events === 0) this.#extend(ct, template);
    packet.ct = ct;
    packet.ctinfo = 2 /* NEW */;
    if (expectations.count > 0 && expectations.adopt(ct, tuple4, template?.zone.id)) packet.ctinfo = 1 /* RELATED */;
    else if (template?.helper) giveHelper(store, ct, template.helper);
    else if (this.#automaticHelpers.length > 0) this.#assignAutomatically(ct, tuple4);
    return ct;
  }
  /** What few connections have from their first packet on. */
  #extend(ct, template) {
    const { store, hasLabels, settings } = this.#conntrack;
    const extension = store.extend(ct);
    if (hasLabels) extension.labels = new Uint32Array(4);
    if (settings.events === 0) extension.events = NO_EVENTS;
    if (template === null) return;
    extension.zoneDir = template.zone.dir;
    extension.events = template.events ?? extension.events;
    extension.timeouts = template.timeouts?.timeouts ?? null;
  }
  #makeRoom(packet, hash) {
    const conntrack2 = this.#conntrack;
    const { max } = conntrack2.settings;
    if (max === 0 || conntrack2.store.count < max) return true;
    const drops2 = this.#recent ? this.#recent.evict(conntrack2) : earlyDrop(conntrack2, hash);
    conntrack2.statistics.early_drop += drops2;
    if (drops2 > 0) return true;
    conntrack2.garbage.underPressure = true;
    packet.reason = "table full, dropping packet";
    conntrack2.warn("nf_conntrack: nf_conntrack: table full, dropping packet");
    return false;
  }
  #assignAutomatically(ct, tuple4) {
    const port = tuple4[8 /* ID */] & 65535;
    const protocol = protocolOf(tuple4);
    const helper = this.#automaticHelpers.find((h) => h.protocol === protocol && h.ports.includes(port));
    if (helper) giveHelper(this.#conntrack.store, ct, helper);
  }
};

// src/conntrack/siphash.ts
function halfSipHash(words2, at, count2, key0, key1) {
  let v0 = key0;
  let v1 = key1;
  let v2 = 1819895653 ^ key0;
  let v3 = 1952801890 ^ key1;
  const end2 = at + count2;
  for (let i = at; i < end2; i++) {
    const word = words2[i];
    v3 ^= word;
    v0 = v0 + v1 | 0;
    v1 = (v1 << 5 | v1 >>> 27) ^ v0;
    v0 = v0 << 16 | v0 >>> 16;
    v2 = v2 + v3 | 0;
    v3 = (v3 << 8 | v3 >>> 24) ^ v2;
    v0 = v0 + v3 | 0;
    v3 = (v3 << 7 | v3 >>> 25) ^ v0;
    v2 = v2 + v1 | 0;
    v1 = (v1 << 13 | v1 >>> 19) ^ v2;
    v2 = v2 << 16 | v2 >>> 16;
    v0 ^= word;
  }
  v2 ^= 255;
  for (let i = 0; i < 3; i++) {
    v0 = v0 + v1 | 0;
    v1 = (v1 << 5 | v1 >>> 27) ^ v0;
    v0 = v0 << 16 | v0 >>> 16;
    v2 = v2 + v3 | 0;
    v3 = (v3 << 8 | v3 >>> 24) ^ v2;
    v0 = v0 + v3 | 0;
    v3 = (v3 << 7 | v3 >>> 25) ^ v0;
    v2 = v2 + v1 | 0;
    v1 = (v1 << 13 | v1 >>> 19) ^ v2;
    v2 = v2 << 16 | v2 >>> 16;
  }
  return v1 ^ v3;
}

// src/conntrack/timer-wheel.ts
var LEVEL_SHIFT = 3;
var LAST_SLOT = 63;
function firing(expires, now) {
  const delta = expires - now | 0;
  let shift = 0;
  while (delta >= LAST_SLOT * 2 ** shift) shift += LEVEL_SHIFT;
  return (expires >> shift) + 1 << shift;
}

// src/conntrack/expectations.ts
var Expectations = class {
  count = 0;
  listener = null;
  #host;
  /** By hash of the destination, the newest first. */
  #byDestination = /* @__PURE__ */ new Map();
  /** By master, the newest first. */
  #byMaster = /* @__PURE__ */ new Map();
  constructor(host) {
    this.#host = host;
  }
  /**
   * Takes in a new expectation, and returns null or why not (`nf_ct_expect_related`). The same one again starts anew;
   * where the master expects as many of the class as it may, its oldest makes room. With `ofAnyMaster`, the same one of
   * another master stands for it (`NF_CT_EXP_F_SKIP_MASTER`).
   */
  add(expectation, { ofAnyMaster = false } = {}) {
    const { store, settings, statistics: statistics2 } = this.#host;
    if (!store.extension(expectation.master)?.helper) return "ESHUTDOWN";
    const failure = this.#replaceSame(expectation, ofAnyMaster);
    if (failure) return failure;
    const policy = expectation.helper.policies[expectation.class];
    const own = this.#expecting(expectation);
    if (own.length >= policy.maxExpected) this.remove(own[own.length - 1]);
    if (this.count >= settings.expectMax) {
      this.#host.warn("nf_conntrack: expectation table full");
      return "EMFILE";
    }
    this.#startTimer(expectation, policy.timeout);
    addFirst(this.#byDestination, destinationHash(expectation.tuple), expectation);
    addFirst(this.#byMaster, expectation.master, expectation);
    this.count++;
    statistics2.expect_create++;
    this.listener?.("NEW", expectation);
    return null;
  }
  /**
   * Makes the new connection `ct`, whose first packet has this tuple, the expected one, if it is: with a master, whose
   * mark it takes and which it keeps alive, and with the helper the expectation names (`init_conntrack`). To
   * expectations a zone is the same in both directions.
   */
  adopt(ct, tuple4, zone = 0) {
    const expectation = this.count === 0 ? null : this.#take(inZone(tuple4, zone));
    if (!expectation) return null;
    const { store, statistics: statistics2 } = this.#host;
    const { master, assignHelper: assignHelper2 } = expectation;
    store.get(master);
    store.extend(ct).master = master;
    store.words[ct * RECORD_WORDS + 10 /* STATUS */] |= 1 /* EXPECTED */;
    store.words[ct * RECORD_WORDS + 28 /* MARK */] = store.words[master * RECORD_WORDS + 28 /* MARK */];
    if (assignHelper2) giveHelper(store, ct, assignHelper2);
    statistics2.expect_new++;
    expectation.arrived?.(ct, expectation);
    return expectation;
  }
  /** Removes what `master` expects: it is leaving the table (`nf_ct_remove_expectations`). */
  removeAll(master) {
    if (this.count === 0) return;
    for (const expectation of this.of(master)) this.remove(expectation);
  }
  remove(expectation) {
    removeFrom(this.#byDestination, destinationHash(expectation.tuple), expectation);
    removeFrom(this.#byMaster, expectation.master, expectation);
    this.#host.clock.cancel(expectation.timer);
    this.count--;
    this.#host.statistics.expect_delete++;
    this.listener?.("DESTROY", expectation);
  }
  /** The newest that a packet with this tuple could meet, inactive ones too (`__nf_ct_expect_find`). */
  find(tuple4) {
    if (this.count === 0) return null;
    return this.#sameDestination(tuple4).find((other2) => covers(other2, tuple4)) ?? null;
  }
  /** Lets one that is in the list live for so many seconds from now. */
  refresh(expectation, seconds2) {
    this.#host.clock.cancel(expectation.timer);
    this.#startTimer(expectation, seconds2);
  }
  /** What a master expects, the newest first: a copy, which may be walked while the list changes. */
  of(master) {
    return this.#byMaster.get(master)?.slice() ?? [];
  }
  list() {
    return [...this.#byDestination.values()].flat();
  }
  /**
   * Removes the one that a packet with this tuple meets, and returns it (`nf_ct_find_expectation`). Nothing is expected
   * by a master whose own first packet has not left yet, nor by one on its way out.
   */
  #take(tuple4) {
    const found = this.#sameDestination(tuple4).find(
      (other2) => !(other2.flags & 2 /* INACTIVE */) && covers(other2, tuple4)
    );
    const { store } = this.#host;
    if (!found || !store.isConfirmed(found.master) || store.isDying(found.master)) return null;
    if (!(found.flags & 1 /* PERMANENT */)) this.remove(found);
    return found;
  }
  /** Removes the same expectation, where it is there already; fails on one that could take the same packet. */
  #replaceSame(expectation, ofAnyMaster) {
    const { master } = expectation;
    for (const other2 of this.#sameDestination(expectation.tuple)) {
      if ((ofAnyMaster || other2.master === master) && isSame(other2, expectation)) {
        if (other2.class !== expectation.class || other2.master !== master) return "EALREADY";
        this.remove(other2);
        return null;
      }
      if (agree(other2.tuple, expectation.tuple, other2.mask, expectation.mask)) return "EBUSY";
    }
    return null;
  }
  /** What its master expects of its class, the newest first. */
  #expecting(expectation) {
    return this.of(expectation.master).filter((other2) => other2.class === expectation.class);
  }
  /** Nobody looks whether an expectation has expired: it is there until its timer fires. */
  #startTimer(expectation, seconds2) {
    const { clock } = this.#host;
    expectation.expires = clock.jiffies + seconds2 * HZ | 0;
    const wait = firing(expectation.expires, clock.jiffies) - clock.jiffies | 0;
    const due = (Math.floor(clock.now * HZ) + wait) / HZ;
    expectation.timer = clock.schedule(due - clock.now, () => this.remove(expectation));
  }
  #sameDestination(tuple4) {
    return this.#byDestination.get(destinationHash(tuple4))?.slice() ?? [];
  }
};
function inZone(tuple4, zone) {
  if (zoneOf(tuple4) === zone) return tuple4;
  const moved = tuple4.slice();
  setZone(moved, zone);
  return moved;
}
function covers({ tuple: tuple4, mask }, packet) {
  return agree(tuple4, packet, mask, mask);
}
function isSame(a, b) {
  return tupleEquals(a.tuple, 0, b.tuple, 0) && tupleEquals(a.mask, 0, b.mask, 0);
}
function agree(a, b, maskA, maskB) {
  return a.every((bits, word) => ((bits ^ b[word]) & maskA[word] & maskB[word]) === 0);
}
function addFirst(lists, key, expectation) {
  const list2 = lists.get(key);
  if (list2) list2.unshift(expectation);
  else lists.set(key, [expectation]);
}
function removeFrom(lists, key, expectation) {
  const rest = lists.get(key).filter((other2) => other2 !== expectation);
  if (rest.length > 0) lists.set(key, rest);
  else lists.delete(key);
}
function destinationHash(tuple4) {
  for (let word = 0; word < 4; word++) DESTINATION[word] = tuple4[4 /* DST */ + word];
  DESTINATION[4] = tuple4[8 /* ID */] & 65535;
  DESTINATION[5] = tuple4[9 /* KIND */];
  return halfSipHash(DESTINATION, 0, DESTINATION.length, 0, 0);
}
var DESTINATION = new Int32Array(6);

// src/conntrack/garbage.ts
var INTERVAL_MIN = HZ;
var INTERVAL_MAX = 60 * HZ;
var TIMEOUT_CLAMP = 300 * HZ;
var INITIAL_COUNT = 100;
var INITIAL_AVERAGE = 2147483647;
var GarbageCollector = class {
  /** Set when a packet found the table full: the next scan then makes room by force. */
  underPressure = false;
  #conntrack;
  #due;
  constructor(conntrack2) {
    this.#conntrack = conntrack2;
    this.#due = conntrack2.clock.jiffies + INTERVAL_MAX;
  }
  runIfDue() {
    if ((this.#conntrack.clock.jiffies - this.#due | 0) >= 0) this.run();
  }
  /** Removes what has expired, and sets the time of the next scan by what is left. */
  run() {
    const conntrack2 = this.#conntrack;
    const { store, settings } = conntrack2;
    const now = conntrack2.clock.jiffies;
    const pressure95 = this.underPressure ? Math.floor(settings.max / 100) * 95 : 0;
    let average = INITIAL_AVERAGE;
    let count2 = INITIAL_COUNT;
    const words2 = store.words;
    for (let ct = 1; ct < store.limit; ct++) {
      const base = ct * RECORD_WORDS;
      const status = words2[base + 10 /* STATUS */];
      if (!(status & 8 /* CONFIRMED */) || status & 512 /* DYING */) continue;
      const left = words2[base + 11 /* TIMEOUT */] - now | 0;
      if (left <= 0) {
        conntrack2.kill(ct);
        continue;
      }
      average += Math.trunc((Math.min(Math.max(left, INTERVAL_MIN), TIMEOUT_CLAMP) - average) / ++count2);
      if (pressure95 && store.count >= pressure95 && this.#mayGo(words2, base, status)) conntrack2.kill(ct);
    }
    this.underPressure = false;
    this.#due = now + Math.min(Math.max(average, INTERVAL_MIN), INTERVAL_MAX);
  }
  /** Under pressure unassured entries go, and those whose connection is closing (`gc_worker_can_early_drop`). */
  #mayGo(words2, base, status) {
    return !(status & 4 /* ASSURED */) || trackerOf(protocolOf(words2, base)).canEarlyDrop?.(words2, base) === true;
  }
};

// src/conntrack/gre-keymap.ts
var LOWER_HALF = 65535;
var GreKeymap = class {
  /** In the order they came. */
  #entries = [];
  /**
   * Adds the tuple of one direction for a master, which has one for each. False where that is another already
   * (`nf_ct_gre_keymap_add`).
   */
  add(master, dir, tuple4) {
    const known2 = this.#entries.find((entry) => entry.master === master && entry.dir === dir);
    if (known2) return isSameReceiver(known2.tuple, tuple4);
    this.#entries.push({ master, dir, tuple: tuple4.slice() });
    return true;
  }
  /** Removes a master's (`nf_ct_gre_keymap_destroy`). */
  remove(master) {
    if (this.#entries.length > 0) this.#entries = this.#entries.filter((entry) => entry.master !== master);
  }
  /** Completes the tuple of a packet of enhanced GRE (`gre_keymap_lookup`). */
  addSourceKey(tuple4) {
    if (this.#entries.length === 0) return;
    const entry = this.#entries.find((each) => isSameReceiver(each.tuple, tuple4));
    if (entry) tuple4[8 /* ID */] = entry.tuple[8 /* ID */] & ~LOWER_HALF | tuple4[8 /* ID */];
  }
  /** A connection is gone: with one of GRE go the keys of the master that expected it (`destroy_gre_conntrack`). */
  freed({ words: words2, extensions }, ct) {
    if (this.#entries.length === 0 || protocolOf(words2, ct * RECORD_WORDS + 0 /* ORIGINAL */) !== 47 /* GRE */) return;
    this.remove(extensions.get(ct).master);
  }
};
function isSameReceiver(a, b) {
  for (let word = 0; word < TUPLE_WORDS; word++) {
    const mask = word === 8 /* ID */ || word === 9 /* KIND */ ? LOWER_HALF : -1;
    if ((a[word] ^ b[word]) & mask) return false;
  }
  return true;
}

// src/conntrack/options.ts
var DEFAULT_BUCKETS = 262144;

// src/conntrack/statistics.ts
var Statistics = class {
  found = 0;
  invalid = 0;
  insert = 0;
  insert_failed = 0;
  drop = 0;
  early_drop = 0;
  error = 0;
  search_restart = 0;
  clash_resolve = 0;
  chaintoolong = 0;
  expect_new = 0;
  expect_create = 0;
  expect_delete = 0;
};

// src/conntrack/table.ts
var ConnectionTable = class {
  #store;
  #key0;
  #key1;
  #buckets;
  /** How many bits of a hash do not choose the bucket; 0 when that is not a matter of bits. */
  #shift;
  /** `seed` keys the hash: the same seed puts the same connections into the same buckets. */
  constructor(store, size, seed) {
    this.#store = store;
    this.#buckets = new Int32Array(size);
    this.#shift = shiftFor(size);
    this.#key0 = Math.imul(seed, 2654435761) | 0;
    this.#key1 = Math.imul(seed ^ 2246822507, 3266489909) | 0;
  }
  get size() {
    return this.#buckets.length;
  }
  hash(words2, at = 0) {
    if ((words2[at + 9 /* KIND */] >>> 8 & 255) === 2) return this.#hash4(words2, at);
    return halfSipHash(words2, at, TUPLE_WORDS, this.#key0, this.#key1);
  }
  /** The bucket a hash falls into: scaled, not masked, as `reciprocal_scale` does. */
  bucketOf(hash) {
    if (this.#shift > 0) return hash >>> this.#shift;
    return Math.floor((hash >>> 0) * this.#buckets.length / 4294967296);
  }
  /** First node of a bucket, 0 when it is empty. */
  first(bucket) {
    return this.#buckets[bucket];
  }
  /** The node behind `node` in its bucket, 0 at the end. */
  next(node) {
    return this.#store.words[(node >> 1) * RECORD_WORDS + 12 /* NEXT */ + (node & 1)];
  }
  /** The node of this tuple that has not expired at `now` (jiffies), else 0. `expired` is told each one that has. */
  find(tuple4, hash, now, expired) {
    const words2 = this.#store.words;
    const id = tuple4[8 /* ID */];
    let node = this.#buckets[this.bucketOf(hash)];
    while (node !== 0) {
      const base = (node >> 1) * RECORD_WORDS;
      const at = nodeTupleAt(node);
      const next2 = words2[base + 12 /* NEXT */ + (node & 1)];
      if ((words2[base + 11 /* TIMEOUT */] - now | 0) <= 0) {
        expired(node >> 1);
        return this.find(tuple4, hash, now, expired);
      }
      if (words2[at + 8 /* ID */] === id && tupleEquals(words2, at, tuple4, 0)) return node;
      node = next2;
    }
    return 0;
  }
  insert(node, hash) {
    const words2 = this.#store.words;
    const link = (node >> 1) * RECORD_WORDS + (node & 1);
    const bucket = this.bucketOf(hash);
    const head = this.#buckets[bucket];
    words2[link + 26 /* HASH */] = hash;
    words2[link + 12 /* NEXT */] = head;
    words2[link + 14 /* PREV */] = ~bucket;
    if (head !== 0) words2[(head >> 1) * RECORD_WORDS + (head & 1) + 14 /* PREV */] = node;
    this.#buckets[bucket] = node;
  }
  remove(node) {
    const words2 = this.#store.words;
    const link = (node >> 1) * RECORD_WORDS + (node & 1);
    const next2 = words2[link + 12 /* NEXT */];
    const prev = words2[link + 14 /* PREV */];
    if (prev === 0) return;
    if (prev < 0) this.#buckets[~prev] = next2;
    else words2[(prev >> 1) * RECORD_WORDS + (prev & 1) + 12 /* NEXT */] = next2;
    if (next2 !== 0) words2[(next2 >> 1) * RECORD_WORDS + (next2 & 1) + 14 /* PREV */] = prev;
    words2[link + 12 /* NEXT */] = words2[link + 14 /* PREV */] = 0;
  }
  /** Changes the number of buckets and puts every node where it now belongs (`nf_conntrack_hash_resize`). */
  resize(size) {
    const old = this.#buckets;
    const words2 = this.#store.words;
    this.#buckets = new Int32Array(size);
    this.#shift = shiftFor(size);
    for (let bucket = 0; bucket < old.length; bucket++) {
      let node = old[bucket];
      while (node !== 0) {
        const link = (node >> 1) * RECORD_WORDS + (node & 1);
        const next2 = words2[link + 12 /* NEXT */];
        this.insert(node, words2[link + 26 /* HASH */]);
        node = next2;
      }
    }
  }
  /** Bytes held by the buckets. */
  get bytes() {
    return this.#buckets.byteLength;
  }
  #hash4(words2, at) {
    SCRATCH[0] = words2[at + 0 /* SRC */];
    SCRATCH[1] = words2[at + 4 /* DST */];
    SCRATCH[2] = words2[at + 8 /* ID */];
    SCRATCH[3] = words2[at + 9 /* KIND */];
    return halfSipHash(SCRATCH, 0, 4, this.#key0, this.#key1);
  }
};
function shiftFor(size) {
  const isPowerOfTwo = size > 1 && (size & size - 1) === 0;
  return isPowerOfTwo ? Math.clz32(size) + 1 : 0;
}
var SCRATCH = new Int32Array(4);

// src/conntrack/conntrack.ts
var Conntrack = class {
  clock;
  settings;
  store = new ConnectionStore((ct) => this.#freed(ct));
  table;
  statistics = new Statistics();
  expectations;
  greKeymap = new GreKeymap();
  garbage;
  log;
  /** NAT for helpers, once there are chains of its type. */
  nat = null;
  /** As `HelperHost` has it; only routes know. */
  broadcastMask = () => 0;
  /** Told of every event, when somebody listens. */
  listener = null;
  /** Told of every look into TCP's table of states, when somebody counts which of them are reached. */
  onTransition = null;
  /** Whether new connections have room for labels: once a rule names one (`net->ct.labels_used`). */
  hasLabels = false;
  #confirmation;
  #creation;
  #recent;
  #tuple = newTuple();
  #expired = (ct) => void this.kill(ct);
  constructor(options) {
    this.clock = options.clock;
    this.settings = options.settings ?? defaultSettings();
    this.log = options.log ?? null;
    const seed = options.seed ?? 0;
    this.table = new ConnectionTable(this.store, options.buckets ?? DEFAULT_BUCKETS, seed);
    this.expectations = new Expectations(this);
    this.garbage = new GarbageCollector(this);
    this.#confirmation = new Confirmation(this, new Random(seed));
    this.#recent = options.evictLeastRecentlyUsed ? new LeastRecentlyUsed() : null;
    this.#creation = new Creation(this, options.automaticHelpers ?? [], this.#recent);
  }
  /** Puts the callbacks where the kernel has them (`ipv4_conntrack_ops`, `ipv6_conntrack_ops`). */
  register(netfilter) {
    const trackIn = (packet, state) => this.in(packet, state);
    const confirm = (packet, state) => this.confirm(packet, state);
    const name = "nf_conntrack_in";
    netfilter.register({ name, hook: 0 /* PREROUTING */, priority: Priority.CONNTRACK, fn: trackIn });
    netfilter.register({ name, hook: 3 /* OUTPUT */, priority: Priority.CONNTRACK, fn: trackIn });
    const last = { name: "nf_confirm", priority: Priority.CONNTRACK_CONFIRM, fn: confirm };
    netfilter.register({ ...last, hook: 1 /* INPUT */ });
    netfilter.register({ ...last, hook: 4 /* POSTROUTING */ });
  }
  /** Classifies a packet: the callback at PREROUTING and OUTPUT (`nf_conntrack_in`). */
  in(packet, state) {
    if (isSettled(packet)) return 1 /* ACCEPT */;
    this.garbage.runIfDue();
    const verdict = this.#classify(packet, state);
    if (packet.template !== null) packet.template = null;
    packet.tracked = verdict === 1 /* ACCEPT */;
    return verdict;
  }
  #classify(packet, state) {
    const found = findTransport(packet.bytes, packet.start, packet.end, state.family);
    if (found < 0) {
      this.statistics.invalid++;
      return 1 /* ACCEPT */;
    }
    const protocol = found & 255;
    const at = packet.start + (found >> 8);
    if (protocol === 1 /* ICMP */ || protocol === 58 /* ICMPV6 */) {
      const answer2 = this.#handleIcmp(packet, at, protocol, state);
      if (answer2 <= 0) {
        this.statistics.error++;
        return -answer2;
      }
      if (isSettled(packet)) return 1 /* ACCEPT */;
    }
    return this.#track(packet, at, protocol, state);
  }
  /** Runs the helper, then enters a new connection into the table: the callback at INPUT and POSTROUTING (`nf_confirm`). */
  confirm(packet, state) {
    if (packet.ct === 0) return 1 /* ACCEPT */;
    const extension = this.store.extension(packet.ct);
    if (extension) {
      const verdict = this.#help(packet, state, extension);
      if (verdict !== 1 /* ACCEPT */) return verdict;
    }
    if (!this.store.isConfirmed(packet.ct)) {
      const verdict = this.#confirmation.confirm(packet);
      if (verdict !== 1 /* ACCEPT */) return verdict;
    }
    if (this.listener !== null) this.#deliver(packet.ct);
    return 1 /* ACCEPT */;
  }
  /** Has the helper read the packet, and its sequence numbers adjusted where NAT has changed what was before it. */
  #help(packet, state, { helper, adjustments }) {
    const isAdjusted = adjustments !== null && packet.device !== LOOPBACK && packet.outDevice !== LOOPBACK;
    if (!helper && !isAdjusted || packet.ctinfo === 4 /* RELATED_REPLY */) return 1 /* ACCEPT */;
    const found = findTransport(packet.bytes, packet.start, packet.end, state.family);
    if (found < 0) return 1 /* ACCEPT */;
    const verdict = helper?.help(packet, packet.start + (found >> 8), packet.ct, packet.ctinfo, this) ?? 1 /* ACCEPT */;
    if (verdict !== 1 /* ACCEPT */ || !isAdjusted) return verdict;
    if (adjust(adjustments, packet, packet.start + (found >> 8))) return 1 /* ACCEPT */;
    this.statistics.drop++;
    return 0 /* DROP */;
  }
  /** Lets go of a packet's connection at the end of its life; an unconfirmed connection goes with it. */
  release(packet) {
    if (packet.ct !== 0) this.#detach(packet);
  }
  /** Gives the packet a connection, holding a reference to it. */
  attach(packet, ct, ctinfo) {
    this.store.get(ct);
    packet.ct = ct;
    packet.ctinfo = ctinfo;
  }
  /** The unexpired tuplehash of a tuple, 0 when there is none (`nf_conntrack_find_get`). */
  find(tuple4) {
    return this.table.find(tuple4, this.table.hash(tuple4), this.clock.jiffies, this.#expired);
  }
  /** The same in the packet's zone, where a rule has given it one (`nf_ct_zone_tmpl`). */
  findFor(packet, tuple4) {
    return packet.template === null ? this.find(tuple4) : findInZone(this, tuple4, packet.template.zone);
  }
  /** Reads the tuple of the datagram at `ip`, inside the packet; false when it has none (`nf_ct_get_tuplepr`). */
  readTuple(packet, ip, family2, tuple4) {
    const found = findTransport(packet.bytes, ip, packet.end, family2);
    return found >= 0 && this.#readTuple(packet, ip, ip + (found >> 8), family2, found & 255, tuple4);
  }
  /** The tuple of the other direction; false when its protocol knows no reply (`nf_ct_invert_tuple`). */
  invertTuple(inverse2, tuple4) {
    const id = trackerOf(protocolOf(tuple4)).invertId(tuple4[8 /* ID */]);
    if (id === void 0) return false;
    invertAddresses(inverse2, tuple4);
    inverse2[8 /* ID */] = id;
    return true;
  }
  protocolOf(ct) {
    return protocolOf(this.store.words, ct * RECORD_WORDS);
  }
  /** Sets what is left to live, and counts the packet when counters are on (`nf_ct_refresh_acct`). `timeout` is in jiffies. */
  refresh(ct, packet, timeout2) {
    this.setTimeout(ct, timeout2);
    if (this.store.words[ct * RECORD_WORDS + 31 /* EXTENDED */]) this.account(ct, packet);
  }
  setTimeout(ct, timeout2) {
    const words2 = this.store.words;
    const base = ct * RECORD_WORDS;
    const status = words2[base + 10 /* STATUS */];
    if (!(status & 1024 /* FIXED_TIMEOUT */)) {
      words2[base + 11 /* TIMEOUT */] = status & 8 /* CONFIRMED */ ? this.clock.jiffies + timeout2 : timeout2;
    }
  }
  account(ct, packet) {
    const counters = this.store.extension(ct)?.counters;
    if (!counters) return;
    const at = 2 * dirOf(packet.ctinfo);
    counters[at]++;
    counters[at + 1] += packet.end - packet.start;
  }
  /** Takes a connection out of the table; false when that has been done before (`nf_ct_delete`). */
  kill(ct) {
    const words2 = this.store.words;
    const base = ct * RECORD_WORDS;
    if (words2[base + 10 /* STATUS */] & 512 /* DYING */) return false;
    words2[base + 10 /* STATUS */] |= 512 /* DYING */;
    if (this.listener !== null) this.#report(ct, 4 /* DESTROY */);
    this.table.remove(2 * ct);
    this.table.remove(2 * ct + 1);
    if (words2[base + 31 /* EXTENDED */]) this.#leaving(ct);
    this.#recent?.forget(ct);
    this.store.put(ct);
    return true;
  }
  /** Notes an event; it is told when the packet that caused it is confirmed. */
  event(ct, bit2) {
    if (this.listener !== null) this.store.words[ct * RECORD_WORDS + 30 /* EVENTS */] |= bit2;
  }
  /** Keeps the kernel's reason with the packet and logs it; the tracker then returns the answer (`nf_l4proto_log_invalid`). */
  invalid(packet, protocol, message6) {
    packet.reason = message6;
    this.logInvalid(packet, protocol, message6);
    return -1 /* INVALID */;
  }
  logInvalid(packet, protocol, message6) {
    const wanted = this.settings.logInvalid;
    if (wanted !== protocol && wanted !== ALL_PROTOCOLS) return;
    this.log?.packet(packet, `nf_ct_proto_${protocol}: ${message6} `);
  }
  /** A helper's complaint about a packet that it drops; it does not tell where (`nf_ct_helper_log`). */
  helperLog(packet, helper, why) {
    packet.reason = why;
    this.log?.packet(packet, `nf_ct_${helper.name}: dropping packet: ${why} `, NOWHERE);
  }
  /** Writes a line to the kernel log. */
  warn(line) {
    this.log?.warnRatelimited(line);
  }
  /** Whether the transport checksum over the bytes up to `coveredTo` is right, or nobody asks (`nf_checksum`). */
  checksumHolds(packet, at, protocol, coveredTo = packet.end) {
    if (!this.settings.checksum) return true;
    return this.isChecksumRight(packet, at, protocol, coveredTo);
  }
  /** The same, whether asked for or not. */
  isChecksumRight(packet, at, protocol, coveredTo = packet.end) {
    const { bytes, start, end: end2, family: family2 } = packet;
    const pseudo2 = protocol === 1 /* ICMP */ ? 65535 : pseudoHeaderSum(bytes, start, family2, protocol, end2 - at);
    return checksum(bytes, at, coveredTo, pseudo2) === 0;
  }
  /** Confirmed connections in the order of their records; expired ones are removed on the way, as a reader of /proc does. */
  *connections() {
    for (let ct = 1; ct < this.store.limit; ct++) {
      const status = this.store.status(ct);
      if (!(status & 8 /* CONFIRMED */) || status & 512 /* DYING */) continue;
      if (this.isExpired(ct)) this.kill(ct);
      else yield ct;
    }
  }
  /** Connections as `nf_conntrack_count` counts them, unconfirmed ones included. */
  get count() {
    this.garbage.runIfDue();
    return this.store.count;
  }
  isExpired(ct) {
    return (this.store.words[ct * RECORD_WORDS + 11 /* TIMEOUT */] - this.clock.jiffies | 0) <= 0;
  }
  #handleIcmp(packet, at, protocol, state) {
    if (protocol === 1 /* ICMP */ && state.family === 2 /* IPV4 */) return icmpError(this, packet, at, state);
    if (protocol === 58 /* ICMPV6 */ && state.family === 10 /* IPV6 */) return icmpv6Error(this, packet, at, state);
    return 1 /* ACCEPT */;
  }
  #track(packet, at, protocol, state) {
    const tracker = trackerOf(protocol);
    for (; ; ) {
      const ct = this.#resolve(packet, at, protocol, state);
      if (ct === NO_ROOM) {
        this.statistics.drop++;
        return 0 /* DROP */;
      }
      if (ct === 0) {
        this.statistics.invalid++;
        return 1 /* ACCEPT */;
      }
      const answer2 = tracker.packet(this, packet, at, ct, state);
      if (answer2 > 0) break;
      this.#detach(packet);
      packet.ctinfo = -1 /* NONE */;
      if (answer2 === -4 /* REPEAT */) continue;
      this.statistics.invalid++;
      if (answer2 === 0 /* DROP */) this.statistics.drop++;
      return -answer2;
    }
    if (packet.ctinfo === 3 /* ESTABLISHED_REPLY */) this.#noteReply(packet.ct);
    this.#recent?.touch(packet.ct);
    return 1 /* ACCEPT */;
  }
  #noteReply(ct) {
    const at = ct * RECORD_WORDS + 10 /* STATUS */;
    if (this.store.words[at] & 2 /* SEEN_REPLY */) return;
    this.store.words[at] |= 2 /* SEEN_REPLY */;
    this.event(ct, 8 /* REPLY */);
  }
  /** Gives the packet its connection, made on the spot when there is none: 0 when it can have none (`resolve_normal_ct`). */
  #resolve(packet, at, protocol, state) {
    const tuple4 = this.#tuple;
    if (!this.#readTuple(packet, packet.start, at, state.family, protocol, tuple4)) return 0;
    let hash = this.table.hash(tuple4);
    let node;
    if (packet.template === null) node = this.table.find(tuple4, hash, this.clock.jiffies, this.#expired);
    else {
      node = this.findFor(packet, tuple4);
      hash = this.table.hash(tuple4);
    }
    if (node === 0) return this.#creation.create(packet, tuple4, hash);
    const ct = node >> 1;
    if (node & 1) {
      this.attach(packet, ct, 3 /* ESTABLISHED_REPLY */);
      return ct;
    }
    const status = this.store.status(ct);
    if (status & 2 /* SEEN_REPLY */) this.attach(packet, ct, 0 /* ESTABLISHED */);
    else this.attach(packet, ct, status & 1 /* EXPECTED */ ? 1 /* RELATED */ : 2 /* NEW */);
    return ct;
  }
  #readTuple(packet, ip, at, family2, protocol, tuple4) {
    const id = trackerOf(protocol).tupleId(packet.bytes, at, packet.end);
    if (id === void 0) return false;
    readAddresses(tuple4, packet.bytes, ip, family2);
    tuple4[8 /* ID */] = id;
    tuple4[9 /* KIND */] = kindOf(family2, protocol);
    if (protocol === 47 /* GRE */ && hasCallId(packet.bytes, at, packet.end)) this.greKeymap.addSourceKey(tuple4);
    return true;
  }
  /** A connection with an extension has left the table; what its helper ends with it may be looked up there. */
  #leaving(ct) {
    this.store.extension(ct).helper?.destroyed?.(ct, this);
    this.expectations.removeAll(ct);
  }
  /** A connection with an extension is about to be gone (`nf_ct_destroy`). */
  #freed(ct) {
    this.expectations.removeAll(ct);
    this.greKeymap.freed(this.store, ct);
  }
  #detach(packet) {
    const ct = packet.ct;
    packet.ct = 0;
    this.store.put(ct);
  }
  #deliver(ct) {
    const at = ct * RECORD_WORDS + 30 /* EVENTS */;
    const bits = this.store.words[at];
    if (bits === 0 || this.store.status(ct) & 512 /* DYING */) return;
    this.store.words[at] = 0;
    this.#report(ct, bits);
  }
  #report(ct, bits) {
    const extension = this.store.extension(ct);
    if (extension && !(bits & extension.events)) return;
    this.listener(eventType(bits), ct, bits);
  }
};
function isSettled(packet) {
  return packet.ct !== 0 || packet.ctinfo === 7 /* UNTRACKED */;
}
var ALL_PROTOCOLS = 255;

// src/defrag/environment.ts
var SILENT = {
  random: () => 1,
  log() {
  },
  timeExceeded() {
  },
  parameterProblem() {
  }
};

// src/defrag/geometry.ts
var known = /* @__PURE__ */ new WeakMap();
function rememberGeometry(bytes, geometry) {
  known.set(bytes, geometry);
}
function geometryOf(packet) {
  const whole = packet.end - packet.start;
  const geometry = known.get(packet.bytes);
  if (geometry === void 0) return { head: whole, linear: whole, rest: [] };
  const pulled = transportHeaderEnd(packet);
  if (pulled > whole || pulled <= geometry.linear) return geometry;
  if (pulled <= geometry.head) return { ...geometry, linear: pulled };
  return { head: pulled, linear: pulled, rest: [] };
}
function transportHeaderEnd(packet) {
  const transport2 = findTransport(packet.bytes, packet.start, packet.end, packet.family);
  if (transport2 < 0) return 0;
  const protocol = transport2 & 255;
  if (protocol === 132 /* SCTP */) return (transport2 >>> 8) + 12;
  return protocol === 6 /* TCP */ && packet.family === 2 /* IPV4 */ ? (transport2 >>> 8) + 20 : 0;
}

// src/defrag/truesize.ts
var ETHERNET_HEADER = 14;
var HEADROOM = 16;
var PAGE = 4096;
var SK_BUFF = 256;
var SHARED_INFO = 320;
var SMALL_HEAD = 576;
var CACHE_LINE = 64;
function isPaged(length) {
  return HEADROOM + ETHERNET_HEADER + length >= PAGE;
}
function truesize(length) {
  if (isPaged(length)) return SK_BUFF + SMALL_HEAD + PAGE * Math.ceil(length / PAGE);
  const needed = Math.ceil((HEADROOM + ETHERNET_HEADER + length) / CACHE_LINE) * CACHE_LINE + SHARED_INFO;
  if (needed <= SMALL_HEAD) return SK_BUFF + SMALL_HEAD;
  return SK_BUFF + 2 ** Math.ceil(Math.log2(needed));
}

// src/defrag/assemble.ts
function assemble(packet, queue, header) {
  const fragments = queue.fragments();
  const bytes = new Uint8Array(header.length + queue.length);
  bytes.set(header);
  for (const { packet: part2, headers, start, end: end2 } of fragments) {
    bytes.set(part2.bytes.subarray(headers, headers + end2 - start), header.length + start);
  }
  rememberGeometry(bytes, {
    head: header.length + fragments[0].end,
    linear: header.length + (isPaged(fragments[0].packet.end) ? 0 : fragments[0].end),
    rest: fragments.slice(1).map(({ headers, start, end: end2 }) => ({ headers, length: end2 - start }))
  });
  const first = fragments[0].packet;
  packet.bytes = bytes;
  packet.start = 0;
  packet.end = bytes.length;
  packet.ct = first.ct;
  packet.ctinfo = first.ctinfo;
  packet.tracked = first.tracked;
  packet.mark = first.mark;
}

// src/defrag/queue.ts
var Fragment = class {
  /** The fragment as it came, beginning at 0 of its bytes. */
  packet;
  /** Where its data lie in the datagram, and one past them. */
  start;
  end;
  /** Bytes of headers before its data. */
  headers;
  truesize;
  constructor(packet, headers, start, end2) {
    this.truesize = truesize(packet.end - packet.start);
    this.packet = packet.clone();
    this.headers = headers;
    this.start = start;
    this.end = end2;
  }
};
var FragmentQueue = class {
  key;
  timer = null;
  /** Whether the datagram's first fragment has arrived, and its last. */
  firstIn = false;
  lastIn = false;
  /** Bytes of the datagram's fragmented part, as far as known. */
  length = 0;
  /** Bytes that have arrived. */
  meat = 0;
  /** The largest fragment: bytes with IP header for IPv4, without for IPv6. */
  maxSize = 0;
  /** The congestion bits seen (see `ecnOf`). */
  ecn = 0;
  /** The interface the latest fragment came in by. */
  device = -1;
  truesize = 0;
  /** Sorted; a run grows at its end only, and runs that meet stay apart. */
  #runs = [];
  constructor(key) {
    this.key = key;
  }
  get empty() {
    return this.#runs.length === 0;
  }
  /** Whether every byte from the first to the last has arrived. */
  get complete() {
    return this.firstIn && this.lastIn && this.meat === this.length;
  }
  /** Takes note of where a fragment ends; false when that contradicts what is known of the datagram's end. */
  extend(end2, isLast) {
    if (isLast) {
      if (end2 < this.length || this.lastIn && end2 !== this.length) return false;
      this.lastIn = true;
      this.length = end2;
    } else if (end2 > this.length) {
      if (this.lastIn) return false;
      this.length = end2;
    }
    return true;
  }
  insert(fragment3) {
    const outcome = this.#place(fragment3);
    if (outcome !== 0 /* OK */) return outcome;
    this.meat += fragment3.end - fragment3.start;
    this.truesize += fragment3.truesize;
    this.device = fragment3.packet.device;
    if (fragment3.start === 0) this.firstIn = true;
    return 0 /* OK */;
  }
  /** The fragment nearest to the datagram's begin. */
  first() {
    return this.#runs[0].fragments[0];
  }
  /** All fragments in the order of the datagram. */
  fragments() {
    return this.#runs.flatMap((run) => run.fragments);
  }
  /** Lets go of all fragments (`inet_frag_queue_flush`). */
  flush() {
    this.#runs = [];
    this.truesize = 0;
  }
  /** Forgets what an emptied queue has seen, but for the sizes (`ip_frag_reinit`). */
  reset() {
    this.firstIn = false;
    this.lastIn = false;
    this.length = 0;
    this.meat = 0;
    this.ecn = 0;
    this.device = -1;
  }
  #place(fragment3) {
    const { start, end: end2 } = fragment3;
    const runs2 = this.#runs;
    const lastRun = runs2.at(-1);
    if (lastRun === void 0 || lastRun.end < end2) {
      if (lastRun !== void 0 && start < lastRun.end) return 2 /* OVERLAP */;
      if (lastRun !== void 0 && start === lastRun.end) {
        lastRun.fragments.push(fragment3);
        lastRun.end = end2;
      } else runs2.push({ start, end: end2, fragments: [fragment3] });
      return 0 /* OK */;
    }
    let low = 0;
    let high = runs2.length;
    while (low < high) {
      const middle = low + high >>> 1;
      const run = runs2[middle];
      if (end2 <= run.start) high = middle;
      else if (start >= run.end) low = middle + 1;
      else return start >= run.start && end2 <= run.end ? 1 /* DUPLICATE */ : 2 /* OVERLAP */;
    }
    runs2.splice(low, 0, { start, end: end2, fragments: [fragment3] });
    return 0 /* OK */;
  }
};

// src/defrag/directory.ts
var FragmentDirectory = class {
  /** Bytes held, as the kernel accounts them (`FRAG: … memory` in `/proc/net/sockstat`). */
  memory = 0;
  #queues = /* @__PURE__ */ new Map();
  #clock;
  #limits;
  #kind;
  constructor(clock, limits, kind2) {
    this.#clock = clock;
    this.#limits = limits;
    this.#kind = kind2;
  }
  /** Number of incomplete datagrams (`FRAG: inuse`). */
  get size() {
    return this.#queues.size;
  }
  /** The queue of a datagram, a new one if need be; null when the memory threshold is crossed (`inet_frag_find`). */
  find(key, create) {
    if (this.#limits.highThresh === 0 || this.memory > this.#limits.highThresh) return null;
    return this.#queues.get(key) ?? this.#add(create(key));
  }
  insert(queue, fragment3) {
    const outcome = queue.insert(fragment3);
    if (outcome === 0 /* OK */) this.memory += fragment3.truesize;
    return outcome;
  }
  /** Lets go of the fragments but not of the queue, which has its full time again. */
  restart(queue) {
    this.#flush(queue);
    queue.reset();
    this.#startTimer(queue);
  }
  /** Takes a queue out, fragments and all (`inet_frag_kill`, `inet_frag_destroy`). */
  remove(queue) {
    this.#detach(queue);
    this.#flush(queue);
  }
  #add(queue) {
    this.#queues.set(queue.key, queue);
    this.memory += this.#kind.size;
    this.#startTimer(queue);
    return queue;
  }
  #startTimer(queue) {
    if (queue.timer !== null) this.#clock.cancel(queue.timer);
    queue.timer = this.#clock.schedule(this.#limits.timeout, () => {
      this.#detach(queue);
      this.#kind.expired(queue);
      this.#flush(queue);
    });
  }
  #detach(queue) {
    if (queue.timer !== null) this.#clock.cancel(queue.timer);
    queue.timer = null;
    this.#queues.delete(queue.key);
    this.memory -= this.#kind.size;
    this.#kind.removed?.(queue);
  }
  #flush(queue) {
    this.memory -= queue.truesize;
    queue.flush();
  }
};

// src/defrag/ecn.ts
var NOT_ECT = 1;
var CE = 8;
function ecnOf(trafficClass2) {
  return 1 << (trafficClass2 & 3);
}
function ecnOfDatagram(seen) {
  if ((seen & NOT_ECT) !== 0) return seen === NOT_ECT ? 0 : -1;
  return (seen & CE) !== 0 && seen !== CE ? 3 : 0;
}

// src/defrag/ipv4.ts
var OFFSET = 8191;
var MAX_LENGTH2 = 65535;
var Ipv4Queue = class extends FragmentQueue {
  user;
  source;
  /** What the source had sent when the queue's latest fragment came. */
  seen = 0;
  /** The largest fragment with the don't-fragment bit. */
  maxDfSize = 0;
  constructor(key, user, source) {
    super(key);
    this.user = user;
    this.source = source;
  }
};
var Ipv4Reassembly = class {
  directory;
  #settings;
  #environment;
  #statistics;
  #sources = /* @__PURE__ */ new Map();
  constructor(clock, settings, environment, statistics2) {
    this.#settings = settings;
    this.#environment = environment;
    this.#statistics = statistics2;
    this.directory = new FragmentDirectory(clock, settings, {
      size: 200,
      // sizeof(struct ipq)
      expired: (queue) => this.#expired(queue),
      removed: (queue) => this.#forgetSource(queue.source)
    });
  }
  /** Takes a fragment. ACCEPT: `packet` is now the whole datagram. STOLEN: it is held, or was found bad and freed. */
  gather(packet, user) {
    this.#statistics.reasmReqds++;
    const queue = this.directory.find(keyOf(packet, user), (key) => this.#createQueue(key, packet, user));
    if (queue !== null) return this.#queue(queue, packet) ? 1 /* ACCEPT */ : 2 /* STOLEN */;
    this.#statistics.reasmFails++;
    return 2 /* STOLEN */;
  }
  #createQueue(key, packet, user) {
    if (this.#settings.maxDist === 0) return new Ipv4Queue(key, user, null);
    const address3 = i32(packet.bytes, packet.start + 12);
    const source = this.#sources.get(address3) ?? { address: address3, fragments: 0, queues: 0 };
    this.#sources.set(address3, source);
    source.queues++;
    return new Ipv4Queue(key, user, source);
  }
  #forgetSource(source) {
    if (source !== null && --source.queues === 0) this.#sources.delete(source.address);
  }
  /** Adds a fragment to a queue (`ip_frag_queue`). True when that made the datagram whole. */
  #queue(queue, packet) {
    if (this.#tooFar(queue)) {
      this.#statistics.reasmFails++;
      this.directory.restart(queue);
    }
    const { bytes, start: at } = packet;
    const flags = u16(bytes, at + 6);
    const isLast = (flags & 8192 /* MORE_FRAGMENTS */) === 0;
    const headers = (bytes[at] & 15) << 2;
    const start = (flags & OFFSET) << 3;
    let end2 = start + packet.end - at - headers;
    if (!isLast) end2 &= ~7;
    if (!queue.extend(end2, isLast) || end2 === start) return this.#discard(queue);
    const outcome = this.directory.insert(queue, new Fragment(packet, headers, start, end2));
    if (outcome === 1 /* DUPLICATE */) {
      packet.reason = "DUP_FRAG";
      return false;
    }
    if (outcome === 2 /* OVERLAP */) {
      this.#statistics.reasmOverlaps++;
      return this.#discard(queue);
    }
    const size = headers + end2 - start;
    queue.ecn |= ecnOf(bytes[at + 1]);
    queue.maxSize = Math.max(queue.maxSize, size);
    if ((flags & 16384 /* DONT_FRAGMENT */) !== 0) queue.maxDfSize = Math.max(queue.maxDfSize, size);
    return queue.complete && this.#reassemble(queue, packet);
  }
  /** Whether so many fragments of the same source came in between that the identification may have come round. */
  #tooFar(queue) {
    const { source } = queue;
    const { maxDist } = this.#settings;
    if (source === null || maxDist === 0) return false;
    const between = ++source.fragments - queue.seen;
    queue.seen = source.fragments;
    return !queue.empty && between > maxDist;
  }
  /** Gives a datagram up. */
  #discard(queue) {
    this.directory.remove(queue);
    this.#statistics.reasmFails++;
    return false;
  }
  #reassemble(queue, packet) {
    const first = queue.first();
    const header = first.packet.bytes.slice(0, first.headers);
    const ecn = ecnOfDatagram(queue.ecn);
    const length = header.length + queue.length;
    if (ecn < 0) return this.#discard(queue);
    if (length > MAX_LENGTH2) {
      this.#environment.log(`IPv4: Oversized IP packet from ${formatAddress(header, 12, 2 /* IPV4 */)}`);
      return this.#discard(queue);
    }
    header[1] |= ecn;
    put16(header, 2, length);
    put16(header, 6, queue.maxDfSize === queue.maxSize ? 16384 /* DONT_FRAGMENT */ : 0);
    put16(header, 10, 0);
    put16(header, 10, checksum(header, 0, header.length));
    assemble(packet, queue, header);
    packet.fragmentMaxSize = queue.maxSize;
    this.directory.remove(queue);
    this.#statistics.reasmOKs++;
    return true;
  }
  /** The time is up (`ip_expire`). A router stays silent about datagrams that conntrack wanted whole. */
  #expired(queue) {
    this.#statistics.reasmFails++;
    this.#statistics.reasmTimeout++;
    if (!queue.firstIn || queue.user === 65538 /* CONNTRACK_OUT */) return;
    const { packet, headers, end: end2 } = queue.first();
    packet.device = queue.device;
    packet.end = headers + end2;
    this.#environment.timeExceeded(packet, queue.user === 2 /* CONNTRACK_IN */);
  }
};
function keyOf({ bytes, start }, user) {
  return `${user} ${i32(bytes, start + 12)} ${i32(bytes, start + 16)} ${bytes[start + 9]} ${u16(bytes, start + 4)}`;
}

// src/defrag/extension.ts
var FIRST = { previous: 6 /* NEXT_HEADER */, at: 40 /* LENGTH */ };
function findFragmentHeader(packet, opaque = 59 /* NONE */, from = FIRST) {
  const { bytes, start, end: end2 } = packet;
  let { previous, at } = from;
  let next2 = bytes[start + previous];
  while (next2 !== 44 /* FRAGMENT */) {
    if (!isExtension(next2) || next2 === 59 /* NONE */ || next2 === opaque || start + at + 2 > end2) return null;
    previous = at;
    at += extensionLength(next2, bytes[start + at + 1]);
    next2 = bytes[start + previous];
  }
  return start + at > end2 ? null : { previous, at };
}
function fragmentField({ bytes, start }, place) {
  return u16(bytes, start + place.at + 2 /* OFFSET_FLAGS */);
}
function transportHeaderTruncated({ bytes, start, end: end2 }) {
  const transport2 = findTransport(bytes, start, end2, 10 /* IPV6 */);
  return transport2 >= 0 && start + (transport2 >>> 8) + transportHeaderLength(transport2 & 255) > end2;
}
function transportHeaderLength(protocol) {
  if (protocol === 6 /* TCP */) return 20;
  return protocol === 17 /* UDP */ || protocol === 58 /* ICMPV6 */ ? 8 : 1;
}
function findFragmentationPoint({ bytes, start }, length) {
  let previous = 6 /* NEXT_HEADER */;
  let at = 40 /* LENGTH */;
  let routing = false;
  while (at <= length) {
    const next2 = bytes[start + previous];
    if (next2 === 43 /* ROUTING */) routing = true;
    else if (next2 === 60 /* DSTOPTS */ ? routing : next2 !== 0 /* HOPOPT */) return { previous, at };
    if (at + 2 > length) return null;
    previous = at;
    at += extensionLength(next2, bytes[start + at + 1]);
  }
  return null;
}

// src/defrag/ipv6.ts
var MORE_FRAGMENTS = 1;
var MAX_PAYLOAD = 65535;
function isScoped(bytes, destination) {
  return bytes[destination] === 255 || (u16(bytes, destination) & 65472) === 65152;
}
var Ipv6Queue = class extends FragmentQueue {
  /** Where the first fragment has the next-header field that leads to its Fragment header. */
  previous = 0;
};
var Ipv6Reassembly = class {
  directory;
  #statistics;
  #environment;
  constructor(clock, limits, environment, statistics2) {
    this.#statistics = statistics2;
    this.#environment = environment;
    this.directory = new FragmentDirectory(clock, limits, {
      size: 184,
      // sizeof(struct frag_queue)
      expired: (queue) => this.#expired(queue)
    });
  }
  /** The queue of the datagram that a fragment belongs to; null when the memory threshold is crossed. */
  find(packet, place, user) {
    const { bytes, start } = packet;
    const device2 = isScoped(bytes, start + 24 /* DESTINATION */) ? packet.device : 0;
    let key = `${user} ${device2} ${i32(bytes, start + place.at + 4 /* ID */)}`;
    for (let at = 8 /* SOURCE */; at < 40 /* LENGTH */; at += 4) key += ` ${i32(bytes, start + at)}`;
    return this.directory.find(key, (k) => new Ipv6Queue(k));
  }
  /** Adds a fragment to a queue (`nf_ct_frag6_queue`, `ip6_frag_queue`); what to do with a bad one is the caller's. */
  add(queue, packet, place) {
    const { bytes, start: ip } = packet;
    const headers = place.at + 8 /* LENGTH */;
    const field = fragmentField(packet, place);
    const isLast = (field & MORE_FRAGMENTS) === 0;
    const start = field & ~7;
    const end2 = start + packet.end - ip - headers;
    if (end2 > MAX_PAYLOAD) return 4 /* BEYOND_END */;
    if (!isLast && (end2 & 7) !== 0) return 5 /* UNALIGNED */;
    if (!queue.extend(end2, isLast)) return isLast ? 7 /* CONTRADICTS_LAST */ : 6 /* CONTRADICTS_END */;
    if (end2 === start) return 8 /* EMPTY */;
    const outcome = this.directory.insert(queue, new Fragment(packet, headers, start, end2));
    if (outcome !== 0 /* OK */) return outcome === 1 /* DUPLICATE */ ? 2 /* DUPLICATE */ : 9 /* OVERLAP */;
    queue.ecn |= ecnOf(u16(bytes, ip) >> 4);
    queue.maxSize = Math.max(queue.maxSize, packet.end - ip - 40 /* LENGTH */);
    if (start === 0) queue.previous = place.previous;
    return queue.complete ? this.#reassemble(queue, packet) : 1 /* HELD */;
  }
  #reassemble(queue, packet) {
    const first = queue.first();
    const unfragmentable = first.headers - 8 /* LENGTH */;
    const ecn = ecnOfDatagram(queue.ecn);
    const payload = unfragmentable - 40 /* LENGTH */ + queue.length;
    if (ecn < 0 || payload > MAX_PAYLOAD) return 10 /* REASSEMBLY_FAILED */;
    const header = first.packet.bytes.slice(0, unfragmentable);
    header[queue.previous] = first.packet.bytes[unfragmentable];
    header[1] |= ecn << 4;
    put16(header, 4 /* PAYLOAD_LENGTH */, payload);
    assemble(packet, queue, header);
    packet.fragmentMaxSize = 40 /* LENGTH */ + queue.maxSize;
    this.directory.remove(queue);
    return 0 /* WHOLE */;
  }
  /** The time is up (`ip6frag_expire_frag_queue`): unlike with IPv4, a router answers too. */
  #expired(queue) {
    if (queue.device < 0) return;
    this.#statistics.reasmFails++;
    this.#statistics.reasmTimeout++;
    if (!queue.firstIn) return;
    const { packet } = queue.first();
    packet.device = queue.device;
    this.#environment.timeExceeded(packet, false);
  }
};

// src/defrag/ipv6-conntrack.ts
function gatherForConntrack(reassembly2, packet, user) {
  if (u16(packet.bytes, packet.start + 4 /* PAYLOAD_LENGTH */) === 0) return 1 /* ACCEPT */;
  const place = findFragmentHeader(packet);
  if (place === null || transportHeaderTruncated(packet)) return 1 /* ACCEPT */;
  if (packet.start + place.at + 8 /* LENGTH */ > packet.end) return 0 /* DROP */;
  const queue = reassembly2.find(packet, place, user);
  if (queue === null) return drop(packet, "Can't find and can't create new queue");
  switch (reassembly2.add(queue, packet, place)) {
    case 0 /* WHOLE */:
      return 1 /* ACCEPT */;
    case 1 /* HELD */:
      return 2 /* STOLEN */;
    case 2 /* DUPLICATE */:
      packet.reason = "DUP_FRAG";
      return 2 /* STOLEN */;
    case 10 /* REASSEMBLY_FAILED */:
      reassembly2.directory.remove(queue);
      return 2 /* STOLEN */;
    case 5 /* UNALIGNED */:
      reassembly2.directory.remove(queue);
      return 1 /* ACCEPT */;
    case 9 /* OVERLAP */:
      reassembly2.directory.remove(queue);
      return 0 /* DROP */;
    case 4 /* BEYOND_END */:
      return drop(packet, "offset is too large");
    case 7 /* CONTRADICTS_LAST */:
      return drop(packet, "already received last fragment");
    case 6 /* CONTRADICTS_END */:
      return drop(packet, "last packet already reached");
    default:
      return 0 /* DROP */;
  }
}
function drop(packet, reason) {
  packet.reason = reason;
  return 0 /* DROP */;
}

// src/defrag/ipv6-local.ts
var ERRONEOUS_FIELD = 0;
var INCOMPLETE_CHAIN = 3;
var USER = 0;
var Ipv6Delivery = class {
  #reassembly;
  #environment;
  #statistics;
  constructor(reassembly2, environment, statistics2) {
    this.#reassembly = reassembly2;
    this.#environment = environment;
    this.#statistics = statistics2;
  }
  /** Takes what is to be delivered. ACCEPT: it is no fragment, or the whole datagram. STOLEN: held. DROP: bad. */
  gather(packet) {
    const place = next(packet);
    if (place === null) return 1 /* ACCEPT */;
    if (packet.fragmentMaxSize > 0) return this.#problem(packet, ERRONEOUS_FIELD, place.at);
    this.#statistics.reasmReqds++;
    const noRoom = packet.start + place.at + 8 /* LENGTH */ > packet.end;
    if (noRoom || u16(packet.bytes, packet.start + 4 /* PAYLOAD_LENGTH */) === 0) {
      return this.#problem(packet, ERRONEOUS_FIELD, place.at);
    }
    const isAtomic = (fragmentField(packet, place) & ~6) === 0;
    if (isAtomic) {
      const behind = { previous: place.at, at: place.at + 8 /* LENGTH */ };
      return this.#whole(packet, next(packet, behind));
    }
    if (transportHeaderTruncated(packet)) return this.#problem(packet, INCOMPLETE_CHAIN, 0);
    return this.#add(packet, place);
  }
  #add(packet, place) {
    const queue = this.#reassembly.find(packet, place, USER);
    const outcome = queue === null ? 3 /* NO_MEMORY */ : this.#reassembly.add(queue, packet, place);
    switch (outcome) {
      case 0 /* WHOLE */:
        return this.#whole(packet, next(packet));
      case 1 /* HELD */:
      case 2 /* DUPLICATE */:
        return 2 /* STOLEN */;
      case 4 /* BEYOND_END */:
        return this.#problem(packet, ERRONEOUS_FIELD, place.at + 2 /* OFFSET_FLAGS */);
      case 5 /* UNALIGNED */:
        return this.#problem(packet, ERRONEOUS_FIELD, 4 /* PAYLOAD_LENGTH */);
      case 9 /* OVERLAP */:
        this.#statistics.reasmOverlaps++;
    }
    if (queue !== null) this.#reassembly.directory.remove(queue);
    this.#statistics.reasmFails++;
    return 0 /* DROP */;
  }
  /** A datagram that was in fragments may not be a fragment itself. */
  #whole(packet, inner) {
    this.#statistics.reasmOKs++;
    return inner === null ? 1 /* ACCEPT */ : this.#problem(packet, ERRONEOUS_FIELD, inner.at);
  }
  #problem(packet, code, pointer) {
    this.#environment.parameterProblem(packet, code, pointer);
    return 0 /* DROP */;
  }
};
function next(packet, from) {
  return findFragmentHeader(packet, 51 /* AH */, from);
}

// src/defrag/cut.ts
function cutToFit(length, room2) {
  const cuts = [];
  const most = room2 & ~7;
  for (let start = 0; start < length; ) {
    const left = length - start;
    const size = left <= room2 ? left : most;
    cuts.push({ start, length: size, isLast: size === left });
    start += size;
  }
  return cuts;
}
var HEADROOM2 = 64;
var LINK_HEADER = 16;
function cutAsReceived(packet, unfragmentable, room2, newHeaders) {
  const geometry = geometryOf(packet);
  if (geometry.rest.length === 0) return null;
  const lengths = [geometry.head - unfragmentable, ...geometry.rest.map((piece) => piece.length)];
  const last = lengths.length - 1;
  if (!lengths.every((length, i) => length >= 0 && length <= room2 && (i === last || (length & 7) === 0))) return null;
  if (!geometry.rest.every((piece) => HEADROOM2 + piece.headers >= newHeaders + LINK_HEADER)) return null;
  let start = 0;
  return lengths.map((length, i) => {
    const cut2 = { start, length, isLast: i === last };
    start += length;
    return cut2;
  });
}

// src/defrag/refragment-ipv4.ts
var OFFSET2 = 8191;
var MINIMUM_DATA = 8;
function fragmentIpv4(packet, mtu) {
  const reassembled = packet.fragmentMaxSize > 0;
  const dontFragment = hasDontFragment(packet);
  if (dontFragment && (!reassembled || packet.fragmentMaxSize > mtu)) return null;
  const headers = (packet.bytes[packet.start] & 15) << 2;
  const largest = reassembled ? Math.min(mtu, packet.fragmentMaxSize) : mtu;
  if (largest < headers + MINIMUM_DATA) return null;
  const room2 = largest - headers;
  const field = u16(packet.bytes, packet.start + 6);
  const isWhole2 = (field & (8192 /* MORE_FRAGMENTS */ | OFFSET2)) === 0;
  const asReceived = isWhole2 ? cutAsReceived(packet, headers, room2, headers) : null;
  const cuts = asReceived ?? cutToFit(packet.end - packet.start - headers, room2);
  const flags = (dontFragment && asReceived === null ? 16384 /* DONT_FRAGMENT */ : 0) | field & OFFSET2;
  return cuts.map((cut2) => fragment2(packet, headers, cut2, flags, (field & 8192 /* MORE_FRAGMENTS */) !== 0));
}
function hasDontFragment({ bytes, start }) {
  return (u16(bytes, start + 6) & 16384 /* DONT_FRAGMENT */) !== 0;
}
function fragment2(packet, headers, cut2, flags, moreFollow) {
  const { bytes, start } = packet;
  const data = start + headers + cut2.start;
  const out = new Uint8Array(headers + cut2.length);
  out.set(bytes.subarray(start, start + headers));
  out.set(bytes.subarray(data, data + cut2.length), headers);
  put16(out, 2, out.length);
  put16(out, 6, flags + (cut2.start >>> 3) | (cut2.isLast && !moreFollow ? 0 : 8192 /* MORE_FRAGMENTS */));
  if (cut2.start > 0 && (flags & OFFSET2) === 0) blankUncopiedOptions(out, headers);
  put16(out, 10, 0);
  put16(out, 10, checksum(out, 0, headers));
  return out;
}
var COPIED = 128;
function blankUncopiedOptions(bytes, headers) {
  let at = 20;
  while (at < headers && bytes[at] !== END_OF_OPTIONS) {
    const length = bytes[at] === NO_OPERATION ? 1 : bytes[at + 1];
    if (bytes[at] !== NO_OPERATION) {
      if (length < 2 || at + length > headers) return;
      if ((bytes[at] & COPIED) === 0) bytes.fill(NO_OPERATION, at, at + length);
    }
    at += length;
  }
}

// src/defrag/refragment-ipv6.ts
var MINIMUM_MTU = 1280;
var MINIMUM_DATA2 = 8;
var MORE_FRAGMENTS2 = 1;
function fragmentIpv6(packet, mtu, identification) {
  if (packet.fragmentMaxSize === 0 || packet.fragmentMaxSize > mtu) return null;
  const point = findFragmentationPoint(packet, geometryOf(packet).linear);
  if (point === null) return null;
  const largest = Math.max(packet.fragmentMaxSize, MINIMUM_MTU);
  const unfragmentable = point.at;
  const room2 = largest - unfragmentable - 8 /* LENGTH */;
  if (room2 < MINIMUM_DATA2) return null;
  const { bytes, start } = packet;
  const cuts = cutAsReceived(packet, unfragmentable, room2, unfragmentable + 8 /* LENGTH */) ?? cutToFit(packet.end - start - unfragmentable, room2);
  return cuts.map((cut2) => {
    const out = new Uint8Array(unfragmentable + 8 /* LENGTH */ + cut2.length);
    const data = start + unfragmentable + cut2.start;
    out.set(bytes.subarray(start, start + unfragmentable));
    out.set(bytes.subarray(data, data + cut2.length), unfragmentable + 8 /* LENGTH */);
    put16(out, 4 /* PAYLOAD_LENGTH */, out.length - 40 /* LENGTH */);
    out[point.previous] = 44 /* FRAGMENT */;
    out[unfragmentable] = bytes[start + point.previous];
    put16(out, unfragmentable + 2 /* OFFSET_FLAGS */, cut2.start | (cut2.isLast ? 0 : MORE_FRAGMENTS2));
    put32(out, unfragmentable + 4 /* ID */, identification);
    return out;
  });
}

// src/defrag/settings.ts
var MEBIBYTE = 1 << 20;
function defaultDefragSettings() {
  const ipv6 = { timeout: 60, highThresh: 4 * MEBIBYTE, lowThresh: 3 * MEBIBYTE };
  return {
    ipv4: { timeout: 30, highThresh: 4 * MEBIBYTE, lowThresh: 3 * MEBIBYTE, maxDist: 64 },
    ipv6,
    ipv6Local: { ...ipv6 }
  };
}

// src/defrag/statistics.ts
var FragmentStatistics = class {
  reasmTimeout = 0;
  reasmReqds = 0;
  reasmOKs = 0;
  reasmFails = 0;
  reasmOverlaps = 0;
  fragOKs = 0;
  fragFails = 0;
  fragCreates = 0;
};

// src/defrag/defrag.ts
var IPV6_CONNTRACK_IN = 1;
var IPV6_CONNTRACK_OUT = 65537;
var Defrag = class {
  settings;
  statistics = { ipv4: new FragmentStatistics(), ipv6: new FragmentStatistics() };
  #environment;
  #ipv4;
  #ipv6;
  #ipv6Delivery;
  constructor(clock, settings = defaultDefragSettings(), environment = SILENT) {
    const { ipv4, ipv6 } = this.statistics;
    this.settings = settings;
    this.#environment = environment;
    this.#ipv4 = new Ipv4Reassembly(clock, settings.ipv4, environment, ipv4);
    this.#ipv6 = new Ipv6Reassembly(clock, settings.ipv6, environment, ipv6);
    const local = new Ipv6Reassembly(clock, settings.ipv6Local, environment, ipv6);
    this.#ipv6Delivery = new Ipv6Delivery(local, environment, ipv6);
  }
  /** Registers with both hooks at which packets enter the stack. */
  register(netfilter) {
    for (const hook of [0 /* PREROUTING */, 3 /* OUTPUT */]) {
      const at = { hook, priority: Priority.DEFRAG };
      netfilter.register({ ...at, name: "ipv4_conntrack_defrag", family: 2 /* IPV4 */, fn: this.#gatherIpv4 });
      netfilter.register({ ...at, name: "ipv6_defrag", family: 10 /* IPV6 */, fn: this.#gatherIpv6 });
    }
  }
  /** Bytes held for incomplete datagrams, as the kernel accounts them. */
  get memory() {
    return { ipv4: this.#ipv4.directory.memory, ipv6: this.#ipv6.directory.memory };
  }
  /** Numbers of incomplete datagrams. */
  get queues() {
    return { ipv4: this.#ipv4.directory.size, ipv6: this.#ipv6.directory.size };
  }
  /**
   * Reassembles an IPv4 datagram that conntrack let pass in pieces, for local delivery. To be called before the INPUT
   * hook (`ip_local_deliver`). ACCEPT: go on with `packet`.
   */
  beforeInput(packet) {
    return isIpv4Fragment(packet) ? this.#ipv4.gather(packet, 0 /* LOCAL_DELIVER */) : 1 /* ACCEPT */;
  }
  /** The same for IPv6, to be called after the INPUT hook (`ipv6_frag_rcv`). */
  afterInput(packet) {
    return this.#ipv6Delivery.gather(packet);
  }
  /**
   * The fragments that a datagram leaves in over a link of this MTU, each with a buffer of its own. For one that is
   * larger than the MTU or was reassembled; none when it may not be fragmented.
   */
  fragmentForOutput(packet, mtu) {
    const isIpv4 = packet.family === 2 /* IPV4 */;
    const statistics2 = isIpv4 ? this.statistics.ipv4 : this.statistics.ipv6;
    const fragments = isIpv4 ? fragmentIpv4(packet, mtu) : fragmentIpv6(packet, mtu, this.#environment.random());
    if (fragments === null) {
      statistics2.fragFails++;
      return [];
    }
    statistics2.fragOKs++;
    statistics2.fragCreates += fragments.length;
    return fragments;
  }
  #gatherIpv4 = (packet, state) => {
    if (!isIpv4Fragment(packet) || packet.ctinfo === 7 /* UNTRACKED */) return 1 /* ACCEPT */;
    return this.#ipv4.gather(
      packet,
      state.hook === 0 /* PREROUTING */ ? 2 /* CONNTRACK_IN */ : 65538 /* CONNTRACK_OUT */
    );
  };
  #gatherIpv6 = (packet, state) => {
    const next2 = packet.bytes[packet.start + 6 /* NEXT_HEADER */];
    if (next2 === 6 /* TCP */ || next2 === 17 /* UDP */ || !isExtension(next2)) return 1 /* ACCEPT */;
    if (packet.ct !== 0 || packet.ctinfo === 7 /* UNTRACKED */) return 1 /* ACCEPT */;
    return gatherForConntrack(
      this.#ipv6,
      packet,
      state.hook === 0 /* PREROUTING */ ? IPV6_CONNTRACK_IN : IPV6_CONNTRACK_OUT
    );
  };
};
function isIpv4Fragment({ bytes, start }) {
  return (bytes[start + 6] & 63 | bytes[start + 7]) !== 0;
}

// src/nat/mangle.ts
var MAX_LENGTH3 = 65535;
function mangleTcp(packet, transport2, place, text) {
  const header = packet.bytes[transport2 + 12] >>> 4 << 2;
  const at = replace3(packet, transport2, transport2 + header, place, text);
  if (at < 0) return false;
  putChecksum2(packet, at, at + 16, 6 /* TCP */);
  return true;
}
function mangleUdp(packet, transport2, place, text) {
  const at = replace3(packet, transport2, transport2 + 8, place, text);
  if (at < 0) return false;
  put16(packet.bytes, at + 4, packet.end - at);
  if (u16(packet.bytes, at + 6) !== 0) putChecksum2(packet, at, at + 6, 17 /* UDP */);
  return true;
}
function replace3(packet, transport2, payload, place, text) {
  const { bytes, start, end: end2, family: family2 } = packet;
  const from = payload + place.offset;
  const growth2 = text.length - place.length;
  if (growth2 > 0 && end2 - start + growth2 > MAX_LENGTH3) return -1;
  const longer = new Uint8Array(end2 - start + growth2);
  longer.set(bytes.subarray(start, from));
  longer.set(text, from - start);
  longer.set(bytes.subarray(from + place.length, end2), from - start + text.length);
  packet.bytes = longer;
  packet.start = 0;
  packet.end = longer.length;
  if (family2 === 2 /* IPV4 */) {
    put16(longer, 2, longer.length);
    put16(longer, 10, 0);
    put16(longer, 10, checksum(longer, 0, (longer[0] & 15) << 2));
  } else {
    put16(longer, 4, longer.length - 40);
  }
  return transport2 - start;
}
function putChecksum2({ bytes, start, end: end2, family: family2 }, at, check, protocol) {
  put16(bytes, check, 0);
  const right = checksum(bytes, at, end2, pseudoHeaderSum(bytes, start, family2, protocol, end2 - at));
  put16(bytes, check, right === 0 && protocol === 17 /* UDP */ ? 65535 : right);
}

// src/nat/helper-support.ts
var LAST_PORT3 = 65535;
var MAX_ATTEMPTS = 128;
var HelperSupport = class {
  #conntrack;
  #nat;
  #random = new Random(0);
  constructor(conntrack2, nat2) {
    this.#conntrack = conntrack2;
    this.#nat = nat2;
  }
  mangleTcp(packet, transport2, place, text) {
    const sequence = u32(packet.bytes, transport2 + 4);
    if (!mangleTcp(packet, transport2, place, text)) return false;
    adjustFrom(this.#conntrack.store, packet, sequence, text.length - place.length);
    return true;
  }
  mangleUdp(packet, transport2, place, text) {
    return mangleUdp(packet, transport2, place, text);
  }
  expectFrom(expectation, port) {
    const range = LAST_PORT3 - port;
    let left = Math.min(range, MAX_ATTEMPTS);
    for (let chosen = port; ; chosen = port + this.#random.below(range)) {
      expectation.tuple[8 /* ID */] = expectation.tuple[8 /* ID */] & ~65535 | chosen;
      const failure = this.#conntrack.expectations.add(expectation);
      if (failure === null) return chosen;
      if (failure !== "EBUSY" || --left < 0) return 0;
    }
  }
  translate(ct, end2, address3, port) {
    this.#nat.setupConnection(ct, oneAddress(address3, port), end2 === "source" ? 0 /* SRC */ : 1 /* DST */);
  }
  followMaster(ct, expectation) {
    const towards = copyTuple(this.#conntrack.store, expectation.master, expectation.dir ^ 1);
    this.translate(ct, "source", towards.slice(4 /* DST */, 4 /* DST */ + 4), null);
    this.translate(ct, "destination", towards.slice(0 /* SRC */, 0 /* SRC */ + 4), expectation.savedPort);
  }
};

// src/nat/netmap.ts
function netmapRange(range, { bytes, start, family: family2 }, manip) {
  const { minAddress, maxAddress } = range;
  if (minAddress === null || maxAddress === null) return range;
  const words2 = family2 === 2 /* IPV4 */ ? 1 : 4;
  const at = start + (family2 === 2 /* IPV4 */ ? 12 : 8) + (manip === 0 /* SRC */ ? 0 : 4 * words2);
  const address3 = minAddress.map((first, word) => {
    const host = first ^ maxAddress[word];
    return word < words2 ? i32(bytes, at + 4 * word) & host | first & ~host : 0;
  });
  return { ...range, minAddress: address3, maxAddress: address3 };
}

// src/nat/quoted.ts
var ICMPV6_REDIRECT = 137;
var BOTH_DONE = 128 /* SRC_NAT_DONE */ | 256 /* DST_NAT_DONE */;
var BOTH = 16 /* SRC_NAT */ | 32 /* DST_NAT */;
function icmpAt(packet) {
  const { bytes, start, end: end2, family: family2 } = packet;
  const found = findTransport(bytes, start, end2, family2);
  const icmp3 = family2 === 2 /* IPV4 */ ? 1 /* ICMP */ : 58 /* ICMPV6 */;
  return found >= 0 && (found & 255) === icmp3 ? start + (found >> 8) : -1;
}
function translateError(conntrack2, packet, at, manip, bit2) {
  const { bytes, start, end: end2, family: family2, ct } = packet;
  const isIpv4 = family2 === 2 /* IPV4 */;
  const protocol = isIpv4 ? 1 /* ICMP */ : 58 /* ICMPV6 */;
  if (at + 8 + (isIpv4 ? 20 : 40) > end2 || !conntrack2.isChecksumRight(packet, at, protocol)) return false;
  const status = conntrack2.store.status(ct);
  if (bytes[at] === (isIpv4 ? 5 /* REDIRECT */ : ICMPV6_REDIRECT)) {
    if ((status & BOTH_DONE) !== BOTH_DONE || status & BOTH) return false;
  }
  if (!(status & bit2)) return true;
  const other2 = copyTuple(conntrack2.store, ct, dirOf(packet.ctinfo) ^ 1);
  const inner = manip === 0 /* SRC */ ? 1 /* DST */ : 0 /* SRC */;
  const change2 = { packet, ip: at + 8, target: other2, manip: inner };
  if (!manipulate(change2, conntrack2.protocolOf(ct))) return false;
  put16(bytes, at + 2, 0);
  const pseudo2 = isIpv4 ? 0 : pseudoHeaderSum(bytes, start, family2, protocol, end2 - at);
  put16(bytes, at + 2, checksum(bytes, at, end2, pseudo2));
  const target = newTuple();
  conntrack2.invertTuple(target, other2);
  return manipulate({ packet, ip: start, target, manip }, protocol);
}

// src/nat/router-address.ts
var LOOPBACK_ADDRESS = {
  [2 /* IPV4 */]: Int32Array.of(2130706433, 0, 0, 0),
  [10 /* IPV6 */]: Int32Array.of(0, 0, 0, 1)
};
function ownAddress(topology, packet, device2) {
  return wordsOf2(topology.routes(packet.family).addressTowards(packet, device2));
}
function redirectAddress(topology, packet) {
  if (packet.device < 0 || packet.device === LOOPBACK) return LOOPBACK_ADDRESS[packet.family];
  return wordsOf2(topology.routes(packet.family).redirectAddress(packet));
}
function wordsOf2(address3) {
  if (address3 === null) return null;
  return Int32Array.from({ length: 4 }, (_, word) => 4 * word < address3.length ? i32(address3, 4 * word) : 0);
}

// src/nat/sources.ts
var Sources = class {
  #store;
  /** By hash of the source, the newest first. */
  #connections = /* @__PURE__ */ new Map();
  constructor(store) {
    this.#store = store;
  }
  add(ct) {
    const hash = sourceHash(this.#store.words, ct * RECORD_WORDS + 0 /* ORIGINAL */);
    const same = this.#connections.get(hash);
    if (same) same.unshift(ct);
    else this.#connections.set(hash, [ct]);
  }
  remove(ct) {
    const hash = sourceHash(this.#store.words, ct * RECORD_WORDS + 0 /* ORIGINAL */);
    const rest = this.#connections.get(hash).filter((other2) => other2 !== ct);
    if (rest.length > 0) this.#connections.set(hash, rest);
    else this.#connections.delete(hash);
  }
  /** The other connections whose first packet came from the same source, of the same protocol and zone; the newest first. */
  sharing(ct) {
    const same = this.#connections.get(sourceHash(this.#store.words, ct * RECORD_WORDS + 0 /* ORIGINAL */));
    return same?.filter((other2) => other2 !== ct && this.#areFromOne(other2, ct)) ?? [];
  }
  #areFromOne(a, b) {
    const { words: words2 } = this.#store;
    const [one, other2] = [a, b].map((ct) => ct * RECORD_WORDS + 0 /* ORIGINAL */);
    for (let word = 0; word < 4; word++) {
      if (words2[one + 0 /* SRC */ + word] !== words2[other2 + 0 /* SRC */ + word]) return false;
    }
    const samePort = words2[one + 8 /* ID */] >>> 16 === words2[other2 + 8 /* ID */] >>> 16;
    return samePort && words2[one + 9 /* KIND */] === words2[other2 + 9 /* KIND */];
  }
};
function sourceHash(words2, at) {
  for (let word = 0; word < 4; word++) SOURCE[word] = words2[at + 0 /* SRC */ + word];
  SOURCE[4] = words2[at + 8 /* ID */] >>> 16;
  SOURCE[5] = words2[at + 9 /* KIND */];
  return halfSipHash(SOURCE, 0, SOURCE.length, 0, 0);
}
var SOURCE = new Int32Array(6);

// src/nat/best-address.ts
function chooseAddress(tuple4, range, manip) {
  const { minAddress, maxAddress } = range;
  if (minAddress === null || maxAddress === null) return;
  const at = manip === 0 /* SRC */ ? 0 /* SRC */ : 4 /* DST */;
  if (minAddress.every((word, index) => word === maxAddress[index])) {
    tuple4.set(minAddress, at);
    return;
  }
  const last = familyOf(tuple4) === 2 /* IPV4 */ ? 0 : 3;
  const salt = range.persistent ? 0 : swapped(tuple4[4 /* DST */ + last]) ^ zoneOf(tuple4);
  let hash = jhash(tuple4, 0 /* SRC */, salt);
  let isBelow = false;
  for (let word = 0; word <= last; word++) {
    const first = isBelow ? 0 : minAddress[word] >>> 0;
    const count2 = isBelow ? 4294967295 : (maxAddress[word] >>> 0) - first + 1 >>> 0;
    tuple4[at + word] = first + scale(hash, count2);
    if (tuple4[at + word] !== maxAddress[word]) isBelow = true;
    if (!range.persistent) hash ^= swapped(tuple4[4 /* DST */ + word]);
  }
}
function scale(hash, count2) {
  return Number(BigInt(hash >>> 0) * BigInt(count2) >> 32n);
}
function swapped(word) {
  return word << 24 | (word & 65280) << 8 | word >>> 8 & 65280 | word >>> 24;
}
function jhash(words2, at, salt) {
  let a = 3735928559 + 4 * 4 + salt | 0;
  let b = a;
  let c = a;
  a = a + swapped(words2[at]) | 0;
  b = b + swapped(words2[at + 1]) | 0;
  c = c + swapped(words2[at + 2]) | 0;
  [a, b, c] = mix(a, b, c);
  return final(a + swapped(words2[at + 3]) | 0, b, c);
}
function mix(a, b, c) {
  for (const [first, second, third] of [
    [4, 6, 8],
    [16, 19, 4]
  ]) {
    a = a - c ^ rotated(c, first);
    c = c + b | 0;
    b = b - a ^ rotated(a, second);
    a = a + c | 0;
    c = c - b ^ rotated(b, third);
    b = b + a | 0;
  }
  return [a, b, c];
}
function final(a, b, c) {
  c = (c ^ b) - rotated(b, 14) | 0;
  a = (a ^ c) - rotated(c, 11) | 0;
  b = (b ^ a) - rotated(a, 25) | 0;
  c = (c ^ b) - rotated(b, 16) | 0;
  a = (a ^ c) - rotated(c, 4) | 0;
  b = (b ^ a) - rotated(a, 14) | 0;
  return (c ^ b) - rotated(b, 24) | 0;
}
function rotated(word, by) {
  return word << by | word >>> 32 - by;
}

// src/nat/harvest.ts
function mayTakeOver(words2, ct) {
  const base = ct * RECORD_WORDS;
  return protocolOf(words2, base) === 6 /* TCP */ && words2[base + Tcp2.STATE] === 1 /* SYN_SENT */;
}
function isOutlived(words2, old, ct) {
  const base = old * RECORD_WORDS;
  const status = words2[base + 10 /* STATUS */];
  if (words2[base + Tcp2.STATE] < 7 /* TIME_WAIT */) return false;
  if (status & (1024 /* FIXED_TIMEOUT */ | 512 /* DYING */) || !(status & 16 /* SRC_NAT */)) return false;
  const end2 = (of) => words2[seenAt(of * RECORD_WORDS, 0 /* ORIGINAL */) + 0 /* END */];
  return (end2(ct) - end2(old) | 0) > 0;
}

// src/nat/port.ts
var PARTS = {
  [6 /* TCP */]: 0 /* PORT */,
  [17 /* UDP */]: 0 /* PORT */,
  [136 /* UDPLITE */]: 0 /* PORT */,
  [132 /* SCTP */]: 0 /* PORT */,
  [1 /* ICMP */]: 1 /* ID */,
  [58 /* ICMPV6 */]: 1 /* ID */,
  [47 /* GRE */]: 2 /* KEY */
};
function partOf(protocol) {
  return PARTS[protocol] ?? null;
}
function portIn(tuple4, manip) {
  return isUpper(tuple4, manip) ? tuple4[8 /* ID */] >>> 16 : tuple4[8 /* ID */] & 65535;
}
function putPort(tuple4, manip, port) {
  const id = tuple4[8 /* ID */];
  tuple4[8 /* ID */] = isUpper(tuple4, manip) ? port << 16 | id & 65535 : id & ~65535 | port;
}
function isPortInRange(tuple4, range, manip) {
  return partOf(protocolOf(tuple4)) === null || hasPort(range, portIn(tuple4, manip));
}
function choiceOf(range, part2, manip, port) {
  const { minPort, maxPort } = range;
  if (minPort !== null && maxPort !== null) {
    const first = part2 === 0 /* PORT */ ? Math.min(minPort, maxPort) : minPort;
    return { first, count: Math.abs(maxPort - minPort) + 1 };
  }
  if (part2 === 1 /* ID */) return { first: 0, count: 65536 };
  if (part2 === 2 /* KEY */) return { first: 1, count: 65535 };
  return manip === 0 /* SRC */ ? CLASSES2.find(({ below }) => port < below) : null;
}
var CLASSES2 = [
  { below: 512, first: 1, count: 511 },
  { below: 1024, first: 600, count: 424 },
  { below: 65536, first: 1024, count: 64512 }
];
function isUpper(tuple4, manip) {
  return manip === 0 /* SRC */ || partOf(protocolOf(tuple4)) === 1 /* ID */;
}

// src/nat/unique.ts
var MAX_ATTEMPTS2 = 128;
var MIN_ATTEMPTS = 16;
var HARDER_ATTEMPTS = MAX_ATTEMPTS2 / 4;
var UniqueTuples = class {
  #conntrack;
  #sources;
  #random;
  #reply = newTuple();
  constructor(conntrack2, sources, random) {
    this.#conntrack = conntrack2;
    this.#sources = sources;
    this.#random = random;
  }
  /** Fills `tuple`, which holds what `ct` looks like behind the router so far, with what it is to look like. */
  choose(tuple4, range, ct, manip) {
    if (manip === 0 /* SRC */ && !isRandom(range) && this.#keepSource(tuple4, range, ct)) return;
    chooseAddress(tuple4, range, manip);
    if (!isRandom(range) && this.#fits(tuple4, range, ct, manip)) return;
    this.#choosePort(tuple4, range, ct, manip);
  }
  /** Leaves the source as it is, or gives it the mapping it has already, where the range allows and nobody has it. */
  #keepSource(tuple4, range, ct) {
    if (isInRange(tuple4, range)) return !this.#isTakenByAnother(tuple4, ct);
    const { store } = this.#conntrack;
    const mapped = newTuple();
    for (const other2 of this.#sources.sharing(ct)) {
      if (!this.#conntrack.invertTuple(mapped, copyTuple(store, other2, 1 /* REPLY */))) continue;
      takeDestination(mapped, tuple4);
      if (!isInRange(mapped, range)) continue;
      if (this.#isTaken(mapped, ct)) return false;
      tuple4.set(mapped);
      return true;
    }
    return false;
  }
  /** Whether the port may stay. */
  #fits(tuple4, range, ct, manip) {
    if (range.minPort === null) return !this.#isTaken(tuple4, ct);
    if (range.basePort !== null || !isPortInRange(tuple4, range, manip)) return false;
    return range.minPort === range.maxPort || !this.#isTaken(tuple4, ct);
  }
  /** Tries ports until one is free; at worst what it ends with is taken, and the packet fails to be confirmed. */
  #choosePort(tuple4, range, ct, manip) {
    const part2 = partOf(protocolOf(tuple4));
    if (part2 === null || part2 === 2 /* KEY */ && !this.#conntrack.store.extension(ct)?.master) return;
    const port = portIn(tuple4, manip);
    const choice = choiceOf(range, part2, manip, port);
    if (choice === null) return;
    const { first, count: count2 } = choice;
    let offset = 0;
    if (range.basePort !== null) offset = port - range.basePort & 65535;
    else if (isRandom(range) || manip === 0 /* SRC */) offset = this.#random16();
    for (let attempts = Math.min(count2, MAX_ATTEMPTS2); ; attempts >>= 1, offset = this.#random16()) {
      for (let left = attempts; left > 0; left--, offset = offset + 1 & 65535) {
        putPort(tuple4, manip, first + offset % count2);
        if (!this.#isTakenFor(tuple4, ct, left)) return;
      }
      if (attempts >= count2 || attempts < MIN_ATTEMPTS) return;
    }
  }
  #random16() {
    return this.#random.next() >>> 16;
  }
  /** Whether another connection has the reply of this tuple already (`nf_conntrack_tuple_taken`). */
  #isTaken(tuple4, ct) {
    const { table, store, statistics: statistics2 } = this.#conntrack;
    if (!this.#conntrack.invertTuple(this.#reply, tuple4)) return false;
    const words2 = store.words;
    let node = table.first(table.bucketOf(table.hash(this.#reply)));
    while (node !== 0) {
      const other2 = node >> 1;
      const next2 = table.next(node);
      if (other2 !== ct && this.#conntrack.isExpired(other2)) {
        this.#conntrack.kill(other2);
        return this.#isTaken(tuple4, ct);
      }
      const isSame2 = other2 !== ct && tupleEquals(words2, nodeTupleAt(node), this.#reply, 0);
      if (isSame2 && !tupleEquals(words2, tupleAt(other2, 0 /* ORIGINAL */), words2, tupleAt(ct, 0 /* ORIGINAL */))) {
        statistics2.found++;
        return true;
      }
      node = next2;
    }
    return false;
  }
  /**
   * The same for a connection that would keep its own source: it may, where what has its tuple is only the same flow
   * seen from the other side and neither is translated (`nf_nat_used_tuple_new`).
   */
  #isTakenByAnother(tuple4, ct) {
    if (!this.#isTaken(tuple4, ct)) return false;
    const { store } = this.#conntrack;
    if (!trackerOf(protocolOf(tuple4)).allowClash || store.status(ct) & TRANSLATED2) return true;
    const node = this.#conntrack.find(tuple4) || this.#conntrack.find(this.#reply);
    if (node === 0) return false;
    const other2 = node >> 1;
    if (store.status(other2) & TRANSLATED2) return true;
    return !tupleEquals(store.words, tupleAt(other2, 0 /* ORIGINAL */), store.words, tupleAt(ct, 1 /* REPLY */));
  }
  /** The same in a search with so many attempts left; in the last ones a closed TCP connection makes room (`nf_nat_used_tuple_harder`). */
  #isTakenFor(tuple4, ct, left) {
    if (left > HARDER_ATTEMPTS || !mayTakeOver(this.#conntrack.store.words, ct)) return this.#isTaken(tuple4, ct);
    if (!this.#conntrack.invertTuple(this.#reply, tuple4)) return false;
    const node = this.#conntrack.find(this.#reply);
    if (node === 0) return false;
    if ((node & 1) === 0 /* ORIGINAL */ || !isOutlived(this.#conntrack.store.words, node >> 1, ct)) return true;
    return !this.#conntrack.kill(node >> 1);
  }
};
var TRANSLATED2 = 16 /* SRC_NAT */ | 32 /* DST_NAT */ | 64 /* SEQ_ADJUST */;
function isInRange(tuple4, range) {
  return hasAddress(range, tuple4, 0 /* SRC */) && isPortInRange(tuple4, range, 0 /* SRC */);
}
function takeDestination(tuple4, from) {
  for (let word = 0; word < 4; word++) tuple4[4 /* DST */ + word] = from[4 /* DST */ + word];
  tuple4[8 /* ID */] = tuple4[8 /* ID */] & ~65535 | from[8 /* ID */] & 65535;
  tuple4[9 /* KIND */] = from[9 /* KIND */];
}

// src/nat/nat.ts
var HOOKS2 = [
  { hook: 0 /* PREROUTING */, priority: Priority.NAT_DST },
  { hook: 1 /* INPUT */, priority: Priority.NAT_SRC },
  { hook: 3 /* OUTPUT */, priority: Priority.NAT_DST },
  { hook: 4 /* POSTROUTING */, priority: Priority.NAT_SRC }
];
var BOTH2 = 16 /* SRC_NAT */ | 32 /* DST_NAT */;
var Nat = class {
  #conntrack;
  #topology;
  #sources;
  #unique;
  /** Sorted by priority; by hook and family. */
  #chains = [];
  #families = /* @__PURE__ */ new Set();
  #netfilter = null;
  /** `seed` decides the ports that are chosen at random. */
  constructor(conntrack2, topology, seed = 0) {
    this.#conntrack = conntrack2;
    this.#topology = topology;
    this.#sources = new Sources(conntrack2.store);
    this.#unique = new UniqueTuples(conntrack2, this.#sources, new Random(seed));
  }
  /** Tells where chains are to be asked. */
  register(netfilter) {
    this.#netfilter = netfilter;
  }
  /** Adds a chain; of equal priority the latest is asked first. */
  addChain(chain) {
    const before2 = this.#chains.findIndex((other2) => other2.priority >= chain.priority);
    this.#chains.splice(before2 < 0 ? this.#chains.length : before2, 0, chain);
    this.#registerFor(chain.family);
  }
  /** Takes a chain out again; what is translated stays so. */
  removeChain(chain) {
    const at = this.#chains.indexOf(chain);
    if (at >= 0) this.#chains.splice(at, 1);
  }
  /** Translates one end of the packet's connection, which is new, into the range (`nf_nat_setup_info`). */
  setup(packet, range, manip) {
    const own = range.netmap ? netmapRange(range, packet, manip) : range;
    return this.setupConnection(packet.ct, own, manip);
  }
  /** The source becomes the address of the interface that the packet leaves by (`nf_nat_masquerade_ipv4`). */
  masquerade(packet, range) {
    const device2 = packet.outDevice;
    const { store } = this.#conntrack;
    const isNobody = store.words[tupleAt(packet.ct, 0 /* ORIGINAL */) + 0 /* SRC */] === 0;
    if (packet.family === 2 /* IPV4 */ && isNobody) return 1 /* ACCEPT */;
    const address3 = ownAddress(this.#topology, packet, device2);
    if (address3 === null) return 0 /* DROP */;
    if (!store.isConfirmed(packet.ct)) store.extend(packet.ct).masqueradeDevice = device2;
    return this.setupConnection(packet.ct, { ...range, minAddress: address3, maxAddress: address3 }, 0 /* SRC */);
  }
  /** The destination becomes the router itself: at OUTPUT the loopback address, else the interface's (`nf_nat_redirect_ipv4`). */
  redirect(packet, range) {
    const address3 = redirectAddress(this.#topology, packet);
    if (address3 === null) return 0 /* DROP */;
    return this.setupConnection(packet.ct, { ...range, minAddress: address3, maxAddress: address3 }, 1 /* DST */);
  }
  /** As `setup`, for a connection without a packet at hand. */
  setupConnection(ct, range, manip) {
    const { store } = this.#conntrack;
    if (store.isConfirmed(ct)) return 1 /* ACCEPT */;
    if (store.status(ct) & doneBit(manip)) return 0 /* DROP */;
    const base = ct * RECORD_WORDS;
    const current = newTuple();
    this.#conntrack.invertTuple(current, copyTuple(store, ct, 1 /* REPLY */));
    const chosen = current.slice();
    this.#unique.choose(chosen, range, ct, manip);
    const { words: words2 } = store;
    if (!tupleEquals(chosen, 0, current, 0)) {
      const reply = newTuple();
      this.#conntrack.invertTuple(reply, chosen);
      for (let word = 0; word < TUPLE_WORDS; word++) words2[base + 16 /* REPLY */ + word] = reply[word];
      words2[base + 10 /* STATUS */] |= manip === 0 /* SRC */ ? 16 /* SRC_NAT */ : 32 /* DST_NAT */;
    }
    if (manip === 0 /* SRC */) this.#sources.add(ct);
    words2[base + 10 /* STATUS */] |= doneBit(manip);
    return 1 /* ACCEPT */;
  }
  /** The interface, or one of its addresses, is gone: so are the connections that were masqueraded by it (`masq_device_event`, `masq_inet_event`). */
  forget(device2, address3 = null) {
    const { store } = this.#conntrack;
    for (const ct of [...this.#conntrack.connections()]) {
      if (store.extension(ct)?.masqueradeDevice !== device2) continue;
      const at = tupleAt(ct, 1 /* REPLY */) + 4 /* DST */;
      if (address3 === null || address3.every((word, index) => word === store.words[at + index]))
        this.#conntrack.kill(ct);
    }
  }
  #registerFor(family2) {
    if (this.#families.has(family2)) return;
    if (this.#families.size === 0) this.#join();
    this.#families.add(family2);
    const fn = (packet, state) => this.#translate(packet, state);
    for (const { hook, priority } of HOOKS2) {
      this.#netfilter.register({ name: "nf_nat_inet_fn", family: family2, hook, priority, fn });
    }
  }
  /** From now on connections have translations to be forgotten, and helpers may translate what they read. */
  #join() {
    this.#conntrack.store.sourceFreed = (ct) => this.#sources.remove(ct);
    this.#conntrack.nat = new HelperSupport(this.#conntrack, this);
  }
  /** The callback at each hook (`nf_nat_ipv4_fn`, `nf_nat_inet_fn`). */
  #translate(packet, state) {
    const { ct, ctinfo } = packet;
    if (ct === 0) return 1 /* ACCEPT */;
    const manip = manipAt(state.hook);
    const bit2 = translatedBit(manip, ctinfo);
    if (ctinfo === 1 /* RELATED */ || ctinfo === 4 /* RELATED_REPLY */) {
      const at = icmpAt(packet);
      if (at >= 0) return translateError(this.#conntrack, packet, at, manip, bit2) ? 1 /* ACCEPT */ : 0 /* DROP */;
    }
    const status = this.#conntrack.store.status(ct);
    const isKnown = ctinfo === 0 /* ESTABLISHED */ || ctinfo === 3 /* ESTABLISHED_REPLY */ || status & doneBit(manip);
    if (!isKnown) {
      const verdict = this.#setUp(packet, state, manip);
      if (verdict !== 1 /* ACCEPT */) return verdict;
    } else if (this.#leavesElsewhere(packet, state.hook)) {
      this.#conntrack.account(ct, packet);
      this.#conntrack.kill(ct);
      return 0 /* DROP */;
    }
    if (!(this.#conntrack.store.status(ct) & bit2)) return 1 /* ACCEPT */;
    return this.#change(packet, manip) ? 1 /* ACCEPT */ : 0 /* DROP */;
  }
  /** Asks the chains for a translation; without one the end keeps its address, and its port where that is free (`nf_nat_alloc_null_binding`). */
  #setUp(packet, state, manip) {
    const { store } = this.#conntrack;
    for (const chain of this.#chains) {
      if (chain.hook !== state.hook || chain.family !== state.family) continue;
      const verdict = chain.fn(packet, state);
      this.#netfilter.observer?.(chain, packet, verdict & 255);
      if (verdict !== 1 /* ACCEPT */ || store.status(packet.ct) & doneBit(manip)) return verdict;
    }
    const reply = copyTuple(store, packet.ct, 1 /* REPLY */);
    const from = manip === 0 /* SRC */ ? 4 /* DST */ : 0 /* SRC */;
    return this.setupConnection(packet.ct, oneAddress(reply.slice(from, from + 4)), manip);
  }
  #change(packet, manip) {
    const { store } = this.#conntrack;
    const target = newTuple();
    this.#conntrack.invertTuple(target, copyTuple(store, packet.ct, dirOf(packet.ctinfo) ^ 1));
    return manipulate({ packet, ip: packet.start, target, manip }, this.#conntrack.protocolOf(packet.ct));
  }
  /** Whether a masqueraded connection would leave by another interface than its address belongs to (`nf_nat_oif_changed`). */
  #leavesElsewhere(packet, hook) {
    if (hook !== 4 /* POSTROUTING */ || dirOf(packet.ctinfo) !== 0 /* ORIGINAL */) return false;
    const device2 = this.#conntrack.store.extension(packet.ct)?.masqueradeDevice ?? null;
    return device2 !== null && device2 !== packet.outDevice;
  }
};
function manipAt(hook) {
  return hook === 4 /* POSTROUTING */ || hook === 1 /* INPUT */ ? 0 /* SRC */ : 1 /* DST */;
}
function doneBit(manip) {
  return manip === 0 /* SRC */ ? 128 /* SRC_NAT_DONE */ : 256 /* DST_NAT_DONE */;
}
function translatedBit(manip, ctinfo) {
  const bit2 = manip === 0 /* SRC */ ? 16 /* SRC_NAT */ : 32 /* DST_NAT */;
  return dirOf(ctinfo) === 1 /* REPLY */ ? bit2 ^ BOTH2 : bit2;
}

// src/netfilter/icmp-error.ts
var TIME_EXCEEDED = kind([11 /* TIME_EXCEEDED */, 0], [3 /* TIME_EXCEEDED */, 0]);
var REASSEMBLY_TIME_EXCEEDED = kind([11 /* TIME_EXCEEDED */, 1], [3 /* TIME_EXCEEDED */, 1]);
var NO_ROUTE = kind([3 /* UNREACHABLE */, 0], [1 /* UNREACHABLE */, 0]);
var TOO_BIG = kind([3 /* UNREACHABLE */, 4], [2 /* PACKET_TOO_BIG */, 0]);
var BEYOND_SCOPE = kind([3 /* UNREACHABLE */, 0], [1 /* UNREACHABLE */, 2]);
var NO_PORT = kind([3 /* UNREACHABLE */, 3], [1 /* UNREACHABLE */, 4]);
var NO_PROTOCOL = kind([3 /* UNREACHABLE */, 2], [4 /* PARAMETER_PROBLEM */, 1]);
var BAD_FIELD = kind([12 /* PARAMETER_PROBLEM */, 0], [4 /* PARAMETER_PROBLEM */, 0]);
var BAD_OPTION = kind([12 /* PARAMETER_PROBLEM */, 0], [4 /* PARAMETER_PROBLEM */, 2]);
var REDIRECT = [5 /* REDIRECT */, 1];
function parameterProblem(code) {
  return kind([12 /* PARAMETER_PROBLEM */, 0], [4 /* PARAMETER_PROBLEM */, code]);
}
function kind(ipv4, ipv6) {
  return { [2 /* IPV4 */]: ipv4, [10 /* IPV6 */]: ipv6 };
}
var INTERNETWORK_CONTROL = 192;
var TOS_MASK = 30;
var MAX_IPV4 = 576;
var MAX_IPV6 = 1280;
var IPV4_ERRORS = [
  3 /* UNREACHABLE */,
  4 /* SOURCE_QUENCH */,
  5 /* REDIRECT */,
  11 /* TIME_EXCEEDED */,
  12 /* PARAMETER_PROBLEM */
];
function mayCauseError(packet) {
  const { bytes, start, end: end2, family: family2 } = packet;
  if (family2 === 10 /* IPV6 */) return mayCauseErrorIpv6(packet);
  if (u16(bytes, start + 6) & 8191) return false;
  if (bytes[start + 9] !== 1 /* ICMP */) return true;
  const at = start + ((bytes[start] & 15) << 2);
  return at < end2 && bytes[at] <= 18 /* ADDRESS_MASK_REPLY */ && !IPV4_ERRORS.includes(bytes[at]);
}
function mayCauseErrorIpv6({ bytes, start, end: end2 }) {
  const isUnspecified2 = bytes.subarray(start + 8, start + 24).every((byte) => byte === 0);
  if (isUnspecified2 || bytes[start + 8] === 255) return false;
  const transport2 = findTransport(bytes, start, end2, 10 /* IPV6 */);
  if (transport2 < 0 || (transport2 & 255) !== 58 /* ICMPV6 */) return true;
  const at = start + (transport2 >> 8);
  return at >= end2 || (bytes[at] & 128) !== 0;
}
var REDIRECTED_HEADER_OPTION2 = 4;
function buildRedirectIpv6({ bytes, start, end: end2 }, source) {
  const target = bytes.subarray(start + 24, start + 40);
  const option2 = Math.min(MAX_IPV6 - 80, end2 - start + 8) & ~7;
  const body = new Uint8Array(36 + option2);
  body.set(target, 4);
  body.set(target, 20);
  body.set([REDIRECTED_HEADER_OPTION2, option2 >> 3], 36);
  body.set(bytes.subarray(start, start + option2 - 8), 44);
  body[44 + 7 /* HOP_LIMIT */]++;
  const destination = bytes.slice(start + 8, start + 24);
  const payload = buildIcmp({ type: 137 /* REDIRECT */, body }, pseudoHeader(source, destination, 58 /* ICMPV6 */));
  return buildIpv6({ hopLimit: 255, protocol: 58 /* ICMPV6 */, source, destination, payload });
}
function buildError(cause, [type, code], info, source, id) {
  const { bytes, start, end: end2, family: family2 } = cause;
  const isIpv4 = family2 === 2 /* IPV4 */;
  const room2 = isIpv4 ? MAX_IPV4 - 28 : MAX_IPV6 - 48;
  const body = new Uint8Array(4 + Math.min(room2, end2 - start));
  put32(body, 0, info);
  body.set(bytes.subarray(start, start + body.length - 4), 4);
  if (isIpv4) {
    const destination2 = bytes.slice(start + 12, start + 16);
    const tos = bytes[start + 1] & TOS_MASK | INTERNETWORK_CONTROL;
    const payload2 = buildIcmp({ type, code, body }, null);
    return buildIpv4({ tos, id, protocol: 1 /* ICMP */, source, destination: destination2, payload: payload2 });
  }
  const destination = bytes.slice(start + 8, start + 24);
  const payload = buildIcmp({ type, code, body }, pseudoHeader(source, destination, 58 /* ICMPV6 */));
  return buildIpv6({ protocol: 58 /* ICMPV6 */, source, destination, payload });
}

// src/netfilter/netfilter.ts
var REPEAT_LIMIT = 1e3;
var VERDICT_MASK = 255;
var Netfilter = class {
  observer = null;
  /** Where QUEUE verdicts lead to; without it they drop. */
  queues = null;
  #ipv4 = HOOK_NAMES.map((_, hook) => emptyChain(hook, 2 /* IPV4 */));
  #ipv6 = HOOK_NAMES.map((_, hook) => emptyChain(hook, 10 /* IPV6 */));
  #stack = NO_STACK;
  /** Puts the IP stack around the hooks. */
  attach(stack) {
    this.#stack = stack;
  }
  /** Registers a callback; among those of equal priority the latest runs first (`nf_hook_entries_grow`). */
  register(ops) {
    for (const chain of this.#chains(ops)) {
      let at = 0;
      while (at < chain.ops.length && chain.ops[at].priority < ops.priority) at++;
      chain.ops.splice(at, 0, ops);
      chain.functions.splice(at, 0, ops.fn);
    }
  }
  /** Takes a callback out again. Queued packets lose their place with that and are dropped (`nf_queue_nf_hook_drop`). */
  unregister(ops) {
    for (const chain of this.#chains(ops)) {
      const at = chain.ops.indexOf(ops);
      if (at < 0) continue;
      chain.ops.splice(at, 1);
      chain.functions.splice(at, 1);
    }
    this.queues?.flush();
  }
  /** The callbacks of a hook in the order they run. */
  callbacks(hook, family2) {
    return this.#chain(hook, family2).ops;
  }
  /**
   * Takes a packet through a hook.
   *
   * ACCEPT: it passed, the caller carries on. DROP: it is gone. STOLEN: a callback keeps it. QUEUE: it waits for a
   * verdict from userspace, or has had it already. After the last two the object given in is free for another packet.
   */
  traverse(hook, packet) {
    return this.#run(packet.family === 2 /* IPV4 */ ? this.#ipv4[hook] : this.#ipv6[hook], packet, 0);
  }
  /** Lets a packet go on behind the callback that stole it, and on through the stack. Returns what became of it. */
  resume(packet, stolenBy) {
    return this.reinject(packet, stolenBy, 1 /* ACCEPT */);
  }
  /**
   * Carries out userspace's verdict on a packet that `queuedBy` had queued (`nf_reinject`): ACCEPT continues behind
   * that callback, REPEAT calls it again, QUEUE hands the packet to another queue, anything else drops.
   */
  reinject(packet, queuedBy, verdict) {
    const chain = this.#chain(queuedBy.hook, packet.family);
    const at = chain.ops.indexOf(queuedBy);
    let outcome;
    if (at < 0) outcome = this.#dropped(packet);
    else if (verdict === 4 /* REPEAT */) outcome = this.#run(chain, packet, at);
    else if (verdict === 1 /* ACCEPT */) outcome = this.#run(chain, packet, at + 1);
    else if ((verdict & VERDICT_MASK) === 3 /* QUEUE */) outcome = this.#queued(chain, packet, at, verdict);
    else outcome = this.#dropped(packet);
    return outcome === 1 /* ACCEPT */ ? this.#stack.after[queuedBy.hook](packet) : outcome;
  }
  #run(chain, packet, from) {
    const functions = chain.functions;
    for (let at = from; at < functions.length; at++) {
      const verdict = functions[at](packet, chain.state);
      if (this.observer !== null) this.observer(chain.ops[at], packet, verdict & VERDICT_MASK);
      if (verdict !== 1 /* ACCEPT */) return this.#notAccepted(chain, packet, at, verdict);
    }
    return 1 /* ACCEPT */;
  }
  #notAccepted(chain, packet, at, verdict) {
    switch (verdict & VERDICT_MASK) {
      case 2 /* STOLEN */:
        return 2 /* STOLEN */;
      case 3 /* QUEUE */:
        return this.#queued(chain, packet, at, verdict);
      case 4 /* REPEAT */:
        return this.#repeated(chain, packet, at);
      default:
        return this.#dropped(packet);
    }
  }
  #queued(chain, packet, at, verdict) {
    const fate = this.queues === null ? 0 /* DROP */ : this.queues.enqueue(packet, chain.ops[at], verdict);
    if (fate === 3 /* QUEUE */) return 3 /* QUEUE */;
    return fate === 1 /* ACCEPT */ ? this.#run(chain, packet, at + 1) : this.#dropped(packet);
  }
  /** Calls the same callback until it says something else (the loop of the kernel's `nf_iterate`). */
  #repeated(chain, packet, at) {
    const ops = chain.ops[at];
    for (let round = 0; round < REPEAT_LIMIT; round++) {
      const verdict = ops.fn(packet, chain.state);
      this.observer?.(ops, packet, verdict & VERDICT_MASK);
      if (verdict === 1 /* ACCEPT */) return this.#run(chain, packet, at + 1);
      if (verdict !== 4 /* REPEAT */) return this.#notAccepted(chain, packet, at, verdict);
    }
    packet.reason ??= `${ops.name} repeats without end`;
    return this.#dropped(packet);
  }
  #dropped(packet) {
    this.#stack.drop(packet);
    return 0 /* DROP */;
  }
  #chain(hook, family2) {
    return family2 === 2 /* IPV4 */ ? this.#ipv4[hook] : this.#ipv6[hook];
  }
  #chains(ops) {
    const families = ops.family === void 0 ? [2 /* IPV4 */, 10 /* IPV6 */] : [ops.family];
    return families.map((family2) => this.#chain(ops.hook, family2));
  }
};
function emptyChain(hook, family2) {
  return { state: { hook, family: family2 }, ops: [], functions: [] };
}
var NO_STACK = { after: HOOK_NAMES.map(() => () => 1 /* ACCEPT */), drop() {
} };

// src/netfilter/queue.ts
var DEFAULT_LENGTH = 1024;
var QueuedPacket = class {
  /** Counts from 1 in each queue. */
  id;
  packet;
  /** The callback that queued it. */
  at;
  #netfilter;
  #queue;
  constructor(netfilter, queue, packet, at) {
    this.#netfilter = netfilter;
    this.#queue = queue;
    this.id = ++queue.sequence;
    this.packet = packet;
    this.at = at;
  }
  /** Goes on behind the callback that queued it, with other bytes if some are given (`NFQA_PAYLOAD`). */
  accept(bytes) {
    return this.decide(1 /* ACCEPT */, bytes);
  }
  drop() {
    return this.decide(0 /* DROP */);
  }
  /** Meets the callback that queued it once more. */
  repeat(bytes) {
    return this.decide(4 /* REPEAT */, bytes);
  }
  /** Any verdict, `queueTo(number)` included. Returns what became of the packet; a second verdict on it throws. */
  decide(verdict, bytes) {
    if (!this.#queue.waiting.delete(this)) throw new Error(`packet ${this.id} does not wait for a verdict`);
    const packet = this.packet;
    if (bytes !== void 0) {
      packet.bytes = bytes;
      packet.start = 0;
      packet.end = bytes.length;
    }
    return this.#netfilter.reinject(packet, this.at, verdict);
  }
};
var PacketQueues = class {
  #netfilter;
  #log;
  #queues = /* @__PURE__ */ new Map();
  constructor(netfilter, log = null) {
    this.#netfilter = netfilter;
    this.#log = log;
  }
  /** Binds a handler to a queue. Packets of a handler bound there before are dropped. */
  bind(number2, handler, { maxLength = DEFAULT_LENGTH, failOpen = false } = {}) {
    this.unbind(number2);
    this.#queues.set(number2, { handler, maxLength, failOpen, waiting: /* @__PURE__ */ new Set(), sequence: 0, dropped: 0 });
  }
  /** Closes a queue; what waits in it is dropped (`instance_destroy`). */
  unbind(number2) {
    const queue = this.#queues.get(number2);
    if (queue === void 0) return;
    this.#queues.delete(number2);
    dropAll(queue);
  }
  /** Drops what waits, in every queue. */
  flush() {
    for (const queue of this.#queues.values()) dropAll(queue);
  }
  /** The packets that wait in a queue, oldest first. */
  waiting(number2) {
    return [...this.#queues.get(number2)?.waiting ?? []];
  }
  /** What `/proc/net/netfilter/nfnetlink_queue` counts, or null for a queue nobody is bound to. */
  statistics(number2) {
    const queue = this.#queues.get(number2);
    return queue ? { total: queue.waiting.size, dropped: queue.dropped, sequence: queue.sequence } : null;
  }
  /**
   * Takes a packet in by the QUEUE verdict of a callback. QUEUE: it waits, or was decided on already; ACCEPT: it goes
   * on as if nothing had been said; DROP.
   *
   * Bypass helps where nobody listens, not where the queue is full; fail-open is the other way round (`nf_queue`,
   * `__nfqnl_enqueue_packet`).
   */
  enqueue(packet, at, verdict) {
    const queue = this.#queues.get(verdict >>> 16);
    if (queue === void 0) return verdict & QUEUE_BYPASS ? 1 /* ACCEPT */ : 0 /* DROP */;
    if (queue.waiting.size >= queue.maxLength) return this.#full(queue);
    const queued = new QueuedPacket(this.#netfilter, queue, packet.clone(), at);
    queue.waiting.add(queued);
    queue.handler(queued);
    return 3 /* QUEUE */;
  }
  #full(queue) {
    if (queue.failOpen) return 1 /* ACCEPT */;
    queue.dropped++;
    this.#log?.warnRatelimited(`nfnetlink_queue: nf_queue: full at ${queue.waiting.size} entries, dropping packets(s)`);
    return 0 /* DROP */;
  }
};
function dropAll(queue) {
  for (const queued of [...queue.waiting]) queued.drop();
}

// src/netfilter/refusal.ts
var BAD_HEADER = { reason: "IP_INHDR" };
var BAD_CHECKSUM = { reason: "IP_CSUM" };
var TOO_SHORT = { reason: "PKT_TOO_SMALL" };
var BAD_ADDRESS = { reason: "IP_INADDRERRORS" };
var UNREACHABLE = { reason: "IP_INNOROUTES", error: NO_ROUTE };
var UNREACHABLE_LOCALLY = { reason: "IP_OUTNOROUTES" };
var UNSAID = { reason: null };

// src/netfilter/forward.ts
var DONT_FRAGMENT = 64;
var EXPIRED = { reason: "IP_INHDR", error: TIME_EXCEEDED };
function forward(packet, outDevice, mtu) {
  if (packet.family === 10 /* IPV6 */) return forwardIpv6(packet, outDevice, mtu);
  const bytes = packet.bytes;
  const start = packet.start;
  if (bytes[start + 8] <= 1) return EXPIRED;
  const isTooBig = packet.end - start > mtu && (bytes[start + 6] & DONT_FRAGMENT) !== 0;
  if (isTooBig && !fitsAsItCame(packet, mtu)) return tooBig(mtu);
  bytes[start + 8]--;
  const checksum2 = u16(bytes, start + 10) + 256;
  put16(bytes, start + 10, checksum2 + (checksum2 >= 65535 ? 1 : 0));
  return null;
}
function forwardIpv6(packet, outDevice, mtu) {
  const bytes = packet.bytes;
  const start = packet.start;
  if (bytes[start + 7] <= 1) return EXPIRED;
  if (outDevice !== packet.device) {
    if (isUnspecified(bytes, start + 8)) return BAD_ADDRESS;
    const isLinkLocal2 = bytes[start + 8] === 254 && bytes[start + 9] >> 6 === 2;
    if (isLinkLocal2) return { ...BAD_ADDRESS, error: BEYOND_SCOPE };
  }
  if (packet.end - start > mtu && !fitsAsItCame(packet, mtu)) return tooBig(mtu);
  bytes[start + 7]--;
  return null;
}
function tooBig(mtu) {
  return { reason: "PKT_TOO_BIG", error: TOO_BIG, info: mtu };
}
function fitsAsItCame(packet, mtu) {
  return packet.fragmentMaxSize > 0 && packet.fragmentMaxSize <= mtu;
}
function isUnspecified(bytes, at) {
  for (let word = 0; word < 16; word += 4) if (i32(bytes, at + word) !== 0) return false;
  return true;
}

// src/netfilter/options.ts
var CIPSO_BYTES = 8;
var OPTIONS_PASS = 0;
var OPTIONS_SOURCE_ROUTED = -1;
function processOptions(packet, context) {
  const { bytes, start } = packet;
  const end2 = start + ((bytes[start] & 15) << 2);
  let seen = 0;
  for (let at = start + 20; at < end2; ) {
    const type = bytes[at];
    if (type === 0 /* END */) {
      bytes.fill(0, at, end2);
      break;
    }
    if (type === 1 /* NOP */) {
      at++;
      continue;
    }
    const length = at + 1 < end2 ? bytes[at + 1] : 0;
    if (length < 2 || at + length > end2) return at - start;
    const kind2 = kindOf2(type);
    if (kind2 !== 0 && seen & kind2) return at - start;
    seen |= kind2;
    const wrong = processOption(bytes, at, length, context);
    if (wrong !== 0) return at + wrong - start;
    at += length;
  }
  put16(bytes, start + 10, 0);
  put16(bytes, start + 10, checksum(bytes, start, end2));
  return seen & kindOf2(131 /* LOOSE_SOURCE_ROUTE */) ? OPTIONS_SOURCE_ROUTED : OPTIONS_PASS;
}
function kindOf2(type) {
  if (type === 131 /* LOOSE_SOURCE_ROUTE */ || type === 137 /* STRICT_SOURCE_ROUTE */) return 1;
  if (type === 7 /* RECORD_ROUTE */) return 2;
  return type === 68 /* TIMESTAMP */ ? 4 : 0;
}
function processOption(bytes, at, length, context) {
  switch (bytes[at]) {
    case 131 /* LOOSE_SOURCE_ROUTE */:
    case 137 /* STRICT_SOURCE_ROUTE */:
      return length < 3 ? 1 : pointerAtLeast(bytes, at, 4);
    case 7 /* RECORD_ROUTE */:
      return recordRoute(bytes, at, length, context);
    case 68 /* TIMESTAMP */:
      return recordTime(bytes, at, length, context);
    case 148 /* ROUTER_ALERT */:
      return length < 4 ? 1 : 0;
    case 134 /* CIPSO */:
      return length < CIPSO_BYTES ? 1 : 2;
    default:
      return 0;
  }
}
function pointerAtLeast(bytes, at, least) {
  return bytes[at + 2] < least ? 2 : 0;
}
function recordRoute(bytes, at, length, context) {
  if (length < 3) return 1;
  const pointer = bytes[at + 2];
  if (pointer < 4) return 2;
  if (pointer > length) return 0;
  if (pointer + 3 > length) return 2;
  bytes.set(context.route, at + pointer - 1);
  bytes[at + 2] = pointer + 4;
  return 0;
}
function recordTime(bytes, at, length, context) {
  if (length < 4) return 1;
  const pointer = bytes[at + 2];
  if (pointer < 5) return 2;
  const asks = bytes[at + 3] & 15;
  if (pointer > length) return asks === 3 /* PRESPECIFIED */ ? 0 : countOverflow(bytes, at);
  const slot = at + pointer - 1;
  if (pointer + 3 > length) return 2;
  if (asks === 0 /* TIME */) {
    put32(bytes, slot, context.milliseconds);
    bytes[at + 2] = pointer + 4;
  } else if (asks === 1 /* TIME_AND_ADDRESS */ || asks === 3 /* PRESPECIFIED */) {
    if (pointer + 7 > length) return 2;
    if (asks === 3 /* PRESPECIFIED */ && !context.isOwn(i32(bytes, slot))) return 0;
    bytes.set(context.stamp, slot);
    put32(bytes, slot + 4, context.milliseconds);
    bytes[at + 2] = pointer + 8;
  }
  return 0;
}
function countOverflow(bytes, at) {
  const overflow = bytes[at + 3] >> 4;
  if (overflow === 15) return 3;
  bytes[at + 3] += 16;
  return 0;
}

// src/netfilter/hop-by-hop.ts
var IPV6_HEADER = 40;
var MAX_OPTIONS = 8;
var MAX_PADDING = 7;
function checkHopByHop(packet) {
  const { bytes, start } = packet;
  const header = start + IPV6_HEADER;
  if (packet.end - header < 8) return UNSAID;
  const end2 = header + (bytes[header + 1] + 1 << 3);
  if (end2 > packet.end) return UNSAID;
  let options = 0;
  let padding = 0;
  for (let at = header + 2; at < end2; ) {
    const type = bytes[at];
    if (type !== 0 /* PAD1 */ && end2 - at < 2) return BAD_HEADER;
    const size = type === 0 /* PAD1 */ ? 1 : bytes[at + 1] + 2;
    if (at + size > end2) return BAD_HEADER;
    if (type === 0 /* PAD1 */ || type === 1 /* PADN */) {
      padding += size;
      if (padding > MAX_PADDING || !isZero(bytes, at + 2, at + size)) return BAD_HEADER;
    } else {
      padding = 0;
      if (++options > MAX_OPTIONS) return BAD_HEADER;
      const refusal2 = checkOption(packet, at);
      if (refusal2 !== null) return refusal2;
    }
    at += size;
  }
  return null;
}
function checkOption(packet, at) {
  const { bytes, start } = packet;
  const length = bytes[at + 1];
  switch (bytes[at]) {
    case 5 /* ROUTER_ALERT */:
      return length === 2 ? null : BAD_HEADER;
    case 7 /* CALIPSO */:
      return length >= 8 && bytes[at + 6] * 4 + 8 <= length ? null : BAD_HEADER;
    case 49 /* IOAM */:
      return at - start & 3 ? BAD_HEADER : null;
    case 194 /* JUMBO */:
      return checkJumbo(packet, at);
    default:
      return checkUnknown(packet, at);
  }
}
function checkJumbo(packet, at) {
  const { bytes, start } = packet;
  if (bytes[at + 1] !== 4 || (at - start & 3) !== 2) return BAD_HEADER;
  const length = u32(bytes, at + 2);
  if (length <= 65535) return { ...BAD_HEADER, error: BAD_FIELD, info: at + 2 - start };
  if (u16(bytes, start + 4) !== 0) return { ...BAD_HEADER, error: BAD_FIELD, info: at - start };
  return length > packet.end - start - IPV6_HEADER ? TOO_SHORT : null;
}
function checkUnknown({ bytes, start }, at) {
  const action = bytes[at] >> 6;
  if (action === 0 /* SKIP */) return null;
  const isForGroup = bytes[start + 24] === 255;
  const isReported = action === 2 /* REPORT */ || action !== 1 /* DISCARD */ && !isForGroup;
  return { reason: "UNHANDLED_PROTO", ...isReported && { error: BAD_OPTION, info: at - start } };
}
function isZero(bytes, from, to) {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}

// src/netfilter/receive.ts
var IPV4_HEADER = 20;
var IPV6_HEADER2 = 40;
var NOT_IPV6 = { reason: "UNHANDLED_PROTO" };
function receiveIpv4(packet) {
  const bytes = packet.bytes;
  const start = packet.start;
  const available = packet.end - start;
  if (available < IPV4_HEADER) return BAD_HEADER;
  const headerLength = (bytes[start] & 15) << 2;
  if (bytes[start] >> 4 !== 4 || headerLength < IPV4_HEADER || available < headerLength) return BAD_HEADER;
  if (fold(sum2(bytes, start, start + headerLength)) !== 65535) return BAD_CHECKSUM;
  const length = u16(bytes, start + 2);
  if (available < length) return TOO_SHORT;
  if (length < headerLength) return BAD_HEADER;
  packet.end = start + length;
  return null;
}
function receiveIpv6(packet) {
  const bytes = packet.bytes;
  const start = packet.start;
  const available = packet.end - start;
  if (available < IPV6_HEADER2) return BAD_HEADER;
  if (bytes[start] >> 4 !== 6) return NOT_IPV6;
  if (packet.device !== LOOPBACK && (isLoopback(bytes, start + 8) || isLoopback(bytes, start + 24))) return BAD_HEADER;
  if (bytes[start + 24] === 255 && (bytes[start + 25] & 15) <= 1) return BAD_HEADER;
  if (bytes[start + 8] === 255) return BAD_HEADER;
  const length = u16(bytes, start + 4);
  const hasOptions = bytes[start + 6] === 0 /* HOPOPT */;
  if (length !== 0 || !hasOptions) {
    if (length + IPV6_HEADER2 > available) return TOO_SHORT;
    packet.end = start + IPV6_HEADER2 + length;
  }
  return hasOptions ? checkHopByHop(packet) : null;
}

// src/netfilter/error-limit.ts
var BURST = 6;
var HOSTS2 = 65664;
var REDIRECTS = 9;
var REDIRECT_LOAD = HZ / 50;
var REDIRECT_SILENCE = REDIRECT_LOAD << REDIRECTS + 1;
var NEW_HOST_AGE = 60 * HZ;
var ErrorLimit = class {
  #clock;
  #buckets = /* @__PURE__ */ new Map();
  constructor(clock) {
    this.#clock = clock;
  }
  /** Whether `host` may be sent an error now, at one in `interval` jiffies on the long run; takes it off if so. */
  allow(host, interval, burst = BURST) {
    const now = this.#clock.jiffies;
    const bucket = this.#bucket(host);
    bucket.tokens = Math.min(bucket.tokens + (now - bucket.last | 0), burst * interval);
    bucket.last = now;
    if (bucket.tokens < interval) return false;
    bucket.tokens -= interval;
    return true;
  }
  /** Whether `host` may be sent a redirect now (`ip_rt_send_redirect`); counts it if so. */
  allowRedirect(host) {
    const now = this.#clock.jiffies;
    const bucket = this.#bucket(host);
    if ((now - bucket.last | 0) > REDIRECT_SILENCE) {
      bucket.tokens = 0;
      bucket.redirects = 0;
    }
    if (bucket.redirects >= REDIRECTS) {
      bucket.last = now;
      return false;
    }
    const wait = bucket.redirects === 0 ? -1 : REDIRECT_LOAD << bucket.redirects;
    if ((now - bucket.last | 0) <= wait) return false;
    bucket.last = now;
    bucket.redirects++;
    return true;
  }
  #bucket(host) {
    let bucket = this.#buckets.get(host);
    if (bucket === void 0) {
      if (this.#buckets.size >= HOSTS2) this.#buckets.delete(this.#buckets.keys().next().value);
      bucket = { tokens: 0, last: this.#clock.jiffies - NEW_HOST_AGE | 0, redirects: 0 };
      this.#buckets.set(host, bucket);
    }
    return bucket;
  }
};

// src/netfilter/local-answer.ts
var SILENT2 = {
  [2 /* IPV4 */]: [2 /* IGMP */, 136 /* UDPLITE */, 103],
  [10 /* IPV6 */]: [59 /* NONE */, 136 /* UDPLITE */, 103]
};
function answerLocally(packet, host) {
  const { bytes, start, family: family2 } = packet;
  if (family2 === 10 /* IPV6 */) return answerIpv6(packet, host);
  return answerTransport(packet, bytes[start + 9], start + ((bytes[start] & 15) << 2), 0, host);
}
function answerTransport(packet, protocol, at, named2, host) {
  const { family: family2 } = packet;
  switch (protocol) {
    case 6 /* TCP */:
      return host.isUnicast ? reset(packet, at, host) : null;
    case 17 /* UDP */:
      return isSoundUdp(packet, at) ? { error: NO_PORT, info: 0 } : null;
    case (family2 === 2 /* IPV4 */ ? 1 /* ICMP */ : 58 /* ICMPV6 */):
      return isSolicitation(packet, at) ? advertise(packet, at, host) : echo(packet, at, host);
    default:
      return SILENT2[family2].includes(protocol) ? null : { error: NO_PROTOCOL, info: named2 };
  }
}
function answerIpv6(packet, host) {
  const { bytes, start, end: end2 } = packet;
  let named2 = start + 6;
  for (let at = start + 40; ; ) {
    const protocol = bytes[named2];
    const isHeader = protocol === 0 /* HOPOPT */ || protocol === 60 /* DSTOPTS */ || protocol === 43 /* ROUTING */;
    if (!isHeader) return answerTransport(packet, protocol, at, named2 - start, host);
    const length = at + 8 > end2 ? 8 : bytes[at + 1] + 1 << 3;
    if (at + length > end2) return null;
    if (protocol === 43 /* ROUTING */ && bytes[at + 3] > 0) return { error: BAD_FIELD, info: at + 2 - start };
    named2 = at;
    at += length;
  }
}
function reset(packet, at, host) {
  const { bytes, start, end: end2, family: family2 } = packet;
  const headerLength = bytes[at + 12] >> 4 << 2;
  if (end2 - at < 20 || headerLength < 20 || end2 - at < headerLength) return null;
  if (!isSound(packet, at, end2, 6 /* TCP */)) return null;
  const flags = bytes[at + 13];
  if (flags & 4 /* RST */ || isSigned(bytes, at + 20, at + headerLength)) return null;
  const length = end2 - at - headerLength + (flags & 2 /* SYN */ ? 1 : 0) + (flags & 1 /* FIN */ ? 1 : 0);
  const numbers = flags & 16 /* ACK */ ? { seq: u32(bytes, at + 8), flags: 4 /* RST */ } : { ack: u32(bytes, at + 4) + length >>> 0, flags: 4 /* RST */ | 16 /* ACK */ };
  const { source } = host;
  const destination = sender(packet);
  const ports = { sourcePort: u16(bytes, at + 2), destinationPort: u16(bytes, at), window: 0 };
  const payload = buildTcp({ ...ports, ...numbers }, pseudoHeader(source, destination, 6 /* TCP */));
  const common = { protocol: 6 /* TCP */, source, destination, payload };
  const tos = trafficClass(bytes, start, family2) & ~3;
  const datagram2 = family2 === 2 /* IPV4 */ ? buildIpv4({ ...common, tos, flags: 16384 /* DONT_FRAGMENT */ }) : buildIpv6({ ...common, trafficClass: tos });
  return { datagram: datagram2 };
}
var MD5_SIGNATURE = 19;
var MD5_BYTES = 18;
function isSigned(bytes, from, end2) {
  for (let at = from; end2 - at >= MD5_BYTES; ) {
    const kind2 = bytes[at];
    if (kind2 === 0) return false;
    const length = kind2 === 1 ? 1 : bytes[at + 1];
    if (kind2 === MD5_SIGNATURE || length > end2 - at || kind2 !== 1 && length < 2) return true;
    at += length;
  }
  return false;
}
function isSoundUdp(packet, at) {
  const { bytes, end: end2, family: family2 } = packet;
  const length = end2 - at < 8 ? 0 : u16(bytes, at + 4);
  if (length < 8 || length > end2 - at) return false;
  if (u16(bytes, at + 6) === 0) return family2 === 2 /* IPV4 */;
  return isSound(packet, at, at + length, 17 /* UDP */);
}
function isSound({ bytes, start, family: family2 }, at, end2, protocol) {
  return checksum(bytes, at, end2, pseudoHeaderSum(bytes, start, family2, protocol, end2 - at)) === 0;
}
function echo(packet, at, host) {
  const { bytes, start, end: end2, family: family2 } = packet;
  const isIpv4 = family2 === 2 /* IPV4 */;
  if (end2 - at < 8) return null;
  if (isIpv4 ? checksum(bytes, at, end2) !== 0 : !isSound(packet, at, end2, 58 /* ICMPV6 */)) return null;
  if (isIpv4 && !host.isUnicast) return null;
  const body = bytes.slice(at + 4, end2);
  const type = replyType(bytes[at], isIpv4);
  if (type < 0) return null;
  if (type === 14 /* TIMESTAMP_REPLY */ && isIpv4) {
    if (body.length < 16) return null;
    put32(body, 8, host.milliseconds);
    put32(body, 12, host.milliseconds);
  }
  const { source, id } = host;
  const destination = sender(packet);
  const tos = trafficClass(bytes, start, family2);
  if (isIpv4) {
    const payload2 = buildIcmp({ type, body }, null);
    return { datagram: buildIpv4({ tos, id, protocol: 1 /* ICMP */, source, destination, payload: payload2 }) };
  }
  const payload = buildIcmp({ type, body }, pseudoHeader(source, destination, 58 /* ICMPV6 */));
  const datagram2 = buildIpv6({ trafficClass: tos, protocol: 58 /* ICMPV6 */, source, destination, payload });
  return { datagram: datagram2 };
}
var SOLICITATION_BYTES = 24;
var ROUTER = 128;
var SOLICITED = 64;
var OVERRIDE = 32;
function isSolicitation({ bytes, end: end2, family: family2 }, at) {
  return family2 === 10 /* IPV6 */ && at < end2 && bytes[at] === 135 /* NEIGHBOR_SOLICIT */;
}
function advertise(packet, at, { isUnicast, isOwn }) {
  const { bytes, start, end: end2 } = packet;
  const isWhole2 = end2 - at >= SOLICITATION_BYTES && isSound(packet, at, end2, 58 /* ICMPV6 */);
  const asker = sender(packet);
  if (!isWhole2 || bytes[start + 7 /* HOP_LIMIT */] !== 255 || bytes[at + 1] !== 0) return null;
  const target = bytes.slice(at + 8, at + SOLICITATION_BYTES);
  if (!isOwn(target) || !asker.some((byte) => byte !== 0)) return null;
  const body = new Uint8Array(20);
  body[0] = ROUTER | SOLICITED | (isUnicast ? 0 : OVERRIDE);
  body.set(target, 4);
  const payload = buildIcmp({ type: 136 /* NEIGHBOR_ADVERT */, body }, pseudoHeader(target, asker, 58 /* ICMPV6 */));
  const datagram2 = buildIpv6({ hopLimit: 255, protocol: 58 /* ICMPV6 */, source: target, destination: asker, payload });
  return { datagram: datagram2 };
}
function replyType(type, isIpv4) {
  if (!isIpv4) return type === 128 /* ECHO_REQUEST */ ? 129 /* ECHO_REPLY */ : -1;
  if (type === 8 /* ECHO_REQUEST */) return 0 /* ECHO_REPLY */;
  return type === 13 /* TIMESTAMP_REQUEST */ ? 14 /* TIMESTAMP_REPLY */ : -1;
}
function sender({ bytes, start, family: family2 }) {
  return family2 === 2 /* IPV4 */ ? bytes.slice(start + 12, start + 16) : bytes.slice(start + 8, start + 24);
}
function trafficClass(bytes, start, family2) {
  return family2 === 2 /* IPV4 */ ? bytes[start + 1] : u16(bytes, start) >> 4 & 255;
}

// src/netfilter/responder.ts
var IPV4_INTERVAL = HZ;
var IPV6_INTERVAL = HZ / 10;
var Responder = class {
  #topology;
  #connections;
  #send;
  #limit;
  /** Identification of the last IPv4 datagram sent. */
  #id = 0;
  constructor(topology, clock, connections, send) {
    this.#topology = topology;
    this.#connections = connections;
    this.#send = send;
    this.#limit = new ErrorLimit(clock);
  }
  /** Sends an ICMP error about a packet to its sender, if it may be sent one. `info`: an MTU, or a pointer. */
  error(cause, kind2, info = 0) {
    if (!mayCauseError(cause)) return;
    const routes = this.#topology.routes(cause.family);
    const isReportedToMany = cause.family === 10 /* IPV6 */ && (kind2 === TOO_BIG || kind2 === BAD_OPTION);
    if (routes.isForMany(cause) && !isReportedToMany) return;
    const device2 = routes.back(cause);
    const source = routes.source(cause);
    if (device2 < 0 || source === null || !this.#mayTell(cause, kind2, device2)) return;
    this.#sendError(cause, kind2[cause.family], info, source, device2);
  }
  /**
   * Tells the sender of a packet that leaves the way it came that it could have sent it there itself, if it is a
   * neighbour there (`ip_rt_send_redirect`, `ndisc_send_redirect`).
   */
  redirect(cause) {
    const { bytes, start, device: device2, family: family2 } = cause;
    if (this.#topology.routes(family2).deviceOfSource(cause) !== device2) return;
    if (family2 === 10 /* IPV6 */) {
      this.#redirectIpv6(cause);
      return;
    }
    const source = this.#topology.ipv4.addressOf(device2);
    const host = formatAddress(bytes, start + 12, 2 /* IPV4 */);
    if (source === null || !mayCauseError(cause) || !this.#limit.allowRedirect(host)) return;
    this.#sendError(cause, REDIRECT, u32(bytes, start + 16), source, device2);
  }
  /** Answers a packet that was delivered to the router. `milliseconds`: since midnight. */
  delivered(packet, milliseconds) {
    const routes = this.#topology.routes(packet.family);
    const isUnicast = routes.isForRouter(packet);
    const source = isUnicast ? routes.source(packet) : routes.address(packet);
    const device2 = routes.back(packet);
    if (source === null || device2 < 0) return;
    const isOwn = (address3) => this.#topology.ipv6.isOwn(address3, 0, packet.device);
    const answer2 = answerLocally(packet, { source, isUnicast, id: this.#id + 1, milliseconds, isOwn });
    if (answer2 === null) return;
    if ("error" in answer2) {
      this.error(packet, answer2.error, answer2.info);
    } else {
      this.#id++;
      this.#finish(this.#packet(packet, answer2.datagram, device2));
    }
  }
  #redirectIpv6(cause) {
    const source = this.#topology.ipv6.linkLocalOf(cause.device);
    const host = formatAddress(cause.bytes, cause.start + 8, 10 /* IPV6 */);
    if (source === null || !this.#limit.allow(host, IPV4_INTERVAL)) return;
    this.#finish(this.#packet(cause, buildRedirectIpv6(cause, source), cause.device));
  }
  #sendError(cause, error3, info, source, device2) {
    const packet = this.#packet(cause, buildError(cause, error3, info, source, ++this.#id), device2);
    if (cause.ct !== 0) {
      const ctinfo = dirOf(cause.ctinfo) === 0 ? 4 /* RELATED_REPLY */ : 1 /* RELATED */;
      this.#connections.attach(packet, cause.ct, ctinfo);
      packet.tracked = true;
    }
    this.#finish(packet);
  }
  #packet(cause, datagram2, device2) {
    const packet = new Packet(datagram2);
    packet.family = cause.family;
    packet.outDevice = device2;
    return packet;
  }
  #finish(packet) {
    const verdict = this.#send(packet);
    if (verdict === 1 /* ACCEPT */ || verdict === 0 /* DROP */) this.#connections.release(packet);
  }
  /** The limits on errors to one host; a missing route over IPv4 has one of its own before it, on the same bucket (`ip_error`). */
  #mayTell({ bytes, start, family: family2 }, kind2, device2) {
    if (family2 === 10 /* IPV6 */) {
      const host2 = formatAddress(bytes, start + 8, family2);
      return device2 === LOOPBACK || this.#limit.allow(host2, IPV6_INTERVAL);
    }
    const host = formatAddress(bytes, start + 12, family2);
    if (kind2 === NO_ROUTE && !this.#limit.allow(host, IPV4_INTERVAL, NO_ROUTE_BURST)) return false;
    return device2 === LOOPBACK || this.#limit.allow(host, IPV4_INTERVAL);
  }
};
var NO_ROUTE_BURST = 5;

// src/router.ts
var MILLISECONDS_A_DAY = 864e5;
var Router = class {
  netfilter;
  topology;
  /** Told of each datagram that leaves, fragments one by one. The bytes are valid during the call only. */
  onTransmit = null;
  /** Told of each packet handed to a local process; the packet is valid during the call only. */
  onDeliver = null;
  /** Told of each packet that was dropped, wherever that was. */
  onDrop = null;
  after = [
    (packet) => this.#route(packet),
    (packet) => this.#afterInput(packet),
    (packet) => this.#postrouting(packet),
    (packet) => this.#output(packet),
    (packet) => this.#transmit(packet)
  ];
  #clock;
  #fragmentation;
  #responder;
  constructor({ netfilter, clock, fragmentation, topology = new Topology(), connections }) {
    this.netfilter = netfilter;
    this.topology = topology;
    this.#clock = clock;
    this.#fragmentation = fragmentation;
    const send = (packet) => this.send(packet);
    this.#responder = connections ? new Responder(topology, clock, connections, send) : null;
    netfilter.attach(this);
  }
  /**
   * Takes in a packet that arrived at an interface (its index in the topology). `packet.family` is what the link layer
   * announced. Returns what became of it: ACCEPT (it left, or was delivered), DROP, STOLEN, QUEUE. For a packet that
   * was dropped, `packet.reason` holds the kernel's word for it where there is one: conntrack's, or outside of
   * Netfilter that of `enum skb_drop_reason` (`IP_CSUM`, `PKT_TOO_SMALL`).
   */
  receive(packet, device2) {
    packet.device = device2;
    const refusal2 = packet.family === 2 /* IPV4 */ ? receiveIpv4(packet) : receiveIpv6(packet);
    if (refusal2 !== null) return this.#refuse(packet, refusal2);
    const verdict = this.netfilter.traverse(0 /* PREROUTING */, packet);
    return verdict === 1 /* ACCEPT */ ? this.#route(packet) : verdict;
  }
  /**
   * Sends a packet of a local process. A destination without a route is refused before the first hook. For an address
   * that does not say on which link it is (a group, a link-local one), `packet.outDevice` does.
   */
  send(packet) {
    packet.device = -1;
    packet.outDevice = this.topology.routes(packet.family).output(packet);
    if (packet.outDevice < 0) return this.#refuse(packet, UNREACHABLE_LOCALLY);
    const verdict = this.netfilter.traverse(3 /* OUTPUT */, packet);
    return verdict === 1 /* ACCEPT */ ? this.#output(packet) : verdict;
  }
  /** Sends an ICMP error about a packet, for a part of the stack that found it wanting. `info`: an MTU, a pointer. */
  error(packet, kind2, info = 0) {
    this.#responder?.error(packet, kind2, info);
  }
  /** Ends a packet (`kfree_skb`). */
  drop(packet) {
    if (this.onDrop !== null) this.onDrop(packet);
  }
  /** Ends a packet the IP stack gives up, and tells its sender where that is due. */
  #refuse(packet, { reason, error: error3, info }) {
    packet.reason ??= reason;
    if (error3) this.#responder?.error(packet, error3, info);
    this.drop(packet);
    return 0 /* DROP */;
  }
  #route(packet) {
    const { ipv4, ipv6 } = this.topology;
    const isIpv4 = packet.family === 2 /* IPV4 */;
    const route = packet.device === LOOPBACK ? -1 /* LOCAL */ : isIpv4 ? ipv4.input(packet) : ipv6.input(packet);
    if (route === -3 /* MARTIAN */) return this.#refuse(packet, UNSAID);
    if (isIpv4 && (packet.bytes[packet.start] & 15) > 5) {
      const refusal2 = this.#options(packet, route);
      if (refusal2 !== null) return this.#refuse(packet, refusal2);
    }
    if (route >= 0) return this.#forward(packet, route);
    return route === -1 /* LOCAL */ ? this.#input(packet) : this.#refuse(packet, UNREACHABLE);
  }
  /** IPv4 options, which are looked at once the route is known (`ip_rcv_options`). */
  #options(packet, route) {
    const { ipv4 } = this.topology;
    const leavesAlive = route >= 0 && packet.bytes[packet.start + 8] > 1;
    const stamp = ipv4.source(packet) ?? NO_ADDRESS;
    const result = processOptions(packet, {
      route: leavesAlive && ipv4.addressOf(route) || stamp,
      stamp,
      milliseconds: this.#milliseconds(),
      isOwn: (address3) => ipv4.isOwn(address3)
    });
    if (result === OPTIONS_PASS) return null;
    if (result === OPTIONS_SOURCE_ROUTED) return UNSAID;
    return { ...BAD_HEADER, error: BAD_FIELD, info: result << 24 };
  }
  #input(packet) {
    if (packet.family === 2 /* IPV4 */) {
      const whole = this.#fragmentation.beforeInput(packet);
      if (whole !== 1 /* ACCEPT */) return whole;
    }
    const verdict = this.netfilter.traverse(1 /* INPUT */, packet);
    return verdict === 1 /* ACCEPT */ ? this.#afterInput(packet) : verdict;
  }
  #afterInput(packet) {
    if (packet.family === 10 /* IPV6 */) {
      const whole = this.#fragmentation.afterInput(packet);
      if (whole === 0 /* DROP */) return this.#refuse(packet, UNSAID);
      if (whole !== 1 /* ACCEPT */) return whole;
    }
    return this.#deliver(packet);
  }
  #forward(packet, device2) {
    const refusal2 = forward(packet, device2, this.topology.mtus[device2]);
    if (refusal2 !== null) return this.#refuse(packet, refusal2);
    packet.outDevice = device2;
    if (device2 === packet.device) this.#responder?.redirect(packet);
    const verdict = this.netfilter.traverse(2 /* FORWARD */, packet);
    return verdict === 1 /* ACCEPT */ ? this.#postrouting(packet) : verdict;
  }
  /** A callback at OUTPUT may have changed the destination, so the route is looked up again (`ip_route_me_harder`). */
  #output(packet) {
    packet.outDevice = this.topology.routes(packet.family).output(packet);
    return packet.outDevice < 0 ? this.#refuse(packet, UNREACHABLE_LOCALLY) : this.#postrouting(packet);
  }
  #postrouting(packet) {
    const verdict = this.netfilter.traverse(4 /* POSTROUTING */, packet);
    return verdict === 1 /* ACCEPT */ ? this.#transmit(packet) : verdict;
  }
  #transmit(packet) {
    const device2 = packet.outDevice;
    const mtu = this.topology.mtus[device2];
    if (device2 === LOOPBACK) return this.receive(packet, LOOPBACK);
    if (needsFragments(packet, mtu)) return this.#transmitFragments(packet, mtu);
    if (this.onTransmit !== null) this.onTransmit(device2, packet.datagram());
    return 1 /* ACCEPT */;
  }
  #transmitFragments(packet, mtu) {
    const fragments = this.#fragmentation.fragmentForOutput(packet, mtu);
    if (fragments.length === 0) return this.#refuse(packet, UNSAID);
    for (const fragment3 of fragments) this.onTransmit?.(packet.outDevice, fragment3);
    return 1 /* ACCEPT */;
  }
  #deliver(packet) {
    if (this.onDeliver !== null) this.onDeliver(packet);
    this.#responder?.delivered(packet, this.#milliseconds());
    return 1 /* ACCEPT */;
  }
  /** Since midnight, as timestamps on the wire count (RFC 791, 3.1). */
  #milliseconds() {
    return Math.floor(this.#clock.now * 1e3) % MILLISECONDS_A_DAY;
  }
};
var NO_ADDRESS = new Uint8Array(4);
function needsFragments(packet, mtu) {
  const length = packet.end - packet.start;
  if (length > mtu) return true;
  if (packet.fragmentMaxSize === 0) return false;
  return packet.family === 2 /* IPV4 */ || length > packet.fragmentMaxSize;
}

// src/simulation.ts
var Simulation = class {
  clock = new Clock();
  topology;
  log;
  netfilter = new Netfilter();
  queues;
  conntrack;
  defrag;
  router;
  #seed;
  #nat = null;
  constructor({ topology = new Topology(), ...options } = {}) {
    this.topology = topology;
    this.#seed = options.seed ?? 0;
    this.log = new KernelLog(this.clock, topology);
    this.queues = new PacketQueues(this.netfilter, this.log);
    this.netfilter.queues = this.queues;
    this.conntrack = new Conntrack({ ...options, clock: this.clock, log: this.log });
    this.conntrack.broadcastMask = (packet) => topology.ipv4.broadcastMask(packet);
    this.defrag = new Defrag(this.clock, defaultDefragSettings(), this.#defragEnvironment(this.#seed));
    this.defrag.register(this.netfilter);
    this.conntrack.register(this.netfilter);
    this.router = new Router({
      netfilter: this.netfilter,
      clock: this.clock,
      topology,
      connections: this.conntrack,
      fragmentation: this.defrag
    });
  }
  /** NAT, made for whoever asks first: a router without it pays nothing. */
  get nat() {
    if (this.#nat === null) {
      this.#nat = new Nat(this.conntrack, this.topology, this.#seed);
      this.#nat.register(this.netfilter);
    }
    return this.#nat;
  }
  #defragEnvironment(seed) {
    const random = new Random(seed);
    return {
      random: () => random.next(),
      log: (line) => this.log.warnRatelimited(line),
      timeExceeded: (fragment3, endHostOnly) => {
        const isForMe = () => this.topology.ipv4.isOwn(i32(fragment3.bytes, fragment3.start + 16));
        if (endHostOnly && fragment3.family === 2 /* IPV4 */ && !isForMe()) return;
        this.router.error(fragment3, REASSEMBLY_TIME_EXCEEDED);
      },
      parameterProblem: (packet, code, pointer) => this.router.error(packet, parameterProblem(code), pointer)
    };
  }
};

// src/sysctl.ts
var INT_MAX = 2147483647;
var SECONDS_MAX = Math.floor(INT_MAX / HZ);
var BUCKETS_A_PAGE = 512;
var BUCKETS_MAX = Math.floor(INT_MAX / (8 * BUCKETS_A_PAGE)) * BUCKETS_A_PAGE;
var Sysctls = class {
  #byName;
  constructor(simulation) {
    this.#byName = new Map([...conntrackSysctls(simulation), ...defragSysctls(simulation)]);
  }
  get names() {
    return [...this.#byName.keys()];
  }
  get(name) {
    return String(this.#find(name).get());
  }
  /** Sets a sysctl from text; throws InputError for an unknown name, a value out of range or one that is read only. */
  set(name, text) {
    const sysctl2 = this.#find(name);
    if (!sysctl2.set) throw new InputError(`sysctl ${name} is read only`);
    const value = Number(text);
    if (!/^-?\d+$/.test(text.trim()) || value < sysctl2.min || value > sysctl2.max) {
      throw new InputError(`sysctl ${name}: '${text}' is not a whole number from ${sysctl2.min} to ${sysctl2.max}`);
    }
    sysctl2.set(value);
  }
  #find(name) {
    const dotted = name.trim().replaceAll("/", ".");
    const sysctl2 = this.#byName.get(modernName(dotted));
    if (sysctl2) return sysctl2;
    throw new InputError(`unknown sysctl ${name}${this.#suggest(dotted)}`);
  }
  #suggest(name) {
    const last = name.split(".").pop();
    const near = this.names.filter(
      (known2) => known2.includes(last) || known2.split(".").pop().startsWith(last.slice(0, -3))
    );
    return near.length > 0 && last.length > 3 ? `; did you mean ${near.slice(0, 3).join(", ")}?` : "; allowed are those of net.netfilter.nf_conntrack_*, net.ipv4.ipfrag_* and net.ipv6.ip6frag_*";
  }
};
function modernName(name) {
  if (name === "net.nf_conntrack_max") return "net.netfilter.nf_conntrack_max";
  return name.replace(/^net\.ipv4\.(netfilter\.)?ip_conntrack_/, "net.netfilter.nf_conntrack_");
}
function* conntrackSysctls(simulation) {
  const { conntrack: conntrack2 } = simulation;
  const { settings, table } = conntrack2;
  const named2 = (name, sysctl2) => [`net.netfilter.nf_conntrack_${name}`, sysctl2];
  yield named2("max", number(settings, "max", 0, INT_MAX));
  yield named2("buckets", {
    min: 1,
    max: BUCKETS_MAX,
    get: () => table.size,
    set: (size) => table.resize(wholePages(size))
  });
  yield named2("count", { min: 0, max: INT_MAX, get: () => conntrack2.count });
  yield named2("expect_max", number(settings, "expectMax", 1, INT_MAX));
  yield named2("checksum", number(settings, "checksum", 0, 1));
  yield named2("log_invalid", number(settings, "logInvalid", 0, 255));
  yield named2("acct", number(settings, "acct", 0, 1));
  yield named2("timestamp", number(settings, "timestamp", 0, 1));
  yield named2("events", number(settings, "events", 0, 2));
  yield named2("generic_timeout", seconds(settings, "genericTimeout"));
  yield named2("icmp_timeout", seconds(settings, "icmpTimeout"));
  yield named2("icmpv6_timeout", seconds(settings, "icmpv6Timeout"));
  yield named2("udp_timeout", seconds(settings, "udpTimeout"));
  yield named2("udp_timeout_stream", seconds(settings, "udpTimeoutStream"));
  yield named2("gre_timeout", seconds(settings, "greTimeout"));
  yield named2("gre_timeout_stream", seconds(settings, "greTimeoutStream"));
  yield named2("tcp_loose", number(settings, "tcpLoose", 0, 1));
  yield named2("tcp_be_liberal", number(settings, "tcpBeLiberal", 0, 1));
  yield named2("tcp_ignore_invalid_rst", number(settings, "tcpIgnoreInvalidRst", 0, 1));
  yield named2("tcp_max_retrans", number(settings, "tcpMaxRetrans", 0, 255));
  for (const [name, at] of TCP_TIMEOUTS) yield named2(`tcp_timeout_${name}`, element(settings.tcpTimeouts, at));
  for (const [at, name] of SCTP_TIMEOUTS.entries()) {
    yield named2(`sctp_timeout_${name}`, element(settings.sctpTimeouts, at + 1));
  }
}
var TCP_TIMEOUTS = [
  ["syn_sent", 1 /* SYN_SENT */],
  ["syn_recv", 2 /* SYN_RECV */],
  ["established", 3 /* ESTABLISHED */],
  ["fin_wait", 4 /* FIN_WAIT */],
  ["close_wait", 5 /* CLOSE_WAIT */],
  ["last_ack", 6 /* LAST_ACK */],
  ["time_wait", 7 /* TIME_WAIT */],
  ["close", 8 /* CLOSE */],
  ["max_retrans", 10 /* RETRANS */],
  ["unacknowledged", 11 /* UNACK */]
];
var SCTP_TIMEOUTS = [
  "closed",
  "cookie_wait",
  "cookie_echoed",
  "established",
  "shutdown_sent",
  "shutdown_recd",
  "shutdown_ack_sent",
  "heartbeat_sent"
];
function* defragSysctls({ defrag }) {
  const { ipv4, ipv6, ipv6Local } = defrag.settings;
  yield ["net.ipv4.ipfrag_max_dist", number(ipv4, "maxDist", 0, INT_MAX)];
  const limits = [
    ["net.ipv4.ipfrag_", ipv4, "time"],
    ["net.netfilter.nf_conntrack_frag6_", ipv6, "timeout"],
    ["net.ipv6.ip6frag_", ipv6Local, "time"]
  ];
  for (const [prefix, limit, timeout2] of limits) {
    yield [prefix + timeout2, number(limit, "timeout", 0, SECONDS_MAX)];
    yield [
      `${prefix}high_thresh`,
      {
        ...number(limit, "highThresh", 0, Number.MAX_SAFE_INTEGER),
        get min() {
          return limit.lowThresh;
        }
      }
    ];
    yield [
      `${prefix}low_thresh`,
      {
        ...number(limit, "lowThresh", 0, Number.MAX_SAFE_INTEGER),
        get max() {
          return limit.highThresh;
        }
      }
    ];
  }
}
function wholePages(buckets) {
  return Math.ceil(buckets / BUCKETS_A_PAGE) * BUCKETS_A_PAGE;
}
function number(settings, key, min, max) {
  return {
    min,
    max,
    get: () => settings[key],
    set: (value) => {
      settings[key] = value;
    }
  };
}
function seconds(settings, key) {
  return {
    min: 0,
    max: SECONDS_MAX,
    get: () => settings[key] / HZ,
    set: (value) => {
      settings[key] = value * HZ;
    }
  };
}
function element(timeouts, at) {
  return {
    min: 0,
    max: SECONDS_MAX,
    get: () => timeouts[at] / HZ,
    set: (value) => {
      timeouts[at] = value * HZ;
    }
  };
}

// generators/before.ts
var FEW = 64;
var ROUND = 16;
var Before = class {
  /** The connections' records, as `ConnectionStore.words` holds them, up to `limit`; none where `isWhole` is not set. */
  words = new Int32Array(8 * RECORD_WORDS);
  limit = 0;
  isWhole = true;
  /** Connections in the table; -1 where they were not all looked at. */
  connections = 0;
  statistics = /* @__PURE__ */ Object.create(null);
  /** Bytes held for fragments. */
  memory = { ipv4: 0, ipv6: 0 };
  jiffies = 0;
  take({ simulation, index, connections, isWhole: isWhole2 }) {
    const { conntrack: conntrack2, clock, defrag } = simulation;
    const { store, statistics: statistics2 } = conntrack2;
    this.isWhole = store.limit <= FEW || index % ROUND === 0;
    this.limit = this.isWhole ? store.limit : 0;
    this.connections = isWhole2 ? connections.length : -1;
    this.statistics = { ...statistics2 };
    this.memory = defrag.memory;
    this.jiffies = clock.jiffies;
    if (!this.isWhole) return;
    const length = store.limit * RECORD_WORDS;
    if (length > this.words.length) this.words = new Int32Array(2 * length);
    this.words.set(store.words.subarray(0, length));
  }
};

// generators/room.ts
var Room = class {
  /** The piece that the last copy lies in. Whoever holds on to a copy keeps its piece. */
  bytes = new Uint8Array(0);
  #used = 0;
  /** Copies a datagram; tells where in `bytes` it begins. */
  copy(datagram2) {
    const at = this.#used;
    if (at + datagram2.length > this.bytes.length) return this.#copyToNew(datagram2);
    this.bytes.set(datagram2, at);
    this.#used = at + datagram2.length;
    return at;
  }
  #copyToNew(datagram2) {
    this.bytes = new Uint8Array(Math.max(PIECE, datagram2.length));
    this.#used = 0;
    return this.copy(datagram2);
  }
};
var PIECE = 1 << 17;

// generators/table-walk.ts
function nodeWithTupleOf({ store, table }, ct, dir) {
  const { words: words2 } = store;
  const at = tupleAt(ct, dir);
  for (let node = table.first(table.bucketOf(table.hash(words2, at))); node !== 0; node = table.next(node)) {
    if (tupleEquals(words2, nodeTupleAt(node), words2, at)) return node;
  }
  return 0;
}
function named(conntrack2, ct) {
  return `connection ${ct} (${procLine(conntrack2, ct).replace(/ +/g, " ")})`;
}

// generators/tally.ts
var Tally = class {
  /** Packets that conntrack found INVALID, the router's own among them. */
  invalid = 0;
  /** Packets that the router made itself. */
  own = 0;
  delivered = 0;
  drops = [];
  /** Connections that were made, be it in a record that another had before. */
  born = [];
  /** Expectations that came, and that went. */
  expected = [];
  unexpected = [];
  /** Unconfirmed connections that were in the table between classification and confirmation. */
  found = [];
  #lists = [this.drops, this.born, this.expected, this.unexpected, this.found];
  clear() {
    this.invalid = this.own = this.delivered = 0;
    for (const list2 of this.#lists) if (list2.length > 0) list2.length = 0;
  }
  /** A callback has been called; `isSubject`: with the packet of the event, not one of the router's own. */
  called(ops, packet, verdict, isSubject) {
    if (verdict === 0 /* DROP */) this.drops.push({ callback: ops.name, reason: packet.reason });
    if (ops.name !== "nf_conntrack_in") return;
    if (!isSubject && ops.hook === 3 /* OUTPUT */) this.own++;
    if (verdict === 1 /* ACCEPT */ && packet.ctinfo === -1 /* NONE */) this.invalid++;
  }
  /** A packet is half way: its connection is not confirmed yet. */
  halfway(conntrack2, ct) {
    const inTable = [0 /* ORIGINAL */, 1 /* REPLY */].some((dir) => nodeWithTupleOf(conntrack2, ct, dir) >> 1 === ct);
    if (inTable) this.found.push(ct);
  }
  expectation(type, expectation) {
    (type === "NEW" ? this.expected : this.unexpected).push(expectation);
  }
};

// generators/world.ts
function simulationFor({ seed, buckets }) {
  return new Simulation({ topology: TOPOLOGY, seed, buckets });
}
var TOPOLOGY = new Topology();
var World = class {
  workload;
  simulation;
  /** Index of the last event, and the event itself. */
  index = -1;
  event = NO_EVENT;
  /** The packet as it was at its end; that of an earlier event when the last was none. */
  packet = new Packet();
  /** Its class and direction, null where conntrack has not classified it. */
  ctstate = null;
  ctdir = null;
  /** What became of it, null when the event was no packet. */
  verdict = null;
  /** The kernel's word for INVALID or DROP. */
  reason = null;
  /** The connection it had in the end, 0 for none. The connection may be gone. */
  ct = 0;
  /** How things stood before the event. */
  before = new Before();
  /** What happened during it. */
  tally = new Tally();
  /**
   * The confirmed connections to look at: all that are in the table where they are few. Of many, all after every
   * sixteenth event and after the last, and otherwise the packet's own.
   */
  connections = [];
  /** Whether these are all. */
  isWhole = true;
  #sysctls = null;
  constructor(workload2, simulate = simulationFor) {
    this.workload = workload2;
    this.simulation = simulate(workload2.router);
    this.#watch();
    for (const [name, value] of workload2.router.sysctls) this.set(name, value);
    for (const rule2 of workload2.router.helpers) this.#assignHelper(rule2);
    for (const rule2 of workload2.router.translations) this.#translate(rule2);
  }
  /** Carries out the next event; false when there is none. */
  step() {
    if (this.index + 1 >= this.workload.events.length) return false;
    this.give(this.workload.events[this.index + 1]);
    return true;
  }
  /** Carries out one event more, whether the workload has it or not. */
  give(event) {
    this.event = event;
    this.index++;
    this.before.take(this);
    this.tally.clear();
    this.verdict = this.ctstate = this.ctdir = this.reason = null;
    this.ct = 0;
    this.#carryOut(this.event);
    this.#findConnections();
  }
  /** Carries out all events that are left. */
  finish(each) {
    while (this.step()) each?.(this);
    return this;
  }
  #carryOut(event) {
    switch (event.kind) {
      case "packet":
        this.#inject(event.device, event.bytes);
        break;
      case "wait":
        this.simulation.clock.advance(event.seconds);
        this.simulation.conntrack.garbage.runIfDue();
        break;
      case "sysctl":
        this.set(event.name, event.value);
    }
  }
  #inject(device2, datagram2) {
    const { router: router2, topology, conntrack: conntrack2 } = this.simulation;
    const at = room.copy(datagram2);
    const { packet } = this;
    packet.reset(room.bytes, at, at + datagram2.length, -1);
    packet.family = datagram2[0] >> 4 === 6 ? 10 /* IPV6 */ : 2 /* IPV4 */;
    const verdict = device2 === "lo" ? router2.send(packet) : router2.receive(packet, topology.device(device2));
    this.verdict = verdict;
    this.ctstate = ctstateOf(packet);
    this.ctdir = ctdirOf(packet);
    if (verdict === 0 /* DROP */ || this.ctstate === "INVALID") this.reason = packet.reason;
    if (packet.ct !== 0) this.ct = packet.ct;
    if (verdict === 1 /* ACCEPT */) conntrack2.release(packet);
  }
  /** Sets a sysctl. A value that is refused changes nothing, as on a live router. */
  set(name, value) {
    this.#sysctls ??= new Sysctls(this.simulation);
    try {
      this.#sysctls.set(name, value);
    } catch (error3) {
      if (!(error3 instanceof InputError)) throw error3;
    }
  }
  #assignHelper({ name, protocol, port }) {
    const { conntrack: conntrack2, netfilter } = this.simulation;
    for (const ops of helperRule(conntrack2.store, helperNamed(name, protocol), port)) netfilter.register(ops);
  }
  #translate(rule2) {
    const { simulation } = this;
    const host = { devices: simulation.topology.names, nat: () => simulation.nat };
    for (const chain of natChains(rule2, rule2.action, host)) simulation.nat.addChain(chain);
  }
  #watch() {
    const { netfilter, router: router2, conntrack: conntrack2 } = this.simulation;
    const { tally } = this;
    netfilter.observer = (ops, packet, verdict) => tally.called(ops, packet, verdict, packet === this.packet);
    router2.onDeliver = () => tally.delivered++;
    router2.onDrop = (packet) => {
      if (packet === this.packet) this.ct = packet.ct;
      conntrack2.release(packet);
    };
    const allocate = conntrack2.store.allocate.bind(conntrack2.store);
    conntrack2.store.allocate = () => {
      const ct = allocate();
      tally.born.push(ct);
      return ct;
    };
    conntrack2.expectations.listener = (type, expectation) => tally.expectation(type, expectation);
    const midway = (packet) => {
      if (packet.ct !== 0 && !conntrack2.store.isConfirmed(packet.ct)) tally.halfway(conntrack2, packet.ct);
      return 1 /* ACCEPT */;
    };
    const look = { name: "look", priority: Priority.FILTER, fn: midway };
    for (const hook of [1 /* INPUT */, 2 /* FORWARD */, 3 /* OUTPUT */]) netfilter.register({ ...look, hook });
  }
  #findConnections() {
    const { store } = this.simulation.conntrack;
    const { connections } = this;
    connections.length = 0;
    const isLast = this.index >= this.workload.events.length - 1;
    this.isWhole = store.limit <= FEW2 || this.index % ROUND2 === 0 || isLast;
    if (!this.isWhole) {
      if (this.ct !== 0 && isInTable(store.status(this.ct))) connections.push(this.ct);
      return;
    }
    const { words: words2, limit } = store;
    for (let ct = 1, at = RECORD_WORDS + 10 /* STATUS */; ct < limit; ct++, at += RECORD_WORDS) {
      if (isInTable(words2[at])) connections.push(ct);
    }
  }
};
var FEW2 = 64;
var ROUND2 = 16;
var room = new Room();
var NO_EVENT = { kind: "wait", seconds: 0 };
function isInTable(status) {
  return (status & (8 /* CONFIRMED */ | 512 /* DYING */)) === 8 /* CONFIRMED */;
}

// generators/invariants/hash-seed.ts
var hashSeed = {
  kind: "workload",
  name: "hash-seed",
  about: "The key of the hash decides in which bucket a connection stands, and nothing else, as long as there is room: which entry goes when the table or a bucket is full does depend on it, and which port NAT takes for one that is taken.",
  source: "hash_conntrack_raw, early_drop",
  check({ workload: workload2, simulate }) {
    const first = new World(workload2, simulate);
    const router2 = { ...workload2.router, seed: (workload2.router.seed ^ 1540483477) >>> 0 };
    const other2 = new World({ ...workload2, router: router2 }, simulate);
    const traces = [traceOf(first), traceOf(other2)];
    if (wasFull(first) || wasFull(other2) || hasChosen(first) || hasChosen(other2)) return null;
    return difference(traces[0], traces[1], "with another seed");
  }
};
function hasChosen({ simulation }) {
  return simulation.conntrack.statistics.found > 0;
}
function wasFull({ simulation }) {
  const { early_drop, drop: drop2, chaintoolong } = simulation.conntrack.statistics;
  return early_drop + drop2 + chaintoolong > 0;
}

// generators/invariants/built-state.ts
var builtState = {
  kind: "workload",
  name: "built-state",
  about: "A connection that packets have brought to a state behaves like one that is put into the table in that state: what conntrack knows of it is its entry, and nothing is kept elsewhere.",
  source: "ctnetlink_create_conntrack",
  check(context) {
    const half = context.workload.events.length >> 1;
    const first = new World(part(context, 0, half), context.simulate).finish();
    if (keepsMore(first)) return null;
    const built = new World(part(context, half, context.workload.events.length), context.simulate);
    rebuild(first, built);
    const reached = new World(context.workload, context.simulate);
    while (reached.index + 1 < half) reached.step();
    const rest = traceOf(reached).map((line) => line.replace(/^event (\d+)/, (_, index) => `event ${index - half}`));
    const again = traceOf(built);
    return wasFull(reached) || wasFull(built) ? null : difference(rest, again, "from a table that was built");
  }
};
function part({ workload: workload2 }, from, to) {
  return { ...workload2, events: workload2.events.slice(from, to) };
}
function keepsMore({ workload: workload2, simulation: { conntrack: conntrack2, defrag } }) {
  if (workload2.router.translations.length > 0) return true;
  const { ipv4, ipv6 } = defrag.queues;
  const hasHelper = [...conntrack2.store.extensions.values()].some(({ helper, master }) => helper || master);
  return ipv4 + ipv6 + conntrack2.expectations.count > 0 || hasHelper;
}
function rebuild(from, to) {
  for (const event of from.workload.events) if (event.kind === "sysctl") to.set(event.name, event.value);
  to.simulation.clock.advanceTo(from.simulation.clock.now);
  for (const ct of from.simulation.conntrack.connections()) {
    rebuildConnection(from.simulation.conntrack, ct, to.simulation.conntrack);
  }
}
function rebuildConnection(from, ct, to) {
  const copy = to.store.allocate();
  const record2 = from.store.words.slice(ct * RECORD_WORDS, (ct + 1) * RECORD_WORDS);
  for (const field of [12 /* NEXT */, 12 /* NEXT */ + 1, 14 /* PREV */, 14 /* PREV */ + 1, 31 /* EXTENDED */]) record2[field] = 0;
  record2[29 /* USE */] = 1;
  to.store.words.set(record2, copy * RECORD_WORDS);
  for (const dir of [0 /* ORIGINAL */, 1 /* REPLY */]) {
    to.table.insert(2 * copy + dir, to.table.hash(record2, dir * 16 /* REPLY */));
  }
  const extension = from.store.extension(ct);
  if (!extension) return;
  const { counters, started } = extension;
  Object.assign(to.store.extend(copy), { counters: counters && [...counters], started });
}

// src/packet/link.ts
var OLD_RAW = [12, 14];
var LINK_TYPES = [
  0 /* NULL */,
  1 /* ETHERNET */,
  ...OLD_RAW,
  101 /* RAW */,
  108 /* LOOP */,
  113 /* LINUX_SLL */,
  228 /* IPV4 */,
  229 /* IPV6 */,
  276 /* LINUX_SLL2 */
];
var LINK_TYPES_ALLOWED = "Ethernet (1), raw IP (12, 14, 101, 228, 229), Linux cooked (113, 276) and loopback (0, 108)";
function isLinkType(type) {
  return LINK_TYPES.includes(type);
}
var ETHERTYPE_IPV4 = 2048;
var ETHERTYPE_IPV6 = 34525;
var ETHERTYPE_VLAN = 33024;
var ETHERTYPE_SERVICE_VLAN = 34984;
var ETHERTYPE_OLD_SERVICE_VLAN = 37120;
var AF_INET6 = [10, 24, 28, 30];
var AF_INET = 2;
function locateDatagram(bytes, start, end2, linkType, found) {
  found.start = start;
  found.end = end2;
  found.family = 0;
  switch (linkType) {
    case 1 /* ETHERNET */:
      byEthertype(bytes, start + 12, start + 14, end2, found);
      break;
    case 113 /* LINUX_SLL */:
      byEthertype(bytes, start + 14, start + 16, end2, found);
      break;
    case 276 /* LINUX_SLL2 */:
      byEthertype(bytes, start, start + 20, end2, found);
      break;
    case 0 /* NULL */:
    case 108 /* LOOP */:
      byAddressFamily(bytes, start, end2, found);
      break;
    default:
      byVersion(bytes, start, end2, found);
  }
  if (found.family !== 0) found.end = datagramEnd(bytes, found.start, end2, found.family);
}
function byEthertype(bytes, typeAt, at, end2, found) {
  while (at <= end2) {
    const type = u16(bytes, typeAt);
    if (type === ETHERTYPE_IPV4) found.family = 2 /* IPV4 */;
    else if (type === ETHERTYPE_IPV6) found.family = 10 /* IPV6 */;
    if (found.family !== 0) {
      found.start = at;
      return;
    }
    if (type !== ETHERTYPE_VLAN && type !== ETHERTYPE_SERVICE_VLAN && type !== ETHERTYPE_OLD_SERVICE_VLAN) return;
    typeAt = at + 2;
    at += 4;
  }
}
function byAddressFamily(bytes, start, end2, found) {
  if (start + 4 > end2) return;
  const family2 = bytes[start] | bytes[start + 3];
  if (family2 === AF_INET) found.family = 2 /* IPV4 */;
  else if (AF_INET6.includes(family2)) found.family = 10 /* IPV6 */;
  if (found.family !== 0) found.start = start + 4;
}
function byVersion(bytes, start, end2, found) {
  if (start >= end2) return;
  const version = bytes[start] >>> 4;
  if (version === 4) found.family = 2 /* IPV4 */;
  else if (version === 6) found.family = 10 /* IPV6 */;
}
function datagramEnd(bytes, start, end2, family2) {
  if (family2 === 2 /* IPV4 */) {
    const length = start + 20 <= end2 ? u16(bytes, start + 2) : 0;
    return length < 20 ? end2 : Math.min(end2, start + length);
  }
  if (start + 40 > end2) return end2;
  const payload = u16(bytes, start + 4);
  return payload === 0 && bytes[start + 6] === 0 /* HOPOPT */ ? end2 : Math.min(end2, start + 40 + payload);
}

// src/packet/pcap-record.ts
var CaptureError = class extends InputError {
  constructor(packet, offset, what) {
    super(`packet ${packet}, byte ${offset}: ${what}`);
    this.packet = packet;
    this.offset = offset;
  }
  packet;
  offset;
};
var MAX_PACKET_LENGTH = 262144;
function requireLinkType(type, packet, offset) {
  if (!isLinkType(type)) {
    throw new CaptureError(packet, offset, `unknown link type ${type}; allowed are ${LINK_TYPES_ALLOWED}`);
  }
}
function requireLength(length, at, end2, packet, offset) {
  if (length > MAX_PACKET_LENGTH) {
    throw new CaptureError(packet, offset, `captured length ${length}; allowed are at most ${MAX_PACKET_LENGTH}`);
  }
  if (at + length > end2) {
    throw new CaptureError(
      packet,
      offset,
      `the capture is truncated: the packet has ${length} captured bytes, of which ${Math.max(0, end2 - at)} are there`
    );
  }
}
function fileU32(bytes, at, littleEndian) {
  return littleEndian ? (bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24) >>> 0 : (bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]) >>> 0;
}
function fileU16(bytes, at, littleEndian) {
  return littleEndian ? bytes[at] | bytes[at + 1] << 8 : bytes[at] << 8 | bytes[at + 1];
}

// src/packet/pcap-classic.ts
var MAGIC_MICROSECONDS = 2712847316;
var MAGIC_NANOSECONDS = 2712812621;
var PcapRecords = class {
  #bytes;
  #littleEndian;
  /** Nanoseconds in a unit of the time stamps' fraction. */
  #unit;
  #linkType;
  #at = 24 /* LENGTH */;
  constructor(bytes) {
    this.#bytes = bytes;
    this.#littleEndian = isMagic(fileU32(bytes, 0, true));
    const magic = fileU32(bytes, 0, this.#littleEndian);
    if (bytes.length < 4 || !isMagic(magic)) {
      throw new CaptureError(
        1,
        0,
        `not a capture (${magicText(bytes)}); allowed are pcap (a1b2c3d4, a1b23c4d, in either byte order) and pcapng (0a0d0d0a)`
      );
    }
    if (bytes.length < 24 /* LENGTH */) {
      throw new CaptureError(1, 0, `the file header is truncated: it has 24 bytes, of which ${bytes.length} are there`);
    }
    const major = fileU16(bytes, 4 /* MAJOR */, this.#littleEndian);
    if (major !== 2) throw new CaptureError(1, 4 /* MAJOR */, `pcap version ${major}; allowed is 2`);
    this.#unit = magic === MAGIC_NANOSECONDS ? 1 : 1e3;
    this.#linkType = fileU32(bytes, 20 /* LINK_TYPE */, this.#littleEndian) & 65535;
    requireLinkType(this.#linkType, 1, 20 /* LINK_TYPE */);
  }
  next(record2) {
    const bytes = this.#bytes;
    const at = this.#at;
    const frame = at + 16 /* LENGTH */;
    if (at === bytes.length) return false;
    if (frame > bytes.length) {
      throw new CaptureError(
        record2.packet + 1,
        at,
        `the capture is truncated: a packet header has 16 bytes, of which ${bytes.length - at} are there`
      );
    }
    const captured = fileU32(bytes, at + 8 /* CAPTURED */, this.#littleEndian);
    requireLength(captured, frame, bytes.length, record2.packet + 1, at);
    record2.seconds = fileU32(bytes, at + 0 /* SECONDS */, this.#littleEndian);
    record2.nanoseconds = fileU32(bytes, at + 4 /* FRACTION */, this.#littleEndian) * this.#unit;
    record2.frameStart = frame;
    record2.frameEnd = frame + captured;
    record2.originalLength = fileU32(bytes, at + 12 /* ORIGINAL */, this.#littleEndian);
    record2.linkType = this.#linkType;
    this.#at = frame + captured;
    return true;
  }
};
function isMagic(magic) {
  return magic === MAGIC_MICROSECONDS || magic === MAGIC_NANOSECONDS;
}
function magicText(bytes) {
  if (bytes.length === 0) return "the file is empty";
  if (bytes[0] === 31 && bytes[1] === 139) return "it is compressed with gzip: uncompress it first";
  return `it begins with ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

// src/packet/pcapng.ts
var BYTE_ORDER_MAGIC = 439041101;
var BLOCK_OVERHEAD = 12;
var MAX_TICKS_PER_SECOND = 2 ** 40;
function isPcapng(bytes) {
  return bytes.length >= 4 && fileU32(bytes, 0, false) === 168627466 /* SECTION_HEADER */;
}
var PcapngRecords = class {
  #bytes;
  #at = 0;
  #littleEndian = false;
  #interfaces = [];
  constructor(bytes) {
    this.#bytes = bytes;
    this.#readByteOrder(1);
  }
  next(record2) {
    const bytes = this.#bytes;
    while (this.#at < bytes.length) {
      const packet = record2.packet + 1;
      const at = this.#at;
      const bodyEnd = this.#blockEnd(packet) - 4;
      const type = fileU32(bytes, at, this.#littleEndian);
      this.#at = bodyEnd + 4;
      switch (type) {
        case 168627466 /* SECTION_HEADER */:
          this.#interfaces = [];
          break;
        case 1 /* INTERFACE */:
          this.#addInterface(at, bodyEnd, packet);
          break;
        case 6 /* ENHANCED_PACKET */:
          this.#enhanced(record2, at, bodyEnd, fileU32(bytes, at + 8, this.#littleEndian));
          return true;
        case 2 /* OBSOLETE_PACKET */:
          this.#enhanced(record2, at, bodyEnd, fileU16(bytes, at + 8, this.#littleEndian));
          return true;
        case 3 /* SIMPLE_PACKET */:
          this.#simple(record2, at, bodyEnd);
          return true;
      }
    }
    return false;
  }
  /** One past the block at the cursor, after checking its lengths. */
  #blockEnd(packet) {
    const bytes = this.#bytes;
    const at = this.#at;
    if (at + BLOCK_OVERHEAD > bytes.length) this.#truncated(packet, BLOCK_OVERHEAD);
    if (fileU32(bytes, at, false) === 168627466 /* SECTION_HEADER */) this.#readByteOrder(packet);
    const length = fileU32(bytes, at + 4, this.#littleEndian);
    const least = BLOCK_OVERHEAD + leastBody(fileU32(bytes, at, this.#littleEndian));
    if (length < least || length % 4 !== 0) {
      throw new CaptureError(packet, at + 4, `block length ${length}; allowed are multiples of 4 from ${least}`);
    }
    if (at + length > bytes.length) this.#truncated(packet, length);
    const again = fileU32(bytes, at + length - 4, this.#littleEndian);
    if (again !== length) {
      throw new CaptureError(
        packet,
        at + length - 4,
        `block length ${again} at its end; allowed is ${length}, as at its start`
      );
    }
    return at + length;
  }
  #truncated(packet, length) {
    const there = this.#bytes.length - this.#at;
    throw new CaptureError(
      packet,
      this.#at,
      `the capture is truncated: a block has ${length} bytes, of which ${there} are there`
    );
  }
  #readByteOrder(packet) {
    const at = this.#at;
    if (at + BLOCK_OVERHEAD > this.#bytes.length) this.#truncated(packet, BLOCK_OVERHEAD);
    const magic = fileU32(this.#bytes, at + 8, false);
    this.#littleEndian = fileU32(this.#bytes, at + 8, true) === BYTE_ORDER_MAGIC;
    if (!this.#littleEndian && magic !== BYTE_ORDER_MAGIC) {
      throw new CaptureError(
        packet,
        at + 8,
        `byte-order magic ${magic.toString(16)}; allowed are 1a2b3c4d and 4d3c2b1a`
      );
    }
    const major = at + 14 <= this.#bytes.length ? fileU16(this.#bytes, at + 12, this.#littleEndian) : 1;
    if (major !== 1) throw new CaptureError(packet, at + 12, `pcapng version ${major}; allowed is 1`);
  }
  #addInterface(at, bodyEnd, packet) {
    const bytes = this.#bytes;
    const little = this.#littleEndian;
    const description = {
      linkType: fileU16(bytes, at + 8, little),
      snaplen: fileU32(bytes, at + 12, little),
      ticksPerSecond: 1e6,
      offset: 0,
      at
    };
    let option2 = at + 16;
    while (option2 + 4 <= bodyEnd) {
      const code = fileU16(bytes, option2, little);
      const length = fileU16(bytes, option2 + 2, little);
      const value = option2 + 4;
      if (code === 0 /* END */) break;
      if (value + length > bodyEnd) {
        throw new CaptureError(packet, option2, `option length ${length}; allowed are at most ${bodyEnd - value} here`);
      }
      if (code === 9 /* TIMESTAMP_RESOLUTION */ && length >= 1) {
        description.ticksPerSecond = ticksPerSecond(bytes[value], packet, value);
      } else if (code === 14 /* TIMESTAMP_OFFSET */ && length >= 8) {
        const low = fileU32(bytes, value + (little ? 0 : 4), little);
        const high = fileU32(bytes, value + (little ? 4 : 0), little) | 0;
        description.offset = high * 2 ** 32 + low;
      }
      option2 = value + (length + 3 & ~3);
    }
    this.#interfaces.push(description);
  }
  #enhanced(record2, at, bodyEnd, index) {
    const bytes = this.#bytes;
    const little = this.#littleEndian;
    const by = this.#interface(index, record2.packet + 1, at);
    const captured = fileU32(bytes, at + 20, little);
    requireLength(captured, at + 28, bodyEnd, record2.packet + 1, at + 20);
    splitTime(fileU32(bytes, at + 12, little), fileU32(bytes, at + 16, little), by, record2);
    record2.frameStart = at + 28;
    record2.frameEnd = at + 28 + captured;
    record2.originalLength = fileU32(bytes, at + 24, little);
    record2.linkType = by.linkType;
    record2.interfaceIndex = index;
  }
  /** A simple packet block has neither time stamp nor captured length: it keeps the time of the packet before it. */
  #simple(record2, at, bodyEnd) {
    const by = this.#interface(0, record2.packet + 1, at);
    const original = fileU32(this.#bytes, at + 8, this.#littleEndian);
    const captured = by.snaplen === 0 ? original : Math.min(original, by.snaplen);
    requireLength(captured, at + 12, bodyEnd, record2.packet + 1, at + 8);
    record2.frameStart = at + 12;
    record2.frameEnd = at + 12 + captured;
    record2.originalLength = original;
    record2.linkType = by.linkType;
    record2.interfaceIndex = 0;
  }
  #interface(index, packet, at) {
    const count2 = this.#interfaces.length;
    if (index >= count2) {
      const allowed = count2 === 0 ? "none is described before it" : `allowed are 0 to ${count2 - 1}`;
      throw new CaptureError(packet, at + 8, `interface ${index}; ${allowed}`);
    }
    const by = this.#interfaces[index];
    requireLinkType(by.linkType, packet, by.at + 8);
    return by;
  }
};
function leastBody(type) {
  switch (type) {
    case 168627466 /* SECTION_HEADER */:
      return 16;
    case 1 /* INTERFACE */:
      return 8;
    case 6 /* ENHANCED_PACKET */:
    case 2 /* OBSOLETE_PACKET */:
      return 20;
    case 3 /* SIMPLE_PACKET */:
      return 4;
    default:
      return 0;
  }
}
function ticksPerSecond(value, packet, offset) {
  const ticks = value & 128 ? 2 ** (value & 127) : 10 ** value;
  if (ticks > MAX_TICKS_PER_SECOND) {
    throw new CaptureError(
      packet,
      offset,
      `time stamp resolution ${value}; allowed are up to 10^-12 (12) and 2^-40 (168)`
    );
  }
  return ticks;
}
function splitTime(high, low, by, record2) {
  const ticks = by.ticksPerSecond;
  let seconds2;
  let rest;
  if (high < 2097152) {
    const whole = high * 2 ** 32 + low;
    seconds2 = Math.floor(whole / ticks);
    rest = whole - seconds2 * ticks;
  } else {
    seconds2 = Math.floor(high / ticks);
    rest = high - seconds2 * ticks;
    for (let shift = 24; shift >= 0; shift -= 8) {
      const part2 = rest * 256 + (low >>> shift & 255);
      const quotient = Math.floor(part2 / ticks);
      seconds2 = seconds2 * 256 + quotient;
      rest = part2 - quotient * ticks;
    }
  }
  record2.seconds = seconds2 + by.offset;
  record2.nanoseconds = ticks === 1e9 ? rest : rest * 1e9 / ticks;
}

// src/packet/pcap.ts
var CaptureReader = class {
  packet = 0;
  frameStart = 0;
  frameEnd = 0;
  originalLength = 0;
  linkType = 0;
  interfaceIndex = 0;
  seconds = 0;
  nanoseconds = 0;
  /** Seconds since the first packet. */
  time = 0;
  /** The IP datagram is `bytes[start..end)`; the whole frame where it holds none. */
  start = 0;
  end = 0;
  /** 0 where the frame carries no IP. */
  family = 0;
  bytes;
  #source;
  #firstSeconds = 0;
  #firstNanoseconds = 0;
  /** Opens a capture. Throws CaptureError when `bytes` begin like none. */
  constructor(bytes) {
    this.bytes = plain(bytes);
    this.#source = isPcapng(bytes) ? new PcapngRecords(bytes) : new PcapRecords(bytes);
  }
  /** Whether fewer bytes were captured than were on the wire. */
  get cut() {
    return this.frameEnd - this.frameStart < this.originalLength;
  }
  /** Moves to the next packet; false after the last. Throws CaptureError where the file cannot be read on. */
  next() {
    if (!this.#source.next(this)) return false;
    this.packet++;
    if (this.packet === 1) {
      this.#firstSeconds = this.seconds;
      this.#firstNanoseconds = this.nanoseconds;
    }
    const seconds2 = -(this.#firstSeconds - this.seconds);
    this.time = (seconds2 * 1e9 + (this.nanoseconds - this.#firstNanoseconds)) / 1e9;
    locateDatagram(this.bytes, this.frameStart, this.frameEnd, this.linkType, this);
    return true;
  }
};

// src/packet/pcap-write.ts
var ETHERNET_ADDRESSES = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1];
var CaptureWriter = class {
  #format;
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  constructor(format = {}) {
    this.#format = { format: "pcap", linkType: 101 /* RAW */, bigEndian: false, ...format };
    if (this.#format.format === "pcapng") this.#pcapngHeader();
    else this.#pcapHeader();
  }
  /** Adds an IP datagram; `time` in seconds since 1970 or since whatever the caller counts from. */
  write(datagram2, time2) {
    this.writeFrame(this.#format.linkType === 1 /* ETHERNET */ ? ethernetFrame(datagram2) : datagram2, time2);
  }
  /** Adds a frame as it is; `originalLength` where it was cut. */
  writeFrame(frame, time2, originalLength = frame.length) {
    if (frame.length > MAX_PACKET_LENGTH) throw new RangeError(`a packet of ${frame.length} bytes`);
    if (this.#format.format === "pcapng") this.#enhancedBlock(frame, time2, originalLength);
    else this.#record(frame, time2, originalLength);
  }
  /** The file so far. */
  bytes() {
    return this.#bytes.slice(0, this.#length);
  }
  #pcapHeader() {
    const at = this.#grow(24 /* LENGTH */);
    this.#u32(at + 0 /* MAGIC */, this.#format.format === "pcap" ? MAGIC_MICROSECONDS : MAGIC_NANOSECONDS);
    this.#u16(at + 4 /* MAJOR */, 2);
    this.#u16(at + 6 /* MINOR */, 4);
    this.#u32(at + 16 /* SNAPLEN */, MAX_PACKET_LENGTH);
    this.#u32(at + 20 /* LINK_TYPE */, this.#format.linkType);
  }
  #record(frame, time2, originalLength) {
    const at = this.#grow(16 /* LENGTH */ + frame.length);
    const unitsPerSecond = this.#format.format === "pcap" ? 1e6 : 1e9;
    const { seconds: seconds2, fraction } = split(time2, unitsPerSecond);
    this.#u32(at + 0 /* SECONDS */, seconds2);
    this.#u32(at + 4 /* FRACTION */, fraction);
    this.#u32(at + 8 /* CAPTURED */, frame.length);
    this.#u32(at + 12 /* ORIGINAL */, originalLength);
    this.#bytes.set(frame, at + 16 /* LENGTH */);
  }
  #pcapngHeader() {
    const section = this.#block(168627466 /* SECTION_HEADER */, 16);
    this.#u32(section, BYTE_ORDER_MAGIC);
    this.#u16(section + 4, 1);
    this.#u32(section + 8, 4294967295);
    this.#u32(section + 12, 4294967295);
    const device2 = this.#block(1 /* INTERFACE */, 16);
    this.#u16(device2, this.#format.linkType);
    this.#u32(device2 + 4, MAX_PACKET_LENGTH);
    this.#u16(device2 + 8, 9 /* TIMESTAMP_RESOLUTION */);
    this.#u16(device2 + 10, 1);
    this.#bytes[device2 + 12] = 9;
  }
  #enhancedBlock(frame, time2, originalLength) {
    const body = this.#block(6 /* ENHANCED_PACKET */, 20 + frame.length);
    const { seconds: seconds2, fraction } = split(time2, 1e9);
    const ticks = BigInt(seconds2) * 1000000000n + BigInt(fraction);
    this.#u32(body + 4, Number(ticks >> 32n));
    this.#u32(body + 8, Number(ticks & 0xffffffffn));
    this.#u32(body + 12, frame.length);
    this.#u32(body + 16, originalLength);
    this.#bytes.set(frame, body + 20);
  }
  /** Makes room for a block, fills in its type and lengths, and tells where its body begins. */
  #block(type, bodyLength) {
    const length = BLOCK_OVERHEAD + (bodyLength + 3 & ~3);
    const at = this.#grow(length);
    this.#u32(at, type);
    this.#u32(at + 4, length);
    this.#u32(at + length - 4, length);
    return at + 8;
  }
  /** Adds `count` zero bytes and tells where they begin. */
  #grow(count2) {
    const at = this.#length;
    this.#length += count2;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
  #u16(at, value) {
    this.#view.setUint16(at, value, !this.#format.bigEndian);
  }
  #u32(at, value) {
    this.#view.setUint32(at, value, !this.#format.bigEndian);
  }
};
function split(time2, unitsPerSecond) {
  const seconds2 = Math.floor(time2);
  const fraction = Math.round((time2 - seconds2) * unitsPerSecond);
  return fraction === unitsPerSecond ? { seconds: seconds2 + 1, fraction: 0 } : { seconds: seconds2, fraction };
}
function ethernetFrame(datagram2) {
  const frame = new Uint8Array(14 + datagram2.length);
  frame.set(ETHERNET_ADDRESSES);
  frame.set(datagram2[0] >>> 4 === 6 ? [134, 221] : [8, 0], 12);
  frame.set(datagram2, 14);
  return frame;
}

// generators/invariants/capture-round-trip.ts
var captureRoundTrip = {
  kind: "workload",
  name: "capture-round-trip",
  about: "Packets written to a pcap or pcapng file come out of it with the same bytes at the same times.",
  source: "draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng",
  check({ workload: workload2 }) {
    const packets2 = timedPackets(workload2);
    for (const [format, unit] of FORMATS) {
      const message6 = lost(packets2, format, unit);
      if (message6 !== null) return `${format}: ${message6}`;
    }
    return null;
  }
};
var FORMATS = [
  ["pcap", 1e-6],
  ["pcap-ns", 1e-9],
  ["pcapng", 1e-9]
];
function timedPackets(workload2) {
  const packets2 = [];
  let time2 = 0;
  for (const event of workload2.events) {
    if (event.kind === "wait") time2 += event.seconds;
    else if (event.kind === "packet") packets2.push({ time: time2, bytes: event.bytes });
  }
  return packets2;
}
function lost(packets2, format, unit) {
  const writer = new CaptureWriter({ format });
  for (const { bytes, time: time2 } of packets2) writer.write(bytes, time2);
  const reader = new CaptureReader(writer.bytes());
  for (const [index, { bytes, time: time2 }] of packets2.entries()) {
    if (!reader.next()) return `packet ${index + 1} is missing`;
    const read = toHex(reader.bytes.subarray(reader.frameStart, reader.frameEnd));
    if (read !== toHex(bytes)) return `packet ${index + 1}, ${toHex(bytes)}, has become ${read}`;
    const late = reader.time - (time2 - packets2[0].time);
    if (Math.abs(late) > 2 * unit) return `packet ${index + 1} is ${late} s late`;
  }
  return reader.next() ? "there is a packet too many" : null;
}

// generators/invariants/count.ts
var count = {
  kind: "event",
  name: "count",
  about: "The count is the number of connections there are, those that only a child still holds among them; a packet that has gone leaves no unconfirmed one behind; and a new one never takes the table beyond nf_conntrack_max.",
  source: "__nf_conntrack_alloc, nf_conntrack_free",
  check(world) {
    if (!world.isWhole) return null;
    const { store, settings } = world.simulation.conntrack;
    const held = heldConnections(world);
    const there = world.connections.length;
    if (store.count !== there + held.length) {
      return `the count is ${store.count}; ${there} connections are in the table and ${held.length} beside it`;
    }
    for (const ct of held) {
      if (!store.isDying(ct)) return `connection ${ct} is still unconfirmed after its packet has gone`;
      if (!isMaster(world, ct)) return `connection ${ct} has left the table, and nobody lets go of it`;
    }
    const { connections } = world.before;
    const grew = connections >= 0 && there > connections;
    if (settings.max === 0 || !grew || there <= settings.max) return null;
    return `${there} connections are in a table of at most ${settings.max}`;
  }
};
function heldConnections({ simulation }) {
  const { words: words2, limit } = simulation.conntrack.store;
  const held = [];
  for (let ct = 1; ct < limit; ct++) {
    const base = ct * RECORD_WORDS;
    const isInTable2 = (words2[base + 10 /* STATUS */] & (8 /* CONFIRMED */ | 512 /* DYING */)) === 8 /* CONFIRMED */;
    if (words2[base + 29 /* USE */] > 0 && !isInTable2) held.push(ct);
  }
  return held;
}
function isMaster({ simulation }, ct) {
  for (const extension of simulation.conntrack.store.extensions.values()) if (extension.master === ct) return true;
  return false;
}

// generators/invariants/drops.ts
var drops = {
  kind: "event",
  name: "drops",
  about: "Connection tracking tracks, it does not filter: it drops a packet only when the table has no room, when its connection cannot be entered, when a helper or NAT cannot follow it, or when it is a fragment that fits nowhere.",
  source: "nf_conntrack_in, __nf_conntrack_confirm, nf_confirm, ipv4_conntrack_defrag, ipv6_defrag",
  check(world) {
    const bad = world.tally.drops.find((drop2) => !isExcused(drop2, world));
    return bad ? `${bad.callback} dropped a packet${bad.reason ? ` because of "${bad.reason}"` : ""}` : null;
  }
};
function isExcused({ callback, reason }, world) {
  switch (callback) {
    case "nf_conntrack_in":
      return reason === "table full, dropping packet";
    case "nf_confirm":
      return reason !== null || chainsTooLong(world);
    // What it cannot translate, as the quoted packet of an error that was cut off, would name the wrong host.
    case "nf_nat_inet_fn":
      return world.workload.router.translations.length > 0;
    case "ipv4_conntrack_defrag":
    case "ipv6_defrag":
      return mayBeFragment(world.packet);
    default:
      return false;
  }
}
function chainsTooLong({ before: before2, simulation }) {
  return simulation.conntrack.statistics.chaintoolong > before2.statistics.chaintoolong;
}
function mayBeFragment({ bytes, start, family: family2 }) {
  if (family2 === 10 /* IPV6 */) return isExtension(bytes[start + 6]);
  return (bytes[start + 6] & 63 | bytes[start + 7]) !== 0;
}

// generators/invariants/expectation-once.ts
var expectationOnce = {
  kind: "event",
  name: "expectation-once",
  about: "An expectation lets one connection in and is gone, unless it is permanent; it waits only as long as its master is in the table. What was announced once is no licence for more.",
  source: "nf_ct_find_expectation, nf_ct_remove_expectations",
  check(world) {
    const { simulation, before: before2, tally } = world;
    const { expectations, statistics: statistics2, store } = simulation.conntrack;
    const used = statistics2.expect_new - before2.statistics.expect_new;
    if (used === 0 && expectations.count === 0) return null;
    const waiting = expectations.list();
    if (waiting.length !== expectations.count)
      return `${waiting.length} expectations are counted as ${expectations.count}`;
    const orphan = waiting.find(({ master }) => !store.isConfirmed(master) || store.isDying(master));
    if (orphan) return `an expectation waits for connection ${orphan.master}, which is not in the table`;
    if (used > tally.unexpected.length && !waiting.some(isPermanent)) {
      return `${used} connections were expected, and ${tally.unexpected.length} expectations are gone`;
    }
    return null;
  }
};
function isPermanent({ flags }) {
  return (flags & 1 /* PERMANENT */) !== 0;
}

// generators/invariants/invalid-changes-nothing.ts
var invalidChangesNothing = {
  kind: "event",
  name: "invalid-changes-nothing",
  about: "An INVALID packet opens no connection, ends none, and neither prolongs nor changes one: whoever guesses numbers gets nothing by it. Only a TCP segment outside of the window may note what it was and shorten the timeout, and an SCTP packet may have had good chunks before the bad one.",
  source: "nf_conntrack_handle_packet, nf_tcp_handle_invalid, nf_conntrack_sctp_packet",
  check(world) {
    if (world.ctstate !== "INVALID" || world.tally.own > 0 || !world.before.isWhole || !world.isWhole) return null;
    const own = ownConnection(world);
    const { before: before2 } = world;
    for (const ct of world.connections) {
      if (!wasInTable(world, ct)) return `connection ${ct} is new`;
      const field = changedField(world, ct, ct === own);
      if (field !== null) return `${field} of connection ${ct} has changed`;
    }
    for (let ct = 1; ct < before2.limit; ct++) {
      const isGone = wasInTable(world, ct) && !world.connections.includes(ct);
      if (isGone && !mayGo(world, ct)) return `connection ${ct} is gone`;
    }
    return null;
  }
};
function wasInTable({ before: before2 }, ct) {
  if (ct >= before2.limit) return false;
  const status = before2.words[ct * RECORD_WORDS + 10 /* STATUS */];
  return (status & (8 /* CONFIRMED */ | 512 /* DYING */)) === 8 /* CONFIRMED */;
}
function ownConnection({ simulation: { conntrack: conntrack2 }, packet, connections }) {
  if (!conntrack2.readTuple(packet, packet.start, packet.family, tuple2)) return 0;
  const { words: words2 } = conntrack2.store;
  const isOwn = (ct) => tupleEquals(words2, tupleAt(ct, 0 /* ORIGINAL */), tuple2, 0) || tupleEquals(words2, tupleAt(ct, 1 /* REPLY */), tuple2, 0);
  return connections.find(isOwn) ?? 0;
}
var tuple2 = newTuple();
function changedField({ before: before2, simulation }, ct, isOwn) {
  const { words: words2 } = simulation.conntrack.store;
  const base = ct * RECORD_WORDS;
  const hasChanged = (from, to = from + 1) => {
    for (let at = base + from; at < base + to; at++) if (words2[at] !== before2.words[at]) return true;
    return false;
  };
  if (hasChanged(0 /* ORIGINAL */, TUPLE_WORDS) || hasChanged(16 /* REPLY */, 16 /* REPLY */ + TUPLE_WORDS)) return "a tuple";
  const protocol = isOwn ? protocolOf(words2, base) : 59 /* NONE */;
  const forgiven = protocol === 132 /* SCTP */ ? 4 /* ASSURED */ : 0;
  if ((words2[base + 10 /* STATUS */] ^ before2.words[base + 10 /* STATUS */]) & ~forgiven) return "the status";
  if (hasChanged(28 /* MARK */)) return "the mark";
  if (protocol === 132 /* SCTP */) return null;
  const later = words2[base + 11 /* TIMEOUT */] - before2.words[base + 11 /* TIMEOUT */] | 0;
  if (protocol === 6 /* TCP */ ? later > 0 : later !== 0) return "the timeout";
  if (protocol === 6 /* TCP */) return hasChanged(Tcp2.STATE) ? "the state" : null;
  return hasChanged(32 /* PROTO */, RECORD_WORDS) ? "the protocol part" : null;
}
function mayGo({ before: before2, simulation }, ct) {
  const { max } = simulation.conntrack.settings;
  if (max !== 0 && before2.connections >= Math.floor(max / 100) * 95) return true;
  return (before2.words[ct * RECORD_WORDS + 11 /* TIMEOUT */] - simulation.clock.jiffies | 0) <= 0;
}

// generators/invariants/living-master.ts
var livingMaster = {
  kind: "event",
  name: "living-master",
  about: "A connection that was expected holds on to its master, and is accepted only while that one is in the table; an error is RELATED only to a connection that there was before it.",
  source: "nf_ct_find_expectation, nf_conntrack_inet_error",
  check(world) {
    const { simulation, connections, ctstate, ct } = world;
    const { conntrack: conntrack2 } = simulation;
    const { store } = conntrack2;
    for (const child of connections) {
      if (!(store.status(child) & 1 /* EXPECTED */)) continue;
      const master = store.extension(child)?.master ?? 0;
      if (master === 0 || store.words[master * RECORD_WORDS + 29 /* USE */] <= 0 || !store.extension(master)?.helper) {
        return `no master is held by ${named(conntrack2, child)}`;
      }
    }
    return ctstate === "RELATED" && ct !== 0 ? unrelated(world) : null;
  }
};
function unrelated({ simulation: { conntrack: conntrack2 }, ct, before: before2 }) {
  const { store } = conntrack2;
  const isExpected = (store.status(ct) & 1 /* EXPECTED */) !== 0;
  if (!before2.isWhole || isExpected || store.isDying(ct)) return null;
  const wasThere = ct < before2.limit && (before2.words[ct * RECORD_WORDS + 10 /* STATUS */] & 8 /* CONFIRMED */) !== 0;
  return wasThere ? null : `the packet is RELATED to connection ${ct}, which there was not before it`;
}

// generators/invariants/no-expired.ts
var noExpired = {
  kind: "event",
  name: "no-expired",
  about: "A connection whose time is over is gone for whoever looks it up, even if nobody has collected it yet: no packet belongs to it any more.",
  source: "____nf_conntrack_find, nf_ct_is_expired",
  check({ before: before2, ct, tally, event }) {
    if (event.kind !== "packet" || ct === 0 || ct >= before2.limit) return null;
    const base = ct * RECORD_WORDS;
    const wasInTable2 = (before2.words[base + 10 /* STATUS */] & (8 /* CONFIRMED */ | 512 /* DYING */)) === 8 /* CONFIRMED */;
    if (!wasInTable2 || tally.born.includes(ct)) return null;
    const late = before2.jiffies - before2.words[base + 11 /* TIMEOUT */] | 0;
    return late < 0 ? null : `the packet belongs to connection ${ct}, which expired ${late} jiffies ago`;
  }
};

// src/packet/notation-parse.ts
function numberIn(text, least, most, fail) {
  const value = Number(text);
  return value >= least && value <= most ? value : fail(`${text} is not allowed here; allowed are ${least} to ${most}`);
}
function collect(items, fail) {
  const seen = {};
  for (const { key, value, where } of items) {
    if (key in seen) fail(`the ${NAMES2[key] ?? key} is given twice; allowed is once`, where);
    seen[key] = value;
  }
  return { ip: [], ...seen };
}
var NAMES2 = {
  dataOffset: "doff",
  ackField: "ack-field",
  window: "win",
  urgent: "urg",
  ip: "parenthesis for the IP header"
};
function tcpDescription({ flags, where }, range, items, fail) {
  const given = collect(items, fail);
  const letters = new Set(flags);
  if (letters.size !== flags.length) fail(`the flags ${flags} name one twice; allowed is once`, where);
  const description = { kind: "tcp", flags, options: [], ...given };
  const ack = items.find((item) => item.key === "ack");
  if (ack && !letters.has(".")) fail('ack is not allowed without the flag "."; allowed is ack-field', ack.where);
  if (!range) return description;
  description.seq = { value: range.first, absolute: range.absolute };
  const length = range.last - range.first >>> 0;
  if (range.length !== null && range.length !== length) {
    fail(
      `the length (${range.length}) is not allowed here; allowed is (${length}), the end less the start`,
      range.where
    );
  }
  if (length > 65535) fail(`a segment of ${length} bytes is not allowed here; allowed are at most 65535`, range.where);
  if (!description.payload) {
    if (length > 0) description.payload = { fill: length };
  } else if (payloadLength(description.payload) !== length) {
    const payload = items.find((item) => item.key === "payload");
    fail(
      `a payload of ${payloadLength(description.payload)} bytes is not allowed here; allowed is one of ${length}`,
      payload.where
    );
  }
  return description;
}
function payloadLength(payload) {
  if ("fill" in payload) return payload.fill;
  return "hex" in payload ? payload.hex.length / 2 : new TextEncoder().encode(payload.text).length;
}
var IcmpScope = class {
  #open = [];
  open(kind2) {
    this.#open.push({ kind: kind2, message: null });
  }
  close() {
    return this.#open.pop().kind;
  }
  get #current() {
    return this.#open[this.#open.length - 1];
  }
  get #messages() {
    return messagesOf(this.#current.kind);
  }
  /** A message by its name: its type, null where there is none of that name. */
  name(name) {
    this.#current.message = this.#messages.find((message6) => message6.name === name) ?? null;
    return this.#current.message?.type ?? null;
  }
  /** A message by its number says its fields as `rest`. */
  byNumber() {
    this.#current.message = null;
  }
  isByNumber() {
    return this.#current.message === null;
  }
  names() {
    return this.#messages.map((message6) => message6.name).join(", ");
  }
  #field(word) {
    return this.#current.message?.fields.find((field) => field.word === word);
  }
  isAddress(word) {
    return typeof this.#field(word)?.size === "string";
  }
  isNumber(word) {
    return typeof this.#field(word)?.size === "number";
  }
  /** The largest number the field holds. */
  most(word) {
    return 2 ** (8 * sizeOf(this.#field(word))) - 1;
  }
  /** The code of that name; -1 where there is none. */
  code(word) {
    return this.#current.message?.codes.indexOf(word) ?? -1;
  }
  /** For messages: the words that may follow. */
  allowed() {
    const { message: message6 } = this.#current;
    const own = message6 ? [...message6.codes, ...message6.fields.map((field) => field.word)] : ["rest"];
    const quote = message6 && !message6.quotes ? [] : ["{packet}"];
    return [...own, "code", ...quote, "len", "text", "sum", "bad-checksum", "trunc", "("].join(", ");
  }
};
function messagesOf(kind2) {
  return kind2 === "icmp" ? ICMP_MESSAGES : ICMPV6_MESSAGES;
}
function icmpDescription(kind2, route, name, items, fail) {
  const fields = {};
  for (const { key, word, value, where } of items) {
    if (key !== "field") continue;
    if (word in fields) fail(`the ${word} is given twice; allowed is once`, where);
    fields[word] = value;
  }
  const [quote, payload] = ["quote", "payload"].map((key) => items.find((item) => item.key === key));
  if (quote && payload) fail("a payload is not allowed beside a quoted packet", payload.where);
  const rest = collect(
    items.filter((item) => item.key !== "field"),
    fail
  );
  return { kind: kind2, ...name, code: 0, ...route, fields, ...rest };
}

// src/packet/notation.generated.ts
var peg$SyntaxError = class extends SyntaxError {
  constructor(message6, expected, found, location) {
    super(message6);
    this.expected = expected;
    this.found = found;
    this.location = location;
    this.name = "SyntaxError";
  }
  format(sources) {
    let str = "Error: " + this.message;
    if (this.location) {
      let src = null;
      const st = sources.find((s2) => s2.source === this.location.source);
      if (st) {
        src = st.text.split(/\r\n|\n|\r/g);
      }
      const s = this.location.start;
      const offset_s = this.location.source && typeof this.location.source.offset === "function" ? this.location.source.offset(s) : s;
      const loc = this.location.source + ":" + offset_s.line + ":" + offset_s.column;
      if (src) {
        const e = this.location.end;
        const filler = "".padEnd(offset_s.line.toString().length, " ");
        const line = src[s.line - 1];
        const last = s.line === e.line ? e.column : line.length + 1;
        const hatLen = last - s.column || 1;
        str += "\n --> " + loc + "\n" + filler + " |\n" + offset_s.line + " | " + line + "\n" + filler + " | " + "".padEnd(s.column - 1, " ") + "".padEnd(hatLen, "^");
      } else {
        str += "\n at " + loc;
      }
    }
    return str;
  }
  static buildMessage(expected, found) {
    function hex3(ch) {
      return ch.codePointAt(0).toString(16).toUpperCase();
    }
    const nonPrintable = Object.prototype.hasOwnProperty.call(RegExp.prototype, "unicode") ? new RegExp("[\\p{C}\\p{Mn}\\p{Mc}]", "gu") : null;
    function unicodeEscape(s) {
      if (nonPrintable) {
        return s.replace(nonPrintable, (ch) => "\\u{" + hex3(ch) + "}");
      }
      return s;
    }
    function literalEscape(s) {
      return unicodeEscape(s.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\0/g, "\\0").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\x00-\x0F]/g, (ch) => "\\x0" + hex3(ch)).replace(/[\x10-\x1F\x7F-\x9F]/g, (ch) => "\\x" + hex3(ch)));
    }
    function classEscape(s) {
      return unicodeEscape(s.replace(/\\/g, "\\\\").replace(/\]/g, "\\]").replace(/\^/g, "\\^").replace(/-/g, "\\-").replace(/\0/g, "\\0").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\x00-\x0F]/g, (ch) => "\\x0" + hex3(ch)).replace(/[\x10-\x1F\x7F-\x9F]/g, (ch) => "\\x" + hex3(ch)));
    }
    const DESCRIBE_EXPECTATION_FNS = {
      literal(expectation) {
        return '"' + literalEscape(expectation.text) + '"';
      },
      class(expectation) {
        const escapedParts = expectation.parts.map(
          (part2) => Array.isArray(part2) ? classEscape(part2[0]) + "-" + classEscape(part2[1]) : classEscape(part2)
        );
        return "[" + (expectation.inverted ? "^" : "") + escapedParts.join("") + "]" + (expectation.unicode ? "u" : "");
      },
      any() {
        return "any character";
      },
      end() {
        return "end of input";
      },
      other(expectation) {
        return expectation.description;
      }
    };
    function describeExpectation(expectation) {
      return DESCRIBE_EXPECTATION_FNS[expectation.type](expectation);
    }
    function describeExpected(expected2) {
      const descriptions = expected2.map(describeExpectation);
      descriptions.sort();
      if (descriptions.length > 0) {
        let j = 1;
        for (let i = 1; i < descriptions.length; i++) {
          if (descriptions[i - 1] !== descriptions[i]) {
            descriptions[j] = descriptions[i];
            j++;
          }
        }
        descriptions.length = j;
      }
      switch (descriptions.length) {
        case 1:
          return descriptions[0];
        case 2:
          return descriptions[0] + " or " + descriptions[1];
        default:
          return descriptions.slice(0, -1).join(", ") + ", or " + descriptions[descriptions.length - 1];
      }
    }
    function describeFound(found2) {
      return found2 ? '"' + literalEscape(found2) + '"' : "end of input";
    }
    return "Expected " + describeExpected(expected) + " but " + describeFound(found) + " found.";
  }
};
function peg$parse(input, options) {
  options = options !== void 0 ? options : {};
  const peg$FAILED = {};
  const peg$source = options.grammarSource;
  const peg$startRuleFunctions = {
    Packet: peg$parsePacket
  };
  let peg$startRuleFunction = peg$parsePacket;
  const peg$c0 = "raw";
  const peg$c1 = "0x";
  const peg$c2 = "tcp";
  const peg$c3 = "udp";
  const peg$c4 = "ulen";
  const peg$c5 = "no-checksum";
  const peg$c6 = "ip";
  const peg$c7 = "proto";
  const peg$c8 = "-";
  const peg$c9 = "=";
  const peg$c10 = ":";
  const peg$c11 = "(";
  const peg$c12 = ")";
  const peg$c13 = "ack-field";
  const peg$c14 = "ack";
  const peg$c15 = "win";
  const peg$c16 = "urg";
  const peg$c17 = "reserved";
  const peg$c18 = "doff";
  const peg$c19 = "<";
  const peg$c20 = ",";
  const peg$c21 = ">";
  const peg$c22 = "[";
  const peg$c23 = "]";
  const peg$c24 = "mss";
  const peg$c25 = "wscale";
  const peg$c26 = "ws";
  const peg$c27 = "sackOK";
  const peg$c28 = "sack";
  const peg$c29 = "TS";
  const peg$c30 = "ts";
  const peg$c31 = "val";
  const peg$c32 = "ecr";
  const peg$c33 = "icmp6";
  const peg$c34 = "icmp";
  const peg$c35 = "type";
  const peg$c36 = "code";
  const peg$c37 = "rest";
  const peg$c38 = "{";
  const peg$c39 = "}";
  const peg$c40 = "bad-checksum";
  const peg$c41 = "sum";
  const peg$c42 = "trunc";
  const peg$c43 = "len";
  const peg$c44 = "from";
  const peg$c45 = '"';
  const peg$c46 = "\\";
  const peg$c47 = "r";
  const peg$c48 = "n";
  const peg$c49 = "t";
  const peg$c50 = "x";
  const peg$c51 = "ttl";
  const peg$c52 = "tos";
  const peg$c53 = "version";
  const peg$c54 = "ihl";
  const peg$c55 = "id";
  const peg$c56 = "flow";
  const peg$c57 = "df";
  const peg$c58 = "rf";
  const peg$c59 = "frag";
  const peg$c60 = "@";
  const peg$c61 = "+";
  const peg$c62 = "hop-by-hop";
  const peg$c63 = "routing";
  const peg$c64 = "destination";
  const peg$c65 = "fragment";
  const peg$c66 = "ah";
  const peg$c67 = "nop";
  const peg$c68 = "eol";
  const peg$c69 = "opt";
  const peg$c70 = ".";
  const peg$r0 = /^[FSRP.UEW]/;
  const peg$r1 = /^[^"\\]/;
  const peg$r2 = /^[0-7]/;
  const peg$r3 = /^[0-9a-f]/i;
  const peg$r4 = /^["\\]/;
  const peg$r5 = /^[0-9]/;
  const peg$r6 = /^[0-9a-fA-F]/;
  const peg$r7 = /^[a-zA-Z]/;
  const peg$r8 = /^[a-zA-Z0-9_\-]/;
  const peg$r9 = /^[a-zA-Z0-9_.\-]/;
  const peg$r10 = /^[ \t]/;
  const peg$e0 = peg$literalExpectation("raw", false);
  const peg$e1 = peg$literalExpectation("0x", false);
  const peg$e2 = peg$literalExpectation("tcp", false);
  const peg$e3 = peg$literalExpectation("udp", false);
  const peg$e4 = peg$literalExpectation("ulen", false);
  const peg$e5 = peg$literalExpectation("no-checksum", false);
  const peg$e6 = peg$literalExpectation("ip", false);
  const peg$e7 = peg$literalExpectation("proto", false);
  const peg$e8 = peg$otherExpectation("flags (of F S R P . U E W, or - for none)");
  const peg$e9 = peg$classExpectation(["F", "S", "R", "P", ".", "U", "E", "W"], false, false, false);
  const peg$e10 = peg$literalExpectation("-", false);
  const peg$e11 = peg$otherExpectation("sequence numbers such as 1:11(10)");
  const peg$e12 = peg$literalExpectation("=", false);
  const peg$e13 = peg$literalExpectation(":", false);
  const peg$e14 = peg$literalExpectation("(", false);
  const peg$e15 = peg$literalExpectation(")", false);
  const peg$e16 = peg$literalExpectation("ack-field", false);
  const peg$e17 = peg$literalExpectation("ack", false);
  const peg$e18 = peg$literalExpectation("win", false);
  const peg$e19 = peg$literalExpectation("urg", false);
  const peg$e20 = peg$literalExpectation("reserved", false);
  const peg$e21 = peg$literalExpectation("doff", false);
  const peg$e22 = peg$literalExpectation("<", false);
  const peg$e23 = peg$literalExpectation(",", false);
  const peg$e24 = peg$literalExpectation(">", false);
  const peg$e25 = peg$literalExpectation("[", false);
  const peg$e26 = peg$literalExpectation("]", false);
  const peg$e27 = peg$literalExpectation("mss", false);
  const peg$e28 = peg$literalExpectation("wscale", false);
  const peg$e29 = peg$literalExpectation("ws", false);
  const peg$e30 = peg$literalExpectation("sackOK", false);
  const peg$e31 = peg$literalExpectation("sack", false);
  const peg$e32 = peg$literalExpectation("TS", false);
  const peg$e33 = peg$literalExpectation("ts", false);
  const peg$e34 = peg$literalExpectation("val", false);
  const peg$e35 = peg$literalExpectation("ecr", false);
  const peg$e36 = peg$literalExpectation("icmp6", false);
  const peg$e37 = peg$literalExpectation("icmp", false);
  const peg$e38 = peg$literalExpectation("type", false);
  const peg$e39 = peg$literalExpectation("code", false);
  const peg$e40 = peg$literalExpectation("rest", false);
  const peg$e41 = peg$literalExpectation("{", false);
  const peg$e42 = peg$literalExpectation("}", false);
  const peg$e43 = peg$literalExpectation("bad-checksum", false);
  const peg$e44 = peg$literalExpectation("sum", false);
  const peg$e45 = peg$literalExpectation("trunc", false);
  const peg$e46 = peg$literalExpectation("len", false);
  const peg$e47 = peg$literalExpectation("from", false);
  const peg$e48 = peg$literalExpectation('"', false);
  const peg$e49 = peg$otherExpectation("text");
  const peg$e50 = peg$classExpectation(['"', "\\"], true, false, false);
  const peg$e51 = peg$literalExpectation("\\", false);
  const peg$e52 = peg$literalExpectation("r", false);
  const peg$e53 = peg$literalExpectation("n", false);
  const peg$e54 = peg$literalExpectation("t", false);
  const peg$e55 = peg$literalExpectation("x", false);
  const peg$e56 = peg$classExpectation([["0", "7"]], false, false, false);
  const peg$e57 = peg$classExpectation([["0", "9"], ["a", "f"]], false, true, false);
  const peg$e58 = peg$classExpectation(['"', "\\"], false, false, false);
  const peg$e59 = peg$literalExpectation("ttl", false);
  const peg$e60 = peg$literalExpectation("tos", false);
  const peg$e61 = peg$literalExpectation("version", false);
  const peg$e62 = peg$literalExpectation("ihl", false);
  const peg$e63 = peg$literalExpectation("id", false);
  const peg$e64 = peg$literalExpectation("flow", false);
  const peg$e65 = peg$literalExpectation("df", false);
  const peg$e66 = peg$literalExpectation("rf", false);
  const peg$e67 = peg$literalExpectation("frag", false);
  const peg$e68 = peg$literalExpectation("@", false);
  const peg$e69 = peg$literalExpectation("+", false);
  const peg$e70 = peg$literalExpectation("hop-by-hop", false);
  const peg$e71 = peg$literalExpectation("routing", false);
  const peg$e72 = peg$literalExpectation("destination", false);
  const peg$e73 = peg$literalExpectation("fragment", false);
  const peg$e74 = peg$literalExpectation("ah", false);
  const peg$e75 = peg$literalExpectation("nop", false);
  const peg$e76 = peg$literalExpectation("eol", false);
  const peg$e77 = peg$literalExpectation("opt", false);
  const peg$e78 = peg$otherExpectation("address or host name");
  const peg$e79 = peg$literalExpectation(".", false);
  const peg$e80 = peg$classExpectation([["0", "9"]], false, false, false);
  const peg$e81 = peg$classExpectation([["0", "9"], ["a", "f"], ["A", "F"]], false, false, false);
  const peg$e82 = peg$otherExpectation("number");
  const peg$e83 = peg$otherExpectation("pairs of hexadecimal digits");
  const peg$e84 = peg$otherExpectation("word");
  const peg$e85 = peg$classExpectation([["a", "z"], ["A", "Z"]], false, false, false);
  const peg$e86 = peg$classExpectation([["a", "z"], ["A", "Z"], ["0", "9"], "_", "-"], false, false, false);
  const peg$e87 = peg$classExpectation([["a", "z"], ["A", "Z"], ["0", "9"], "_", ".", "-"], false, false, false);
  const peg$e88 = peg$classExpectation([" ", "	"], false, false, false);
  const peg$e89 = peg$otherExpectation("space");
  function peg$f0(packet) {
    return packet;
  }
  function peg$f1(digits) {
    return { kind: "raw", hex: digits ?? "" };
  }
  function peg$f2(route, segment2) {
    return { ...segment2, ...route };
  }
  function peg$f3(route, items) {
    return { kind: "udp", ...route, ...collect(items, error3) };
  }
  function peg$f4(value) {
    return { key: "length", value, where: location() };
  }
  function peg$f5() {
    return { key: "checksum", value: 0, where: location() };
  }
  function peg$f6(route, protocol, items) {
    return { kind: "ip", protocol, ...route, ...collect(items, error3) };
  }
  function peg$f7(flags, range2, items) {
    return tcpDescription(flags, range2, items, error3);
  }
  function peg$f8(flags) {
    return { flags, where: location() };
  }
  function peg$f9(letters) {
    return letters;
  }
  function peg$f10() {
    return "";
  }
  function peg$f11(absolute, first, last, length) {
    return { absolute: absolute !== null, first, last, length: length === null ? null : Number(length), where: location() };
  }
  function peg$f12(value) {
    return { key: "ackField", value, where: location() };
  }
  function peg$f13(value) {
    return { key: "ack", value, where: location() };
  }
  function peg$f14(value) {
    return { key: "window", value, where: location() };
  }
  function peg$f15(value) {
    return { key: "urgent", value, where: location() };
  }
  function peg$f16(value) {
    return { key: "reserved", value, where: location() };
  }
  function peg$f17(value) {
    return { key: "dataOffset", value, where: location() };
  }
  function peg$f18(value) {
    return { key: "options", value, where: location() };
  }
  function peg$f19(value) {
    return { word: "mss", value };
  }
  function peg$f20(value) {
    return { word: "ws", value };
  }
  function peg$f21() {
    return { word: "sackOK" };
  }
  function peg$f22(blocks) {
    return { word: "sack", blocks };
  }
  function peg$f23(value, echo2) {
    return { word: "timestamps", value, echo: echo2 };
  }
  function peg$f24(absolute, first, last) {
    return [first, last].map((value) => ({ value, absolute: absolute !== null }));
  }
  function peg$f25(absolute, value) {
    return { value, absolute: absolute !== null };
  }
  function peg$f26(kind2) {
    icmp3.open(kind2);
    return true;
  }
  function peg$f27(kind2, route, name, items) {
    return icmpDescription(icmp3.close(), route, name, items, error3);
  }
  function peg$f28(type) {
    icmp3.byNumber();
    return { type };
  }
  function peg$f29(name) {
    const type = icmp3.name(name);
    if (type === null) error3(`${name} is not allowed here; allowed are ${icmp3.names()} or type`);
    return { type, message: name };
  }
  function peg$f30(value) {
    return { key: "code", value, where: location() };
  }
  function peg$f31(value) {
    if (value.length !== 8 || !icmp3.isByNumber()) error3("rest is not allowed here; allowed are 4 bytes of it after type");
    return { key: "rest", value, where: location() };
  }
  function peg$f32(value) {
    return { key: "quote", value, where: location() };
  }
  function peg$f33(word) {
    return icmp3.isAddress(word);
  }
  function peg$f34(word, value) {
    return { key: "field", word, value, where: location() };
  }
  function peg$f35(word) {
    return icmp3.isNumber(word);
  }
  function peg$f36(word, digits) {
    return number2(digits, icmp3.most(word));
  }
  function peg$f37(word, value) {
    return { key: "field", word, value, where: location() };
  }
  function peg$f38(word) {
    const value = icmp3.code(word);
    if (value < 0) error3(`${word} is not allowed here; allowed are ${icmp3.allowed()}`);
    return { key: "code", value, where: location() };
  }
  function peg$f39() {
    return { key: "checksum", value: "bad", where: location() };
  }
  function peg$f40(value) {
    return { key: "checksum", value, where: location() };
  }
  function peg$f41(value) {
    return { key: "trunc", value, where: location() };
  }
  function peg$f42(value) {
    return { key: "payload", value, where: location() };
  }
  function peg$f43(value) {
    return { key: "ip", value, where: location() };
  }
  function peg$f44(fill2, from) {
    return from === null ? { fill: fill2 } : { fill: fill2, from };
  }
  function peg$f45(chars) {
    return { text: chars.join("") };
  }
  function peg$f46(hex3) {
    return { hex: hex3 };
  }
  function peg$f47() {
    return "\r";
  }
  function peg$f48() {
    return "\n";
  }
  function peg$f49() {
    return "	";
  }
  function peg$f50(hex3) {
    return String.fromCharCode(parseInt(hex3, 16));
  }
  function peg$f51(word, value) {
    return { word, value };
  }
  function peg$f52(word, value) {
    return { word, value };
  }
  function peg$f53(value) {
    return { word: "len", value };
  }
  function peg$f54(word) {
    return { word };
  }
  function peg$f55(value) {
    return { word: "checksum", value };
  }
  function peg$f56() {
    return { word: "checksum", value: "bad" };
  }
  function peg$f57(id, size, offset2, more) {
    return { word: "slice", id, size, offset: offset2, more: more !== null };
  }
  function peg$f58(offset2, more) {
    return { word: "fragment", offset: offset2, more: more !== null };
  }
  function peg$f59(options2) {
    return { word: "options", options: options2 };
  }
  function peg$f60(name, hex3) {
    return { word: "extension", name, hex: hex3 ?? "" };
  }
  function peg$f61(value) {
    if (value % 8 !== 0 || value > 65528) error3(`fragment offset ${value}; allowed are multiples of 8 up to 65528`);
    return value;
  }
  function peg$f62(word) {
    return { word };
  }
  function peg$f63(kind2, hex3) {
    return { word: "opt", kind: kind2, hex: hex3 ?? "" };
  }
  function peg$f64(hex3) {
    return { word: "raw", hex: hex3 };
  }
  function peg$f65(from, to) {
    return { from, to };
  }
  function peg$f66(from, to) {
    return { from: { host: from }, to: { host: to } };
  }
  function peg$f67(host, port) {
    return { host, port };
  }
  function peg$f68(address3) {
    if (!parseAddress(address3)) error3(`${address3} is no IPv6 address`);
    return address3;
  }
  function peg$f69(address3) {
    if (!parseAddress(address3)) error3(`${address3} is no IPv4 address`);
    return address3;
  }
  function peg$f70(value) {
    return number2(value, 15);
  }
  function peg$f71(value) {
    return number2(value, 255);
  }
  function peg$f72(value) {
    return number2(value, 65535);
  }
  function peg$f73(value) {
    return number2(value, 4294967295);
  }
  function peg$f74(digits) {
    return number2(digits, 4294967295, -2147483648);
  }
  let peg$currPos = options.peg$currPos | 0;
  let peg$savedPos = peg$currPos;
  const peg$posDetailsCache = [{ line: 1, column: 1 }];
  let peg$maxFailPos = peg$currPos;
  let peg$maxFailExpected = options.peg$maxFailExpected || [];
  let peg$silentFails = options.peg$silentFails | 0;
  let peg$result;
  if (options.startRule) {
    if (!(options.startRule in peg$startRuleFunctions)) {
      throw new Error(`Can't start parsing from rule "` + options.startRule + '".');
    }
    peg$startRuleFunction = peg$startRuleFunctions[options.startRule];
  }
  function text() {
    return input.substring(peg$savedPos, peg$currPos);
  }
  function offset() {
    return peg$savedPos;
  }
  function range() {
    return {
      source: peg$source,
      start: peg$savedPos,
      end: peg$currPos
    };
  }
  function location() {
    return peg$computeLocation(peg$savedPos, peg$currPos);
  }
  function expected(description, location2) {
    location2 = location2 !== void 0 ? location2 : peg$computeLocation(peg$savedPos, peg$currPos);
    throw peg$buildStructuredError(
      [peg$otherExpectation(description)],
      input.substring(peg$savedPos, peg$currPos),
      location2
    );
  }
  function error3(message6, location2) {
    location2 = location2 !== void 0 ? location2 : peg$computeLocation(peg$savedPos, peg$currPos);
    throw peg$buildSimpleError(message6, location2);
  }
  function peg$getUnicode(pos = peg$currPos) {
    const cp = input.codePointAt(pos);
    if (cp === void 0) {
      return "";
    }
    return String.fromCodePoint(cp);
  }
  function peg$literalExpectation(text2, ignoreCase) {
    return { type: "literal", text: text2, ignoreCase };
  }
  function peg$classExpectation(parts, inverted, ignoreCase, unicode) {
    return { type: "class", parts, inverted, ignoreCase, unicode };
  }
  function peg$anyExpectation() {
    return { type: "any" };
  }
  function peg$endExpectation() {
    return { type: "end" };
  }
  function peg$otherExpectation(description) {
    return { type: "other", description };
  }
  function peg$computePosDetails(pos) {
    let details = peg$posDetailsCache[pos];
    let p;
    if (details) {
      return details;
    } else {
      if (pos >= peg$posDetailsCache.length) {
        p = peg$posDetailsCache.length - 1;
      } else {
        p = pos;
        while (!peg$posDetailsCache[--p]) {
        }
      }
      details = peg$posDetailsCache[p];
      details = {
        line: details.line,
        column: details.column
      };
      while (p < pos) {
        if (input.charCodeAt(p) === 10) {
          details.line++;
          details.column = 1;
        } else {
          details.column++;
        }
        p++;
      }
      peg$posDetailsCache[pos] = details;
      return details;
    }
  }
  function peg$computeLocation(startPos, endPos, offset2) {
    const startPosDetails = peg$computePosDetails(startPos);
    const endPosDetails = peg$computePosDetails(endPos);
    const res = {
      source: peg$source,
      start: {
        offset: startPos,
        line: startPosDetails.line,
        column: startPosDetails.column
      },
      end: {
        offset: endPos,
        line: endPosDetails.line,
        column: endPosDetails.column
      }
    };
    if (offset2 && peg$source && typeof peg$source.offset === "function") {
      res.start = peg$source.offset(res.start);
      res.end = peg$source.offset(res.end);
    }
    return res;
  }
  function peg$fail(expected2) {
    if (peg$currPos < peg$maxFailPos) {
      return;
    }
    if (peg$currPos > peg$maxFailPos) {
      peg$maxFailPos = peg$currPos;
      peg$maxFailExpected = [];
    }
    peg$maxFailExpected.push(expected2);
  }
  function peg$buildSimpleError(message6, location2) {
    return new peg$SyntaxError(message6, null, null, location2);
  }
  function peg$buildStructuredError(expected2, found, location2) {
    return new peg$SyntaxError(
      peg$SyntaxError.buildMessage(expected2, found),
      expected2,
      found,
      location2
    );
  }
  function peg$parsePacket() {
    let s0, s1, s2, s3;
    s0 = peg$currPos;
    s1 = peg$parse_();
    s2 = peg$parseAnyPacket();
    if (s2 !== peg$FAILED) {
      s3 = peg$parse_();
      peg$savedPos = s0;
      s0 = peg$f0(s2);
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseAnyPacket() {
    let s0;
    s0 = peg$parseRaw();
    if (s0 === peg$FAILED) {
      s0 = peg$parseTcp();
      if (s0 === peg$FAILED) {
        s0 = peg$parseUdp();
        if (s0 === peg$FAILED) {
          s0 = peg$parseIcmp();
          if (s0 === peg$FAILED) {
            s0 = peg$parseOther();
            if (s0 === peg$FAILED) {
              s0 = peg$parseSegment();
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parseRaw() {
    let s0, s1, s2, s3, s4, s5;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c0) {
      s1 = peg$c0;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e0);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$currPos;
      s3 = peg$parse__();
      if (s3 !== peg$FAILED) {
        if (input.substr(peg$currPos, 2) === peg$c1) {
          s4 = peg$c1;
          peg$currPos += 2;
        } else {
          s4 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e1);
          }
        }
        if (s4 === peg$FAILED) {
          s4 = null;
        }
        s5 = peg$parseHexDigits();
        if (s5 !== peg$FAILED) {
          s2 = s5;
        } else {
          peg$currPos = s2;
          s2 = peg$FAILED;
        }
      } else {
        peg$currPos = s2;
        s2 = peg$FAILED;
      }
      if (s2 === peg$FAILED) {
        s2 = null;
      }
      peg$savedPos = s0;
      s0 = peg$f1(s2);
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseTcp() {
    let s0, s1, s2, s3, s4;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c2) {
      s1 = peg$c2;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e2);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parsePorts();
      if (s2 === peg$FAILED) {
        s2 = null;
      }
      s3 = peg$parse__();
      if (s3 !== peg$FAILED) {
        s4 = peg$parseSegment();
        if (s4 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f2(s2, s4);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseUdp() {
    let s0, s1, s2, s3, s4, s5, s6;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c3) {
      s1 = peg$c3;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e3);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parsePorts();
      if (s2 === peg$FAILED) {
        s2 = null;
      }
      s3 = [];
      s4 = peg$currPos;
      s5 = peg$parse__();
      if (s5 !== peg$FAILED) {
        s6 = peg$parseUdpItem();
        if (s6 !== peg$FAILED) {
          s4 = s6;
        } else {
          peg$currPos = s4;
          s4 = peg$FAILED;
        }
      } else {
        peg$currPos = s4;
        s4 = peg$FAILED;
      }
      while (s4 !== peg$FAILED) {
        s3.push(s4);
        s4 = peg$currPos;
        s5 = peg$parse__();
        if (s5 !== peg$FAILED) {
          s6 = peg$parseUdpItem();
          if (s6 !== peg$FAILED) {
            s4 = s6;
          } else {
            peg$currPos = s4;
            s4 = peg$FAILED;
          }
        } else {
          peg$currPos = s4;
          s4 = peg$FAILED;
        }
      }
      peg$savedPos = s0;
      s0 = peg$f3(s2, s3);
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseUdpItem() {
    let s0, s1, s2, s3;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 4) === peg$c4) {
      s1 = peg$c4;
      peg$currPos += 4;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e4);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber16();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f4(s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 11) === peg$c5) {
        s1 = peg$c5;
        peg$currPos += 11;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e5);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parseEnd();
        if (s2 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f5();
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$parseCommon();
      }
    }
    return s0;
  }
  function peg$parseOther() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 2) === peg$c6) {
      s1 = peg$c6;
      peg$currPos += 2;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e6);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parseAddresses();
      if (s2 === peg$FAILED) {
        s2 = null;
      }
      s3 = peg$parse__();
      if (s3 !== peg$FAILED) {
        if (input.substr(peg$currPos, 5) === peg$c7) {
          s4 = peg$c7;
          peg$currPos += 5;
        } else {
          s4 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e7);
          }
        }
        if (s4 !== peg$FAILED) {
          s5 = peg$parse__();
          if (s5 !== peg$FAILED) {
            s6 = peg$parseNumber8();
            if (s6 !== peg$FAILED) {
              s7 = [];
              s8 = peg$currPos;
              s9 = peg$parse__();
              if (s9 !== peg$FAILED) {
                s10 = peg$parseCommon();
                if (s10 !== peg$FAILED) {
                  s8 = s10;
                } else {
                  peg$currPos = s8;
                  s8 = peg$FAILED;
                }
              } else {
                peg$currPos = s8;
                s8 = peg$FAILED;
              }
              while (s8 !== peg$FAILED) {
                s7.push(s8);
                s8 = peg$currPos;
                s9 = peg$parse__();
                if (s9 !== peg$FAILED) {
                  s10 = peg$parseCommon();
                  if (s10 !== peg$FAILED) {
                    s8 = s10;
                  } else {
                    peg$currPos = s8;
                    s8 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s8;
                  s8 = peg$FAILED;
                }
              }
              peg$savedPos = s0;
              s0 = peg$f6(s2, s6, s7);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseSegment() {
    let s0, s1, s2, s3, s4, s5, s6;
    s0 = peg$currPos;
    s1 = peg$parseFlagsAt();
    if (s1 !== peg$FAILED) {
      s2 = peg$currPos;
      s3 = peg$parse__();
      if (s3 !== peg$FAILED) {
        s4 = peg$parseRange();
        if (s4 !== peg$FAILED) {
          s2 = s4;
        } else {
          peg$currPos = s2;
          s2 = peg$FAILED;
        }
      } else {
        peg$currPos = s2;
        s2 = peg$FAILED;
      }
      if (s2 === peg$FAILED) {
        s2 = null;
      }
      s3 = [];
      s4 = peg$currPos;
      s5 = peg$parse__();
      if (s5 !== peg$FAILED) {
        s6 = peg$parseTcpItem();
        if (s6 !== peg$FAILED) {
          s4 = s6;
        } else {
          peg$currPos = s4;
          s4 = peg$FAILED;
        }
      } else {
        peg$currPos = s4;
        s4 = peg$FAILED;
      }
      while (s4 !== peg$FAILED) {
        s3.push(s4);
        s4 = peg$currPos;
        s5 = peg$parse__();
        if (s5 !== peg$FAILED) {
          s6 = peg$parseTcpItem();
          if (s6 !== peg$FAILED) {
            s4 = s6;
          } else {
            peg$currPos = s4;
            s4 = peg$FAILED;
          }
        } else {
          peg$currPos = s4;
          s4 = peg$FAILED;
        }
      }
      peg$savedPos = s0;
      s0 = peg$f7(s1, s2, s3);
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseFlagsAt() {
    let s0, s1;
    s0 = peg$currPos;
    s1 = peg$parseFlags();
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f8(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseFlags() {
    let s0, s1, s2, s3;
    peg$silentFails++;
    s0 = peg$currPos;
    s1 = peg$currPos;
    s2 = [];
    s3 = input.charAt(peg$currPos);
    if (peg$r0.test(s3)) {
      peg$currPos++;
    } else {
      s3 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e9);
      }
    }
    if (s3 !== peg$FAILED) {
      while (s3 !== peg$FAILED) {
        s2.push(s3);
        s3 = input.charAt(peg$currPos);
        if (peg$r0.test(s3)) {
          peg$currPos++;
        } else {
          s3 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e9);
          }
        }
      }
    } else {
      s2 = peg$FAILED;
    }
    if (s2 !== peg$FAILED) {
      s1 = input.substring(s1, peg$currPos);
    } else {
      s1 = s2;
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parseEnd();
      if (s2 !== peg$FAILED) {
        peg$savedPos = s0;
        s0 = peg$f9(s1);
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.charCodeAt(peg$currPos) === 45) {
        s1 = peg$c8;
        peg$currPos++;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e10);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parseEnd();
        if (s2 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f10();
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e8);
      }
    }
    return s0;
  }
  function peg$parseRange() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8;
    peg$silentFails++;
    s0 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 61) {
      s1 = peg$c9;
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e12);
      }
    }
    if (s1 === peg$FAILED) {
      s1 = null;
    }
    s2 = peg$parseSigned();
    if (s2 !== peg$FAILED) {
      if (input.charCodeAt(peg$currPos) === 58) {
        s3 = peg$c10;
        peg$currPos++;
      } else {
        s3 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e13);
        }
      }
      if (s3 !== peg$FAILED) {
        s4 = peg$parseSigned();
        if (s4 !== peg$FAILED) {
          s5 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 40) {
            s6 = peg$c11;
            peg$currPos++;
          } else {
            s6 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e14);
            }
          }
          if (s6 !== peg$FAILED) {
            s7 = peg$parseDigits();
            if (s7 !== peg$FAILED) {
              if (input.charCodeAt(peg$currPos) === 41) {
                s8 = peg$c12;
                peg$currPos++;
              } else {
                s8 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e15);
                }
              }
              if (s8 !== peg$FAILED) {
                s5 = s7;
              } else {
                peg$currPos = s5;
                s5 = peg$FAILED;
              }
            } else {
              peg$currPos = s5;
              s5 = peg$FAILED;
            }
          } else {
            peg$currPos = s5;
            s5 = peg$FAILED;
          }
          if (s5 === peg$FAILED) {
            s5 = null;
          }
          peg$savedPos = s0;
          s0 = peg$f11(s1, s2, s4, s5);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e11);
      }
    }
    return s0;
  }
  function peg$parseTcpItem() {
    let s0, s1, s2, s3;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 9) === peg$c13) {
      s1 = peg$c13;
      peg$currPos += 9;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e16);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber32();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f12(s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 3) === peg$c14) {
        s1 = peg$c14;
        peg$currPos += 3;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e17);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse__();
        if (s2 !== peg$FAILED) {
          s3 = peg$parseSequence();
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f13(s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 3) === peg$c15) {
          s1 = peg$c15;
          peg$currPos += 3;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e18);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parse__();
          if (s2 !== peg$FAILED) {
            s3 = peg$parseNumber16();
            if (s3 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f14(s3);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.substr(peg$currPos, 3) === peg$c16) {
            s1 = peg$c16;
            peg$currPos += 3;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e19);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$parse__();
            if (s2 !== peg$FAILED) {
              s3 = peg$parseNumber16();
              if (s3 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f15(s3);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.substr(peg$currPos, 8) === peg$c17) {
              s1 = peg$c17;
              peg$currPos += 8;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e20);
              }
            }
            if (s1 !== peg$FAILED) {
              s2 = peg$parse__();
              if (s2 !== peg$FAILED) {
                s3 = peg$parseNumber4();
                if (s3 !== peg$FAILED) {
                  peg$savedPos = s0;
                  s0 = peg$f16(s3);
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$currPos;
              if (input.substr(peg$currPos, 4) === peg$c18) {
                s1 = peg$c18;
                peg$currPos += 4;
              } else {
                s1 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e21);
                }
              }
              if (s1 !== peg$FAILED) {
                s2 = peg$parse__();
                if (s2 !== peg$FAILED) {
                  s3 = peg$parseNumber4();
                  if (s3 !== peg$FAILED) {
                    peg$savedPos = s0;
                    s0 = peg$f17(s3);
                  } else {
                    peg$currPos = s0;
                    s0 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
              if (s0 === peg$FAILED) {
                s0 = peg$currPos;
                s1 = peg$parseTcpOptions();
                if (s1 !== peg$FAILED) {
                  peg$savedPos = s0;
                  s1 = peg$f18(s1);
                }
                s0 = s1;
                if (s0 === peg$FAILED) {
                  s0 = peg$parseCommon();
                }
              }
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parseTcpOptions() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8;
    s0 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 60) {
      s1 = peg$c19;
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e22);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse_();
      s3 = [];
      s4 = peg$parseTcpOption();
      while (s4 !== peg$FAILED) {
        s3.push(s4);
        s4 = peg$currPos;
        s5 = peg$currPos;
        s6 = peg$parse_();
        if (input.charCodeAt(peg$currPos) === 44) {
          s7 = peg$c20;
          peg$currPos++;
        } else {
          s7 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e23);
          }
        }
        if (s7 !== peg$FAILED) {
          s8 = peg$parse_();
          s6 = [s6, s7, s8];
          s5 = s6;
        } else {
          peg$currPos = s5;
          s5 = peg$FAILED;
        }
        if (s5 !== peg$FAILED) {
          s5 = peg$parseTcpOption();
          if (s5 === peg$FAILED) {
            peg$currPos = s4;
            s4 = peg$FAILED;
          } else {
            s4 = s5;
          }
        } else {
          s4 = s5;
        }
      }
      s4 = peg$parse_();
      if (input.charCodeAt(peg$currPos) === 62) {
        s5 = peg$c21;
        peg$currPos++;
      } else {
        s5 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e24);
        }
      }
      if (s5 !== peg$FAILED) {
        s0 = s3;
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.charCodeAt(peg$currPos) === 91) {
        s1 = peg$c22;
        peg$currPos++;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e25);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse_();
        s3 = [];
        s4 = peg$parseTcpOption();
        while (s4 !== peg$FAILED) {
          s3.push(s4);
          s4 = peg$currPos;
          s5 = peg$currPos;
          s6 = peg$parse_();
          if (input.charCodeAt(peg$currPos) === 44) {
            s7 = peg$c20;
            peg$currPos++;
          } else {
            s7 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e23);
            }
          }
          if (s7 !== peg$FAILED) {
            s8 = peg$parse_();
            s6 = [s6, s7, s8];
            s5 = s6;
          } else {
            peg$currPos = s5;
            s5 = peg$FAILED;
          }
          if (s5 !== peg$FAILED) {
            s5 = peg$parseTcpOption();
            if (s5 === peg$FAILED) {
              peg$currPos = s4;
              s4 = peg$FAILED;
            } else {
              s4 = s5;
            }
          } else {
            s4 = s5;
          }
        }
        s4 = peg$parse_();
        if (input.charCodeAt(peg$currPos) === 93) {
          s5 = peg$c23;
          peg$currPos++;
        } else {
          s5 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e26);
          }
        }
        if (s5 !== peg$FAILED) {
          s0 = s3;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    }
    return s0;
  }
  function peg$parseTcpOption() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c24) {
      s1 = peg$c24;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e27);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber16();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f19(s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 6) === peg$c25) {
        s1 = peg$c25;
        peg$currPos += 6;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e28);
        }
      }
      if (s1 === peg$FAILED) {
        if (input.substr(peg$currPos, 2) === peg$c26) {
          s1 = peg$c26;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e29);
          }
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse__();
        if (s2 !== peg$FAILED) {
          s3 = peg$parseNumber8();
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f20(s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 6) === peg$c27) {
          s1 = peg$c27;
          peg$currPos += 6;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e30);
          }
        }
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f21();
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.substr(peg$currPos, 4) === peg$c28) {
            s1 = peg$c28;
            peg$currPos += 4;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e31);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$parse__();
            if (s2 !== peg$FAILED) {
              s3 = peg$currPos;
              s4 = [];
              s5 = peg$parseSackBlock();
              while (s5 !== peg$FAILED) {
                s4.push(s5);
                s5 = peg$currPos;
                s6 = peg$parse__();
                if (s6 !== peg$FAILED) {
                  s6 = peg$parseSackBlock();
                  if (s6 === peg$FAILED) {
                    peg$currPos = s5;
                    s5 = peg$FAILED;
                  } else {
                    s5 = s6;
                  }
                } else {
                  s5 = s6;
                }
              }
              if (s4.length < 1) {
                peg$currPos = s3;
                s3 = peg$FAILED;
              } else {
                s3 = s4;
              }
              if (s3 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f22(s3);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.substr(peg$currPos, 2) === peg$c29) {
              s1 = peg$c29;
              peg$currPos += 2;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e32);
              }
            }
            if (s1 === peg$FAILED) {
              if (input.substr(peg$currPos, 2) === peg$c30) {
                s1 = peg$c30;
                peg$currPos += 2;
              } else {
                s1 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e33);
                }
              }
            }
            if (s1 !== peg$FAILED) {
              s2 = peg$parse__();
              if (s2 !== peg$FAILED) {
                if (input.substr(peg$currPos, 3) === peg$c31) {
                  s3 = peg$c31;
                  peg$currPos += 3;
                } else {
                  s3 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e34);
                  }
                }
                if (s3 !== peg$FAILED) {
                  s4 = peg$parse__();
                  if (s4 !== peg$FAILED) {
                    s5 = peg$parseNumber32();
                    if (s5 !== peg$FAILED) {
                      s6 = peg$parse__();
                      if (s6 !== peg$FAILED) {
                        if (input.substr(peg$currPos, 3) === peg$c32) {
                          s7 = peg$c32;
                          peg$currPos += 3;
                        } else {
                          s7 = peg$FAILED;
                          if (peg$silentFails === 0) {
                            peg$fail(peg$e35);
                          }
                        }
                        if (s7 !== peg$FAILED) {
                          s8 = peg$parse__();
                          if (s8 !== peg$FAILED) {
                            s9 = peg$parseNumber32();
                            if (s9 !== peg$FAILED) {
                              peg$savedPos = s0;
                              s0 = peg$f23(s5, s9);
                            } else {
                              peg$currPos = s0;
                              s0 = peg$FAILED;
                            }
                          } else {
                            peg$currPos = s0;
                            s0 = peg$FAILED;
                          }
                        } else {
                          peg$currPos = s0;
                          s0 = peg$FAILED;
                        }
                      } else {
                        peg$currPos = s0;
                        s0 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s0;
                      s0 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s0;
                    s0 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$parseOption();
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parseSackBlock() {
    let s0, s1, s2, s3, s4;
    s0 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 61) {
      s1 = peg$c9;
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e12);
      }
    }
    if (s1 === peg$FAILED) {
      s1 = null;
    }
    s2 = peg$parseSigned();
    if (s2 !== peg$FAILED) {
      if (input.charCodeAt(peg$currPos) === 58) {
        s3 = peg$c10;
        peg$currPos++;
      } else {
        s3 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e13);
        }
      }
      if (s3 !== peg$FAILED) {
        s4 = peg$parseSigned();
        if (s4 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f24(s1, s2, s4);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseSequence() {
    let s0, s1, s2;
    s0 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 61) {
      s1 = peg$c9;
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e12);
      }
    }
    if (s1 === peg$FAILED) {
      s1 = null;
    }
    s2 = peg$parseSigned();
    if (s2 !== peg$FAILED) {
      peg$savedPos = s0;
      s0 = peg$f25(s1, s2);
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseIcmp() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 5) === peg$c33) {
      s1 = peg$c33;
      peg$currPos += 5;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e36);
      }
    }
    if (s1 === peg$FAILED) {
      if (input.substr(peg$currPos, 4) === peg$c34) {
        s1 = peg$c34;
        peg$currPos += 4;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e37);
        }
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parseEnd();
      if (s2 !== peg$FAILED) {
        peg$savedPos = peg$currPos;
        s3 = peg$f26(s1);
        if (s3) {
          s3 = void 0;
        } else {
          s3 = peg$FAILED;
        }
        if (s3 !== peg$FAILED) {
          s4 = peg$parseAddresses();
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = peg$parse__();
          if (s5 !== peg$FAILED) {
            s6 = peg$parseIcmpName();
            if (s6 !== peg$FAILED) {
              s7 = [];
              s8 = peg$currPos;
              s9 = peg$parse__();
              if (s9 !== peg$FAILED) {
                s10 = peg$parseIcmpItem();
                if (s10 !== peg$FAILED) {
                  s8 = s10;
                } else {
                  peg$currPos = s8;
                  s8 = peg$FAILED;
                }
              } else {
                peg$currPos = s8;
                s8 = peg$FAILED;
              }
              while (s8 !== peg$FAILED) {
                s7.push(s8);
                s8 = peg$currPos;
                s9 = peg$parse__();
                if (s9 !== peg$FAILED) {
                  s10 = peg$parseIcmpItem();
                  if (s10 !== peg$FAILED) {
                    s8 = s10;
                  } else {
                    peg$currPos = s8;
                    s8 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s8;
                  s8 = peg$FAILED;
                }
              }
              peg$savedPos = s0;
              s0 = peg$f27(s1, s4, s6, s7);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseIcmpName() {
    let s0, s1, s2, s3;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 4) === peg$c35) {
      s1 = peg$c35;
      peg$currPos += 4;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e38);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber8();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f28(s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      s1 = peg$parseWord();
      if (s1 !== peg$FAILED) {
        peg$savedPos = s0;
        s1 = peg$f29(s1);
      }
      s0 = s1;
    }
    return s0;
  }
  function peg$parseIcmpItem() {
    let s0, s1, s2, s3, s4, s5;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 4) === peg$c36) {
      s1 = peg$c36;
      peg$currPos += 4;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e39);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber8();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f30(s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 4) === peg$c37) {
        s1 = peg$c37;
        peg$currPos += 4;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e40);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse__();
        if (s2 !== peg$FAILED) {
          if (input.substr(peg$currPos, 2) === peg$c1) {
            s3 = peg$c1;
            peg$currPos += 2;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e1);
            }
          }
          if (s3 !== peg$FAILED) {
            s4 = peg$parseHexDigits();
            if (s4 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f31(s4);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 123) {
          s1 = peg$c38;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e41);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parse_();
          s3 = peg$parseAnyPacket();
          if (s3 !== peg$FAILED) {
            s4 = peg$parse_();
            if (input.charCodeAt(peg$currPos) === 125) {
              s5 = peg$c39;
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e42);
              }
            }
            if (s5 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f32(s3);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$parseCommon();
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            s1 = peg$parseWord();
            if (s1 !== peg$FAILED) {
              peg$savedPos = peg$currPos;
              s2 = peg$f33(s1);
              if (s2) {
                s2 = void 0;
              } else {
                s2 = peg$FAILED;
              }
              if (s2 !== peg$FAILED) {
                s3 = peg$parse__();
                if (s3 !== peg$FAILED) {
                  s4 = peg$parseHost();
                  if (s4 !== peg$FAILED) {
                    peg$savedPos = s0;
                    s0 = peg$f34(s1, s4);
                  } else {
                    peg$currPos = s0;
                    s0 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$currPos;
              s1 = peg$parseWord();
              if (s1 !== peg$FAILED) {
                peg$savedPos = peg$currPos;
                s2 = peg$f35(s1);
                if (s2) {
                  s2 = void 0;
                } else {
                  s2 = peg$FAILED;
                }
                if (s2 !== peg$FAILED) {
                  s3 = peg$parse__();
                  if (s3 !== peg$FAILED) {
                    s4 = peg$currPos;
                    s5 = peg$parseNumber();
                    if (s5 !== peg$FAILED) {
                      peg$savedPos = s4;
                      s5 = peg$f36(s1, s5);
                    }
                    s4 = s5;
                    if (s4 !== peg$FAILED) {
                      peg$savedPos = s0;
                      s0 = peg$f37(s1, s4);
                    } else {
                      peg$currPos = s0;
                      s0 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s0;
                    s0 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
              if (s0 === peg$FAILED) {
                s0 = peg$currPos;
                s1 = peg$parseWord();
                if (s1 !== peg$FAILED) {
                  peg$savedPos = s0;
                  s1 = peg$f38(s1);
                }
                s0 = s1;
              }
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parseCommon() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 12) === peg$c40) {
      s1 = peg$c40;
      peg$currPos += 12;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e43);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parseEnd();
      if (s2 !== peg$FAILED) {
        peg$savedPos = s0;
        s0 = peg$f39();
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 3) === peg$c41) {
        s1 = peg$c41;
        peg$currPos += 3;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e44);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse__();
        if (s2 !== peg$FAILED) {
          s3 = peg$parseNumber16();
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f40(s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 5) === peg$c42) {
          s1 = peg$c42;
          peg$currPos += 5;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e45);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parse__();
          if (s2 !== peg$FAILED) {
            s3 = peg$parseNumber16();
            if (s3 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f41(s3);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parsePayload();
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f42(s1);
          }
          s0 = s1;
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.charCodeAt(peg$currPos) === 40) {
              s1 = peg$c11;
              peg$currPos++;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e14);
              }
            }
            if (s1 !== peg$FAILED) {
              s2 = peg$parse_();
              s3 = [];
              s4 = peg$parseIpItem();
              while (s4 !== peg$FAILED) {
                s3.push(s4);
                s4 = peg$currPos;
                s5 = peg$currPos;
                s6 = peg$parse_();
                if (input.charCodeAt(peg$currPos) === 44) {
                  s7 = peg$c20;
                  peg$currPos++;
                } else {
                  s7 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e23);
                  }
                }
                if (s7 !== peg$FAILED) {
                  s8 = peg$parse_();
                  s6 = [s6, s7, s8];
                  s5 = s6;
                } else {
                  peg$currPos = s5;
                  s5 = peg$FAILED;
                }
                if (s5 !== peg$FAILED) {
                  s5 = peg$parseIpItem();
                  if (s5 === peg$FAILED) {
                    peg$currPos = s4;
                    s4 = peg$FAILED;
                  } else {
                    s4 = s5;
                  }
                } else {
                  s4 = s5;
                }
              }
              s4 = peg$parse_();
              if (input.charCodeAt(peg$currPos) === 41) {
                s5 = peg$c12;
                peg$currPos++;
              } else {
                s5 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e15);
                }
              }
              if (s5 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f43(s3);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parsePayload() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c43) {
      s1 = peg$c43;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e46);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber16();
        if (s3 !== peg$FAILED) {
          s4 = peg$currPos;
          s5 = peg$parse__();
          if (s5 !== peg$FAILED) {
            if (input.substr(peg$currPos, 4) === peg$c44) {
              s6 = peg$c44;
              peg$currPos += 4;
            } else {
              s6 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e47);
              }
            }
            if (s6 !== peg$FAILED) {
              s7 = peg$parse__();
              if (s7 !== peg$FAILED) {
                s8 = peg$parseNumber16();
                if (s8 !== peg$FAILED) {
                  s4 = s8;
                } else {
                  peg$currPos = s4;
                  s4 = peg$FAILED;
                }
              } else {
                peg$currPos = s4;
                s4 = peg$FAILED;
              }
            } else {
              peg$currPos = s4;
              s4 = peg$FAILED;
            }
          } else {
            peg$currPos = s4;
            s4 = peg$FAILED;
          }
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          peg$savedPos = s0;
          s0 = peg$f44(s3, s4);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.charCodeAt(peg$currPos) === 34) {
        s1 = peg$c45;
        peg$currPos++;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e48);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = [];
        s3 = peg$parseChar();
        while (s3 !== peg$FAILED) {
          s2.push(s3);
          s3 = peg$parseChar();
        }
        if (input.charCodeAt(peg$currPos) === 34) {
          s3 = peg$c45;
          peg$currPos++;
        } else {
          s3 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e48);
          }
        }
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f45(s2);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c1) {
          s1 = peg$c1;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e1);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parseHexDigits();
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f46(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      }
    }
    return s0;
  }
  function peg$parseChar() {
    let s0, s1, s2;
    peg$silentFails++;
    s0 = input.charAt(peg$currPos);
    if (peg$r1.test(s0)) {
      peg$currPos++;
    } else {
      s0 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e50);
      }
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.charCodeAt(peg$currPos) === 92) {
        s1 = peg$c46;
        peg$currPos++;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e51);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parseEscape();
        if (s2 !== peg$FAILED) {
          s0 = s2;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e49);
      }
    }
    return s0;
  }
  function peg$parseEscape() {
    let s0, s1, s2, s3, s4, s5;
    s0 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 114) {
      s1 = peg$c47;
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e52);
      }
    }
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f47();
    }
    s0 = s1;
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.charCodeAt(peg$currPos) === 110) {
        s1 = peg$c48;
        peg$currPos++;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e53);
        }
      }
      if (s1 !== peg$FAILED) {
        peg$savedPos = s0;
        s1 = peg$f48();
      }
      s0 = s1;
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 116) {
          s1 = peg$c49;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e54);
          }
        }
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f49();
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 120) {
            s1 = peg$c50;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e55);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            s3 = peg$currPos;
            s4 = input.charAt(peg$currPos);
            if (peg$r2.test(s4)) {
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e56);
              }
            }
            if (s4 !== peg$FAILED) {
              s5 = input.charAt(peg$currPos);
              if (peg$r3.test(s5)) {
                peg$currPos++;
              } else {
                s5 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e57);
                }
              }
              if (s5 !== peg$FAILED) {
                s4 = [s4, s5];
                s3 = s4;
              } else {
                peg$currPos = s3;
                s3 = peg$FAILED;
              }
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
            if (s3 !== peg$FAILED) {
              s2 = input.substring(s2, peg$currPos);
            } else {
              s2 = s3;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f50(s2);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = input.charAt(peg$currPos);
            if (peg$r4.test(s0)) {
              peg$currPos++;
            } else {
              s0 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e58);
              }
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parseIpItem() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c51) {
      s1 = peg$c51;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e59);
      }
    }
    if (s1 === peg$FAILED) {
      if (input.substr(peg$currPos, 3) === peg$c52) {
        s1 = peg$c52;
        peg$currPos += 3;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e60);
        }
      }
      if (s1 === peg$FAILED) {
        if (input.substr(peg$currPos, 7) === peg$c53) {
          s1 = peg$c53;
          peg$currPos += 7;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e61);
          }
        }
        if (s1 === peg$FAILED) {
          if (input.substr(peg$currPos, 3) === peg$c54) {
            s1 = peg$c54;
            peg$currPos += 3;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e62);
            }
          }
        }
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parse__();
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber8();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f51(s1, s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 2) === peg$c55) {
        s1 = peg$c55;
        peg$currPos += 2;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e63);
        }
      }
      if (s1 === peg$FAILED) {
        if (input.substr(peg$currPos, 4) === peg$c56) {
          s1 = peg$c56;
          peg$currPos += 4;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e64);
          }
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse__();
        if (s2 !== peg$FAILED) {
          s3 = peg$parseNumber32();
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f52(s1, s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 3) === peg$c43) {
          s1 = peg$c43;
          peg$currPos += 3;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e46);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parse__();
          if (s2 !== peg$FAILED) {
            s3 = peg$parseNumber16();
            if (s3 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f53(s3);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.substr(peg$currPos, 2) === peg$c57) {
            s1 = peg$c57;
            peg$currPos += 2;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e65);
            }
          }
          if (s1 === peg$FAILED) {
            if (input.substr(peg$currPos, 2) === peg$c58) {
              s1 = peg$c58;
              peg$currPos += 2;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e66);
              }
            }
          }
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f54(s1);
          }
          s0 = s1;
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.substr(peg$currPos, 3) === peg$c41) {
              s1 = peg$c41;
              peg$currPos += 3;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e44);
              }
            }
            if (s1 !== peg$FAILED) {
              s2 = peg$parse__();
              if (s2 !== peg$FAILED) {
                s3 = peg$parseNumber16();
                if (s3 !== peg$FAILED) {
                  peg$savedPos = s0;
                  s0 = peg$f55(s3);
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$currPos;
              if (input.substr(peg$currPos, 12) === peg$c40) {
                s1 = peg$c40;
                peg$currPos += 12;
              } else {
                s1 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e43);
                }
              }
              if (s1 !== peg$FAILED) {
                peg$savedPos = s0;
                s1 = peg$f56();
              }
              s0 = s1;
              if (s0 === peg$FAILED) {
                s0 = peg$currPos;
                if (input.substr(peg$currPos, 4) === peg$c59) {
                  s1 = peg$c59;
                  peg$currPos += 4;
                } else {
                  s1 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e67);
                  }
                }
                if (s1 !== peg$FAILED) {
                  s2 = peg$parse__();
                  if (s2 !== peg$FAILED) {
                    s3 = peg$parseNumber32();
                    if (s3 !== peg$FAILED) {
                      if (input.charCodeAt(peg$currPos) === 58) {
                        s4 = peg$c10;
                        peg$currPos++;
                      } else {
                        s4 = peg$FAILED;
                        if (peg$silentFails === 0) {
                          peg$fail(peg$e13);
                        }
                      }
                      if (s4 !== peg$FAILED) {
                        s5 = peg$parseNumber16();
                        if (s5 !== peg$FAILED) {
                          if (input.charCodeAt(peg$currPos) === 64) {
                            s6 = peg$c60;
                            peg$currPos++;
                          } else {
                            s6 = peg$FAILED;
                            if (peg$silentFails === 0) {
                              peg$fail(peg$e68);
                            }
                          }
                          if (s6 !== peg$FAILED) {
                            s7 = peg$parseOffset();
                            if (s7 !== peg$FAILED) {
                              if (input.charCodeAt(peg$currPos) === 43) {
                                s8 = peg$c61;
                                peg$currPos++;
                              } else {
                                s8 = peg$FAILED;
                                if (peg$silentFails === 0) {
                                  peg$fail(peg$e69);
                                }
                              }
                              if (s8 === peg$FAILED) {
                                s8 = null;
                              }
                              peg$savedPos = s0;
                              s0 = peg$f57(s3, s5, s7, s8);
                            } else {
                              peg$currPos = s0;
                              s0 = peg$FAILED;
                            }
                          } else {
                            peg$currPos = s0;
                            s0 = peg$FAILED;
                          }
                        } else {
                          peg$currPos = s0;
                          s0 = peg$FAILED;
                        }
                      } else {
                        peg$currPos = s0;
                        s0 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s0;
                      s0 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s0;
                    s0 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
                if (s0 === peg$FAILED) {
                  s0 = peg$currPos;
                  if (input.substr(peg$currPos, 4) === peg$c59) {
                    s1 = peg$c59;
                    peg$currPos += 4;
                  } else {
                    s1 = peg$FAILED;
                    if (peg$silentFails === 0) {
                      peg$fail(peg$e67);
                    }
                  }
                  if (s1 !== peg$FAILED) {
                    s2 = peg$parse__();
                    if (s2 !== peg$FAILED) {
                      s3 = peg$parseOffset();
                      if (s3 !== peg$FAILED) {
                        if (input.charCodeAt(peg$currPos) === 43) {
                          s4 = peg$c61;
                          peg$currPos++;
                        } else {
                          s4 = peg$FAILED;
                          if (peg$silentFails === 0) {
                            peg$fail(peg$e69);
                          }
                        }
                        if (s4 === peg$FAILED) {
                          s4 = null;
                        }
                        peg$savedPos = s0;
                        s0 = peg$f58(s3, s4);
                      } else {
                        peg$currPos = s0;
                        s0 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s0;
                      s0 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s0;
                    s0 = peg$FAILED;
                  }
                  if (s0 === peg$FAILED) {
                    s0 = peg$currPos;
                    if (input.charCodeAt(peg$currPos) === 60) {
                      s1 = peg$c19;
                      peg$currPos++;
                    } else {
                      s1 = peg$FAILED;
                      if (peg$silentFails === 0) {
                        peg$fail(peg$e22);
                      }
                    }
                    if (s1 !== peg$FAILED) {
                      s2 = peg$parse_();
                      s3 = [];
                      s4 = peg$parseOption();
                      while (s4 !== peg$FAILED) {
                        s3.push(s4);
                        s4 = peg$currPos;
                        s5 = peg$currPos;
                        s6 = peg$parse_();
                        if (input.charCodeAt(peg$currPos) === 44) {
                          s7 = peg$c20;
                          peg$currPos++;
                        } else {
                          s7 = peg$FAILED;
                          if (peg$silentFails === 0) {
                            peg$fail(peg$e23);
                          }
                        }
                        if (s7 !== peg$FAILED) {
                          s8 = peg$parse_();
                          s6 = [s6, s7, s8];
                          s5 = s6;
                        } else {
                          peg$currPos = s5;
                          s5 = peg$FAILED;
                        }
                        if (s5 !== peg$FAILED) {
                          s5 = peg$parseOption();
                          if (s5 === peg$FAILED) {
                            peg$currPos = s4;
                            s4 = peg$FAILED;
                          } else {
                            s4 = s5;
                          }
                        } else {
                          s4 = s5;
                        }
                      }
                      s4 = peg$parse_();
                      if (input.charCodeAt(peg$currPos) === 62) {
                        s5 = peg$c21;
                        peg$currPos++;
                      } else {
                        s5 = peg$FAILED;
                        if (peg$silentFails === 0) {
                          peg$fail(peg$e24);
                        }
                      }
                      if (s5 !== peg$FAILED) {
                        peg$savedPos = s0;
                        s0 = peg$f59(s3);
                      } else {
                        peg$currPos = s0;
                        s0 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s0;
                      s0 = peg$FAILED;
                    }
                    if (s0 === peg$FAILED) {
                      s0 = peg$currPos;
                      if (input.substr(peg$currPos, 10) === peg$c62) {
                        s1 = peg$c62;
                        peg$currPos += 10;
                      } else {
                        s1 = peg$FAILED;
                        if (peg$silentFails === 0) {
                          peg$fail(peg$e70);
                        }
                      }
                      if (s1 === peg$FAILED) {
                        if (input.substr(peg$currPos, 7) === peg$c63) {
                          s1 = peg$c63;
                          peg$currPos += 7;
                        } else {
                          s1 = peg$FAILED;
                          if (peg$silentFails === 0) {
                            peg$fail(peg$e71);
                          }
                        }
                        if (s1 === peg$FAILED) {
                          if (input.substr(peg$currPos, 11) === peg$c64) {
                            s1 = peg$c64;
                            peg$currPos += 11;
                          } else {
                            s1 = peg$FAILED;
                            if (peg$silentFails === 0) {
                              peg$fail(peg$e72);
                            }
                          }
                          if (s1 === peg$FAILED) {
                            if (input.substr(peg$currPos, 8) === peg$c65) {
                              s1 = peg$c65;
                              peg$currPos += 8;
                            } else {
                              s1 = peg$FAILED;
                              if (peg$silentFails === 0) {
                                peg$fail(peg$e73);
                              }
                            }
                            if (s1 === peg$FAILED) {
                              if (input.substr(peg$currPos, 2) === peg$c66) {
                                s1 = peg$c66;
                                peg$currPos += 2;
                              } else {
                                s1 = peg$FAILED;
                                if (peg$silentFails === 0) {
                                  peg$fail(peg$e74);
                                }
                              }
                            }
                          }
                        }
                      }
                      if (s1 !== peg$FAILED) {
                        s2 = peg$currPos;
                        s3 = peg$parse__();
                        if (s3 !== peg$FAILED) {
                          if (input.substr(peg$currPos, 2) === peg$c1) {
                            s4 = peg$c1;
                            peg$currPos += 2;
                          } else {
                            s4 = peg$FAILED;
                            if (peg$silentFails === 0) {
                              peg$fail(peg$e1);
                            }
                          }
                          if (s4 !== peg$FAILED) {
                            s5 = peg$parseHexDigits();
                            if (s5 !== peg$FAILED) {
                              s2 = s5;
                            } else {
                              peg$currPos = s2;
                              s2 = peg$FAILED;
                            }
                          } else {
                            peg$currPos = s2;
                            s2 = peg$FAILED;
                          }
                        } else {
                          peg$currPos = s2;
                          s2 = peg$FAILED;
                        }
                        if (s2 === peg$FAILED) {
                          s2 = null;
                        }
                        peg$savedPos = s0;
                        s0 = peg$f60(s1, s2);
                      } else {
                        peg$currPos = s0;
                        s0 = peg$FAILED;
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return s0;
  }
  function peg$parseOffset() {
    let s0, s1;
    s0 = peg$currPos;
    s1 = peg$parseNumber16();
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f61(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseOption() {
    let s0, s1, s2, s3, s4, s5, s6, s7;
    s0 = peg$currPos;
    if (input.substr(peg$currPos, 3) === peg$c67) {
      s1 = peg$c67;
      peg$currPos += 3;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e75);
      }
    }
    if (s1 === peg$FAILED) {
      if (input.substr(peg$currPos, 3) === peg$c68) {
        s1 = peg$c68;
        peg$currPos += 3;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e76);
        }
      }
    }
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f62(s1);
    }
    s0 = s1;
    if (s0 === peg$FAILED) {
      s0 = peg$currPos;
      if (input.substr(peg$currPos, 3) === peg$c69) {
        s1 = peg$c69;
        peg$currPos += 3;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e77);
        }
      }
      if (s1 !== peg$FAILED) {
        s2 = peg$parse__();
        if (s2 !== peg$FAILED) {
          s3 = peg$parseNumber8();
          if (s3 !== peg$FAILED) {
            s4 = peg$currPos;
            s5 = peg$parse__();
            if (s5 !== peg$FAILED) {
              if (input.substr(peg$currPos, 2) === peg$c1) {
                s6 = peg$c1;
                peg$currPos += 2;
              } else {
                s6 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e1);
                }
              }
              if (s6 !== peg$FAILED) {
                s7 = peg$parseHexDigits();
                if (s7 !== peg$FAILED) {
                  s4 = s7;
                } else {
                  peg$currPos = s4;
                  s4 = peg$FAILED;
                }
              } else {
                peg$currPos = s4;
                s4 = peg$FAILED;
              }
            } else {
              peg$currPos = s4;
              s4 = peg$FAILED;
            }
            if (s4 === peg$FAILED) {
              s4 = null;
            }
            peg$savedPos = s0;
            s0 = peg$f63(s3, s4);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
      if (s0 === peg$FAILED) {
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c1) {
          s1 = peg$c1;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e1);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parseHexDigits();
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f64(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      }
    }
    return s0;
  }
  function peg$parsePorts() {
    let s0, s1, s2, s3, s4, s5, s6;
    s0 = peg$currPos;
    s1 = peg$parse__();
    if (s1 !== peg$FAILED) {
      s2 = peg$parseHostPort();
      if (s2 !== peg$FAILED) {
        s3 = peg$parse_();
        if (input.charCodeAt(peg$currPos) === 62) {
          s4 = peg$c21;
          peg$currPos++;
        } else {
          s4 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e24);
          }
        }
        if (s4 !== peg$FAILED) {
          s5 = peg$parse_();
          s6 = peg$parseHostPort();
          if (s6 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f65(s2, s6);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseAddresses() {
    let s0, s1, s2, s3, s4, s5, s6;
    s0 = peg$currPos;
    s1 = peg$parse__();
    if (s1 !== peg$FAILED) {
      s2 = peg$parseHost();
      if (s2 !== peg$FAILED) {
        s3 = peg$parse_();
        if (input.charCodeAt(peg$currPos) === 62) {
          s4 = peg$c21;
          peg$currPos++;
        } else {
          s4 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e24);
          }
        }
        if (s4 !== peg$FAILED) {
          s5 = peg$parse_();
          s6 = peg$parseHost();
          if (s6 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f66(s2, s6);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseHostPort() {
    let s0, s1, s2, s3;
    s0 = peg$currPos;
    s1 = peg$parseHost();
    if (s1 !== peg$FAILED) {
      if (input.charCodeAt(peg$currPos) === 58) {
        s2 = peg$c10;
        peg$currPos++;
      } else {
        s2 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e13);
        }
      }
      if (s2 !== peg$FAILED) {
        s3 = peg$parseNumber16();
        if (s3 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f67(s1, s3);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parseHost() {
    let s0, s1, s2, s3;
    peg$silentFails++;
    s0 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 91) {
      s1 = peg$c22;
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e25);
      }
    }
    if (s1 !== peg$FAILED) {
      s2 = peg$parseIpv6();
      if (s2 !== peg$FAILED) {
        if (input.charCodeAt(peg$currPos) === 93) {
          s3 = peg$c23;
          peg$currPos++;
        } else {
          s3 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e26);
          }
        }
        if (s3 !== peg$FAILED) {
          s0 = s2;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
      } else {
        peg$currPos = s0;
        s0 = peg$FAILED;
      }
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$parseIpv6();
      if (s0 === peg$FAILED) {
        s0 = peg$parseIpv4();
        if (s0 === peg$FAILED) {
          s0 = peg$parseWord();
        }
      }
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e78);
      }
    }
    return s0;
  }
  function peg$parseIpv6() {
    let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9;
    s0 = peg$currPos;
    s1 = peg$currPos;
    s2 = peg$currPos;
    s3 = peg$parseGroup();
    s4 = peg$currPos;
    s5 = [];
    s6 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 58) {
      s7 = peg$c10;
      peg$currPos++;
    } else {
      s7 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e13);
      }
    }
    if (s7 !== peg$FAILED) {
      s8 = peg$parseGroup();
      s7 = [s7, s8];
      s6 = s7;
    } else {
      peg$currPos = s6;
      s6 = peg$FAILED;
    }
    while (s6 !== peg$FAILED) {
      s5.push(s6);
      if (s5.length >= 8) {
        s6 = peg$FAILED;
      } else {
        s6 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 58) {
          s7 = peg$c10;
          peg$currPos++;
        } else {
          s7 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e13);
          }
        }
        if (s7 !== peg$FAILED) {
          s8 = peg$parseGroup();
          s7 = [s7, s8];
          s6 = s7;
        } else {
          peg$currPos = s6;
          s6 = peg$FAILED;
        }
      }
    }
    if (s5.length < 2) {
      peg$currPos = s4;
      s4 = peg$FAILED;
    } else {
      s4 = s5;
    }
    if (s4 !== peg$FAILED) {
      s5 = [];
      s6 = peg$currPos;
      if (input.charCodeAt(peg$currPos) === 46) {
        s7 = peg$c70;
        peg$currPos++;
      } else {
        s7 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e79);
        }
      }
      if (s7 !== peg$FAILED) {
        s8 = [];
        s9 = input.charAt(peg$currPos);
        if (peg$r5.test(s9)) {
          peg$currPos++;
        } else {
          s9 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e80);
          }
        }
        if (s9 !== peg$FAILED) {
          while (s9 !== peg$FAILED) {
            s8.push(s9);
            s9 = input.charAt(peg$currPos);
            if (peg$r5.test(s9)) {
              peg$currPos++;
            } else {
              s9 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e80);
              }
            }
          }
        } else {
          s8 = peg$FAILED;
        }
        if (s8 !== peg$FAILED) {
          s7 = [s7, s8];
          s6 = s7;
        } else {
          peg$currPos = s6;
          s6 = peg$FAILED;
        }
      } else {
        peg$currPos = s6;
        s6 = peg$FAILED;
      }
      while (s6 !== peg$FAILED) {
        s5.push(s6);
        if (s5.length >= 3) {
          s6 = peg$FAILED;
        } else {
          s6 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 46) {
            s7 = peg$c70;
            peg$currPos++;
          } else {
            s7 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e79);
            }
          }
          if (s7 !== peg$FAILED) {
            s8 = [];
            s9 = input.charAt(peg$currPos);
            if (peg$r5.test(s9)) {
              peg$currPos++;
            } else {
              s9 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e80);
              }
            }
            if (s9 !== peg$FAILED) {
              while (s9 !== peg$FAILED) {
                s8.push(s9);
                s9 = input.charAt(peg$currPos);
                if (peg$r5.test(s9)) {
                  peg$currPos++;
                } else {
                  s9 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e80);
                  }
                }
              }
            } else {
              s8 = peg$FAILED;
            }
            if (s8 !== peg$FAILED) {
              s7 = [s7, s8];
              s6 = s7;
            } else {
              peg$currPos = s6;
              s6 = peg$FAILED;
            }
          } else {
            peg$currPos = s6;
            s6 = peg$FAILED;
          }
        }
      }
      s3 = [s3, s4, s5];
      s2 = s3;
    } else {
      peg$currPos = s2;
      s2 = peg$FAILED;
    }
    if (s2 !== peg$FAILED) {
      s1 = input.substring(s1, peg$currPos);
    } else {
      s1 = s2;
    }
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f68(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseGroup() {
    let s0, s1;
    s0 = [];
    s1 = input.charAt(peg$currPos);
    if (peg$r6.test(s1)) {
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e81);
      }
    }
    while (s1 !== peg$FAILED) {
      s0.push(s1);
      if (s0.length >= 4) {
        s1 = peg$FAILED;
      } else {
        s1 = input.charAt(peg$currPos);
        if (peg$r6.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e81);
          }
        }
      }
    }
    return s0;
  }
  function peg$parseIpv4() {
    let s0, s1, s2, s3, s4, s5;
    s0 = peg$currPos;
    s1 = peg$currPos;
    s2 = peg$currPos;
    s3 = [];
    s4 = peg$parseDigits();
    while (s4 !== peg$FAILED) {
      s3.push(s4);
      if (s3.length >= 4) {
        s4 = peg$FAILED;
      } else {
        s4 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 46) {
          s5 = peg$c70;
          peg$currPos++;
        } else {
          s5 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e79);
          }
        }
        if (s5 !== peg$FAILED) {
          s5 = peg$parseDigits();
          if (s5 === peg$FAILED) {
            peg$currPos = s4;
            s4 = peg$FAILED;
          } else {
            s4 = s5;
          }
        } else {
          s4 = s5;
        }
      }
    }
    if (s3.length < 4) {
      peg$currPos = s2;
      s2 = peg$FAILED;
    } else {
      s2 = s3;
    }
    if (s2 !== peg$FAILED) {
      s1 = input.substring(s1, peg$currPos);
    } else {
      s1 = s2;
    }
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f69(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseNumber4() {
    let s0, s1;
    s0 = peg$currPos;
    s1 = peg$parseNumber();
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f70(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseNumber8() {
    let s0, s1;
    s0 = peg$currPos;
    s1 = peg$parseNumber();
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f71(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseNumber16() {
    let s0, s1;
    s0 = peg$currPos;
    s1 = peg$parseNumber();
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f72(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseNumber32() {
    let s0, s1;
    s0 = peg$currPos;
    s1 = peg$parseNumber();
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f73(s1);
    }
    s0 = s1;
    return s0;
  }
  function peg$parseNumber() {
    let s0, s1, s2, s3, s4;
    peg$silentFails++;
    s0 = peg$currPos;
    s1 = peg$currPos;
    if (input.substr(peg$currPos, 2) === peg$c1) {
      s2 = peg$c1;
      peg$currPos += 2;
    } else {
      s2 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e1);
      }
    }
    if (s2 !== peg$FAILED) {
      s3 = [];
      s4 = input.charAt(peg$currPos);
      if (peg$r6.test(s4)) {
        peg$currPos++;
      } else {
        s4 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e81);
        }
      }
      if (s4 !== peg$FAILED) {
        while (s4 !== peg$FAILED) {
          s3.push(s4);
          s4 = input.charAt(peg$currPos);
          if (peg$r6.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e81);
            }
          }
        }
      } else {
        s3 = peg$FAILED;
      }
      if (s3 !== peg$FAILED) {
        s2 = [s2, s3];
        s1 = s2;
      } else {
        peg$currPos = s1;
        s1 = peg$FAILED;
      }
    } else {
      peg$currPos = s1;
      s1 = peg$FAILED;
    }
    if (s1 !== peg$FAILED) {
      s0 = input.substring(s0, peg$currPos);
    } else {
      s0 = s1;
    }
    if (s0 === peg$FAILED) {
      s0 = peg$parseDigits();
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e82);
      }
    }
    return s0;
  }
  function peg$parseSigned() {
    let s0, s1, s2, s3, s4, s5;
    peg$silentFails++;
    s0 = peg$currPos;
    s1 = peg$currPos;
    s2 = peg$currPos;
    if (input.charCodeAt(peg$currPos) === 45) {
      s3 = peg$c8;
      peg$currPos++;
    } else {
      s3 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e10);
      }
    }
    if (s3 === peg$FAILED) {
      s3 = null;
    }
    s4 = [];
    s5 = input.charAt(peg$currPos);
    if (peg$r5.test(s5)) {
      peg$currPos++;
    } else {
      s5 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e80);
      }
    }
    if (s5 !== peg$FAILED) {
      while (s5 !== peg$FAILED) {
        s4.push(s5);
        s5 = input.charAt(peg$currPos);
        if (peg$r5.test(s5)) {
          peg$currPos++;
        } else {
          s5 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e80);
          }
        }
      }
    } else {
      s4 = peg$FAILED;
    }
    if (s4 !== peg$FAILED) {
      s3 = [s3, s4];
      s2 = s3;
    } else {
      peg$currPos = s2;
      s2 = peg$FAILED;
    }
    if (s2 !== peg$FAILED) {
      s1 = input.substring(s1, peg$currPos);
    } else {
      s1 = s2;
    }
    if (s1 !== peg$FAILED) {
      peg$savedPos = s0;
      s1 = peg$f74(s1);
    }
    s0 = s1;
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e82);
      }
    }
    return s0;
  }
  function peg$parseDigits() {
    let s0, s1, s2;
    s0 = peg$currPos;
    s1 = [];
    s2 = input.charAt(peg$currPos);
    if (peg$r5.test(s2)) {
      peg$currPos++;
    } else {
      s2 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e80);
      }
    }
    if (s2 !== peg$FAILED) {
      while (s2 !== peg$FAILED) {
        s1.push(s2);
        s2 = input.charAt(peg$currPos);
        if (peg$r5.test(s2)) {
          peg$currPos++;
        } else {
          s2 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e80);
          }
        }
      }
    } else {
      s1 = peg$FAILED;
    }
    if (s1 !== peg$FAILED) {
      s0 = input.substring(s0, peg$currPos);
    } else {
      s0 = s1;
    }
    return s0;
  }
  function peg$parseHexDigits() {
    let s0, s1, s2;
    peg$silentFails++;
    s0 = peg$currPos;
    s1 = [];
    s2 = peg$parseHexPair();
    if (s2 !== peg$FAILED) {
      while (s2 !== peg$FAILED) {
        s1.push(s2);
        s2 = peg$parseHexPair();
      }
    } else {
      s1 = peg$FAILED;
    }
    if (s1 !== peg$FAILED) {
      s0 = input.substring(s0, peg$currPos);
    } else {
      s0 = s1;
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e83);
      }
    }
    return s0;
  }
  function peg$parseHexPair() {
    let s0, s1, s2;
    s0 = peg$currPos;
    s1 = [];
    s2 = input.charAt(peg$currPos);
    if (peg$r6.test(s2)) {
      peg$currPos++;
    } else {
      s2 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e81);
      }
    }
    while (s2 !== peg$FAILED) {
      s1.push(s2);
      if (s1.length >= 2) {
        s2 = peg$FAILED;
      } else {
        s2 = input.charAt(peg$currPos);
        if (peg$r6.test(s2)) {
          peg$currPos++;
        } else {
          s2 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e81);
          }
        }
      }
    }
    if (s1.length < 2) {
      peg$currPos = s0;
      s0 = peg$FAILED;
    } else {
      s0 = s1;
    }
    return s0;
  }
  function peg$parseWord() {
    let s0, s1, s2, s3, s4;
    peg$silentFails++;
    s0 = peg$currPos;
    s1 = peg$currPos;
    s2 = input.charAt(peg$currPos);
    if (peg$r7.test(s2)) {
      peg$currPos++;
    } else {
      s2 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e85);
      }
    }
    if (s2 !== peg$FAILED) {
      s3 = [];
      s4 = input.charAt(peg$currPos);
      if (peg$r8.test(s4)) {
        peg$currPos++;
      } else {
        s4 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e86);
        }
      }
      while (s4 !== peg$FAILED) {
        s3.push(s4);
        s4 = input.charAt(peg$currPos);
        if (peg$r8.test(s4)) {
          peg$currPos++;
        } else {
          s4 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e86);
          }
        }
      }
      s2 = [s2, s3];
      s1 = s2;
    } else {
      peg$currPos = s1;
      s1 = peg$FAILED;
    }
    if (s1 !== peg$FAILED) {
      s0 = input.substring(s0, peg$currPos);
    } else {
      s0 = s1;
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e84);
      }
    }
    return s0;
  }
  function peg$parseEnd() {
    let s0, s1;
    s0 = peg$currPos;
    peg$silentFails++;
    s1 = input.charAt(peg$currPos);
    if (peg$r9.test(s1)) {
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e87);
      }
    }
    peg$silentFails--;
    if (s1 === peg$FAILED) {
      s0 = void 0;
    } else {
      peg$currPos = s0;
      s0 = peg$FAILED;
    }
    return s0;
  }
  function peg$parse_() {
    let s0, s1;
    peg$silentFails++;
    s0 = [];
    s1 = input.charAt(peg$currPos);
    if (peg$r10.test(s1)) {
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e88);
      }
    }
    while (s1 !== peg$FAILED) {
      s0.push(s1);
      s1 = input.charAt(peg$currPos);
      if (peg$r10.test(s1)) {
        peg$currPos++;
      } else {
        s1 = peg$FAILED;
        if (peg$silentFails === 0) {
          peg$fail(peg$e88);
        }
      }
    }
    peg$silentFails--;
    return s0;
  }
  function peg$parse__() {
    let s0, s1;
    peg$silentFails++;
    s0 = [];
    s1 = input.charAt(peg$currPos);
    if (peg$r10.test(s1)) {
      peg$currPos++;
    } else {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e88);
      }
    }
    if (s1 !== peg$FAILED) {
      while (s1 !== peg$FAILED) {
        s0.push(s1);
        s1 = input.charAt(peg$currPos);
        if (peg$r10.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e88);
          }
        }
      }
    } else {
      s0 = peg$FAILED;
    }
    peg$silentFails--;
    if (s0 === peg$FAILED) {
      s1 = peg$FAILED;
      if (peg$silentFails === 0) {
        peg$fail(peg$e89);
      }
    }
    return s0;
  }
  const icmp3 = new IcmpScope();
  const number2 = (text2, most, least = 0) => numberIn(text2, least, most, (message6) => error3(message6));
  peg$result = peg$startRuleFunction();
  const peg$success = peg$result !== peg$FAILED && peg$currPos === input.length;
  function peg$throw() {
    if (peg$result !== peg$FAILED && peg$currPos < input.length) {
      peg$fail(peg$endExpectation());
    }
    throw peg$buildStructuredError(
      peg$maxFailExpected,
      peg$maxFailPos < input.length ? peg$getUnicode(peg$maxFailPos) : null,
      peg$maxFailPos < input.length ? peg$computeLocation(peg$maxFailPos, peg$maxFailPos + 1) : peg$computeLocation(peg$maxFailPos, peg$maxFailPos)
    );
  }
  if (options.peg$library) {
    return (
      /** @type {any} */
      {
        peg$result,
        peg$currPos,
        peg$FAILED,
        peg$maxFailExpected,
        peg$maxFailPos,
        peg$success,
        peg$throw: peg$success ? void 0 : peg$throw
      }
    );
  }
  if (peg$success) {
    return peg$result;
  } else {
    peg$throw();
  }
}

// src/packet/notation-options.ts
function buildOption(option2, seq) {
  switch (option2.word) {
    case "nop":
      return { kind: 1 /* NOP */, data: new Uint8Array(0) };
    case "eol":
      return { kind: 0 /* END */, data: new Uint8Array(0) };
    case "mss":
      return { kind: 2 /* MSS */, data: Uint8Array.of(option2.value >>> 8, option2.value) };
    case "ws":
      return { kind: 3 /* WINDOW_SCALE */, data: Uint8Array.of(option2.value) };
    case "sackOK":
      return { kind: 4 /* SACK_PERMITTED */, data: new Uint8Array(0) };
    case "sack":
      return { kind: 5 /* SACK */, data: words32(option2.blocks.flat().map(seq)) };
    case "timestamps":
      return { kind: 8 /* TIMESTAMPS */, data: words32([option2.value, option2.echo]) };
    case "opt":
      return { kind: option2.kind, data: fromHex(option2.hex) };
    case "raw":
      return { raw: fromHex(option2.hex) };
  }
}
function words32(values) {
  const bytes = new Uint8Array(4 * values.length);
  for (const [i, value] of values.entries()) put32(bytes, 4 * i, value);
  return bytes;
}

// src/packet/notation-build-ip.ts
var MAX_LENGTH4 = 65535;
function buildDatagram(items, family2, parts) {
  const datagram2 = family2 === 2 /* IPV4 */ ? ipv4Datagram(items, parts) : ipv6Datagram(items, parts);
  const most = family2 === 2 /* IPV4 */ ? MAX_LENGTH4 : 40 /* LENGTH */ + MAX_LENGTH4;
  if (datagram2.length > most) {
    throw new InputError(`a datagram of ${datagram2.length} bytes is not allowed; allowed are at most ${most}`);
  }
  return datagram2;
}
function ipv4Datagram(items, parts) {
  const fields = { ...pick(parts), flags: 0 };
  for (const item of items) {
    switch (item.word) {
      case "ttl":
      case "tos":
        fields[item.word] = item.value;
        break;
      case "id":
        fields.id = atMost(item, 65535);
        break;
      case "version":
      case "ihl":
        fields[item.word] = atMost(item, 15);
        break;
      case "len":
        fields.totalLength = item.value;
        break;
      case "checksum":
        fields.checksum = item.value;
        break;
      case "df":
        fields.flags |= 16384 /* DONT_FRAGMENT */;
        break;
      case "rf":
        fields.flags |= 32768 /* RESERVED */;
        break;
      case "options":
        fields.options = item.options.map((option2) => buildOption(option2, (number2) => number2.value));
        break;
      case "slice":
      case "fragment":
        if (item.word === "slice") {
          fields.id = item.id;
          fields.payload = slice(fields.payload, item);
        }
        fields.offset = item.offset;
        if (item.more) fields.flags |= 8192 /* MORE_FRAGMENTS */;
        break;
      default:
        throw notAllowed(item, "IPv4");
    }
  }
  return buildIpv4(fields);
}
function ipv6Datagram(items, parts) {
  const fields = pick(parts);
  const headers = [];
  const idItem = items.find((item) => item.word === "id");
  const id = idItem && "value" in idItem ? Number(idItem.value) : 0;
  let sliced = null;
  for (const item of items) {
    switch (item.word) {
      case "ttl":
        fields.hopLimit = item.value;
        break;
      case "tos":
        fields.trafficClass = item.value;
        break;
      case "flow":
        fields.flowLabel = atMost(item, 1048575);
        break;
      case "version":
        fields.version = atMost(item, 15);
        break;
      case "len":
        fields.payloadLength = item.value;
        break;
      case "extension":
        headers.push(extensionHeader(EXTENSION_HEADERS[item.name], fromHex(item.hex)));
        break;
      case "fragment":
        headers.push(fragmentHeader(item.offset, item.more, id));
        break;
      case "slice":
        sliced = { item, before: headers.length };
        break;
      case "id":
        if (items.some((other2) => other2.word === "fragment")) break;
        throw new InputError("id is not allowed in an IPv6 header that is no fragment");
      default:
        throw notAllowed(item, "IPv6");
    }
  }
  if (!sliced) return buildIpv6({ ...fields, headers });
  const whole = buildIpv6({ ...parts, headers: headers.slice(sliced.before) });
  const { offset, more } = sliced.item;
  return buildIpv6({
    ...fields,
    headers: [...headers.slice(0, sliced.before), fragmentHeader(offset, more, sliced.item.id)],
    protocol: whole[6 /* NEXT_HEADER */],
    payload: slice(whole.subarray(40 /* LENGTH */), sliced.item)
  });
}
function slice(payload, { size, offset }) {
  if (offset + size > payload.length) {
    throw new InputError(
      `frag ${size}@${offset} is not allowed: the datagram has ${payload.length} bytes after its header`
    );
  }
  return payload.subarray(offset, offset + size);
}
function pick({ protocol, source, destination, payload }) {
  return { protocol, source, destination, payload };
}
function atMost(item, most) {
  if (item.value > most) throw new InputError(`${item.word} ${item.value} is not allowed; allowed are 0 to ${most}`);
  return item.value;
}
var IPV4_WORDS = "ttl, tos, id, df, rf, frag, <options>, len, ihl, version, sum, bad-checksum";
var IPV6_WORDS = "ttl, tos, flow, frag, id, hop-by-hop, routing, destination, fragment, ah, len, version";
function notAllowed(item, version) {
  const word = "name" in item ? item.name : item.word;
  const words2 = version === "IPv4" ? IPV4_WORDS : IPV6_WORDS;
  return new InputError(`${word} is not allowed in an ${version} header; allowed are ${words2}`);
}

// src/packet/notation-build.ts
function buildPacket(description, context = {}) {
  return build(description, context, true);
}
function build(description, context, isSent) {
  if (description.kind === "raw") return fromHex(description.hex);
  const route = routeOf(description, context);
  const family2 = familyOfAddress(route.source);
  if (description.kind === (family2 === 2 /* IPV4 */ ? "icmp6" : "icmp")) {
    throw new InputError(`${description.kind} is not allowed here: icmp is for IPv4 addresses, icmp6 for IPv6 ones`);
  }
  const protocol = protocolOf2(description);
  const pseudo2 = pseudoHeader(route.source, route.destination, protocol);
  const payload = buildTransport(description, route, pseudo2, context, isSent);
  const datagram2 = buildDatagram(description.ip, family2, { ...route, protocol, payload });
  return cut(datagram2, description.trunc ?? datagram2.length);
}
function cut(datagram2, length) {
  if (length > datagram2.length) {
    throw new InputError(`trunc ${length} is not allowed: the datagram has ${datagram2.length} bytes`);
  }
  return datagram2.subarray(0, length);
}
function protocolOf2(description) {
  switch (description.kind) {
    case "tcp":
      return 6 /* TCP */;
    case "udp":
      return 17 /* UDP */;
    case "icmp":
      return 1 /* ICMP */;
    case "icmp6":
      return 58 /* ICMPV6 */;
    case "ip":
      return description.protocol;
  }
}
function buildTransport(description, route, pseudo2, context, isSent) {
  const { checksum: checksum2 } = description;
  switch (description.kind) {
    case "tcp":
      return buildSegment(description, route, pseudo2, isSent);
    case "udp": {
      const { length } = description;
      const payload = payloadBytes(description.payload);
      return buildUdp({ ...portsOf(route, "udp"), length, checksum: checksum2, payload }, pseudo2);
    }
    case "icmp":
      return buildIcmp({ ...icmpFields(description, context), checksum: checksum2 }, null);
    case "icmp6":
      return buildIcmp({ ...icmpFields(description, context), checksum: checksum2 }, pseudo2);
    case "ip":
      if (checksum2 !== void 0)
        throw new InputError('a checksum is not allowed with "ip proto"; its place is not known');
      return payloadBytes(description.payload);
  }
}
function routeOf(description, context) {
  const { flow: flow2 = null, direction = "original" } = context;
  if (!description.from || !description.to) {
    if (!flow2) throw new InputError(`a ${description.kind} packet without addresses is only allowed in a flow`);
    const ends = flow2.endsOf(direction);
    const [source2, destination2] = [parseAddress(ends.source), parseAddress(ends.destination)];
    return { source: source2, destination: destination2, sourcePort: ends.sourcePort, destinationPort: ends.destinationPort, flow: flow2, direction };
  }
  const source = resolve(description.from.host, context);
  const destination = resolve(description.to.host, context);
  if (source.length !== destination.length) {
    throw new InputError(
      `${description.from.host} > ${description.to.host} is not allowed: one is an IPv4 address, the other an IPv6 one`
    );
  }
  const [sourcePort, destinationPort2] = [description.from.port, description.to.port];
  const known2 = flow2?.directionOf(source, sourcePort ?? 0, destination, destinationPort2 ?? 0) ?? null;
  return {
    source,
    destination,
    sourcePort,
    destinationPort: destinationPort2,
    flow: known2 && flow2,
    direction: known2 ?? direction
  };
}
function resolve(host, context) {
  const address3 = parseAddress(host) ?? parseAddress(context.resolve?.(host) ?? "");
  if (!address3) throw new InputError(`host ${host} is not known here; allowed are addresses and the hosts' names`);
  return address3;
}
function portsOf(route, protocol) {
  const { sourcePort, destinationPort: destinationPort2 } = route;
  if (sourcePort === void 0 || destinationPort2 === void 0) {
    throw new InputError(`a ${protocol} packet without ports is only allowed in a flow that has ports`);
  }
  return { sourcePort, destinationPort: destinationPort2 };
}
function payloadBytes(payload) {
  if (!payload) return new Uint8Array(0);
  if ("fill" in payload) return fill(payload.fill, payload.from);
  return "hex" in payload ? fromHex(payload.hex) : new TextEncoder().encode(payload.text);
}
function buildSegment(description, route, pseudo2, isSent) {
  const { flow: flow2, direction } = route;
  const reverse = direction === "original" ? "reply" : "original";
  const payload = payloadBytes(description.payload);
  const flags = FLAG_LETTERS.reduce(
    (bits, [letter, flag]) => description.flags.includes(letter) ? bits | flag : bits,
    0
  );
  const syn = (flags & 2 /* SYN */) !== 0;
  const at = (number2, of) => flow2 ? flow2.absolute(of, number2) : number2.value >>> 0;
  const seq = description.seq ? at(description.seq, direction) : flow2?.next(direction, syn) ?? 0;
  if (isSent) {
    const length = payload.length + (syn ? 1 : 0) + (flags & 1 /* FIN */ ? 1 : 0);
    flow2?.sent(direction, seq, length, syn, description.seq?.absolute ?? false);
  }
  let ack = description.ackField ?? 0;
  if (flags & 16 /* ACK */) {
    ack = description.ack ? at(description.ack, reverse) : flow2?.next(reverse, false) ?? 0;
    if (isSent) flow2?.acknowledged(reverse, ack);
  }
  const options = description.options.map((option2) => buildOption(option2, (number2) => at(number2, reverse)));
  const { window, urgent, reserved, dataOffset, checksum: checksum2 } = description;
  const ports = portsOf(route, "tcp");
  return buildTcp(
    { ...ports, seq, ack, flags, window, urgent, reserved, dataOffset, checksum: checksum2, options, payload },
    pseudo2
  );
}
function icmpFields(description, context) {
  const { type, code } = description;
  const payload = description.quote ? build(description.quote, context, false) : payloadBytes(description.payload);
  const message6 = messagesOf(description.kind).find((candidate) => candidate.name === description.message);
  const fixed = message6 ? new Uint8Array(fixedLength(message6) - 4 /* REST */) : fromHex(description.rest ?? "00000000");
  for (const field of message6?.fields ?? []) putField(fixed, field, description.fields[field.word], context);
  const body = new Uint8Array(fixed.length + payload.length);
  body.set(fixed);
  body.set(payload, fixed.length);
  return { type, code, body };
}
function putField(body, field, value, context) {
  if (value === void 0) return;
  const at = field.at - 4 /* REST */;
  if (typeof value === "string") {
    const address3 = resolve(value, context);
    if (address3.length !== sizeOf(field)) {
      const family2 = field.size === "ipv4" ? "IPv4" : "IPv6";
      throw new InputError(`${field.word} ${value} is not allowed; allowed are ${family2} addresses`);
    }
    body.set(address3, at);
  } else if (field.size === 1) body[at] = value;
  else if (field.size === 2) put16(body, at, value);
  else put32(body, at, value);
}

// src/packet/notation-print-transport.ts
var PRINTERS = {
  [2 /* IPV4 */]: { [6 /* TCP */]: tcp2, [17 /* UDP */]: udp3, [1 /* ICMP */]: icmp2 },
  [10 /* IPV6 */]: { [6 /* TCP */]: tcp2, [17 /* UDP */]: udp3, [58 /* ICMPV6 */]: icmp6 }
};
function transportPrinter(family2, protocol) {
  return PRINTERS[family2][protocol];
}
function printRoute({ source, destination, family: family2 }) {
  return `${formatAddress(source, 0, family2)} > ${formatAddress(destination, 0, family2)}`;
}
function printPorts(around, sourcePort, destinationPort2) {
  const end2 = (address3, port) => {
    const text = formatAddress(address3, 0, around.family);
    return around.family === 2 /* IPV4 */ ? `${text}:${port}` : `[${text}]:${port}`;
  };
  return `${end2(around.source, sourcePort)} > ${end2(around.destination, destinationPort2)}`;
}
function tcp2(bytes, around, known2) {
  const read = parseTcp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceTcp(read, around.pseudo);
  if (known2 <= 16 /* CHECKSUM */) fields.checksum = void 0;
  const { flow: flow2 } = around.context;
  const direction = flow2?.directionOf(around.source, read.sourcePort, around.destination, read.destinationPort) ?? null;
  const segment2 = printTcp(fields, basesOf(around.context, direction));
  const isBare = direction !== null && !around.isQuoted;
  const text = isBare ? segment2 : `tcp ${printPorts(around, read.sourcePort, read.destinationPort)} ${segment2}`;
  return { text, rebuilt };
}
function basesOf({ flow: flow2 }, direction) {
  if (!flow2 || direction === null) return { seq: 0, ack: 0 };
  return { seq: flow2.isn(direction), ack: flow2.isn(direction === "original" ? "reply" : "original") };
}
function udp3(bytes, around) {
  const read = parseUdp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceUdp(read, around.pseudo);
  const text = `udp ${printPorts(around, read.sourcePort, read.destinationPort)} ${printUdp(fields)}`;
  return { text, rebuilt };
}
function icmp2(bytes, around) {
  return printMessage(bytes, around, "icmp", ICMP_MESSAGES, null);
}
function icmp6(bytes, around) {
  return printMessage(bytes, around, "icmp6", ICMPV6_MESSAGES, around.pseudo);
}
function printMessage(bytes, around, kind2, messages, pseudo2) {
  const read = parseIcmp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceIcmp(read, pseudo2);
  const text = `${kind2} ${printRoute(around)} ${printIcmp(fields, messages, around.quote)}`;
  return { text, rebuilt };
}

// src/packet/notation-print.ts
function printPacket(bytes, context = {}) {
  return print(plain(bytes), context, false);
}
function print(bytes, context, isQuoted) {
  const datagram2 = readDatagram(bytes);
  if (datagram2) {
    const completed = complete(bytes, datagram2);
    const cut2 = completed && describe(completed, bytes.length, context, isQuoted);
    if (cut2) return `${cut2} trunc ${bytes.length}`;
    const whole = describe(datagram2, bytes.length, context, isQuoted);
    if (whole) return whole;
  }
  return bytes.length === 0 ? "raw" : `raw ${toHex(bytes)}`;
}
function readDatagram(bytes) {
  if (bytes.length === 0) return null;
  const version = bytes[0] >>> 4;
  if (version === 4) return readIpv4(bytes);
  return version === 6 ? readIpv6(bytes) : null;
}
function readIpv4(bytes) {
  const read = parseIpv4(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceIpv4(read);
  const { source, destination, protocol, payload } = read;
  return {
    source,
    destination,
    protocol,
    payload,
    family: 2 /* IPV4 */,
    isLaterFragment: read.offset !== 0,
    length: read.totalLength,
    words: printIpv4(fields),
    rebuilt,
    bytes
  };
}
function readIpv6(bytes) {
  const read = parseIpv6(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceIpv6(read);
  const { source, destination, protocol, payload } = read;
  return {
    source,
    destination,
    protocol,
    payload,
    family: 10 /* IPV6 */,
    isLaterFragment: read.headers.some((header) => header.type === 44 /* FRAGMENT */ && fragmentOffset(header) !== 0),
    length: 40 /* LENGTH */ + read.payloadLength,
    words: printIpv6(fields),
    rebuilt,
    bytes
  };
}
function describe(datagram2, known2, context, isQuoted) {
  const { family: family2, protocol, payload, source, destination, words: words2, bytes, rebuilt } = datagram2;
  if (rebuilt.length !== bytes.length || !equal(rebuilt, bytes, known2)) return null;
  const pseudo2 = pseudoHeader(source, destination, protocol);
  const quote = (quoted2) => print(quoted2, context, true);
  const around = { family: family2, source, destination, pseudo: pseudo2, context, isQuoted, quote };
  const printer = datagram2.isLaterFragment ? void 0 : transportPrinter(family2, protocol);
  const knownPayload = known2 - (bytes.length - payload.length);
  const transport2 = printer?.(payload, around, knownPayload) ?? printOther(payload, protocol, around);
  if (transport2.rebuilt.length !== payload.length || !equal(transport2.rebuilt, payload, knownPayload)) return null;
  return words2.length > 0 ? `${transport2.text} (${words2.join(", ")})` : transport2.text;
}
function printOther(payload, protocol, around) {
  return { text: `ip ${printRoute(around)} proto ${protocol} ${printPayload(payload)}`.trimEnd(), rebuilt: payload };
}
var LEAST_KNOWN = 8;
function complete(bytes, datagram2) {
  if (datagram2.length <= bytes.length || datagram2.isLaterFragment) return null;
  const { payload, protocol } = datagram2;
  if (payload.length < LEAST_KNOWN || !transportPrinter(datagram2.family, protocol)) return null;
  const transportAt = bytes.length - payload.length;
  const completed = new Uint8Array(datagram2.length);
  completed.set(bytes);
  if (protocol === 6 /* TCP */ && payload.length <= 12 /* DATA_OFFSET */) {
    completed[transportAt + 12 /* DATA_OFFSET */] = 5 << 4;
    completed.fill(255, transportAt + 14 /* WINDOW */, transportAt + 14 /* WINDOW */ + 2);
  }
  const headerLength = protocol === 6 /* TCP */ ? (completed[transportAt + 12 /* DATA_OFFSET */] >>> 4) * 4 : LEAST_KNOWN;
  const dataAt = transportAt + headerLength;
  if (dataAt > completed.length) return null;
  completed.set(fill(completed.length - dataAt), dataAt);
  return equal(completed, bytes, bytes.length) ? readDatagram(completed) : null;
}
function equal(a, b, length) {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

// src/packet/notation.ts
var NotationError = class extends InputError {
  constructor(column, what) {
    super(`column ${column}: ${what}`);
    this.column = column;
  }
  column;
};
function parsePacket(text) {
  try {
    return peg$parse(text, {});
  } catch (error3) {
    if (!(error3 instanceof peg$SyntaxError)) throw error3;
    const { location } = error3;
    throw new NotationError(location.start.offset + 1, explain(error3, text));
  }
}
function explain(error3, text) {
  if (!error3.expected) return error3.message;
  const allowed = [...new Set(error3.expected.map(wordOf))].filter((word) => word !== "space").sort();
  const rest = text.slice(error3.location.start.offset);
  const found = rest === "" ? "the end" : JSON.stringify(/^(\w[\w.-]*|.)/s.exec(rest)[0]);
  if (allowed.length === 0) allowed.push("a space");
  return `${found} is not allowed here; allowed ${allowed.length === 1 ? "is" : "are"} ${listed(allowed)}`;
}
var LITERALS = { '"': '"text"', "0x": "0x\u2026", "{": "{packet}" };
function wordOf(expected) {
  if (expected.type === "end") return "the end";
  return expected.type === "literal" ? LITERALS[expected.text] ?? expected.text : expected.description;
}
function listed(words2) {
  return words2.length < 2 ? words2.join("") : `${words2.slice(0, -1).join(", ")} or ${words2[words2.length - 1]}`;
}

// generators/invariants/notation-round-trip.ts
function roundTripThrough(print2, read) {
  return {
    kind: "workload",
    name: "notation-round-trip",
    about: "A packet that is printed in notation and read again has the same bytes, however bent it is.",
    source: "docs/notation.md",
    check({ workload: workload2 }) {
      for (const event of workload2.events) {
        if (event.kind !== "packet") continue;
        const text = print2(event.bytes);
        const again = toHex(read(text));
        if (again !== toHex(event.bytes)) return `${toHex(event.bytes)} prints as "${text}", which reads as ${again}`;
      }
      return null;
    }
  };
}
var notationRoundTrip = roundTripThrough(
  (bytes) => printPacket(bytes),
  (text) => buildPacket(parsePacket(text))
);

// generators/fragments.ts
function fragmentOf(bytes) {
  if (bytes[0] >> 4 === 4) return ipv4Fragment(bytes);
  return bytes[0] >> 4 === 6 ? ipv6Fragment(bytes) : null;
}
function ipv4Fragment(bytes) {
  const header = 4 * (bytes[0] & 15);
  if (header !== 20 || bytes.length < header || u16(bytes, 2) !== bytes.length) return null;
  const word = u16(bytes, 6);
  if ((word & 16383) === 0) return null;
  const key = toHex(Uint8Array.of(...bytes.subarray(12, 20), bytes[4], bytes[5], bytes[9]));
  const offset = 8 * (word & 8191);
  return { key, offset, more: (word & 8192) !== 0, payload: bytes.subarray(header), bytes };
}
function ipv6Fragment(bytes) {
  const payloadAt = 40 /* LENGTH */ + 8 /* LENGTH */;
  if (bytes.length < payloadAt || bytes[6 /* NEXT_HEADER */] !== 44 /* FRAGMENT */) return null;
  if (u16(bytes, 4 /* PAYLOAD_LENGTH */) !== bytes.length - 40 /* LENGTH */) return null;
  const word = u16(bytes, 40 /* LENGTH */ + 2 /* OFFSET_FLAGS */);
  const id = u32(bytes, 40 /* LENGTH */ + 4 /* ID */);
  const key = `${toHex(bytes.subarray(8 /* SOURCE */, 40 /* LENGTH */))} ${id}`;
  return { key, offset: word & ~7, more: (word & 1) !== 0, payload: bytes.subarray(payloadAt), bytes };
}
function wholeTrains(fragments) {
  const byKey = /* @__PURE__ */ new Map();
  for (const fragment3 of fragments) {
    const train = byKey.get(fragment3.key);
    if (train) train.push(fragment3);
    else byKey.set(fragment3.key, [fragment3]);
  }
  const sorted = [...byKey.values()].map((train) => train.sort((a, b) => a.offset - b.offset));
  return sorted.filter(isWhole);
}
function isWhole(train) {
  let end2 = 0;
  for (const [index, { offset, more, payload }] of train.entries()) {
    const isLast = index === train.length - 1;
    if (offset !== end2 || more === isLast || payload.length === 0 || more && payload.length % 8 !== 0) return false;
    end2 += payload.length;
  }
  return true;
}

// generators/invariants/reassembly.ts
var reassembly = {
  kind: "workload",
  name: "reassembly",
  about: "A datagram that was cut into fragments comes out as it went in, in whatever order its fragments arrive: conntrack and the rules judge what the receiver will see.",
  source: "RFC 791, 3.2; RFC 8200, 4.5; ip_frag_reasm, nf_ct_frag6_reasm",
  check({ workload: { events, router: router2 }, simulate }) {
    const fragments = events.flatMap((event) => event.kind === "packet" ? fragmentOf(event.bytes) ?? [] : []);
    for (const train of wholeTrains(fragments)) {
      const message6 = misassembled(train, router2, simulate);
      if (message6 !== null) return message6;
    }
    return null;
  }
};
function misassembled(train, router2, simulate) {
  const original = toHex(Uint8Array.from(train.flatMap((fragment3) => [...fragment3.payload])));
  const orders = {
    "in order": train,
    "in reverse": train.toReversed(),
    "the first last": [...train.slice(1), train[0]]
  };
  const outcomes = Object.entries(orders).map(([order, fragments]) => {
    return { order, outcome: assemble2(fragments, { ...router2, sysctls: [], helpers: [], translations: [] }, simulate) };
  });
  const expected = outcomes[0].outcome === null ? null : original;
  const bad = outcomes.find(({ outcome }) => outcome !== expected);
  return bad ? `${train.length} fragments ${bad.order} make ${bad.outcome}, cut from ${expected}` : null;
}
function assemble2(fragments, router2, simulate) {
  const events = fragments.map(({ bytes }) => ({ kind: "packet", device: "c0", bytes }));
  const world = new World({ router: router2, events }, simulate);
  let whole = null;
  const look = {
    name: "look",
    hook: 0 /* PREROUTING */,
    priority: Priority.DEFRAG + 1,
    fn: (packet) => {
      whole = toHex(payloadOf(packet.datagram()));
      return 1 /* ACCEPT */;
    }
  };
  world.simulation.netfilter.register(look);
  world.finish();
  return whole;
}
function payloadOf(datagram2) {
  if (datagram2[0] >> 4 === 4) return datagram2.subarray(4 * (datagram2[0] & 15));
  const keepsHeader = datagram2[6 /* NEXT_HEADER */] === 44 /* FRAGMENT */;
  return datagram2.subarray(40 /* LENGTH */ + (keepsHeader ? 8 /* LENGTH */ : 0));
}

// generators/invariants/reassembly-memory.ts
var reassemblyMemory = {
  kind: "event",
  name: "reassembly-memory",
  about: "Fragments that wait take no more memory than the threshold and the one that crosses it; above it none is taken in. Where no datagram is incomplete, none is taken up at all.",
  source: "inet_frag_find, fqdir_mem_limit",
  check({ simulation: { defrag }, before: before2, packet }) {
    const { memory, queues, settings } = defrag;
    for (const family2 of ["ipv4", "ipv6"]) {
      const { highThresh } = settings[family2];
      const now = memory[family2];
      const then = before2.memory[family2];
      if (queues[family2] === 0 && now !== 0) return `${now} bytes are held for no ${family2} datagram`;
      const isBound = highThresh > 0 && now > then;
      if (isBound && then > highThresh) return `${family2} memory grew from ${then} to ${now}, above ${highThresh}`;
      const most = highThresh + QUEUE + truesize(packet.end - packet.start);
      if (isBound && now > most) return `${family2} memory is ${now}; the threshold is ${highThresh}`;
    }
    return null;
  }
};
var QUEUE = 1024;

// generators/invariants/reply-inverse.ts
var replyInverse = {
  kind: "event",
  name: "reply-inverse",
  about: "The reply tuple is the original one turned round: addresses and ports change places, an ICMP request becomes its answer. Only NAT makes it anything else.",
  source: "nf_ct_invert_tuple",
  check({ simulation: { conntrack: conntrack2 }, connections }) {
    const { store } = conntrack2;
    for (const ct of connections) {
      if (store.status(ct) & (16 /* SRC_NAT */ | 32 /* DST_NAT */)) continue;
      if (!isInverse(store.words, tupleAt(ct, 0 /* ORIGINAL */), tupleAt(ct, 1 /* REPLY */))) {
        return `the reply tuple is not the original one turned round: ${named(conntrack2, ct)}`;
      }
    }
    return null;
  }
};
function isInverse(words2, a, b) {
  for (let word = 0; word < 4; word++) {
    if (words2[a + 0 /* SRC */ + word] !== words2[b + 4 /* DST */ + word]) return false;
    if (words2[a + 4 /* DST */ + word] !== words2[b + 0 /* SRC */ + word]) return false;
  }
  if (words2[a + 9 /* KIND */] !== words2[b + 9 /* KIND */]) return false;
  return words2[b + 8 /* ID */] === inverseId(words2[a + 8 /* ID */], protocolOf(words2, a));
}
function inverseId(id, protocol) {
  switch (protocol) {
    case 1 /* ICMP */:
      return withType(id, ANSWERS);
    case 58 /* ICMPV6 */:
      return withType(id, ANSWERS_V6);
    default:
      return id << 16 | id >>> 16;
  }
}
function withType(id, answers) {
  return id & ~65280 | (answers.get(id >>> 8 & 255) ?? -1) << 8;
}
var ANSWERS = bothWays([
  [8 /* ECHO_REQUEST */, 0 /* ECHO_REPLY */],
  [13 /* TIMESTAMP_REQUEST */, 14 /* TIMESTAMP_REPLY */],
  [15 /* INFO_REQUEST */, 16 /* INFO_REPLY */],
  [17 /* ADDRESS_MASK_REQUEST */, 18 /* ADDRESS_MASK_REPLY */]
]);
var ANSWERS_V6 = bothWays([
  [128 /* ECHO_REQUEST */, 129 /* ECHO_REPLY */],
  [139 /* NODE_INFO_QUERY */, 140 /* NODE_INFO_REPLY */]
]);
function bothWays(pairs) {
  return new Map(
    pairs.flatMap(
      ([a, b]) => [
        [a, b],
        [b, a]
      ]
    )
  );
}

// generators/invariants/same-trace.ts
var sameTrace = {
  kind: "workload",
  name: "same-trace",
  about: "The same seed and the same packets give the same run: nothing depends on the hour, the machine or luck.",
  source: "a fault that cannot be repeated cannot be mended",
  check({ workload: workload2, simulate }) {
    const run = () => traceOf(new World(workload2, simulate));
    return difference(run(), run(), "the second time");
  }
};

// generators/invariants/statistics.ts
var statistics = {
  kind: "event",
  name: "statistics",
  about: "The counters of conntrack -S tell what happened: each INVALID packet is counted once, as invalid or as an error; each drop and each failed insertion once; and as many expectations are there as were created and not deleted.",
  source: "nf_conntrack_in, __nf_conntrack_confirm, nf_ct_expect_insert",
  check(world) {
    const grown = growth(world);
    const { tally, simulation } = world;
    const refused = tally.drops.filter((drop2) => drop2.callback === "nf_conntrack_in");
    const noRoom = refused.filter((drop2) => drop2.reason === "table full, dropping packet").length;
    const invalid = tally.invalid + refused.length - noRoom;
    if (grown.invalid + grown.error !== invalid) {
      return `${invalid} packets were INVALID; counted are ${grown.invalid} as invalid and ${grown.error} as errors`;
    }
    const unconfirmed = tally.drops.filter((drop2) => drop2.callback === "nf_confirm");
    const failed = unconfirmed.filter((drop2) => drop2.reason === null || drop2.reason === "insert_failed").length;
    if (grown.insert_failed !== failed) return `${failed} insertions failed; counted are ${grown.insert_failed}`;
    const clashes = failed - grown.chaintoolong;
    if (grown.drop < noRoom || grown.drop > refused.length + clashes) {
      return `${refused.length + clashes} packets were dropped; counted are ${grown.drop}`;
    }
    const { expect_create, expect_delete } = simulation.conntrack.statistics;
    const { count: count2 } = simulation.conntrack.expectations;
    if (count2 === expect_create - expect_delete) return null;
    return `${count2} expectations wait; ${expect_create} were created and ${expect_delete} deleted`;
  }
};
function growth({ simulation, before: before2 }) {
  const now = simulation.conntrack.statistics;
  const then = before2.statistics;
  return {
    invalid: now.invalid - then.invalid,
    error: now.error - then.error,
    drop: now.drop - then.drop,
    insert_failed: now.insert_failed - then.insert_failed,
    chaintoolong: now.chaintoolong - then.chaintoolong
  };
}

// generators/invariants/translated-back.ts
var translatedBack = {
  kind: "event",
  name: "translated-back",
  about: "A translated packet, translated back, is the packet that came, but for its time to live: NAT changes addresses, ports and what sums them up, and loses nothing.",
  source: "nf_nat_manip_pkt",
  check(world) {
    const { conntrack: conntrack2 } = world.simulation;
    if (!isTranslated(world)) return null;
    const { packet, ct, event } = world;
    const back = new Packet(packet.datagram().slice());
    back.family = packet.family;
    const target = copyTuple(conntrack2.store, ct, dirOf(packet.ctinfo));
    const protocol = conntrack2.protocolOf(ct);
    for (const manip of [0 /* SRC */, 1 /* DST */]) manipulate({ packet: back, ip: 0, target, manip }, protocol);
    const [came, found] = [event.kind === "packet" ? event.bytes : back.bytes, back.bytes].map(
      (bytes) => comparable(bytes.slice(0, back.end), packet.family)
    );
    return came === found ? null : `translated back it is ${found}, but what came was ${came}`;
  }
};
function isTranslated({ packet, ct, event, verdict, simulation: { conntrack: conntrack2 } }) {
  if (event.kind !== "packet" || verdict !== 1 /* ACCEPT */ || ct === 0 || packet.outDevice <= 0) return false;
  const { store } = conntrack2;
  const status = store.status(ct);
  if (packet.fragmentMaxSize > 0 || status & (64 /* SEQ_ADJUST */ | 512 /* DYING */)) return false;
  if (packet.ctinfo === 1 /* RELATED */ || packet.ctinfo === 4 /* RELATED_REPLY */) return false;
  if (event.bytes.length < packet.end - packet.start || conntrack2.protocolOf(ct) === 132 /* SCTP */) return false;
  return (status & (16 /* SRC_NAT */ | 32 /* DST_NAT */)) !== 0;
}
function comparable(bytes, family2) {
  const isIpv4 = family2 === 2 /* IPV4 */;
  bytes[isIpv4 ? 8 : 7] = 0;
  if (isIpv4) put16(bytes, 10, 0);
  for (let at = isIpv4 ? 20 : 40; at + 1 < bytes.length; at += 2) if (u16(bytes, at) === 65535) put16(bytes, at, 0);
  return toHex(bytes);
}

// generators/invariants/tuples-resolve.ts
var tuplesResolve = {
  kind: "event",
  name: "tuples-resolve",
  about: "The original and the reply tuple of a connection lead to that very connection, each in its direction: otherwise a reply would open a connection of its own.",
  source: "nf_conntrack_find_get, resolve_normal_ct",
  check(world) {
    const { conntrack: conntrack2 } = world.simulation;
    const lookUp = world.connections.some((ct) => conntrack2.isExpired(ct)) ? nodeWithTupleOf : find;
    for (const ct of world.connections) {
      const message6 = unresolved(world, ct, lookUp);
      if (message6) return message6;
    }
    return null;
  }
};
function unresolved({ simulation: { conntrack: conntrack2 } }, ct, lookUp) {
  const isClash = conntrack2.store.status(ct) & 4096 /* NAT_CLASH */;
  for (const dir of isClash ? [1 /* REPLY */] : [0 /* ORIGINAL */, 1 /* REPLY */]) {
    const node = lookUp(conntrack2, ct, dir);
    if (node === 2 * ct + dir) continue;
    if (node >> 1 === ct && isOwnInverse(conntrack2, ct)) continue;
    const found = node === 0 ? "nothing" : `connection ${node >> 1}, direction ${node & 1}`;
    return `the tuple of direction ${dir} leads to ${found} instead of ${named(conntrack2, ct)}`;
  }
  return null;
}
function isOwnInverse({ store: { words: words2 } }, ct) {
  return tupleEquals(words2, tupleAt(ct, 0 /* ORIGINAL */), words2, tupleAt(ct, 1 /* REPLY */));
}
var find = (conntrack2, ct, dir) => {
  const { words: words2 } = conntrack2.store;
  const at = tupleAt(ct, dir);
  for (let word = 0; word < TUPLE_WORDS; word++) tuple3[word] = words2[at + word];
  return conntrack2.find(tuple3);
};
var tuple3 = newTuple();

// generators/invariants/two-buckets.ts
var twoBuckets = {
  kind: "event",
  name: "two-buckets",
  about: "A confirmed connection stands in exactly two places of the table, once in the bucket of each of its tuples, and nothing else stands anywhere: a link too many is a lookup that never ends or finds the dead.",
  source: "__nf_conntrack_hash_insert, clean_from_lists",
  check(world) {
    if (!world.isWhole) return null;
    const { conntrack: conntrack2 } = world.simulation;
    const { table, store } = conntrack2;
    let places = 0;
    for (let bucket = 0; bucket < table.size; bucket++) {
      for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
        if (++places > 2 * store.limit) return `bucket ${bucket} has no end`;
        const ct = node >> 1;
        const status = store.status(ct);
        if (status & 512 /* DYING */ || !(status & 8 /* CONFIRMED */)) {
          return `bucket ${bucket} holds connection ${ct}, which is not in the table`;
        }
        const home = table.bucketOf(table.hash(store.words, tupleAt(ct, node & 1)));
        if (home !== bucket)
          return `bucket ${bucket} holds direction ${node & 1} of ${named(conntrack2, ct)}: its own is ${home}`;
        if (!isLinked(store.words, node, bucket)) return `bucket ${bucket}: the way back to connection ${ct} is broken`;
      }
    }
    let expected = 0;
    for (const ct of world.connections) expected += store.status(ct) & 4096 /* NAT_CLASH */ ? 1 : 2;
    return places === expected ? null : `${world.connections.length} connections stand in ${places} places`;
  }
};
function isLinked(words2, node, bucket) {
  const prev = words2[(node >> 1) * RECORD_WORDS + 14 /* PREV */ + (node & 1)];
  if (prev < 0) return ~prev === bucket;
  return words2[(prev >> 1) * RECORD_WORDS + 12 /* NEXT */ + (prev & 1)] === node;
}

// generators/invariants/unconfirmed-unfound.ts
var unconfirmedUnfound = {
  kind: "event",
  name: "unconfirmed-unfound",
  about: "A connection can be found only once its first packet has made it through: one that a rule may still drop must not turn the next packet into part of an existing connection.",
  source: "__nf_conntrack_confirm",
  check({ tally }) {
    return tally.found.length === 0 ? null : `connection ${tally.found[0]} is in the table before its confirmation`;
  }
};

// generators/invariants/unique-tuples.ts
var uniqueTuples = {
  kind: "event",
  name: "unique-tuples",
  about: "No two connections of a zone have a tuple in common: a packet would belong to both, and the order in a bucket would decide.",
  source: "__nf_conntrack_confirm, nf_conntrack_hash_check_insert",
  check(world) {
    if (!world.isWhole) return null;
    const { conntrack: conntrack2 } = world.simulation;
    const { table, store } = conntrack2;
    for (let bucket = 0; bucket < table.size; bucket++) {
      for (let node = table.first(bucket); node !== 0; node = table.next(node)) {
        for (let other2 = table.next(node); other2 !== 0; other2 = table.next(other2)) {
          if (other2 >> 1 === node >> 1 || !tupleEquals(store.words, nodeTupleAt(node), store.words, nodeTupleAt(other2)))
            continue;
          return `direction ${node & 1} of ${named(conntrack2, node >> 1)} and direction ${other2 & 1} of ${named(conntrack2, other2 >> 1)} have the same tuple`;
        }
      }
    }
    return null;
  }
};

// generators/invariants/index.ts
var INVARIANTS = [
  twoBuckets,
  tuplesResolve,
  uniqueTuples,
  replyInverse,
  translatedBack,
  count,
  unconfirmedUnfound,
  noExpired,
  invalidChangesNothing,
  drops,
  livingMaster,
  expectationOnce,
  reassemblyMemory,
  statistics,
  sameTrace,
  hashSeed,
  builtState,
  reassembly,
  notationRoundTrip,
  captureRoundTrip
];

// generators/run-workload.ts
function runWorkload(workload2, options = {}) {
  const { invariants = INVARIANTS, observe, simulate = simulationFor } = options;
  const world = new World(workload2, simulate);
  const afterEach = invariants.filter((each) => each.kind === "event");
  while (world.step()) {
    observe?.(world);
    for (const invariant of afterEach) {
      const message6 = invariant.check(world);
      if (message6 !== null) return { invariant: invariant.name, message: message6, event: world.index };
    }
  }
  const ofTheWhole = invariants.filter((each) => each.kind === "workload");
  for (const invariant of ofTheWhole) {
    const message6 = invariant.check({ workload: workload2, simulate });
    if (message6 !== null) return { invariant: invariant.name, message: message6, event: workload2.events.length - 1 };
  }
  return null;
}

// ../../../tmp/prof/bench.ts
var runs = Number(process.argv[2] ?? 2e3);
var t0 = performance.now();
var list = import_fast_check2.default.sample(workload(), { seed: 1, numRuns: runs });
var t1 = performance.now();
var packets = list.reduce((s, w) => s + w.events.filter((e) => e.kind === "packet").length, 0);
console.log("packets", packets, "generation us/packet", ((t1 - t0) * 1e3 / packets).toFixed(2));
var time = (name, invariants) => {
  const t = performance.now();
  for (const w of list) runWorkload(w, { invariants });
  console.log(name.padEnd(28), ((performance.now() - t) * 1e3 / packets).toFixed(2));
};
time("warm", []);
time("none", []);
time("all events", INVARIANTS.filter((i) => i.kind === "event"));
for (const i of INVARIANTS) time(i.name, [i]);
time("all", INVARIANTS);
time("all", INVARIANTS);
