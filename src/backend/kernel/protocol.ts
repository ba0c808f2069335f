/**
 * What a run and its kernel worker say to each other: calls of a router's methods, and their answers.
 *
 * The worker is a process of its own because namespaces belong to processes: all it makes goes when it goes, and it
 * goes when the run does, however that ends.
 */
import { InputError } from '../../errors';
import { NotObservable } from '../not-observable';
import type { Telling } from './reporting';
import type { KernelRouter } from './router';
import type { RouterNetwork } from './topology';

/** The methods of a router that can be called from afar: their arguments and results can be sent. */
export type RouterMethod = Exclude<keyof KernelRouter, 'close' | 'startTools'>;

export type RouterArguments<M extends RouterMethod> = Parameters<KernelRouter[M]>;
export type RouterResult<M extends RouterMethod> = Awaited<ReturnType<KernelRouter[M]>>;

export interface Call {
  id: number;
  /** Which router; the caller numbers them. */
  router: number;
  method: RouterMethod | 'open' | 'close';
  arguments: unknown[];
  /** For `open`. */
  options?: RouterNetwork;
  telling?: Telling;
}

export interface Answer {
  id: number;
  result?: unknown;
  error?: { name: string; message: string };
}

/** An error as it was before it was sent: what depends on its kind is decided by its class. */
export function revive({ name, message }: NonNullable<Answer['error']>): Error {
  if (name === 'InputError') return new InputError(message);
  if (name === 'NotObservable') return new NotObservable(message);
  return new Error(message);
}
