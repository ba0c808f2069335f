/** What the kernel backend needs of a machine, looked at piece by piece, and what to do about what is missing. */
import { accessSync, constants } from 'node:fs';
import { buildPacket, parsePacket } from '../../packet/notation';
import { namespaceAccess } from './access';
import { KernelBackend } from './kernel';
import { type Finding, type Needed, programFinding, ROUTER_PROGRAMS } from './programs';

const PROGRAMS: Needed[] = [
  ...ROUTER_PROGRAMS,
  ['iptables-nft-restore', '--version', 'loads rulesets of iptables', 'iptables'],
];

const TUN = '/dev/net/tun';
const TUN_REMEDY = 'sudo modprobe tun; in a container, start it with --device /dev/net/tun';

/** Looks at everything; the last finding is a packet sent through a router, if it comes so far. */
export async function diagnose(): Promise<Finding[]> {
  const findings = [...PROGRAMS.map(programFinding), tun(), access()];
  if (findings.every(({ ok }) => ok)) findings.push(await router());
  return findings;
}

function tun(): Finding {
  try {
    accessSync(TUN, constants.R_OK | constants.W_OK);
    return { what: TUN, ok: true, detail: 'can be opened', remedy: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const missing = code === 'ENOENT';
    return {
      what: TUN,
      ok: false,
      detail: missing ? 'missing; the router’s interfaces are made with it' : 'may not be opened',
      remedy: missing ? TUN_REMEDY : `sudo chmod 0666 ${TUN}`,
    };
  }
}

function access(): Finding {
  const what = 'namespaces';
  const found = namespaceAccess();
  return 'reason' in found
    ? { what, ok: false, detail: found.reason, remedy: found.remedy }
    : { what, ok: true, detail: found.description, remedy: null };
}

/** A broken segment must be seen at every hook, left over, and complained of by conntrack. */
async function router(): Promise<Finding> {
  const what = 'a packet through a router';
  const started = performance.now();
  const remedy = 'the kernel needs nf_tables, nf_conntrack, nf_conntrack_netlink, nfnetlink_log, nft_log and nft_ct';
  try {
    const backend = new KernelBackend();
    const segment = 'tcp 192.0.2.10:1000 > 198.51.100.10:80 S 0:0(0) bad-checksum';
    const { path, reason, sent } = await backend.inject('c0', buildPacket(parsePacket(segment)));
    await backend.close();
    const seen = `seen at ${path.length} hooks, left ${sent.length} times, reason "${reason}"`;
    const ok = path.length === 3 && sent.length === 1 && reason === 'bad checksum';
    const time = Math.round(performance.now() - started);
    return { what, ok, detail: `${seen}, in ${time} ms from the start of the worker`, remedy: ok ? null : remedy };
  } catch (error) {
    return { what, ok: false, detail: (error as Error).message, remedy };
  }
}
