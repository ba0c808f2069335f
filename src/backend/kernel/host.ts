/** The kernel worker as seen from the run: starts it, sends it calls, and hands back what it answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { workerFile } from '../../worker-file';
import { NotObservable } from '../not-observable';
import { isRoot, kernelAccess } from './access';
import { type Answer, type Call, revive } from './protocol';

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

export class KernelHost {
  readonly #worker: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #routers = 0;
  #complaint = '';

  /**
   * `version` is that of a kernel of the lab; `hostSettings`: whether settings of the whole machine may be changed. Throws
   * `NotObservable` where this machine does not let us have namespaces.
   */
  constructor(version: string | null, hostSettings: boolean) {
    const right = version === null ? rightOnMachine(hostSettings) : '';
    const [program, ...words] = [...wayToKernel(version), process.execPath, ...workerCommand(), version ?? '', right];
    this.#worker = spawn(program, words, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', error => this.#fail(error));
    this.#worker.on('exit', (code, signal) => {
      for (const [key, host] of hosts) if (host === this) hosts.delete(key);
      this.#fail(this.#endOfWorker(code ?? signal));
    });
    this.#worker.stderr!.on('data', text => {
      this.#complaint += text;
    });
    (this.#worker.stderr as unknown as { unref(): void }).unref();
    this.#keepRunAlive(false);
  }

  /** A number for one more router. */
  nextRouter(): number {
    return ++this.#routers;
  }

  call(call: Omit<Call, 'id'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#calls;
      this.#waiting.set(id, { resolve, reject });
      this.#keepRunAlive(true);
      this.#worker.send({ id, ...call }, error => {
        if (error) this.#fail(error);
      });
    });
  }

  /** A run that waits for an answer goes on until the worker has given it, or has ended; any other may end at any time. */
  #keepRunAlive(wanted: boolean): void {
    const call = wanted ? 'ref' : 'unref';
    this.#worker[call]();
    this.#worker.channel?.[call]();
  }

  #take({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id)!;
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#keepRunAlive(false);
    if (error) waiting.reject(revive(error));
    else waiting.resolve(result);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #endOfWorker(how: number | string | null): Error {
    const lines = this.#complaint.trim().split('\n');
    const said = lines.find(line => /Error/.test(line)) ?? lines[0];
    return new Error(`the kernel worker ended (${how})${said ? `: ${said}` : ''}`);
  }
}

const hosts = new Map<string, KernelHost>();

/** One worker serves a whole run with each kernel; should it end, the next scenario gets another. */
export function kernelHost(version: string | null, hostSettings: boolean): KernelHost {
  const key = `${version} ${hostSettings}`;
  const host = hosts.get(key) ?? new KernelHost(version, hostSettings);
  hosts.set(key, host);
  return host;
}

/** A guest is all the worker's own. On this machine it may do what it likes in namespaces only. */
function wayToKernel(version: string | null): string[] {
  if (version !== null) return [];
  const access = kernelAccess();
  if ('reason' in access) throw new NotObservable(`${access.reason}: ${access.remedy}`);
  return ['unshare', ...access.unshare];
}

function rightOnMachine(hostSettings: boolean): '' | 'root' | 'host-settings' {
  if (!isRoot()) return '';
  return hostSettings ? 'host-settings' : 'root';
}

function workerCommand(): string[] {
  const { filename, execArgv } = workerFile(join(__dirname, 'worker.ts'), 'kernel-worker.js');
  return [...execArgv, filename];
}
