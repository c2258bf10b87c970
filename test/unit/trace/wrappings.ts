const each = (text: string, change: (line: string, index: number) => string): string =>
  text.replace(/\n$/, '').split('\n').map(change).join('\n') + '\n';
const two = (value: number): string => String(value % 60).padStart(2, '0');
const stamp = (index: number): string =>
  `2026-11-21T10:${two(Math.floor(index / 60))}:${two(index)}.${String(index * 7919)
    .padStart(9, '0')
    .slice(-9)}Z`;
const noise = (line: number): string =>
  `${stamp(line)} INFO  worker: request ${line} took ${line * 3} ms at queue (depth ${line})`;
/** As a terminal of 80 columns and `fold` break a line: a tab reaches to the next multiple of eight. */
const folded = (line: string): string => {
  let column = 0;
  return Array.from(line, (letter) => {
    const after = letter === '\t' ? column - (column % 8) + 8 : column + 1;
    const isFull = after > 80;
    column = isFull ? 1 : after;
    return isFull ? `\n${letter}` : letter;
  }).join('');
};
const many = (count: number): string => Array.from({ length: count }, (_, line) => noise(line)).join('\n');

/** How traces are found in the wild; each must read as the bare one does. */
export const wrappings: Readonly<Record<string, (text: string) => string>> = {
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'mixed line ends': (text) => each(text, (line, index) => (index % 3 ? line : `${line}\r`)),
  'a container name in front': (text) => each(text, (line) => `api-1  | ${line}`),
  'a pod in front': (text) => each(text, (line) => `[pod/shop-api-7d9f/api] ${line}`),
  'time stamps in front': (text) => each(text, (line, index) => `${stamp(index)} ${line}`),
  'a container and time stamps': (text) => each(text, (line, index) => `api-1  | ${stamp(index)} ${line}`),
  'syslog in front': (text) =>
    each(text, (line, index) => `Nov 21 10:00:${two(index)} web1 shop[4242]: ${line}`),
  'a time stamp, a level and a logger': (text) =>
    each(
      text,
      (line, index) =>
        `2026-11-21 10:00:${two(index)},${String(index % 1000).padStart(3, '0')} ERROR [main] c.a.Shop - ${line}`,
    ),
  'Serilog’s layout': (text) => each(text, (line, index) => (index ? line : `[10:00:00 ERR] ${line}`)),
  'log4j’s layout': (text) =>
    each(text, (line, index) =>
      index ? line : `2026-11-21 10:00:00,123 ERROR [http-1] shop.Pay - failed\n${line}`,
    ),
  'a quotation in mail': (text) => each(text, (line) => `> ${line}`),
  'a quotation of a quotation': (text) => each(text, (line) => `> > ${line}`),
  'an indented block': (text) => each(text, (line) => `    ${line}`),
  'a fence in Markdown': (text) => `It fails:\n\n\`\`\`\n${text}\`\`\`\n\nAny idea?\n`,
  colours: (text) => each(text, (line) => `\u001b[31m${line}\u001b[0m`),
  'a JSON string': (text) => `${JSON.stringify({ level: 'error', time: 1, msg: 'failed', stack: text })}\n`,
  'a JSON string in a log': (text) =>
    `${many(20)}\n${JSON.stringify({ err: { type: 'Error', stack: text } })}\n${many(20)}\n`,
  'a JSON string inside a JSON string': (text) =>
    `${JSON.stringify({ log: JSON.stringify({ stack: text }) })}\n`,
  'a long log around it': (text) => `${many(100)}\n${text}${many(100)}\n`,
  'another container between its lines': (text) =>
    each(text, (line, index) =>
      index % 2 ? `web-1  | GET /health ${index}\napi-1  | ${line}` : `api-1  | ${line}`,
    ),
  'lines of 80 columns': (text) => each(text, folded),
};
