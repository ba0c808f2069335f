/** The packets of a scenario between the hosts, each with its way through the router. */
import type { EntryView, SeenPacket, Visit } from '../../model';
import { stateOf } from '../../pictures/ways';
import { PacketDetails } from './packet';

/** So many packets are drawn; the others on demand. */
export const DRAWN = 200;

export function Ladder({
  packets,
  all,
  showAll,
}: {
  packets: readonly SeenPacket[];
  all: boolean;
  showAll: () => void;
}) {
  const drawn = all ? packets : packets.slice(0, DRAWN);
  return (
    <div class="ladder">
      {packets.every(isBetweenTwo) && (
        <div class="hosts" aria-hidden="true">
          <span>client</span>
          <span>router</span>
          <span>server</span>
        </div>
      )}
      <ol>
        {drawn.map((packet, at) => (
          <li key={at}>
            <Rung packet={packet} />
          </li>
        ))}
      </ol>
      {drawn.length < packets.length && (
        <button type="button" onClick={showAll}>
          Show all {packets.length} packets
        </button>
      )}
    </div>
  );
}

/** Whether it belongs to a router between one client and one server. */
function isBetweenTwo({ device, router }: SeenPacket): boolean {
  return router === null && ['c0', 's0', 'lo'].includes(device);
}

function Rung({ packet }: { packet: SeenPacket }) {
  const { number, time, text, ctstate, ctdir, compared } = packet;
  const isAsExpected = compared.every(({ holds }) => holds);
  return (
    <details class={`rung ct-${ctstate ?? 'none'}`}>
      <summary>
        <span class="head">
          <span class="place">
            {number}
            <small>{time.toLocaleString('en', { maximumFractionDigits: 3 })} s</small>
          </span>
          <code>{text}</code>
          {!isAsExpected && <span class="note is-failed">not as expected</span>}
        </span>
        <Way packet={packet} />
        <span class="foot">
          <span class="ctstate">{ctstate ?? 'not classified'}</span>
          {ctdir && <span>{ctdir === 'ORIGINAL' ? 'original' : 'reply'} direction</span>}
          <span class="entry">
            <Brief packet={packet} />
          </span>
        </span>
      </summary>
      <PacketDetails packet={packet} />
    </details>
  );
}

/** The entry before and after in a few words. */
function Brief({ packet: { before, after } }: { packet: SeenPacket }) {
  if (before === null && after === null) return <>no entry</>;
  const [one, other] = [before, after].map(entry =>
    entry === null ? 'no entry' : `${stateText(entry)} ${entry.timeout} s`,
  );
  return one === other ? (
    one
  ) : (
    <>
      {one} → {other}
    </>
  );
}

function stateText({ state, status }: EntryView): string {
  return state ?? stateOf(status);
}

/** From whom, through which hooks, to whom. What comes in by `s0` goes left, all else right. */
function Way({ packet }: { packet: SeenPacket }) {
  const { device, router, path, sent, delivered, verdict, reason } = packet;
  const outs = new Set(sent.map(each => each.slice(0, each.indexOf(':'))));
  const isBack = device === 's0';
  const isLeft = (out: string) => out === 'c0' || out === device.split(' ').at(-1);
  const left = side(!isBack && device !== 'lo', isBack ? outs.has('c0') : [...outs].some(isLeft));
  const right = side(isBack, isBack ? outs.has('s0') : ![...outs].every(isLeft));
  const hooks = isBack ? [...path].reverse() : path;
  const words = [
    ...(router === null ? [] : [router]),
    `comes in by ${device}`,
    ...path.map(({ hook }) => hook),
    verdict,
    outs.size > 0 ? `leaves by ${[...outs].join(', ')}` : 'does not leave',
  ];
  return (
    <span class="way" role="img" aria-label={words.join(', ')}>
      <Arrow at="left" goes={left} name={isBetweenTwo(packet) ? undefined : device.split(' ').at(-1)} />
      <span class={`hooks ${isBack ? 'back' : ''}`}>
        {router !== null && <span class="router">{router}</span>}
        {device === 'lo' && <span class="local">local process</span>}
        {hooks.map((visit, at) => (
          <Hook key={at} visit={visit} />
        ))}
        {delivered.length > 0 && <span class="local">local process</span>}
        {verdict !== 'ACCEPT' && (
          <span class="verdict" title={reason ?? undefined}>
            {verdict}
          </span>
        )}
      </span>
      <Arrow
        at="right"
        goes={right}
        name={isBetweenTwo(packet) ? undefined : [...outs].filter(out => !isLeft(out)).join(', ')}
      />
    </span>
  );
}

type Goes = 'in' | 'out' | 'both' | 'nowhere';

function side(comes: boolean, leaves: boolean): Goes {
  if (comes) return leaves ? 'both' : 'in';
  return leaves ? 'out' : 'nowhere';
}

/** With the name of the interface above it, where that does not go without saying. */
function Arrow({ at, goes, name }: { at: 'left' | 'right'; goes: Goes; name?: string }) {
  if (goes === 'nowhere') return <span class="arrow" />;
  const pointsRight = (at === 'left') === (goes === 'in');
  return (
    <span class={`arrow drawn ${at} ${goes === 'both' ? 'to-both' : pointsRight ? 'to-right' : 'to-left'}`}>
      {name && <small>{name}</small>}
    </span>
  );
}

const SHORT: Record<Visit['hook'], string> = {
  PREROUTING: 'PRE',
  INPUT: 'IN',
  FORWARD: 'FWD',
  OUTPUT: 'OUT',
  POSTROUTING: 'POST',
};

function Hook({ visit: { hook, ctstate } }: { visit: Visit }) {
  return (
    <span class={`hook ct-${ctstate ?? 'none'}`} title={`${hook}: ${ctstate ?? 'not classified'}`}>
      <span class="long">{hook}</span>
      <span class="short">{SHORT[hook]}</span>
    </span>
  );
}
