import type { Claim } from './model';
import { pathOf } from './guards';
import { codeIn, plainText } from './plain';
import { isPlan } from './plans';
import type { Line } from './sections';

/** How many statements of one note are looked into. */
const most = 30;

/** The statements of a note that GitHub can be asked about, each once. */
export function claimsOf(markdown: string, lines: readonly Line[]): Claim[] {
  const branches = branchesTold(markdown, lines);
  const own = branches[0] ?? null;
  const found = [
    ...lines.flatMap((line) => lineClaims(line, own)),
    ...branches.map((branch): Claim => ({ kind: 'branch', branch, text: `Branch ${branch} is there` })),
  ];
  const seen = new Set<string>();
  return found
    .filter((claim) => {
      const key = JSON.stringify({ ...claim, text: '' });
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, most);
}

function lineClaims(line: Line, own: string | null): Claim[] {
  const { section, text } = line;
  const plain = plainText(text);
  // A plan says what may come, not what is.
  if (isPlan(line)) return [];
  const shipped = section === 'shipped';
  const branch = /\b[Bb]ranch `([^`\n]{1,200})`/.exec(text)?.[1] ?? (shipped ? null : own);
  const claims: Claim[] = [];
  for (const number of numbersIn(plain)) {
    const kind = numberKind(plain, shipped);
    claims.push({ kind, number, text: plain });
  }
  for (const sha of shasIn(text)) claims.push({ kind: 'commit', sha, branch, text: plain });
  // What is not committed is not on GitHub, and what is not pushed cannot be looked at there.
  if (shipped || /^Uncommitted:/.test(plain)) return claims;
  for (const code of codeIn(text)) {
    const path = /[/.]/.test(code) && !/^[0-9a-f]{7,40}$/.test(code) ? pathOf(code) : null;
    if (path !== null && path !== branch && isFile(path))
      claims.push({ kind: 'file', path, branch: own, text: plain });
  }
  return claims;
}

function numberKind(plain: string, shipped: boolean): 'merged' | 'open' | 'closed' | 'green' | 'red' {
  if (shipped && /\bmerged\b/i.test(plain)) return 'merged';
  if (/\b(?:green|passing|passes)\b/i.test(plain)) return 'green';
  if (/\b(?:CI|checks?|build) (?:is|are|fails?|failing)?\s{0,3}(?:red|fail(?:s|ing|ed)?)\b/i.test(plain))
    return 'red';
  if (/\bmerged\b/i.test(plain) && !/\bthen\b|\bonce\b|\bwhen\b/i.test(plain)) return 'merged';
  return /\bclosed\b/i.test(plain) ? 'closed' : 'open';
}

/** `#142`, and addresses of pull requests and issues; a joiner may stand behind the sign. */
export function numbersIn(plain: string): number[] {
  const found = [...plain.matchAll(/(?<![\w&/])#\u2060?(\d{1,9})\b|\/(?:pull|issues)\/(\d{1,9})\b/g)];
  return [...new Set(found.map(([, one, other]) => Number(one ?? other)))];
}

function shasIn(text: string): string[] {
  const spans = codeIn(text).filter((code) => /^(?=.*\d)[0-9a-f]{7,40}$/.test(code));
  const linked = [...text.matchAll(/\/commit\/([0-9a-f]{7,40})\b/g)].map(([, sha = '']) => sha);
  return [...new Set([...linked, ...spans])];
}

/** The branches that others are told to fetch, and those that the note says are pushed; the one at hand first. */
function branchesTold(markdown: string, lines: readonly Line[]): string[] {
  const fetched = [...markdown.matchAll(/\bgit fetch [\w.-]{1,60} '?([\w./@%+:,-]{1,200})'?/g)];
  const pushed = lines
    .filter(({ section, text }) => section === 'now' && !/not pushed yet\b/.test(text))
    .flatMap(({ text }) => /\b[Bb]ranch `([^`\n]{1,200})`/.exec(text)?.[1] ?? []);
  return [...new Set([...fetched.map(([, name = '']) => name), ...pushed])].slice(0, 5);
}

function isFile(path: string): boolean {
  return /\.[A-Za-z0-9]{1,12}$/.test(path) || path.includes('/');
}
