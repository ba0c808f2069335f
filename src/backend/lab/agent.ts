/**
 * The guest's only process: it does the system calls that the host asks for, one after another, and nothing else.
 *
 * It is written here in machine code, for a guest needs no more of it than this, and so nobody needs a compiler. What
 * host and guest share is a piece of memory (QEMU's `ivshmem-plain`, a PCI device), which the agent maps at a fixed
 * address: addresses of what stands in it are the same in every guest. Before each call the agent writes a byte to
 * QEMU's debug console, and that write does not return before the host lets it (see `fence.ts`); so its processor, and
 * with it the guest's clock, stands still for as long as the host thinks.
 *
 * `vfork` needs nothing of its own: the child goes on with the same loop in the same memory, and once it has become
 * another program its parent does.
 */

/** Where the guest has the shared memory. */
export const SHARED_BASE = 0x10000000;
export const SHARED_BYTES = 1 << 22;

/** What stands where in it: whether there is a call to be done, its number, six arguments, and its result. */
export const PENDING = 0;
export const CALL_NUMBER = 8;
export const ARGUMENTS = 16;
export const RESULT = 64;
/** Free for what calls read and write. */
export const DATA = 4096;

/** No system call: the machine is stopped by a panic that none is (QEMU's `pvpanic`), to be saved as it is. */
export const STOP_MACHINE = -1;

/** Slot of the PCI bus the shared memory is in. */
export const SHARED_SLOT = '10';

const SYS_OPEN = 2;
const SYS_MMAP = 9;
const SYS_MOUNT = 165;
const SYS_REBOOT = 169;
const SYS_IOPL = 172;

const O_RDWR = 2;
const PROT_READ_WRITE = 3;
const MAP_SHARED_FIXED = 0x11;
const REBOOT_MAGIC = [0xfee1dead, 0x28121969, 0x4321fedc];

const DEBUG_CONSOLE = 0xe9;
const PVPANIC = 0x505;
const GUEST_PANICKED = 1;

const LOAD_ADDRESS = 0x400000;
const ELF_HEADER = 64;
const PROGRAM_HEADER = 56;

/** The agent as a static ELF program for x86-64. */
export function agentProgram(): Uint8Array {
  const start = LOAD_ADDRESS + ELF_HEADER + PROGRAM_HEADER;
  // Lengths do not depend on the addresses, which are known once it has been written.
  const text = code(0, 0).length;
  const strings = Buffer.from(`/sys\0sysfs\0/sys/bus/pci/devices/0000:00:${SHARED_SLOT}.0/resource2\0`);
  const body = Buffer.concat([code(start + text, start + text + '/sys\0'.length), strings]);
  const bytes = Buffer.alloc(ELF_HEADER + PROGRAM_HEADER + body.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(2, 16); // ET_EXEC
  bytes.writeUInt16LE(62, 18); // EM_X86_64
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(start), 24);
  bytes.writeBigUInt64LE(BigInt(ELF_HEADER), 32);
  bytes.writeUInt16LE(ELF_HEADER, 52);
  bytes.writeUInt16LE(PROGRAM_HEADER, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(1, ELF_HEADER); // PT_LOAD
  bytes.writeUInt32LE(5, ELF_HEADER + 4); // readable, executable
  bytes.writeBigUInt64LE(BigInt(LOAD_ADDRESS), ELF_HEADER + 16);
  bytes.writeBigUInt64LE(BigInt(bytes.length), ELF_HEADER + 32);
  bytes.writeBigUInt64LE(BigInt(bytes.length), ELF_HEADER + 40);
  bytes.writeBigUInt64LE(4096n, ELF_HEADER + 48);
  bytes.set(body, ELF_HEADER + PROGRAM_HEADER);
  return bytes;
}

/** `mountPoint` and `type` are the addresses of these strings; the path of the memory's file stands behind them. */
function code(mountPoint: number, type: number): Uint8Array {
  const file = type + 'sysfs\0'.length;
  const loop = [
    ...[0xe6, DEBUG_CONSOLE], // out: returns when the host lets it
    ...[0x83, 0x3b, 0x00], // cmp dword [rbx + PENDING], 0
    ...[0x74, 0], // je off
    ...[0x48, 0x8b, 0x43, CALL_NUMBER], // mov rax, …
    ...[0x48, 0x8b, 0x7b, ARGUMENTS], // mov rdi, …
    ...[0x48, 0x8b, 0x73, ARGUMENTS + 8], // mov rsi, …
    ...[0x48, 0x8b, 0x53, ARGUMENTS + 16], // mov rdx, …
    ...[0x4c, 0x8b, 0x53, ARGUMENTS + 24], // mov r10, …
    ...[0x4c, 0x8b, 0x43, ARGUMENTS + 32], // mov r8, …
    ...[0x4c, 0x8b, 0x4b, ARGUMENTS + 40], // mov r9, …
    ...[0x83, 0xf8, STOP_MACHINE & 0xff], // cmp eax, STOP_MACHINE
    ...[0x74, 0], // je stop
    ...SYSCALL,
    // done:
    ...[0x48, 0x89, 0x43, RESULT], // mov [rbx + RESULT], rax
    ...[0xc7, 0x03, 0, 0, 0, 0], // mov dword [rbx + PENDING], 0
    ...[0xeb, 0], // jmp loop
  ];
  const done = loop.length - 12;
  const stop = [
    ...[0x66, 0xba, PVPANIC & 0xff, PVPANIC >> 8], // mov dx, PVPANIC
    ...[0xb0, GUEST_PANICKED, 0xee], // mov al, …; out dx, al
    ...[0x31, 0xc0, 0xeb, 0], // xor eax, eax; jmp done
  ];
  jump(loop, 6, loop.length + stop.length);
  jump(loop, done - 3, loop.length);
  jump(loop, loop.length - 1, 0);
  jump(stop, stop.length - 1, done - loop.length);
  return Uint8Array.from([
    ...call(SYS_MOUNT, type, mountPoint, type, 0, 0),
    ...call(SYS_OPEN, file, O_RDWR),
    ...[0x49, 0x89, 0xc0], // mov r8, rax
    ...call(SYS_MMAP, SHARED_BASE, SHARED_BYTES, PROT_READ_WRITE, MAP_SHARED_FIXED),
    ...call(SYS_IOPL, 3),
    ...[0xbb, ...little(SHARED_BASE)], // mov ebx, …
    ...loop,
    ...stop,
    // off: nobody is there any more
    ...call(SYS_REBOOT, ...REBOOT_MAGIC),
  ]);
}

const SYSCALL = [0x0f, 0x05];

/** `mov` of a number into each register of an argument, in their order. */
const TO_ARGUMENT = [[0xbf], [0xbe], [0xba], [0x41, 0xba], [0x41, 0xb8]];

function call(number: number, ...args: number[]): number[] {
  const moves = args.flatMap((value, at) => [...TO_ARGUMENT[at], ...little(value)]);
  return [...moves, 0xb8, ...little(number), ...SYSCALL];
}

/** Fills in a short jump whose distance stands at `at`, both by the beginning of `from`. */
function jump(from: number[], at: number, to: number): void {
  from[at] = (to - at - 1) & 0xff;
}

function little(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff];
}
