/**
 * The guest's only process: it does the lists of system calls that the host asks for, and nothing else.
 *
 * It is written here in machine code, for a guest needs no more of it than this, and so nobody needs a compiler. What
 * host and guest share is a piece of memory (QEMU's `ivshmem-plain`, a PCI device), which the agent maps at a fixed
 * address: addresses of what stands in it are the same in every guest. Before each list the agent writes a byte to
 * a debug console of QEMU, and that write does not return before the host lets it (see `fence.ts`); so its processor, and
 * with it the guest's clock, stands still for as long as the host thinks.
 *
 * `vfork` needs nothing of its own: the child goes on with the same loop in the same memory, and once it has become
 * another program its parent does.
 */

/** Where the guest has the shared memory. */
export const SHARED_BASE = 0x10000000;
export const SHARED_BYTES = 1 << 25;

/** What stands where in it: whether there is a list to be done, and the list. */
export const PENDING = 0;
export const LIST = 64;

/**
 * What stands where in a call of the list: its number, six arguments, its result; the result from which on the list ends
 * with this call; and how far the next call is, in bytes, where the result is negative: after any other it is the one behind.
 */
export const CALL_NUMBER = 0;
export const ARGUMENTS = 8;
export const RESULT = 56;
export const ENOUGH = 64;
export const NEXT_AFTER_ERROR = 72;
export const CALL_BYTES = 80;
/** Free for what calls read and write; a list ends before. */
export const DATA = 1 << 16;

/** Numbers of no system call: the list ends; the machine is stopped by a panic that none is (QEMU's `pvpanic`), to be saved as it is. */
export const END_OF_LIST = -2;
export const STOP_MACHINE = -1;

/** Ports of the debug consoles: a byte on the first says that the list is done, one on the second is let through for the next. */
export const DONE_CONSOLE = 0xea;
export const FENCE_CONSOLE = 0xe9;

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
  const loop = assembled([
    'loop',
    [0xe6, DONE_CONSOLE], // out
    [0xe6, FENCE_CONSOLE], // out: returns when the host lets it
    [0x83, 0x3b, 0x00], // cmp dword [rbx + PENDING], 0
    [0x74, 'off'], // je off
    [0x48, 0x8d, 0x6b, LIST], // lea rbp, [rbx + LIST]
    'next',
    [0x48, 0x8b, 0x45, CALL_NUMBER], // mov rax, …
    [0x48, 0x8b, 0x7d, ARGUMENTS], // mov rdi, …
    [0x48, 0x8b, 0x75, ARGUMENTS + 8], // mov rsi, …
    [0x48, 0x8b, 0x55, ARGUMENTS + 16], // mov rdx, …
    [0x4c, 0x8b, 0x55, ARGUMENTS + 24], // mov r10, …
    [0x4c, 0x8b, 0x45, ARGUMENTS + 32], // mov r8, …
    [0x4c, 0x8b, 0x4d, ARGUMENTS + 40], // mov r9, …
    [0x83, 0xf8, END_OF_LIST & 0xff], // cmp eax, END_OF_LIST
    [0x74, 'end'], // je end
    [0x83, 0xf8, STOP_MACHINE & 0xff], // cmp eax, STOP_MACHINE
    [0x74, 'stop'], // je stop
    SYSCALL,
    [0x48, 0x89, 0x45, RESULT], // mov [rbp + RESULT], rax
    [0x48, 0x3b, 0x45, ENOUGH], // cmp rax, [rbp + ENOUGH]
    [0x7d, 'end'], // jge end
    [0x48, 0x85, 0xc0], // test rax, rax
    [0x79, 'done'], // jns done
    [0x48, 0x03, 0x6d, NEXT_AFTER_ERROR], // add rbp, [rbp + NEXT_AFTER_ERROR]
    [0xeb, 'next'], // jmp next
    'done',
    [0x48, 0x83, 0xc5, CALL_BYTES], // add rbp, CALL_BYTES
    [0xeb, 'next'], // jmp next
    'stop',
    [0x66, 0xba, PVPANIC & 0xff, PVPANIC >> 8], // mov dx, PVPANIC
    [0xb0, GUEST_PANICKED, 0xee], // mov al, …; out dx, al
    'end',
    [0xc7, 0x03, 0, 0, 0, 0], // mov dword [rbx + PENDING], 0
    [0xeb, 'loop'], // jmp loop
    'off',
  ]);
  return Uint8Array.from([
    ...call(SYS_MOUNT, type, mountPoint, type, 0, 0),
    ...call(SYS_OPEN, file, O_RDWR),
    ...[0x49, 0x89, 0xc0], // mov r8, rax
    ...call(SYS_MMAP, SHARED_BASE, SHARED_BYTES, PROT_READ_WRITE, MAP_SHARED_FIXED),
    ...call(SYS_IOPL, 3),
    ...[0xbb, ...little(SHARED_BASE)], // mov ebx, …
    ...loop,
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

/** Code of instructions and names of places: behind the byte of a short jump stands the name of where it goes. */
function assembled(parts: readonly (string | readonly (number | string)[])[]): number[] {
  const places = new Map<string, number>();
  let length = 0;
  for (const part of parts) {
    if (typeof part === 'string') places.set(part, length);
    else length += part.length;
  }
  const code: number[] = [];
  for (const each of parts.filter(part => typeof part !== 'string').flat()) {
    code.push(typeof each === 'number' ? each : (places.get(each)! - code.length - 1) & 0xff);
  }
  return code;
}

function little(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff];
}
