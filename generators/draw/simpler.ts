/** Simpler tapes: without elements of lists, then with smaller numbers, the boldest first. */
import type { Drawing, Span } from './tape';

export function* simplerTapes({ numbers, lists }: Drawing): Iterable<number[]> {
  yield [];
  for (const list of lists) yield* withoutElements(numbers, list);
  for (const [at, number] of numbers.entries()) {
    for (const smaller of smallerNumbers(number)) yield numbers.with(at, smaller);
  }
}

/** Without all elements of a list, without either half, and so on. */
function* withoutElements(numbers: readonly number[], list: readonly Span[]): Iterable<number[]> {
  for (let size = list.length; size >= 1; size >>= 1) {
    for (let at = 0; at < list.length; at += size) {
      const [from] = list[at];
      const [, to] = list[Math.min(at + size, list.length) - 1];
      yield [...numbers.slice(0, from), ...numbers.slice(to)];
    }
  }
}

function* smallerNumbers(number: number): Iterable<number> {
  for (let less = number; less >= 1; less = Math.floor(less / 2)) yield number - less;
}
