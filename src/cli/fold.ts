/** Text that fits a terminal. */

const LEAST_WIDTH = 40;

/** Columns of the terminal that standard output is; a file or a pipe has room for everything. */
export function terminalWidth(): number {
  const { columns } = process.stdout;
  return columns ? Math.max(LEAST_WIDTH, columns) : Number.POSITIVE_INFINITY;
}

/** Breaks `text` between words into lines of at most `width`; what has no space to break at is cut. */
export function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  while (text.length > width) {
    const space = text.lastIndexOf(' ', width);
    const end = space > 0 ? space : width;
    lines.push(text.slice(0, end));
    text = text.slice(space > 0 ? end + 1 : end);
  }
  return [...lines, text];
}

/** Folds each line that is too long, going on below where the line began. */
export function foldLines(text: string, width = terminalWidth()): string {
  const folded = text.split('\n').map(line => {
    const indent = /^ */.exec(line)![0];
    return fold(line.slice(indent.length), width - indent.length).map(part => indent + part);
  });
  return folded.flat().join('\n');
}
