import { withoutFences } from '../post/prose';
import { codeSpan, fence } from '../text/markdown';
import { unpushed } from '../handoff/pickup/unpushed';
import { beginsPickUp } from './reference';
import type { LeftOut } from './manifest';
import { shareRef, type ShareName } from './names';

/** One repository's part of a share, as a note tells it. */
export interface TellShare {
  readonly share: ShareName;
  /** The repository's folder; null where there is only one. */
  readonly repository: string | null;
  /** The remote's name where it was shared. */
  readonly remote: string;
  readonly leftOut: readonly LeftOut[];
}

const begins = 'A snapshot of the work in progress is shared as ';
const most = 20;

/** What a note says of shared work: how to get it with Baton and with git alone, and what is not inside. */
export function shareText(shares: readonly TellShare[]): string {
  const [first] = shares;
  if (!first) return '';
  const { login, name } = first.share;
  const ref = shareRef(first.share);
  const commands = [
    `baton pickup ${login}/${name}`,
    `# or: git fetch ${first.remote} ${ref} && git worktree add --detach ../${name} FETCH_HEAD`,
  ];
  const left = shares.flatMap(({ repository, leftOut }) =>
    leftOut.map(
      ({ path, why }) => `- ${codeSpan(repository === null ? path : `${repository}/${path}`)}: ${why}`,
    ),
  );
  const shown = left.length > most ? [...left.slice(0, most), `- and ${left.length - most} more`] : left;
  const where =
    first.repository === null
      ? ''
      : ` in ${shares.map(({ repository }) => codeSpan(repository ?? '')).join(', ')}`;
  return [
    `${begins}${codeSpan(`${login}/${name}`)}${where}:`,
    fence(commands.join('\n'), 'sh'),
    ...(shown.length > 0 ? [`Not inside:\n${shown.join('\n')}`] : []),
  ].join('\n\n');
}

/** The note with that text in its section "Pick it up here", in the place of what an earlier share left there. */
export function withShare(markdown: string, shares: readonly TellShare[]): string {
  const text = shareText(shares);
  const lines = insteadOfUnpushed(withoutShare(markdown.split('\n')), shares);
  const heading = lines.findIndex(beginsPickUp);
  if (heading >= 0) {
    lines.splice(heading + 1, 0, '', ...text.split('\n'));
    return tidy(lines);
  }
  // The hidden marker stays last.
  const marker = lines.findLastIndex((line) => line.startsWith('<!-- baton:note '));
  lines.splice(marker < 0 ? lines.length : marker, 0, '', '## Pick it up here', '', ...text.split('\n'), '');
  return tidy(lines);
}

/** What the section said nobody else could get, the snapshot brings: of the repositories that are in it. */
function insteadOfUnpushed(lines: readonly string[], shares: readonly TellShare[]): string[] {
  const heading = lines.findIndex(beginsPickUp);
  if (heading < 0) return [...lines];
  const names = shares.map(({ repository }) => (repository === null ? null : codeSpan(repository)));
  let isShared = names.includes(null);
  let isSection = true;
  const prose = withoutFences(lines.join('\n')).split('\n');
  return lines.map((line, at) => {
    if (at <= heading || !isSection || prose[at] !== line) return line;
    if (/^#{1,4} /.test(line)) isSection = false;
    else if (line.startsWith('In `') && line.endsWith('`:')) isShared = names.includes(line.slice(3, -1));
    else if (isShared && line.startsWith(unpushed.rest)) {
      return `Not on the branch, but in the snapshot: ${line.slice(unpushed.rest.length)}`;
    } else if (isShared && line.endsWith(unpushed.branch)) {
      return `${line.slice(0, -unpushed.branch.length)} is not pushed as a branch: the snapshot brings it.`;
    }
    return line;
  });
}

/** Takes out what an earlier share left: its sentence, its commands, and the list of what is not inside. */
function withoutShare(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.startsWith(begins));
  if (start < 0) return [...lines];
  let end = start + 1;
  const skipBlank = (): void => {
    while (lines[end]?.trim() === '') end += 1;
  };
  skipBlank();
  const open = /^(`{3,}|~{3,})/.exec(lines[end] ?? '')?.[1];
  if (open !== undefined) {
    const close = lines.findIndex((line, at) => at > end && line.trim() === open);
    end = close < 0 ? end : close + 1;
    const after = end;
    skipBlank();
    if (lines[end] === 'Not inside:') {
      end += 1;
      while (lines[end]?.startsWith('- ')) end += 1;
    } else end = after;
  }
  return [...lines.slice(0, start), ...lines.slice(end)];
}

function tidy(lines: readonly string[]): string {
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
