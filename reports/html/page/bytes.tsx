/** The bytes of a datagram beside the fields they are. */
import { useState } from 'preact/hooks';
import { dissect, type Field } from '../dissect';
import { Scroll } from './scroll';

const PER_ROW = 16;
/** What is behind is payload that nobody reads byte by byte. */
const SHOWN = 512;

export function Bytes({ bytes }: { bytes: Uint8Array }) {
  const [chosen, choose] = useState<Field | null>(null);
  const fields = dissect(bytes);
  return (
    <div class="bytes">
      <Scroll label="Bytes in hexadecimal digits">
        <pre class="hex">
          {rowsOf(bytes).map(at => (
            <HexRow key={at} bytes={bytes} at={at} chosen={chosen} />
          ))}
          {bytes.length > SHOWN && `… and ${bytes.length - SHOWN} more`}
        </pre>
      </Scroll>
      <Scroll label="Fields">
        <table class="fields">
          <thead>
            <tr>
              <th scope="col">field</th>
              <th scope="col">bytes</th>
              <th scope="col">value</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field, at) => (
              <tr key={at} class={field === chosen ? 'chosen' : ''} onMouseEnter={() => choose(field)}>
                <th scope="row">
                  <button type="button" onFocus={() => choose(field)} onClick={() => choose(field)}>
                    <small>{field.layer}</small> {field.name}
                  </button>
                </th>
                <td>
                  {field.at}
                  {field.length > 1 && `–${field.at + field.length - 1}`}
                </td>
                <td>{field.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function rowsOf(bytes: Uint8Array): number[] {
  const rows = Math.ceil(Math.min(bytes.length, SHOWN) / PER_ROW);
  return Array.from({ length: rows }, (_, row) => row * PER_ROW);
}

function HexRow({ bytes, at, chosen }: { bytes: Uint8Array; at: number; chosen: Field | null }) {
  const row = [...bytes.subarray(at, Math.min(at + PER_ROW, SHOWN))];
  const isChosen = (position: number) =>
    chosen !== null && position >= chosen.at && position < chosen.at + chosen.length;
  return (
    <>
      <span class="offset">{at.toString(16).padStart(4, '0')}</span>
      {'  '}
      {row.map((byte, column) => (
        <span key={column} class={isChosen(at + column) ? 'chosen' : ''}>
          {byte.toString(16).padStart(2, '0')}
          {column === PER_ROW / 2 - 1 ? '  ' : ' '}
        </span>
      ))}
      {'   '.repeat(PER_ROW - row.length)}{' '}
      {row.map(byte => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·'))}
      {'\n'}
    </>
  );
}
