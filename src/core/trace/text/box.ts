const corner = '╮'.charCodeAt(0);
const side = '│'.charCodeAt(0);
/** As far into a line as its words are looked for. */
const most = 400;

/** Whether the line from `from` to its last letter is of a box that Rich draws around a traceback, or names a place in it. */
export function endsInBox(text: string, last: number, from: number): boolean {
  const code = text.charCodeAt(last);
  if (code !== corner && code !== side) return false;
  const line = text.slice(from, Math.min(last, from + most));
  return code === corner ? line.includes('Traceback (most recent') : line.includes('.py:');
}
