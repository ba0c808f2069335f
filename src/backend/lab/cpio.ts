/** Archives as the kernel unpacks them into its first file system (`Documentation/driver-api/early-userspace/buffer-format.rst`). */

export interface ArchiveFile {
  /** Path without a leading slash. */
  path: string;
  content: Uint8Array;
  executable?: boolean;
}

const MAGIC = '070701';
const DIRECTORY = 0o040755;
const FILE = 0o100644;
const PROGRAM = 0o100755;
const END = 'TRAILER!!!';

/** An archive of these folders and files; folders that files stand in are made. */
export function archive(folders: readonly string[], files: readonly ArchiveFile[]): Uint8Array {
  const all = new Set([...folders, ...files.map(({ path }) => path)].flatMap(path => foldersAbove(path)));
  for (const folder of folders) all.add(folder);
  let number = 0;
  const parts = [...all].map(folder => record(folder, DIRECTORY, ++number, new Uint8Array(0)));
  for (const { path, content, executable } of files) {
    parts.push(record(path, executable ? PROGRAM : FILE, ++number, content));
  }
  return Buffer.concat([...parts, record(END, 0, 0, new Uint8Array(0))]);
}

function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}

/** A header of thirteen numbers in eight hexadecimal digits each, the path, and the content, both padded to four bytes. */
function record(path: string, mode: number, number: number, content: Uint8Array): Uint8Array {
  const name = Buffer.from(`${path}\0`);
  const numbers = [number, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = MAGIC + numbers.map(each => each.toString(16).padStart(8, '0')).join('');
  return Buffer.concat([padded(Buffer.concat([Buffer.from(header), name])), padded(content)]);
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, new Uint8Array(-bytes.length & 3)]);
}
