/** The source of a regular expression that matches this text and nothing else. `RegExp.escape` is not in Node before 24. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
