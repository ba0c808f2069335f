/** How the machine is: what QEMU is started with, and the parameters of its kernel. */
import { DONE_CONSOLE, FENCE_CONSOLE, SHARED_BYTES, SHARED_SLOT } from './agent';

export const QEMU = 'qemu-system-x86_64';

/** Numbers of the files that QEMU finds open. */
export const FENCE_FD = 3;
export const SHARED_FD = 4;
export const CONTROL_FD = 5;
export const DONE_FD = 6;
export const STATE_FD = 7;
/** The capability of QEMU that memory others may see is no part of a saved state: it is in its file already. */
export const LEAVE_MEMORY = 'x-ignore-shared';

const MEMORY_MIB = 192;

/**
 * No watchdogs, no accounting, no hardening and no mitigations, which cost time; nobody who looks twice a second whether memory
 * is to be compacted, or every few seconds which of it is in use, which costs five days; addresses where they are without chance.
 */
const KERNEL_PARAMETERS = [
  'console=ttyS0 quiet panic=-1 nokaslr mitigations=off',
  'tsc=reliable tsc_early_khz=1000000 nowatchdog',
  'init_on_alloc=0 hardened_usercopy=off randomize_kstack_offset=off mce=off',
  'initcall_blacklist=kcompactd_init damon_stat.enabled=N',
  'psi=0 cgroup_disable=memory audit=0 lsm=capability transparent_hugepage=never random.trust_cpu=on',
].join(' ');

/** Without what emulation is slow at: copies byte by byte, and page tables of five levels. */
const CPU = 'max,-erms,-fsrm,-smap,-la57,-pku';

/**
 * Software emulation that counts instructions, two nanoseconds each: the guest's clock depends on nothing but what the
 * guest does, and skips the time it does nothing. All chance comes from a seed.
 */
export function qemuOptions(): string[] {
  return [
    ...['-M', 'q35,memory-backend=memory', '-accel', 'tcg', '-cpu', CPU, '-smp', '1', '-m', String(MEMORY_MIB)],
    ...['-icount', 'shift=1,sleep=off', '-rtc', 'clock=vm,base=2026-01-01T00:00:00', '-seed', '1'],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-action', 'panic=pause'],
    ...['-chardev', 'file,id=console,path=/dev/stdout,append=on', '-serial', 'chardev:console'],
    ...['-add-fd', `fd=${FENCE_FD},set=1`, '-chardev', 'file,id=fence,path=/dev/fdset/1,append=on'],
    ...['-add-fd', `fd=${DONE_FD},set=2`, '-chardev', 'file,id=done,path=/dev/fdset/2,append=on'],
    ...['-device', `isa-debugcon,iobase=${FENCE_CONSOLE},chardev=fence`],
    ...['-device', `isa-debugcon,iobase=${DONE_CONSOLE},chardev=done`, '-device', 'pvpanic'],
    ...['-object', `memory-backend-file,id=shared,share=on,mem-path=/dev/fd/${SHARED_FD},size=${SHARED_BYTES}`],
    ...['-device', `ivshmem-plain,memdev=shared,master=on,addr=0x${SHARED_SLOT}`],
    ...['-chardev', `socket,id=control,fd=${CONTROL_FD}`, '-mon', 'chardev=control,mode=control'],
  ];
}

/** What a machine boots with. */
export function bootOptions(kernel: string, initrd: string): string[] {
  return ['-kernel', kernel, '-initrd', initrd, '-append', KERNEL_PARAMETERS];
}

/**
 * A machine that goes on has its kernel in its memory. That it was booted with one QEMU must be told all the same, to make
 * the ROMs that are part of the machine's state: by the beginning of it, for to read all takes a sixth of its start.
 */
export function resumeOptions(beginning: string): string[] {
  return ['-kernel', beginning];
}

const SECTOR = 512;
const SETUP_SECTORS = 0x1f1;
/** Where a kernel's own header leaves it open (`Documentation/arch/x86/boot.rst`). */
const USUAL_SETUP_SECTORS = 4;

/** What QEMU reads of a kernel's image: the boot sector, the setup, and a first sector of the kernel proper. */
export function beginningOf(image: Uint8Array): Uint8Array {
  return image.subarray(0, ((image[SETUP_SECTORS] || USUAL_SETUP_SECTORS) + 2) * SECTOR);
}

/** The guest's memory is this file. What a guest writes goes into the file, or where it is only `read`, to nowhere else. */
export function memoryOptions(file: string, access: 'read' | 'written'): string[] {
  const share = access === 'written' ? 'on' : 'off';
  return ['-object', `memory-backend-file,id=memory,mem-path=${file},size=${MEMORY_MIB}M,share=${share}`];
}
