/** All that was seen of one packet. */
import { useState } from 'preact/hooks';
import type { EntryView, SeenPacket } from '../../model';
import { Bytes } from './bytes';
import { bytesOf } from './data';

export function PacketDetails({ packet }: { packet: SeenPacket }) {
  const { compared, reason, before, after, sent, delivered, log, events } = packet;
  return (
    <div class="packet">
      {reason && (
        <p>
          Reason: <strong>{reason.trim()}</strong>
        </p>
      )}
      {compared.length > 0 && <Compared packet={packet} />}
      <Hooks packet={packet} />
      <h3>Entry</h3>
      <dl class="entries">
        <dt>before</dt>
        <dd>
          <Entry entry={before} other={after} />
        </dd>
        <dt>after</dt>
        <dd>
          <Entry entry={after} other={before} />
        </dd>
      </dl>
      <Lines title="Leaves as" lines={sent} />
      <Lines title="A local process is handed" lines={delivered} />
      <Lines title="Log" lines={log} />
      <Lines title="Events" lines={events} />
      <BytesOnDemand packet={packet} />
    </div>
  );
}

function Compared({ packet: { compared } }: { packet: SeenPacket }) {
  return (
    <table class="compared">
      <caption>Expected beside actual</caption>
      <thead>
        <tr>
          <th scope="col">column</th>
          <th scope="col">expected</th>
          <th scope="col">actual</th>
        </tr>
      </thead>
      <tbody>
        {compared.map(({ column, expected, actual, holds }, at) => (
          <tr key={at} class={holds ? '' : 'differs'}>
            <th scope="row">{column}</th>
            <td>{expected}</td>
            <td>
              {actual}
              <span class="unseen">{holds ? ' as expected' : ' not as expected'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Hooks({ packet: { path } }: { packet: SeenPacket }) {
  if (path.length === 0) return <p>It reached no hook.</p>;
  return (
    <table class="compared">
      <caption>Its way</caption>
      <thead>
        <tr>
          <th scope="col">hook</th>
          <th scope="col">ctstate</th>
          <th scope="col">direction</th>
          <th scope="col">callbacks</th>
        </tr>
      </thead>
      <tbody>
        {path.map(({ hook, ctstate, ctdir, calls }, at) => (
          <tr key={at}>
            <th scope="row">{hook}</th>
            <td>{ctstate ?? '–'}</td>
            <td>{ctdir ?? '–'}</td>
            <td>{calls.map(({ callback, verdict }) => `${callback}: ${verdict}`).join(', ') || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The line, with the words that the other lacks marked. */
function Entry({ entry, other }: { entry: EntryView | null; other: EntryView | null }) {
  if (entry === null) return <em>none</em>;
  const others = new Set(other?.line.split(/\s+/) ?? []);
  return (
    <code>
      {entry.line
        .split(/\s+/)
        .map((word, at) => [other === null || others.has(word) ? word : <mark key={at}>{word}</mark>, ' '])}
    </code>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="lines">
        {lines.map((each, at) => (
          <li key={at}>
            <code>{each.trim()}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A scenario has many packets, and few of their bytes are looked at. */
function BytesOnDemand({ packet }: { packet: SeenPacket }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{packet.bytes.length / 2} bytes, with their fields</summary>
      {isOpen && <Bytes bytes={bytesOf(packet.bytes)} />}
    </details>
  );
}
